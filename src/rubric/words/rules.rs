//! `[criteria.ID]`, `[counts.ID]`, `[figures.ID]`.

use super::examples::EXAMPLE;
use super::measure::MEASURE;
use super::nothing::NO_VALUE;
use super::points::POINTS;
use super::query::{FILTERS, LINK, ONCE, SPLIT, TIMES};
use super::stage::{normalise, PER_OF_CRITERION, TOTAL_CAP, TOTAL_FLOOR};
use super::{Kind, Section, Word};

const NAME: Word = Word::required("name", Kind::Text, "as it is printed");

const FROM: Word = Word::required("from", Kind::SomeTexts, "a table id, or several: `[\"ballots\", \"ballot-counts\"]`");

const WHERE: Word = Word::said(
    "where",
    FILTERS,
    "all rows",
    "`{ column = \"word\" }`, `{ column = [\"a\", \"b\"] }`, `{ column = { not = [\"a\"] } }`; number columns `{ at-least = 3 }`, \
     `{ above = 3 }`, `{ at-most = 5 }`, `{ below = 5 }`; `{ present = true }` or `false` on any column that does not hold names, a count \
     or a secret; `role` stands for the part played; in criteria and counts `signers` and `position` stand for how many people the row \
     names and the place among them, compared as numbers; no table in `from` has a column of that id then. All must hold. A blank never \
     equals a word",
);

const LINK_WORD: Word = Word::optional("link", LINK, "rows of another table that decide whether a row counts, see below");

const ONCE_WORD: Word = Word::optional(
    "once",
    ONCE,
    "`{ per = [\"number\"], keep = \"highest\" }`: of a subject's rows that agree in these columns the one with the largest factor stays, \
     equal ones by date (undated last), then by place. A blank agrees with nothing. `per = []`: one row in the period",
);

const SPLIT_WORD: Word = Word::optional("split", SPLIT, "the share of a joint item, see below");

const TIMES_WORD: Word = Word::optional(
    "times",
    TIMES,
    "factors by word: `{ level = { town = 1, district = 2 }, role = { drafter = 20, else = 0 } }`; `else` stands for words not listed and \
     for a blank. Every word that `where` lets through needs a factor, and so does a blank where the column is optional or some people \
     have no role",
);

const MEASURE_WORD: Word = Word::default("measure", MEASURE, "\"count\"", "see below");

const NONE: Word = Word::said(
    "none",
    Kind::Choice(&["not-required", "excused", "not-in-office", "not-recorded", "zero"]),
    "see measures",
    "what it means when a subject has no row at all: `zero` or one of the four no-values",
);

const OVER: Word = Word::optional(
    "over",
    Kind::Text,
    "a count: the measure is divided by it, before `prorate`; where it is 0 not-required, where it has no value not-recorded. That count \
     has no `over` itself",
);

pub(super) static CRITERION: Section = Section::new(
    "[criteria.ID]",
    &[
        NAME,
        Word::required("clause", Kind::Text, "where the regulation says it"),
        Word::required("dimension", Kind::Text, "the dimension it belongs to"),
        FROM,
        WHERE,
        LINK_WORD,
        ONCE_WORD,
        SPLIT_WORD,
        TIMES_WORD,
        MEASURE_WORD,
        NONE,
        OVER,
        Word::default(
            "prorate",
            Kind::Choice(&["none", "measure", "points", "cap", "target"]),
            "\"none\"",
            "`measure` (measure ÷ exposure), `points` (points × exposure; attainable points stay whole), `cap` (cap and attainable × exposure), \
             `target` (the numbers of the measure in `points` × exposure: `target`, `needed`, `at-least`, `below`, `count` of first)",
        ),
        normalise("compares the measure within a group before points are given, see Normalising"),
        Word::required("points", POINTS, "see below"),
        Word::optional("floor", Kind::Number, "lowest points of the item; with `per` of that of each sub-period"),
        Word::optional("cap", Kind::Number, "highest points of the item; with `per` of that of each sub-period"),
        PER_OF_CRITERION,
        TOTAL_FLOOR,
        TOTAL_CAP,
        Word::said("no-value", Kind::Table(&NO_VALUE), "as `[no-value]`", "what each of the four kinds of nothing does here"),
        Word::optional("examples", Kind::List(&Kind::Table(&EXAMPLE)), "worked examples"),
    ],
);

pub(super) static COUNT: Section =
    Section::new("[counts.ID]", &[NAME, FROM, WHERE, LINK_WORD, ONCE_WORD, SPLIT_WORD, TIMES_WORD, MEASURE_WORD, NONE, OVER]);

pub(super) static FIGURE: Section =
    Section::new("[figures.ID]", &[NAME, Word::required("unit", Kind::Text, "printed behind the number"), FROM, WHERE, MEASURE_WORD]);
