//! `where`, `link`, `once`, `split`, `times`: which rows, and how much of them.

use super::{Kind, Section, Word, NUMBERS_BY_WORD};

/// `where`: tests by column.
pub(super) const FILTERS: Kind = Kind::Each(&Kind::Either(&[Kind::Texts, Kind::Table(&FILTER)]));
/// `link`: one link or a list of them.
pub(super) const LINK: Kind = Kind::Either(&[Kind::List(&Kind::Table(&LINKED)), Kind::Table(&LINKED)]);
pub(super) const ONCE: Kind = Kind::Table(&ONCE_PER);
pub(super) const SPLIT: Kind = Kind::Either(&[Kind::Choice(&["lead-only", "each-full", "equal"]), Kind::Table(&SHARES)]);
pub(super) const TIMES: Kind = Kind::Each(&NUMBERS_BY_WORD);

static FILTER: Section = Section::new(
    "where",
    &[
        Word::optional("present", Kind::Flag, "`true`: the column has a value; `false`: it has none"),
        Word::optional("not", Kind::Texts, "none of these words"),
        Word::optional("at-least", Kind::Number, "this number or more"),
        Word::optional("above", Kind::Number, "more than this number"),
        Word::optional("at-most", Kind::Number, "this number or less"),
        Word::optional("below", Kind::Number, "less than this number"),
    ],
);

static LINKED: Section = Section::new(
    "link",
    &[
        Word::optional("in", Kind::Text, "a row counts when this other table has such a row"),
        Word::optional("not-in", Kind::Text, "instead of `in`: a row counts when this other table has no such row"),
        Word::required("by", Kind::Each(&Kind::Text), "columns that must agree: `{ source = \"number\" }`, this table's and the other's"),
        Word::said("where", FILTERS, "all rows", "which rows of the other table count"),
        Word::default(
            "who",
            Kind::Choice(&["same", "anyone"]),
            "\"same\"",
            "`same`: the other row names the same subject, within its term; `anyone`: any row",
        ),
    ],
);

static ONCE_PER: Section = Section::new(
    "once",
    &[
        Word::required("per", Kind::Texts, "columns in which rows agree; `[]`: one row in the period"),
        Word::default("keep", Kind::Choice(&["highest"]), "\"highest\"", "the row with the largest factor stays"),
    ],
);

static SHARES: Section = Section::new(
    "split",
    &[
        Word::required("lead", Kind::Number, "the lead's share"),
        Word::optional("joint", Kind::Number, "the share of each other"),
        Word::said("sole", Kind::Number, "as the lead", "beside `joint`: the share of a sole signer"),
        Word::default("others", Kind::Choice(&["equal"]), "\"equal\"", "without `joint`: the others share the rest equally"),
        Word::optional("most", Kind::Whole, "those named after so many people get 0"),
    ],
);
