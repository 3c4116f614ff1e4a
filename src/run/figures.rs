//! The figures of the report: over all source rows, with where they were counted.

use super::Failure;
use crate::base::place::Place;
use crate::fact::evidence::Evidence;
use crate::report::FigureValue;
use crate::rubric::model::Rubric;
use crate::score::measure;
use crate::tally;

/// The figures of the report, each with the sheets and rows it was counted from.
pub(super) fn figures(rubric: &Rubric, evidence: &Evidence) -> Result<Vec<FigureValue>, Failure> {
    let mut values = Vec::new();
    for (figure, (tally, traced)) in rubric.figures.iter().zip(tally::figures(evidence, rubric)?) {
        let mut sources: Vec<(Place, u32, u32)> = Vec::new();
        for one in traced.iter().filter(|one| one.aside.is_none()) {
            let Some(entry) = evidence.table(&one.table).and_then(|table| table.rows.get(one.entry)) else { continue };
            let sheet = entry.place.at(0, 0);
            match sources.iter_mut().find(|(place, ..)| *place == sheet) {
                Some((_, first, last)) => {
                    *first = entry.place.row.min(*first);
                    *last = entry.place.row.max(*last);
                }
                None => sources.push((sheet, entry.place.row, entry.place.row)),
            }
        }
        values.push(FigureValue {
            id: figure.id.clone(),
            name: figure.name.clone(),
            unit: figure.unit.clone(),
            value: measure(&figure.query, &tally).value().unwrap_or_default(),
            sources,
            note: None,
        });
    }
    Ok(values)
}
