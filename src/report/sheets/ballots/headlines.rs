//! The usual headlines of one ballot box side by side: shares of each option, of the best ones together, and the mean of values,
//! each with and without those who abstained. They differ; which one scores, the caption says.

use super::vote::{Cast, Vote};
use super::{headed, named};
use crate::base::exact::Exact;
use crate::base::text::Language;
use crate::report::roll::{Line, Roll};
use crate::report::said::query::Speaker;
use crate::report::sheet::{Cell, Grid, Head, Show};

/// No more of the best options are added up than these.
const MOST_TOGETHER: usize = 3;

/// None where ballots are numbers.
pub(super) fn grid<'a>(roll: &Roll<'a>, vote: &Vote<'a>) -> Option<Grid> {
    let options = vote.options(roll);
    if options.is_empty() {
        return None;
    }
    let bases = bases(roll, vote, &options);
    let mut heads = headed(roll);
    let shares = roll.pick("各档占全部票", "Of all ballots");
    heads.extend(options.iter().map(|option| Head::new(option, 9, 12).under(shares)));
    for best in together(vote) {
        let over = best_named(&options, best);
        heads.extend(bases.iter().map(|base| Head::new(base, 9, 12).under(&over)));
    }
    let valued = roll.pick("折算平均", "Mean of values");
    heads.extend(mean_heads(roll, vote, &options).into_iter().map(|head| head.under(valued)));
    heads.push(Head::new(roll.pick("得分", "Points"), 9, 12));
    let row = |line: &Line<'a>| {
        let cast = vote.cast(roll, line);
        let mut row = named(roll, line);
        row.extend(headlines(roll, vote, &cast).into_iter().map(|cell| if cast.withheld() { Cell::dash() } else { cell }));
        let points = vote.item(roll, line).and_then(|item| item.points.as_ref());
        row.push(points.map_or_else(Cell::dash, |points| Cell::Number(points.to_f64(), Show::Points)));
        row
    };
    let said = Speaker::new(roll.rubric(), &vote.criterion.query).measure();
    let caption = match roll.language() {
        Language::Chinese => format!("{}：同一票箱的几种算法（计分按：{}）", vote.criterion.name, said.zh),
        Language::English => format!("{}: one ballot box in several ways (scored by: {})", vote.criterion.name, said.en),
    };
    Some(Grid { caption: Some(caption), heads, rows: roll.lines().map(row).collect(), ..Grid::default() })
}

/// How many of the best options are added up; all of those counted would always be everything.
pub(super) fn together(vote: &Vote) -> Vec<usize> {
    match vote.valued() {
        0 => Vec::new(),
        valued => (1..valued.clamp(2, MOST_TOGETHER + 1)).collect(),
    }
}

/// `满意＋基本满意`.
pub(super) fn best_named(options: &[String], best: usize) -> String {
    options.iter().take(best).cloned().collect::<Vec<_>>().join("＋")
}

/// The share of so many of the best options in the ballots that count.
pub(super) fn best_of(roll: &Roll, vote: &Vote, cast: &Cast, best: usize) -> Option<Exact> {
    added(roll, cast.counts.get(..vote.valued()).unwrap_or_default(), best)
}

/// The share of the first of these counts in all of them. Where shares are made to add up, those of several options are their sum.
fn added(roll: &Roll, counts: &[u64], best: usize) -> Option<Exact> {
    let shares = roll.rubric().shares;
    if shares.hundred {
        return shares.of_all(counts).into_iter().take(best).sum();
    }
    shares.of(counts.iter().take(best).sum(), counts.iter().sum())
}

/// A share of ballots.
pub(super) fn share_cell(share: Option<Exact>) -> Cell {
    share.map_or_else(Cell::dash, |share| Cell::Number(share.to_f64(), Show::Share))
}

/// A mean of ballots.
pub(super) fn mean_cell(mean: Option<&Exact>) -> Cell {
    mean.map_or_else(Cell::dash, |mean| Cell::Number(mean.to_f64(), Show::Hundredths))
}

/// What shares are of: the ballots that count, and all where some do not.
fn bases(roll: &Roll, vote: &Vote, options: &[String]) -> Vec<String> {
    let mut bases = vec![roll.pick("÷计入票", "of counted").to_owned()];
    if options.len() > vote.valued() {
        bases.push(roll.pick("÷全部票", "of all").to_owned());
    }
    bases
}

fn mean_heads(roll: &Roll, vote: &Vote, options: &[String]) -> Vec<Head> {
    let left = options.iter().skip(vote.valued()).cloned().collect::<Vec<_>>().join("、");
    if left.is_empty() {
        return vec![Head::new(roll.pick("全部票", "All"), 9, 12)];
    }
    let (without, as_zero) = match roll.language() {
        Language::Chinese => (format!("不计{left}"), format!("{left}按 0")),
        Language::English => (format!("without {left}"), format!("{left} as 0")),
    };
    vec![Head::new(without, 9, 14), Head::new(as_zero, 9, 14)]
}

fn headlines(roll: &Roll, vote: &Vote, cast: &Cast) -> Vec<Cell> {
    let left_out = cast.counts.len() > vote.valued();
    let mut cells: Vec<Cell> = roll.rubric().shares.of_all(&cast.counts).into_iter().map(share_cell).collect();
    for best in together(vote) {
        cells.push(share_cell(best_of(roll, vote, cast, best)));
        if left_out {
            cells.push(share_cell(added(roll, &cast.counts, best)));
        }
    }
    cells.push(mean_cell(cast.mean.as_ref()));
    if left_out {
        let as_zero = cast.mean.as_ref().and_then(|mean| (mean * &Exact::from(cast.counted)).over(&Exact::from(cast.all)));
        cells.push(mean_cell(as_zero.as_ref()));
    }
    cells
}
