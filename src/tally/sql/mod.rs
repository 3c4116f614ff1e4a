//! The other reading of the plan of tallies: SQL, for an engine that holds the evidence already.
//!
//! In: a rubric and a period. Out: one statement, whose result is the table that [`super::given()`] reads; or what of the rubric
//! cannot be said so. The queries of the rubric are the plan; the reducers beside this folder are its first reading, and nothing
//! after tallies knows which one was taken.
//!
//! ```text
//! engine's tables ─► rows (values read) ─► entries (of whom, counting) ─► taken ─► kept ─► sums by class
//! ```

mod cells;
mod condition;
mod counting;
mod dialect;
mod entries;
mod factor;
mod faults;
mod line;
mod needs;
mod query;
mod roster;
mod row_faults;
mod rows;
mod sums;
mod turnout;
mod unsaid;
pub(super) mod words;

use self::factor::Factor;
use self::needs::needs;
use self::query::Asked;
use self::rows::Rows;
use crate::base::period::Period;
use crate::rubric::model::Rubric;

pub use self::dialect::Dialect;
pub use self::unsaid::Unsaid;

/// A plan of tallies as SQL.
#[derive(Debug)]
pub struct Statement {
    /// The statement, without comments.
    pub text: String,
    /// The tables that it reads, in order of the rubric.
    pub tables: Vec<Source>,
}

/// A table that the engine must have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its name.
    pub name: String,
    /// Names of the columns that are read, and what they hold: `key`, `text`, `word`, `number`, `count` or `date`.
    pub columns: Vec<(String, &'static str)>,
}

/// The tallies that a rubric needs in a period, as one statement; `id` is written into each row of the result.
pub fn statement(rubric: &Rubric, period: &Period, id: &str, sql: Dialect) -> Result<Statement, Vec<Unsaid>> {
    let unsaid = unsaid::unsaid(rubric);
    if !unsaid.is_empty() {
        return Err(unsaid);
    }
    let needs = needs(rubric);
    let rated = needs.iter().any(|need| need.rater);
    let has_terms = roster::has_terms(rubric);
    let name = rated.then_some(rubric.subject.name.as_str());
    let rows: Vec<Rows> = needs.iter().map(|need| Rows { sql, need, period, keys: &rubric.subject.key, name }).collect();
    let mut steps: Vec<String> = rows.iter().map(Rows::text).collect();
    steps.push(roster::text(sql, rubric, period));
    steps.extend(needs.iter().filter(|need| need.subject).map(|need| entries::text(sql, need, has_terms)));
    steps.extend(needs.iter().filter(|need| need.turnout).map(|need| entries::voting(sql, need, has_terms)));
    let mut lines = Vec::new();
    for (number, (id, query)) in (1..).zip(rubric.queries()) {
        let parts = query.per.map(|per| period.parts(per)).unwrap_or_default();
        let asked = Asked { sql, rubric, query, parts, factor: Factor::of(query).ok(), number };
        steps.extend(asked.text());
        lines.extend(asked.outputs(id, rubric.criterion(id).is_some(), has_terms));
    }
    lines.extend(faults::lines(sql, rubric, period, &needs));
    let sources = rows.iter().map(|rows| Source { name: rows.need.table.id.clone(), columns: rows.sources() });
    let text = format!("WITH\n{}\n{}", steps.join(",\n"), line::table(sql, id, &lines));
    Ok(Statement { text, tables: sources.collect() })
}

/// The name of a step over a table.
fn table_name(sql: Dialect, step: &str, table: &str) -> String {
    sql.name(&format!("duly_{step}_{table}"))
}
