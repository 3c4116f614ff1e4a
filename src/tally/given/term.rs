//! When somebody is in office, in the form of the plan: `2025-01-01;;;`, from, to, first day of a suspension, first day back.

use crate::base::period::{Day, Term};

/// The text that the plan writes for this term.
pub(super) fn text(term: &Term) -> String {
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    // A roster of an engine tells one suspension.
    let pauses = term.pauses.iter().map(|(pause, back)| format!("{pause};{}", day(*back)));
    let pauses: Vec<String> = pauses.collect();
    let pauses = if pauses.is_empty() { ";".to_owned() } else { pauses.join(";") };
    format!("{};{};{pauses}", day(term.from), day(term.to))
}
