//! Items followed from the day they are opened to the day they are closed: cases, suggestions, tasks, messages.

use super::query::{Filter, FilterTest, Query};
use super::table::{Blank, Column, ColumnKind, Origin, Outside};

/// What is followed, in one table.
#[derive(Debug, Clone)]
pub struct Follow {
    /// Id.
    pub id: String,
    /// Name: 案件.
    pub name: String,
    /// The table and the rows of it that are followed; it counts them.
    pub query: Query,
    /// Date column: the day an item is opened.
    pub opened: String,
    /// Date columns of what is done on the way, in the order in which it is done.
    pub steps: Vec<String>,
    /// Date column: the day it is closed.
    pub closed: String,
    /// Rows that are closed on the day they are opened where no day is written.
    pub at_once: Vec<Filter>,
    /// Text column: the number by which an item is known from period to period; then what was not closed before is taken too.
    pub carried: Option<String>,
    /// By when it is to be closed.
    pub due: Option<Due>,
    /// By when instead, for some rows.
    pub extended: Option<(Due, Vec<Filter>)>,
    /// What must be filled in.
    pub expects: Vec<Expectation>,
    /// Column with who is responsible.
    pub by: Option<String>,
    /// Columns that are listed.
    pub show: Vec<String>,
    /// Word columns whose words are counted apart.
    pub apart: Vec<String>,
    /// Whether its sheet shows each item on a line of time.
    pub timeline: bool,
}

/// By when an item is to be closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    /// On the day in this column.
    On(String),
    /// So long after the day in a column; after the day it is opened where none is named.
    After {
        /// The column.
        from: Option<String>,
        /// How long.
        span: Span,
    },
}

/// A length of time in the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// Calendar days.
    Days(u32),
    /// Calendar months: the same day of the month, or its last.
    Months(u32),
}

/// What must be filled in, and what must not, where a row passes.
#[derive(Debug, Clone)]
pub struct Expectation {
    /// Which rows.
    pub filters: Vec<Filter>,
    /// Columns that must be filled in.
    pub filled: Vec<String>,
    /// Columns that must be blank.
    pub blank: Vec<String>,
}

/// Where an item stands: open, closed, or not yet opened.
pub const PROGRESS: &str = "progress";
/// The words of [`PROGRESS`].
pub const OPEN: &str = "open";
/// It is closed.
pub const CLOSED: &str = "closed";
/// What lies after today.
pub const AHEAD: &str = "ahead";
/// Whether it was closed in time.
pub const TIMELY: &str = "timely";
/// Closed by the deadline.
pub const ON_TIME: &str = "on-time";
/// Closed after the deadline.
pub const LATE: &str = "late";
/// Open, the deadline not over.
pub const PENDING: &str = "pending";
/// Open, the deadline over.
pub const OVERDUE: &str = "overdue";
/// There is no deadline.
pub const NO_DEADLINE: &str = "no-deadline";
/// Whether it was opened before the period; only where `carried` is said.
pub const ORIGIN: &str = "origin";
/// Opened in the period.
pub const NEW: &str = "new";
/// Opened before the period and not closed before it.
pub const CARRIED: &str = "carried";
/// Days from opening to closing, or to today.
pub const AGE: &str = "age";
/// The day by which it is to be closed.
pub const DEADLINE: &str = "deadline-day";
/// Days from the deadline to closing, or to today; 0 where it is not over.
pub const PAST_DUE: &str = "days-past-due";

impl Expectation {
    /// The columns that tell what comes with what must be filled in: those that are said to be there, or the only one.
    pub fn told(&self) -> impl Iterator<Item = &str> {
        let alone = self.filters.len() == 1;
        self.filters.iter().filter(move |filter| alone || filter.test == FilterTest::Present(true)).map(|filter| filter.column.as_str())
    }
}

impl Follow {
    /// Whether it is the closing, or a step that comes after it.
    pub fn is_at_the_end(&self, step: &str) -> bool {
        step == self.closed || self.after_closing().any(|later| later == step)
    }

    /// Whether it is looked at which rows are followed by this column.
    pub fn chooses_by(&self, column: &str) -> bool {
        self.query.filters.iter().any(|filter| filter.column == column)
    }

    /// The table.
    pub fn table(&self) -> &str {
        self.query.from.first().map_or("", String::as_str)
    }

    /// What is still to be done when an item is closed, in order: whoever raised it is told.
    pub fn after_closing(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().map(String::as_str).skip_while(|step| *step != self.closed).skip(1)
    }

    /// What is done on the way, the closing among it, in order.
    pub fn way(&self) -> Vec<&str> {
        let mut way: Vec<&str> = self.steps.iter().map(String::as_str).collect();
        if !way.contains(&self.closed.as_str()) {
            way.push(&self.closed);
        }
        way
    }

    /// The columns that its table gets: what is known of a row on a day.
    pub fn derived(&self) -> Vec<Column> {
        let mut columns = vec![
            derived(PROGRESS, words(&[(OPEN, "在办"), (CLOSED, "办结"), (AHEAD, "未到")])),
            derived(
                TIMELY,
                words(&[(ON_TIME, "按期办结"), (LATE, "逾期办结"), (PENDING, "未到期"), (OVERDUE, "逾期未办结"), (NO_DEADLINE, "无期限")]),
            ),
            Column { optional: true, ..derived(AGE, ColumnKind::Number) },
            Column { optional: true, ..derived(DEADLINE, ColumnKind::Date) },
            Column { optional: true, ..derived(PAST_DUE, ColumnKind::Number) },
        ];
        columns.extend(self.carried.as_ref().map(|_| derived(ORIGIN, words(&[(NEW, "本期登记"), (CARRIED, "上期结转")]))));
        columns.extend(self.way().iter().map(|step| Column { optional: true, ..derived(&days_to(step), ColumnKind::Number) }));
        columns
    }
}

/// The column with the days from opening to a step.
pub fn days_to(step: &str) -> String {
    format!("days-{step}")
}

/// A column that is made and not read.
pub(super) fn derived(id: &str, kind: ColumnKind) -> Column {
    Column {
        id: id.to_owned(),
        headers: Vec::new(),
        kind,
        origin: Origin::Made,
        optional: false,
        role: None,
        blank: Blank::Error,
        between: None,
        outside: Outside::Error,
        units: Vec::new(),
        whole: None,
        only_with: None,
        fill_down: false,
    }
}

/// Words and how they are printed.
pub(super) fn words(listed: &[(&str, &str)]) -> ColumnKind {
    ColumnKind::Word(listed.iter().map(|(word, said)| ((*word).to_owned(), vec![(*said).to_owned()])).collect())
}
