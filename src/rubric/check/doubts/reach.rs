//! Points and grades that nobody can reach.

use super::most::{highest, measured, Most};
use crate::base::exact::Exact;
use crate::base::problem::Fault;
use crate::base::text::Say;
use crate::rubric::check::Check;

impl Check<'_> {
    pub(super) fn reach(&self) {
        let rubric = self.rubric;
        for criterion in &rubric.criteria {
            let most = highest(&criterion.points, &measured(rubric, criterion));
            let what = Say::new(format!("“{}”的计分", criterion.name), format!("the points of “{}”", criterion.name));
            self.above(&["criteria", &criterion.id], "cap", criterion.cap.as_ref(), most, what);
        }
        let most = Most { rubric };
        for dimension in &rubric.dimensions {
            let what = Say::new(format!("“{}”的各项", dimension.name), format!("the criteria of “{}”", dimension.name));
            let path = ["dimensions", dimension.id.as_str()];
            let sum = most.items(&dimension.id);
            if !self.above(&path, "full", dimension.full.as_ref(), sum.clone(), what.clone()) {
                let cap = dimension.cap.as_ref().filter(|cap| dimension.full.as_ref() != Some(*cap));
                self.above(&path, "cap", cap, sum, what);
            }
        }
        let Some(total) = most.total() else { return };
        for (index, grade) in rubric.grades.iter().enumerate() {
            let what = Say::new("总分", "the total");
            self.above(&["grades", &index.to_string()], "from", grade.from.as_ref(), Some(total.clone()), what);
        }
    }

    /// Whether what is written under `key` is more than can be reached.
    fn above(&self, path: &[&str], key: &str, written: Option<&Exact>, most: Option<Exact>, what: Say) -> bool {
        let (Some(written), Some(most)) = (written, most) else { return false };
        let unreachable = *written > most;
        if unreachable {
            self.doubt(path, key, &written.plain(), Fault::RubricUnreachable { key: key.to_owned(), what, most: most.plain() });
        }
        unreachable
    }
}
