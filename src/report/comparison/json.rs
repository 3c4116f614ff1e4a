//! `comparison.json`, schema `duly.comparison/1`: fractions as text, as in the results.

use std::collections::BTreeMap;

use serde::Serialize;

use super::ComparisonReview;
use crate::base::exact::Exact;
use crate::compare::{Came, Change, GroupChange, GroupStand, Interval, Pair, Scored};

/// The schema's name.
const SCHEMA: &str = "duly.comparison/1";

#[derive(Serialize)]
struct Out<'a> {
    schema: &'static str,
    periods: Vec<PeriodOut<'a>>,
    pairs: Vec<PairOut<'a>>,
    steady: Vec<SteadyOut<'a>>,
}

#[derive(Serialize)]
struct SteadyOut<'a> {
    key: &'a str,
    totals: Vec<Option<String>>,
    #[serde(rename = "always-high")]
    always_high: bool,
    #[serde(rename = "twice-low")]
    twice_low: bool,
}

#[derive(Serialize)]
struct PeriodOut<'a> {
    id: &'a str,
    rubric: &'a str,
    version: &'a str,
    subjects: usize,
}

#[derive(Serialize)]
struct PairOut<'a> {
    before: &'a str,
    after: &'a str,
    changes: Vec<ChangeOut<'a>>,
    came: Vec<CameOut<'a>>,
    left: Vec<CameOut<'a>>,
    groups: Vec<GroupOut<'a>>,
    improved: &'a [String],
}

#[derive(Serialize)]
struct ChangeOut<'a> {
    key: &'a str,
    name: &'a str,
    peer: &'a str,
    before: Option<String>,
    after: Option<String>,
    difference: Option<String>,
    growth: Option<String>,
    ranks: Option<i64>,
    percentile: Option<String>,
    dimensions: BTreeMap<&'a str, String>,
    places: BTreeMap<&'a str, String>,
    activity: Option<String>,
    rules: Option<String>,
    interval: Option<[String; 2]>,
    clear: bool,
    moved: Vec<[&'a str; 3]>,
}

#[derive(Serialize)]
struct CameOut<'a> {
    key: &'a str,
    name: &'a str,
    peer: &'a str,
    total: Option<String>,
    namesakes: &'a [String],
    elsewhere: &'a [String],
}

#[derive(Serialize)]
struct GroupOut<'a> {
    peer: &'a str,
    group: Option<&'a str>,
    value: Option<&'a str>,
    before: StandOut,
    after: StandOut,
    stayed: u64,
    difference: Option<String>,
    activity: Option<String>,
    rules: Option<String>,
    people: Option<String>,
    interval: Option<[String; 2]>,
    clear: bool,
}

#[derive(Serialize)]
struct StandOut {
    subjects: u64,
    ranked: u64,
    mean: Option<String>,
    selected: u64,
}

pub(super) fn json(review: &ComparisonReview) -> Result<Vec<u8>, serde_json::Error> {
    let periods = review.parts.iter().map(|part| PeriodOut {
        id: &part.scored.period.id,
        rubric: &part.rubric.id,
        version: &part.rubric.version,
        subjects: part.scored.members.len(),
    });
    let neighbours = review.parts.iter().zip(review.parts.iter().skip(1)).zip(&review.comparison.pairs);
    let pairs = neighbours.map(|((before, after), pair)| self::pair(before.scored, after.scored, pair));
    let steady = review.comparison.steady.iter().map(|one| SteadyOut {
        key: &one.key,
        totals: one.totals.iter().map(|total| text(total.as_ref())).collect(),
        always_high: one.always_high,
        twice_low: one.twice_low,
    });
    let out = Out { schema: SCHEMA, periods: periods.collect(), pairs: pairs.collect(), steady: steady.collect() };
    let mut text = serde_json::to_vec_pretty(&out)?;
    text.push(b'\n');
    Ok(text)
}

fn pair<'a>(before: &'a Scored, after: &'a Scored, pair: &'a Pair) -> PairOut<'a> {
    PairOut {
        before: &before.period.id,
        after: &after.period.id,
        changes: pair.changes.iter().map(change).collect(),
        came: pair.came.iter().map(came).collect(),
        left: pair.left.iter().map(came).collect(),
        groups: pair.groups.iter().map(group).collect(),
        improved: &pair.improved,
    }
}

fn text(number: Option<&Exact>) -> Option<String> {
    number.map(Exact::to_string)
}

fn ends(interval: &Interval) -> [String; 2] {
    [interval.low.plain(), interval.high.plain()]
}

fn by_id(numbers: &BTreeMap<String, Exact>) -> BTreeMap<&str, String> {
    numbers.iter().map(|(id, number)| (id.as_str(), number.to_string())).collect()
}

fn change(change: &Change) -> ChangeOut<'_> {
    ChangeOut {
        key: &change.key,
        name: &change.after.name,
        peer: &change.after.peer,
        before: text(change.before.total.as_ref()),
        after: text(change.after.total.as_ref()),
        difference: text(change.difference.as_ref()),
        growth: text(change.growth.as_ref()),
        ranks: change.ranks,
        percentile: text(change.percentile.as_ref()),
        dimensions: by_id(&change.dimensions),
        places: by_id(&change.places),
        activity: text(change.split.as_ref().map(|split| &split.activity)),
        rules: text(change.split.as_ref().map(|split| &split.rules)),
        interval: change.interval.as_ref().map(ends),
        clear: change.is_clear(),
        moved: change.moved.iter().map(|moved| [moved.what.as_str(), &moved.from, &moved.to]).collect(),
    }
}

fn came(came: &Came) -> CameOut<'_> {
    let member = &came.member;
    CameOut {
        key: &came.key,
        name: &member.name,
        peer: &member.peer,
        total: text(member.official.as_ref()),
        namesakes: &came.namesakes,
        elsewhere: &came.elsewhere,
    }
}

fn group(change: &GroupChange) -> GroupOut<'_> {
    let stand = |stand: &GroupStand| StandOut {
        subjects: stand.members,
        ranked: stand.ranked,
        mean: text(stand.mean.as_ref()),
        selected: stand.selected,
    };
    let split = change.split.as_ref();
    GroupOut {
        peer: &change.peer,
        group: change.group.as_ref().map(|(id, _)| id.as_str()),
        value: change.group.as_ref().map(|(_, value)| value.as_str()),
        before: stand(&change.before),
        after: stand(&change.after),
        stayed: change.stayed,
        difference: text(change.difference.as_ref()),
        activity: text(split.map(|split| &split.activity)),
        rules: text(split.map(|split| &split.rules)),
        people: text(split.map(|split| &split.people)),
        interval: change.interval.as_ref().map(ends),
        clear: change.is_clear(),
    }
}
