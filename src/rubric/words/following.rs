//! `[follow.ID]`, `[calendar.ID]`, `[summaries.ID]`: what stations, tasks and suggestions need beside scored rules.

use super::query::{FILTERS, LINK, ONCE};
use super::{Kind, Section, Word};

const NAME: Word = Word::required("name", Kind::Filled, "as it is printed, on the tab of its sheet too");

const LIST_WHERE: Word = Word::said("where", FILTERS, "all rows", "which rows, as in a count");

const LIST_LINK: Word = Word::optional("link", LINK, "rows of another table that decide whether a row is taken, as in a count");

const SHOW: Word = Word::default("show", Kind::Texts, "[]", "columns that are listed; none that holds a secret");

pub(super) static FOLLOW: Section = Section::new(
    "[follow.ID]",
    &[
        NAME,
        Word::required("from", Kind::Text, "the table, one item a row; no two follows are of one table, and it is not a wide one"),
        LIST_WHERE,
        LIST_LINK,
        Word::required("opened", Kind::Text, "date column: the day an item is opened"),
        Word::default("steps", Kind::Texts, "[]", "date columns of what is done on the way, in the order in which it is done"),
        Word::required("closed", Kind::Text, "date column: the day it is closed; where it is none of `steps` it is the last"),
        Word::optional("at-once", FILTERS, "rows that are closed on the day they are opened, where `closed` is blank"),
        Word::optional(
            "carried",
            Kind::Text,
            "text column with the number by which an item is known from one period's register to the next: what was opened before the \
             period and not closed before it is taken too, see below",
        ),
        Word::optional(
            "due",
            Kind::Either(&[Kind::Text, Kind::Table(&DUE)]),
            "by when it is to be closed: a date column, or `{ days = 30 }`, `{ months = 3, from = \"assigned\" }`",
        ),
        Word::optional(
            "extended",
            Kind::Table(&EXTENDED),
            "beside `due`, by when instead for rows that pass `where`: `{ months = 6, from = \"assigned\", where = { hard = \"yes\" } }`",
        ),
        Word::default(
            "expects",
            Kind::List(&Kind::Table(&EXPECTED)),
            "[]",
            "`[{ where = { route = \"passed\" }, filled = [\"unit\", \"passed-on\"] }]`: a row that passes `where` and has a blank in one of \
             these columns is an error; `blank = [\"answered\"]` instead of it, or beside it: so is one that has something there",
        ),
        Word::optional("by", Kind::Text, "text or word column: who is responsible"),
        SHOW,
        Word::default("apart", Kind::Texts, "[]", "word columns whose words are counted apart, with shares"),
        Word::default("timeline", Kind::Flag, "false", "`true`: its sheet shows each item on a line of months"),
    ],
);

static DUE: Section = Section::new(
    "due",
    &[
        Word::optional("days", Kind::Whole, "so many calendar days after it"),
        Word::optional("months", Kind::Whole, "instead of `days`: the same day so many months later, or the last of that month"),
        Word::said("from", Kind::Text, "as `opened`", "date column from which it runs; where that is blank there is no deadline"),
    ],
);

static EXTENDED: Section = Section::new(
    "extended",
    &[
        Word::optional("days", Kind::Whole, "as in `due`"),
        Word::optional("months", Kind::Whole, "as in `due`"),
        Word::said("from", Kind::Text, "as `opened`", "as in `due`"),
        Word::required("where", FILTERS, "which rows"),
    ],
);

static EXPECTED: Section = Section::new(
    "expects",
    &[
        Word::required("where", FILTERS, "which rows"),
        Word::optional("filled", Kind::SomeTexts, "columns that must not be blank in them; not of names"),
        Word::optional(
            "blank",
            Kind::SomeTexts,
            "columns that must be blank in them: what has not happened where the row says so; not of names",
        ),
    ],
);

pub(super) static CALENDAR: Section = Section::new(
    "[calendar.ID]",
    &[
        NAME,
        Word::required("held", Kind::Text, "the table whose rows tell, by their `date`, on which days a subject held it"),
        Word::required("days", Kind::List(&Kind::Whole), "days of the month, 1 to 31; a month without such a day has it on its last"),
        Word::said("months", Kind::List(&Kind::Whole), "all twelve", "months, 1 to 12: `[1, 3, 5, 7, 9, 11]` are the odd ones"),
        Word::default("weekends", Kind::Choice(&["keep", "move"]), "\"keep\"", "`move`: Saturdays and Sundays are days off"),
        Word::optional(
            "holidays",
            Kind::Text,
            "a table with a column `date`: days off. With a word column `kind` of the words `off` and `work`, rows of `work` are days worked, \
             weekends too",
        ),
        Word::default("move", Kind::Choice(&["next", "previous"]), "\"next\"", "where a day off is moved to: the next or the previous day that is none"),
        Word::said("within", Kind::Whole, "the days of its month", "so many days before or after it another day may stand for it"),
        Word::default("show", Kind::Texts, "[]", "columns of `held` that are listed beside each day; none that holds a secret"),
    ],
);

pub(super) static SUMMARY: Section = Section::new(
    "[summaries.ID]",
    &[
        NAME,
        Word::default("numbers", Kind::Texts, "[]", "counts and criteria whose numbers are shown for each subject"),
        Word::optional("chart", Kind::Text, "which of `numbers` is charted"),
        Word::optional("list", Kind::Table(&LISTED), "rows that are listed below, whoever they name"),
        Word::optional("note", Kind::Text, "what is said below"),
    ],
);

static LISTED: Section = Section::new(
    "list",
    &[
        Word::required("name", Kind::Filled, "what is said over the rows"),
        Word::required("from", Kind::Text, "the table"),
        LIST_WHERE,
        LIST_LINK,
        Word::optional("once", ONCE, "of a subject's rows that agree in these columns the first is listed, as in a count"),
        Word::required("show", Kind::SomeTexts, "columns that are listed; none that holds a secret"),
    ],
);
