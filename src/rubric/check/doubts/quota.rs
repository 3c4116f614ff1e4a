//! Quotas that nobody can ever fill.

use crate::base::problem::Fault;
use crate::base::text::Say;
use crate::rubric::check::Check;
use crate::rubric::model::{Comparison, Of, Periods, QuotaSize, Selection};

impl Check<'_> {
    pub(super) fn quotas(&self) {
        let Some(selection) = &self.rubric.selection else { return };
        let none = selection.quota.at_least == 0;
        let (key, empty, found) = match &selection.quota.size {
            QuotaSize::Number(number) => ("number", *number == 0 && none, number.to_string()),
            QuotaSize::Range(..) => return self.barred_grades(selection),
            QuotaSize::Percent { percent, .. } => ("percent", percent.is_zero() && none, percent.plain()),
        };
        if empty {
            let why = Say::new(format!("{key} = {found}：没有名额"), format!("`{key} = {found}` gives no places"));
            self.doubt(&["selection", "quota"], key, &found, Fault::RubricQuota { why });
        }
        self.barred_grades(selection);
    }

    fn barred_grades(&self, selection: &Selection) {
        if let Some(index) = self.all_grades_barred(selection) {
            let why = Say::new("barred 排除了所有等次，没有人可以入选", "`barred` names every grade, so nobody can be selected");
            self.doubt(&["selection", "barred", &index.to_string()], "grade", "barred", Fault::RubricQuota { why });
        }
    }

    /// The condition that bars the last of the grades.
    fn all_grades_barred(&self, selection: &Selection) -> Option<usize> {
        let mut barred: Vec<&String> = Vec::new();
        for (index, condition) in selection.barred.iter().enumerate() {
            if let (Of::Grade, Comparison::Is(grades), Periods::This) = (&condition.of, &condition.comparison, condition.periods) {
                barred.extend(grades);
                let grades = &self.rubric.grades;
                if !grades.is_empty() && grades.iter().all(|grade| barred.contains(&&grade.name)) {
                    return Some(index);
                }
            }
        }
        None
    }
}
