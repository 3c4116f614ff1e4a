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

const EFFECTS: Kind = Kind::Either(&[Kind::Choice(&["lowest-grade", "zero", "exclude", "bar-selection"]), Kind::Table(&HELD_GRADE)]);

const EFFECT: Word = Word::required(
    "effect",
    EFFECTS,
    "`\"lowest-grade\"`, `\"zero\"` (total becomes 0), `\"exclude\"` (listed as excluded, without rank), `\"bar-selection\"`, or \
     `{ grade-at-most = \"称职\" }`",
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
    ],
);

pub(super) static SELECTION: Section = Section::new(
    "[selection]",
    &[
        Word::required("name", Kind::Text, "what those selected are (优秀代表)"),
        Word::optional("word", Kind::Text, "what is done to them (表扬)"),
        Word::required("quota", Kind::Forms(&[&QUOTA_NUMBER, &QUOTA_PERCENT]), "how many places"),
        Word::default("per", Kind::Text, "\"peer\"", "`\"peer\"` or one of `groups` (within each peer group)"),
        Word::default(
            "ties",
            Kind::Choice(&["include", "exclude", "committee"]),
            "\"committee\"",
            "those tied at the edge: `include`, `exclude` or `committee` (they are left to it)",
        ),
        Word::optional("barred", CONDITIONS, "conditions, one of which is enough, with reasons"),
    ],
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
        Word::default("rounding", Kind::Choice(&["floor", "half-up", "ceil"]), "\"floor\"", "`floor`, `half-up` or `ceil`"),
        Word::default("at-least", Kind::Whole, "0", "at least so many places"),
    ],
);
