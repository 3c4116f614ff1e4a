//! Counts and criteria as columns: a number for each subject, a part of something with what it is a part of.

use crate::base::exact::Exact;
use crate::report::roll::{Line, Roll};
use crate::report::sheet::{Cell, Head, Show};
use crate::rubric::model::{Measure, Query};
use crate::score::{measure, parts};
use crate::tally::Tally;

/// A count or a criterion.
pub(super) struct Number<'a> {
    id: &'a str,
    /// Its name.
    pub name: &'a str,
    query: &'a Query,
    over: Option<&'a str>,
    is_criterion: bool,
    /// Whether it is a part of the same things: a rate.
    pub is_rate: bool,
}

/// What a subject, or all together, have of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Had {
    /// The number; of a part what is above the line.
    pub above: Option<Exact>,
    /// What it is a part of, or divided by.
    pub below: Option<Exact>,
}

impl<'a> Number<'a> {
    /// The count or criterion with this id.
    pub fn of(roll: &Roll<'a>, id: &'a str) -> Option<Self> {
        let rubric = roll.rubric();
        let count = rubric.counts.iter().find(|count| count.id == id).map(|count| (&count.name, &count.query, &count.over, false));
        let (name, query, over, is_criterion) =
            count.or_else(|| rubric.criterion(id).map(|criterion| (&criterion.name, &criterion.query, &criterion.over, true)))?;
        let divisor = over.as_ref().and_then(|over| rubric.counts.iter().find(|count| count.id == *over));
        let same = divisor.is_some_and(|divisor| {
            divisor.query.from == query.from && matches!((&divisor.query.measure, &query.measure), (Measure::Count, Measure::Count))
        });
        let is_part = match &query.measure {
            Measure::Share(_) | Measure::Ratio { .. } => true,
            Measure::Rating { values, .. } => values.iter().all(|(_, value)| value.is_zero() || *value == Exact::one()),
            Measure::Count | Measure::Sum(_) | Measure::Distinct(_) | Measure::Mean { .. } | Measure::Value(_) | Measure::Last(_) => false,
        };
        Some(Self { id, name, query, over: over.as_deref(), is_criterion, is_rate: same || is_part })
    }

    /// Its columns.
    pub fn heads(&self, roll: &Roll) -> Vec<Head> {
        if self.is_rate {
            vec![Head::new(roll.pick("件数", "Of"), 8, 11).under(self.name), Head::new("%", 8, 9).under(self.name)]
        } else {
            vec![Head::new(self.name, 8, 11)]
        }
    }

    /// What one subject has.
    pub fn had(&self, roll: &Roll, line: &Line) -> Had {
        let nothing = Tally::default();
        let tally = roll.review.tallies.queries.get(self.id).and_then(|tallies| tallies.get(line.number)).unwrap_or(&nothing);
        if let Some(over) = self.over {
            let below = line.card.counts.get(over).cloned().flatten();
            return Had { above: measure(self.query, tally).value(), below };
        }
        if let Some((above, below)) = parts(self.query, tally) {
            return Had { above: Some(above), below: Some(below) };
        }
        let of_criterion =
            || roll.rubric().criteria.iter().position(|criterion| criterion.id == self.id).and_then(|at| line.card.items.get(at));
        let value = if self.is_criterion {
            of_criterion().and_then(|item| item.measure.clone())
        } else {
            line.card.counts.get(self.id).cloned().flatten()
        };
        Had { above: value.filter(|_| !self.is_rate), below: None }
    }

    /// The cells of what somebody has.
    pub fn cells(&self, had: &Had) -> Vec<Cell> {
        let quantity = |number: Option<&Exact>| number.map_or_else(Cell::dash, Cell::quantity);
        let divided = had.above.as_ref().zip(had.below.as_ref()).and_then(|(above, below)| above.over(below));
        if self.is_rate {
            let fraction = had.above.as_ref().zip(had.below.as_ref()).map(|(above, below)| format!("{}/{}", above.plain(), below.plain()));
            return vec![fraction.map_or_else(Cell::dash, Cell::text), percent(divided.as_ref())];
        }
        vec![quantity(if self.over.is_some() { divided.as_ref() } else { had.above.as_ref() })]
    }

    /// Whether what subjects have can be added: means and values cannot.
    fn adds(&self) -> bool {
        self.is_rate || self.over.is_some() || matches!(self.query.measure, Measure::Count | Measure::Sum(_))
    }

    /// All together: sums, and the sums divided.
    pub fn together(&self, each: &[Had]) -> Had {
        let sum = |part: fn(&Had) -> Option<&Exact>| {
            let numbers: Vec<Exact> = each.iter().filter(|had| !self.is_rate || had.below.is_some()).filter_map(part).cloned().collect();
            (self.adds() && !numbers.is_empty()).then(|| numbers.into_iter().sum::<Exact>())
        };
        Had { above: sum(|had| had.above.as_ref()), below: sum(|had| had.below.as_ref()) }
    }
}

/// A share as a percentage; a dash where there is none.
pub(super) fn percent(share: Option<&Exact>) -> Cell {
    share.map_or_else(Cell::dash, |share| Cell::Number(share.to_f64(), Show::Percent))
}

/// A table of these numbers: subjects in the order of the lists, and a last row of all together where there are several.
pub(super) fn rows(roll: &Roll, numbers: &[Number]) -> Vec<Vec<Cell>> {
    let mut had: Vec<Vec<Had>> = numbers.iter().map(|_| Vec::new()).collect();
    let mut rows = Vec::new();
    for line in roll.lines() {
        let mut row = Vec::new();
        for (number, had) in numbers.iter().zip(&mut had) {
            let one = number.had(roll, line);
            row.extend(number.cells(&one));
            had.push(one);
        }
        rows.push(row);
    }
    if rows.len() > 1 {
        rows.push(numbers.iter().zip(&had).flat_map(|(number, had)| number.cells(&number.together(had))).collect());
    }
    rows
}
