//! Sheets that are already there.

use std::collections::BTreeMap;

use super::{one_sheet, stem, together, with_wanted, Calendar, Context, FileReading};
use crate::base::period::Period;
use crate::base::place::Place;
use crate::rubric::model::Rubric;
use crate::sheet::grid::RawSheet;
use crate::sheet::table::{Reading, Source};

/// Reads every table of the rubric out of these sheets, each the only one of its file.
pub fn read_sheets(given: &[(&Source, RawSheet)], rubric: &Rubric, period: &Period) -> Reading {
    with_wanted(rubric, |wanted| {
        let files = given.iter().map(|(source, sheet)| {
            let mut file = FileReading::default();
            let calendar = Calendar { period: source.period.as_ref().unwrap_or(period), language: rubric.locale };
            one_sheet(sheet, &Place::file(&source.name), &stem(source), &Context { source, calendar }, wanted, &mut file);
            file
        });
        let sources: Vec<&Source> = given.iter().map(|(source, _)| *source).collect();
        together(files.collect(), &BTreeMap::new(), &sources, rubric, period)
    })
}
