//! The proposed outstanding subjects, with a reason for whoever is passed over or gives way.

use std::collections::{BTreeMap, BTreeSet};

use super::fill::{fill, Candidate, Filled};
use super::quota::{quota, rounded_percent};
use super::standing::{FloorLine, QuotaLine, Selected, Standing, Status};
use super::{reason, view};
use crate::base::exact::Exact;
use crate::base::text::Say;
use crate::fact::evidence::Subject;
use crate::rubric::model::{Edge, Floor, FloorSize, Rubric, Selection, VetoEffect};
use crate::score::card::Scorecard;

/// Marks those proposed in each group, and gives the arithmetic of each quota.
pub(super) fn select(rubric: &Rubric, subjects: &[Subject], cards: &[Scorecard], standings: &mut [Standing]) -> Vec<QuotaLine> {
    let Some(selection) = &rubric.selection else { return Vec::new() };
    let barred: Vec<Vec<Say>> = (0..subjects.len()).map(|index| barred(rubric, selection, subjects, cards, standings, index)).collect();
    let mut groups: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (index, ((subject, standing), barred)) in subjects.iter().zip(standings.iter_mut()).zip(barred).enumerate() {
        standing.barred = barred;
        let within = selection.per.as_ref().and_then(|group| subject.groups.get(group).cloned()).unwrap_or_default();
        groups.entry((subject.peer.clone(), within)).or_default().push(index);
    }
    let lines = groups.into_iter().map(|((peer, within), members)| {
        let group = title(&peer, &within);
        let line = propose(selection, subjects, &members, standings);
        mark(selection, subjects, &line, standings);
        QuotaLine { peer, group, ..line }
    });
    lines.collect()
}

/// Why a subject may not be proposed.
fn barred(
    rubric: &Rubric,
    selection: &Selection,
    subjects: &[Subject],
    cards: &[Scorecard],
    standings: &[Standing],
    index: usize,
) -> Vec<Say> {
    let Some(view) = view(rubric, subjects, cards, standings, index) else { return Vec::new() };
    let bars = selection.barred.iter().filter(|condition| view.holds(condition));
    let mut barred: Vec<_> = bars.map(|condition| reason(condition.reason.as_ref(), "不符合评选条件", "not eligible")).collect();
    let by_veto = rubric.vetoes.iter().filter(|veto| veto.effect == VetoEffect::BarSelection && view.vetoes.contains(&veto.id));
    barred.extend(by_veto.map(|veto| reason(Some(&format!("{}（{}）", veto.name, veto.clause)), "", "")));
    barred
}

fn title(peer: &str, within: &str) -> String {
    [peer, within].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Fills the places of one group in order of rank, with what the floors ask for.
fn propose(selection: &Selection, subjects: &[Subject], members: &[usize], standings: &[Standing]) -> QuotaLine {
    let of = |index: &usize| standings.get(*index).filter(|one| one.status == Status::Ranked);
    let ranked: Vec<usize> = members.iter().copied().filter(|index| of(index).is_some_and(|one| one.rank.is_some())).collect();
    let candidates = ranked.iter().filter(|index| of(index).is_some_and(|one| one.barred.is_empty()));
    let candidates = candidates.filter_map(|index| {
        let kind =
            |floor: &Floor| subjects.get(*index).and_then(|one| one.columns.get(&floor.column)).is_some_and(|word| floor.is.contains(word));
        Some(Candidate { index: *index, rank: of(index)?.rank?, kind: selection.floors.iter().position(kind) })
    });
    let mut candidates: Vec<Candidate> = candidates.collect();
    candidates.sort_unstable_by_key(|one| (one.rank, one.index));
    let mut line = quota(selection, members.len(), ranked.len(), candidates.len());
    let places = usize::try_from(line.places).unwrap_or(usize::MAX);
    line.floors = selection.floors.iter().enumerate().map(|(kind, floor)| floor_line(floor, line.places, kind, &candidates)).collect();
    let asked: Vec<usize> = line.floors.iter().map(|floor| usize::try_from(floor.places).unwrap_or(usize::MAX)).collect();
    let by_rank = fill(&candidates, places, &[], selection.ties);
    let filled = fill(&candidates, places, &asked, selection.ties);
    let named = |filled: &Filled| filled.selected.iter().chain(&filled.tied).copied().collect::<BTreeSet<usize>>();
    let (before, now) = (named(&by_rank), named(&filled));
    line.brought = filled.selected.iter().chain(&filled.tied).filter(|index| !before.contains(index)).copied().collect();
    line.gave_way = by_rank.selected.iter().chain(&by_rank.tied).filter(|index| !now.contains(index)).copied().collect();
    line.open = open(selection.ties, &candidates, &line, &filled);
    line.selected = filled.selected;
    line.tied = filled.tied;
    line.places_at_edge = filled.left as u64;
    line
}

fn floor_line(floor: &Floor, places: u64, kind: usize, candidates: &[Candidate]) -> FloorLine {
    let eligible = candidates.iter().filter(|one| one.kind == Some(kind)).count() as u64;
    match &floor.size {
        FloorSize::Number(number) => FloorLine { exact: None, places: *number, eligible },
        FloorSize::Percent { percent, rounding } => {
            let (exact, places) = rounded_percent(percent, &Exact::from(places), *rounding);
            FloorLine { exact: Some(exact), places, eligible }
        }
    }
}

/// The next in rank, as many as a range leaves to the committee.
fn open(at_edge: Edge, candidates: &[Candidate], line: &QuotaLine, filled: &Filled) -> Vec<usize> {
    if line.most <= line.places {
        return Vec::new();
    }
    let rest: Vec<Candidate> =
        candidates.iter().filter(|one| !filled.selected.contains(&one.index)).map(|one| Candidate { kind: None, ..*one }).collect();
    let places = usize::try_from(line.most).unwrap_or(usize::MAX).saturating_sub(filled.selected.len());
    let next = fill(&rest, places, &[], at_edge);
    let tied = if at_edge == Edge::Committee { next.tied } else { Vec::new() };
    next.selected.into_iter().chain(tied).collect()
}

fn mark(selection: &Selection, subjects: &[Subject], line: &QuotaLine, standings: &mut [Standing]) {
    let tied = if selection.ties == Edge::Committee { line.tied.as_slice() } else { &[] };
    for (indices, selected) in [(line.selected.as_slice(), Selected::Yes), (tied, Selected::Committee), (&line.open, Selected::Committee)] {
        for index in indices {
            if let Some(standing) = standings.get_mut(*index) {
                standing.selected = selected;
            }
        }
    }
    let names: Vec<&str> = line.brought.iter().filter_map(|index| subjects.get(*index)).map(|one| one.name.as_str()).collect();
    for index in &line.gave_way {
        if let Some(standing) = standings.get_mut(*index) {
            standing.gave_way = Some(Say::new(format!("让位于{}", names.join("、")), format!("gave way to {}", names.join(", "))));
        }
    }
}
