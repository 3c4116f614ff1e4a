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
                compare(self.quotient(condition).as_ref(), &condition.comparison)
            }
        }
    }

    /// The number that a condition compares: divided by a count where it says so, and none where that is 0 or has no value.
    fn quotient(&self, condition: &Condition) -> Option<Exact> {
        let number = self.number(&condition.of)?;
        match &condition.over {
            None => Some(number),
            Some(count) => number.over(&self.number(&Of::Count(count.clone()))?),
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
            Comparison::Range(_) | Comparison::Holds => value.is_some(),
        }
    }
}

fn index<T>(things: &[T], is: impl Fn(&T) -> bool) -> Option<usize> {
    things.iter().position(is)
}

fn compare(number: Option<&Exact>, comparison: &Comparison) -> bool {
    match comparison {
        Comparison::Missing => number.is_none(),
        Comparison::Range(range) => number.is_some_and(|number| range.holds(number)),
        Comparison::Is(_) | Comparison::IsNot(_) | Comparison::Holds => number.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::read;

    const RUBRIC: &str = r#"
[rubric]
id = "majority"
name = "majority"
version = "1"
in-force = { from = 2025-01-01 }
subject = { table = "roster", name = "name", key = ["name"] }

[tables.roster]
sheet = ["roster"]
columns.name = { header = ["name"], type = "text" }

[counts]
against = { name = "against", from = "roster" }
returned = { name = "returned", from = "roster" }

[standing]
list-if = [{ count = "against", over = "returned", above = 0.5 }, { count = "against", over = "returned", missing = true }]
"#;

    #[test]
    fn a_majority_is_above_half_of_what_was_returned_and_of_nothing_there_is_none() {
        let rubric = read("majority", RUBRIC).unwrap_or_else(|problems| panic!("{problems:?}")).rubric;
        let subject = Subject::default();
        let holds = |against: Option<i64>, returned: Option<i64>| {
            let counts = [("against".to_owned(), against.map(Exact::from)), ("returned".to_owned(), returned.map(Exact::from))];
            let card = Scorecard { counts: counts.into(), ..Scorecard::default() };
            let view = View { rubric: &rubric, subject: &subject, card: &card, total: None, vetoes: &[], grade: None };
            rubric.standing.list_if.iter().map(|condition| view.holds(condition)).collect::<Vec<_>>()
        };
        assert_eq!(holds(Some(21), Some(41)), [true, false]);
        assert_eq!(holds(Some(20), Some(40)), [false, false]);
        assert_eq!(holds(Some(1), Some(0)), [false, true]);
        assert_eq!(holds(None, Some(3)), [false, true]);
    }
}
