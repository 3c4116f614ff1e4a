//! Vetoes, standing, grades, selection.

use super::conditions::{CONDITION, CONDITIONS};
use super::{Kind, Section, Word};

/// A veto, or a minimum duty.
pub(super) const VETO: Kind = Kind::Forms(&[&VETO_UNLESS, &VETO_IF]);

static VETO_UNLESS: Section = Section::new(
    "[vetoes.ID] with unless",
    &[Word::required("unless", Kind::Table(&CONDITION), "a minimum duty: the veto holds unless this does"), NAME, CLAUSE, EFFECT],
);

static VETO_IF: Section = Section::new(
    "[vetoes.ID] with if",
    &[Word::required("if", Kind::Table(&CONDITION), "the condition under which it holds"), NAME, CLAUSE, EFFECT],
);

const NAME: Word = Word::required("name", Kind::Text, "as it is printed");

const CLAUSE: Word = Word::required("clause", Kind::Text, "where the regulation says it");

const EFFECTS: Kind =
    Kind::Either(&[Kind::Choice(&["lowest-grade", "zero", "exclude", "bar-selection", "no-grade"]), Kind::Table(&HELD_GRADE)]);

const EFFECT: Word = Word::required(
    "effect",
    EFFECTS,
    "`\"lowest-grade\"`, `\"zero\"` (total becomes 0), `\"exclude\"` (listed as excluded, without rank), `\"bar-selection\"`, \
     `\"no-grade\"` (ranked, but without grade: 不定等次), or `{ grade-at-most = \"称职\" }`",
);

static HELD_GRADE: Section = Section::new("effect", &[Word::required("grade-at-most", Kind::Text, "the best grade that is left")]);

pub(super) static STANDING: Section = Section::new(
    "[standing]",
    &[
        Word::default("ties", Kind::Choice(&["shared", "dense"]), "\"shared\"", "`\"shared\"` (1, 2, 2, 4) or `\"dense\"` (1, 2, 2, 3)"),
        Word::optional(
            "tie-break",
            Kind::List(&Kind::Table(&TIE_BREAK)),
            "compared in turn on exact values, higher first, no value last; who is still equal shares the rank",
        ),
        Word::optional("list-if", CONDITIONS, "conditions, one of which is enough: listed without rank"),
        Word::default(
            "mandates",
            Kind::Choice(&["each", "highest"]),
            "\"each\"",
            "`\"highest\"`: of one person's mandates in a run only the one with the higher total (as `rank-on` says) is ranked, the others \
             are listed (就高不就低); equal ones are all ranked",
        ),
    ],
);

static TIE_BREAK: Section = Section::new(
    "tie-break",
    &[
        Word::optional("criterion", Kind::Text, "by the points of a criterion"),
        Word::optional("dimension", Kind::Text, "by a dimension"),
        Word::optional("part", Kind::Text, "by a part"),
        Word::optional("count", Kind::Text, "by a count"),
    ],
);

pub(super) static GRADE: Section = Section::new(
    "[[grades]]",
    &[
        NAME,
        Word::said("from", Kind::Number, "the last grade has none", "the lowest total of this grade; half-open: 89.5 is below `from = 90`"),
        Word::optional("to", Kind::Number, "the upper end as the regulation prints it; `from` alone decides, see Published ranges"),
        Word::optional("places", PLACES, "how many may have it, in order of rank, see Grades by rank"),
        Word::default("ties", TIES, "\"committee\"", "beside `places`, those tied at the edge: `include`, `exclude` or `committee`"),
    ],
);

pub(super) static SELECTION: Section = Section::new(
    "[selection]",
    &[
        Word::required("name", Kind::Text, "what those selected are (优秀代表)"),
        Word::optional("word", Kind::Text, "what is done to them (表扬)"),
        Word::required("quota", Kind::Forms(&[&QUOTA_NUMBER, &QUOTA_RANGE, &QUOTA_PERCENT]), "how many places"),
        Word::default("per", Kind::Text, "\"peer\"", "`\"peer\"` or one of `groups` (within each peer group)"),
        Word::default(
            "ties",
            Kind::Choice(&["include", "exclude", "committee", "lot"]),
            "\"committee\"",
            "those tied at the edge: `include`, `exclude`, `committee` (they are left to it) or `lot` (drawn from `--seed`)",
        ),
        Word::optional("barred", CONDITIONS, "conditions, one of which is enough, with reasons"),
        Word::optional("floors", Kind::List(&FLOOR), "of the places at least so many go to subjects of a kind"),
        Word::optional("ceilings", Kind::List(&CEILING), "of the places at most so many go to subjects of a kind"),
        Word::said("margin", MARGIN, "`{ percent = 1 }`", "how near to the line somebody who is not in is told, see Near the line"),
        Word::said(
            "shows",
            Kind::List(&Kind::Table(&SHOWN)),
            "the parts of the blend, or the dimensions",
            "what is laid before the committee of those tied and those near the line",
        ),
    ],
);

