//! Pairs of sets that share six tenths of their members, without comparing all with all.
//!
//! Two such sets have one of their rarest members in common: of n members it is enough to look at the n − ⌈0.6·n⌉ + 1 rarest
//! (prefix filter; R. J. Bayardo, Y. Ma, R. Srikant, "Scaling up all pairs similarity search", WWW 2007). The list is exact
//! for up to [`COMMON`] texts. Beyond that, runs that more texts have lead to no comparison: what consists of nothing but
//! phrases that a hundred others use would be no sign anyway.

/// Shared out of all: at least six tenths.
const SHARED: usize = 6;
const OUT_OF: usize = 10;
/// Runs of more texts than this do not lead from one to another.
const COMMON: u32 = 100;

/// Two sets and what they share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub one: usize,
    pub other: usize,
    pub shared: usize,
    pub union: usize,
}

impl Pair {
    /// Whole percent, rounded down.
    pub fn percent(&self) -> usize {
        self.shared * 100 / self.union.max(1)
    }
}

/// All pairs of these sets (each in order), the first before the second, in order.
pub(super) fn pairs(sets: &[Vec<u64>]) -> Vec<Pair> {
    let counts = counted(sets);
    let count = |gram: u64| {
        counts.binary_search_by_key(&gram, |(known, _)| *known).ok().and_then(|at| counts.get(at)).map_or(0, |(_, count)| *count)
    };
    let place = |gram: u64| counts.partition_point(|(known, _)| *known < gram);
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); counts.len()];
    let mut pairs = Vec::new();
    for (other, set) in sets.iter().enumerate() {
        let mut rare: Vec<(u32, u64)> = set.iter().map(|gram| (count(*gram), *gram)).collect();
        rare.sort_unstable();
        rare.truncate((set.len() + 1).saturating_sub((set.len() * SHARED).div_ceil(OUT_OF)));
        let mut candidates: Vec<usize> = Vec::new();
        for (_, gram) in rare.iter().filter(|(count, _)| *count <= COMMON && *count > 1) {
            if let Some(holders) = holders.get_mut(place(*gram)) {
                candidates.extend(holders.iter().copied());
                holders.push(other);
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        pairs.extend(candidates.into_iter().filter_map(|one| pair(one, sets.get(one)?, other, set)));
    }
    pairs.sort_by_key(|pair| (pair.one, pair.other));
    pairs
}

/// How many sets hold each member, in order of members.
fn counted(sets: &[Vec<u64>]) -> Vec<(u64, u32)> {
    let mut all: Vec<u64> = sets.iter().flatten().copied().collect();
    all.sort_unstable();
    let mut counts: Vec<(u64, u32)> = Vec::new();
    for gram in all {
        match counts.last_mut() {
            Some((known, count)) if *known == gram => *count += 1,
            _ => counts.push((gram, 1)),
        }
    }
    counts
}

fn pair(one: usize, first: &[u64], other: usize, second: &[u64]) -> Option<Pair> {
    let (short, long) = (first.len().min(second.len()), first.len().max(second.len()));
    if short * OUT_OF < long * SHARED {
        return None;
    }
    let shared = common(first, second);
    let union = first.len() + second.len() - shared;
    (shared * OUT_OF >= union * SHARED).then_some(Pair { one, other, shared, union })
}

/// How many members two sets in order have in common.
fn common(first: &[u64], second: &[u64]) -> usize {
    let (mut one, mut other, mut shared) = (first.iter().peekable(), second.iter().peekable(), 0);
    while let (Some(left), Some(right)) = (one.peek(), other.peek()) {
        match left.cmp(right) {
            std::cmp::Ordering::Less => {
                one.next();
            }
            std::cmp::Ordering::Greater => {
                other.next();
            }
            std::cmp::Ordering::Equal => {
                shared += 1;
                one.next();
                other.next();
            }
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that repeat, from a small recurrence.
    fn sets(count: usize) -> Vec<Vec<u64>> {
        let mut state = 7_u64;
        let mut next = move |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let mut sets: Vec<Vec<u64>> = Vec::new();
        for number in 0..count {
            // Every third is an earlier one with two members changed.
            let mut set = match sets.get(number / 2).filter(|_| number % 3 == 2) {
                Some(set) => set.iter().skip(2).copied().chain([next(400), next(400)]).collect(),
                None => (0..14).map(|_| next(400)).collect::<Vec<_>>(),
            };
            set.sort_unstable();
            set.dedup();
            sets.push(set);
        }
        sets
    }

    #[test]
    fn no_pair_is_missed() {
        let sets = sets(90);
        let mut all = Vec::new();
        for (other, second) in sets.iter().enumerate() {
            all.extend(sets.iter().enumerate().take(other).filter_map(|(one, first)| pair(one, first, other, second)));
        }
        all.sort_by_key(|pair| (pair.one, pair.other));
        assert!(all.len() > 10, "{}", all.len());
        assert_eq!(pairs(&sets), all);
    }

    #[test]
    fn six_tenths_are_enough_and_less_is_not() {
        let set = |range: std::ops::Range<u64>| range.collect::<Vec<_>>();
        // 6 of 10, 5 of 10.
        assert_eq!(pairs(&[set(0..8), set(2..10)]).first().map(Pair::percent), Some(60));
        assert_eq!(pairs(&[set(0..7), set(2..10)]), []);
        assert_eq!(pairs(&[Vec::new(), Vec::new()]), []);
    }
}
