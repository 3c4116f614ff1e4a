//! Votes on sheets: counts of ballots, never a ballot. 述职评议汇总 tells who voted, how, and the usual headlines; 述职评议算法对照 what the
//! formulas make of one box; 述职评议把握程度 how sure that is; and one more how ballots were filled in. Only delegates report (述职):
//! of stations, departments and villages the sheets are called 测评汇总 and so on.
//!
//! Each sheet has a table for each criterion that voters' ballots are cast for: [`counts`], [`headlines`], [`certainty`].

mod aside;
mod careful;
mod certainty;
mod counts;
mod headlines;
pub(in crate::report) mod vote;

use vote::Vote;

use crate::base::exact::RoundMode;
use crate::base::text::Language;
use crate::report::roll::{Line, Roll};
use crate::report::sheet::{Cell, Grid, Head, Sheet};
use crate::tally::FEWEST_TOLD;

/// Makes the sheets; none when no criterion rates and nobody was asked by a survey.
pub(in crate::report) fn sheets(roll: &Roll) -> Vec<Sheet> {
    let votes: Vec<Vote> = roll.rubric().criteria.iter().filter_map(|criterion| Vote::of(roll, criterion)).collect();
    let mut sheets = Vec::new();
    if !votes.is_empty() {
        let flattering: Vec<String> = votes.iter().filter_map(|vote| flattering(roll, vote)).collect();
        let counts = votes.iter().map(|vote| counts::grid(roll, vote)).collect();
        let notes = flattering.iter().cloned().chain(said_of_counts(roll)).collect();
        sheets.push(sheet(roll, &name(roll, "汇总", "Ratings"), counts, notes));
        let headlines: Vec<Grid> = votes.iter().filter_map(|vote| headlines::grid(roll, vote)).collect();
        if !headlines.is_empty() {
            let notes = flattering.into_iter().chain(said_of_formulas(roll)).collect();
            sheets.push(sheet(roll, &name(roll, "算法对照", "Ratings by formula"), headlines, notes));
        }
        let (certainty, priors): (Vec<Grid>, Vec<Vec<String>>) = votes.iter().map(|vote| certainty::grid(roll, vote)).unzip();
        let notes = priors.into_iter().flatten().chain(said_of_certainty(roll)).collect();
        sheets.push(sheet(roll, &name(roll, "把握程度", "Ratings, how sure"), certainty, notes));
    }
    let filled: Vec<Grid> = careful::alike(roll, &votes).into_iter().chain(careful::surveys(roll)).collect();
    if !filled.is_empty() {
        let note = roll.pick(
            "问卷答卷和票面的提示数只供判断填写质量，不影响得分；横线表示导出文件中没有这一项。网络地址、昵称和时间读入时即已丢弃。",
            "What is said of survey responses and of how ballots were filled in helps to judge how they were given and changes no score; a dash is what the \
             export does not tell. Addresses, nicknames and times were dropped when the file was read.",
        );
        let sheet = sheet(roll, roll.pick("票面和问卷情况", "How ballots were given"), filled, vec![note.to_owned()]);
        sheets.push(Sheet { points: false, ..sheet });
    }
    sheets
}

/// Delegates report to those who vote on them; others are voted on.
fn name(roll: &Roll, zh: &str, en: &str) -> String {
    let reports = roll.rubric().subject.called.contains("代表") && !roll.rubric().subject.called.contains('站');
    match roll.language() {
        Language::Chinese => format!("{}{zh}", if reports { "述职评议" } else { "测评" }),
        Language::English => en.to_owned(),
    }
}

fn sheet(roll: &Roll, name: &str, grids: Vec<Grid>, mut notes: Vec<String>) -> Sheet {
    notes.extend(roll.stopped_notes());
    let frozen = if roll.several() { 3 } else { 2 };
    Sheet { title: roll.titled(name), name: name.to_owned(), grids, notes, frozen, signed: true, points: true, ..Sheet::default() }
}

