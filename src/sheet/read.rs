//! Files to tables, the whole way.
//!
//! In: the files found, the rubric, the period. Out: every table of every file, with all problems.
//! Files are read side by side; the result does not depend on it.

mod amended;
mod beside;
mod given;
mod large;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use self::amended::amended;
use self::beside::{lacking, other_table, set_aside};
use super::called::Called;
use super::cell::Calendar;
use super::copies;
use super::corrections::{self, Asked, Target};
use super::divide::parts;
use super::fit::Fit;
use super::fold::Said;
use super::grid::{Area, RawSheet};
use super::plan::Plan;
use super::rows::Reader;
use super::table::{Reading, Source};
use super::words::HeaderWords;
use super::{open, survey};
use crate::base::period::Period;
use crate::base::place::{column_name, Place};
use crate::base::problem::{Fault, Problem};
use crate::base::text::{squeeze, Say};
use crate::base::threads::in_order_told;
use crate::rubric::model::Rubric;

pub use self::given::read_sheets;
pub use self::large::Large;

/// Reads every table of the rubric out of the files.
pub fn read(sources: &[Source], rubric: &Rubric, period: &Period) -> Reading {
    read_told(sources, rubric, period, &|_, _| {})
}

/// The same; `told` hears how many files are done, and how many rows they held.
pub fn read_told(sources: &[Source], rubric: &Rubric, period: &Period, told: &dyn Fn(usize, u64)) -> Reading {
    with_wanted(rubric, |wanted| {
        let files: Vec<_> = sources.iter().map(|source| (source, [].as_slice())).collect();
        let one =
            |source: &Source, stem: &str, opened, targets: &[Target]| one_file((source, stem), opened, targets, wanted, rubric, period);
        settled(each_file(&files, None, &one, &rows_of, told), sources, wanted, rubric, period)
    })
}

/// What the files give together, with what is corrected in them.
fn settled(mut files: Vec<FileReading>, sources: &[Source], wanted: &Wanted, rubric: &Rubric, period: &Period) -> Reading {
    let (uncorrected, aims) = amended(&mut files, sources, wanted, rubric, period);
    let uncorrected = uncorrected.map(|tables| Box::new(Reading { tables, ..Reading::default() }));
    Reading { aims, uncorrected, ..together(files, &BTreeMap::new(), &sources.iter().collect::<Vec<_>>(), rubric, period) }
}

/// How many rows a file holds.
fn rows_of(file: &FileReading) -> u64 {
    file.reading.tables.iter().map(|table| table.rows.len() as u64).sum()
}

fn with_wanted<T>(rubric: &Rubric, work: impl FnOnce(&Wanted) -> T) -> T {
    let plans: Vec<Plan> = rubric.tables.iter().filter(|table| !table.made).map(Plan::new).collect();
    let words = HeaderWords::new(&plans);
    let leaves: Vec<String> = rubric.leaves.iter().map(|name| squeeze(name)).collect();
    work(&Wanted { plans: &plans, words: &words, leaves: &leaves })
}

/// What the files give together; `packed` is what the sheets say of which rows stand for others.
fn together(files: Vec<FileReading>, packed: &BTreeMap<Place, Said>, sources: &[&Source], rubric: &Rubric, period: &Period) -> Reading {
    let (mut reading, mut lacking) = (Reading::default(), BTreeSet::new());
    for file in files {
        reading.tables.extend(file.reading.tables);
        reading.unknown_sheets.extend(file.reading.unknown_sheets);
        reading.notes.extend(file.reading.notes);
        reading.left.extend(file.reading.left);
        reading.problems.extend(file.reading.problems);
        reading.corrections.extend(file.reading.corrections);
        lacking.extend(file.lacking);
    }
    reading.corrections.sort_by(|one, other| (&one.from, &one.target).cmp(&(&other.from, &other.target)));
    let missing = rubric.tables.iter().filter(|table| {
        // A sheet that lacks a column has been told of.
        !table.optional && !lacking.contains(&table.id) && !reading.tables.iter().any(|found| found.id == table.id)
    });
    let missing = missing.map(|table| Problem::new(Fault::TableMissing { sheets: table.sheets.clone() }, Place::default(), ""));
    reading.problems.extend(missing);
    copies::tell(&mut reading, packed, sources, rubric, period);
    reading
}

