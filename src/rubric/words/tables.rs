//! `[tables.ID]` and `columns.ID`: which sheets, headers and words.

use super::query::FILTERS;
use super::{Kind, Section, Word, NUMBERS_BY_WORD};

pub(super) static TABLE: Section = Section::new(
    "[tables.ID]",
    &[
        Word::required(
            "sheet",
            Kind::SomeTexts,
            "names of the sheet (a CSV file: its name without ending). A sheet belongs to the table when its name equals or contains one \
             of them, else a title above its header or the name of its file does, and all columns that are not optional are found in its header \
             ([tables](inputs/tables.md)). Letter case, width and spaces do not matter. The export of a survey is told by its questions where no name tells ([surveys](inputs/surveys.md))",
        ),
        Word::required("columns", Kind::Each(&Kind::Table(&COLUMN)), "see below"),
        Word::default("optional", Kind::Flag, "false", "may be missing from the input. A required table that is missing is an error"),
        Word::optional(
            "across",
            Kind::Text,
            "beside `cell`, a wide table: every further column's header fills this column, its cells fill column `cell`; each cell is a \
             row. With `across` of type `text` all further headers are taken except those in `ignore`; of type `word` those that are one \
             of its words; of type `name` all further headers, which must be roster names (a column of somebody else is an error if its cells hold values, else it is left out; in the export of a survey the questions that name one of the roster). With two header rows a merged upper one is \
             joined: `人代会/1月8日上午`",
        ),
        Word::optional("cell", Kind::Text, "beside `across`: the column that the cells of a wide table fill"),
        Word::default(
            "ignore",
            Kind::Texts,
            "[]",
            "headers to leave out (序号, 备注, 合计, 小计, 平均, 签名, No., Total, Remarks are always left out)",
        ),
        Word::optional("where", FILTERS, "rows that count at all (verified ones), as in a criterion; others are set aside as unverified"),
        Word::default(
            "self",
            Kind::Choice(&["exclude", "include"]),
            "\"exclude\"",
            "rows whose column `rater` names the subject itself: `exclude` or `include`",
        ),
        Word::optional("turnout", Kind::Table(&TURNOUT), "`{ due = \"due\", present = \"present\", issued = \"issued\", returned = \"returned\", valid = \"valid\" }`: who voted, see Turnout"),
    ],
);

static TURNOUT: Section = Section::new(
    "turnout",
    &[
        Word::optional("due", Kind::Text, "the number column with the voters who should come (应到)"),
        Word::optional("present", Kind::Text, "those who came (实到)"),
        Word::optional("issued", Kind::Text, "ballots given out (发出票)"),
        Word::optional("returned", Kind::Text, "ballots given back (收回票)"),
        Word::optional("valid", Kind::Text, "valid ballots (有效票)"),
        Word::default("void", Kind::Texts, "[]", "words of `across` that are no valid ballots (废票)"),
    ],
);

static COLUMN: Section = Section::new(
    "columns.ID",
    &[
        Word::said(
            "header",
            Kind::Texts,
            "required unless `from`, `across` or `cell` fills the column",
            "header texts; with two header rows either row or both joined by `/`",
        ),
        Word::required(
            "type",
            Kind::Choice(&["text", "number", "count", "date", "word", "name", "names", "key", "secret"]),
            "what a cell holds, see above",
        ),
        Word::optional(
            "from",
            Kind::Choice(&["header", "sheet", "folder"]),
            "where else the value comes from: `\"header\"` (the across header: a date or a word found in it; of two rows, the name is the part that is not the word), `\"sheet\"` (sheet name), \
             `\"folder\"` (folder between the period's and the file)",
        ),
        Word::default("optional", Kind::Flag, "false", "the column may be missing, and its cells blank"),
        Word::optional("role", Kind::Text, "for `name` and `names`: the part these people play (`lead`, `joint`, `drafter`, …)"),
        Word::said(
            "words",
            Kind::Each(&Kind::Texts),
            "required for `word`",
            "for `word`: its words, each with the texts that cells have for it",
        ),
        Word::optional("default", Kind::Text, "for `word`: what a blank is"),
        Word::said(
            "blank",
            Kind::Choice(&["not-required", "excused", "not-in-office", "not-recorded", "error", "ignore"]),
            "`\"error\"`; in `cell` `\"not-recorded\"`",
            "what a blank is in `number`, `word` and `date` columns that are not optional: `error`, `ignore` (the row does not count) or \
             one of the four no-values",
        ),
        Word::optional("between", Kind::Pair, "`[0, 100]`, both ends allowed"),
        Word::default(
            "outside",
            Kind::Choice(&["error", "set-aside"]),
            "\"error\"",
            "a number outside `between`: `error`, or `set-aside` (warning; the row does not count)",
        ),
        Word::optional(
            "units",
            NUMBERS_BY_WORD,
            "for `number`: what the unit written behind the number multiplies it by: `{ \"天\" = 2, \"半天\" = 1 }` reads 1.5天 as 3 (half \
             days). The longest unit that fits is taken; a bare number stays as it is; a unit that is not listed is an error. `between` \
             looks at the number after it",
        ),
        Word::optional(
            "whole",
            Kind::Choice(&["up", "down", "half-up"]),
            "for `number`: rounded to a whole number, after `units`: `up` (away from zero: a part of a half day is one), `down` (toward \
             zero), `half-up` (half away from zero)",
        ),
        Word::optional(
            "only-with",
            Kind::Text,
            "a column without which this number is no value either, and of the same kind; where the number itself is blank, its own \
             `blank` holds",
        ),
        Word::default("fill-down", Kind::Flag, "false", "a blank takes the value above (merged group cells)"),
    ],
);