/// How shares are rounded.
fn rounded(roll: &Roll) -> &'static str {
    let shares = roll.rubric().shares;
    match (shares.hundred, shares.mode) {
        (true, _) => roll.pick("各档百分比按最大余额法凑足 100%", "Shares of options are made to add up to 100 % by largest remainder"),
        (false, RoundMode::HalfUp) => roll.pick("百分比四舍五入", "Shares are rounded half up"),
        (false, RoundMode::HalfEven) => roll.pick("百分比四舍六入五成双", "Shares are rounded half to even"),
        (false, RoundMode::Down) => roll.pick("百分比舍去以后各位", "Further decimals of shares are cut off"),
    }
}

fn said_of_counts(roll: &Roll) -> Vec<String> {
    let rounded = rounded(roll);
    vec![match roll.language() {
        Language::Chinese => format!("只列票数，不列选票；收到不足 {FEWEST_TOLD} 张的不列分项。{rounded}。其他算法见“{}”。", name(roll, "算法对照", "")),
        Language::English => format!(
            "Counts only, never a ballot; with fewer than {FEWEST_TOLD} received what they say is withheld. {rounded}. Other formulas: see “Ratings by formula”."
        ),
    }]
}

fn said_of_formulas(roll: &Roll) -> Vec<String> {
    let rounded = rounded(roll);
    vec![match roll.language() {
        Language::Chinese => {
            format!("各列出自同一票箱：满意率、满意与基本满意合计的比率、折算平均并不相等，对外公布时应写明算法和票数。{rounded}。")
        }
        Language::English => format!(
            "All columns are of one ballot box: the share of the satisfied, that of the two best options and the mean of values are not the same. Whoever publishes \
             one names the formula and the ballots. {rounded}."
        ),
    }]
}

fn said_of_certainty(roll: &Roll) -> Vec<String> {
    let said = roll.pick(
        "仅供参考，不参与计分。占比的区间为 95% 威尔逊区间；平均的区间也是 95%（学生 t 分布，知道应到人数的按有限总体校正）。票数越少区间越宽；区间重叠的，不宜按小数分先后。",
        "Information; it does not enter scores. Intervals of shares are Wilson's at 95 %; those of means are at 95 % too (Student's t; corrected for a finite population \
         where the voters due are known). The fewer ballots, the wider; where intervals overlap, decimals decide nothing.",
    );
    vec![said.to_owned()]
}

/// A scale whose worst ballots still give half of the best value hardly tells anyone apart.
fn flattering(roll: &Roll, vote: &Vote) -> Option<String> {
    let (worst, best) = vote.ends()?;
    if !best.is_positive() || &(worst + worst) < best {
        return None;
    }
    let (name, worst, best) = (&vote.criterion.name, worst.plain(), best.plain());
    Some(match roll.language() {
        Language::Chinese => format!("注意：“{name}”即使全部选民投最低一档，仍得 {worst} 分（最高 {best} 分），区分度低，不等于满意率。"),
        Language::English => format!(
            "Note: “{name}” gives {worst} of {best} even when every ballot is the worst option, so it hardly tells anyone apart; it is no share of the satisfied."
        ),
    })
}

/// Who it is about: the first columns of each table.
fn headed(roll: &Roll) -> Vec<Head> {
    let mut heads = Vec::new();
    if roll.several() {
        heads.push(Head::new(roll.pick("排名组", "Peers"), 6, 16));
    }
    heads.push(Head::new(roll.named(), 8, 22));
    heads.push(Head::new(roll.pick("编号", "Key"), 6, 18));
    heads
}

fn named(roll: &Roll, line: &Line) -> Vec<Cell> {
    let mut cells = Vec::new();
    if roll.several() {
        cells.push(Cell::text(&line.subject.peer));
    }
    cells.extend([Cell::text(&line.subject.name), Cell::text(&line.subject.key)]);
    cells
}
