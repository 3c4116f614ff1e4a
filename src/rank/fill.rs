//! Places filled in order of rank, of which some go to subjects of a kind, and ties at the edges.
//!
//! In: candidates in order of rank, and how many places. Out: who is in, and who is tied. It knows no rubric.

use std::collections::BTreeMap;

use crate::rubric::model::Edge;

/// Somebody who may be selected.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    /// Number of the subject.
    pub index: usize,
    /// Rank.
    pub rank: u32,
    /// Number of the floor that it counts for.
    pub kind: Option<usize>,
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

/// Those of a kind who are tied for some of the places kept for it.
struct Parted {
    rank: u32,
    kind: usize,
    kept: usize,
}

/// Fills the places. `floors` are the least numbers by kind; as many of the last without a kind give way as it takes.
pub(super) fn fill(candidates: &[Candidate], places: usize, floors: &[usize], at_edge: Edge) -> Filled {
    let (mut kept, mut parted) = (Vec::new(), Vec::new());
    let mut left = places;
    for (kind, floor) in floors.iter().enumerate() {
        let own: Vec<&Candidate> = candidates.iter().filter(|one| one.kind == Some(kind)).collect();
        let wanted = (*floor).min(own.len()).min(left);
        left -= wanted;
        let Some(edge) = wanted.checked_sub(1).and_then(|last| own.get(last)).map(|one| one.rank) else { continue };
        let above = own.iter().filter(|one| one.rank < edge);
        kept.extend(above.map(|one| one.index));
        let tied: Vec<&&Candidate> = own.iter().filter(|one| one.rank == edge).collect();
        let for_tied = wanted - own.iter().filter(|one| one.rank < edge).count();
        if for_tied == tied.len() {
            kept.extend(tied.into_iter().map(|one| one.index));
        } else {
            parted.push(Parted { rank: edge, kind, kept: for_tied });
        }
    }
    let mut filled = Filled::default();
    for (rank, block) in by_rank(candidates) {
        let others: Vec<&&Candidate> = block.iter().filter(|one| !kept.contains(&one.index)).collect();
        let of_kind = |one: &Candidate| parted.iter().any(|parted| parted.rank == rank && Some(parted.kind) == one.kind);
        let for_kinds: usize = parted.iter().filter(|parted| parted.rank == rank).map(|parted| parted.kept).sum();
        let wanted = others.len() - for_kinds;
        filled.selected.extend(block.iter().filter(|one| kept.contains(&one.index)).map(|one| one.index));
        if wanted <= left {
            left -= wanted;
            filled.selected.extend(others.into_iter().map(|one| one.index));
            continue;
        }
        // The places end here: with some left all of this rank are tied for them, with none only those of a kind.
        let tied: Vec<usize> = others.into_iter().filter(|one| left > 0 || of_kind(one)).map(|one| one.index).collect();
        if !tied.is_empty() && at_edge == Edge::Include {
            filled.selected.extend(tied);
        } else if !tied.is_empty() {
            filled.tied.extend(tied);
            filled.left += left + for_kinds;
        }
        left = 0;
    }
    filled
}

fn by_rank(candidates: &[Candidate]) -> BTreeMap<u32, Vec<&Candidate>> {
    let mut ranks: BTreeMap<u32, Vec<&Candidate>> = BTreeMap::new();
    for one in candidates {
        ranks.entry(one.rank).or_default().push(one);
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ranks, with a `*` behind those of the kind that the floor is for.
    fn candidates(ranks: &str) -> Vec<Candidate> {
        let one = |(index, text): (usize, &str)| Candidate {
            index,
            rank: text.trim_end_matches('*').parse().unwrap_or(0),
            kind: text.ends_with('*').then_some(0),
        };
        ranks.split(' ').enumerate().map(one).collect()
    }

    fn filled(ranks: &str, places: usize, floors: &[usize], ties: Edge) -> (Vec<usize>, Vec<usize>, usize) {
        let filled = fill(&candidates(ranks), places, floors, ties);
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
}
