//! Places filled in order of rank, of which kinds of subjects have some at least and some at most, and ties at the edges.
//!
//! In: candidates in order of rank, and how many places. Out: who is in, and who is tied. It knows no rubric.
//!
//! A tie is asked in one way everywhere: who has a place however those of one rank are put in order is in; who has one in some
//! orders only is tied.

use crate::rubric::model::Edge;

/// Somebody who may be selected.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    /// Number of the subject.
    pub index: usize,
    /// Rank.
    pub rank: u32,
    /// Number of the kind that it counts for.
    pub kind: Option<usize>,
}

/// How many places a kind has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bounds {
    /// At least, if there are so many.
    pub least: usize,
    /// At most.
    pub most: usize,
}

/// Who is in.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Filled {
    /// Numbers of the selected, in order of rank.
    pub selected: Vec<usize>,
    /// Numbers of those tied at an edge, whom nothing decides between.
    pub tied: Vec<usize>,
    /// Places left for those tied.
    pub left: usize,
}

/// Fills the places. Of a kind only as many compete as it may have; as many of the last without a kind give way as it takes
/// to give a kind its least. `include` takes in all who are tied, but none beyond what a kind may have at most.
pub(super) fn fill(candidates: &[Candidate], places: usize, kinds: &[Bounds], at_edge: Edge) -> Filled {
    let room = Room::new(candidates, places, kinds);
    let mut filled = Filled::default();
    let mut above = vec![0; kinds.len() + 1];
    for block in candidates.chunk_by(|one, other| one.rank == other.rank) {
        let mut through = above.clone();
        for one in block {
            add(&mut through, one.kind, 1);
        }
        for one in block {
            let mut others = through.clone();
            add(&mut others, one.kind, -1);
            let (first, last) = (room.has_place(one.kind, &above), room.has_place(one.kind, &others));
            let beyond = room.is_full(one.kind, &others);
            if last || first && at_edge == Edge::Include && !beyond {
                filled.selected.push(one.index);
            } else if first {
                filled.tied.push(one.index);
            }
        }
        above = through;
    }
    filled.left = match at_edge {
        Edge::Include => room.left_of_kinds(candidates, &filled),
        Edge::Exclude | Edge::Committee | Edge::Lot if filled.tied.is_empty() => 0,
        Edge::Exclude | Edge::Committee | Edge::Lot => room.filled().saturating_sub(filled.selected.len()),
    };
    filled
}

/// People by kind; the last number is of those without one, and of all kinds of which nothing is asked.
type Counts = Vec<usize>;

fn add(counts: &mut Counts, kind: Option<usize>, change: isize) {
    let last = counts.len().saturating_sub(1);
    let place = kind.filter(|kind| *kind < last).unwrap_or(last);
    if let Some(count) = counts.get_mut(place) {
        *count = count.saturating_add_signed(change);
    }
}

/// The places, and what kinds take of them.
struct Room<'a> {
    kinds: &'a [Bounds],
    /// Places kept for each kind.
    kept: Vec<usize>,
    /// Places that are free for all.
    free: usize,
    /// All candidates by kind.
    all: Counts,
}

impl<'a> Room<'a> {
    fn new(candidates: &[Candidate], places: usize, kinds: &'a [Bounds]) -> Self {
        let mut all = vec![0; kinds.len() + 1];
        for one in candidates {
            add(&mut all, one.kind, 1);
        }
        let mut free = places;
        let keep = |(bounds, own): (&Bounds, &usize)| {
            let kept = bounds.least.min(bounds.most).min(*own).min(free);
            free -= kept;
            kept
        };
        let kept = kinds.iter().zip(&all).map(keep).collect();
        Self { kinds, kept, free, all }
    }

    /// Whether those ahead have all that a kind may have.
    fn is_full(&self, kind: Option<usize>, ahead: &Counts) -> bool {
        let of = |kind: usize| Some(ahead.get(kind)? >= &self.kinds.get(kind)?.most);
        kind.and_then(of).unwrap_or(false)
    }

    /// Whether there is a place behind all of these: one that is kept, or a free one.
    fn has_place(&self, kind: Option<usize>, ahead: &Counts) -> bool {
        if self.is_full(kind, ahead) {
            return false;
        }
        let is_kept = |kind: usize| Some(ahead.get(kind)? < self.kept.get(kind)?);
        kind.and_then(is_kept).unwrap_or(false) || self.taking_free(ahead) < self.free
    }

    /// How many of these would take a free place, were there any number of them.
    fn taking_free(&self, counts: &Counts) -> usize {
        let of_kinds = self.kinds.iter().zip(&self.kept).zip(counts).map(|((bounds, kept), count)| {
            let competing = (*count).min(bounds.most);
            competing - competing.min(*kept)
        });
        of_kinds.sum::<usize>() + counts.last().copied().unwrap_or(0)
    }

