//! A quota filled once more, with other ranks: who would be in.
//!
//! The number of places, who is eligible, and of which kind each is stay as they are.

use super::bounds::Kinds;
use super::fill::{fill, Bounds, Candidate};
use super::selection::title;
use super::standing::{QuotaLine, Standing};
use crate::fact::evidence::Subject;
use crate::rubric::model::{Edge, Rubric};

/// A quota and those who compete for it.
#[derive(Debug, Clone)]
pub struct Quota {
    /// Place of each candidate, and number of the kind that floors and ceilings know it as.
    candidates: Vec<(usize, Option<usize>)>,
    places: usize,
    bounds: Vec<Bounds>,
    ties: Edge,
}

impl Quota {
    /// These quotas. Candidates are told by their place in `ranked`, which holds numbers of ranked subjects.
    pub fn of(rubric: &Rubric, subjects: &[Subject], standings: &[Standing], ranked: &[usize], lines: &[&QuotaLine]) -> Vec<Self> {
        let Some(selection) = &rubric.selection else { return Vec::new() };
        let within = |subject: &Subject| selection.per.as_ref().and_then(|group| subject.groups.get(group).cloned()).unwrap_or_default();
        let kinds = Kinds::of(selection);
        let candidate = |line: &QuotaLine, number: usize| {
            let (subject, standing) = (subjects.get(number)?, standings.get(number)?);
            let competes = standing.barred.is_empty() && subject.peer == line.peer && title(&subject.peer, &within(subject)) == line.group;
            competes.then(|| kinds.kind(subject))
        };
        let of_line = |line: &&QuotaLine| Self {
            candidates: ranked.iter().enumerate().filter_map(|(place, number)| Some((place, candidate(line, *number)?))).collect(),
            places: whole(line.places),
            bounds: kinds.bounds(&line.floors, &line.ceilings),
            ties: selection.ties,
        };
        lines.iter().map(of_line).collect()
    }

    /// How many places there are.
    pub fn places(&self) -> usize {
        self.places
    }

    /// Those who compete for them.
    pub fn candidates(&self) -> impl Iterator<Item = usize> + '_ {
        self.candidates.iter().map(|(number, _)| *number)
    }

    /// Those who would be in with these ranks, those tied at the edge whom the committee decides between included.
    pub fn filled(&self, rank: impl Fn(usize) -> u32) -> Vec<usize> {
        if self.bounds.iter().all(|bounds| bounds.least == 0 && bounds.most >= self.places) {
            return self.by_rank(rank);
        }
        let candidate = |(number, kind): &(usize, Option<usize>)| Candidate { index: *number, rank: rank(*number), kind: *kind };
        let mut candidates: Vec<Candidate> = self.candidates.iter().map(candidate).collect();
        candidates.sort_unstable_by_key(|one| (one.rank, one.index));
        let filled = fill(&candidates, self.places, &self.bounds, self.ties);
        let tied = if self.ties == Edge::Exclude { Vec::new() } else { filled.tied };
        filled.selected.into_iter().chain(tied).collect()
    }

    /// The same where no floor and no ceiling bears on it, in less time.
    fn by_rank(&self, rank: impl Fn(usize) -> u32) -> Vec<usize> {
        let mut ranks: Vec<u32> = self.candidates().map(&rank).collect();
        let Some(edge) = self.places.min(ranks.len()).checked_sub(1) else { return Vec::new() };
        let last = *ranks.select_nth_unstable(edge).1;
        let fits = self.ties != Edge::Exclude || ranks.iter().filter(|rank| **rank <= last).count() <= self.places;
        self.candidates().filter(|number| rank(*number) < last || fits && rank(*number) == last).collect()
    }
}

fn whole(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shorter_way_gives_what_the_long_one_does() {
        let ranks = [1, 2, 2, 4, 4, 4, 7];
        for ties in [Edge::Include, Edge::Exclude, Edge::Committee, Edge::Lot] {
            for places in 0..9 {
                let quota = Quota { candidates: (0..7).map(|number| (number, None)).collect(), places, bounds: Vec::new(), ties };
                // A floor that asks for nobody of no kind sends it the long way.
                let long = Quota { bounds: vec![Bounds { least: 1, most: usize::MAX }], ..quota.clone() };
                let rank = |number: usize| ranks.get(number).copied().unwrap_or(0);
                let mut expected = long.filled(rank);
                expected.sort_unstable();
                assert_eq!(quota.filled(rank), expected, "{ties:?} {places}");
            }
        }
    }
}
