//! Dimensions, base, bonus, parts and their blend.

use super::conditions::CONDITIONS;
use super::stage::{normalise, PER_OF_DIMENSION, TOTAL_CAP, TOTAL_FLOOR};
use super::{Kind, Section, Word};

pub(super) static PART: Section = Section::new(
    "[parts.ID]",
    &[
        Word::required("name", Kind::Text, "as it is printed"),
        Word::required("weight", Kind::Number, "factor on the part's points in the total"),
        normalise("compares the points within a group, before the blend, see Normalising"),
    ],
);

pub(super) static BLEND: Section = Section::new(
    "[blend]",
    &[Word::default(
        "missing",
        Kind::Choice(&["refuse", "zero", "renormalise"]),
        "\"refuse\"",
        "a part without value: `refuse`, `zero`, or `renormalise` (Σ weight × points ÷ Σ weight over parts with a value, × Σ of all weights)",
    )],
);

pub(super) static DIMENSION: Section = Section::new(
    "[dimensions.ID]",
    &[
        Word::required("name", Kind::Text, "as it is printed"),
        Word::optional("full", Kind::Number, "attainable points, before the weight"),
        Word::said(
            "cap",
            Kind::Either(&[Kind::Number, Kind::Choice(&["none"])]),
            "`full`",
            "highest points, before the weight; `\"none\"` for no cap",
        ),
        Word::optional("floor", Kind::Number, "lowest points; without it deductions may go below zero"),
        Word::default("weight", Kind::Number, "1", "factor on the clamped sum"),
        Word::default("bonus", Kind::Flag, "false", "stands outside the 100"),
        Word::said("part", Kind::Text, "the first part", "the part of the blend it belongs to"),
        PER_OF_DIMENSION,
        TOTAL_FLOOR,
        TOTAL_CAP,
        normalise("compares the points within a group, before the weight, see Normalising"),
    ],
);

pub(super) static BASE: Section = Section::new(
    "[base]",
    &[
        Word::required("points", Kind::Number, "added to the part's dimensions when all conditions hold"),
        Word::optional("if", CONDITIONS, "conditions, all of which must hold"),
        Word::said("part", Kind::Text, "the first part", "the part of the blend it belongs to"),
    ],
);

pub(super) static BONUS: Section = Section::new(
    "[bonus]",
    &[Word::optional("cap", Kind::Number, "cap on the sum of the bonus dimensions of a part, after their own caps")],
);
