//! Workbooks of today to grids, cell by cell as they stream out of calamine.
//!
//! In: the path of an `.xlsx` or `.xlsm` file, whatever its ending. Out: its sheets, cell by cell, or the problem of the whole file.
//! It knows no rubric.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::Path;
use std::thread::{self, ScopedJoinHandle};

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::hidden::Aspect;
use super::quick::{self, Known, Strings};
use super::taker::{About, Headed, Taker};
use super::{bounds, hidden, unreadable};
use crate::base::period::Day;
use crate::base::problem::Fault;
use crate::sheet::grid::{Hidden, Region};
use crate::sheet::held::Held;

type Workbook = Xlsx<BufReader<File>>;

/// A shared formula's number beyond which a second look at the sheet is not safe.
const MOST_SHARED: usize = 1_000_000;

/// Reading so many bytes of a file takes longer than starting a thread.
const LARGE: u64 = 1 << 20;

/// Opens a workbook and gives all its sheets, hidden ones too.
pub(super) fn sheets(path: &Path, taker: &mut impl Taker) -> Result<(), Fault> {
    let is_large = fs::metadata(path).is_ok_and(|about| about.len() > LARGE);
    sheets_by(path, is_large.then_some(quick::FIRST), taker).map(drop)
}

/// The same, the quick way behind the first so many cells of each sheet, or without it; how many cells came by it.
pub(super) fn sheets_by(path: &Path, first: Option<usize>, taker: &mut impl Taker) -> Result<usize, Fault> {
    let file = File::open(path).map_err(unreadable)?;
    let is_large = first.is_some();
    thread::scope(|scope| {
        // What stands beside the cells of a large file is looked for while they are read.
        let beside = is_large.then(|| scope.spawn(|| hidden::aspects(path)));
        let strings = is_large.then(|| scope.spawn(|| Strings::of(path)));
        let mut workbook: Workbook = Xlsx::new(BufReader::new(file)).map_err(|error| refused(&error))?;
        let about = workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        let worksheets: Vec<(String, bool)> = about.map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible)).collect();
        bounds::sheets_fit(worksheets.len())?;
        let mut aspects = Aspects { path, beside, found: None };
        let strings = strings.map(|strings| strings.join().unwrap_or_default());
        let mut parts = if is_large { hidden::parts(path) } else { BTreeMap::new() };
        let taker = &mut Headed::to(taker);
        let shown = |name: &String| worksheets.iter().any(|(known, visible)| known == name && *visible);
        let mut quickly_given = 0;
        for (name, _) in &worksheets {
            let plain = first.zip(strings.as_ref()).zip(parts.remove(name).flatten());
            let quickly = plain.map(|((first, strings), part)| Quickly { path, part, strings, first });
            let pass = cells(&mut workbook, name, quickly.as_ref(), taker).map_err(unreadable)?;
            quickly_given += pass.quickly;
            sheet(&mut workbook, name, (aspects.of(name), !shown(name)), pass, taker)?;
        }
        Ok(quickly_given)
    })
}

/// What the workbook says of its sheets beside their cells.
struct Aspects<'s> {
    path: &'s Path,
    /// Where it is looked for already.
    beside: Option<ScopedJoinHandle<'s, BTreeMap<String, Aspect>>>,
    found: Option<BTreeMap<String, Aspect>>,
}

impl Aspects<'_> {
    /// What it says of this sheet; told once.
    fn of(&mut self, name: &str) -> Aspect {
        let (path, beside) = (self.path, &mut self.beside);
        let found = self.found.get_or_insert_with(|| match beside.take() {
            Some(beside) => beside.join().unwrap_or_default(),
            None => hidden::aspects(path),
        });
        found.remove(name).unwrap_or_default()
    }
}

fn refused(error: &XlsxError) -> Fault {
    if matches!(error, XlsxError::Password) {
        Fault::FilePassword
    } else {
        unreadable(error)
    }
}

/// How a pass over a sheet went.
#[derive(Default)]
struct Pass {
    /// Error literals that the reader does not know, with their index in the stream of cells.
    literals: Vec<(usize, String)>,
    most_shared: usize,
    last: (u32, u32),
    broken: Option<String>,
    /// Cells that came the quick way.
    quickly: usize,
}

/// Gives the rest of a sheet whose cells are given.
fn sheet(
    workbook: &mut Workbook,
    name: &str,
    (aspect, is_hidden): (Aspect, bool),
    mut pass: Pass,
    taker: &mut impl Taker,
) -> Result<(), Fault> {
    if !pass.literals.is_empty() {
        place_literals(workbook, name, &mut pass, taker).map_err(unreadable)?;
    }
    let merged = aspect.merged.unwrap_or_else(|| match workbook.merge_cells_by_sheet_name(name) {
        Ok(merged) => merged.iter().map(region).collect(),
        Err(error) => {
            pass.broken.get_or_insert_with(|| error.to_string());
            Vec::new()
        }
    });
    let broken = pass.broken.map(|why| (why, pass.last));
    let hidden = Hidden { sheet: is_hidden, ..aspect.hidden };
    taker.sheet(About { name: name.to_owned(), named: true, regions: of_several(merged.into_iter()), hidden, broken }).map_err(unreadable)
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

/// Where the cells of a large sheet are read another way, behind the first.
struct Quickly<'q> {
    path: &'q Path,
    part: String,
    strings: &'q Strings,
    /// Cells that come from the reader of workbooks before.
    first: usize,
}

