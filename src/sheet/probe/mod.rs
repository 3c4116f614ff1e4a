//! Doors for the machines that throw random bytes at the readers (`fuzz/`), and for the test that keeps what they found.
//!
//! In: bytes. Out: nothing; a panic is a find.

pub(super) mod package;

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use super::cell::{self, Calendar};
use super::grid::{RawCell, RawSheet, Region};
use super::plan::Plan;
use super::table::Source;
use super::{delimited, open, read, spanned};
use crate::base::period::{Day, Period};
use crate::rubric::model::Rubric;

/// A rubric with columns of every kind.
static RUBRIC: LazyLock<Option<Rubric>> =
    LazyLock::new(|| crate::rubric::read("township.toml", include_str!("../../../rubrics/township.toml")).ok().map(|sound| sound.rubric));

/// Calls the work with each table's plan.
fn with_plans(work: impl Fn(&[Plan], Calendar)) {
    let (Some(rubric), Some(period)) = (RUBRIC.as_ref(), Period::parse("2025-H2")) else { unreachable!("the township's rubric is sound") };
    let plans: Vec<Plan> = rubric.tables.iter().map(Plan::new).collect();
    work(&plans, Calendar { period: &period, language: rubric.locale });
}

/// A cell of every kind, in a column of every kind.
pub fn cells(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let bits = bytes.first_chunk().copied().map(u64::from_le_bytes).unwrap_or_default();
    let days = bytes.last_chunk().copied().map(i32::from_le_bytes).unwrap_or_default();
    let number = text.trim().parse().unwrap_or(f64::from_bits(bits));
    let forms = [
        RawCell::Text(text.clone().into_owned()),
        RawCell::Number(number),
        RawCell::Date(Day::from_num_days_from_ce_opt(days).unwrap_or_default()),
        RawCell::Error(text.clone().into_owned()),
    ];
    with_plans(|plans, calendar| {
        for column in plans.iter().flat_map(|plan| &plan.columns) {
            for form in &forms {
                // What is found is of no interest here.
                let _ = cell::read(column, Some(form), &text, calendar);
            }
            let _ = cell::read_text(column, &text, calendar);
        }
    });
}

/// Texts that headers are made of.
const WORDS: [&str; 16] = [
    "姓名",
    "代表证号",
    "联络站",
    "会议出勤",
    "9月25日",
    "人代会",
    "备注",
    "合计",
    "张三",
    "√",
    "2025-10-01",
    "3",
    "建议编号",
    "领衔代表",
    "附议代表",
    "日期",
];

/// A sheet of a few words and merged regions, each of four bytes.
pub fn header(bytes: &[u8]) {
    let (mut cells, mut regions) = (Vec::new(), Vec::new());
    for piece in bytes.as_chunks().0 {
        let [kind, row, column, extent] = *piece;
        let (row, column) = (u32::from(row % 64) + 1, u32::from(column % 32) + 1);
        if kind < 200 {
            let word = WORDS.get(usize::from(extent) % WORDS.len()).copied().unwrap_or_default();
            cells.push((row, column, RawCell::Text(word.into())));
        } else {
            regions.push(Region { top: row, bottom: row + u32::from(extent >> 4), left: column, right: column + u32::from(extent & 15) });
        }
    }
    whole(&RawSheet::new("会议出勤".into(), cells, &regions));
}

/// A text file, to its rows.
pub fn text(bytes: &[u8]) {
    if let Ok(cells) = delimited::cells(bytes) {
        let regions = spanned::regions(&cells);
        whole(&RawSheet::new("代表名册".into(), cells, &regions));
    }
}

/// Where workbooks are put that are read both ways.
static FILE: LazyLock<Option<tempfile::TempPath>> =
    LazyLock::new(|| tempfile::NamedTempFile::new().ok().map(tempfile::NamedTempFile::into_temp_path));

/// A sheet behind the tag that begins its data and, before a byte of zero, the shared texts: read both ways it is the same.
pub fn quick(bytes: &[u8]) {
    let (strings, data) = bytes.iter().position(|byte| *byte == 0).and_then(|at| bytes.split_at_checked(at)).unwrap_or((&[], bytes));
    let strings = [b"<sst><si><t>x</t></si>", strings].concat();
    let sheet = [b"<worksheet><sheetData>", data].concat();
    let parts = package::Parts { sheets: &[("s", &sheet)], styles: package::STYLES, strings: &strings, is_1904: false };
    let (Ok(file), Some(path)) = (parts.file(), FILE.as_ref()) else { unreachable!("there is room for a workbook") };
    let written = fs::write(path, file).map_err(|error| error.to_string());
    if let Err(difference) = written.and_then(|()| open::roads::both(path, 2)) {
        unreachable!("{difference}");
    }
}

fn whole(sheet: &RawSheet) {
    with_plans(|plans, calendar| {
        let source = Source { name: "a.csv".into(), path: PathBuf::new(), sha256: String::new(), period: None, folder: None };
        let _ = read::alone(sheet, &source, plans, calendar);
    });
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    /// Files of `fuzz/finds/NAME`: what once made a reader panic or hang, and a few beside it.
    fn each(name: &str, probe: impl Fn(&[u8])) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/finds").join(name);
        let files: Vec<PathBuf> = fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        assert!(!files.is_empty(), "{} is empty", folder.display());
        for file in files {
            probe(&fs::read(file).unwrap_or_default());
        }
    }

    #[test]
    fn what_random_bytes_found_stays_found() {
        each("cells", super::cells);
        each("header", super::header);
        each("delimited", super::text);
        each("quick", super::quick);
        each("rubric", |bytes| {
            let _ = crate::rubric::read("rubric.toml", &String::from_utf8_lossy(bytes));
        });
    }
}
