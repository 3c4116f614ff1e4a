//! Files that corrections name, read once more with these.

use std::collections::BTreeMap;

use super::{each_file, one_file, rows_of, FileReading, Wanted};
use crate::base::period::Period;
use crate::base::place::Place;
use crate::rubric::model::Rubric;
use crate::sheet::corrections::{self, Asked, Listed, Target};
use crate::sheet::table::{Reading, Source, Table};

/// The tables without corrections, where any was made; and what each line of corrections is about.
type Amended = (Option<Vec<Table>>, BTreeMap<Place, corrections::Aim>);

/// Reads the files again that corrections name, this time with these; the tables as they were before, where any was made.
/// No file is read twice without need, and no more than one is held at a time.
pub(super) fn amended(files: &mut [FileReading], sources: &[Source], wanted: &Wanted, rubric: &Rubric, period: &Period) -> Amended {
    let asked: Vec<Asked> = files.iter_mut().flat_map(|file| std::mem::take(&mut file.asked)).collect();
    if asked.is_empty() {
        return Amended::default();
    }
    let before: Vec<Table> = files.iter().flat_map(|file| file.reading.tables.iter().cloned()).collect();
    let of_file = |(file, source): (&FileReading, &Source)| Listed {
        name: source.name.clone(),
        sheets: file.sheets.clone(),
        notes: file.reading.notes.clone(),
    };
    let listed: Vec<Listed> = files.iter().zip(sources).map(of_file).collect();
    let mut told = Vec::new();
    let known = corrections::Files { listed: &listed, tables: &before, rubric };
    let aims = corrections::aims(&asked, &known);
    let targets = corrections::targets(asked, &known, &mut told);
    let named = files.iter_mut().zip(sources).filter_map(|(file, source)| Some((file, (source, targets.get(&source.name)?.as_slice()))));
    let (named, again): (Vec<&mut FileReading>, Vec<_>) = named.unzip();
    let one = |source: &Source, stem: &str, opened, targets: &[Target]| one_file((source, stem), opened, targets, wanted, rubric, period);
    for (file, mut again) in named.into_iter().zip(each_file(&again, None, &one, &rows_of, &|_, _| {})) {
        // Whoever mends a cell that a correction wrote must know the correction.
        let FileReading { reading: Reading { problems, corrections, .. }, .. } = &mut again;
        for problem in problems {
            problem.related.extend(corrections.iter().filter(|one| one.target == problem.place).map(|one| one.from.clone()));
        }
        *file = again;
    }
    let corrected = files.iter().any(|file| !file.reading.corrections.is_empty());
    if let Some(file) = files.first_mut() {
        file.reading.problems.extend(told);
    }
    (corrected.then_some(before), aims)
}