fn cells(workbook: &mut Workbook, name: &str, quickly: Option<&Quickly>, taker: &mut impl Taker) -> io::Result<Pass> {
    let mut pass = Pass::default();
    let (mut first, mut given) = (Vec::new(), 0);
    let mut reader = match workbook.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(error) => {
            pass.broken = Some(error.to_string());
            return Ok(pass);
        }
    };
    for index in 0.. {
        if let Some(quickly) = quickly.filter(|quickly| index == quickly.first && first.len() == index) {
            let went = quick::cells(quickly.path, &quickly.part, quickly.strings, &first, taker)?;
            (first, given, pass.last) = (Vec::new(), went.cells, went.last.unwrap_or(pass.last));
            pass.quickly = went.cells.saturating_sub(index);
            if went.ended {
                break;
            }
        }
        match reader.next_cell_with_formula_metadata() {
            Ok(Some(_)) if index < given => {}
            Ok(Some(record)) => {
                pass.last = (record.pos.0.saturating_add(1), record.pos.1.saturating_add(1));
                let shared = record.formula.as_ref().and_then(calamine::XlsxFormulaMetadata::shared_index);
                pass.most_shared = pass.most_shared.max(shared.unwrap_or(0));
                give(&record.value, record.formula.is_some(), pass.last, taker)?;
                if quickly.is_some_and(|quickly| index < quickly.first) {
                    first.push((pass.last, known(&record.value, record.formula.is_some())));
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
    Ok(pass)
}

/// The error of an unknown literal carries no address: a second pass counts the cells.
fn place_literals(workbook: &mut Workbook, name: &str, pass: &mut Pass, taker: &mut impl Taker) -> io::Result<()> {
    let mut literals = std::mem::take(&mut pass.literals).into_iter().peekable();
    if let (true, Ok(mut reader)) = (pass.most_shared < MOST_SHARED, workbook.worksheet_cells_reader(name)) {
        for index in 0.. {
            let (Ok(Some(cell)), true) = (reader.next_formula(), literals.peek().is_some()) else { break };
            if let Some((_, literal)) = literals.next_if(|(wanted, _)| *wanted == index) {
                let (row, column) = cell.get_position();
                taker.cell(row.saturating_add(1), column.saturating_add(1), Held::Error(&literal))?;
            }
        }
    }
    if let Some((_, literal)) = literals.next() {
        pass.broken.get_or_insert(literal);
    }
    Ok(())
}

fn give(value: &DataRef<'_>, formula: bool, (row, column): (u32, u32), taker: &mut impl Taker) -> io::Result<()> {
    let mut put = |cell: Held| taker.cell(row, column, cell);
    match value {
        DataRef::Int(number) => number.to_string().parse().map_or(Ok(()), |number| put(Held::Number(number))),
        DataRef::Float(number) => put(Held::Number(*number)),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => put(Held::Text(text)),
        DataRef::SharedString(text) => put(Held::Text(text)),
        DataRef::Bool(truth) => put(Held::Bool(*truth)),
        DataRef::DateTime(date) => put(day(date).map_or(Held::Number(date.as_f64()), Held::Date)),
        DataRef::Error(error) => put(Held::Error(&error.to_string())),
        DataRef::Empty if formula => put(Held::Unfinished),
        DataRef::Empty => Ok(()),
    }
}

fn known(value: &DataRef<'_>, formula: bool) -> Known {
    match value {
        _ if formula => Known::Other,
        DataRef::Float(number) => Known::Number(*number),
        DataRef::SharedString(text) => Known::Text((*text).to_owned()),
        DataRef::DateTime(date) => Dated::of(date).map_or(Known::Other, |dated| Known::Date(date.as_f64(), dated)),
        DataRef::Empty => Known::Nothing,
        DataRef::Int(_) | DataRef::String(_) | DataRef::DateTimeIso(_) | DataRef::DurationIso(_) | DataRef::Bool(_) | DataRef::Error(_) => {
            Known::Other
        }
    }
}

/// How numbers are shown as dates: as days or as durations, and whether the workbook counts days from 1904.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Dated(ExcelDateTimeType, bool);

impl Dated {
    pub(super) fn of(date: &ExcelDateTime) -> Option<Self> {
        let kinds = [ExcelDateTimeType::DateTime, ExcelDateTimeType::TimeDelta];
        let mut all = kinds.into_iter().flat_map(|kind| [Self(kind, false), Self(kind, true)]);
        all.find(|dated| dated.date(date.as_f64()) == *date)
    }

    fn date(self, number: f64) -> ExcelDateTime {
        ExcelDateTime::new(number, self.0, self.1)
    }

    /// What a cell with this number holds.
    pub fn held(self, number: f64) -> Held<'static> {
        day(&self.date(number)).map_or(Held::Number(number), Held::Date)
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
