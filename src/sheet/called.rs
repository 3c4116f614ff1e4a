//! By which names a sheet, or a part of one, is known as a table.
//!
//! In: the names of sheet and file, the titles above a header. Out: the rubric's tables that they fit, the likeliest first.
//! A name alone makes no table: its headers must stand there too.

use std::cmp::Reverse;

use super::grid::{RawCell, RawRow, RawSheet};
use super::plan::Plan;
use crate::base::text::squeeze;
use crate::rubric::model::Origin;

/// Used rows in which a title is looked for.
const TITLE_ROWS: usize = 5;
/// So many tables stand side by side with titles in one row.
const MOST_BESIDE: usize = 3;
/// Names of sheets that are no data whatever their titles say.
const NO_DATA: [&str; 14] =
    ["说明", "备份", "副本", "模板", "模版", "示例", "样表", "样例", "汇总", "合计", "总表", "打印", "copy", "backup"];
/// What a name that tells only when is made of.
const CALENDAR: &str = "0123456789一二三四五六七八九十〇年月日季度上下半全第春夏秋冬届次.-—/至~()号周期";

/// The names of a part of a sheet.
#[derive(Debug, Clone)]
pub struct Called {
    /// Name of the sheet, squeezed.
    sheet: String,
    /// Name of the file without ending, squeezed.
    file: String,
    /// Whether it stands below or beside another table, so that its title says more than the sheet's name.
    further: bool,
}

/// A table of the rubric that the names fit.
pub struct Named<'p, 'a> {
    /// The table.
    pub plan: &'p Plan<'a>,
    /// So many of its headers must be there before others are said to be missing.
    pub least: usize,
}

impl Called {
    /// The names of a whole sheet.
    pub fn new(sheet: &RawSheet, file: &str) -> Self {
        Self { sheet: squeeze(&sheet.name), file: squeeze(file), further: false }
    }

    /// The names of a part that stands below or beside another table.
    #[must_use]
    pub fn further(&self) -> Self {
        Self { further: true, ..self.clone() }
    }

    /// The tables that the names fit, the likeliest first.
    pub fn plans<'p, 'a>(&self, part: &RawSheet, plans: &'p [Plan<'a>]) -> Vec<Named<'p, 'a>> {
        let sheet = by_name(plans, &self.sheet);
        let generic = is_generic(&self.sheet);
        let file = if sheet.is_empty() && generic { by_name(plans, &self.file) } else { Vec::new() };
        let own = sheet.into_iter().chain(file).map(|(plan, exact)| {
            // What stands below a table need not be a table because the sheet is one.
            let least = if self.further { usize::MAX } else { usize::from(!exact) };
            Named { plan, least }
        });
        let mut own: Vec<Named> = own.collect();
        if NO_DATA.iter().any(|word| self.sheet.contains(word)) {
            return own;
        }
        let least = if self.further || generic { 2 } else { usize::MAX };
        let titled = titles(part).into_iter().flat_map(|title| by_name(plans, &title)).map(|(plan, _)| Named { plan, least });
        if self.further {
            own = titled.chain(own).collect();
        } else {
            own.extend(titled);
        }
        // Where the sheet's name is a value, such as a village, the file's name says what its sheets are.
        let of_sheets = by_name(plans, &self.file).into_iter().filter(|(plan, _)| takes_name(plan, &self.sheet));
        own.extend(of_sheets.map(|(plan, _)| Named { plan, least: usize::MAX }));
        own
    }
}

/// Whether the name of the sheet is a value of the table; of a word only where it holds one of them.
fn takes_name(plan: &Plan, sheet: &str) -> bool {
    let mut from_sheet = plan.columns.iter().filter(|column| column.column.origin == Origin::Sheet);
    from_sheet.any(|column| column.column.words().is_empty() || column.word_within(sheet).is_some())
}

/// Texts that stand alone in one of the first rows, or far from each other, above tables side by side.
fn titles(part: &RawSheet) -> Vec<String> {
    let apart = |row: &&RawRow| {
        row.cells.len() <= MOST_BESIDE && row.cells.windows(2).all(|pair| matches!(pair, [(left, _), (right, _)] if *right > left + 1))
    };
    let rows = part.rows.iter().take(TITLE_ROWS).filter(apart);
    let texts =
        rows.flat_map(|row| &row.cells).filter_map(|(_, cell)| if let RawCell::Text(text) = cell { Some(squeeze(text)) } else { None });
    texts.collect()
}

/// Tables whose sheet names fit: equal before contained, longer before shorter.
fn by_name<'p, 'a>(plans: &'p [Plan<'a>], name: &str) -> Vec<(&'p Plan<'a>, bool)> {
    let fitting = |plan: &Plan| {
        let names = plan.sheets.iter().filter(|wanted| !wanted.is_empty() && name.contains(wanted.as_str()));
        names.map(|wanted| (wanted == name, wanted.len())).max()
    };
    let mut found: Vec<_> = plans.iter().filter_map(|plan| fitting(plan).map(|merit| (merit, plan))).collect();
    found.sort_by_key(|(merit, _)| Reverse(*merit));
    found.into_iter().map(|((exact, _), plan)| (plan, exact)).collect()
}

/// `Sheet1`, `工作表1`, `3月`: a name that nobody gave, or that tells only when.
fn is_generic(name: &str) -> bool {
    let stem = name.trim_end_matches(|mark: char| mark.is_ascii_digit() || "()_- ".contains(mark));
    matches!(stem, "" | "sheet" | "工作表" | "表" | "table" | "导出" | "export") || name.chars().all(|mark| CALENDAR.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_say_nothing_or_only_when_are_generic() {
        for name in ["sheet1", "工作表2", "1月", "2025年上半年", "第三季度", "2025.3"] {
            assert!(is_generic(name), "{name}");
        }
        for name in ["红旗村", "名单", "月报", "东片"] {
            assert!(!is_generic(name), "{name}");
        }
    }
}
