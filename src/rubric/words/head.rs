//! `[rubric]`: what this regulation is.

use super::{Kind, Section, Word};

pub(super) static HEAD: Section = Section::new(
    "[rubric]",
    &[
        Word::required("id", Kind::Filled, "short, and never changes"),
        Word::required("name", Kind::Filled, "as it is printed"),
        Word::required("version", Kind::Filled, "changes with every change of the regulation"),
        Word::required("in-force", Kind::Table(&IN_FORCE), "`{ from = 2025-01-01, to = 2025-12-31 }`, `to` optional"),
        Word::default("locale", Kind::Choice(&["zh", "en"]), "\"zh\"", "language of the workbooks: `\"zh\"` or `\"en\"`"),
        Word::optional("issuer", Kind::Text, "who issued it, printed under titles"),
        Word::optional("period", Kind::Text, "the period taken when neither the command nor a folder names one"),
        Word::required("subject", Kind::Table(&SUBJECT), "who is assessed, see below"),
        Word::default(
            "peers",
            Kind::Texts,
            "[]",
            "roster columns that together name the peer group, outermost first, joined by `/`, blanks left out; a word is printed as the \
             rubric writes it first. Empty: all are one group",
        ),
        Word::default("groups", Kind::Texts, "[]", "further roster columns within which a rank is given too"),
        Word::said(
            "rounding",
            Kind::Table(&ROUNDING),
            "see right",
            "`{ decimals = 2, mode = \"half-up\", rank-on = \"rounded\", grade-on = \"rounded\" }`. `mode`: `half-up` (half away from \
             zero), `half-even`, `down` (toward zero). `rank-on`, `grade-on`: `rounded` or `exact`",
        ),
        Word::said(
            "shares",
            Kind::Table(&SHARES),
            "see right",
            "`{ decimals = 2, mode = \"half-up\", hundred = false }`: how percentages of ballots are printed; no score looks at them, see Shares",
        ),
        Word::default(
            "exposure",
            Kind::Choice(&["days", "months-begun", "months-full"]),
            "\"days\"",
            "how the time in office is counted, see Exposure",
        ),
        Word::default(
            "leaves",
            Kind::Texts,
            "[]",
            "names of sheets that belong to other rubrics: a sheet whose name equals or contains one of them, and that no table takes, is \
             left alone and told as not read, without a warning",
        ),
        Word::optional("source", Kind::Table(&SOURCE), "`{ title, url, note, scope, body }` of the published text"),
    ],
);

static IN_FORCE: Section =
    Section::new("in-force", &[Word::required("from", Kind::Day, "the first day"), Word::said("to", Kind::Day, "open", "the last day")]);

static SUBJECT: Section = Section::new(
    "subject",
    &[
        Word::required("table", Kind::Text, "the table that lists the subjects, one a row"),
        Word::required("name", Kind::Text, "its column (type `text`) with the name"),
        Word::required(
            "key",
            Kind::SomeTexts,
            "its columns (type `text`) that together are unique; joined by `/` they are the subject's key in results",
        ),
        Word::optional("called", Kind::Text, "what the office calls a subject"),
        Word::optional(
            "term",
            Kind::Table(&TERM),
            "`{ from = \"from\", to = \"to\", pause = \"suspended\", resume = \"restored\" }`: its date columns for entering office, last \
             day in office, first day of a suspension, first day back. Each may be left out; a blank `from` or `to` is open, a blank \
             `resume` with a `pause` is \"still suspended\"",
        ),
        Word::optional(
            "mandate",
            Kind::Text,
            "a column that tells two mandates of one person apart (level). Roster rows with one name and different values here are \
             mandates of one person: a row of another table counts for the mandate whose value equals that table's column of the same id \
             where the row has one, and else for each of them",
        ),
        Word::default(
            "tell-apart",
            Kind::Texts,
            "[]",
            "columns that a note in brackets behind a name may show, \"王伟（东村）\", when two subjects have one name",
        ),
    ],
);

static TERM: Section = Section::new(
    "term",
    &[
        Word::optional("from", Kind::Text, "the column with the day of entering office"),
        Word::optional("to", Kind::Text, "the column with the last day in office"),
        Word::optional("pause", Kind::Text, "the column with the first day of a suspension"),
        Word::optional("resume", Kind::Text, "the column with the first day back"),
    ],
);

static ROUNDING: Section = Section::new(
    "rounding",
    &[
        Word::default("decimals", Kind::Whole, "2", "decimals of the total, from 0 to 6"),
        Word::default(
            "mode",
            Kind::Choice(&["half-up", "half-even", "down"]),
            "\"half-up\"",
            "`half-up` (half away from zero), `half-even` or `down` (toward zero)",
        ),
        Word::default("rank-on", Kind::Choice(&["rounded", "exact"]), "\"rounded\"", "which total ranks: `rounded` or `exact`"),
        Word::default("grade-on", Kind::Choice(&["rounded", "exact"]), "\"rounded\"", "which total is graded: `rounded` or `exact`"),
    ],
);

static SHARES: Section = Section::new(
    "shares",
    &[
        Word::default("decimals", Kind::Whole, "2", "decimals of the percentage, from 0 to 6"),
        Word::default(
            "mode",
            Kind::Choice(&["half-up", "half-even", "down"]),
            "\"half-up\"",
            "`half-up` (half away from zero), `half-even` or `down` (cut off)",
        ),
        Word::default("hundred", Kind::Flag, "false", "the shares of all options are made to add up to 100, by largest remainder"),
    ],
);

static SOURCE: Section = Section::new(
    "source",
    &[
        Word::optional("title", Kind::Text, "title of the published text"),
        Word::optional("url", Kind::Text, "its address"),
        Word::optional("note", Kind::Text, "which readings were taken, and what is not in the rubric"),
        Word::optional(
            "scope",
            Kind::Choice(&["complete", "part", "model"]),
            "`complete` (every scored item of the text), `part` (published items only, others exist) or `model` (a model or invented \
             text, the rule of no place)",
        ),
        Word::optional("body", Kind::Text, "what kind of body issued it, where it is no People's Congress (政协)"),
    ],
);
