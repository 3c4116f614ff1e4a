//! Sheets that are left alone: those for people to read, and those of other rubrics.

use crate::base::place::Place;
use crate::base::text::Say;
use crate::sheet::is_list;
use crate::sheet::table::Reading;

/// A line for each kind, for all workbooks together.
pub(super) fn alone(reading: &Reading) -> Vec<(String, Say)> {
    let sheets = &reading.notes;
    let (lists, notes): (Vec<&Place>, Vec<&Place>) = sheets.iter().partition(|place| is_list(&place.sheet));
    let line = |sheets: &[&Place], zh: &str, en: &str| {
        let (first, count) = (sheets.first()?, sheets.len());
        Some((format!("[{}]", first.sheet), Say::new(format!("{zh}，共 {count} 张"), format!("{en}, {count} in all"))))
    };
    [line(&notes, "填写说明", "notes on filling in"), line(&lists, "上次核对的问题清单", "lists of problems of earlier checks")]
        .into_iter()
        .flatten()
        .chain(to_others(&reading.left))
        .collect()
}

/// Sheets that the rubric leaves to others, told in one line: each name once.
fn to_others(left: &[Place]) -> Option<(String, Say)> {
    let name = |place: &Place| if place.sheet.is_empty() { place.file.to_string() } else { place.sheet.to_string() };
    let mut names: Vec<String> = Vec::new();
    for name in left.iter().map(name) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let count = left.len();
    let why = Say::new(format!("不属于本办法，共 {count} 张"), format!("of other rubrics, {count} in all"));
    (count > 0).then(|| (format!("[{}]", names.join("、")), why))
}
