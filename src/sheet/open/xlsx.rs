//! Workbooks of today to grids, cell by cell as they stream out of calamine.
//!
//! In: the path of an `.xlsx` or `.xlsm` file, whatever its ending. Out: its sheets, or the problem of the whole file.
//! It knows no rubric.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::book::Sheet;
use super::hidden::Aspect;
use super::{bounds, hidden, unreadable};
use crate::base::period::Day;
use crate::base::problem::Fault;
use crate::sheet::grid::{RawCell, Region};
use crate::sheet::spanned;

type Workbook = Xlsx<BufReader<File>>;

/// A shared formula's number beyond which a second look at the sheet is not safe.
const MOST_SHARED: usize = 1_000_000;

/// Opens a workbook and reads all its sheets, hidden ones too.
pub(super) fn sheets(path: &Path) -> Result<Vec<Sheet>, Fault> {
    let file = File::open(path).map_err(unreadable)?;
    let mut workbook: Workbook = Xlsx::new(BufReader::new(file)).map_err(|error| refused(&error))?;
    let worksheets: Vec<String> =
        workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).map(|sheet| sheet.name.clone()).collect();
    bounds::sheets_fit(worksheets.len())?;
    let mut aspects = hidden::aspects(path);
    let each = worksheets.into_iter().map(|name| {
        let aspect = aspects.remove(&name).unwrap_or_default();
        sheet(&mut workbook, name, aspect)
    });
    let mut sheets: Vec<Sheet> = each.collect();
    for sheet in &mut sheets {
        let shown = |one: &calamine::Sheet| one.name == sheet.name && one.visible == SheetVisible::Visible;
        sheet.hidden.sheet = !workbook.sheets_metadata().iter().any(shown);
    }
    Ok(sheets)
}

fn refused(error: &XlsxError) -> Fault {
    if matches!(error, XlsxError::Password) {
        Fault::FilePassword
    } else {
        unreadable(error)
    }
}

/// What one pass over a sheet gives.
#[derive(Default)]
struct Pass {
    cells: Vec<(u32, u32, RawCell)>,
    /// Error literals that the reader does not know, with their index in the stream of cells.
    literals: Vec<(usize, String)>,
    most_shared: usize,
    last: (u32, u32),
    broken: Option<String>,
}

fn sheet(workbook: &mut Workbook, name: String, aspect: Aspect) -> Sheet {
    let mut pass = cells(workbook, &name);
    if !pass.literals.is_empty() {
        place_literals(workbook, &name, &mut pass);
    }
    let merged = aspect.merged.unwrap_or_else(|| match workbook.merge_cells_by_sheet_name(&name) {
        Ok(merged) => merged.iter().map(region).collect(),
        Err(error) => {
            pass.broken.get_or_insert_with(|| error.to_string());
            Vec::new()
        }
    });
    let broken = pass.broken.map(|why| (why, pass.last));
    let mut regions = of_several(merged.into_iter());
    regions.extend(spanned::unmerged(&pass.cells, &regions));
    Sheet { name, named: true, cells: pass.cells, regions, hidden: aspect.hidden, broken }
}

/// Merged regions of more than one cell.
pub(super) fn regions(merged: &[calamine::Dimensions]) -> Vec<Region> {
    of_several(merged.iter().map(region))
}

fn of_several(regions: impl Iterator<Item = Region>) -> Vec<Region> {
    regions.filter(|region| region.top < region.bottom || region.left < region.right).collect()
}

fn region(dimensions: &calamine::Dimensions) -> Region {
    let ((top, left), (bottom, right)) = (dimensions.start, dimensions.end);
    Region { top: top.saturating_add(1), bottom: bottom.saturating_add(1), left: left.saturating_add(1), right: right.saturating_add(1) }
}

fn cells(workbook: &mut Workbook, name: &str) -> Pass {
    let mut pass = Pass::default();
    let mut reader = match workbook.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(error) => {
            pass.broken = Some(error.to_string());
            return pass;
        }
    };
    for index in 0.. {
        match reader.next_cell_with_formula_metadata() {
            Ok(Some(record)) => {
                let (row, column) = (record.pos.0.saturating_add(1), record.pos.1.saturating_add(1));
                pass.last = (row, column);
                let shared = record.formula.as_ref().and_then(calamine::XlsxFormulaMetadata::shared_index);
                pass.most_shared = pass.most_shared.max(shared.unwrap_or(0));
                if let Some(cell) = raw(&record.value, record.formula.is_some()) {
                    pass.cells.push((row, column, cell));
                }
            }
            Ok(None) => break,
            // The reader stops at literals such as #SPILL!, and goes on behind them when asked.
            Err(XlsxError::CellError(literal)) => pass.literals.push((index, literal)),
            Err(error) => {
                pass.broken = Some(error.to_string());
                break;
            }
        }
    }
    pass
}

/// The error of an unknown literal carries no address: a second pass counts the cells.
fn place_literals(workbook: &mut Workbook, name: &str, pass: &mut Pass) {
    let mut literals = std::mem::take(&mut pass.literals).into_iter().peekable();
    if let (true, Ok(mut reader)) = (pass.most_shared < MOST_SHARED, workbook.worksheet_cells_reader(name)) {
        for index in 0.. {
            let (Ok(Some(cell)), true) = (reader.next_formula(), literals.peek().is_some()) else { break };
            if let Some((_, literal)) = literals.next_if(|(wanted, _)| *wanted == index) {
                let (row, column) = cell.get_position();
                pass.cells.push((row.saturating_add(1), column.saturating_add(1), RawCell::Error(literal)));
            }
        }
    }
    if let Some((_, literal)) = literals.next() {
        pass.broken.get_or_insert(literal);
    }
}

fn raw(value: &DataRef<'_>, formula: bool) -> Option<RawCell> {
    match value {
        DataRef::Int(number) => number.to_string().parse().ok().map(RawCell::Number),
        DataRef::Float(number) => Some(RawCell::Number(*number)),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Some(RawCell::Text(text.clone())),
        DataRef::SharedString(text) => Some(RawCell::Text((*text).to_owned())),
        DataRef::Bool(truth) => Some(RawCell::Bool(*truth)),
        DataRef::DateTime(date) => Some(day(date).map_or(RawCell::Number(date.as_f64()), RawCell::Date)),
        DataRef::Error(error) => Some(RawCell::Error(error.to_string())),
        DataRef::Empty => formula.then_some(RawCell::Unfinished),
    }
}

/// The day of a date cell; none for durations and bare times of day.
pub(super) fn day(date: &ExcelDateTime) -> Option<Day> {
    if date.is_duration() || date.as_f64() < 1.0 {
        return None;
    }
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    Day::from_ymd_opt(year.into(), month.into(), day.into())
}
