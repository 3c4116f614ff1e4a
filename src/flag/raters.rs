//! Raters far from the others, on sheets with a row for each rater and a column for each of those rated.

use std::collections::BTreeMap;

use super::eyes::{quantity, Eyes};
use super::{Figure, Flag, Kind, Look, Source};
use crate::base::exact::Exact;
use crate::base::place::Place;
use crate::base::text::Say;
use crate::fact::evidence::{Entry, EvidenceTable};
use crate::rubric::model::Table;
use crate::stats::outliers;
use crate::stats::raters::{severity, Rater};

/// At least this part of the scale off the others: 5 of 100 points.
const SHARE: f64 = 0.05;
/// So many marks before a straight line says something.
const MANY: u32 = 8;
/// Fewer raters have no usual.
const RATERS: usize = 5;

/// A sheet of marks.
struct Matrix<'e> {
    table: &'e Table,
    /// The raters' rows.
    raters: Vec<Place>,
    found: Vec<Option<Rater>>,
    range: f64,
}

pub(super) fn severe(eyes: &Eyes) -> (Look, Vec<Flag>) {
    let matrices = matrices(eyes);
    let flags = matrices.iter().flat_map(|matrix| {
        let far = outliers::severe(&matrix.found, matrix.range, SHARE);
        let told = matrix.raters.iter().zip(&matrix.found).zip(far);
        told.filter_map(|((place, rater), distance)| Some(severe_flag(place, (*rater)?, distance?))).collect::<Vec<_>>()
    });
    (look(eyes, Kind::SevereRater, &matrices), flags.collect())
}

pub(super) fn straight(eyes: &Eyes) -> (Look, Vec<Flag>) {
    let matrices = matrices(eyes);
    let flags = matrices.iter().flat_map(|matrix| {
        let told = matrix.raters.iter().zip(&matrix.found);
        told.filter_map(|(place, rater)| straight_flag(place, (*rater)?)).collect::<Vec<_>>()
    });
    (look(eyes, Kind::StraightRater, &matrices), flags.collect())
}

fn look(eyes: &Eyes, kind: Kind, matrices: &[Matrix]) -> Look {
    let mut read: Vec<(&str, Vec<&str>)> = Vec::new();
    for matrix in matrices {
        if read.iter().all(|(table, _)| *table != matrix.table.id) {
            read.push((&matrix.table.id, Vec::new()));
        }
    }
    eyes.look(kind, &read, matrices.iter().map(|matrix| matrix.raters.len()).sum())
}

fn matrices<'e>(eyes: &Eyes<'e>) -> Vec<Matrix<'e>> {
    let mut matrices = Vec::new();
    for (rule, table) in eyes.tables() {
        let Some(wide) = rule.wide.as_ref().filter(|_| rule.column("rater").is_some()) else { continue };
        let mut sheets: BTreeMap<Place, Vec<&Entry>> = BTreeMap::new();
        for entry in own(table) {
            sheets.entry(entry.place.at(0, 0)).or_default().push(entry);
        }
        matrices.extend(sheets.into_values().filter_map(|entries| matrix(rule, &wide.cell, &entries)));
    }
    matrices
}

/// Marks that count, and those on oneself never.
fn own(table: &EvidenceTable) -> impl Iterator<Item = &Entry> {
    table.entries.iter().filter(|entry| entry.aside.is_none())
}

fn matrix<'e>(rule: &'e Table, cell: &str, entries: &[&Entry]) -> Option<Matrix<'e>> {
    let mut raters: Vec<Place> = entries.iter().map(|entry| entry.place.at(entry.place.row, 0)).collect();
    raters.sort();
    raters.dedup();
    let mut rows: BTreeMap<u32, Vec<Option<f64>>> = BTreeMap::new();
    let mut marks: Vec<Exact> = Vec::new();
    for entry in entries {
        let Some(mark) = quantity(entry, cell) else { continue };
        let at = raters.binary_search(&entry.place.at(entry.place.row, 0)).ok()?;
        let row = rows.entry(entry.subject).or_insert_with(|| vec![None; raters.len()]);
        if let Some(place) = row.get_mut(at) {
            *place = Some(mark.to_f64());
        }
        marks.push(mark);
    }
    let between = rule.column(cell).and_then(|column| column.between.clone());
    let (low, high) = between.or_else(|| Some((marks.iter().min()?.clone(), marks.iter().max()?.clone())))?;
    let ratings: Vec<Vec<Option<f64>>> = rows.into_values().collect();
    let found = severity(&ratings);
    (raters.len() >= RATERS).then(|| Matrix { table: rule, raters, found, range: (&high - &low).to_f64() })
}

fn severe_flag(place: &Place, rater: Rater, distance: f64) -> Flag {
    let severity = rater.severity;
    let milder = severity > 0.0;
    let (zh, en) = if milder { ("高", "above") } else { ("低", "below") };
    let off = severity.abs();
    let subjects = rater.subjects;
    Flag {
        kind: Kind::SevereRater,
        who: Vec::new(),
        sources: vec![Source::cell(place.clone(), "")],
        figures: vec![
            Figure::new("subjects", "共同评价人数", "rated in common", &subjects),
            Figure::new("severity", "与他人均分之差", "mean less that of the others", &format!("{severity:.2}")),
            Figure::new("distance", "稳健离群值", "robust distance", &format!("{distance:.2}")),
        ],
        seen: Say::new(
            format!("这一行的评分人对 {subjects} 人的评分，平均比其他评分人{zh} {off:.2} 分。"),
            format!("The rater of this row marks {subjects} people on average {off:.2} {en} the other raters."),
        ),
    }
}

fn straight_flag(place: &Place, rater: Rater) -> Option<Flag> {
    let all_same = rater.spread.is_some_and(|spread| spread <= 0.0) && rater.others_spread.is_some_and(|spread| spread > 0.0);
    let subjects = rater.subjects;
    (all_same && subjects >= MANY).then(|| Flag {
        kind: Kind::StraightRater,
        who: Vec::new(),
        sources: vec![Source::cell(place.clone(), "")],
        figures: vec![
            Figure::new("subjects", "共同评价人数", "rated in common", &subjects),
            Figure::new(
                "others-spread",
                "他人评分的标准差",
                "standard deviation of the others",
                &format!("{:.2}", rater.others_spread.unwrap_or_default()),
            ),
        ],
        seen: Say::new(
            format!("这一行的评分人给 {subjects} 人同一个分数，其他评分人有高有低。"),
            format!("The rater of this row gives all {subjects} people the same mark, while the others differ."),
        ),
    })
}
