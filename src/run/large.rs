//! Checking sheets of very many rows, with rows that stand for others wherever nothing is to be said of them.
//!
//! In: a request. Out: the same problems and accounts as of every row by itself. Whatever is told of a row that stands for others is told
//! again of all of them, row by row; so what comes out does not depend on what was folded.

use std::collections::BTreeSet;

use super::{choose_rubric, finished, sheet, with_those_of, Failure, Request, Run, Stage};
use crate::base::period::{Day, Period};
use crate::fact::evidence::{Evidence, Subject};
use crate::fact::gather;
use crate::rubric::model::{Query, Rubric, Table, TABLE};
use crate::sheet::fold::Looked;
use crate::sheet::table::Source;
use crate::sheet::Large;
use crate::tally::is_by_row;

/// Sheets of more rows than this are packed; below, folding saves nothing that anybody feels.
const LARGE: usize = 20_000;

/// Checks files: a run of which only problems and accounts are told.
///
/// # Errors
/// As [`super::run`].
pub fn check(request: &Request, progress: &dyn Fn(Stage)) -> Result<Run, Failure> {
    check_from(request, LARGE, progress)
}

/// The same, with sheets of more rows than `large` packed.
///
/// # Errors
/// As [`super::run`].
#[doc(hidden)]
pub fn check_from(request: &Request, large: usize, progress: &dyn Fn(Stage)) -> Result<Run, Failure> {
    progress(Stage::Find);
    let found = sheet::find(&request.inputs)?;
    let (chosen, period) = choose_rubric(request, &found.sources).map_err(|failure| with_those_of(&found, failure))?;
    if !fits(request, &chosen.rubric) {
        return super::under(request, chosen, period, found, progress);
    }
    let told = |done, rows| progress(Stage::Read { done, of: found.sources.len(), rows });
    let rubric = chosen.rubric.clone();
    let mut read = Large::read(&found.sources, &rubric, &period, large, &told);
    if read.is_any() {
        let evidence = gather(&read.others(), &rubric, &period, &mut Vec::new());
        let cuts = cuts(&found.sources, &period, &evidence);
        let looked = |table: &Table| looked(table, &rubric, &cuts);
        let mut folds = read.fold(&looked);
        while folds {
            let Some(reading) = read.folded() else { break };
            let run = finished(request, chosen.clone(), period.clone(), found.clone(), reading, progress)?;
            match read.part(&run.problems) {
                Some(false) => return Ok(run),
                Some(true) => {}
                None => folds = false,
            }
        }
    }
    let reading = read.whole();
    finished(request, chosen, period.clone(), found.clone(), reading, progress)
}

/// Whether all that is told of inputs is told of each row by itself, and of sums.
fn fits(request: &Request, rubric: &Rubric) -> bool {
    request.tallies.is_none()
        && request.previous.is_empty()
        && request.chance.is_none()
        && !request.publish
        && rubric.calendars.is_empty()
        && rubric.dimensions.iter().all(|dimension| dimension.per.is_none())
}

/// What is looked at in the rows of a table; nothing where rows are taken together, or followed from period to period.
fn looked(table: &Table, rubric: &Rubric, cuts: &[Day]) -> Option<Looked> {
    let follows = rubric.follows.iter().any(|follow| follow.table() == table.id);
    let by_row = |query: &Query| is_by_row(query) || !query.from.contains(&table.id) && query.links.is_empty();
    if table.id == rubric.subject.table || follows || !rubric.queries().all(|(_, query)| by_row(query)) {
        return None;
    }
    let mut columns: BTreeSet<String> = rubric.subject.mandate.iter().cloned().collect();
    for (_, query) in rubric.queries().filter(|(_, query)| query.from.contains(&table.id)) {
        columns.extend(query.filters.iter().map(|filter| filter.column.clone()));
        columns.extend(query.times.iter().map(|times| times.column.clone()));
        columns.extend(query.measure.columns().into_iter().map(str::to_owned));
        columns.extend(query.measure.weights().map(|weights| weights.column.clone()).filter(|column| column != TABLE));
    }
    Some(Looked { columns, cuts: cuts.to_vec() })
}

/// Days from which on a date means something else: the ends of the period, of the folders' periods, and of terms.
fn cuts(sources: &[Source], period: &Period, evidence: &Evidence) -> Vec<Day> {
    let periods = sources.iter().filter_map(|source| source.period.as_ref()).chain([period]);
    let flawed = evidence.flawed.iter().flat_map(|flawed| &flawed.evidence.subjects);
    let terms = evidence.subjects.iter().chain(flawed).map(|Subject { term, .. }| term);
    let ends = periods.flat_map(|period| [Some(period.from), period.to.succ_opt()]);
    let of_terms = terms.flat_map(|term| {
        let pauses = term.pauses.iter().flat_map(|(from, back)| [Some(*from), *back, from.succ_opt()]);
        [term.from, term.to.and_then(|to| to.succ_opt())].into_iter().chain(pauses).collect::<Vec<_>>()
    });
    let cuts: BTreeSet<Day> = ends.chain(of_terms).flatten().collect();
    cuts.into_iter().collect()
}