fn stem(source: &Source) -> String {
    source.path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// What is looked for.
struct Wanted<'w, 'r> {
    plans: &'w [Plan<'r>],
    words: &'w HeaderWords,
    /// Names of sheets of other rubrics, squeezed.
    leaves: &'w [String],
}

impl Wanted<'_, '_> {
    /// Whether the sheet is named as one of another rubric.
    fn leaves(&self, sheet: &str) -> bool {
        let name = squeeze(sheet);
        self.leaves.iter().any(|left| !left.is_empty() && name.contains(left.as_str()))
    }
}

/// Where a sheet comes from.
struct Context<'s> {
    source: &'s Source,
    calendar: Calendar<'s>,
}

/// One sheet of a file, for whoever tries the reader on sheets of its own.
#[cfg(any(test, fuzzing))]
pub(super) fn alone(sheet: &RawSheet, source: &Source, plans: &[Plan], calendar: Calendar) -> Reading {
    let mut file = FileReading::default();
    let wanted = Wanted { plans, words: &HeaderWords::new(plans), leaves: &[] };
    one_sheet(sheet, &Place::file(&source.name), &sheet.name, &Context { source, calendar }, &wanted, &mut file);
    file.reading
}

/// What one file gives.
#[derive(Debug, Clone, Default)]
struct FileReading {
    reading: Reading,
    /// Tables of which a sheet lacks columns.
    lacking: Vec<String>,
    /// Its sheets, each with whether it holds corrections.
    sheets: Vec<(String, bool)>,
    /// What its sheets of corrections ask for.
    asked: Vec<Asked>,
}

/// What a file holds, or its problem.
type Opened = Result<Vec<RawSheet>, Fault>;

/// Makes of a file, the name of its sheet, what it holds and what is corrected in it whatever is wanted.
type One<'o, T> = dyn Fn(&Source, &str, Opened, &[Target]) -> T + Sync + 'o;

/// Opens the files, each with what is corrected in it, several at once, and hands them to `one`; sheets of more rows than `pack` come packed.
fn each_file<T: Send>(
    files: &[(&Source, &[Target])],
    pack: Option<usize>,
    one: &One<T>,
    rows: &(dyn Fn(&T) -> u64 + Sync),
    told: &dyn Fn(usize, u64),
) -> Vec<T> {
    let size = |source: &Source| std::fs::metadata(&source.path).map_or(u64::MAX, |about| about.len());
    let batches = open::batches(&files.iter().map(|(source, _)| size(source)).collect::<Vec<_>>());
    let batch = |index: usize| {
        let batch = batches.get(index).and_then(|batch| files.get(batch.clone())).unwrap_or_default();
        let paths: Vec<_> = batch.iter().map(|(source, _)| (source.path.clone(), stem(source))).collect();
        let mut read = Vec::new();
        open::workbooks(&paths, pack, |opened| {
            if let (Some((source, targets)), Some((_, stem))) = (batch.get(read.len()), paths.get(read.len())) {
                read.push(one(source, stem, opened, targets));
            }
        });
        read
    };
    let all = |read: &Vec<T>| read.iter().map(rows).sum();
    // Batches hold about as much each, so a share of them is about that share of the files.
    let told = |done: usize, rows| told((done * files.len()).checked_div(batches.len()).unwrap_or(0), rows);
    let read = in_order_told(batches.len(), 0, 1, batch, all, &told);
    read.into_iter().flatten().collect()
}

fn one_file(
    (source, stem): (&Source, &str),
    opened: Opened,
    targets: &[Target],
    wanted: &Wanted,
    rubric: &Rubric,
    period: &Period,
) -> FileReading {
    let mut file = FileReading::default();
    match opened {
        Ok(sheets) => {
            let calendar = Calendar { period: source.period.as_ref().unwrap_or(period), language: rubric.locale };
            let name: Arc<str> = source.name.as_str().into();
            for mut sheet in sheets {
                survey::at_the_door(&mut sheet);
                let named = if sheet.named { sheet.name.as_str() } else { "" };
                let place = Place::sheet(&name, &named.into());
                file.sheets.push((named.to_owned(), false));
                correct(&mut sheet, &place, targets, calendar, &mut file);
                one_sheet(&sheet, &place, stem, &Context { source, calendar }, wanted, &mut file);
            }
        }
        Err(fault) => file.reading.problems.push(Problem::new(fault, Place::file(&source.name), "")),
    }
    file
}

