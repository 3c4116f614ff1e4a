//! A fault in a user's file: a value that is collected, never an early return.
//!
//! What can be wrong is the enum [`Fault`]; how it is said, in two languages, is one match in `wording`.

mod one;
mod wording;

pub use one::{in_order, Problem};

use super::period::Per;
use super::text::Say;

/// Whether the score could be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The score could be wrong: nothing of that peer group is written. Or something would be published that must not be: the public
    /// list is not written.
    Error,
    /// The score is right under the reading that the message states.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

macro_rules! faults {
    ($($(#[$doc:meta])* $name:ident $({ $($(#[$field_doc:meta])* $field:ident : $type:ty),* $(,)? })? = $code:literal, $severity:ident;)*) => {
        /// Everything that can be wrong with what a user gives.
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Fault {
            $($(#[$doc])* $name $({ $($(#[$field_doc])* $field: $type),* })?,)*
        }

        impl Fault {
            /// The codes of all faults.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// The code, which never changes and does not depend on the language.
            pub fn code(&self) -> &'static str {
                match self { $(Self::$name $({ $($field: _),* })? => $code,)* }
            }

            /// Error or warning.
            pub fn severity(&self) -> Severity {
                match self { $(Self::$name $({ $($field: _),* })? => Severity::$severity,)* }
            }
        }
    };
}

faults! {
    /// The file cannot be opened or is not what its ending says.
    FileUnreadable { /** What the reader said. */ why: Say } = "file/unreadable", Error;
    /// The file has a password.
    FilePassword = "file/password", Error;
    /// Two inputs have the same bytes; one is read.
    FileTwice = "file/twice", Warning;
    /// Files of two periods have the same bytes and hold more than a roster; both are read.
    FileOfOtherPeriod = "file/other-period", Warning;
    /// The text file is neither UTF-8 nor GB18030.
    FileEncoding = "file/encoding", Error;
    /// A quotation mark in a text file swallows what stands behind it.
    FileQuoteOpen { /** Line of the mark. */ line: u32 } = "file/quote-open", Error;
    /// The file asks for more memory or time than is allowed, or holds more than a spreadsheet can.
    FileTooLarge { /** What is too large, and the bound. */ why: Say } = "file/too-large", Error;
    /// No table of the rubric takes this sheet.
    SheetUnknown { /** What is missing for the nearest table. */ nearest: Say } = "sheet/unknown", Warning;
    /// Below or above a table of the rubric stands another on the same sheet, which no table of the rubric takes.
    OtherTable { /** Its last row. */ last: u32, /** What is missing for the nearest table. */ nearest: Say } = "sheet/other-table", Warning;
    /// Most rows of the sheet stand in another sheet of the same table.
    SheetCopy { /** How many. */ repeated: u64, /** Of how many. */ rows: u64 } = "sheet/copy", Error;
    /// The name of the sheet fits a table but headers are missing.
    ColumnMissing { /** Table id. */ table: String, /** Header texts taken for it. */ headers: Vec<String>, /** A header of the sheet that is like one of them. */ nearest: Option<String> } = "column/missing", Error;
    /// A column of a wide table, one for each meeting, whose header names no day.
    ColumnWithoutDay { /** Where in the rubric columns that are none are named. */ key: String } = "column/no-day", Error;
    /// Two columns have a header for the same thing.
    ColumnTwice { /** Column id. */ column: String } = "column/twice", Error;
    /// A required table is in no file.
    TableMissing { /** Sheet names taken for it. */ sheets: Vec<String> } = "table/missing", Error;
    /// A word outside the closed list.
    UnknownWord { /** Words taken. */ allowed: Vec<String>, /** Where in the rubric they stand. */ key: String, /** A word one edit away. */ nearest: Option<String> } = "cell/unknown-word", Error;
    /// Not a number.
    NotANumber { /** How the number that it means is written, where that is plain: 0.5 for 半天. */ meant: Option<String> } = "cell/not-a-number", Error;
    /// A number that is said to be about right.
    AboutNumber { /** As what it is read. */ read: String } = "cell/about-number", Warning;
    /// A number with more than six decimals, or too large to be counted exactly.
    NumberTooFine = "cell/number-too-fine", Error;
    /// A unit behind a number that its column does not list.
    UnknownUnit { /** Units listed. */ units: Vec<String> } = "cell/unknown-unit", Error;
    /// A fraction where things are counted.
    NotWhole = "cell/not-whole", Error;
    /// A percentage where marks reach above 1.
    PercentOfScale = "cell/percent", Error;
    /// Not a date.
    NotADate = "cell/not-a-date", Error;
    /// A date that can be read in two ways, or has no year.
    DateUnclear = "cell/date-unclear", Error;
    /// A month or a quarter where a day is expected; which day of it makes no difference to the period.
    DateWithoutDay { /** Its first day, as which it is read. */ from: String, /** Its last day. */ to: String } = "cell/date-without-day", Warning;
    /// A date outside the period whose folder the file lies in.
    DateOutsidePeriod { /** First day. */ from: String, /** Last day. */ to: String, /** Whether it counts in the period assessed. */ counts: bool } = "cell/date-outside-period", Warning;
    /// A number outside the range.
    OutOfRange { /** Lowest. */ low: String, /** Highest. */ high: String } = "cell/out-of-range", Error;
    /// A number that lies in none of several ranges.
    OutsideRanges { /** Lowest and highest of each. */ ranges: Vec<(String, String)> } = "cell/outside-ranges", Error;
    /// A number outside the range that the rubric says to leave out.
    OutOfRangeLeft { /** Lowest. */ low: String, /** Highest. */ high: String } = "cell/out-of-range-left-out", Warning;
    /// A blank cell where a value is needed.
    Blank { /** Header of the column. */ header: String } = "cell/blank", Error;
    /// A formula without a stored result.
    FormulaWithoutValue = "cell/formula-without-value", Error;
    /// `#REF!`, `#N/A` and their like.
    ErrorValue = "cell/error-value", Error;
    /// A long number whose last digits Excel has dropped.
    LostDigits = "cell/lost-digits", Error;
    /// The same row twice in one table.
    RowTwice = "row/twice", Warning;
    /// One person in two rows of a sheet with a column for each meeting.
    PersonTwice = "row/person-twice", Error;
    /// A value that must be there is not recorded.
    NotRecorded { /** Criterion. */ criterion: String, /** Subject. */ subject: String, /** Which kind of nothing, where it is another than "not recorded". */ kind: Option<Box<Say>>, /** How many rows count, where a few do, and how many it takes. */ few: Option<(u64, u64)>, /** How many rows with a problem could be the missing one. */ open: u64 } = "row/not-recorded", Error;
    /// Two rows where the measure takes one.
    TwoValues { /** Criterion. */ criterion: String, /** Subject. */ subject: String } = "row/two-values", Error;
    /// A row without a date, whose folder's period is in no sub-period of a rule.
    NoSubPeriod { /** Parts of the period. */ per: Per, /** Id of one of them. */ example: String } = "row/no-sub-period", Error;
    /// More ballots or voters than there can be, or counts of ballots that do not add up.
    Turnout { /** What is too large, or does not agree. */ what: Say, /** What it is compared with. */ with: Say, /** The number of that. */ number: String, /** Whether both must be equal. */ equal: bool } = "row/turnout", Error;
    /// A step that is dated before one that comes before it: a reply before its question.
    StepOutOfOrder { /** Its header. */ step: String, /** The header of the earlier step. */ earlier: String, /** The day of that. */ before: String } = "follow/out-of-order", Error;
    /// The row says that something was done, and the cell that tells when, or by whom, is blank.
    StepUnrecorded { /** Header of the blank cell. */ header: String, /** What the row says. */ state: String } = "follow/unrecorded", Error;
    /// Something was done and nothing since, though the deadline is over.
    NothingAfter { /** Header of the last step. */ step: String, /** Days since. */ days: i64 } = "follow/nothing-after", Warning;
    /// The row says that something has not happened, and a cell tells when it did.
    StepContradicted { /** Header of the cell. */ header: String, /** What the row says. */ state: String } = "follow/contradicted", Error;
    /// Two rows of a register have one number, by which items are known from period to period.
    NumberTwice = "follow/number-twice", Warning;
    /// An open item that the later register, which carries others, has not.
    NotCarried { /** First day of the later register. */ since: String, /** Header of the column of closing. */ closed: String } = "follow/not-carried", Warning;
    /// A name that is not on the roster, where rows score the person named.
    UnknownName { /** Nearest roster names. */ nearest: Vec<String>, /** Whether the cell, which is for one, names several. */ several: bool } = "people/unknown-name", Error;
    /// A signer or participant who is not on the roster.
    OutsideName { /** Roster names that sound or look the same. */ nearest: Vec<String> } = "people/outside-name", Warning;
    /// A signer's name one stroke from a roster name.
    NearName { /** Roster names within one edit. */ nearest: Vec<String> } = "people/near-name", Error;
    /// A group where people are to be named.
    GroupName = "people/group", Error;
    /// 等3人 behind fewer names, where everyone named is scored; or 等 without a number.
    NotAllNamed { /** What says that there are others: 等3人. */ said: String, /** How many are named. */ named: u64, /** How many there are, where that is said. */ total: Option<u32>, /** Whether they sign, so that their number would do. */ sign: bool, /** Whether the column takes several names. */ several: bool } = "people/not-all-named", Error;
    /// A question of a survey, answered like a rating, that names nobody of the roster.
    QuestionOfNobody = "survey/question-of-nobody", Error;
    /// A question of a survey that names several of the roster.
    QuestionOfSeveral { /** Their names. */ names: Vec<String> } = "survey/question-of-several", Error;
    /// A name that two subjects have.
    NameOfTwo { /** Their keys. */ keys: Vec<String> } = "people/name-of-two", Error;
    /// One key with two names on the roster.
    KeyOfTwo { /** The names. */ names: Vec<String> } = "people/key-of-two", Error;
    /// One person with two keys on the roster.
    KeysOfOne { /** The keys. */ keys: Vec<String> } = "people/two-keys", Error;
    /// A term that ends before it begins.
    TermReversed = "people/term-reversed", Error;
    /// A key beside a name that are not one person's.
    KeyAndNameDiffer { /** The roster's name for the key. */ name: String } = "people/key-and-name-differ", Error;
    /// Nobody of the roster is in office in the period.
    NobodyInOffice { /** The period's id. */ period: String, /** Whether the roster has no row at all. */ blank: bool } = "people/nobody-in-office", Error;
    /// A sheet of corrections lacks columns.
    CorrectionColumns { /** Their headers. */ headers: Vec<String> } = "correction/columns", Error;
    /// A correction names a file, sheet, cell, row or column that is not there.
    CorrectionNowhere { /** Which. */ why: Say } = "correction/nowhere", Error;
    /// A correction of what cannot be corrected: a header, a row set aside, a private column.
    CorrectionRefused { /** Why. */ why: Say } = "correction/refused", Error;
    /// What stands in the cell is not what the correction says.
    CorrectionDiffers { /** The cell or row. */ cell: String, /** What stands there, where it may be shown. */ stands: Option<String> } = "correction/differs", Error;
    /// Two corrections of one cell.
    CorrectionTwice = "correction/twice", Error;
    /// A correction without what is right, a reason, or who approved it.
    CorrectionIncomplete { /** What is lacking. */ what: Say } = "correction/incomplete", Error;
    /// No period is named.
    PeriodUnknown = "period/unknown", Error;
    /// Inputs of several periods and none chosen.
    PeriodSeveral { /** Their ids. */ periods: Vec<String> } = "period/several", Error;
    /// A folder named as earlier results is none.
    PreviousNone { /** Why. */ why: Say } = "previous/not-results", Error;
    /// Earlier results are not as they were written.
    PreviousChanged = "previous/changed", Error;
    /// Earlier results are of the same time as others, or of a later one.
    PreviousNotBefore { /** The period that it should be before. */ next: String } = "previous/not-before", Error;
    /// Between two periods lies time that no results are of.
    PreviousGap { /** The period that should follow. */ next: String } = "previous/gap", Warning;
    /// The rubric looks at more periods than are given.
    PreviousFew { /** How many it looks at. */ needed: u64 } = "previous/few", Warning;
    /// Earlier results were scored under another rubric.
    PreviousRubric { /** The id of this one. */ here: String } = "previous/other-rubric", Warning;
    /// The rubric is not TOML.
    RubricSyntax { /** What the TOML reader said. */ why: String } = "rubric/syntax", Error;
    /// A key that the language does not have.
    RubricUnknownKey { /** Keys it has there. */ known: Vec<String>, /** The nearest. */ nearest: Option<String> } = "rubric/unknown-key", Error;
    /// A key that must be there.
    RubricMissingKey { /** The key. */ key: String } = "rubric/missing-key", Error;
    /// A value of another kind or outside the closed list.
    RubricValue { /** What is expected. */ expected: Say } = "rubric/value", Error;
    /// An id that is not declared.
    RubricReference { /** Ids that are. */ known: Vec<String>, /** The nearest. */ nearest: Option<String> } = "rubric/reference", Error;
    /// Parts that contradict each other.
    RubricConflict { /** Why. */ why: Say } = "rubric/conflict", Error;
    /// Weights that look like shares do not add up to 1.
    RubricWeights { /** Of what. */ of: Say } = "rubric/weights", Warning;
    /// A published range ends below the next one.
    RubricGap { /** Where the next one begins. */ next: String, /** A number that is in neither. */ between: String } = "rubric/gap", Warning;
    /// A published range reaches into the next one.
    RubricOverlap { /** Where the next one begins. */ next: String } = "rubric/overlap", Warning;
    /// Points or a grade that nobody can reach.
    RubricUnreachable { /** The key. */ key: String, /** What gives the points. */ what: Say, /** How many at most. */ most: String } = "rubric/unreachable", Warning;
    /// A no-value that can occur and whose effect nobody has decided.
    RubricUndecided { /** Criterion. */ criterion: String, /** The no-values. */ kinds: Say, /** Their keys. */ keys: String } = "rubric/undecided", Warning;
    /// A quota that nobody can fill.
    RubricQuota { /** Why. */ why: Say } = "rubric/quota", Warning;
    /// The worst ballots give half of the best points or more.
    RubricFlattering { /** Criterion. */ criterion: String, /** Points of the worst ballots. */ worst: String, /** Of the best. */ best: String } = "rubric/flattering", Warning;
    /// A criterion without a worked example.
    RubricNoExample { /** Criterion. */ criterion: String } = "rubric/no-example", Warning;
    /// A worked example gives other points.
    RubricExample { /** What the example says. */ expected: String, /** Its reason. */ why: String } = "rubric/example", Error;
    /// The rubric is not in force in the period.
    RubricNotInForce { /** Since when it is, or which are. */ why: Say, /** Ids to choose among, where that helps. */ choices: Vec<String> } = "rubric/not-in-force", Error;
    /// A subject lacks a part of the blend and the rubric refuses that.
    PartMissing { /** Part. */ part: String } = "score/part-missing", Error;
    /// The rubric allows several allotments of its grades, or leaves a tie to the committee.
    GradeOpen { /** Whose grade is open. */ names: Vec<String>, /** Grades and how many have them, in each allotment. */ options: Vec<Vec<(String, u64)>>, /** Whether there are more. */ more: bool } = "grade/open", Warning;
    /// No allotment of grades fits a peer group.
    GradePlaces { /** How many are to have a grade. */ graded: u64, /** Grades, and at least and at most how many; none for the rest. */ demands: Vec<(String, Option<(u64, u64)>)> } = "grade/places", Error;
    /// Those tied at the edge of the quota are left to the committee.
    TieAtEdge { /** Names. */ names: Vec<String>, /** Places left. */ places: u64, /** A lot is to decide. */ lot: bool } = "selection/tie-at-edge", Warning;
    /// A workbook for the public tells what is private.
    PublicPrivate { /** What kind it is. */ what: Say } = "publication/private", Error;
    /// A workbook for the public carries what is not seen on paper.
    PublicHidden { /** What. */ what: Say } = "publication/hidden", Error;
    /// A workbook for the public shows so few ballots that a voter can be guessed.
    PublicCount { /** Fewest that may be shown. */ fewest: u64 } = "publication/small-count", Error;
    /// A workbook for the public holds what cannot be looked through.
    PublicUnread { /** What. */ what: Say } = "publication/unread", Warning;
    /// A part of a workbook for the public cannot be read, and so was not looked through.
    PublicPart { /** Why. */ why: Say } = "publication/part", Error;
    /// A name to be listed by strokes has a character whose strokes are not known.
    PublicStrokes { /** The characters. */ characters: String } = "publication/strokes", Warning;
    /// Two people of one name stand in the public list, or could be taken for one another.
    PublicSameName = "publication/same-name", Warning;
    /// A part of the rubric that a plan of tallies cannot say as SQL.
    PlanUnsaid { /** Where in the rubric. */ key: String, /** Why. */ why: Say } = "plan/not-in-sql", Error;
    /// A file that is no table of tallies.
    TalliesNone { /** Why. */ why: Say } = "tallies/not-tallies", Error;
    /// Tallies that were counted by another plan: of another rubric or period.
    TalliesOther { /** The plan's id of this rubric and period. */ id: String } = "tallies/other-plan", Error;
    /// The engine's roster is not the one given.
    TalliesRoster { /** How many stand in one of them only, or with different terms. */ unlike: u64 } = "tallies/other-roster", Error;
    /// Cells of the engine's tables that could not be read.
    TalliesEvidence { /** Table. */ table: String, /** Column. */ column: String, /** What is wrong. */ what: Say, /** In how many rows. */ rows: u64 } = "tallies/evidence", Error;
    /// Behind tallies there are no rows to show.
    TalliesAlone { /** What is left out. */ what: Say } = "tallies/without-rows", Warning;
}
