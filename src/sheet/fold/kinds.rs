//! Rows by kind: which rows are the same for whoever reads them.
//!
//! In: the rows of a packed sheet and what is made of each value. Out: the kind of each row, and which rows are kept whole.

use std::collections::{BTreeMap, BTreeSet};

use super::super::packed::{Map, Packed};
use super::judge::{Judge, FAULTY, STRANGE};

/// A row that is kept whole.
const WHOLE: u32 = u32::MAX;
/// A row that is kept whole with those around it.
const APART: u32 = u32::MAX - 1;

/// The kind of each row.
#[derive(Debug)]
pub struct Kinds {
    of: Vec<u32>,
    /// How many kinds there are.
    count: usize,
}

/// Tells the kinds of all rows; nothing where there are too many.
pub fn kinds(packed: &Packed, judge: &Judge) -> Option<Kinds> {
    let (mut of, mut count) = (vec![0; packed.len()], 1);
    for column in 1..=packed.width() {
        let (codes, values) = packed.column(column)?;
        let made = judge.column(column, values);
        let made = |at: usize| made.get(codes.get(at).copied().unwrap_or(0) as usize).copied().unwrap_or(STRANGE);
        let mut next: Map<u64, u32> = Map::default();
        let mut last = (u64::MAX, 0);
        for (at, kind) in of.iter_mut().enumerate().filter(|(_, kind)| **kind != APART) {
            let own = made(at);
            if own == STRANGE {
                *kind = APART;
            } else if own == FAULTY || *kind == WHOLE {
                *kind = WHOLE;
            } else {
                let both = u64::from(*kind) << 32 | u64::from(own);
                if last.0 != both {
                    let new = u32::try_from(next.len()).ok()?;
                    last = (both, *next.entry(both).or_insert(new));
                }
                *kind = last.1;
            }
        }
        count = next.len();
        // As many kinds as this are no gain.
        if count * 4 > packed.len() {
            return None;
        }
    }
    Some(Kinds { of, count })
}

impl Kinds {
    /// Keeps a row whole.
    pub fn keep(&mut self, at: usize) {
        if let Some(kind) = self.of.get_mut(at) {
            *kind = WHOLE;
        }
    }

    /// Keeps the rows around those that may be no data.
    pub fn keep_around(&mut self, (above, below): (usize, usize)) {
        let apart: Vec<usize> = self.of.iter().enumerate().filter(|(_, kind)| **kind == APART).map(|(at, _)| at).collect();
        for at in apart {
            (at.saturating_sub(above)..=at + below).for_each(|near| self.keep(near));
        }
    }

    /// Of each kind, its first row and how many it has.
    fn firsts(&self) -> Vec<(usize, usize)> {
        let mut firsts = vec![(usize::MAX, 0); self.count];
        for (at, kind) in self.of.iter().enumerate() {
            if let Some((first, rows)) = firsts.get_mut(*kind as usize) {
                *first = at.min(*first);
                *rows += 1;
            }
        }
        firsts
    }

    fn is_whole(&self, kind: u32, parted: &BTreeSet<u32>) -> bool {
        kind as usize >= self.count || parted.contains(&kind)
    }

    /// How many rows are left where these kinds are not folded.
    pub fn left(&self, parted: &BTreeSet<u32>) -> usize {
        let whole = self.of.iter().filter(|kind| self.is_whole(**kind, parted)).count();
        whole + self.count
    }

    /// The kind of a row that stands for others.
    pub fn of_several(&self, at: usize) -> Option<u32> {
        let kind = self.of.get(at).copied().filter(|kind| !self.is_whole(*kind, &BTreeSet::new()))?;
        self.of.iter().enumerate().any(|(other, own)| *own == kind && other != at).then_some(kind)
    }

    /// The rows that are left, in order: those that are kept, and the first of each kind.
    pub fn rows(&self, parted: &BTreeSet<u32>) -> Vec<usize> {
        let whole = self.of.iter().enumerate().filter(|(_, kind)| self.is_whole(**kind, parted)).map(|(at, _)| at);
        let firsts = self.firsts().into_iter().map(|(first, _)| first).filter(|first| *first != usize::MAX);
        let all: BTreeSet<usize> = whole.chain(firsts).collect();
        all.into_iter().collect()
    }

    /// Of each kind of several rows, its first row and all of them.
    pub fn several(&self, parted: &BTreeSet<u32>) -> BTreeMap<usize, Vec<usize>> {
        let firsts = self.firsts();
        let mut several: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut of_kind: Vec<Vec<usize>> = firsts.iter().map(|(_, rows)| Vec::with_capacity(if *rows > 1 { *rows } else { 0 })).collect();
        for (at, kind) in self.of.iter().enumerate().filter(|(_, kind)| !self.is_whole(**kind, parted)) {
            if firsts.get(*kind as usize).is_some_and(|(_, rows)| *rows > 1) {
                if let Some(rows) = of_kind.get_mut(*kind as usize) {
                    rows.push(at);
                }
            }
        }
        for rows in of_kind.into_iter().filter(|rows| !rows.is_empty()) {
            several.extend(rows.first().copied().map(|first| (first, rows)));
        }
        several
    }
}
