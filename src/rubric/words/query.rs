//! `where`, `once`, `split`, `times`: which rows, and how much of them.

use super::{Kind, Section, Word, NUMBERS_BY_WORD};

/// `where`: tests by column.
pub(super) const FILTERS: Kind = Kind::Each(&Kind::Either(&[Kind::Texts, Kind::Table(&FILTER)]));
pub(super) const ONCE: Kind = Kind::Table(&ONCE_PER);
pub(super) const SPLIT: Kind = Kind::Either(&[Kind::Choice(&["lead-only", "each-full", "equal"]), Kind::Table(&SHARES)]);
pub(super) const TIMES: Kind = Kind::Each(&NUMBERS_BY_WORD);

static FILTER: Section = Section::new(
    "where",
    &[
        Word::optional("present", Kind::Flag, "`true`: the column has a value; `false`: it has none"),
        Word::optional("not", Kind::Texts, "none of these words"),
        Word::optional("at-least", Kind::Number, "this number or more"),
        Word::optional("below", Kind::Number, "less than this number"),
    ],
);

static ONCE_PER: Section = Section::new(
    "once",
    &[
        Word::required("per", Kind::Texts, "columns in which rows agree; `[]`: one row in the period"),
        Word::default("keep", Kind::Choice(&["highest"]), "\"highest\"", "the row with the largest factor stays"),
    ],
);

static SHARES: Section = Section::new(
    "split",
    &[
        Word::required("lead", Kind::Number, "the lead's share"),
        Word::optional("joint", Kind::Number, "the share of each other"),
        Word::default("others", Kind::Choice(&["equal"]), "\"equal\"", "without `joint`: the others share the rest equally"),
        Word::optional("most", Kind::Whole, "those named after so many people get 0"),
    ],
);
