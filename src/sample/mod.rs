//! An invented office: a congress or several, over some half years, as workbooks
//! that look like those an office keeps, for trying the program out and for
//! measuring it. What stations keep, and inspections, are not spoilt: the delegates' rubric
//! does not read them. In flows a seed, out flow files; the same options give the same
//! bytes. Knows neither the reader nor any rubric; that the sheets fit
//! `rubrics/township.toml` is for tests to show.

mod delimited;
mod dice;
mod dirt;
mod grid;
mod half;
mod holidays;
mod names;
pub mod nation;
mod oddities;
mod papers;
mod people;
mod signers;
mod tables;
#[cfg(test)]
mod tests;
mod town;
mod words;
mod workbook;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::base::whole;

use dice::Dice;
use dirt::{plant, Planted};
use grid::{Book, Grid};
use half::Half;
use names::Names;
use town::Town;

/// What kind of files to write.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Format {
    /// Excel workbooks of several sheets.
    #[default]
    Xlsx,
    /// A comma-separated file a sheet.
    Csv,
    /// The large tables of [`nation`].
    Parquet,
}

/// What to invent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Options {
    /// Delegates in all congresses together; without it 82 in each.
    pub subjects: Option<usize>,
    /// Congresses; with more than one, each has its folder in that of the period.
    pub congresses: usize,
    /// Half years: four are 2024-H1 to 2025-H2, fewer end with 2025-H2.
    pub periods: u32,
    /// Other seeds give other people and other figures.
    pub seed: u64,
    /// Kind of files.
    pub format: Format,
    /// Faults planted in a thousand rows.
    pub dirt_per_mille: usize,
    /// Whether copied suggestions, arranged ballots and double sign-ins are planted.
    pub oddities: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { subjects: None, congresses: 1, periods: 4, seed: 2025, format: Format::Xlsx, dirt_per_mille: 0, oddities: false }
    }
}

/// Writes the sample below `out` and gives the files in the order written. With
/// planted faults, `planted.json` lists them; with oddities, `oddities.json` does.
///
/// # Errors
/// When a folder or a file cannot be written.
pub fn write(options: &Options, out: &Path) -> io::Result<Vec<PathBuf>> {
    if options.format == Format::Parquet {
        return nation::write(options, out, 0, &mut |_, _| ());
    }
    let towns = towns(options);
    let halves = Half::run(options.periods);
    let mut written = Vec::new();
    let mut planted = Vec::new();
    let mut odd = Vec::new();
    for &half in &halves {
        for town in &towns {
            let mut folder = PathBuf::from(half.folder());
            if towns.len() > 1 {
                folder.push(&town.name);
            }
            let mut books = tables::books(town, half);
            if options.oddities && is_last_of_first(town, half, &halves) {
                odd.extend(oddities::plant(town, half, &mut books, &|book, grid| file_of(options, &folder, book, grid)));
            }
            if options.dirt_per_mille > 0 {
                let structure = is_disordered(options, town, half, &halves);
                planted.extend(spoil(options, town, half, &mut books, &folder, structure));
            }
            books.push(tables::station_book(town, half));
            books.push(tables::inspection_book(town, half));
            let below = out.join(&folder);
            fs::create_dir_all(&below).map_err(|error| whole::about(&error, &below))?;
            let before = written.len();
            for book in &books {
                written.extend(save(options.format, book, half, &below)?);
            }
            if let (true, Some(first)) = (is_disordered(options, town, half, &halves), written.get(before)) {
                let (files, faults) = dirt::files::plant(first, &folder)?;
                written.extend(files);
                planted.extend(faults);
            }
        }
    }
    if options.dirt_per_mille > 0 {
        written.push(save_planted(&planted, "planted.json", out)?);
    }
    if options.oddities {
        written.push(save_planted(&odd, "oddities.json", out)?);
    }
    Ok(written)
}

/// Whether tables, columns and files are out of order too: the last half year of the first town.
fn is_disordered(options: &Options, town: &Town, half: Half, halves: &[Half]) -> bool {
    options.dirt_per_mille > 0 && is_last_of_first(town, half, halves)
}

fn is_last_of_first(town: &Town, half: Half, halves: &[Half]) -> bool {
    town.index == 0 && Some(&half) == halves.last()
}

/// The path of a sheet's file within the sample.
fn file_of(options: &Options, folder: &Path, book: &Book, grid: Option<&Grid>) -> String {
    let name = match (options.format, grid) {
        (Format::Csv, Some(grid)) => format!("{}.csv", grid.sheet),
        (Format::Csv, None) => String::new(),
        (Format::Xlsx | Format::Parquet, _) => format!("{}.xlsx", book.file),
    };
    let parts: Vec<_> = folder.iter().map(|part| part.to_string_lossy()).collect();
    format!("{}/{name}", parts.join("/"))
}

fn towns(options: &Options) -> Vec<Town> {
    let congresses = options.congresses.max(1);
    let all = options.subjects.unwrap_or(82 * congresses);
    let mut names = Names::default();
    (0..congresses)
        .map(|index| {
            let count = all / congresses + usize::from(index < all % congresses);
            Town::new(options.seed, index, count, &mut names)
        })
        .collect()
}

fn spoil(options: &Options, town: &Town, half: Half, books: &mut Vec<Book>, folder: &Path, structure: bool) -> Vec<Planted> {
    let dice: Dice = town.dice(half, "dirt");
    let file = |book: &Book, grid: Option<&Grid>| file_of(options, folder, book, grid);
    let mut planted = plant(town, dice, books, options.dirt_per_mille, structure, &file);
    if options.format == Format::Csv {
        // A text file has no sheets.
        for fault in &mut planted {
            fault.sheet = None;
            // Nor error values, only texts.
            if fault.code == dirt::ERROR_VALUE {
                fault.code = dirt::NOT_A_NUMBER;
            }
        }
    }
    planted
}

/// One workbook, or a file for each of its sheets.
fn save(format: Format, book: &Book, half: Half, folder: &Path) -> io::Result<Vec<PathBuf>> {
    match format {
        Format::Xlsx | Format::Parquet => {
            let path = folder.join(format!("{}.xlsx", book.file));
            workbook::write(book, half.last_day(), &path)?;
            Ok(vec![path])
        }
        Format::Csv => book
            .grids
            .iter()
            .map(|grid| {
                let path = folder.join(format!("{}.csv", grid.sheet));
                delimited::write(grid, &path).map(|()| path)
            })
            .collect(),
    }
}

fn save_planted<T: Serialize>(planted: &[T], name: &str, out: &Path) -> io::Result<PathBuf> {
    let path = out.join(name);
    let text = serde_json::to_string_pretty(planted).map_err(io::Error::other)?;
    fs::create_dir_all(out).map_err(|error| whole::about(&error, out))?;
    whole::write((text + "\n").as_bytes(), &path)?;
    Ok(path)
}
