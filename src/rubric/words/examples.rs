//! Worked examples of a criterion.

use super::nothing::NO_VALUES;
use super::{Kind, Section, Word, NUMBERS_BY_WORD};

pub(super) static EXAMPLE: Section = Section::new(
    "[[criteria.ID.examples]]",
    &[
        Word::required("why", Kind::Text, "what it shows"),
        Word::required("rows", Kind::List(&Kind::Table(&ROW)), "rows, values by column id"),
        Word::required("points", Kind::Either(&[Kind::Number, Kind::Choice(NO_VALUES)]), "what comes out: points, or a no-value"),
        Word::default("exposure", Kind::Number, "1", "time in office, `\"1/2\"`"),
        Word::default("among", Kind::List(&Kind::Number), "[]", "measures of the others in the group, where the criterion is normalised"),
        Word::said("period", Kind::Text, "that of the dates", "where the criterion has `per`: the period"),
        Word::optional("counts", NUMBERS_BY_WORD, "counts of the subject, `{ rate = 0.85 }`: the one that `by` or `over` names"),
    ],
);

static ROW: Section = Section {
    path: "a row of an example",
    words: &[
        Word::said("table", Kind::Text, "the first table in `from`", "the table that it is a row of"),
        Word::default(
            "linked",
            Kind::Either(&[Kind::Flag, Kind::Texts]),
            "false",
            "`true`: each `link` finds another row; or the tables in which they do",
        ),
        Word::optional("role", Kind::Text, "the part that the subject plays"),
        Word::optional("signers", Kind::Whole, "how many people the row names"),
        Word::optional("position", Kind::Whole, "the place of the subject among them"),
        Word::default("n", Kind::Whole, "1", "how many times the row counts"),
        Word::optional("blank", Kind::Choice(NO_VALUES), "the measure's column is blank, with this no-value"),
    ],
    others: Some(&Kind::Either(&[Kind::Number, Kind::Day, Kind::Text])),
};
