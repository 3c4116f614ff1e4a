//! The four kinds of nothing, and what each does.

use super::{Kind, Section, Word};

/// The kinds as words.
pub(super) const NO_VALUES: &[&str] = &["not-required", "excused", "not-in-office", "not-recorded"];

const EFFECTS: Kind = Kind::Choice(&["zero", "full", "skip", "renormalise", "refuse"]);

pub(super) static NO_VALUE: Section = Section::new(
    "[no-value]",
    &[
        Word::default("not-required", EFFECTS, "\"renormalise\"", "what it does when the duty did not apply"),
        Word::default("excused", EFFECTS, "\"renormalise\"", "what approved leave does"),
        Word::default("not-in-office", EFFECTS, "\"renormalise\"", "what it does when the subject was not in office"),
        Word::default("not-recorded", EFFECTS, "\"refuse\"", "what it does when nobody wrote it down"),
    ],
);
