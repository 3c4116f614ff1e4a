//! Ratings that flatter: the worst ballots there can be give half of the best or more.

use super::most::{highest, Range};
use crate::base::exact::Exact;
use crate::base::problem::Fault;
use crate::rubric::check::Check;
use crate::rubric::model::{Column, Criterion, Measure};

impl Check<'_> {
    pub(super) fn ratings(&self) {
        for criterion in &self.rubric.criteria {
            let Measure::Rating { column, values, .. } = &criterion.query.measure else { continue };
            if criterion.normalise.is_some() {
                // What the ballots give depends on those of others.
                continue;
            }
            let by_value = |one: &&(String, Exact), other: &&(String, Exact)| one.1.cmp(&other.1);
            let (Some(worst), Some(best)) = (values.iter().min_by(by_value), values.iter().max_by(by_value)) else { continue };
            let (Some(least), Some(most)) = (points(criterion, &worst.1), points(criterion, &best.1)) else { continue };
            if most.is_positive() && &least + &least >= most {
                let fault = Fault::RubricFlattering { criterion: criterion.name.clone(), worst: least.plain(), best: most.plain() };
                self.doubt(&["criteria", &criterion.id, "measure", "values"], &worst.0, self.written(criterion, column, &worst.0), fault);
            }
        }
    }

    /// The word as sheets write it.
    fn written<'w>(&'w self, criterion: &Criterion, column: &str, word: &'w str) -> &'w str {
        let columns = criterion.query.from.iter().filter_map(|table| self.rubric.table(table)?.column(column));
        let mut words = columns.flat_map(Column::words).filter(|(id, _)| id == word);
        words.find_map(|(_, ways)| ways.first()).map_or(word, String::as_str)
    }
}

/// The points when all ballots have this value.
fn points(criterion: &Criterion, value: &Exact) -> Option<Exact> {
    let points = highest(&criterion.points, &Range::of(value))?;
    let points = criterion.floor.iter().cloned().fold(points, Exact::max);
    Some(criterion.cap.iter().cloned().fold(points, Exact::min))
}
