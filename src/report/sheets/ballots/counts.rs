//! How many voted, and how: the turnout, the ballots of each option, what does not count and why.

use super::aside::Asides;
use super::headlines::{best_named, best_of, mean_cell, share_cell, together};
use super::vote::{Cast, Vote};
use super::{headed, named};
use crate::base::text::Language;
use crate::report::roll::{Line, Roll};
use crate::report::said::query::Speaker;
use crate::report::sheet::{Cell, Grid, Head, Show};
use crate::rubric::model::Poll;
use crate::tally::FEWEST_TOLD;

/// Shares of the turnout that are told where both numbers are.
const RATES: [(Poll, Poll, &str, &str); 2] =
    [(Poll::Present, Poll::Due, "到会率", "Came"), (Poll::Returned, Poll::Issued, "收回率", "Came back")];

pub(super) fn grid<'a>(roll: &Roll<'a>, vote: &Vote<'a>) -> Grid {
    let asides = Asides::of(roll, vote);
    let polls = vote.polls(roll);
    let rates: Vec<(Poll, Poll)> =
        RATES.iter().filter(|(of, over, ..)| polls.contains(of) && polls.contains(over)).map(|(of, over, ..)| (*of, *over)).collect();
    let remarks: Vec<String> = roll.lines().map(|line| remark(roll, vote, line, &vote.cast(roll, line))).collect();
    let remarked = remarks.iter().any(|remark| !remark.is_empty());
    let row = |(line, remark): (&Line<'a>, &String)| {
        let cast = vote.cast(roll, line);
        let hidden = |cell: Cell| if cast.withheld() { Cell::dash() } else { cell };
        let mut row = named(roll, line);
        row.extend(polls.iter().map(|poll| cast.turnout.of(*poll).map_or_else(Cell::dash, Cell::whole)));
        row.extend(rates.iter().map(|(of, over)| rate(roll, &cast, *of, *over)));
        row.extend(cast.counts.iter().map(|count| hidden(Cell::whole(*count))));
        row.push(Cell::whole(cast.counted));
        if cast.counts.len() > vote.valued() {
            row.push(hidden(Cell::whole(cast.all - cast.counted)));
        }
        row.extend(asides.cells(line.number));
        row.extend(together(vote).into_iter().map(|best| hidden(share_cell(best_of(roll, vote, &cast, best)))));
        row.push(hidden(mean_cell(cast.mean.as_ref())));
        let points = vote.item(roll, line).and_then(|item| item.points.as_ref());
        row.push(points.map_or_else(Cell::dash, |points| Cell::Number(points.to_f64(), Show::Points)));
        row.extend(remarked.then(|| Cell::long(remark)));
        row
    };
    let said = Speaker::new(roll.rubric(), &vote.criterion.query).measure();
    let caption = match roll.language() {
        Language::Chinese => format!("{}（{}；计分按：{}）", vote.criterion.name, vote.criterion.clause, said.zh),
        Language::English => format!("{} ({}; scored by: {})", vote.criterion.name, vote.criterion.clause, said.en),
    };
    let mut heads = heads(roll, vote, &polls, &asides);
    heads.extend(remarked.then(|| Head::new(roll.pick("说明", "Remark"), 12, 24)));
    let rows = roll.lines().zip(&remarks).map(row).collect();
    Grid { caption: Some(caption), heads, rows, ..Grid::default() }
}

fn heads<'a>(roll: &Roll<'a>, vote: &Vote<'a>, polls: &[Poll], asides: &Asides) -> Vec<Head> {
    let mut heads = headed(roll);
    let over = roll.pick("投票情况", "Turnout");
    heads.extend(polls.iter().map(|poll| Head::new(poll.say().text(roll.language()), 7, 10).under(over)));
    for (of, base, zh, en) in RATES {
        if polls.contains(&of) && polls.contains(&base) {
            heads.push(Head::new(roll.pick(zh, en), 8, 10).under(over));
        }
    }
    let options = vote.options(roll);
    let ballots = roll.pick("票数", "Ballots");
    heads.extend(options.iter().map(|option| Head::new(option, 8, 12).under(ballots)));
    heads.push(Head::new(roll.pick("计入票", "Counted"), 8, 10));
    if options.len() > vote.valued() {
        heads.push(Head::new(roll.pick("不计票", "Not counted"), 8, 10));
    }
    heads.extend(asides.heads(roll));
    let of_counted = roll.pick("占计入票", "Of counted");
    heads.extend(together(vote).into_iter().map(|best| Head::new(best_named(&options, best), 9, 12).under(of_counted)));
    heads.push(Head::new(roll.pick("平均", "Mean"), 8, 10));
    heads.push(Head::new(roll.pick("得分", "Points"), 9, 12));
    heads
}

fn rate(roll: &Roll, cast: &Cast, of: Poll, over: Poll) -> Cell {
    let share = cast.turnout.of(of).zip(cast.turnout.of(over)).and_then(|(of, over)| roll.rubric().shares.of(of, over));
    share.map_or_else(Cell::dash, |share| Cell::Number(share.to_f64(), Show::Share))
}

/// Why there is no score, or fewer numbers than of others.
fn remark(roll: &Roll, vote: &Vote, line: &Line, cast: &Cast) -> String {
    let mut said = Vec::new();
    let minimum = vote.ballots.minimum;
    if cast.all > 0 && cast.counted < minimum {
        said.push(match roll.language() {
            Language::Chinese => format!("不足 {minimum} 张"),
            Language::English => format!("fewer than {minimum}"),
        });
    }
    let least = vote.ballots.turnout.as_ref().filter(|_| cast.all > 0);
    match least.map(|least| (least, cast.turnout.share(least.of, least.over))) {
        Some((least, None)) => {
            let (of, over) = (least.of.say(), least.over.say());
            said.push(match roll.language() {
                Language::Chinese => format!("没有{}或{}的记录", of.zh, over.zh),
                Language::English => format!("{} or {} not recorded", of.en, over.en),
            });
        }
        Some((least, Some(share))) if !least.range.holds(&share) => {
            let of = least.of.say();
            said.push(match roll.language() {
                Language::Chinese => format!("{}不足", of.zh),
                Language::English => format!("too few {}", of.en),
            });
        }
        Some(_) | None => {}
    }
    if cast.withheld() {
        said.push(match roll.language() {
            Language::Chinese => format!("不足 {FEWEST_TOLD} 张，分项不列"),
            Language::English => format!("fewer than {FEWEST_TOLD}: options withheld"),
        });
    }
    // Why there are too few says more than what that counts as.
    let kind = vote.item(roll, line).and_then(|item| item.no_value).filter(|_| said.is_empty());
    said.extend(kind.map(|kind| kind.say().text(roll.language()).to_owned()));
    said.join(roll.pick("；", "; "))
}