    /// How many places are filled in the end.
    fn filled(&self) -> usize {
        self.kept.iter().sum::<usize>() + self.taking_free(&self.all).min(self.free)
    }

    /// Places that kinds with somebody tied still have.
    fn left_of_kinds(&self, candidates: &[Candidate], filled: &Filled) -> usize {
        let of_kind =
            |kind: usize, whom: &[usize]| candidates.iter().filter(|one| one.kind == Some(kind) && whom.contains(&one.index)).count();
        let left = self.kinds.iter().enumerate().filter(|(kind, _)| of_kind(*kind, &filled.tied) > 0);
        left.map(|(kind, bounds)| bounds.most.saturating_sub(of_kind(kind, &filled.selected))).sum()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const NO_BOUNDS: Bounds = Bounds { least: 0, most: usize::MAX };

    /// Ranks, with a `*` behind those of the first kind and a `+` behind those of the second.
    fn candidates(ranks: &str) -> Vec<Candidate> {
        let one = |(index, text): (usize, &str)| Candidate {
            index,
            rank: text.trim_end_matches(['*', '+']).parse().unwrap_or(0),
            kind: if text.ends_with('*') { Some(0) } else { text.ends_with('+').then_some(1) },
        };
        ranks.split(' ').enumerate().map(one).collect()
    }

    fn filled(ranks: &str, places: usize, floors: &[usize], ties: Edge) -> (Vec<usize>, Vec<usize>, usize) {
        let kinds: Vec<Bounds> = floors.iter().map(|least| Bounds { least: *least, ..NO_BOUNDS }).collect();
        let filled = fill(&candidates(ranks), places, &kinds, ties);
        (filled.selected, filled.tied, filled.left)
    }

    fn capped(ranks: &str, places: usize, most: usize, ties: Edge) -> (Vec<usize>, Vec<usize>, usize) {
        let filled = fill(&candidates(ranks), places, &[Bounds { least: 0, most }], ties);
        (filled.selected, filled.tied, filled.left)
    }

    #[test]
    fn a_tie_at_the_edge_is_in_out_or_open() {
        let ranks = "1 2 3 3 5";
        assert_eq!(filled(ranks, 3, &[], Edge::Committee), (vec![0, 1], vec![2, 3], 1));
        assert_eq!(filled(ranks, 3, &[], Edge::Exclude), (vec![0, 1], vec![2, 3], 1));
        assert_eq!(filled(ranks, 3, &[], Edge::Include), (vec![0, 1, 2, 3], vec![], 0));
        assert_eq!(filled(ranks, 4, &[], Edge::Committee), (vec![0, 1, 2, 3], vec![], 0));
        assert_eq!(filled(ranks, 0, &[], Edge::Committee), (vec![], vec![], 0));
        // Kinds of which nothing is asked take places as everybody does.
        assert_eq!(filled("1+ 2* 3+ 4+ 4", 3, &[], Edge::Committee), (vec![0, 1, 2], vec![], 0));
        assert_eq!(filled("1+ 2* 3+ 3 5", 3, &[], Edge::Committee), (vec![0, 1], vec![2, 3], 1));
    }

    #[test]
    fn the_last_without_the_kind_give_way() {
        assert_eq!(filled("1 2 3 4 5* 6*", 4, &[2], Edge::Committee), (vec![0, 1, 4, 5], vec![], 0));
        // Who is in by rank counts.
        assert_eq!(filled("1 2* 3 4 5* 6*", 4, &[2], Edge::Committee), (vec![0, 1, 2, 4], vec![], 0));
        // No more than there are.
        assert_eq!(filled("1 2 3 4 5*", 3, &[2], Edge::Committee), (vec![0, 1, 4], vec![], 0));
    }

    #[test]
    fn ties_among_those_brought_in_and_among_those_who_give_way() {
        assert_eq!(filled("1 2 3 4* 4*", 3, &[1], Edge::Committee), (vec![0, 1], vec![3, 4], 1));
        assert_eq!(filled("1 2 3 4* 4*", 3, &[1], Edge::Include), (vec![0, 1, 3, 4], vec![], 0));
        assert_eq!(filled("1 2 2 4*", 3, &[1], Edge::Committee), (vec![0, 3], vec![1, 2], 1));
        // Both come in by rank: the tie for the one place kept does not matter.
        assert_eq!(filled("1 2* 2* 4", 3, &[1], Edge::Committee), (vec![0, 1, 2], vec![], 0));
        // Of three who are equal, one of the kind at least.
        assert_eq!(filled("1 2 2* 2*", 2, &[1], Edge::Committee), (vec![0], vec![2, 3], 1));
    }

    #[test]
    fn beyond_the_most_of_a_kind_the_next_without_it_move_up() {
        assert_eq!(capped("1* 2* 3* 4 5 6", 4, 2, Edge::Committee), (vec![0, 1, 3, 4], vec![], 0));
        // Fewer than the places, where nobody else is there.
        assert_eq!(capped("1* 2* 3* 4", 4, 1, Edge::Committee), (vec![0, 3], vec![], 0));
        // A tie at the most: one place for the two of the kind, and the rest is not touched by who gets it.
        assert_eq!(capped("1 2* 2* 4 5", 3, 1, Edge::Committee), (vec![0, 3], vec![1, 2], 1));
        assert_eq!(capped("1 2* 2* 4 5", 3, 1, Edge::Exclude), (vec![0, 3], vec![1, 2], 1));
        // `include` does not break a ceiling.
        assert_eq!(capped("1 2* 2* 4 5", 3, 1, Edge::Include), (vec![0, 3], vec![1, 2], 1));
        // Behind a tie at the most there is nothing for the kind.
        assert_eq!(capped("1* 1* 3* 4", 4, 1, Edge::Committee), (vec![3], vec![0, 1], 1));
    }

    /// Every order of those who are equal, filled one place after the other.
    #[test]
    fn who_is_in_and_who_is_tied_is_what_all_orders_together_say() {
        let lists = ["1 1* 1+ 1", "1 2* 2+ 2 5*", "1* 1* 1 4+ 4", "1 1* 3+ 3* 3", "1+ 1+ 1* 4 5* 5", "1 1 1* 1+ 1*"];
        let bounds = [
            NO_BOUNDS,
            Bounds { least: 1, most: 1 },
            Bounds { least: 0, most: 1 },
            Bounds { least: 1, most: 9 },
            Bounds { least: 2, most: 2 },
        ];
        let mut tied = 0;
        for ranks in lists {
            let people = candidates(ranks);
            for (first, second) in bounds.iter().flat_map(|first| bounds.iter().map(move |second| (*first, *second))) {
                for places in (first.least + second.least)..=5 {
                    let kinds = [first, second];
                    let outcomes: Vec<BTreeSet<usize>> = orders(&people).iter().map(|order| one_by_one(order, places, &kinds)).collect();
                    let filled = fill(&people, places, &kinds, Edge::Committee);
                    let told = |one: &Candidate| (filled.selected.contains(&one.index), filled.tied.contains(&one.index));
                    for one in &people {
                        let times = outcomes.iter().filter(|chosen| chosen.contains(&one.index)).count();
                        let expected = (times == outcomes.len(), times > 0 && times < outcomes.len());
                        assert_eq!(told(one), expected, "{ranks}: {} of {places}, {kinds:?}", one.index);
                    }
                    let sizes: BTreeSet<usize> = outcomes.iter().map(BTreeSet::len).collect();
                    assert_eq!(sizes, BTreeSet::from([filled.selected.len() + filled.left]), "{ranks}: {places}, {kinds:?}");
                    tied += usize::from(!filled.tied.is_empty());
                }
            }
        }
        assert!(tied > 100, "only {tied} ties");
    }

    /// All strict orders of the candidates in which nobody is before somebody of a higher rank.
    fn orders(people: &[Candidate]) -> Vec<Vec<Candidate>> {
        if people.is_empty() {
            return vec![Vec::new()];
        }
        let top = people.iter().map(|one| one.rank).min();
        let mut all = Vec::new();
        for (place, first) in people.iter().enumerate().filter(|(_, one)| Some(one.rank) == top) {
            let rest: Vec<Candidate> = people.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, one)| *one).collect();
            all.extend(orders(&rest).into_iter().map(|tail| std::iter::once(*first).chain(tail).collect()));
        }
        all
    }

    /// First the places that are kept go to the best of their kinds, then the free ones to the best of all who may have one.
    fn one_by_one(order: &[Candidate], places: usize, kinds: &[Bounds]) -> BTreeSet<usize> {
        let mut chosen = BTreeSet::new();
        for (kind, bounds) in kinds.iter().enumerate() {
            chosen.extend(order.iter().filter(|one| one.kind == Some(kind)).take(bounds.least.min(bounds.most)).map(|one| one.index));
        }
        for one in order {
            let of_kind = order.iter().filter(|other| other.kind == one.kind && chosen.contains(&other.index)).count();
            let full = one.kind.and_then(|kind| kinds.get(kind)).is_some_and(|bounds| of_kind >= bounds.most);
            if chosen.len() < places && !full {
                chosen.insert(one.index);
            }
        }
        chosen
    }
}
