//! Ballots to their mean: weighed, by class, and without the highest and the lowest.

use super::measure::{numbers, Measured};
use crate::base::exact::Exact;
use crate::rubric::model::{Ballots, Missing, NoValue, Query, Weights};
use crate::tally::{factor, word, Class, Sums, Tally};

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

impl Sum {
    fn add(&mut self, rows: u64, factor: &Exact, total: &Exact) {
        self.rows += rows;
        self.weight = self.weight.clone() + &Exact::from(rows) * factor;
        self.total = self.total.clone() + factor * total;
    }
}

/// The mean of the numbers.
pub(super) fn mean(query: &Query, ballots: &Ballots, trim: Option<&Exact>, tally: &Tally) -> Measured {
    match trim {
        Some(trim) => trimmed(query, ballots.minimum, trim, tally),
        None => mean_of(query, ballots, tally, |_, sums| Some(numbers(sums))),
    }
}

/// The mean of the values of words; words without a value are no ballots.
pub(super) fn rating(query: &Query, column: &str, values: &[(String, Exact)], ballots: &Ballots, tally: &Tally) -> Measured {
    let value = |class: &Class| values.iter().find(|(known, _)| known == word(class, column)).map(|(_, value)| value);
    mean_of(query, ballots, tally, |class, sums| Some(&Exact::from(sums.rows) * value(class)?))
}

/// Σ n × factor × value ÷ Σ n × factor; `total` is Σ n × value of a class of rows.
fn mean_of(query: &Query, ballots: &Ballots, tally: &Tally, total: impl Fn(&Class, &Sums) -> Option<Exact>) -> Measured {
    let counted: Vec<(&Class, &Sums, Exact)> =
        tally.classes.iter().filter_map(|(class, sums)| Some((class, sums, total(class, sums)?))).collect();
    let sum = |wanted: &dyn Fn(&Class) -> bool| {
        let mut sum = Sum::default();
        for (class, sums, total) in counted.iter().filter(|(class, ..)| wanted(class)) {
            sum.add(sums.rows, &factor(class, query), total);
        }
        sum
    };
    let all = sum(&|_| true);
    if all.rows < ballots.minimum {
        return Measured::NoValue(query.few);
    }
    match &ballots.weights {
        None => all.total.over(&all.weight).map_or(Measured::NoValue(query.few), Measured::Value),
        Some(weights) => weighed(weights, |word_of| sum(&|class| word(class, &weights.column) == word_of)),
    }
}

/// Σ weight × mean of the class; a class with too few ballots has no mean.
fn weighed(weights: &Weights, sum: impl Fn(&str) -> Sum) -> Measured {
    let (mut total, mut there, mut all) = (Exact::zero(), Exact::zero(), Exact::zero());
    for (class, weight) in &weights.of {
        let sum = sum(class);
        let mean = sum.total.over(&sum.weight).filter(|_| sum.rows >= weights.minimum_each);
        all = all + weight.clone();
        match mean {
            Some(mean) => {
                total = total + weight * &mean;
                there = there + weight.clone();
            }
            None if weights.missing == Missing::Refuse => return Measured::NoValue(NoValue::NotRecorded),
            None => {}
        }
    }
    let spread = if weights.missing == Missing::Renormalise { all.over(&there) } else { Some(Exact::one()) };
    spread.map_or(Measured::NoValue(NoValue::NotRecorded), |spread| Measured::Value(&total * &spread))
}

/// The mean without so many of the highest and of the lowest; each ballot is one.
fn trimmed(query: &Query, minimum: u64, trim: &Exact, tally: &Tally) -> Measured {
    // Each class holds one number, so that its mean is that number.
    let of_class = |sums: &Sums| Some((numbers(sums).over(&Exact::from(sums.rows))?, sums.rows));
    let mut ballots: Vec<(Exact, u64)> = tally.classes.values().filter_map(of_class).collect();
    ballots.sort();
    let all: u64 = ballots.iter().map(|(_, rows)| rows).sum();
    let off = if *trim < Exact::one() { (trim * &Exact::from(all)).floor() } else { trim.clone() };
    let off = off.to_whole().and_then(|off| u64::try_from(off).ok()).unwrap_or(u64::MAX);
    cut(ballots.iter_mut(), off);
    cut(ballots.iter_mut().rev(), off);
    let left: u64 = ballots.iter().map(|(_, rows)| rows).sum();
    let total: Exact = ballots.iter().map(|(number, rows)| number * &Exact::from(*rows)).sum();
    match total.over(&Exact::from(left)) {
        Some(mean) if all >= minimum => Measured::Value(mean),
        Some(_) | None => Measured::NoValue(query.few),
    }
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
