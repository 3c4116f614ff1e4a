//! A criterion that voters' ballots are cast for, and what stands in each subject's box: counts, never a ballot.

use std::collections::BTreeMap;

use crate::base::exact::Exact;
use crate::report::roll::{Line, Roll};
use crate::rubric::model::{Ballots, Column, Criterion, Measure, Poll, Table, TABLE};
use crate::score::card::Item;
use crate::stats::moments::Moments;
use crate::tally::{Tally, Turnout, FEWEST_TOLD};

/// A criterion that rates, taken apart.
pub(in crate::report) struct Vote<'a> {
    pub criterion: &'a Criterion,
    pub ballots: &'a Ballots,
    pub scale: Scale<'a>,
}

/// What a ballot says.
pub(in crate::report) enum Scale<'a> {
    /// One of these words.
    Words {
        /// Word column.
        column: &'a str,
        /// Words with their values, best first.
        values: Vec<(&'a str, &'a Exact)>,
        /// Words that are not counted.
        not_counted: &'a [String],
    },
    /// A number.
    Numbers,
}

/// What is known of a subject's ballots.
pub(in crate::report) struct Cast {
    /// Ballots of each option, those not counted behind the others; empty where ballots are numbers.
    pub counts: Vec<u64>,
    /// How many of them count.
    pub counted: u64,
    /// All of them.
    pub all: u64,
    /// Their mean, each ballot one.
    pub mean: Option<Exact>,
    /// Their variance with n − 1.
    pub variance: Option<Exact>,
    /// Who voted.
    pub turnout: Turnout,
}

impl<'a> Vote<'a> {
    /// The criterion as a vote; none where it is none, or its raters are known and told on another sheet.
    pub fn of(roll: &Roll<'a>, criterion: &'a Criterion) -> Option<Self> {
        let measure = &criterion.query.measure;
        let ballots = measure.ballots()?;
        let scale = match measure {
            Measure::Rating { column, values, not_counted, .. } => {
                let mut values: Vec<(&str, &Exact)> = values.iter().map(|(word, value)| (word.as_str(), value)).collect();
                values.sort_by(|one, other| other.1.cmp(one.1));
                Scale::Words { column, values, not_counted }
            }
            Measure::Mean { .. }
            | Measure::Count
            | Measure::Sum(_)
            | Measure::Distinct(_)
            | Measure::Share(_)
            | Measure::Ratio { .. }
            | Measure::Value(_)
            | Measure::Last(_) => Scale::Numbers,
        };
        let vote = Self { criterion, ballots, scale };
        (matches!(vote.scale, Scale::Words { .. }) || vote.is_of_voters(roll)).then_some(vote)
    }

    /// Whether numbers are voters' ballots: nobody is named as their rater, they are no stages, and somebody has several.
    fn is_of_voters(&self, roll: &Roll) -> bool {
        let staged = self.ballots.weights.as_ref().is_some_and(|weights| weights.column == TABLE);
        let named = self.tables(roll).any(|table| table.column("rater").is_some());
        !staged && !named && roll.lines().any(|line| self.cast(roll, line).all > 1)
    }

    /// The tables that the ballots stand in.
    pub fn tables(&self, roll: &Roll<'a>) -> impl Iterator<Item = &'a Table> + use<'a> {
        let (rubric, from) = (roll.rubric(), &self.criterion.query.from);
        from.iter().filter_map(|id| rubric.table(id))
    }

    /// Options as sheets write them, best first, then those not counted.
    pub fn options(&self, roll: &Roll<'a>) -> Vec<String> {
        self.words().iter().map(|word| self.title(roll, word)).collect()
    }

    /// How many options count.
    pub fn valued(&self) -> usize {
        match &self.scale {
            Scale::Words { values, .. } => values.len(),
            Scale::Numbers => 0,
        }
    }

    fn words(&self) -> Vec<&str> {
        match &self.scale {
            Scale::Words { values, not_counted, .. } => {
                values.iter().map(|(word, _)| *word).chain(not_counted.iter().map(String::as_str)).collect()
            }
            Scale::Numbers => Vec::new(),
        }
    }

    /// How an option is written on the sheets.
    fn title(&self, roll: &Roll<'a>, option: &str) -> String {
        let Scale::Words { column, .. } = &self.scale else { return option.to_owned() };
        let mut words = self.tables(roll).filter_map(|table| table.column(column)).flat_map(Column::words);
        let written = words.find(|(word, _)| word == option).and_then(|(_, written)| written.first());
        written.map_or(option, String::as_str).to_owned()
    }

