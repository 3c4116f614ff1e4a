//! Criteria that no worked example proves.

use crate::base::problem::Fault;
use crate::rubric::check::Check;

impl Check<'_> {
    pub(super) fn without_example(&self) {
        for criterion in self.rubric.criteria.iter().filter(|criterion| criterion.examples.is_empty()) {
            let fault = Fault::RubricNoExample { criterion: criterion.name.clone() };
            self.doubt(&["criteria", &criterion.id], "", &criterion.id, fault);
        }
    }
}
