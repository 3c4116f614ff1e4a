//! The sheet that explains how a workbook is filled in, as `duly new` writes it: known by its name, and left alone.

use super::plan::Plan;
use crate::base::text::{squeeze, Language};

/// What the sheet is called.
pub fn notes_name(language: Language) -> &'static str {
    match language {
        Language::Chinese => "填写说明",
        Language::English => "Notes on filling in",
    }
}

/// Whether a sheet is such notes: by its name, which no table of the rubric has.
pub(super) fn are_notes(sheet: &str, plans: &[Plan]) -> bool {
    let name = squeeze(sheet);
    let ours = [Language::Chinese, Language::English].into_iter().any(|language| squeeze(notes_name(language)) == name);
    ours && !plans.iter().any(|plan| plan.sheets.contains(&name))
}
