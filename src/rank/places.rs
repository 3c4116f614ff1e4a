//! Places of grades, filled in order of rank from the best grade down.
//!
//! In: how many each grade may take, and the people of one peer group in order of rank. Out: for each of them the
//! grades that the possible allotments give, and the allotments. It knows no totals and no rubric.

use std::collections::{BTreeMap, BTreeSet};

use crate::rubric::model::Edge;

/// How many may have a grade; the last grade takes the rest.
#[derive(Debug, Clone, Copy)]
pub(super) struct Demand {
    /// At least and at most so many; none for all who may.
    pub bounds: Option<(usize, usize)>,
    /// Whether fewer will do, where fewer reach it.
    pub at_most: bool,
    /// Ties at the edge.
    pub ties: Edge,
}

/// Somebody who is to have a grade.
#[derive(Debug, Clone)]
pub(super) struct Contender {
    /// Rank in the peer group.
    pub rank: u32,
    /// For each grade, whether it may have it; the last is open to all.
    pub may: Vec<bool>,
}

/// What came out.
#[derive(Debug, Default)]
pub(super) struct Allotted {
    /// Numbers of the grades that each contender has in one allotment or another.
    pub grades: Vec<BTreeSet<usize>>,
    /// Numbers of people by grade; none where none fits.
    pub options: Vec<Vec<u64>>,
    /// Whether there are more than those.
    pub more: bool,
}

/// So many allotments are told.
const MOST_TOLD: usize = 6;

/// Gives the places.
pub(super) fn allot(demands: &[Demand], contenders: &[Contender]) -> Allotted {
    let mut entries: BTreeMap<(u32, &[bool]), Vec<usize>> = BTreeMap::new();
    for (index, contender) in contenders.iter().enumerate() {
        entries.entry((contender.rank, &contender.may)).or_default().push(index);
    }
    let waiting = entries.into_iter().map(|((rank, _), members)| Block { rank, places: members.len(), members }).collect();
    let mut search = Search { demands, contenders, fits: BTreeMap::new(), seen: BTreeSet::new(), allotted: Allotted::default() };
    search.allotted.grades = vec![BTreeSet::new(); contenders.len()];
    if search.fits(0, &waiting) {
        search.collect(0, &waiting);
        search.tell(&waiting, &mut Vec::new());
    }
    search.allotted
}

/// People of one rank who wait for so many places: fewer than there are people once a tie was parted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Block {
    rank: u32,
    members: Vec<usize>,
    places: usize,
}

/// Those without a grade so far, in order of rank.
type Waiting = Vec<Block>;

/// One way to fill a grade: who has it or may have it, and who waits further.
struct Way {
    number: usize,
    taken: Vec<usize>,
    waiting: Waiting,
}

struct Search<'a> {
    demands: &'a [Demand],
    contenders: &'a [Contender],
    fits: BTreeMap<(usize, Waiting), bool>,
    seen: BTreeSet<(usize, Waiting)>,
    allotted: Allotted,
}

