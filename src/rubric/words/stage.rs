//! Sub-periods, and numbers compared within a group.

use super::{Kind, Section, Word};

pub(super) const PER_OF_CRITERION: Word =
    per("`year`, `half-year`, `quarter`, `month`: measured and given points in each such part of the period, see Sub-periods");

pub(super) const PER_OF_DIMENSION: Word =
    per("`year`, `half-year`, `quarter`, `month`: summed, with `floor` and `cap`, in each such part of the period, see Sub-periods");

const fn per(meaning: &'static str) -> Word {
    Word::optional("per", Kind::Choice(&["year", "half-year", "quarter", "month"]), meaning)
}

pub(super) const TOTAL_FLOOR: Word = Word::optional("total-floor", Kind::Number, "beside `per`: lowest points of all sub-periods together");

pub(super) const TOTAL_CAP: Word = Word::optional("total-cap", Kind::Number, "beside `per`: highest points of all sub-periods together");

/// `normalise`, with what is compared and when.
pub(super) const fn normalise(meaning: &'static str) -> Word {
    Word::optional("normalise", Kind::Table(&NORMALISE), meaning)
}

static NORMALISE: Section = Section::new(
    "normalise",
    &[
        Word::required(
            "method",
            Kind::Choice(&["goalposts", "highest", "min-max", "percentile", "z-score"]),
            "`goalposts`, `highest`, `min-max`, `percentile` or `z-score`",
        ),
        Word::default("within", Kind::Text, "\"peer\"", "whose numbers are compared: `\"peer\"` or one of `groups`"),
        Word::said("to", Kind::Pair, "`[0, 1]`", "lowest and highest result; of a `z-score` it has none unless written"),
        Word::optional("from", Kind::Pair, "of `goalposts`: what is 0 and what is 1; the higher one may stand first"),
        Word::default("at", Kind::Number, "0", "of `z-score`: the result at the mean"),
        Word::default("spread", Kind::Number, "1", "of `z-score`: what one deviation is worth"),
        Word::optional("if-alone", Kind::Number, "the result where there is nothing to compare with; needed but for `goalposts`"),
    ],
);
