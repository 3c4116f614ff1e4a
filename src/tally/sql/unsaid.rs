//! What of a rubric cannot be said as SQL over evidence tables.

use super::factor::Factor;
use super::needs::{names_several, takes_row_once};
use crate::base::text::Say;
use crate::rubric::model::{ColumnKind, Measure, Origin, Query, Rubric, Table, Times};

/// A part of a rubric that needs rows as duly reads them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsaid {
    /// Where in the rubric: `tables.visits`, `criteria.share`.
    pub key: String,
    /// Why.
    pub why: Say,
}

/// Everything at once, in order of the rubric.
pub(super) fn unsaid(rubric: &Rubric) -> Vec<Unsaid> {
    let used = |table: &&Table| {
        rubric.queries().any(|(_, query)| query.from.contains(&table.id) || query.links.iter().any(|link| link.table == table.id))
    };
    let tables =
        rubric.tables.iter().filter(used).filter_map(|table| Some(Unsaid { key: format!("tables.{}", table.id), why: of_table(table)? }));
    let section = |id: &str| if rubric.criterion(id).is_some() { "criteria" } else { "counts" };
    let queries =
        rubric.queries().filter_map(|(id, query)| Some(Unsaid { key: format!("{}.{id}", section(id)), why: of_query(rubric, query)? }));
    tables.chain(queries).collect()
}

fn of_table(table: &Table) -> Option<Say> {
    if table.made {
        return Some(Say::new("由日历（calendar）推算，不是证据表", "it is made by a calendar and is no table of evidence"));
    }
    if table.turnout.is_some() && table.wide.is_some() && names_several(table) {
        return Some(Say::new(
            "一行记有到会和收回票数（turnout），又横排各项，又写几个人",
            "a row tells the turnout of several people, with counts across",
        ));
    }
    if table.columns.iter().any(|column| column.origin == Origin::Made) {
        return Some(Say::new("有由跟踪（follow）推算的列", "it has columns that are made by a follow"));
    }
    let chained = |other: &String| table.column(other).is_some_and(|column| column.only_with.is_some());
    if table.columns.iter().any(|column| column.only_with.as_ref().is_some_and(chained)) {
        return Some(Say::new("only-with 指向的列自己也有 only-with", "`only-with` names a column that has `only-with` itself"));
    }
    let keys = table.columns.iter().filter(|column| column.kind == ColumnKind::Key).count();
    (keys > 1).then(|| Say::new("有不止一列编号（key）", "it has more than one column of type key"))
}

fn of_query(rubric: &Rubric, query: &Query) -> Option<Say> {
    let across = |table: &Table| {
        let by_cell = |times: &Times| table.wide.as_ref().is_some_and(|wide| wide.across == times.column);
        let by_cell = takes_row_once(query, table) && query.times.iter().any(by_cell);
        table.turnout.is_some() && table.wide.is_some() && (query.once.is_some() || by_cell)
    };
    if query.from.iter().filter_map(|id| rubric.table(id)).any(across) {
        return Some(Say::new(
            "在横排票数的表（turnout）中按列的先后取一格（once、times）",
            "of the counts that stand across in a table with `turnout` one is taken by the order of the columns (`once`, `times`)",
        ));
    }
    let looked_at = query.once.is_some() || query.split.is_some() || matches!(query.measure, Measure::Distinct(_));
    (looked_at && Factor::of(query).is_err()).then(|| {
        Say::new(
            "split、times 中的数过细或过大，引擎的整数放不下",
            "the numbers of `split` and `times` are too fine or too large for whole numbers of an engine",
        )
    })
}
