//! Sheets for people to read, which are left alone: what is said of them.

use crate::base::place::Place;
use crate::base::text::Say;
use crate::sheet::is_list;

/// A line for each kind, for all workbooks together.
pub(super) fn alone(sheets: &[Place]) -> Vec<(String, Say)> {
    let (lists, notes): (Vec<&Place>, Vec<&Place>) = sheets.iter().partition(|place| is_list(&place.sheet));
    let line = |sheets: &[&Place], zh: &str, en: &str| {
        let (first, count) = (sheets.first()?, sheets.len());
        Some((format!("[{}]", first.sheet), Say::new(format!("{zh}，共 {count} 张"), format!("{en}, {count} in all"))))
    };
    [line(&notes, "填写说明", "notes on filling in"), line(&lists, "上次核对的问题清单", "lists of problems of earlier checks")]
        .into_iter()
        .flatten()
        .collect()
}
