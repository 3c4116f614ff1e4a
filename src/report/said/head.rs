//! When a rubric is in force, in words.

use crate::base::text::{Language, Say};
use crate::report::wording::long_day;
use crate::rubric::model::Rubric;

/// `自2025年1月1日起`, `2025-01-01 to 2025-12-31`.
pub(in crate::report) fn in_force(rubric: &Rubric) -> Say {
    let (first, last) = rubric.in_force;
    let (zh, en) = (long_day(first, Language::Chinese), long_day(first, Language::English));
    match last {
        Some(last) => {
            let (to_zh, to_en) = (long_day(last, Language::Chinese), long_day(last, Language::English));
            Say::new(format!("{zh}至{to_zh}"), format!("{en} to {to_en}"))
        }
        None => Say::new(format!("自{zh}起"), format!("from {en}")),
    }
}
