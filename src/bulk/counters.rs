//! How many rows of each kind each subject has: whole numbers, in pages of subjects that stand side by side.

use std::collections::BTreeMap;

/// Subjects of a page.
const PAGE: usize = 1 << 10;

/// Counters of one table.
#[derive(Debug, Default)]
pub(super) struct Counters {
    pages: Vec<Page>,
    /// What a small counter could not hold, by subject and kind.
    more: BTreeMap<(u32, u16), u64>,
}

/// For each kind that occurs, a small counter for each subject.
type Page = Vec<Option<Box<[u16; PAGE]>>>;

impl Counters {
    /// One more row.
    pub fn count(&mut self, subject: u32, kind: u16) {
        self.add(subject, kind, 1);
    }

    fn add(&mut self, subject: u32, kind: u16, rows: u16) {
        let (page, slot) = (subject as usize / PAGE, subject as usize % PAGE);
        if page >= self.pages.len() {
            self.pages.resize_with(page + 1, Vec::new);
        }
        let Some(page) = self.pages.get_mut(page) else { return };
        if usize::from(kind) >= page.len() {
            page.resize(usize::from(kind) + 1, None);
        }
        let Some(counters) = page.get_mut(usize::from(kind)) else { return };
        let Some(counter) = counters.get_or_insert_with(|| Box::new([0; PAGE])).get_mut(slot) else { return };
        if let Some(sum) = counter.checked_add(rows) {
            *counter = sum;
        } else {
            *self.more.entry((subject, kind)).or_default() += u64::from(*counter) + u64::from(rows);
            *counter = 0;
        }
    }

    /// Adds those of another thread.
    pub fn merge(&mut self, other: Self) {
        if other.pages.len() > self.pages.len() {
            self.pages.resize_with(other.pages.len(), Vec::new);
        }
        for (number, theirs) in other.pages.into_iter().enumerate() {
            let Some(own) = self.pages.get_mut(number).filter(|_| !theirs.is_empty()) else { continue };
            if own.is_empty() {
                *own = theirs;
                continue;
            }
            for (kind, counters) in (0u16..).zip(theirs) {
                let Some(counters) = counters else { continue };
                let first = number * PAGE;
                for (slot, rows) in counters.iter().enumerate().filter(|(_, rows)| **rows > 0) {
                    self.add(u32::try_from(first + slot).unwrap_or(u32::MAX), kind, *rows);
                }
            }
        }
        for (key, rows) in other.more {
            *self.more.entry(key).or_default() += rows;
        }
    }

    /// The kinds of rows that a subject has, in order, and how many of each.
    pub fn of(&self, subject: u32, mut take: impl FnMut(u16, u64)) {
        let (page, slot) = (subject as usize / PAGE, subject as usize % PAGE);
        let Some(page) = self.pages.get(page) else { return };
        for (kind, counters) in (0u16..).zip(page) {
            let mut rows = counters.as_ref().and_then(|counters| counters.get(slot)).map_or(0, |rows| u64::from(*rows));
            if !self.more.is_empty() {
                rows += self.more.get(&(subject, kind)).copied().unwrap_or(0);
            }
            if rows > 0 {
                take(kind, rows);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(counters: &Counters, subject: u32) -> Vec<(u16, u64)> {
        let mut all = Vec::new();
        counters.of(subject, |kind, rows| all.push((kind, rows)));
        all
    }

    #[test]
    fn counters_of_two_threads_add_up_beyond_what_a_small_one_holds() {
        let (mut one, mut two) = (Counters::default(), Counters::default());
        for _ in 0..70_000 {
            one.count(5, 2);
            two.count(5, 2);
        }
        two.count(5, 0);
        two.count(3_000, 1);
        one.count(2_999, 1);
        one.merge(two);
        assert_eq!(all(&one, 5), [(0, 1), (2, 140_000)]);
        assert_eq!((all(&one, 2_999), all(&one, 3_000)), (vec![(1, 1)], vec![(1, 1)]));
        assert!(all(&one, 4).is_empty() && all(&one, 999_999).is_empty());
    }
}
