//! Files of which some sheets have very many rows: these stay packed until it is known what anybody looks at in them.
//!
//! In: files as [`read_told`](super::read_told) takes them. Out: what they give, as often as it is asked for, with rows that stand for
//! others; or, where sheets are not plain, all rows as ever. A file is opened once.

use std::collections::BTreeMap;

use super::{each_file, one_file, rows_of, settled, stem, together, with_wanted, Calendar, FileReading, Opened, Wanted};
use crate::base::period::Period;
use crate::base::place::Place;
use crate::base::problem::Problem;
use crate::rubric::model::{Rubric, Table};
use crate::sheet::corrections::Target;
use crate::sheet::fold::{Folded, Given, Looked, Said};
use crate::sheet::grid::{Area, RawSheet};
use crate::sheet::table::{Reading, Source};

/// Files that are read.
pub struct Large<'l> {
    sources: &'l [Source],
    rubric: &'l Rubric,
    period: &'l Period,
    files: Vec<File>,
    /// By number of file and sheet.
    folded: BTreeMap<(usize, usize), Folded>,
}

/// A file.
enum File {
    /// All of it is read.
    Read(Box<FileReading>),
    /// A sheet of it is packed.
    Packed(Vec<RawSheet>),
}

impl<'l> Large<'l> {
    /// Reads files; sheets of more rows than `pack` are packed.
    pub fn read(sources: &'l [Source], rubric: &'l Rubric, period: &'l Period, pack: usize, told: &dyn Fn(usize, u64)) -> Self {
        let files = with_wanted(rubric, |wanted| {
            let files: Vec<_> = sources.iter().map(|source| (source, [].as_slice())).collect();
            let one = |source: &Source, stem: &str, opened: Opened, targets: &[Target]| match opened {
                Ok(sheets) if sheets.iter().any(|sheet| sheet.packed.is_some()) => File::Packed(sheets),
                opened => File::Read(Box::new(one_file((source, stem), opened, targets, wanted, rubric, period))),
            };
            each_file(&files, Some(pack), &one, &File::rows, told)
        });
        Self { sources, rubric, period, files, folded: BTreeMap::new() }
    }

    /// Whether any sheet is packed.
    pub fn is_any(&self) -> bool {
        self.files.iter().any(|file| matches!(file, File::Packed(_)))
    }

    /// What the files give of which all is read: rosters, as a rule.
    pub fn others(&self) -> Reading {
        let read = self.files.iter().filter_map(|file| if let File::Read(file) = file { Some(file.as_ref().clone()) } else { None });
        together(read.collect(), &BTreeMap::new(), &self.sources(), self.rubric, self.period)
    }

    /// Folds every packed sheet; whether that can be done.
    pub fn fold(&mut self, looked: &dyn Fn(&Table) -> Option<Looked>) -> bool {
        let corrected = self.files.iter().any(|file| matches!(file, File::Read(file) if !file.asked.is_empty()));
        if corrected {
            return false;
        }
        let folded = with_wanted(self.rubric, |wanted| {
            let packed = packed(&self.files).map(|(at, sheet)| {
                let source = self.sources.get(at.0)?;
                let given =
                    Given { plans: wanted.plans, words: wanted.words, stem: &stem(source), calendar: self.calendar(source), looked };
                Some((at, Folded::new(sheet, given)?))
            });
            packed.collect::<Option<BTreeMap<_, _>>>()
        });
        self.folded = folded.unwrap_or_default();
        !self.folded.is_empty()
    }

    /// What all files give, with rows that stand for others; nothing where a sheet turns out to be more than one plain table.
    pub fn folded(&self) -> Option<Reading> {
        with_wanted(self.rubric, |wanted| {
            let files = self.files.iter().enumerate().map(|(number, file)| self.file(number, file, wanted));
            let files = files.collect::<Option<Vec<_>>>()?;
            let said = self.folded.iter().map(|(at, folded)| self.said(*at, folded, wanted));
            let said = said.collect::<Option<BTreeMap<_, _>>>()?;
            let corrected = files.iter().any(|file| !file.asked.is_empty());
            (!corrected).then(|| together(files, &said, &self.sources(), self.rubric, self.period))
        })
    }

