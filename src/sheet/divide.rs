//! The tables of a sheet, where several stand on it: above one another, and side by side.
//!
//! In: a sheet, its names, the rubric's tables. Out: its parts, each with what it is. A sheet with one header stays whole.

use std::collections::BTreeSet;

use super::called::Called;
use super::fit::{fit, Fit, Layout};
use super::grid::{Area, RawSheet};
use super::plan::Plan;
use super::words::{HeaderWords, Heading};
use crate::base::text::{squeeze, Say};

/// A header may have so many rows below its first.
const LOWER_ROWS: u32 = 2;

/// A part of a sheet.
pub struct Part<'p, 'a> {
    /// Where it stands, its titles and header included.
    pub area: Area,
    /// What it is.
    pub fit: Fit<'p, 'a>,
    /// Its own cells; nothing where it is the whole sheet.
    pub cells: Option<RawSheet>,
    /// Whether tables stand beside it in the same rows.
    pub beside: bool,
    /// Where its own header begins, as far as its words tell.
    pub heading: Option<Heading>,
}

impl Part<'_, '_> {
    /// Id of the table that it is.
    fn table(&self) -> Option<String> {
        if let Fit::Table(plan, _) = &self.fit {
            Some(plan.table.id.clone())
        } else {
            None
        }
    }

    /// Whether anything stands below its header.
    fn has_rows(&self) -> bool {
        let last = self.cells.as_ref().and_then(|cells| cells.rows.last());
        last.zip(self.heading).is_some_and(|(row, heading)| row.number > heading.bottom)
    }
}

/// What the parts of a sheet are. There is always one, and where one is a table, those that are none stand below or above it.
pub fn parts<'p, 'a>(sheet: &RawSheet, called: &Called, plans: &'p [Plan<'a>], words: &HeaderWords) -> Vec<Part<'p, 'a>> {
    let whole = fit(sheet, called, plans);
    let bands = bands(sheet, called, plans, words, &whole);
    let mut parts: Vec<Part> = Vec::new();
    for (index, (area, heading)) in bands.iter().enumerate() {
        let called = if index == 0 { called.clone() } else { called.further() };
        let band = if bands.len() == 1 { None } else { Some(sheet.part(area)) };
        let cells = band.as_ref().unwrap_or(sheet);
        let fitted = if bands.len() == 1 { None } else { Some(fit(cells, &called, plans)) };
        let columns = side_by_side(cells, &called, plans, fitted.as_ref().unwrap_or(&whole));
        if columns.len() < 2 {
            let Some(fit) = fitted else {
                return vec![Part { area: Area::ALL, fit: whole, cells: None, beside: false, heading: None }];
            };
            parts.push(Part { area: *area, fit, cells: band, beside: false, heading: *heading });
            continue;
        }
        for (index, (left, right)) in columns.iter().enumerate() {
            let area = Area { left: *left, right: *right, ..*area };
            let called = if index == 0 { called.clone() } else { called.further() };
            let cells = sheet.part(&area);
            parts.push(Part { area, fit: fit(&cells, &called, plans), cells: Some(cells), beside: true, heading: *heading });
        }
    }
    if parts.iter().any(|part| matches!(part.fit, Fit::Table(..))) {
        forgive_what_is_above(&mut parts);
        parts
    } else {
        vec![Part { area: Area::ALL, fit: whole, cells: None, beside: false, heading: None }]
    }
}

/// What stands above a table and lacks its columns is no second attempt at it, but a line of units or a table of its own.
fn forgive_what_is_above(parts: &mut Vec<Part>) {
    let found: BTreeSet<String> = parts.iter().filter_map(Part::table).collect();
    for part in parts.iter_mut() {
        if matches!(&part.fit, Fit::Lacking(plan, _) if found.contains(&plan.table.id)) {
            part.fit = Fit::Unknown(Say::default());
        }
    }
    let mut above = true;
    parts.retain(|part| {
        above &= part.table().is_none();
        !above || part.has_rows()
    });
}

