//! What the header of a further column says: the day, the word, the name.

use super::super::cell::{self, date, Outcome};
use super::super::header::Head;
use super::super::plan::ColumnPlan;
use super::super::table::Value;
use super::{Cells, Reader};
use crate::base::problem::{Fault, Problem};
use crate::base::text::squeeze;
use crate::rubric::model::{ColumnKind, Origin};

impl Reader<'_> {
    /// Values from the header of a further column.
    pub(super) fn header_values(&self, head: &Head, problems: &mut Vec<Problem>) -> Option<Cells> {
        let place = self.place.at(head.row, head.column);
        let mut cells = Cells::new();
        let mut sound = true;
        for plan in self.plan.columns.iter().filter(|plan| plan.is_across || plan.column.origin == Origin::Header) {
            let mut outcome = self.value_in(head, plan);
            // A total beside the meetings is told of as such, once, and not word by word.
            if outcome.fault == Some(Fault::NotADate) {
                outcome = Fault::ColumnWithoutDay { key: format!("tables.{}.ignore", self.plan.table.id) }.into();
                problems.retain(|problem| problem.place != place);
            } else if problems.iter().any(|problem| problem.place == place) {
                outcome.fault = None;
            }
            sound &= Self::keep(plan, outcome, &place, &head.text, &mut cells, problems);
        }
        for cell in cells.values_mut() {
            cell.column = head.column;
        }
        sound.then_some(cells)
    }

    fn value_in(&self, head: &Head, plan: &ColumnPlan) -> Outcome {
        match &plan.column.kind {
            ColumnKind::Date => match head.day.ok_or(()).or_else(|()| date::within(&head.lowest, self.calendar).map_err(|_| ())) {
                Ok(day) => Value::Date(day).into(),
                Err(()) => cell::read_text(plan, &head.text, self.calendar),
            },
            ColumnKind::Word(_) => match head.form(|form| plan.words.get(form).copied()) {
                Some(id) => Value::Word(id.to_owned()).into(),
                None => cell::read_text(plan, &head.text, self.calendar),
            },
            ColumnKind::Name | ColumnKind::Names => cell::read_text(plan, self.name_in(head), self.calendar),
            ColumnKind::Text | ColumnKind::Number | ColumnKind::Count | ColumnKind::Key | ColumnKind::Secret => {
                cell::read_text(plan, &head.text, self.calendar)
            }
        }
    }

    /// The part of a header that is a name: the lowest, unless this is the word that another column takes.
    pub(super) fn name_in<'h>(&self, head: &'h Head) -> &'h str {
        let lowest = squeeze(&head.lowest);
        let others = self.plan.columns.iter().filter(|plan| plan.column.origin == Origin::Header);
        let is_word = others.into_iter().any(|plan| plan.words.contains_key(&lowest));
        let above = head.text.strip_suffix(head.lowest.as_str()).map(|above| above.trim_end_matches('/'));
        above.filter(|above| is_word && !above.is_empty()).unwrap_or(&head.lowest)
    }
}