static SHOWN: Section = Section::new(
    "shows",
    &[
        Word::optional("criterion", Kind::Text, "the points of a criterion"),
        Word::optional("dimension", Kind::Text, "a dimension"),
        Word::optional("part", Kind::Text, "a part"),
        Word::optional("count", Kind::Text, "a count"),
    ],
);

const MARGIN: Kind = Kind::Forms(&[&MARGIN_POINTS, &MARGIN_PLACES, &MARGIN_PERCENT]);

static MARGIN_POINTS: Section =
    Section::new("margin: points", &[Word::required("points", Kind::Number, "at most so many points below the line")]);

static MARGIN_PLACES: Section = Section::new(
    "margin: places",
    &[Word::required("places", Kind::Whole, "the next so many below the line, with all tied with the last of them")],
);

static MARGIN_PERCENT: Section = Section::new(
    "margin: a percentage",
    &[Word::required("percent", Kind::Number, "at most so many of a hundred of the distance between the highest and the lowest total")],
);

static QUOTA_NUMBER: Section = Section::new(
    "quota: a number",
    &[Word::required("number", Kind::Whole, "so many places"), Word::default("at-least", Kind::Whole, "0", "at least so many places")],
);

static QUOTA_PERCENT: Section = Section::new(
    "quota: a percentage",
    &[
        Word::required("percent", Kind::Number, "so many of a hundred"),
        Word::default(
            "of",
            Kind::Choice(&["all", "ranked", "eligible"]),
            "\"eligible\"",
            "`all` (everyone on the list), `ranked`, `eligible` (ranked and not barred)",
        ),
        ROUNDING,
        Word::default("at-least", Kind::Whole, "0", "at least so many places"),
    ],
);

static QUOTA_RANGE: Section = Section::new(
    "quota: a range",
    &[Word::required("range", Kind::Pair, "the first so many are selected, the next up to so many are left to the committee")],
);

const TIES: Kind = Kind::Choice(&["include", "exclude", "committee"]);

const ROUNDING: Word = Word::default("rounding", Kind::Choice(&["floor", "half-up", "ceil"]), "\"floor\"", "`floor`, `half-up` or `ceil`");

const PLACES: Kind = Kind::Forms(&[&PLACES_NUMBER, &PLACES_RANGE, &PLACES_PERCENT]);

static PLACES_NUMBER: Section = Section::new("places: a number", &[Word::required("number", Kind::Whole, "so many")]);

static PLACES_RANGE: Section = Section::new("places: a range", &[Word::required("range", Kind::Pair, "at least and at most so many")]);

static PLACES_PERCENT: Section = Section::new(
    "places: a percentage",
    &[
        Word::required("percent", Kind::Number, "so many of a hundred"),
        Word::default("of", Kind::Choice(&["all", "ranked"]), "\"ranked\"", "`all` (everyone on the list of the peer group) or `ranked`"),
        ROUNDING,
    ],
);

const FLOOR: Kind = Kind::Forms(&[&FLOOR_NUMBER, &FLOOR_PERCENT]);

static FLOOR_NUMBER: Section =
    Section::new("floors: a number", &[Word::required("number", Kind::Whole, "at least so many places"), COLUMN, IS, REASON]);

static FLOOR_PERCENT: Section = Section::new(
    "floors: a percentage",
    &[Word::required("percent", Kind::Number, "at least so many of a hundred places"), ROUNDING, COLUMN, IS, REASON],
);

const CEILING: Kind = Kind::Forms(&[&CEILING_NUMBER, &CEILING_PERCENT]);

static CEILING_NUMBER: Section =
    Section::new("ceilings: a number", &[Word::required("number", Kind::Whole, "at most so many places"), COLUMN, IS, REASON]);

static CEILING_PERCENT: Section = Section::new(
    "ceilings: a percentage",
    &[Word::required("percent", Kind::Number, "at most so many of a hundred places"), ROUNDING, COLUMN, IS, REASON],
);

const COLUMN: Word = Word::required("column", Kind::Text, "a roster column");

const IS: Word = Word::required("is", Kind::SomeTexts, "its words that make the kind");

const REASON: Word = Word::optional("reason", Kind::Text, "why, as it is printed");

/// By what scores and proposals are compared.
pub(super) static FAIRNESS: Section = Section::new(
    "[fairness]",
    &[Word::required("by", Kind::Texts, "roster columns of type `text` or `word`; the time in office is always looked at")],
);

/// What follows for whom.
pub(super) static NOTICE: Section = Section::new(
    "[notices.ID]",
    &[
        NAME,
        CLAUSE,
        Word::required("if", Kind::Table(&CONDITION), "the condition under which it holds; it may look at everything"),
        Word::required("text", Kind::Text, "what is to be done"),
    ],
);
