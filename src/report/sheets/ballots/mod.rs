//! 述职评议汇总: counts of ballots, never a ballot: who voted, how, and what the usual formulas make of one box.
//!
//! For each criterion that voters' ballots are cast for: [`counts`], [`headlines`], [`certainty`]; then how ballots were filled in.

mod aside;
mod careful;
mod certainty;
mod counts;
mod headlines;
mod vote;

use vote::Vote;

use crate::base::exact::RoundMode;
use crate::base::text::Language;
use crate::report::roll::{Line, Roll};
use crate::report::sheet::{Cell, Head, Sheet};
use crate::tally::FEWEST_TOLD;

/// Makes the sheet; none when no criterion rates.
pub(in crate::report) fn sheet(roll: &Roll) -> Option<Sheet> {
    let votes: Vec<Vote> = roll.rubric().criteria.iter().filter_map(|criterion| Vote::of(roll, criterion)).collect();
    let surveys = careful::surveys(roll);
    if votes.is_empty() && surveys.is_none() {
        return None;
    }
    let name = roll.pick("述职评议汇总", "Ratings").to_owned();
    let mut notes: Vec<String> = votes.iter().filter_map(|vote| flattering(roll, vote)).collect();
    let mut grids = Vec::new();
    for vote in &votes {
        grids.push(counts::grid(roll, vote));
        grids.extend(headlines::grid(roll, vote));
        let (certainty, priors) = certainty::grid(roll, vote);
        grids.push(certainty);
        notes.extend(priors);
    }
    let alike = careful::alike(roll, &votes);
    if !votes.is_empty() {
        notes.extend(said_of_votes(roll));
    }
    if surveys.is_some() || alike.is_some() {
        notes.push(
            roll.pick(
                "问卷答卷和票面的提示数只供判断填写质量，不影响得分；横线表示导出文件中没有这一项。网络地址、昵称和时间读入时即已丢弃。",
                "What is said of survey responses and of how ballots were filled in helps to judge how they were given and changes no score; a dash is what \
                 the export does not tell. Addresses, nicknames and times were dropped when the file was read.",
            )
            .to_owned(),
        );
    }
    notes.extend(roll.stopped_notes());
    grids.extend(alike.into_iter().chain(surveys));
    Some(Sheet { title: roll.titled(&name), name, grids, notes, signed: true, points: true, ..Sheet::default() })
}

fn said_of_votes(roll: &Roll) -> [String; 3] {
    let shares = roll.rubric().shares;
    let rounded = match (shares.hundred, shares.mode) {
        (true, _) => roll.pick("各档百分比按最大余额法凑足 100%", "shares of options are made to add up to 100 % by largest remainder"),
        (false, RoundMode::HalfUp) => roll.pick("百分比四舍五入", "shares are rounded half up"),
        (false, RoundMode::HalfEven) => roll.pick("百分比四舍六入五成双", "shares are rounded half to even"),
        (false, RoundMode::Down) => roll.pick("百分比舍去以后各位", "further decimals of shares are cut off"),
    };
    match roll.language() {
        Language::Chinese => [
            format!("只列票数，不列选票；收到不足 {FEWEST_TOLD} 张的不列分项。{rounded}。"),
            "“几种算法”出自同一票箱：满意率、满意与基本满意合计的比率、折算平均并不相等，对外公布时应写明算法和票数。".to_owned(),
            "占比的区间为 95% 威尔逊区间；平均的区间为 95% 区间（学生 t，知道应到人数的按有限总体校正）：票数越少区间越宽，区间重叠的不宜按小数排先后。"
                .to_owned(),
        ],
        Language::English => [
            format!("Counts only, never a ballot; with fewer than {FEWEST_TOLD} received what they say is withheld. In percentages, {rounded}."),
            "The several ways are of one ballot box: the share of the satisfied, that of the two best options and the mean of values are not the same. Whoever \
             publishes one names the formula and the ballots."
                .to_owned(),
            "Intervals of shares are Wilson's at 95 %; those of means are at 95 % too (Student's t; corrected for a finite population where the voters due are \
             known). The fewer ballots, the wider; where intervals overlap, decimals decide nothing."
                .to_owned(),
        ],
    }
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
    heads.push(Head::new(roll.pick("姓名", "Name"), 8, 22));
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
