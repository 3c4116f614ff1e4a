//! What the plan reads of each table.
//!
//! In: the rubric's queries. Out: for each table that a query or a link looks at, and for the roster, the columns needed.

use std::collections::BTreeSet;

use crate::rubric::model::{Blank, Column, ColumnKind, Filter, Link, Measure, Outside, Query, Rubric, Split, Table, TABLE};

/// What is needed of one table.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column that may be needed or not")]
pub(super) struct Need<'r> {
    /// The table.
    pub table: &'r Table,
    /// Whether it is the roster.
    pub is_roster: bool,
    /// Columns whose values are looked at, by id.
    pub columns: BTreeSet<&'r str>,
    /// Whose row it is.
    pub subject: bool,
    /// The part played.
    pub role: bool,
    /// How many sign.
    pub signers: bool,
    /// The place among them.
    pub position: bool,
    /// The number of the source row.
    pub row: bool,
    /// Who rates.
    pub rater: bool,
    /// Who voted.
    pub turnout: bool,
}

/// The people whom a table's columns name.
fn people(table: &Table) -> impl Iterator<Item = &Column> {
    table.columns.iter().filter(|column| matches!(column.kind, ColumnKind::Name | ColumnKind::Names) && column.id != "rater")
}

/// Parts that people play in a table, in order of its columns.
pub(super) fn roles(table: &Table) -> Vec<&str> {
    let mut roles: Vec<&str> = told_role(table).into_iter().flat_map(|column| column.words().iter().map(|(id, _)| id.as_str())).collect();
    for role in people(table).filter_map(|column| column.role.as_deref()) {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    roles
}

/// Whether a source row may name several people.
pub(super) fn names_several(table: &Table) -> bool {
    people(table).count() > 1 || people(table).any(|column| column.kind == ColumnKind::Names)
}

/// Whether a row of the sheet may be several rows of the engine's table: one for each person, or for each count beside a turnout.
pub(super) fn rows_compete(table: &Table) -> bool {
    names_several(table) || table.turnout.is_some() && table.wide.is_some()
}

/// The column whose words stand across, and the one with the counts below them.
pub(super) fn counted_across(table: &Table) -> Option<(&Column, &Column)> {
    let wide = table.wide.as_ref()?;
    let (across, cell) = (table.column(&wide.across)?, table.column(&wide.cell)?);
    (matches!(across.kind, ColumnKind::Word(_)) && cell.kind == ColumnKind::Count).then_some((across, cell))
}

/// Whether the query adds up numbers of the turnout: each row of the sheet once, whatever it counts.
pub(super) fn takes_row_once(query: &Query, table: &Table) -> bool {
    let Measure::Sum(column) = &query.measure else { return false };
    table.turnout.as_ref().is_some_and(|turnout| turnout.holds(column))
}

/// Whether its rows are signed by people whom its columns name.
fn is_signed(table: &Table) -> bool {
    people(table).any(|column| matches!(column.role.as_deref(), Some("lead" | "joint")))
}

/// The rubric's own column with the part played, in a table with a row for each person.
pub(super) fn told_role(table: &Table) -> Option<&Column> {
    table.column("role").filter(|column| matches!(column.kind, ColumnKind::Word(_)))
}

/// The rubric's own column that says how many sign.
pub(super) fn told_signers(table: &Table) -> Option<&Column> {
    table.column("signers").filter(|column| column.kind == ColumnKind::Number)
}

/// The column with the subject's key, beside a name.
pub(super) fn key(table: &Table) -> Option<&Column> {
    table.columns.iter().find(|column| column.kind == ColumnKind::Key)
}

/// The column that says how many times a row counts.
pub(super) fn count(table: &Table) -> Option<&Column> {
    table.columns.iter().find(|column| column.kind == ColumnKind::Count)
}

/// The name of a column in the tables of the engine: its first header, else its id.
pub(super) fn header(column: &Column) -> &str {
    column.headers.first().unwrap_or(&column.id)
}

/// All that the rubric's queries need, in order of its tables.
pub(super) fn needs(rubric: &Rubric) -> Vec<Need<'_>> {
    let blank = |table| Need {
        table,
        is_roster: table.id == rubric.subject.table,
        columns: BTreeSet::new(),
        subject: false,
        role: false,
        signers: false,
        position: false,
        row: false,
        rater: false,
        turnout: false,
    };
    let mut needs: Vec<(bool, Need)> = rubric.tables.iter().map(|table| (table.id == rubric.subject.table, blank(table))).collect();
    for (used, need) in &mut needs {
        for (_, query) in rubric.queries() {
            *used |= need.of_query(query);
            for link in query.links.iter().filter(|link| link.table == need.table.id) {
                *used = true;
                need.of_link(link);
            }
        }
        need.always(rubric);
    }
    needs.into_iter().filter(|(used, _)| *used).map(|(_, need)| need).collect()
}