/// The sheet from header to header: rows that belong together.
fn bands(sheet: &RawSheet, called: &Called, plans: &[Plan], words: &HeaderWords, whole: &Fit) -> Vec<(Area, Option<Heading>)> {
    let mut headings = words.headings(sheet);
    if let Fit::Table(_, layout) | Fit::Lacking(_, layout) = whole {
        let own = Heading { title: layout.top, top: layout.top, bottom: layout.bottom, apart: true, sure: true };
        // The words do not always tell a header; its columns do.
        if !headings.iter().any(|heading| heading.top <= own.bottom && own.top <= heading.bottom) {
            headings.push(own);
            headings.sort_by_key(|heading| heading.top);
        }
    }
    let mut bands: Vec<(Area, Option<Heading>)> = Vec::new();
    for heading in headings {
        let Some((above, last)) = bands.last_mut() else {
            bands.push((Area::ALL, Some(heading)));
            continue;
        };
        if last.is_some_and(|last| is_same(sheet, last, heading)) || !begins(sheet, heading, called, plans) {
            continue;
        }
        above.bottom = heading.title.saturating_sub(1);
        bands.push((Area { top: heading.title, ..Area::ALL }, Some(heading)));
    }
    if bands.is_empty() {
        bands.push((Area::ALL, None));
    }
    bands
}

/// Whether the second header is the first, printed again.
fn is_same(sheet: &RawSheet, first: Heading, second: Heading) -> bool {
    let texts =
        |row: u32| sheet.row(row).map(|row| row.cells.iter().map(|(column, cell)| (*column, squeeze(&cell.text()))).collect::<Vec<_>>());
    texts(first.top) == texts(second.top)
}

/// Whether a table begins here, rather than a row of data that holds such words.
fn begins(sheet: &RawSheet, heading: Heading, called: &Called, plans: &[Plan]) -> bool {
    if heading.apart && heading.sure {
        return true;
    }
    let header = sheet.part(&Area { top: heading.title, bottom: heading.top + LOWER_ROWS, ..Area::ALL });
    matches!(fit(&header, &called.further(), plans), Fit::Table(_, layout) if layout.top == heading.top)
}

/// First and last column of each of the tables that stand side by side; one where there is only one.
fn side_by_side(band: &RawSheet, called: &Called, plans: &[Plan], fitted: &Fit) -> Vec<(u32, u32)> {
    let (Fit::Table(_, layout) | Fit::Lacking(_, layout)) = fitted else { return vec![(1, u32::MAX)] };
    let header = band.part(&Area { bottom: layout.bottom, ..Area::ALL });
    let part = |left: u32, right: u32| header.part(&Area { left, right, ..Area::ALL });
    let mut found = Vec::new();
    let mut rest = layout.heads.as_slice();
    let mut left = 1;
    loop {
        let own = if found.is_empty() { called.clone() } else { called.further() };
        let is_cut = |cut: &u32| {
            fit(&part(left, cut - 1), &own, plans).is_sound()
                && matches!(fit(&part(*cut, u32::MAX), &called.further(), plans), Fit::Table(..))
        };
        let mut cuts = cuts(band, layout, rest).into_iter();
        let Some(cut) = cuts.find(is_cut) else { break };
        found.push((left, cut - 1));
        rest = rest.split_at(rest.partition_point(|(column, _)| *column < cut)).1;
        left = cut;
    }
    found.push((left, u32::MAX));
    found
}

/// Columns where a second table may begin: where the first header stands again, behind an empty column, where two headers stand again.
fn cuts(band: &RawSheet, layout: &Layout, heads: &[(u32, String)]) -> Vec<u32> {
    let texts: Vec<String> = heads.iter().map(|(_, text)| squeeze(text)).collect();
    let behind_gap = |index: usize| {
        let before = index.checked_sub(1).and_then(|before| heads.get(before)).map(|(column, _)| *column);
        let own = heads.get(index).map(|(column, _)| *column);
        before.zip(own).is_some_and(|(before, own)| (before + 1..own).any(|column| is_empty(band, layout, column)))
    };
    let again = |index: usize| {
        let (left, right) = texts.split_at(index);
        let left: BTreeSet<&String> = left.iter().collect();
        right.iter().filter(|text| left.contains(text)).count()
    };
    let mut ranked: Vec<(u8, u32)> = Vec::new();
    for (index, (column, _)) in heads.iter().enumerate().skip(1) {
        let rank = if texts.get(index) == texts.first() && again(index) > 1 {
            0
        } else if behind_gap(index) {
            1
        } else if again(index) > 1 {
            2
        } else {
            continue;
        };
        ranked.push((rank, *column));
    }
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, column)| column).collect()
}

/// Whether no header stands in the column, and none is merged over it.
fn is_empty(band: &RawSheet, layout: &Layout, column: u32) -> bool {
    (layout.top..=layout.bottom).all(|row| band.shown(row, column).is_none())
}