    /// What a folded sheet says, by its place.
    fn said<'s>(&'s self, (file, at): (usize, usize), folded: &'s Folded, wanted: &'s Wanted) -> Option<(Place, Said<'s>)> {
        let (source, Some(File::Packed(sheets))) = (self.sources.get(file)?, self.files.get(file)) else { return None };
        let sheet = sheets.get(at)?;
        Some((place(source, sheet), folded.said(sheet, wanted.plans, self.calendar(source))?))
    }

    fn calendar(&self, source: &'l Source) -> Calendar<'l> {
        Calendar { period: source.period.as_ref().unwrap_or(self.period), language: self.rubric.locale }
    }

    fn sources(&self) -> Vec<&'l Source> {
        self.sources.iter().collect()
    }

    fn file(&self, number: usize, file: &File, wanted: &Wanted) -> Option<FileReading> {
        let sheets = match file {
            File::Read(read) => return Some(read.as_ref().clone()),
            File::Packed(sheets) => sheets,
        };
        let source = self.sources.get(number)?;
        let small = sheets.iter().enumerate().map(|(at, sheet)| match self.folded.get(&(number, at)) {
            Some(folded) => folded.sheet(sheet),
            None => sheet.with_rows(sheet.rows.clone()),
        });
        let read = one_file((source, &stem(source)), Ok(small.collect()), &[], wanted, self.rubric, self.period);
        let as_told = self.folded.range((number, 0)..=(number, usize::MAX)).all(|((_, at), folded)| {
            let place = sheets.get(*at).map(|sheet| place(source, sheet));
            let tables: Vec<_> = read.reading.tables.iter().filter(|table| Some(&table.place) == place.as_ref()).collect();
            // Where something else stands below, rows belong to it by where they stand.
            matches!(tables.as_slice(), [only] if (&only.id, only.header_row, only.area) == (&folded.table, folded.layout.bottom, Area::ALL))
        });
        as_told.then_some(read)
    }

    /// Asks for all rows that are told of through a row that stands for them; whether there are any, and nothing where they are too many.
    pub fn part(&mut self, problems: &[Problem]) -> Option<bool> {
        let mut parted = false;
        for (at, sheet) in packed(&self.files) {
            let (Some(source), Some(folded), Some(packed)) = (self.sources.get(at.0), self.folded.get_mut(&at), &sheet.packed) else {
                return None;
            };
            let place = place(source, sheet);
            let told = problems.iter().flat_map(|problem| std::iter::once(&problem.place).chain(&problem.related));
            for told in told.filter(|told| told.row > 0 && told.file == place.file && told.sheet == place.sheet) {
                parted |= folded.part(packed, told.row);
            }
            if !folded.is_worth_it(packed) {
                return None;
            }
        }
        Some(parted)
    }

    /// What all files give, row by row.
    pub fn whole(self) -> Reading {
        let Self { sources, rubric, period, files, .. } = self;
        with_wanted(rubric, |wanted| {
            let files = files.into_iter().zip(sources).map(|(file, source)| match file {
                File::Read(read) => *read,
                File::Packed(mut sheets) => {
                    sheets.iter_mut().for_each(RawSheet::unpack);
                    one_file((source, &stem(source)), Ok(sheets), &[], wanted, rubric, period)
                }
            });
            settled(files.collect(), sources, wanted, rubric, period)
        })
    }
}

impl File {
    fn rows(&self) -> u64 {
        match self {
            Self::Read(read) => rows_of(read),
            Self::Packed(sheets) => {
                sheets.iter().map(|sheet| sheet.packed.as_ref().map_or(sheet.rows.len(), super::super::packed::Packed::len) as u64).sum()
            }
        }
    }
}

/// Every packed sheet with its numbers of file and sheet.
fn packed(files: &[File]) -> impl Iterator<Item = ((usize, usize), &RawSheet)> {
    files.iter().enumerate().flat_map(|(number, file)| {
        let sheets = match file {
            File::Packed(sheets) => sheets.as_slice(),
            File::Read(_) => &[],
        };
        let packed = sheets.iter().enumerate().filter(|(_, sheet)| sheet.packed.is_some());
        packed.map(move |(at, sheet)| ((number, at), sheet))
    })
}

fn place(source: &Source, sheet: &RawSheet) -> Place {
    let named = if sheet.named { sheet.name.as_str() } else { "" };
    Place::sheet(&source.name.as_str().into(), &named.into())
}
