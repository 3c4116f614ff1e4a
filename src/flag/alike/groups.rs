//! Groups of texts that are alike: equal ones, then pairs, and what they share held against all others.

use std::collections::BTreeMap;

use super::index::{pairs, Pair};
use super::text::{grams, shared};
use crate::stats::surprise::Surprise;

/// What two texts share must carry so many bits more than it takes to name one pair of all. Registers in which titles are
/// put together from few phrases give up to 40 by chance (docs/flags.md).
const BEYOND_CHANCE: u64 = 45;
/// Shorter texts say nothing.
const LEAST: usize = 4;
/// Texts as near as this to one of a pair are copies of it too, and do not tell what others write.
const COPY_PERCENT: usize = 80;

/// Texts that are alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// Numbers of the texts, in order.
    pub members: Vec<usize>,
    /// The lowest similarity of a pair that was looked at.
    pub lowest_percent: usize,
    /// The least that such a pair has beyond chance.
    pub least_bits: u64,
}

/// Groups among these texts; empty ones are left out, and pairs that are not `wanted`.
pub(super) fn groups(texts: &[Vec<char>], wanted: &dyn Fn(usize, usize) -> bool) -> Vec<Group> {
    let mut same: BTreeMap<&[char], Vec<usize>> = BTreeMap::new();
    for (number, text) in texts.iter().enumerate().filter(|(_, text)| text.len() >= LEAST) {
        same.entry(text).or_default().push(number);
    }
    let different: Vec<(&[char], Vec<usize>)> = same.into_iter().collect();
    let sets: Vec<Vec<u64>> = different.iter().map(|(text, _)| grams(text)).collect();
    let found = pairs(&sets);
    let model = Surprise::new(texts.iter().map(Vec::as_slice));
    let count = u64::try_from(texts.iter().filter(|text| text.len() >= LEAST).count()).unwrap_or(u64::MAX);
    let crowd = Crowd {
        different: &different,
        sets: &sets,
        copies: copies(&found),
        model: &model,
        pairs: bits(count * count.saturating_sub(1) / 2),
    };
    let equal = (0..different.len()).map(|text| Pair { one: text, other: text, shared: 1, union: 1 });
    let mut union = Union { of: (0..different.len()).collect(), told: BTreeMap::new() };
    for pair in equal.chain(found) {
        if crowd.are_wanted(pair, wanted) {
            if let Some(beyond) = crowd.beyond_chance(pair).filter(|beyond| *beyond >= BEYOND_CHANCE) {
                union.join(pair, beyond);
            }
        }
    }
    union.groups(&different)
}

/// The texts and what is known of all.
struct Crowd<'t> {
    different: &'t [(&'t [char], Vec<usize>)],
    sets: &'t [Vec<u64>],
    copies: BTreeMap<usize, Vec<usize>>,
    model: &'t Surprise,
    /// Bits that it takes to name one of all pairs.
    pairs: u64,
}

impl Crowd<'_> {
    fn are_wanted(&self, pair: Pair, wanted: &dyn Fn(usize, usize) -> bool) -> bool {
        let (Some((_, one)), Some((_, other))) = (self.different.get(pair.one), self.different.get(pair.other)) else { return false };
        one.iter().any(|first| other.iter().any(|second| (pair.one != pair.other || first < second) && wanted(*first, *second)))
    }

    /// How many bits what the pair shares carries more than chance gives; of the two texts the one that says less.
    fn beyond_chance(&self, pair: Pair) -> Option<u64> {
        let mut out: Vec<usize> =
            [pair.one, pair.other].into_iter().flat_map(|text| self.copies.get(&text).into_iter().flatten().copied()).collect();
        out.extend([pair.one, pair.other]);
        out.sort_unstable();
        out.dedup();
        let left_out = out.iter().filter_map(|text| self.different.get(*text));
        let left_out: Vec<&[char]> = left_out.flat_map(|(text, members)| members.iter().map(|_| *text)).collect();
        let carried = |one: usize, other: usize| {
            let (text, _) = self.different.get(one)?;
            Some(self.model.bits(text, &shared(text, self.sets.get(other)?), &left_out))
        };
        carried(pair.one, pair.other)?.min(carried(pair.other, pair.one)?).checked_sub(self.pairs)
    }
}

/// For each text those that are copies of it.
fn copies(found: &[Pair]) -> BTreeMap<usize, Vec<usize>> {
    let mut copies: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for pair in found.iter().filter(|pair| pair.percent() >= COPY_PERCENT) {
        copies.entry(pair.one).or_default().push(pair.other);
        copies.entry(pair.other).or_default().push(pair.one);
    }
    copies
}

/// ⌈log₂⌉
fn bits(number: u64) -> u64 {
    u64::from(u64::BITS - number.saturating_sub(1).leading_zeros())
}

/// Texts joined to groups.
struct Union {
    of: Vec<usize>,
    /// Least similarity and least bits by the text that stands for a group.
    told: BTreeMap<usize, (usize, u64)>,
}

impl Union {
    fn top(&self, mut text: usize) -> usize {
        while let Some(above) = self.of.get(text).copied().filter(|above| *above != text) {
            text = above;
        }
        text
    }

    fn join(&mut self, pair: Pair, bits: u64) {
        let (one, other) = (self.top(pair.one), self.top(pair.other));
        let mut least = (pair.percent(), bits);
        for (percent, bits) in [self.told.remove(&one), self.told.remove(&other)].into_iter().flatten() {
            least = (least.0.min(percent), least.1.min(bits));
        }
        let (low, high) = (one.min(other), one.max(other));
        if let Some(above) = self.of.get_mut(high) {
            *above = low;
        }
        self.told.insert(low, least);
    }

    fn groups(&self, different: &[(&[char], Vec<usize>)]) -> Vec<Group> {
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (text, (_, own)) in different.iter().enumerate() {
            members.entry(self.top(text)).or_default().extend(own);
        }
        let group = |(top, mut members): (usize, Vec<usize>)| {
            let (lowest_percent, least_bits) = self.told.get(&top).copied()?;
            members.sort_unstable();
            Some(Group { members, lowest_percent, least_bits })
        };
        members.into_iter().filter_map(group).collect()
    }
}