impl<'r> Need<'r> {
    fn column(&mut self, id: &'r str) {
        if let Some(column) = self.table.column(id) {
            self.subject |= column.kind == ColumnKind::Key;
            self.columns.insert(id);
            self.columns.extend(column.only_with.as_deref());
        }
    }

    fn filters(&mut self, filters: &'r [Filter]) {
        for filter in filters {
            match filter.column.as_str() {
                "role" => self.role = true,
                "signers" if self.table.column("signers").is_none() => self.signers = true,
                "position" if self.table.column("position").is_none() => self.position = true,
                column => self.column(column),
            }
        }
    }

    /// Whether the query looks at the table at all.
    fn of_query(&mut self, query: &'r Query) -> bool {
        if !query.from.contains(&self.table.id) {
            return false;
        }
        self.subject = true;
        self.filters(&query.filters);
        let links = query.links.iter().flat_map(|link| link.by.iter().map(|(own, _)| own));
        let once = query.once.iter().flat_map(|once| &once.per);
        let times = query.times.iter().map(|times| &times.column);
        for column in links.chain(once).chain(times.clone()) {
            self.column(column);
        }
        let weights = query.measure.weights().map(|weights| weights.column.as_str()).filter(|column| *column != TABLE);
        for column in query.measure.columns().into_iter().chain(weights) {
            self.column(column);
        }
        self.role |= looks_at_signers(query) || times.clone().any(|column| column == "role");
        self.signers |= looks_at_signers(query);
        self.position |= looks_at_place(query);
        self.of_turnout(query);
        self.row |= rows_compete(self.table) || asks_for_order(query, self.table);
        true
    }

    /// The numbers of the turnout, and what is counted beside them.
    fn of_turnout(&mut self, query: &Query) {
        let table = self.table;
        let Some(turnout) = table.turnout.as_ref().filter(|_| query.measure.ballots().is_some() || takes_row_once(query, table)) else {
            return;
        };
        self.turnout = true;
        for column in turnout.columns.iter().map(|(_, column)| column).chain(counted_across(table).map(|(across, _)| &across.id)) {
            self.column(column);
        }
    }

    fn of_link(&mut self, link: &'r Link) {
        self.subject |= link.same_subject;
        self.filters(&link.filters);
        for (_, other) in &link.by {
            self.column(other);
        }
    }

    /// What decides, before any query, whether a row counts.
    fn always(&mut self, rubric: &'r Rubric) {
        let table = self.table;
        self.filters(&table.keep);
        self.column("date");
        let voids = |column: &&Column| column.outside == Outside::SetAside && column.between.is_some() || column.blank == Blank::Ignore;
        for column in table.columns.iter().filter(voids) {
            self.column(&column.id);
        }
        if let Some(column) = count(table) {
            self.column(&column.id);
        }
        self.rater = self.subject && table.exclude_self && table.column("rater").is_some();
        if self.is_roster {
            self.subject = true;
            let term = &rubric.subject.term;
            for column in [&term.from, &term.to, &term.pause, &term.resume, &rubric.subject.mandate].into_iter().flatten() {
                self.column(column);
            }
        }
        if self.role && told_role(table).is_some() {
            self.column("role");
        }
        if self.signers && told_signers(table).is_some() {
            self.column("signers");
        }
        self.role &= !roles(table).is_empty() && told_role(table).is_none();
        self.signers &= is_signed(table) && told_signers(table).is_none();
        self.position &= is_signed(table);
    }
}

/// Whether the share of a joint item depends on who signs.
pub(super) fn looks_at_signers(query: &Query) -> bool {
    query.split.as_ref().is_some_and(|split| *split != Split::EachFull)
}

/// Whether those named late get nothing.
pub(super) fn looks_at_place(query: &Query) -> bool {
    let late = matches!(query.split, Some(Split::LeadAndRest { most: Some(_), .. } | Split::Pair { most: Some(_), .. }));
    late || query.filters.iter().any(|filter| filter.column == "position")
}

/// Whether it matters which of several rows that agree stays, beyond factor and date.
fn asks_for_order(query: &Query, table: &Table) -> bool {
    query.once.is_some() && (!matches!(query.measure, Measure::Count) || count(table).is_some())
}