/// Makes the corrections of this sheet in it.
fn correct(sheet: &mut RawSheet, place: &Place, targets: &[Target], calendar: Calendar, file: &mut FileReading) {
    let own: Vec<&Target> = targets.iter().filter(|target| target.place.at(0, 0) == *place).collect();
    if !own.is_empty() {
        file.reading.corrections.extend(corrections::apply(sheet, &own, calendar, &mut file.reading.problems));
    }
}

/// Whether the sheet holds corrections; then they are taken from it.
fn is_of_corrections(sheet: &RawSheet, place: &Place, stem: &str, wanted: &Wanted, file: &mut FileReading) -> bool {
    match corrections::form(sheet, stem, wanted.plans) {
        corrections::Found::No => return false,
        corrections::Found::Form(form) => file.asked.extend(corrections::lines(sheet, &form, place, &mut file.reading.problems)),
        corrections::Found::Lacking(header, headers) => {
            let place = place.at(header, 0);
            file.reading.problems.push(Problem::new(Fault::CorrectionColumns { headers }, place, ""));
        }
    }
    if let Some((_, of_corrections)) = file.sheets.last_mut() {
        *of_corrections = true;
    }
    true
}

fn one_sheet(sheet: &RawSheet, place: &Place, stem: &str, from: &Context, wanted: &Wanted, file: &mut FileReading) {
    if let Some((why, (row, column))) = &sheet.broken {
        let why = if *row == 0 {
            Say::new(format!("一个单元格也没有读到：{why}"), format!("not one cell could be read: {why}"))
        } else {
            let cell = format!("{}{row}", column_name(*column));
            Say::new(format!("读到 {cell} 后中断：{why}"), format!("reading broke off after {cell}: {why}"))
        };
        file.reading.problems.push(Problem::new(Fault::FileUnreadable { why }, place.clone(), ""));
    }
    if is_of_corrections(sheet, place, stem, wanted, file) {
        return;
    }
    let mut above: Option<usize> = None;
    let parts = match &sheet.survey {
        Some(survey) => vec![survey::part(sheet, survey, stem, wanted.plans, from.calendar)],
        None => parts(sheet, &Called::new(sheet, stem), wanted.plans, wanted.words),
    };
    for part in parts {
        let cells = part.cells.as_ref().unwrap_or(sheet);
        match part.fit {
            Fit::Table(plan, layout) => {
                let (area, beside) = (part.area, part.beside);
                let reader =
                    Reader { sheet: cells, plan, layout: &layout, area, beside, place, source: from.source, calendar: from.calendar };
                let (table, problems) = reader.read();
                if area.left == 1 {
                    above = Some(file.reading.tables.len());
                }
                file.reading.tables.push(table);
                file.reading.problems.extend(problems);
            }
            Fit::Lacking(..) | Fit::Unknown(_) if part.area == Area::ALL && wanted.leaves(&sheet.name) => {
                file.reading.left.push(place.clone());
            }
            Fit::Lacking(plan, layout) => {
                file.reading.problems.extend(lacking(&plan.table.id, &layout, place));
                file.lacking.push(plan.table.id.clone());
                set_aside(cells, above, file);
            }
            Fit::Unknown(nearest) => {
                if let Some(heading) = part.heading.filter(|_| part.area != Area::ALL) {
                    file.reading.problems.extend(other_table(cells, heading, nearest, place));
                    set_aside(cells, above, file);
                } else {
                    file.reading.problems.push(Problem::new(Fault::SheetUnknown { nearest }, place.clone(), sheet.name.clone()));
                    file.reading.unknown_sheets.push(place.clone());
                }
            }
            Fit::Notes => file.reading.notes.push(place.clone()),
            Fit::Empty => {}
        }
    }
}
