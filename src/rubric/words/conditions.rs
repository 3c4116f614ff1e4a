//! Conditions: what is looked at, and how it is compared.

use super::{Kind, Section, Word};

/// One condition or a list of them.
pub(super) const CONDITIONS: Kind = Kind::Either(&[Kind::List(&Kind::Table(&CONDITION)), Kind::Table(&CONDITION)]);

pub(super) static CONDITION: Section = Section::new(
    "a condition",
    &[
        Word::optional("count", Kind::Text, "looks at a count or criterion by its id"),
        Word::optional("criterion", Kind::Text, "looks at the points of a criterion"),
        Word::optional("dimension", Kind::Text, "looks at a dimension, after its weight"),
        Word::optional("part", Kind::Text, "looks at a part"),
        Word::optional("total", Kind::Flag, "looks at the total, on `grade-on`"),
        Word::optional("exposure", Kind::Flag, "looks at the exposure"),
        Word::optional("column", Kind::Text, "looks at a roster column"),
        Word::optional("veto", Kind::Text, "whether this veto holds, or `\"any\"`"),
        Word::optional("grade", Kind::Texts, "whether the grade is one of these"),
        Word::optional(
            "rank",
            Kind::Either(&[Kind::Flag, Kind::Choice(&["share"])]),
            "`true`: looks at the rank in the peer group; `\"share\"`: at that rank ÷ how many are ranked there",
        ),
        Word::optional("selected", Kind::Flag, "in a notice: whether the subject is selected"),
        Word::optional("at-least", Kind::Number, "holds from this number on"),
        Word::optional("above", Kind::Number, "holds above this number"),
        Word::optional("at-most", Kind::Number, "holds up to this number"),
        Word::optional("below", Kind::Number, "holds below this number"),
        Word::optional("running", Kind::Whole, "beside grade, rank, total or criterion: in so many periods, this one the last"),
        Word::optional("earlier", Kind::Whole, "beside grade, rank, total or criterion: in each of so many periods before this one"),
        Word::optional("over", Kind::Text, "beside `count` or `criterion`: the count that it is divided by"),
        Word::default("missing", Kind::Flag, "false", "`true`: holds when there is no value"),
        Word::optional("is", Kind::Texts, "beside `column`: holds when it reads one of these"),
        Word::optional("is-not", Kind::Texts, "beside `column`: holds when it reads none of these"),
        Word::optional("reason", Kind::Text, "why, as it is printed"),
    ],
);
