//! Weights that are meant as shares and do not add up to 1.

use crate::base::exact::Exact;
use crate::base::problem::Fault;
use crate::base::text::Say;
use crate::rubric::check::Check;
use crate::rubric::model::Dimension;

impl Check<'_> {
    pub(super) fn weights(&self) {
        let rubric = self.rubric;
        if rubric.blend.declared {
            let weights: Vec<&Exact> = rubric.parts.iter().map(|part| &part.weight).collect();
            // A part that weighs 1 is added as it is: half years, or points and deductions.
            if weights.iter().all(|weight| **weight != Exact::one()) {
                self.add_up(&["parts"], &weights, Say::new("各部分", "the parts"));
            }
        }
        for part in &rubric.parts {
            let own: Vec<&Dimension> = rubric.dimensions.iter().filter(|dimension| dimension.part == part.id && !dimension.bonus).collect();
            let weights: Vec<&Exact> = own.iter().map(|dimension| &dimension.weight).collect();
            let shares = weights.len() > 1 && weights.iter().all(|weight| **weight < Exact::one());
            if let Some(first) = own.first().filter(|_| shares) {
                self.add_up(&["dimensions", &first.id], &weights, Say::new("各分项", "the dimensions"));
            }
        }
    }

    fn add_up(&self, path: &[&str], weights: &[&Exact], of: Say) {
        let sum: Exact = weights.iter().map(|weight| (*weight).clone()).sum();
        if sum != Exact::one() {
            self.doubt(path, "weight", &sum.plain(), Fault::RubricWeights { of });
        }
    }
}
