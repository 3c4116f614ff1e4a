//! Worked examples of a criterion.

use super::nothing::NO_VALUES;
use super::{Kind, Section, Word};

pub(super) static EXAMPLE: Section = Section::new(
    "[[criteria.ID.examples]]",
    &[
        Word::required("why", Kind::Text, "what it shows"),
        Word::required("rows", Kind::List(&Kind::Table(&ROW)), "rows, values by column id"),
        Word::required("points", Kind::Either(&[Kind::Number, Kind::Choice(NO_VALUES)]), "what comes out: points, or a no-value"),
        Word::default("exposure", Kind::Number, "1", "time in office, `\"1/2\"`"),
    ],
);

static ROW: Section = Section {
    path: "a row of an example",
    words: &[
        Word::optional("role", Kind::Text, "the part that the subject plays"),
        Word::optional("signers", Kind::Whole, "how many people the row names"),
        Word::optional("position", Kind::Whole, "the place of the subject among them"),
        Word::default("n", Kind::Whole, "1", "how many times the row counts"),
        Word::optional("blank", Kind::Choice(NO_VALUES), "the measure's column is blank, with this no-value"),
    ],
    others: Some(&Kind::Either(&[Kind::Number, Kind::Day, Kind::Text])),
};
