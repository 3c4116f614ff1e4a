//! Whether a condition of the rubric holds of a subject.

use super::card::Scorecard;
use crate::base::exact::Exact;
use crate::fact::evidence::Subject;
use crate::rubric::model::{Comparison, Condition, Of, Rubric};

/// What conditions may look at.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The rubric.
    pub rubric: &'a Rubric,
    /// The subject.
    pub subject: &'a Subject,
    /// Its scores so far.
    pub card: &'a Scorecard,
    /// The total as grades look at it.
    pub total: Option<&'a Exact>,
    /// Ids of the vetoes that struck.
    pub vetoes: &'a [String],
    /// The grade.
    pub grade: Option<&'a str>,
}

impl View<'_> {
    /// Whether the condition holds; a comparison with no value is false.
    pub fn holds(&self, condition: &Condition) -> bool {
        match &condition.of {
            Of::Column(column) => self.column(column, &condition.comparison),
            Of::Veto(None) => !self.vetoes.is_empty(),
            Of::Veto(Some(id)) => self.vetoes.contains(id),
            Of::Grade => {
                matches!(&condition.comparison, Comparison::Is(grades) if self.grade.is_some_and(|grade| grades.iter().any(|known| known == grade)))
            }
            Of::Count(_) | Of::Criterion(_) | Of::Dimension(_) | Of::Part(_) | Of::Total | Of::Exposure => {
                compare(self.number(&condition.of).as_ref(), &condition.comparison)
            }
        }
    }

    /// The number that a condition or a tie-break looks at.
    pub fn number(&self, of: &Of) -> Option<Exact> {
        let card = self.card;
        match of {
            Of::Count(id) => card.counts.get(id).cloned().flatten(),
            Of::Criterion(id) => card.items.get(index(&self.rubric.criteria, |criterion| criterion.id == *id)?)?.points.clone(),
            Of::Dimension(id) => card.dimensions.get(index(&self.rubric.dimensions, |dimension| dimension.id == *id)?)?.points.clone(),
            Of::Part(id) => card.parts.get(index(&self.rubric.parts, |part| part.id == *id)?)?.points.clone(),
            Of::Total => self.total.cloned(),
            Of::Exposure => Some(self.subject.exposure.clone()),
            Of::Column(_) | Of::Veto(_) | Of::Grade => None,
        }
    }

    fn column(&self, column: &str, comparison: &Comparison) -> bool {
        let value = self.subject.columns.get(column);
        match comparison {
            Comparison::Is(words) => value.is_some_and(|value| words.contains(value)),
            Comparison::IsNot(words) => value.is_none_or(|value| !words.contains(value)),
            Comparison::Missing => value.is_none(),
            Comparison::Range { .. } | Comparison::Holds => value.is_some(),
        }
    }
}

fn index<T>(things: &[T], is: impl Fn(&T) -> bool) -> Option<usize> {
    things.iter().position(is)
}

fn compare(number: Option<&Exact>, comparison: &Comparison) -> bool {
    match comparison {
        Comparison::Missing => number.is_none(),
        Comparison::Range { at_least, below } => number.is_some_and(|number| {
            at_least.as_ref().is_none_or(|least| number >= least) && below.as_ref().is_none_or(|below| number < below)
        }),
        Comparison::Is(_) | Comparison::IsNot(_) | Comparison::Holds => number.is_some(),
    }
}
