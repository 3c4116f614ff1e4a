//! Sheets for people to read, known by their names and left alone: how a workbook is filled in, and the list of problems beside marked
//! copies (`duly check --mark`). Those that duly writes (`duly new`) may be long tables; an office's own hold a few words a row.

use super::grid::RawSheet;
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

/// Names of an office's own notes end so.
const OWN: [&str; 4] = ["说明", "须知", "要求", "readme"];
/// A row of notes has so many cells at most: a number and a text.
const MOST_CELLS: usize = 2;

/// Whether a sheet is for people to read: by its name, which no table of the rubric has.
pub(super) fn are_notes(sheet: &RawSheet, plans: &[Plan]) -> bool {
    let whole = squeeze(&sheet.name);
    // Where sheets of several workbooks are moved into one, the second becomes 填写说明 (2).
    let copy = whole.strip_suffix(')').map(|rest| rest.trim_end_matches(|mark: char| mark.is_ascii_digit()));
    let name = copy.and_then(|rest| rest.strip_suffix('(')).unwrap_or(&whole).to_owned();
    let own = OWN.iter().any(|end| name.ends_with(end)) && sheet.rows.iter().all(|row| row.cells.len() <= MOST_CELLS);
    let of_table = |plan: &Plan| plan.sheets.iter().any(|sheet| if own { name.contains(sheet.as_str()) } else { *sheet == name });
    (own || called(&name, notes_name) || called(&name, list_name)) && !plans.iter().any(of_table)
}

fn called(name: &str, by: fn(Language) -> &'static str) -> bool {
    [Language::Chinese, Language::English].into_iter().any(|language| squeeze(by(language)) == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::grid::RawCell;

    fn sheet(name: &str, cells: u32) -> RawSheet {
        let cells = (1..=cells).map(|column| (1, column, RawCell::Text("一、每月5日前报送".into())));
        RawSheet::new(name.into(), cells.collect(), &[])
    }

    #[test]
    fn notes_are_known_by_their_name_unless_a_table_has_it() {
        let plans: [Plan; 0] = [];
        for (name, cells, are) in [
            ("填写说明", 9, true),
            (" 填写 说明", 9, true),
            ("填写说明 (2)", 9, true),
            ("Notes on filling in", 9, true),
            ("核对问题清单", 9, true),
            ("填表说明", 2, true),
            ("说明", 1, true),
            ("填报须知", 2, true),
            ("说明", 3, false),
            ("填写说明2", 9, false),
            ("清单", 1, false),
        ] {
            assert_eq!(are_notes(&sheet(name, cells), &plans), are, "{name}");
        }
    }
}
