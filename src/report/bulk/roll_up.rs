//! Congresses added up by county, by province, and all together.
//!
//! In: one congress after another. Out: rows of every level, as a workbook and as a table. Subjects that the rubric ranks apart
//! (town and district delegates of one congress) are added up apart.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use rust_xlsxwriter::XlsxError;

use super::figures::{Figures, Gathered};
use super::{sheets, table, Common, Congress, Failed, ROLL_UP, TABLE};
use crate::base::whole::about;
use crate::fact::evidence::Subject;
use crate::fact::roster_word;
use crate::report::Output;
use crate::rubric::model::Rubric;

/// Gathers what all congresses come to.
pub(super) struct RollUp<'a> {
    common: Common<'a>,
    /// Everybody, then each level but the last.
    levels: Vec<Level>,
    /// The last level: the congresses themselves.
    congresses: Vec<Row>,
    taken: usize,
}

/// Groups of congresses, in order of their first one.
#[derive(Default)]
struct Level {
    places: BTreeMap<Vec<String>, usize>,
    groups: Vec<(Vec<String>, BTreeMap<String, Gathered>)>,
}

/// A line of the roll-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Province, county, congress: as many as the level has.
    pub names: Vec<String>,
    /// What the rubric ranks apart within a congress; empty where it does not.
    pub kind: String,
    pub figures: Figures,
    /// Path of the workbook; of a congress only.
    pub file: Option<String>,
}

/// All lines.
pub(super) struct Rows {
    /// Everybody, then level by level, the congresses last.
    pub levels: Vec<Vec<Row>>,
}

impl<'a> RollUp<'a> {
    pub(super) fn new(common: Common<'a>) -> Self {
        let levels = (0..common.each.len().max(1)).map(|_| Level::default()).collect();
        Self { common, levels, congresses: Vec::new(), taken: 0 }
    }

    pub(super) fn add(&mut self, congress: &Congress, places: &[String]) {
        let rubric = self.common.rubric;
        let stopped: BTreeSet<&String> = congress.stopped.iter().collect();
        let mut kinds: BTreeMap<String, Gathered> = BTreeMap::new();
        for (subject, standing) in congress.subjects.iter().zip(&congress.outcome.standings) {
            let own = kinds.entry(kind(rubric, self.common.each, subject)).or_default();
            own.take(rubric, standing, stopped.contains(&subject.peer));
        }
        for (depth, level) in self.levels.iter_mut().enumerate() {
            level.add(congress.names.get(..depth).unwrap_or_default(), &kinds);
        }
        let file = places.get(self.taken);
        self.taken += 1;
        let decimals = rubric.rounding.decimals;
        self.congresses.extend(kinds.into_iter().map(|(kind, gathered)| Row {
            names: congress.names.clone(),
            kind,
            figures: Figures { congresses: 1, ..gathered.figures(decimals) },
            file: file.cloned(),
        }));
    }

    /// The workbook and the table; long sheets go into a file of this folder while they are written.
    pub(super) fn outputs(self, folder: Option<&Path>) -> Result<Vec<Output>, Failed> {
        let common = self.common;
        let rows = self.rows();
        let book = sheets::book(&common, &rows, folder).map_err(|error| failed(error, folder))?;
        let table = table::table(&common, &rows).map_err(|error| Failed::Book(error.to_string()))?;
        Ok(vec![Output { name: ROLL_UP.to_owned(), bytes: book }, Output { name: TABLE.to_owned(), bytes: table }])
    }

    pub(super) fn rows(self) -> Rows {
        let decimals = self.common.rubric.rounding.decimals;
        let mut levels: Vec<Vec<Row>> = self.levels.into_iter().map(|level| level.rows(decimals)).collect();
        levels.push(self.congresses);
        Rows { levels }
    }
}

/// No room for the rows of a long sheet is no fault of the program.
pub(super) fn failed(error: XlsxError, folder: Option<&Path>) -> Failed {
    if let XlsxError::TempFileError(_, why) | XlsxError::IoError(why) = error {
        return Failed::Disk(match folder {
            Some(folder) => about(&why, &folder.join(ROLL_UP)),
            None => io::Error::new(why.kind(), format!("{ROLL_UP}（临时文件夹 / folder for temporary files）: {why}")),
        });
    }
    Failed::Book(error.to_string())
}

impl Level {
    fn add(&mut self, names: &[String], kinds: &BTreeMap<String, Gathered>) {
        let place = self.places.get(names).copied().unwrap_or(self.groups.len());
        if place == self.groups.len() {
            self.places.insert(names.to_vec(), place);
            self.groups.push((names.to_vec(), BTreeMap::new()));
        }
        if let Some((_, group)) = self.groups.get_mut(place) {
            for (kind, gathered) in kinds {
                group.entry(kind.clone()).or_default().add(gathered);
            }
        }
    }

    fn rows(self, decimals: u32) -> Vec<Row> {
        let rows = self.groups.into_iter().flat_map(|(names, kinds)| {
            kinds.into_iter().map(move |(kind, gathered)| Row {
                names: names.clone(),
                kind,
                figures: gathered.figures(decimals),
                file: None,
            })
        });
        rows.collect()
    }
}

/// What else than the congress parts peer groups: `镇级`.
fn kind(rubric: &Rubric, each: &[String], subject: &Subject) -> String {
    let others = rubric.peers.iter().filter(|column| !each.contains(column));
    let words = others.map(|column| roster_word(rubric, column, &subject.columns)).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("/")
}
