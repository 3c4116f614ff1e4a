//! One criterion of one subject once more, whole or in one sub-period, from another tally.
//!
//! Where the rubric compares a measure within a group, the group stays as it was: what the others have does not change.

use std::collections::BTreeMap;

use super::card::Scorecard;
use super::divided::SubPeriod;
use super::item::{item, Context};
use super::items;
use super::normal::Groups;
use crate::base::exact::Exact;
use crate::base::period::Per;
use crate::fact::evidence::Subject;
use crate::rubric::model::Rubric;
use crate::tally::{Tallies, Tally};

/// What scoring a criterion again rests on.
pub struct Again<'a> {
    rubric: &'a Rubric,
    subjects: &'a [Subject],
    cards: &'a [Scorecard],
    groups: Vec<Option<Groups>>,
    /// The sub-periods of each subject.
    parts: BTreeMap<Per, Vec<Vec<SubPeriod>>>,
}

impl<'a> Again<'a> {
    /// After everybody was scored.
    pub fn new(rubric: &'a Rubric, subjects: &'a [Subject], cards: &'a [Scorecard], tallies: &Tallies) -> Self {
        let mut parts = BTreeMap::new();
        for per in rubric.criteria.iter().filter_map(|criterion| criterion.query.per) {
            let periods = tallies.period.parts(per);
            let of = |subject: &Subject| SubPeriod::of(&subject.term, &periods, rubric.exposure);
            parts.entry(per).or_insert_with(|| subjects.iter().map(of).collect());
        }
        Self { rubric, subjects, cards, groups: items::groups(rubric, subjects, tallies), parts }
    }

    /// The points of a criterion, by its number, that this tally would give the subject; none with a no-value. Of a criterion
    /// with sub-periods those of the `part` that the tally is of.
    pub fn points(&self, criterion: usize, part: usize, subject: usize, tally: &Tally) -> Option<Exact> {
        let rule = self.rubric.criteria.get(criterion)?;
        let counts = &self.cards.get(subject)?.counts;
        let (exposure, group) = match rule.query.per {
            Some(per) => (&self.parts.get(&per)?.get(subject)?.get(part)?.exposure, None),
            None => (&self.subjects.get(subject)?.exposure, self.groups.get(criterion)?.as_ref().and_then(|groups| groups.with(subject))),
        };
        item(rule, tally, &Context { exposure, counts, group }).points
    }
}
