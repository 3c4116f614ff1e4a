//! Sheets that duly writes for people to read, known by their names and left alone: how a workbook is filled in (`duly new`), and the
//! list of problems beside marked copies (`duly check --mark`).

use super::plan::Plan;
use crate::base::text::{squeeze, Language};

/// What the sheet is called.
pub fn notes_name(language: Language) -> &'static str {
    match language {
        Language::Chinese => "填写说明",
        Language::English => "Notes on filling in",
    }
}

/// What the list of problems beside marked copies is called.
pub fn list_name(language: Language) -> &'static str {
    match language {
        Language::Chinese => "核对问题清单",
        Language::English => "Problems to mend",
    }
}

/// Whether a sheet is such a list.
pub fn is_list(sheet: &str) -> bool {
    called(&squeeze(sheet), list_name)
}

/// Whether a sheet is for people to read: by its name, which no table of the rubric has.
pub(super) fn are_notes(sheet: &str, plans: &[Plan]) -> bool {
    let whole = squeeze(sheet);
    // Where sheets of several workbooks are moved into one, the second becomes 填写说明 (2).
    let copy = whole.strip_suffix(')').map(|rest| rest.trim_end_matches(|mark: char| mark.is_ascii_digit()));
    let name = copy.and_then(|rest| rest.strip_suffix('(')).unwrap_or(&whole).to_owned();
    (called(&name, notes_name) || called(&name, list_name)) && !plans.iter().any(|plan| plan.sheets.contains(&name))
}

fn called(name: &str, by: fn(Language) -> &'static str) -> bool {
    [Language::Chinese, Language::English].into_iter().any(|language| squeeze(by(language)) == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_known_by_their_name_unless_a_table_has_it() {
        let plans: [Plan; 0] = [];
        for (name, are) in [
            ("填写说明", true),
            (" 填写 说明", true),
            ("填写说明 (2)", true),
            ("Notes on filling in", true),
            ("核对问题清单", true),
            ("说明", false),
            ("填写说明2", false),
        ] {
            assert_eq!(are_notes(name, &plans), are, "{name}");
        }
    }
}
