//! `stations.xlsx`: the subjects side by side, the days on which something was to be held, what is followed, and the sheets that
//! the rubric puts together.
//!
//! In: a review. Out: sheets. It reckons no points; what it counts are the rows that criteria and counts look at too.

mod bars;
mod compare;
mod days;
mod followed;
mod item;
mod listed;
mod numbers;
mod open;
mod shares;
mod summary;
mod timeline;

use super::roll::Roll;
use super::sheet::Sheet;
use crate::rubric::model::Rubric;

/// Whether the rubric has anything to write there.
pub(super) fn are_there(rubric: &Rubric) -> bool {
    !(rubric.follows.is_empty() && rubric.calendars.is_empty() && rubric.summaries.is_empty())
}

/// All sheets.
pub(super) fn sheets(roll: &Roll) -> Vec<Sheet> {
    let rubric = roll.rubric();
    let mut sheets = vec![compare::sheet(roll)];
    sheets.extend(rubric.calendars.iter().flat_map(|calendar| days::sheets(roll, calendar)));
    sheets.extend(rubric.follows.iter().flat_map(|follow| followed::sheets(roll, follow)));
    sheets.extend(rubric.summaries.iter().map(|summary| summary::sheet(roll, summary)));
    sheets
}
