//! `measure`: what number is got from the rows.

use super::nothing::NO_VALUES;
use super::{Kind, Section, Word, NUMBERS_BY_WORD};

pub(super) const MEASURE: Kind =
    Kind::Either(&[Kind::Choice(&["count"]), Kind::Forms(&[&SUM, &DISTINCT, &SHARE, &RATIO, &MEAN, &VALUE, &LAST, &RATING])]);

const FEW: Word = Word::default(
    "few",
    Kind::Choice(NO_VALUES),
    "\"not-recorded\"",
    "beside `minimum` and `turnout`: the no-value that too few ballots have",
);
const MINIMUM: Word = Word::default("minimum", Kind::Whole, "1", "with fewer ballots there is no value");

const TURNOUT: Word = Word::optional(
    "turnout",
    Kind::Table(&LEAST_TURNOUT),
    "`{ of = \"present\", over = \"due\", at-least = \"1/2\" }`: the turnout that the vote needs; with less it is as with too few ballots",
);
static LEAST_TURNOUT: Section = Section::new(
    "measure: turnout",
    &[
        Word::required("of", Kind::Choice(&POLLS), "the number above the line"),
        Word::required("over", Kind::Choice(&POLLS), "the number below it, one before it in the order of the words"),
        Word::optional("at-least", Kind::Number, "the share must be this or more; or `above`"),
        Word::optional("above", Kind::Number, "the share must be more than this"),
    ],
);
const POLLS: [&str; 5] = ["due", "present", "issued", "returned", "valid"];

const WEIGHTS: Word = Word::optional(
    "weights",
    Kind::Each(&NUMBERS_BY_WORD),
    "`{ mode = { phone = 0.6, paper = 0.4 } }`: the mean within each class first, then Σ weight × mean. One word column, or `table` with \
     ids of `from`. Every word that `where` lets through has a weight",
);
const MISSING: Word = Word::default(
    "missing",
    Kind::Choice(&["refuse", "zero", "renormalise"]),
    "\"refuse\"",
    "beside `weights`: a class without ballots: `refuse` (the measure is not-recorded), `zero` (its mean is 0), `renormalise` (Σ weight × \
     mean ÷ Σ weight over classes with a mean, × Σ of all weights)",
);
const MINIMUM_EACH: Word = Word::default("minimum-each", Kind::Whole, "1", "beside `weights`: a class with fewer ballots (Σ n) is missing");

static SUM: Section = Section::new("measure: sum", &[Word::required("sum", Kind::Text, "Σ n × number × factor of this column"), FEW]);

static DISTINCT: Section = Section::new(
    "measure: distinct",
    &[Word::required("distinct", Kind::Text, "how many different texts or words this column has (of rows with factor above 0)"), FEW],
);

static SHARE: Section = Section::new(
    "measure: share-of",
    &[
        Word::required("share-of", Kind::Text, "Σ n × credit ÷ Σ n over rows whose word in this column has a credit"),
        Word::required("credit", NUMBERS_BY_WORD, "credit by word, `{ present = 1, late = 0.5, absent = 0 }`"),
        Word::default("excused", Kind::Texts, "[]", "words that leave the denominator as excused"),
        Word::default("not-required", Kind::Texts, "[]", "words that leave the denominator as not required"),
        FEW,
    ],
);

static RATIO: Section = Section::new(
    "measure: ratio",
    &[
        Word::required("ratio", Kind::Text, "Σ n × this column ÷ Σ n × `over`; 0 below the line: not-required"),
        Word::required("over", Kind::Text, "the column below the line"),
        FEW,
    ],
);

static MEAN: Section = Section::new(
    "measure: mean",
    &[
        Word::required("mean", Kind::Text, "Σ n × factor × number ÷ Σ n × factor of this column"),
        MINIMUM,
        TURNOUT,
        FEW,
        WEIGHTS,
        MISSING,
        MINIMUM_EACH,
        Word::optional(
            "trim",
            Kind::Number,
            "without `weights` and `times`: so many of the highest and so many of the lowest numbers are left out (each ballot one); a \
             fraction below 1 is a share of Σ n, rounded down",
        ),
    ],
);

static VALUE: Section =
    Section::new("measure: value", &[Word::required("value", Kind::Text, "the number of this column in the subject's only row"), FEW]);

static LAST: Section = Section::new(
    "measure: last",
    &[Word::required("last", Kind::Text, "of the tables in `from` the last one in which the subject has a number: its number there"), FEW],
);

static RATING: Section = Section::new(
    "measure: rating",
    &[
        Word::required("rating", Kind::Text, "Σ n × factor × value ÷ Σ n × factor over words of this column with a value"),
        Word::required("values", NUMBERS_BY_WORD, "value by word, `{ good = 100, fair = 60 }`"),
        Word::default("not-counted", Kind::Texts, "[]", "words that are no ballots"),
        MINIMUM,
        TURNOUT,
        FEW,
        WEIGHTS,
        MISSING,
        MINIMUM_EACH,
    ],
);
