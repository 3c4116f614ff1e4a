//! How many rows of each kind each subject has: whole numbers, those of one subject side by side, in pages of subjects.

use std::collections::BTreeMap;

/// Subjects of a page.
const PAGE: usize = 1 << 10;
/// Kinds that a page has room for, at least; as many small counters are looked at together.
const WORD: usize = 8;

/// Counters of one table.
#[derive(Debug, Default)]
pub(super) struct Counters {
    pages: Vec<Page>,
    /// What a small counter could not hold, by subject and kind.
    more: BTreeMap<(u32, u16), u64>,
}

/// The small counters of some subjects, one subject after another; none where nothing is counted yet.
#[derive(Debug, Default)]
struct Page {
    /// How many kinds there is room for.
    width: usize,
    counters: Vec<u8>,
}

impl Page {
    /// The counter of a kind.
    fn counter(&mut self, slot: usize, kind: u16) -> Option<&mut u8> {
        let kind = usize::from(kind);
        if kind >= self.width {
            self.widen(kind + 1);
        }
        self.counters.get_mut(slot * self.width + kind)
    }

    /// Makes room for so many kinds.
    fn widen(&mut self, kinds: usize) {
        // By half at least, so that it seldom happens.
        let width = kinds.max(self.width + self.width / 2).next_multiple_of(WORD);
        let mut counters = vec![0; width * PAGE];
        if self.width > 0 {
            for (new, old) in counters.chunks_exact_mut(width).zip(self.counters.chunks_exact(self.width)) {
                new.iter_mut().zip(old).for_each(|(new, old)| *new = *old);
            }
        }
        (self.width, self.counters) = (width, counters);
    }

    /// The counters of a subject that are not 0, by kind.
    fn of(&self, slot: usize) -> impl Iterator<Item = (u16, u8)> + '_ {
        let start = slot * self.width;
        let words = self.counters.get(start..start + self.width).unwrap_or_default().chunks_exact(WORD);
        let counted = words.zip((0u16..=u16::MAX).step_by(WORD)).filter(|(word, _)| word.iter().any(|rows| *rows > 0));
        counted.flat_map(|(word, first)| (first..=u16::MAX).zip(word.iter().copied())).filter(|(_, rows)| *rows > 0)
    }
}

impl Counters {
    /// One more row.
    pub fn count(&mut self, subject: u32, kind: u16) {
        self.add(subject, kind, 1);
    }

    fn add(&mut self, subject: u32, kind: u16, rows: u8) {
        let (page, slot) = (subject as usize / PAGE, subject as usize % PAGE);
        if page >= self.pages.len() {
            self.pages.resize_with(page + 1, Page::default);
        }
        let Some(counter) = self.pages.get_mut(page).and_then(|page| page.counter(slot, kind)) else { return };
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
            self.pages.resize_with(other.pages.len(), Page::default);
        }
        for (number, theirs) in other.pages.into_iter().enumerate() {
            let Some(own) = self.pages.get_mut(number).filter(|_| theirs.width > 0) else { continue };
            if own.width == 0 {
                *own = theirs;
                continue;
            }
            for (subject, slot) in (number * PAGE..).zip(0..PAGE) {
                for (kind, rows) in theirs.of(slot) {
                    self.add(u32::try_from(subject).unwrap_or(u32::MAX), kind, rows);
                }
            }
        }
        for (key, rows) in other.more {
            *self.more.entry(key).or_default() += rows;
        }
    }

    /// The kinds of rows that a subject has, and how many of each; a kind may come twice.
    pub fn of(&self, subject: u32, mut take: impl FnMut(u16, u64)) {
        let (page, slot) = (subject as usize / PAGE, subject as usize % PAGE);
        for (kind, rows) in self.pages.get(page).into_iter().flat_map(|page| page.of(slot)) {
            take(kind, u64::from(rows));
        }
        if !self.more.is_empty() {
            for ((_, kind), rows) in self.more.range((subject, 0)..=(subject, u16::MAX)) {
                take(*kind, *rows);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(counters: &Counters, subject: u32) -> Vec<(u16, u64)> {
        let mut all: BTreeMap<u16, u64> = BTreeMap::new();
        counters.of(subject, |kind, rows| *all.entry(kind).or_default() += rows);
        all.into_iter().collect()
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

    #[test]
    fn room_for_more_kinds_leaves_what_is_counted_where_it_was() {
        let (mut one, mut two) = (Counters::default(), Counters::default());
        for kind in [0, 7, 8, 20, 300, 65_534] {
            for subject in [0, 1, 1_023] {
                one.count(subject, kind);
                two.count(subject, kind);
            }
        }
        // Of a narrow page and a wide one, either way round.
        let mut narrow = Counters::default();
        narrow.count(1, 3);
        narrow.merge(one);
        two.merge(narrow);
        let twice = [0, 7, 8, 20, 300, 65_534].map(|kind| (kind, 2));
        assert_eq!((all(&two, 0), all(&two, 1_023)), (twice.to_vec(), twice.to_vec()));
        assert_eq!(all(&two, 1), [(0, 2), (3, 1), (7, 2), (8, 2), (20, 2), (300, 2), (65_534, 2)]);
    }
}
