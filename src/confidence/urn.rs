//! One subject's ballots as an urn to draw from, and what a draw makes of its points.
//!
//! In: kinds of ballots and the engine that scores a criterion again. Out: the points of each draw, or the number of a count. As many
//! ballots are drawn as were cast in each stratum: ballots that enter the same means, of one sub-period, of one class of
//! respondents, with one factor.

use std::collections::BTreeMap;

use super::memo::Memo;
use super::plan::What;
use super::strikes::whole;
use super::Facts;
use crate::base::exact::Exact;
use crate::rubric::model::{Measure, Query};
use crate::score::{measure, Again};
use crate::stats::random::Stream;
use crate::stats::redraw::Redraw;
use crate::tally::{counted, factor, word, Alike, Said, Tally};

/// Something that rests on ballots, for one subject.
pub(super) struct Rated<'a> {
    /// What is got from them.
    pub what: What,
    /// Its place among the queries for which the ballots were taken apart.
    pub query: usize,
    /// Index of its sub-period; 0 where it has none.
    pub part: usize,
    /// The rule.
    pub rule: &'a Query,
    /// What was counted.
    pub tally: &'a Tally,
}

impl Rated<'_> {
    /// Points of a criterion, 0 where there are none; the number of a count, none of which is no number.
    fn value(&self, again: &Again, subject: usize, tally: &Tally) -> f64 {
        match self.what {
            What::Criterion(number) => again.points(number, self.part, subject, tally).map_or(0.0, |points| points.to_f64()),
            What::Count(_) => measure(self.rule, tally).value().map_or(f64::NAN, |number| number.to_f64()),
        }
    }

    /// Whether ballots of a stratum that do not count for it stand beside others that do.
    fn counts_some(&self) -> bool {
        matches!(self.rule.measure, Measure::Count | Measure::Sum(_))
    }
}

/// What one subject has of one criterion or count in every draw: which of the numbers found it was.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// For each draw the place of its points.
    pub cells: Vec<u16>,
    /// The points found.
    pub points: Vec<f64>,
}

impl Drawn {
    /// Room for so many draws.
    pub fn of(draws: usize) -> Self {
        Self { cells: Vec::with_capacity(draws), points: Vec::new() }
    }

    /// The points in one draw.
    pub fn at(&self, draw: usize) -> f64 {
        let cell = self.cells.get(draw).map_or(0, |cell| usize::from(*cell));
        self.points.get(cell).copied().unwrap_or(0.0)
    }

    /// The points in the draws from one to below another.
    pub fn some(&self, from: usize, to: usize) -> impl Iterator<Item = f64> + '_ {
        let cells = self.cells.get(from..to).unwrap_or_default();
        cells.iter().map(|cell| self.points.get(usize::from(*cell)).copied().unwrap_or(0.0))
    }
}

/// An urn: strata of ballots, each ballot the number of its kind.
pub(super) struct Urn<'a> {
    kinds: &'a [Alike],
    strata: Vec<Vec<usize>>,
}

/// What ballots of a stratum have in common: for each query whether its mean counts them, in which sub-period, in which class, with
/// which factor.
type Common = Vec<Option<(usize, String, Exact)>>;

impl<'a> Urn<'a> {
    /// Of these kinds of ballots under these queries.
    pub fn new(kinds: &'a [Alike], rules: &[&Query]) -> Self {
        let mut strata: BTreeMap<Common, Vec<usize>> = BTreeMap::new();
        for (kind, alike) in kinds.iter().enumerate() {
            let common = rules.iter().zip(&alike.said).map(|(rule, said)| said.as_ref().and_then(|said| common(rule, said)));
            let ballots = usize::try_from(alike.n).unwrap_or(0);
            strata.entry(common.collect()).or_default().extend(std::iter::repeat_n(kind, ballots));
        }
        // A stratum whose ballots all say the same is not drawn.
        let drawn = |ballots: &Vec<usize>| ballots.first().is_some_and(|first| ballots.iter().any(|kind| kind != first));
        Self { kinds, strata: strata.into_values().filter(drawn).collect() }
    }

    /// How many of each kind there are when one stratum holds this kind only.
    fn all_alike(&self, stratum: &[usize], kind: usize) -> Vec<u64> {
        let mut counts = self.cast();
        for drawn in stratum {
            counts.get_mut(*drawn).into_iter().for_each(|count| *count -= 1);
        }
        counts.get_mut(kind).into_iter().for_each(|count| *count += stratum.len() as u64);
        counts
    }

