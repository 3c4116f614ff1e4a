//! A rubric's rules in plain sentences, in Chinese and English.
//!
//! In: the rubric. Out: sentences. The module does not know where they are printed.

pub(super) mod condition;
pub(super) mod head;
pub(super) mod made;
pub(super) mod places;
pub(super) mod points;
pub(super) mod publication;
pub(super) mod query;
pub(super) mod stages;
pub(super) mod standing;
