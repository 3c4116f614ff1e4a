//! 述职评议汇总: counts of ballots by option, never a ballot. One table for each criterion that rates.

use std::collections::BTreeMap;

use crate::base::exact::Exact;
use crate::base::text::Language;
use crate::fact::evidence::SheetAccount;
use crate::report::live::share;
use crate::report::roll::{Line, Roll};
use crate::report::sheet::{Cell, Grid, Head, Sheet, Show};
use crate::rubric::model::{Column, Criterion, Measure};
use crate::sheet::survey::Quality;
use crate::stats::interval::wilson;
use crate::tally::Tally;

/// With fewer ballots than this, who voted how could be guessed.
const FEWEST_SHOWN: u64 = 5;

/// A criterion that rates, taken apart.
struct Rating<'a> {
    criterion: &'a Criterion,
    column: &'a str,
    values: &'a [(String, Exact)],
    not_counted: &'a [String],
    minimum: u64,
}

/// Makes the sheet; none when no criterion rates.
pub(in crate::report) fn sheet(roll: &Roll) -> Option<Sheet> {
    let ratings: Vec<Rating> = roll.rubric().criteria.iter().filter_map(rating).collect();
    let careful = careful(roll);
    if ratings.is_empty() && careful.is_none() {
        return None;
    }
    let name = roll.pick("述职评议汇总", "Ratings").to_owned();
    let mut notes: Vec<String> = ratings.iter().filter_map(|rating| blunt(roll, rating)).collect();
    notes.push(match roll.language() {
        Language::Chinese => format!(
            "只列票数，不列选票；收到不足 {FEWEST_SHOWN} 张的不列分项票数。区间为最高一档得票率的 95% 威尔逊区间：票数越少区间越宽，仅供参考，不参与计分。"
        ),
        Language::English => format!(
            "Counts only, never a ballot; with fewer than {FEWEST_SHOWN} received the counts by option are withheld. \
             The interval is Wilson's at 95 % for the share of the best option: the fewer ballots, the wider; it does not enter scores."
        ),
    });
    if careful.is_some() {
        notes.push(
            roll.pick(
                "问卷答卷的提示数只供判断答卷质量，不影响得分；横线表示导出文件中没有这一项。网络地址、昵称和时间读入时即已丢弃。",
                "What is said of survey responses helps to judge how they were given and changes no score; a dash is what the export does not tell. \
                 Addresses, nicknames and times were dropped when the file was read.",
            )
            .to_owned(),
        );
    }
    notes.extend(roll.stopped_notes());
    Some(Sheet {
        title: roll.titled(&name),
        name,
        grids: ratings.iter().map(|rating| grid(roll, rating)).chain(careful).collect(),
        notes,
        signed: true,
        points: true,
        ..Sheet::default()
    })
}

/// How the surveys among the inputs were answered.
fn careful(roll: &Roll) -> Option<Grid> {
    let surveys = roll.review.evidence.accounts.iter().filter_map(|account| Some((account, account.quality?)));
    let count = |count: Option<u64>| count.map_or_else(Cell::dash, Cell::whole);
    let row = |(account, quality): (&SheetAccount, Quality)| {
        let names = [Cell::long(account.place.to_string()), Cell::text(quality.tool.say().text(roll.language()))];
        let counts = [quality.short, quality.bursts, quality.straight, quality.shared].map(count);
        names.into_iter().chain([Cell::whole(quality.responses)]).chain(counts).collect()
    };
    let rows: Vec<Vec<Cell>> = surveys.map(row).collect();
    let heads = vec![
        Head::new(roll.pick("问卷文件", "Survey"), 16, 40),
        Head::new(roll.pick("来自", "Tool"), 8, 22),
        Head::new(roll.pick("答卷", "Responses"), 7, 10),
        Head::new(roll.pick("每题不足 1 秒", "Under 1 s a question"), 9, 12),
        Head::new(roll.pick("同一秒 3 份以上", "Same second"), 9, 12),
        Head::new(roll.pick("答案全同", "All alike"), 9, 12),
        Head::new(roll.pick("同一网络地址", "Shared address"), 9, 12),
    ];
    let caption = roll.pick("问卷答卷情况", "Survey responses").to_owned();
    (!rows.is_empty()).then_some(Grid { caption: Some(caption), heads, rows, filter: false })
}

fn rating(criterion: &Criterion) -> Option<Rating<'_>> {
    match &criterion.query.measure {
        Measure::Rating { column, values, not_counted, ballots } => {
            Some(Rating { criterion, column, values, not_counted, minimum: ballots.minimum })
        }
        Measure::Count
        | Measure::Sum(_)
        | Measure::Distinct(_)
        | Measure::Share(_)
        | Measure::Ratio { .. }
        | Measure::Mean { .. }
        | Measure::Value(_)
        | Measure::Last(_) => None,
    }
}

/// A scale whose worst ballots still give half the points hardly tells anyone apart.
fn blunt(roll: &Roll, rating: &Rating) -> Option<String> {
    let worst = rating.values.iter().map(|(_, value)| value).min()?;
    if *worst < Exact::from(50_i64) {
        return None;
    }
    let (name, worst) = (&rating.criterion.name, worst.plain());
    Some(match roll.language() {
        Language::Chinese => format!("注意：“{name}”即使全部选民投最低一档，仍得 {worst} 分，区分度低。"),
        Language::English => {
            format!("Note: “{name}” gives {worst} even when every ballot is the worst option, so it hardly tells anyone apart.")
        }
    })
}

