//! Every criterion of every subject.
//!
//! In: tallies. Out: cards with counts and items. Counts come first, and measures that are compared before any points.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::card::{Item, Scorecard};
use super::divided::{divided, SubPeriod};
use super::item::{compared, item, Context};
use super::measure::{self, measure};
use super::normal::Groups;
use crate::base::exact::Exact;
use crate::base::period::Per;
use crate::fact::evidence::Subject;
use crate::rubric::model::{Count, Criterion, Rubric};
use crate::tally::{Tallies, Tally};

/// Cards with counts and items.
pub(super) fn score(rubric: &Rubric, subjects: &[Subject], tallies: &Tallies) -> Vec<Scorecard> {
    let groups = groups(rubric, subjects, tallies);
    let tallies = Counted { tallies, nothing: Tally::default() };
    let cards = subjects.iter().enumerate().map(|(number, subject)| {
        let counts = tallies.counts(rubric, number);
        let mut sub_periods: BTreeMap<Per, Vec<SubPeriod>> = BTreeMap::new();
        for per in rubric.criteria.iter().filter_map(|criterion| criterion.query.per) {
            let periods = || SubPeriod::of(&subject.term, &tallies.tallies.period.parts(per), rubric.exposure);
            sub_periods.entry(per).or_insert_with(periods);
        }
        let items = rubric.criteria.iter().zip(&groups).map(|(criterion, groups)| {
            let parts = criterion.query.per.and_then(|per| sub_periods.get(&per));
            if let Some(parts) = parts {
                return tallies.divided(criterion, number, parts, &counts);
            }
            let group = groups.as_ref().and_then(|groups| groups.with(number));
            item(criterion, tallies.of(&criterion.id, number), &Context { exposure: &subject.exposure, counts: &counts, group })
        });
        Scorecard { items: items.map(Arc::new).collect(), counts: counts.clone(), ..Scorecard::default() }
    });
    cards.collect()
}

/// For each criterion the measures of all subjects by group, where it compares them.
pub(super) fn groups(rubric: &Rubric, subjects: &[Subject], tallies: &Tallies) -> Vec<Option<Groups>> {
    let tallies = Counted { tallies, nothing: Tally::default() };
    let counted: Vec<Numbers> = (0..subjects.len()).map(|number| tallies.counts(rubric, number)).collect();
    rubric.criteria.iter().map(|criterion| tallies.groups(criterion, subjects, &counted)).collect()
}

/// Counts of a subject, by id.
type Numbers = BTreeMap<String, Option<Exact>>;

/// Tallies; of what nobody counted, an empty one.
struct Counted<'a> {
    tallies: &'a Tallies,
    nothing: Tally,
}

impl Counted<'_> {
    fn of(&self, id: &str, number: usize) -> &Tally {
        self.tallies.queries.get(id).and_then(|tallies| tallies.get(number)).unwrap_or(&self.nothing)
    }

    /// The counts of one subject; those that are divided by another come after it.
    fn counts(&self, rubric: &Rubric, number: usize) -> Numbers {
        let whole = |count: &Count| (count.id.clone(), measure(&count.query, self.of(&count.id, number)).value());
        let mut counts: Numbers = rubric.counts.iter().map(whole).collect();
        let divided: Numbers = rubric
            .counts
            .iter()
            .filter(|count| count.over.is_some())
            .map(|count| {
                let own = measure(&count.query, self.of(&count.id, number));
                (count.id.clone(), measure::divided(own, count.over.as_ref(), &counts).value())
            })
            .collect();
        counts.extend(divided);
        counts
    }

    fn divided(&self, criterion: &Criterion, number: usize, parts: &[SubPeriod], counts: &BTreeMap<String, Option<Exact>>) -> Item {
        let of = |index: usize| self.tallies.divided.get(&criterion.id)?.get(index)?.get(number);
        let parts: Vec<(&SubPeriod, &Tally)> =
            parts.iter().enumerate().map(|(index, part)| (part, of(index).unwrap_or(&self.nothing))).collect();
        divided(criterion, &parts, counts)
    }

    /// The measures of all subjects by group, where the criterion compares them.
    fn groups(&self, criterion: &Criterion, subjects: &[Subject], counted: &[Numbers]) -> Option<Groups> {
        let rule = criterion.normalise.as_ref()?;
        let all = subjects.iter().zip(counted).enumerate();
        let numbers = all.map(|(number, (subject, counts))| compared(criterion, self.of(&criterion.id, number), &subject.exposure, counts));
        Some(Groups::of(rule, subjects, &numbers.collect::<Vec<_>>()))
    }
}
