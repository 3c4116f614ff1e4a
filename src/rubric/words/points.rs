//! `points`: how a measure m becomes points.

use super::{Kind, Section, Word};

pub(super) const POINTS: Kind = Kind::Forms(&[&EACH, &FIRST, &TARGET, &NEEDED, &FULL, &ALL_OR_NOTHING, &START, &BANDS, &JUDGED]);

static EACH: Section = Section::new("points: each", &[Word::required("each", Kind::Number, "so many times m (negative: a deduction)")]);

static FIRST: Section = Section::new(
    "points: first",
    &[
        Word::required("first", Kind::Table(&FIRST_FEW), "points for each of the first"),
        Word::required("then", Kind::Number, "points for each further"),
    ],
);

static FIRST_FEW: Section = Section::new(
    "first",
    &[
        Word::default("count", Kind::Number, "1", "how many are the first"),
        Word::required("points", Kind::Number, "points for each of them"),
    ],
);

static TARGET: Section = Section::new(
    "points: target",
    &[
        Word::required("target", Kind::Number, "the measure that gives `at`"),
        Word::required("at", Kind::Number, "points at the target"),
        Word::required("step", Kind::Number, "points for each above it, taken off for each below it"),
        Word::said("step-down", Kind::Number, "`step`", "a different step below the target"),
    ],
);

static NEEDED: Section = Section::new(
    "points: needed",
    &[
        Word::required("needed", Kind::Number, "the measure that gives `full`"),
        Word::required("full", Kind::Number, "points at `needed` and above; below in proportion"),
    ],
);

static FULL: Section = Section::new(
    "points: full",
    &[
        Word::required("full", Kind::Number, "full × m ÷ `of`"),
        Word::default("of", Kind::Number, "1", "the measure that gives `full`; 1 for shares"),
    ],
);

static ALL_OR_NOTHING: Section = Section::new(
    "points: all-or-nothing",
    &[
        Word::required("all-or-nothing", Kind::Number, "these points if m reaches `at-least` and is below `below`, else 0"),
        Word::said("at-least", Kind::Number, "1; beside `below` none", "the measure that is needed"),
        Word::optional("below", Kind::Number, "the first measure that gives nothing"),
    ],
);

static START: Section = Section::new(
    "points: start",
    &[
        Word::required("start", Kind::Number, "points that are there"),
        Word::required("less", Kind::Number, "so many times m is taken off; with `floor = 0` until they are used up"),
    ],
);

static BANDS: Section = Section::new(
    "points: bands",
    &[Word::required("bands", Kind::List(&Kind::Table(&BAND)), "the first band whose `from` ≤ m; half-open, from high to low")],
);

static BAND: Section = Section::new(
    "a band",
    &[
        Word::said("from", Kind::Number, "the last band has none", "the lowest measure of the band"),
        Word::optional("to", Kind::Number, "the upper end as the regulation prints it; `from` alone decides, see Published ranges"),
        Word::required(
            "points",
            Kind::Either(&[Kind::Number, Kind::Pair]),
            "its points; `[12, 15]` rises evenly from its `from` to that of the band above (in the first band: to its `to`)",
        ),
    ],
);

static JUDGED: Section = Section::new(
    "points: judged",
    &[
        Word::required(
            "judged",
            Kind::Either(&[Kind::Pair, Kind::List(&Kind::Either(&[Kind::Pair, Kind::Table(&JUDGED_BAND)]))]),
            "m itself, which must lie within, or within one of several ranges (else an error)",
        ),
        Word::optional("by", Kind::Text, "the count whose bands say within which range"),
    ],
);

static JUDGED_BAND: Section = Section::new(
    "a band of a count",
    &[
        Word::said("from", Kind::Number, "the last band has none", "the lowest number of the band"),
        Word::required("between", Kind::Pair, "the range within which m must lie"),
    ],
);