impl Search<'_> {
    /// Whether those waiting fit this grade and the ones below.
    fn fits(&mut self, grade: usize, waiting: &Waiting) -> bool {
        if grade >= self.demands.len() {
            return waiting.is_empty();
        }
        let known = (grade, waiting.clone());
        if let Some(fits) = self.fits.get(&known) {
            return *fits;
        }
        let fits = self.ways(grade, waiting).iter().any(|way| self.fits(grade + 1, &way.waiting));
        self.fits.insert(known, fits);
        fits
    }

    fn fitting(&mut self, grade: usize, waiting: &Waiting) -> Vec<Way> {
        self.ways(grade, waiting).into_iter().filter(|way| self.fits(grade + 1, &way.waiting)).collect()
    }

    /// Notes who has which grade in the allotments that fit.
    fn collect(&mut self, grade: usize, waiting: &Waiting) {
        if grade >= self.demands.len() || !self.seen.insert((grade, waiting.clone())) {
            return;
        }
        for way in self.fitting(grade, waiting) {
            for member in way.taken {
                if let Some(grades) = self.allotted.grades.get_mut(member) {
                    grades.insert(grade);
                }
            }
            self.collect(grade + 1, &way.waiting);
        }
    }

    /// Lists the allotments that fit, the first ones.
    fn tell(&mut self, waiting: &Waiting, numbers: &mut Vec<u64>) {
        if self.allotted.more {
            return;
        }
        if numbers.len() >= self.demands.len() {
            self.allotted.more = self.allotted.options.len() >= MOST_TOLD;
            if !self.allotted.more {
                self.allotted.options.push(numbers.clone());
            }
            return;
        }
        for way in self.fitting(numbers.len(), waiting) {
            numbers.push(way.number as u64);
            self.tell(&way.waiting, numbers);
            numbers.pop();
        }
    }

    /// The ways in which the rubric lets this grade be filled.
    fn ways(&self, grade: usize, waiting: &Waiting) -> Vec<Way> {
        let Some(demand) = self.demands.get(grade) else { return Vec::new() };
        let edges = self.edges(grade, waiting);
        let all = edges.last().copied().unwrap_or(0);
        let is_last = grade + 1 == self.demands.len();
        let Some((least, most)) = demand.bounds else { return vec![self.filled(grade, waiting, all)] };
        if is_last {
            return if (least..=most).contains(&all) { vec![self.filled(grade, waiting, all)] } else { Vec::new() };
        }
        let least = if demand.at_most { least.min(all) } else { least };
        let most = most.min(all);
        if least > most {
            return Vec::new();
        }
        let whole: Vec<usize> = edges.iter().copied().filter(|edge| (least..=most).contains(edge)).collect();
        if !whole.is_empty() {
            return whole.into_iter().map(|number| self.filled(grade, waiting, number)).collect();
        }
        let above = edges.iter().copied().filter(|edge| *edge < most).max().unwrap_or(0);
        let below = edges.iter().copied().filter(|edge| *edge > most).min().unwrap_or(all);
        vec![match demand.ties {
            Edge::Include => self.filled(grade, waiting, below),
            Edge::Exclude => self.filled(grade, waiting, above),
            Edge::Committee | Edge::Lot => self.parted(grade, waiting, above, most),
        }]
    }

    fn may(&self, grade: usize, block: &Block) -> bool {
        let may = |member: &usize| self.contenders.get(*member).and_then(|one| one.may.get(grade)).copied().unwrap_or(false);
        block.members.iter().all(may)
    }

    /// Numbers of places at which no tie is parted, from 0.
    fn edges(&self, grade: usize, waiting: &Waiting) -> Vec<usize> {
        let mut edges = vec![0];
        let may: Vec<&Block> = waiting.iter().filter(|block| self.may(grade, block)).collect();
        for tied in may.chunk_by(|one, other| one.rank == other.rank) {
            edges.push(edges.last().copied().unwrap_or(0) + tied.iter().map(|block| block.places).sum::<usize>());
        }
        edges
    }

    /// The grade with so many places filled, at an edge.
    fn filled(&self, grade: usize, waiting: &Waiting, number: usize) -> Way {
        let mut way = Way { number, taken: Vec::new(), waiting: Vec::new() };
        let mut left = number;
        for block in waiting {
            if left > 0 && self.may(grade, block) {
                left = left.saturating_sub(block.places);
                way.taken.extend(&block.members);
            } else {
                way.waiting.push(block.clone());
            }
        }
        way
    }

    /// The grade filled up to an edge, and the places left given to some of those tied there.
    fn parted(&self, grade: usize, waiting: &Waiting, above: usize, number: usize) -> Way {
        let mut way = self.filled(grade, waiting, above);
        way.number = number;
        let Some(rank) = way.waiting.iter().find(|block| self.may(grade, block)).map(|block| block.rank) else { return way };
        let (tied, rest): (Waiting, Waiting) = way.waiting.drain(..).partition(|block| block.rank == rank && self.may(grade, block));
        let places = tied.iter().map(|block| block.places).sum::<usize>() - (number - above);
        let members: Vec<usize> = tied.into_iter().flat_map(|block| block.members).collect();
        way.taken.extend(&members);
        way.waiting = rest;
        let at = way.waiting.iter().position(|block| block.rank > rank).unwrap_or(way.waiting.len());
        way.waiting.insert(at, Block { rank, members, places });
        way
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 纯复乡 (E1): 先进 3, 合格 4–6, 较差 1–2; nine groups, two of them third.
    const RANKS: [u32; 9] = [1, 2, 3, 3, 5, 6, 7, 8, 9];

    fn demand(bounds: Option<(usize, usize)>, ties: Edge) -> Demand {
        Demand { bounds, at_most: false, ties }
    }

    fn published(ties: Edge) -> [Demand; 3] {
        [demand(Some((3, 3)), ties), demand(Some((4, 6)), Edge::Committee), demand(Some((1, 2)), Edge::Committee)]
    }

    fn contenders(ranks: &[u32], grades: usize) -> Vec<Contender> {
        ranks.iter().map(|rank| Contender { rank: *rank, may: vec![true; grades] }).collect()
    }

    fn told(allotted: &Allotted) -> String {
        let each = allotted.grades.iter().map(|grades| grades.iter().map(usize::to_string).collect::<Vec<_>>().join("/"));
        each.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn with_three_advanced_the_others_may_be_four_and_two_or_five_and_one() {
        let allotted = allot(&published(Edge::Committee), &contenders(&[1, 2, 3, 4, 5, 6, 7, 8, 9], 3));
        assert_eq!(allotted.options, [[3, 4, 2], [3, 5, 1]]);
        assert_eq!(told(&allotted), "0 0 0 1 1 1 1 1/2 2");
    }

    #[test]
    fn a_tie_at_the_edge_is_treated_as_the_rubric_says() {
        let with = |ties| allot(&published(ties), &contenders(&RANKS, 3));
        assert_eq!(told(&with(Edge::Include)), "0 0 0 0 1 1 1 1 2");
        assert_eq!(told(&with(Edge::Exclude)), "0 0 1 1 1 1 1 1/2 2");
        let left = with(Edge::Committee);
        assert_eq!(told(&left), "0 0 0/1 0/1 1 1 1 1/2 2");
        assert_eq!(left.options, [[3, 4, 2], [3, 5, 1]]);
    }

    #[test]
    fn those_tied_over_a_whole_grade_may_have_each_of_three() {
        let demands = [demand(Some((1, 1)), Edge::Committee), demand(Some((1, 1)), Edge::Committee), demand(None, Edge::Committee)];
        assert_eq!(told(&allot(&demands, &contenders(&[1, 1, 1, 4], 3))), "0/1/2 0/1/2 0/1/2 2");
    }

    #[test]
    fn of_a_range_a_number_that_parts_no_tie_is_taken() {
        let demands = [demand(Some((1, 3)), Edge::Exclude), demand(None, Edge::Committee)];
        assert_eq!(allot(&demands, &contenders(&[1, 1, 3, 3], 2)).options, [[2, 2]]);
        // Every number parts the tie: the upper end, and what is said of ties.
        assert_eq!(allot(&demands, &contenders(&[1, 1, 1, 1], 2)).options, [[0, 4]]);
    }

    #[test]
    fn who_may_not_have_a_grade_takes_no_place_of_it() {
        let demands = [demand(Some((2, 2)), Edge::Committee), demand(Some((1, 1)), Edge::Committee), demand(None, Edge::Committee)];
        let mut people = contenders(&[1, 2, 3, 4], 3);
        people.first_mut().and_then(|one| one.may.first_mut()).into_iter().for_each(|may| *may = false);
        assert_eq!(told(&allot(&demands, &people)), "1 0 0 2");
    }

    #[test]
    fn where_nothing_fits_there_is_no_allotment() {
        assert!(allot(&published(Edge::Committee), &contenders(&[1, 2, 3, 4, 5, 6], 3)).options.is_empty());
        let few = [demand(Some((3, 3)), Edge::Committee), demand(None, Edge::Committee)];
        assert!(allot(&few, &contenders(&[1, 2], 2)).options.is_empty());
        let at_most = [Demand { at_most: true, ..few[0] }, few[1]];
        assert_eq!(allot(&at_most, &contenders(&[1, 2], 2)).options, [[2, 0]]);
    }

    #[test]
    fn a_hundred_grades_of_wide_ranges_are_allotted_in_little_time() {
        let mut demands = vec![demand(Some((0, 20)), Edge::Committee); 30];
        demands.push(demand(Some((1, 20)), Edge::Committee));
        let ranks: Vec<u32> = (1..=60).collect();
        let allotted = allot(&demands, &contenders(&ranks, 31));
        assert!(allotted.more);
        assert_eq!(allotted.options.len(), MOST_TOLD);
    }
}
