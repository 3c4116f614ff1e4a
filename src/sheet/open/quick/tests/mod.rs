//! The quick way tells what the reader of workbooks tells, whatever stands in the file: workbooks put together by hand, read both ways.

mod shapes;
mod spoilt;
mod walk;
mod whole;

use std::error::Error;
use std::fs;
use std::sync::LazyLock;

use calamine::{ExcelDateTime, ExcelDateTimeType};

use super::{Known, Strings, Styles, Written, FIRST};
use crate::sheet::open::roads::{both, Told};
use crate::sheet::open::xlsx::Dated;
use crate::sheet::probe::package::{Parts, STYLES};

type Tried = Result<(), Box<dyn Error>>;

/// Cells that the reader of workbooks gives before, so that a sheet need not be long.
const FEW: usize = 64;
/// Rows of [`plain`] before the quick way begins, and a few more.
const BEFORE: usize = FEW / CELLS + 4;
/// Cells of a plain row.
const CELLS: usize = 8;
const HEAD: &str = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#;
const END: &str = "</sheetData></worksheet>";
const STRINGS: &str = "<si><t>姓名</t></si><si><t>赵一</t></si><si><t xml:space=\"preserve\"> 钱 &amp; 二 </t></si><si><t></t></si>";

/// A row as programs write it: texts, numbers, a day, a time, a share, a cell without anything.
fn plain(row: usize) -> String {
    format!(
        r#"<row r="{row}"><c r="A{row}" t="s"><v>1</v></c><c r="B{row}"><v>{row}</v></c><c r="C{row}" s="1"><v>45{row}</v></c><c r="D{row}" s="2"><v>0.5</v></c><c r="E{row}" s="3"><v>-0.25</v></c><c r="F{row}" s="1"/><c r="G{row}" s="0" t="s"><v>2</v></c><c r="H{row}" s="6"><v>1.5E-3</v></c></row>"#
    )
}

/// Plain rows from this one on, one below the other.
fn rows(first: usize, count: usize) -> String {
    (first..).take(count).map(plain).collect()
}

/// Rows before the quick way begins, and the last of them.
static FRONT: LazyLock<String> = LazyLock::new(|| rows(1, BEFORE));

/// One sheet, as it is given, read both ways.
fn read(sheet: impl AsRef<[u8]>, strings: &str) -> Result<Told, Box<dyn Error>> {
    read_of(&Parts { sheets: &[("名册", sheet.as_ref())], styles: STYLES, strings: list(strings).as_bytes(), is_1904: false }, FEW)
}

/// The part of shared texts.
fn list(items: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<sst count=\"4\" uniqueCount=\"4\">{items}</sst>")
}

fn read_of(parts: &Parts, first: usize) -> Result<Told, Box<dyn Error>> {
    read_file(&parts.file()?, first)
}

fn read_file(bytes: &[u8], first: usize) -> Result<Told, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("表.xlsx");
    fs::write(&path, bytes)?;
    Ok(both(&path, first)?)
}

/// Cells of all sheets that hold something.
fn held(told: &Told) -> usize {
    told.sheets.iter().map(|(cells, _)| cells.len()).sum()
}

/// Reads rows of this XML among the first cells, and behind them; `@` stands for the number of the row.
fn tried(xml: &str) -> Result<(Told, Told), String> {
    let at = |row: usize, before: &str| {
        let odd = xml.replace('@', &row.to_string());
        read(format!("{HEAD}{before}{odd}{}{END}", rows(row + 1, 30)), STRINGS).map_err(|why| format!("row {row}: {odd}: {why}"))
    };
    // The sheet is long enough for both ways wherever it stands.
    let first = read(format!("{HEAD}{}{}{}{END}", plain(1), xml.replace('@', "2"), rows(3, BEFORE)), STRINGS);
    Ok((first.map_err(|why| format!("row 2: {xml}: {why}"))?, at(BEFORE + 1, &FRONT)?))
}

#[test]
fn plain_rows_come_quickly_to_the_end() -> Tried {
    let count = FIRST / CELLS * 3;
    let sheet = format!("{HEAD}{}{END}", rows(1, count));
    let strings = list(STRINGS);
    let parts = Parts { sheets: &[("名册", sheet.as_bytes())], styles: STYLES, strings: strings.as_bytes(), is_1904: false };
    let told = read_of(&parts, FIRST)?;
    assert_eq!(told.quickly, count * CELLS - FIRST);
    assert_eq!(held(&told), count * (CELLS - 1));
    Ok(())
}

#[test]
fn a_sheet_of_just_so_many_cells_is_whole() -> Tried {
    for further in ["", "<row r=\"9\"><c r=\"A9\"><v>1</v></c></row>", "<row r=\"9\"><c r=\"A9\" t=\"b\"><v>1</v></c></row>"] {
        for count in [FEW / CELLS - 1, FEW / CELLS] {
            let told = read(format!("{HEAD}{}{further}{END}", rows(1, count)), STRINGS)?;
            assert_eq!(held(&told), count * (CELLS - 1) + usize::from(!further.is_empty()));
        }
    }
    Ok(())
}

#[test]
fn a_style_that_shows_numbers_in_two_ways_is_doubt() {
    let (strings, number) = (Strings::default(), |style| Written::Number(1.0, style));
    for style in [None, Some(3)] {
        let mut styles = Styles::default();
        let mut agrees = |known, style| styles.agree(&known, number(style), &strings);
        assert!(agrees(Known::Number(1.0), style) && agrees(Known::Number(1.0), style), "{style:?}");
        assert!(!agrees(Known::Date(1.0, dated()), style), "{style:?}");
        assert!(agrees(Known::Date(1.0, dated()), Some(4)), "{style:?}");
        assert!(!agrees(Known::Number(2.0), style), "another number, {style:?}");
    }
}

fn dated() -> Dated {
    let date = ExcelDateTime::new(1.0, ExcelDateTimeType::DateTime, false);
    Dated::of(&date).unwrap_or_else(|| panic!("{date:?}"))
}