impl Rating<'_> {
    /// Options with a value, best first, then those not counted.
    fn options(&self) -> Vec<&str> {
        let mut valued: Vec<&(String, Exact)> = self.values.iter().collect();
        valued.sort_by(|left, right| right.1.cmp(&left.1));
        valued.iter().map(|(word, _)| word.as_str()).chain(self.not_counted.iter().map(String::as_str)).collect()
    }

    /// How an option is written on the sheets.
    fn title(&self, roll: &Roll, option: &str) -> String {
        let tables = self.criterion.query.from.iter().filter_map(|table| roll.rubric().table(table));
        let mut words = tables.filter_map(|table| table.column(self.column)).flat_map(Column::words);
        let written = words.find(|(word, _)| word == option).and_then(|(_, written)| written.first());
        written.map_or(option, String::as_str).to_owned()
    }
}

fn grid(roll: &Roll, rating: &Rating) -> Grid {
    let options = rating.options();
    let mut heads = Vec::new();
    if roll.several() {
        heads.push(Head::new(roll.pick("排名组", "Peers"), 6, 16));
    }
    heads.push(Head::new(roll.pick("姓名", "Name"), 8, 22));
    heads.push(Head::new(roll.pick("编号", "Key"), 6, 18));
    let ballots = roll.pick("票数", "Ballots");
    heads.extend(options.iter().map(|option| Head::new(rating.title(roll, option), 7, 12).under(ballots)));
    heads.push(Head::new(roll.pick("有效票", "Valid"), 7, 10));
    heads.push(Head::new(roll.pick("不计票", "Not counted"), 7, 10));
    let best = options.first().map(|option| rating.title(roll, option)).unwrap_or_default();
    let over = match roll.language() {
        Language::Chinese => format!("{best}率"),
        Language::English => format!("Share of {best}"),
    };
    heads.push(Head::new(roll.pick("得票/有效票", "Of valid"), 10, 14).under(over.clone()));
    heads.push(Head::new("%", 8, 10).under(over.clone()));
    heads.push(Head::new(roll.pick("95% 区间", "95 % interval"), 16, 18).under(over));
    heads.push(Head::new(roll.pick("均值", "Mean"), 8, 10));
    heads.push(Head::new(roll.pick("得分", "Points"), 8, 12));
    let caption = match roll.language() {
        Language::Chinese => format!("{}（{}；最少有效票 {} 张）", rating.criterion.name, rating.criterion.clause, rating.minimum),
        Language::English => format!("{} ({}; at least {} valid)", rating.criterion.name, rating.criterion.clause, rating.minimum),
    };
    Grid { caption: Some(caption), heads, rows: roll.lines().map(|line| row(roll, rating, &options, line)).collect(), filter: false }
}

fn row(roll: &Roll, rating: &Rating, options: &[&str], line: &Line) -> Vec<Cell> {
    let tallies = roll.review.tallies.queries.get(&rating.criterion.id);
    let counts = tallies.and_then(|tallies| tallies.get(line.number)).map(|tally| by_option(tally, rating.column)).unwrap_or_default();
    let count = |option: &str| counts.get(option).copied().unwrap_or(0);
    let valid: u64 = rating.values.iter().map(|(word, _)| count(word)).sum();
    let not_counted: u64 = rating.not_counted.iter().map(|word| count(word)).sum();
    let withheld = (1..FEWEST_SHOWN).contains(&(valid + not_counted));
    let best = options.first().map_or(0, |option| count(option));

    let mut row = Vec::new();
    if roll.several() {
        row.push(Cell::text(&line.subject.peer));
    }
    row.extend([Cell::text(&line.subject.name), Cell::text(&line.subject.key)]);
    row.extend(options.iter().map(|option| if withheld { Cell::dash() } else { Cell::whole(count(option)) }));
    row.extend([Cell::whole(valid), if withheld { Cell::dash() } else { Cell::whole(not_counted) }]);
    match share(best, valid).filter(|_| !withheld) {
        Some(share) => row.extend([Cell::text(format!("{best}/{valid}")), Cell::Number(share, Show::Percent), interval(best, valid)]),
        None => row.extend([Cell::dash(), Cell::dash(), Cell::dash()]),
    }
    let item =
        roll.rubric().criteria.iter().position(|criterion| criterion.id == rating.criterion.id).and_then(|at| line.card.items.get(at));
    let missing = item.and_then(|item| item.no_value).map(|kind| kind.say().text(roll.language()).to_owned());
    row.push(match (missing, item.and_then(|item| item.measure.as_ref())) {
        (Some(kind), _) => Cell::text(kind),
        (None, Some(mean)) if !withheld => Cell::Number(mean.to_f64(), Show::Hundredths),
        (None, _) => Cell::dash(),
    });
    let points = item.and_then(|item| item.points.as_ref());
    row.push(points.map_or_else(Cell::dash, |points| Cell::Number(points.to_f64(), Show::Points)));
    row
}

fn interval(best: u64, valid: u64) -> Cell {
    wilson(best, valid, 0.95).map_or_else(Cell::dash, |found| Cell::text(format!("{} – {}", percent(found.low), percent(found.high))))
}

/// One decimal.
fn percent(share: f64) -> String {
    let thousandths = Exact::parse(&format!("{share:.9}")).unwrap_or_default() * Exact::from(100_i64);
    format!("{}%", thousandths.print(1, crate::base::exact::RoundMode::HalfUp))
}

/// Ballots by option.
fn by_option<'a>(tally: &'a Tally, column: &str) -> BTreeMap<&'a str, u64> {
    let mut counts = BTreeMap::new();
    for (class, sums) in &tally.classes {
        for (_, word) in class.words.iter().filter(|(of, _)| of == column) {
            *counts.entry(word.as_str()).or_default() += sums.rows;
        }
    }
    counts
}
