//! Ballots to their mean: weighed, by class, and without the highest and the lowest.

mod steps;

use super::few::Few;
use super::measure::{numbers, Measured};
use crate::base::exact::Exact;
use crate::rubric::model::{Ballots, Measure, Missing, NoValue, Query, Weights};
use crate::tally::{factor, word, Class, Sums, Tally};

pub(super) use steps::steps;

/// A class of rows that are ballots, with Σ n × value.
type Counted<'a> = (&'a Class, &'a Sums, Exact);

/// Ballots added up.
#[derive(Debug, Clone, Default)]
struct Sum {
    /// Σ n.
    rows: u64,
    /// Σ n × factor.
    weight: Exact,
    /// Σ n × factor × value.
    total: Exact,
}

/// A class of ballots that has a weight.
struct Weighed<'a> {
    class: &'a str,
    weight: &'a Exact,
    rows: u64,
    /// None where it has too few ballots.
    mean: Option<Exact>,
}

/// Σ n × factor × value ÷ Σ n × factor, or the mean of each class first.
pub(super) fn mean(query: &Query, ballots: &Ballots, tally: &Tally) -> Measured {
    let counted = counted(query, tally);
    let all = sum(query, &counted, |_| true);
    if all.rows < ballots.minimum {
        return Measured::TooFew(query.few, Few::than(ballots.minimum, query));
    }
    if let Some(lacking) = turnout(query, ballots, tally) {
        return lacking;
    }
    match &ballots.weights {
        // Enough ballots that all weigh nothing are not too few.
        None => all.total.over(&all.weight).map_or(Measured::NoValue(NoValue::NotRecorded), Measured::Value),
        Some(weights) => weighed(weights, &classes(query, weights, &counted)),
    }
}

/// What is measured where a turnout is not told, or is less than the vote needs; none where it suffices.
fn turnout(query: &Query, ballots: &Ballots, tally: &Tally) -> Option<Measured> {
    let least = ballots.turnout.as_ref()?;
    match tally.turnout.share(least.of, least.over) {
        None => Some(Measured::NoValue(NoValue::NotRecorded)),
        Some(share) => (!least.range.holds(&share)).then_some(Measured::TooFew(query.few, Few::Turnout(least.of))),
    }
}

/// The rows that are ballots; words without a value are none.
fn counted<'a>(query: &Query, tally: &'a Tally) -> Vec<Counted<'a>> {
    let total = |class: &Class, sums: &Sums| match &query.measure {
        Measure::Rating { column, values, .. } => {
            let (_, value) = values.iter().find(|(known, _)| known == word(class, column))?;
            Some(&Exact::from(sums.rows) * value)
        }
        Measure::Mean { .. }
        | Measure::Count
        | Measure::Sum(_)
        | Measure::Distinct(_)
        | Measure::Share(_)
        | Measure::Ratio { .. }
        | Measure::Value(_)
        | Measure::Last(_) => Some(numbers(sums)),
    };
    tally.classes.iter().filter_map(|(class, sums)| Some((class, sums, total(class, sums)?))).collect()
}

fn sum(query: &Query, counted: &[Counted], wanted: impl Fn(&Class) -> bool) -> Sum {
    counted.iter().filter(|(class, ..)| wanted(class)).fold(Sum::default(), |sum, (class, sums, total)| {
        let factor = factor(class, query);
        Sum { rows: sum.rows + sums.rows, weight: sum.weight + &Exact::from(sums.rows) * &factor, total: sum.total + total * &factor }
    })
}

fn classes<'a>(query: &Query, weights: &'a Weights, counted: &[Counted]) -> Vec<Weighed<'a>> {
    let of = |(class, weight): &'a (String, Exact)| {
        let sum = sum(query, counted, |known| word(known, &weights.column) == class);
        let mean = sum.total.over(&sum.weight).filter(|_| sum.rows >= weights.minimum_each);
        Weighed { class, weight, rows: sum.rows, mean }
    };
    weights.of.iter().map(of).collect()
}

/// Σ weight × mean of the class.
fn weighed(weights: &Weights, classes: &[Weighed]) -> Measured {
    let there = || classes.iter().filter_map(|class| Some((class.weight, class.mean.as_ref()?)));
    if weights.missing == Missing::Refuse && there().count() < classes.len() {
        return Measured::NoValue(NoValue::NotRecorded);
    }
    let total: Exact = there().map(|(weight, mean)| weight * mean).sum();
    let spread = if weights.missing == Missing::Renormalise {
        let all: Exact = classes.iter().map(|class| class.weight.clone()).sum();
        all.over(&there().map(|(weight, _)| weight.clone()).sum())
    } else {
        Some(Exact::one())
    };
    spread.map_or(Measured::NoValue(NoValue::NotRecorded), |spread| Measured::Value(&total * &spread))
}

/// The mean without so many of the highest and of the lowest; each ballot is one.
pub(super) fn trimmed(query: &Query, wanted: &Ballots, trim: &Exact, tally: &Tally) -> Measured {
    let mut ballots = one_by_one(tally);
    let all: u64 = ballots.iter().map(|(_, rows)| rows).sum();
    let off = left_out(trim, all);
    cut(ballots.iter_mut(), off);
    cut(ballots.iter_mut().rev(), off);
    let left: u64 = ballots.iter().map(|(_, rows)| rows).sum();
    let total: Exact = ballots.iter().map(|(number, rows)| number * &Exact::from(*rows)).sum();
    if all < wanted.minimum {
        return Measured::TooFew(query.few, Few::than(wanted.minimum, query));
    }
    if let Some(lacking) = turnout(query, wanted, tally) {
        return lacking;
    }
    total.over(&Exact::from(left)).map_or(Measured::TooFew(query.few, Few::Trimmed), Measured::Value)
}

/// Each number, lowest first, and how many ballots say so: every class holds one number, so that its mean is that number.
fn one_by_one(tally: &Tally) -> Vec<(Exact, u64)> {
    let of_class = |sums: &Sums| Some((numbers(sums).over(&Exact::from(sums.rows))?, sums.rows));
    let mut ballots: Vec<(Exact, u64)> = tally.classes.values().filter_map(of_class).collect();
    ballots.sort();
    ballots
}

/// How many are left out at either end.
fn left_out(trim: &Exact, all: u64) -> u64 {
    let off = if *trim < Exact::one() { (trim * &Exact::from(all)).floor() } else { trim.clone() };
    off.to_whole().and_then(|off| u64::try_from(off).ok()).unwrap_or(u64::MAX)
}

/// Takes `off` ballots away, from the first on.
fn cut<'a>(ballots: impl Iterator<Item = &'a mut (Exact, u64)>, off: u64) {
    let mut off = off;
    for (_, rows) in ballots {
        let taken = off.min(*rows);
        *rows -= taken;
        off -= taken;
    }
}
