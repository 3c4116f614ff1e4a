//! One criterion of one subject once more, from another tally.
//!
//! Where the rubric compares a measure within a group, the group stays as it was: what the others have does not change.

use super::card::Scorecard;
use super::item::{item, Context};
use super::items;
use super::normal::Groups;
use crate::base::exact::Exact;
use crate::fact::evidence::Subject;
use crate::rubric::model::Rubric;
use crate::tally::{Tallies, Tally};

/// What scoring a criterion again rests on.
pub struct Again<'a> {
    rubric: &'a Rubric,
    subjects: &'a [Subject],
    cards: &'a [Scorecard],
    groups: Vec<Option<Groups>>,
}

impl<'a> Again<'a> {
    /// After everybody was scored.
    pub fn new(rubric: &'a Rubric, subjects: &'a [Subject], cards: &'a [Scorecard], tallies: &Tallies) -> Self {
        Self { rubric, subjects, cards, groups: items::groups(rubric, subjects, tallies) }
    }

    /// The points of a criterion, by its number, that this tally would give the subject; none with a no-value.
    pub fn points(&self, criterion: usize, subject: usize, tally: &Tally) -> Option<Exact> {
        let exposure = &self.subjects.get(subject)?.exposure;
        let counts = &self.cards.get(subject)?.counts;
        let group = self.groups.get(criterion)?.as_ref().and_then(|groups| groups.with(subject));
        item(self.rubric.criteria.get(criterion)?, tally, &Context { exposure, counts, group }).points
    }
}