    /// How many of each kind were cast.
    fn cast(&self) -> Vec<u64> {
        self.kinds.iter().map(|alike| alike.n).collect()
    }

    /// The tally of a query from so many of each kind.
    fn tally(&self, rated: &Rated, counts: &[u64]) -> Tally {
        counted(rated.tally, (rated.query, rated.part), self.kinds.iter().zip(counts.iter().copied()))
    }

    /// What each comes to in each draw; nothing for one that no draw can change.
    pub fn draw(&self, rated: &[Rated], again: &Again, subject: usize, seed: u64, draws: usize) -> Vec<Option<Drawn>> {
        let mut memos: Vec<Option<Memo>> = rated.iter().map(|rated| self.memo(rated)).collect();
        let mut found: Vec<Option<Drawn>> = memos.iter().map(|memo| memo.as_ref().map(|_| Drawn::of(draws))).collect();
        if memos.iter().all(Option::is_none) {
            return found;
        }
        let mut stream = Stream::new(seed, subject as u64);
        let fixed = self.fixed();
        let mut strata: Vec<Redraw> = self.strata.iter().map(|stratum| Redraw::new(&self.counts(stratum))).collect();
        let mut counts = fixed.clone();
        for _ in 0..draws {
            counts.copy_from_slice(&fixed);
            for stratum in &mut strata {
                stratum.add(&mut stream, &mut counts);
            }
            for ((rated, memo), drawn) in rated.iter().zip(&mut memos).zip(&mut found) {
                let (Some(memo), Some(points)) = (memo, drawn) else { continue };
                let cell = memo.cell(&counts, || {
                    points.points.push(rated.value(again, subject, &self.tally(rated, &counts)));
                });
                points.cells.push(cell);
            }
        }
        found
    }

    /// How many of each kind are in a stratum.
    fn counts(&self, stratum: &[usize]) -> Vec<u64> {
        let mut counts = vec![0; self.kinds.len()];
        for kind in stratum {
            counts.get_mut(*kind).into_iter().for_each(|count| *count += 1);
        }
        counts
    }

    /// How many of each kind stay in every draw.
    fn fixed(&self) -> Vec<u64> {
        let mut counts = self.cast();
        for kind in self.strata.iter().flatten() {
            counts.get_mut(*kind).into_iter().for_each(|count| *count -= 1);
        }
        counts
    }

    /// What tells measures apart; none where all draws measure the same.
    fn memo(&self, rated: &Rated) -> Option<Memo> {
        let trim = match &rated.rule.measure {
            Measure::Mean { trim, .. } => trim.as_ref(),
            Measure::Rating { .. }
            | Measure::Count
            | Measure::Sum(_)
            | Measure::Distinct(_)
            | Measure::Share(_)
            | Measure::Ratio { .. }
            | Measure::Value(_)
            | Measure::Last(_) => None,
        };
        if let Some(trim) = trim {
            return self.trimmed(rated, trim);
        }
        let (mut worth, mut range) = (Vec::new(), Exact::zero());
        for stratum in &self.strata {
            let counts = |kind: &&usize| rated.counts_some() || self.says(rated, **kind).is_some();
            let mut kinds: Vec<usize> = stratum.iter().filter(counts).copied().collect();
            kinds.sort_unstable();
            kinds.dedup();
            // The measure is a weighed mean or a sum: what a ballot is worth shows when all of its stratum are like it.
            let measured = |kind: usize| {
                let measured = measure(rated.rule, &self.tally(rated, &self.all_alike(stratum, kind))).value();
                // Of a count nothing at all may be without value.
                measured.or_else(|| rated.counts_some().then(Exact::zero))
            };
            let values = kinds.iter().map(|kind| Some((*kind, measured(*kind)?))).collect::<Option<Vec<_>>>()?;
            let all = || values.iter().map(|(_, value)| value);
            let (Some(lowest), Some(highest)) = (all().min().cloned(), all().max().cloned()) else { continue };
            let ballots = Exact::from(stratum.len() as u64);
            range = range + (&highest - &lowest);
            worth.extend(values.into_iter().filter_map(|(kind, value)| Some((kind, (&value - &lowest).over(&ballots)?))));
        }
        Memo::new(self.kinds.len(), &worth, &range, None)
    }

    fn says(&self, rated: &Rated, kind: usize) -> Option<&Said> {
        self.kinds.get(kind)?.said.get(rated.query)?.as_ref().filter(|said| said.part == rated.part)
    }