    /// Lowest and highest value of a ballot.
    pub fn ends(&self) -> Option<(&'a Exact, &'a Exact)> {
        let Scale::Words { values, .. } = &self.scale else { return None };
        Some((values.last()?.1, values.first()?.1))
    }

    /// The numbers of the turnout that its tables tell, in order.
    pub fn polls(&self, roll: &Roll<'a>) -> Vec<Poll> {
        let told: Vec<&Table> = self.tables(roll).filter(|table| table.turnout.is_some()).collect();
        let is_told = |poll: &Poll| told.iter().any(|table| table.turnout.as_ref().is_some_and(|turnout| turnout.column(*poll).is_some()));
        Poll::ALL.into_iter().filter(is_told).collect()
    }

    /// The subject's box.
    pub fn cast(&self, roll: &Roll, line: &Line) -> Cast {
        let tallies = roll.review.tallies.queries.get(&self.criterion.id);
        let nothing = Tally::default();
        let tally = tallies.and_then(|tallies| tallies.get(line.number)).unwrap_or(&nothing);
        match &self.scale {
            Scale::Words { column, values, .. } => {
                let by_option = by_option(tally, column);
                let counts: Vec<u64> = self.words().iter().map(|word| by_option.get(word).copied().unwrap_or(0)).collect();
                let valued: Vec<(u64, &Exact)> = counts.iter().copied().zip(values.iter().map(|(_, value)| *value)).collect();
                let all = counts.iter().sum();
                Cast::of(counts, all, &valued, tally)
            }
            Scale::Numbers => {
                let n: u64 = tally.classes.values().map(|sums| sums.rows).sum();
                let sum: Exact = tally.classes.values().map(|sums| Exact::fixed_sum(sums.number, 6)).sum();
                let squares: Exact = tally.classes.values().map(|sums| Exact::fixed_sum(sums.squares, 12)).sum();
                Cast { counts: Vec::new(), counted: n, all: n, turnout: tally.turnout.clone(), ..Cast::from_sums(n, &sum, &squares) }
            }
        }
    }

    /// The subject's item.
    pub fn item<'l>(&self, roll: &Roll, line: &Line<'l>) -> Option<&'l Item> {
        let at = roll.rubric().criteria.iter().position(|criterion| criterion.id == self.criterion.id)?;
        line.card.items.get(at).map(AsRef::as_ref)
    }
}

impl Cast {
    fn of(counts: Vec<u64>, all: u64, valued: &[(u64, &Exact)], tally: &Tally) -> Self {
        let counted = valued.iter().map(|(count, _)| count).sum();
        let sum: Exact = valued.iter().map(|(count, value)| &Exact::from(*count) * value).sum();
        let squares: Exact = valued.iter().map(|(count, value)| Exact::from(*count) * (*value * *value)).sum();
        Self { counts, all, turnout: tally.turnout.clone(), ..Self::from_sums(counted, &sum, &squares) }
    }

    fn from_sums(n: u64, sum: &Exact, squares: &Exact) -> Self {
        let mean = sum.over(&Exact::from(n));
        let variance =
            mean.as_ref().zip(n.checked_sub(1)).and_then(|(mean, freedom)| (squares - &(sum * mean)).over(&Exact::from(freedom)));
        Self { counts: Vec::new(), counted: n, all: n, mean, variance, turnout: Turnout::default() }
    }

    /// Whether there are ballots, but so few that what they say would tell who voted how.
    pub fn withheld(&self) -> bool {
        (1..FEWEST_TOLD).contains(&self.all)
    }

    /// The ballots that count, for statistics.
    pub fn moments(&self) -> Option<Moments> {
        let mean = self.mean.as_ref()?.to_f64();
        Some(Moments { n: self.counted, mean, variance: self.variance.as_ref().map(Exact::to_f64) })
    }
}

/// Ballots by option.
fn by_option<'t>(tally: &'t Tally, column: &str) -> BTreeMap<&'t str, u64> {
    let mut counts = BTreeMap::new();
    for (class, sums) in &tally.classes {
        for (_, word) in class.words.iter().filter(|(of, _)| of == column) {
            *counts.entry(word.as_str()).or_default() += sums.rows;
        }
    }
    counts
}
