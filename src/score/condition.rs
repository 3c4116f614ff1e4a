//! Whether a condition of the rubric holds of a subject.

use super::card::Scorecard;
use crate::base::exact::Exact;
use crate::fact::evidence::Subject;
use crate::fact::past::Past;
use crate::rubric::model::{Comparison, Condition, Of, Periods, Rubric};

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
    /// The rank in the peer group, and how many are ranked there.
    pub rank: Option<(u32, u64)>,
    /// Whether it is proposed.
    pub selected: bool,
}

impl<'a> View<'a> {
    /// What may be looked at before there is a total.
    pub fn of_card(rubric: &'a Rubric, subject: &'a Subject, card: &'a Scorecard) -> Self {
        Self { rubric, subject, card, total: None, vetoes: &[], grade: None, rank: None, selected: false }
    }

    /// Whether the condition holds; a comparison with no value is false, and so is one with a period that is not known.
    pub fn holds(&self, condition: &Condition) -> bool {
        let now = match condition.periods {
            Periods::This | Periods::Running(_) => self.holds_now(condition),
            Periods::Earlier(_) => true,
        };
        let before = condition.periods.before();
        now && (0..before).all(|back| self.past(back).is_some_and(|past| self.held(past, condition)))
    }

    /// The subject so many periods before this one, the last one at 0.
    fn past(&self, back: u64) -> Option<&'a Past> {
        self.subject.past.get(usize::try_from(back).ok()?)?.as_ref()
    }

    /// Whether the condition held in an earlier period.
    fn held(&self, past: &Past, condition: &Condition) -> bool {
        match &condition.of {
            Of::Grade => is_one_of(past.grade.as_deref(), &condition.comparison),
            Of::Count(_)
            | Of::Criterion(_)
            | Of::Dimension(_)
            | Of::Part(_)
            | Of::Total
            | Of::Exposure
            | Of::Column(_)
            | Of::Veto(_)
            | Of::Rank
            | Of::RankShare
            | Of::Selected => compare(self.number_then(past, &condition.of).as_ref(), &condition.comparison),
        }
    }

    /// A number of an earlier period; results keep no others.
    fn number_then(&self, past: &Past, of: &Of) -> Option<Exact> {
        match of {
            Of::Criterion(id) => past.points.get(id).cloned(),
            Of::Total if self.rubric.rounding.grade_on_rounded => past.total.clone(),
            Of::Total => past.exact.clone(),
            Of::Rank => past.rank.map(|rank| Exact::from(u64::from(rank))),
            Of::RankShare => share(past.rank?, past.ranked),
            Of::Count(_) | Of::Dimension(_) | Of::Part(_) | Of::Exposure | Of::Column(_) | Of::Veto(_) | Of::Grade | Of::Selected => None,
        }
    }

    /// What the condition looks at, in each of its periods, this one first; none where there is nothing.
    pub fn looked_at(&self, condition: &Condition) -> Vec<Option<Looked>> {
        let now = match condition.periods {
            Periods::This | Periods::Running(_) => Some(self.seen(condition)),
            Periods::Earlier(_) => None,
        };
        let then = (0..condition.periods.before()).map(|back| {
            let past = self.past(back)?;
            let grade = past.grade.clone().filter(|_| condition.of == Of::Grade).map(Looked::Word);
            let among = past.rank.filter(|_| condition.of == Of::RankShare).map(|rank| Looked::Rank(rank, past.ranked));
            grade.or(among).or_else(|| self.number_then(past, &condition.of).map(|number| Looked::Number(number, None)))
        });
        now.into_iter().chain(then).collect()
    }

    fn seen(&self, condition: &Condition) -> Option<Looked> {
        let divisor = condition.over.as_ref().map(|count| self.number(&Of::Count(count.clone())).unwrap_or_default());
        if let (Of::RankShare, Some((rank, ranked))) = (&condition.of, self.rank) {
            return Some(Looked::Rank(rank, ranked));
        }
        let number = self.number(&condition.of).map(|number| Looked::Number(number, divisor));
        let grade = || self.grade.filter(|_| condition.of == Of::Grade).map(str::to_owned);
        let column = || if let Of::Column(column) = &condition.of { self.subject.columns.get(column).cloned() } else { None };
        number.or_else(|| grade().or_else(column).map(Looked::Word))
    }

    fn holds_now(&self, condition: &Condition) -> bool {
        match &condition.of {
            Of::Column(column) => self.column(column, &condition.comparison),
            Of::Veto(None) => !self.vetoes.is_empty(),
            Of::Veto(Some(id)) => self.vetoes.contains(id),
            Of::Grade => is_one_of(self.grade, &condition.comparison),
            Of::Selected => self.selected,
            Of::Count(_) | Of::Criterion(_) | Of::Dimension(_) | Of::Part(_) | Of::Total | Of::Exposure | Of::Rank | Of::RankShare => {
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
            Of::Rank => self.rank.map(|(rank, _)| Exact::from(u64::from(rank))),
            Of::RankShare => self.rank.and_then(|(rank, ranked)| share(rank, ranked)),
            Of::Column(_) | Of::Veto(_) | Of::Grade | Of::Selected => None,
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

/// What a condition looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Looked {
    /// A number, and what it was divided by.
    Number(Exact, Option<Exact>),
    /// A rank, and how many are ranked.
    Rank(u32, u64),
    /// A grade, or a word of the roster.
    Word(String),
}

fn is_one_of(grade: Option<&str>, comparison: &Comparison) -> bool {
    matches!(comparison, Comparison::Is(grades) if grade.is_some_and(|grade| grades.iter().any(|known| known == grade)))
}

fn share(rank: u32, ranked: u64) -> Option<Exact> {
    Exact::from(u64::from(rank)).over(&Exact::from(ranked))
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
            let view = View::of_card(&rubric, &subject, &card);
            rubric.standing.list_if.iter().map(|condition| view.holds(condition)).collect::<Vec<_>>()
        };
        assert_eq!(holds(Some(21), Some(41)), [true, false]);
        assert_eq!(holds(Some(20), Some(40)), [false, false]);
        assert_eq!(holds(Some(1), Some(0)), [false, true]);
        assert_eq!(holds(None, Some(3)), [false, true]);
    }
}