    /// The same for a mean without the outermost; ballots that are not drawn are cut off, too.
    fn trimmed(&self, rated: &Rated, trim: &Exact) -> Option<Memo> {
        let number = |kind: usize| Some((kind, Exact::fixed(self.says(rated, kind)?.number, 6)));
        let numbers: Vec<(usize, Exact)> = (0..self.kinds.len()).filter_map(number).collect();
        let lowest = numbers.iter().map(|(_, number)| number).min()?;
        let worth: Vec<(usize, Exact)> = numbers.iter().map(|(kind, own)| (*kind, own - lowest)).collect();
        let all: u64 = rated.tally.classes.values().map(|sums| sums.rows).sum();
        let off = if *trim < Exact::one() { (trim * &Exact::from(all)).floor() } else { trim.clone() };
        let off = off.to_whole().and_then(|off| u64::try_from(off).ok())?;
        let left = all.checked_sub(2 * off).filter(|left| *left > 0)?;
        let most = worth.iter().map(|(_, worth)| worth).max()?;
        Memo::new(self.kinds.len(), &worth, &(most * &Exact::from(left)), Some(off))
    }
}

/// What the plan draws of a subject, and what it comes to in each draw.
pub(super) fn ballots(facts: &Facts, number: usize, seed: u64, draws: usize) -> Vec<(What, usize, Drawn)> {
    let Some(kinds) = facts.ballots.get(number) else { return Vec::new() };
    let rated: Vec<Rated> =
        facts.plan.drawn.iter().enumerate().flat_map(|(query, (what, rule))| of_query(facts, number, query, *what, rule)).collect();
    let rules: Vec<&Query> = facts.plan.drawn.iter().map(|(_, rule)| *rule).collect();
    let numbers = Urn::new(kinds, &rules).draw(&rated, &facts.again, number, seed, draws);
    rated.iter().zip(numbers).filter_map(|(rated, drawn)| Some((rated.what, rated.part, drawn?))).collect()
}

/// A query of the plan, whole or in each sub-period. What has no value for too few ballots has none in any draw: how many
/// ballots there are is not drawn.
fn of_query<'a>(facts: &'a Facts, number: usize, query: usize, what: What, rule: &'a Query) -> Vec<Rated<'a>> {
    let rubric = facts.rubric;
    let id = match what {
        What::Criterion(criterion) => rubric.criteria.get(criterion).map(|criterion| criterion.id.as_str()),
        What::Count(count) => rubric.counts.get(count).map(|count| count.id.as_str()),
    };
    let Some(id) = id else { return Vec::new() };
    let of = |part: usize| match rule.per {
        Some(_) => facts.tallies.divided.get(id)?.get(part)?.get(number),
        None => facts.tallies.queries.get(id).filter(|_| part == 0)?.get(number),
    };
    let parts = facts.tallies.divided.get(id).map_or(1, Vec::len);
    let rated = |part: usize| {
        let tally = of(part)?;
        official(facts, number, what, part).map(|_| Rated { what, query, part, rule, tally })
    };
    (0..parts).filter_map(rated).collect()
}

/// What the engine gave officially; none where there is no value.
pub(super) fn official(facts: &Facts, number: usize, what: What, part: usize) -> Option<Exact> {
    match what {
        What::Criterion(criterion) => {
            let rule = facts.rubric.criteria.get(criterion)?;
            let item = facts.cards.get(number)?.items.get(criterion)?;
            let own = if rule.query.per.is_some() { item.sub_periods.get(part)? } else { item };
            item.points.as_ref().and(own.points.as_ref()).filter(|_| own.no_value.is_none()).cloned()
        }
        What::Count(count) => whole(facts, count, number),
    }
}

/// None where the query does not count the ballot, or counts whoever says what it asks.
fn common(rule: &Query, said: &Said) -> Option<(usize, String, Exact)> {
    let counts = match &rule.measure {
        Measure::Rating { column, values, .. } => values.iter().any(|(known, _)| known == word(&said.class, column)),
        Measure::Share(share) => share.credit.iter().any(|(known, _)| known == word(&said.class, &share.column)),
        Measure::Count | Measure::Sum(_) => false,
        Measure::Mean { .. } | Measure::Distinct(_) | Measure::Ratio { .. } | Measure::Value(_) | Measure::Last(_) => true,
    };
    let class = rule.measure.weights().map(|weights| word(&said.class, &weights.column).to_owned());
    counts.then(|| (said.part, class.unwrap_or_default(), factor(&said.class, rule)))
}
