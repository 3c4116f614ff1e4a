//! Days on which something is to be held, and whether it was.

use super::follow::{derived, words, AHEAD};
use super::table::{Column, ColumnKind, Table};

/// A calendar of days; its id is that of a made table, a row for each subject and day.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// Id, of the table that it makes too.
    pub id: String,
    /// Name: 接待日.
    pub name: String,
    /// The table whose rows tell on which days it was held.
    pub held: String,
    /// Days of the month, from 1; where a month has no such day, its last.
    pub days: Vec<u32>,
    /// Months, from 1.
    pub months: Vec<u32>,
    /// Saturdays and Sundays are no such days.
    pub weekends_off: bool,
    /// The table of holidays and of days worked instead.
    pub holidays: Option<String>,
    /// A day that falls on one off is moved to the day before it that is not, and not to the day after it.
    pub backward: bool,
    /// How many days before or after it still stand for it; none: those of its month.
    pub within: Option<u32>,
    /// Columns of `held` that are listed.
    pub show: Vec<String>,
}

/// Column of the fixed day.
pub const FIXED: &str = "fixed";
/// Column of what became of it.
pub const OUTCOME: &str = "outcome";
/// Column of the day on which it was held.
pub const HELD_ON: &str = "held-on";
/// Held on the fixed day.
pub const HELD: &str = "held";
/// Held on the day to which the fixed one is moved.
pub const MOVED: &str = "moved";
/// Held on another day.
pub const OTHER_DAY: &str = "other-day";
/// Not held.
pub const MISSED: &str = "missed";
/// Column of a table of holidays: whether the day is off or worked.
pub const KIND: &str = "kind";
/// A day off.
pub const OFF: &str = "off";
/// A day worked.
pub const WORK: &str = "work";

impl Calendar {
    /// The table that it makes.
    pub fn table(&self) -> Table {
        let outcomes = [(HELD, "按日开展"), (MOVED, "顺延开展"), (OTHER_DAY, "改日开展"), (MISSED, "未开展"), (AHEAD, "未到")];
        Table {
            id: self.id.clone(),
            sheets: vec![self.name.clone()],
            columns: vec![
                derived("subject", ColumnKind::Name),
                derived(FIXED, ColumnKind::Date),
                derived("date", ColumnKind::Date),
                derived(OUTCOME, words(&outcomes)),
                Column { optional: true, ..derived(HELD_ON, ColumnKind::Date) },
            ],
            optional: true,
            wide: None,
            ignore: Vec::new(),
            keep: Vec::new(),
            exclude_self: true,
            turnout: None,
            made: true,
        }
    }
}
