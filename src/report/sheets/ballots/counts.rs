//! How many voted, and how: the turnout, the ballots of each option, what does not count and why.

use super::aside::Asides;
use super::vote::{Cast, Vote};
use super::{headed, named};
use crate::base::text::Language;
use crate::report::roll::{Line, Roll};
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
    let heads = heads(roll, vote, &polls, &asides);
    let row = |line: &Line<'a>| {
        let cast = vote.cast(roll, line);
        let mut row = named(roll, line);
        row.extend(polls.iter().map(|poll| cast.turnout.of(*poll).map_or_else(Cell::dash, Cell::whole)));
        row.extend(rates.iter().map(|(of, over)| rate(roll, &cast, *of, *over)));
        row.extend(cast.counts.iter().map(|count| if cast.withheld() { Cell::dash() } else { Cell::whole(*count) }));
        row.push(Cell::whole(cast.counted));
        if vote.options(roll).len() > vote.valued() {
            row.push(if cast.withheld() { Cell::dash() } else { Cell::whole(cast.all - cast.counted) });
        }
        row.extend(asides.cells(line.number));
        let item = vote.item(roll, line);
        let points = item.and_then(|item| item.points.as_ref());
        row.push(points.map_or_else(Cell::dash, |points| Cell::Number(points.to_f64(), Show::Points)));
        row.push(Cell::long(remark(roll, vote, line, &cast)));
        row
    };
    let caption = match roll.language() {
        Language::Chinese => format!("{}：票数（{}）", vote.criterion.name, vote.criterion.clause),
        Language::English => format!("{}: ballots ({})", vote.criterion.name, vote.criterion.clause),
    };
    Grid { caption: Some(caption), heads, rows: roll.lines().map(row).collect(), filter: false }
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
    heads.push(Head::new(roll.pick("得分", "Points"), 9, 12));
    heads.push(Head::new(roll.pick("说明", "Remark"), 12, 24));
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
    let kind = vote.item(roll, line).and_then(|item| item.no_value);
    said.extend(kind.map(|kind| kind.say().text(roll.language()).to_owned()));
    said.join(roll.pick("；", "; "))
}
