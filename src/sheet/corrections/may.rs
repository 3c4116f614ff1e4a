//! What may be corrected: a cell of a row that is data, in a column that is read and may be shown.

use super::super::seen::Whence;
use super::super::table::{nothing_filled_in, Table};
use super::Asked;
use crate::base::problem::{Fault, Problem};
use crate::base::text::Say;
use crate::rubric::model::{self, ColumnKind, Measure, Rubric};

/// A column that may be corrected.
#[derive(Default)]
pub struct Column {
    /// Its header.
    pub header: String,
    /// A blank takes the value above.
    pub fills_down: bool,
    /// Its cells are dates, however they are written.
    pub holds_dates: bool,
}

/// Why a line names nothing that can be corrected.
pub type Refused = Box<Problem>;

/// It is not there.
pub fn nowhere(asked: &Asked, spot: u32, zh: impl Into<String>, en: impl Into<String>) -> Refused {
    Box::new(asked.problem(Fault::CorrectionNowhere { why: Say::new(zh, en) }, spot))
}

/// It is there, and is not to be corrected.
pub fn refused(asked: &Asked, zh: impl Into<String>, en: impl Into<String>) -> Refused {
    Box::new(asked.problem(Fault::CorrectionRefused { why: Say::new(zh, en) }, asked.spots.cell))
}

/// The row must be one of the table's own.
pub fn is_row(asked: &Asked, table: &Table, row: u32) -> Result<(), Refused> {
    if (table.seen.header.0..=table.header_row).contains(&row) {
        return Err(refused(asked, "那是表头", "that is the header"));
    }
    if table.survey.is_some() {
        return Err(refused(asked, "那是问卷的答卷，不能代填", "that is the answer to a survey, which nobody else gives"));
    }
    if let Some((_, why)) = table.set_aside.iter().find(|(number, why)| *number == row && *why != nothing_filled_in()) {
        return Err(refused(asked, format!("那一行不计：{}", why.zh), format!("that row is set aside: {}", why.en)));
    }
    let known = table.rows.iter().any(|one| one.number == row)
        || table.faulty.contains(&row)
        || table.set_aside.iter().any(|(number, _)| *number == row);
    if known {
        return Ok(());
    }
    Err(nowhere(
        asked,
        asked.spots.cell,
        format!("第 {row} 行没有内容；漏登的，请直接补登在表里"),
        format!("row {row} is empty; what is missing is entered in the table itself"),
    ))
}

/// The column, which must be one that is read, and no secret.
pub fn head(asked: &Asked, table: &Table, rule: Option<&model::Table>, column: u32) -> Result<Column, Refused> {
    let own = table.seen.taken.iter().find_map(|taken| match &taken.from {
        Whence::Header(head) if head.column == column => Some((head, rule?.column(&taken.id)?)),
        Whence::Header(_) | Whence::Sheet | Whence::Folder | Whence::Nowhere => None,
    });
    if let Some((head, own)) = own {
        if own.kind == ColumnKind::Secret {
            return Err(refused(
                asked,
                "那一列是隐私信息，只核对、不留存，也不更正",
                "that column is private: it is read to check and kept nowhere",
            ));
        }
        return Ok(Column { header: head.text.clone(), fills_down: own.fill_down, holds_dates: own.kind == ColumnKind::Date });
    }
    if let Some(head) = table.seen.across.iter().find(|head| head.column == column) {
        return Ok(Column { header: head.text.clone(), ..Column::default() });
    }
    Err(refused(asked, "办法不读那一列，改了也不影响得分", "the rubric does not read that column, so nothing would be scored otherwise"))
}

/// Columns that nobody may look into.
pub fn secrets(table: &Table, rule: Option<&model::Table>) -> Vec<u32> {
    let secret = |id: &str| rule.and_then(|rule| rule.column(id)).is_some_and(|column| column.kind == ColumnKind::Secret);
    let columns = table.seen.taken.iter().filter(|taken| secret(&taken.id));
    columns.filter_map(|taken| if let Whence::Header(head) = &taken.from { Some(head.column) } else { None }).collect()
}

/// Ballots one by one, and who gave which mark, are shown to nobody; sums of ballots are.
pub fn is_hushed(rule: &model::Table, rubric: &Rubric) -> bool {
    let counted = rule.columns.iter().any(|column| column.kind == ColumnKind::Count);
    let rated = rubric.queries().any(|(_, query)| query.from.contains(&rule.id) && matches!(query.measure, Measure::Rating { .. }));
    rule.columns.iter().any(|column| column.id == "rater") || rated && !counted
}
