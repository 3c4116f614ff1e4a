//! What a subject did as chance: in another period like this one it would have done a little more, or a little less.
//!
//! In: tallies and the engine that scores a criterion again. Out: the points of each draw. Numbers of things done are drawn by
//! Poisson's law around what was done; of what was attended as many are drawn with replacement as there were. What is taken
//! apart by sub-periods is drawn in each of them. Judged scores, last values and ratios stay as they are.

use std::collections::BTreeMap;

use super::plan::What;
use super::urn::{official, Drawn};
use super::Facts;
use crate::rubric::model::{Criterion, Measure};
use crate::stats::poisson::Poisson;
use crate::stats::random::{apart, Stream};
use crate::tally::{word, Class, Sums, Tally};

/// How a criterion's rows are drawn.
enum Law<'a> {
    /// Things done, by class.
    Done(Vec<Done<'a>>),
    /// Different things.
    Different(Poisson),
    /// What could be attended: the class of each.
    Attended(Vec<&'a Class>),
}

/// Things done of one class.
struct Done<'a> {
    class: &'a Class,
    sums: &'a Sums,
    /// As how many equal things they vary.
    things: u64,
    law: Poisson,
}

/// The points of each criterion that counts what the subject did, in each draw; of one with sub-periods in each of them.
pub(super) fn activity(facts: &Facts, number: usize, seed: u64, draws: usize) -> Vec<(usize, usize, Drawn)> {
    let all = facts.rubric.criteria.iter().enumerate();
    let each = all.flat_map(|(criterion, rule)| (0..parts(facts, rule)).map(move |part| (criterion, rule, part)));
    let one = |(criterion, rule, part): (usize, &Criterion, usize)| {
        official(facts, number, What::Criterion(criterion), part)?;
        let tally = match rule.query.per {
            Some(_) => facts.tallies.divided.get(&rule.id)?.get(part)?.get(number)?,
            None => facts.tallies.queries.get(&rule.id)?.get(number)?,
        };
        let law = Law::of(rule, tally)?;
        let seed = apart(seed, criterion as u64);
        // Sub-periods are drawn apart from each other: what was done in one says nothing of chance in the next.
        let seed = if rule.query.per.is_some() { apart(seed, part as u64) } else { seed };
        let mut stream = Stream::new(seed, number as u64);
        let (mut met, mut found) = (BTreeMap::new(), Drawn::of(draws));
        for _ in 0..draws {
            let counts = law.draw(&mut stream);
            let next = u16::try_from(found.points.len()).unwrap_or(u16::MAX);
            let cell = *met.entry(counts).or_insert_with_key(|counts| {
                let points = facts.again.points(criterion, part, number, &law.tally(tally, counts));
                found.points.push(points.map_or(0.0, |points| points.to_f64()));
                next
            });
            found.cells.push(cell);
        }
        Some((criterion, part, found))
    };
    each.filter_map(one).collect()
}

/// Sub-periods of a criterion; one where it has none.
fn parts(facts: &Facts, rule: &Criterion) -> usize {
    rule.query.per.and_then(|_| facts.tallies.divided.get(&rule.id)).map_or(1, Vec::len)
}

impl<'a> Law<'a> {
    /// None where the measure is not drawn, or nothing can come out otherwise.
    fn of(rule: &Criterion, tally: &'a Tally) -> Option<Self> {
        match &rule.query.measure {
            Measure::Count | Measure::Sum(_) => {
                let sums = matches!(rule.query.measure, Measure::Sum(_));
                let done = |(class, sums_of): (&'a Class, &'a Sums)| {
                    let things = if sums { alike(sums_of) } else { sums_of.rows };
                    Some(Done { class, sums: sums_of, things, law: Poisson::new(things)? })
                };
                let done: Vec<Done> = tally.classes.iter().filter_map(done).collect();
                (!done.is_empty()).then_some(Self::Done(done))
            }
            Measure::Distinct(_) => Poisson::new(tally.distinct).map(Self::Different),
            Measure::Share(share) => {
                let credited = |class: &Class| share.credit.iter().any(|(known, _)| known == word(class, &share.column));
                let rows = |sums: &Sums| usize::try_from(sums.rows).unwrap_or(0);
                let credited = tally.classes.iter().filter(|(class, _)| credited(class));
                let each: Vec<&Class> = credited.flat_map(|(class, sums)| std::iter::repeat_n(class, rows(sums))).collect();
                let vary = each.iter().any(|class| Some(class) != each.first());
                vary.then_some(Self::Attended(each))
            }
            Measure::Rating { .. } | Measure::Mean { .. } | Measure::Ratio { .. } | Measure::Value(_) | Measure::Last(_) => None,
        }
    }

    /// How many of each class are drawn.
    fn draw(&self, stream: &mut Stream) -> Vec<u64> {
        match self {
            Self::Done(done) => done.iter().map(|done| done.law.at(stream.share())).collect(),
            Self::Different(law) => vec![law.at(stream.share())],
            Self::Attended(each) => {
                let mut counts: BTreeMap<&Class, u64> = each.iter().map(|class| (*class, 0)).collect();
                for _ in each {
                    let count = each.get(stream.below(each.len())).and_then(|class| counts.get_mut(class));
                    if let Some(count) = count {
                        *count += 1;
                    }
                }
                counts.into_values().collect()
            }
        }
    }

    /// The tally if these had been done.
    fn tally(&self, of: &Tally, counts: &[u64]) -> Tally {
        let mut tally = of.clone();
        match self {
            Self::Done(done) => {
                for (done, count) in done.iter().zip(counts) {
                    tally.classes.remove(done.class);
                    if *count > 0 {
                        tally.classes.insert(done.class.clone(), scaled(done, *count));
                    }
                }
            }
            Self::Different(_) => tally.distinct = counts.first().copied().unwrap_or(0),
            Self::Attended(each) => {
                let classes: BTreeMap<&Class, u64> = each.iter().map(|class| (*class, 0)).collect();
                for (class, count) in classes.into_keys().zip(counts) {
                    tally.classes.remove(class);
                    if *count > 0 {
                        tally.classes.insert(class.clone(), Sums { rows: *count, ..Sums::default() });
                    }
                }
            }
        }
        tally
    }
}

/// So many of the equal things; a row more or less where the number of rows is counted.
fn scaled(done: &Done, count: u64) -> Sums {
    let part = |sum: i128| sum * i128::from(count) / i128::from(done.things);
    let rows = if done.things == done.sums.rows { count } else { (done.sums.rows * count).div_ceil(done.things) };
    Sums { rows, number: part(done.sums.number), squares: part(done.sums.squares), below: part(done.sums.below) }
}

/// As how many equal things unequal ones vary: (Σx)² ÷ Σx², so that the variance of their sum is Σx².
fn alike(sums: &Sums) -> u64 {
    let things = (sums.number * sums.number).checked_div(sums.squares).unwrap_or(0);
    u64::try_from(things).unwrap_or(0).clamp(1, sums.rows.max(1))
}
