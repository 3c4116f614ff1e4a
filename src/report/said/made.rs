//! What columns that are made are called.

use crate::base::text::Say;
use crate::rubric::model::calendar::{FIXED, HELD_ON, OUTCOME};
use crate::rubric::model::follow::{days_to, AGE, DEADLINE, ORIGIN, PAST_DUE, PROGRESS, TIMELY};
use crate::rubric::model::{Rubric, Table};

/// The name of a column that a follow or a calendar makes.
pub(in crate::report) fn column(rubric: &Rubric, table: &Table, id: &str) -> Say {
    match id {
        PROGRESS => Say::new("办理进展", "progress"),
        TIMELY => Say::new("办理时效", "timeliness"),
        ORIGIN => Say::new("登记期", "opened"),
        AGE => Say::new("历时天数", "age in days"),
        DEADLINE => Say::new("应办结日", "deadline"),
        PAST_DUE => Say::new("逾期天数", "days past due"),
        FIXED => Say::new("固定日", "fixed day"),
        "date" => Say::new("应开日", "due day"),
        OUTCOME => Say::new("开展情况", "outcome"),
        HELD_ON => Say::new("实开日", "held on"),
        _ => step(rubric, table, id),
    }
}

/// The days from opening to a step, by the header of the step.
fn step(rubric: &Rubric, table: &Table, id: &str) -> Say {
    let follow = rubric.follows.iter().find(|follow| follow.table() == table.id);
    let mut way = follow.into_iter().flat_map(|follow| follow.way());
    let found = way.by_ref().filter(|step| days_to(step) == id).find_map(|step| table.column(step)?.headers.first());
    found.map_or_else(|| Say::new(id, id), |header| Say::new(format!("至{header}天数"), format!("days until {header}")))
}
