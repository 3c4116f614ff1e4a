//! Floors and ceilings as kinds of candidates, each with its least and most.
//!
//! In: the bounds that the rubric writes, and how many places there are. Out: kinds for [`super::fill`], and what each bound asked for.

use super::fill::{Bounds, Candidate};
use super::quota::rounded_percent;
use super::standing::BoundLine;
use crate::base::exact::Exact;
use crate::fact::evidence::Subject;
use crate::rubric::model::{Bound, BoundSize, Selection};

/// The kinds of a selection: those of its floors, then those of its ceilings that no floor is for. They share no word.
pub(super) struct Kinds<'a> {
    of: Vec<&'a Bound>,
    floors: &'a [Bound],
    ceilings: &'a [Bound],
}

impl<'a> Kinds<'a> {
    pub fn of(selection: &'a Selection) -> Self {
        let (floors, ceilings) = (selection.floors.as_slice(), selection.ceilings.as_slice());
        let further = ceilings.iter().filter(|ceiling| !floors.iter().any(|floor| floor.is_for_same(ceiling)));
        Self { of: floors.iter().chain(further).collect(), floors, ceilings }
    }

    /// The kind of a subject.
    pub fn kind(&self, subject: &Subject) -> Option<usize> {
        self.of.iter().position(|bound| bound.takes(subject.columns.get(&bound.column)))
    }

    /// What the floors ask for.
    pub fn floor_lines(&self, places: u64, candidates: &[Candidate]) -> Vec<BoundLine> {
        self.floors.iter().map(|floor| self.line(floor, places, candidates)).collect()
    }

    /// What the ceilings leave.
    pub fn ceiling_lines(&self, places: u64, candidates: &[Candidate]) -> Vec<BoundLine> {
        self.ceilings.iter().map(|ceiling| self.line(ceiling, places, candidates)).collect()
    }

    fn line(&self, bound: &Bound, places: u64, candidates: &[Candidate]) -> BoundLine {
        let kind = self.of.iter().position(|one| one.is_for_same(bound));
        let eligible = candidates.iter().filter(|one| one.kind.is_some() && one.kind == kind).count() as u64;
        match &bound.size {
            BoundSize::Number(number) => BoundLine { exact: None, places: *number, eligible },
            BoundSize::Percent { percent, rounding } => {
                let (exact, places) = rounded_percent(percent, &Exact::from(places), *rounding);
                BoundLine { exact: Some(exact), places, eligible }
            }
        }
    }

    /// Least and most of each kind; without floors the least are 0.
    pub fn bounds(&self, floors: &[BoundLine], ceilings: &[BoundLine]) -> Vec<Bounds> {
        let size = |line: &BoundLine| usize::try_from(line.places).unwrap_or(usize::MAX);
        let of = |bounds: &[Bound], lines: &[BoundLine], kind: &Bound| {
            bounds.iter().zip(lines).find(|(bound, _)| bound.is_for_same(kind)).map(|(_, line)| size(line))
        };
        let both = |kind: &&Bound| Bounds {
            least: of(self.floors, floors, kind).unwrap_or(0),
            most: of(self.ceilings, ceilings, kind).unwrap_or(usize::MAX),
        };
        self.of.iter().map(both).collect()
    }
}
