//! What a rubric may say and its author perhaps does not mean: warnings.
//!
//! In: a rubric without mistakes, and its file. Out: warnings, each marked at the value in question.

mod examples;
mod most;
mod nothing;
mod quota;
mod ranges;
mod ratings;
mod reach;
mod weights;

use super::Check;

impl Check<'_> {
    /// Everything that an author should look at.
    pub(super) fn doubts(&self) {
        self.weights();
        self.ranges();
        self.reach();
        self.undecided();
        self.quotas();
        self.ratings();
        self.without_example();
    }
}
