//! The proposed outstanding subjects, with a reason for whoever is passed over, gives way or is held back.

use std::collections::{BTreeMap, BTreeSet};

use super::bounds::Kinds;
use super::fill::{fill, Bounds, Candidate, Filled};
use super::lots;
use super::near::near;
use super::quota::quota;
use super::standing::{QuotaLine, Selected, Standing, Status};
use super::{reason, view};
use crate::base::exact::Exact;
use crate::base::text::Say;
use crate::fact::evidence::Subject;
use crate::rubric::model::{Edge, Rubric, Selection, VetoEffect};
use crate::score::card::Scorecard;

/// Marks those proposed in each group, and gives the arithmetic of each quota; lots are drawn from the seed, where there is one.
pub(super) fn select(
    rubric: &Rubric,
    subjects: &[Subject],
    cards: &[Scorecard],
    standings: &mut [Standing],
    seed: Option<u64>,
) -> Vec<QuotaLine> {
    let Some(selection) = &rubric.selection else { return Vec::new() };
    let barred: Vec<Vec<Say>> = (0..subjects.len()).map(|index| barred(rubric, selection, subjects, cards, standings, index)).collect();
    let mut groups: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (index, ((subject, standing), barred)) in subjects.iter().zip(standings.iter_mut()).zip(barred).enumerate() {
        standing.barred = barred;
        let within = selection.per.as_ref().and_then(|group| subject.groups.get(group)).map(String::as_str);
        groups.entry((&subject.peer, within.unwrap_or_default())).or_default().push(index);
    }
    let lines = groups.into_iter().map(|((peer, within), members)| {
        let group = title(peer, within);
        let candidates = candidates(selection, subjects, &members, standings);
        let mut line = propose(selection, &members, standings, &candidates, seed);
        mark(selection, subjects, &line, standings);
        let is_in = |index: &usize| standings.get(*index).is_some_and(|standing| standing.selected != Selected::No);
        let by_rank = candidates.iter().map(|one| one.index).filter(|index| is_in(index) && !line.brought.contains(index));
        let by_rank: Vec<usize> = by_rank.collect();
        line.near =
            near(selection.margin.as_ref(), &candidates, &by_rank, standings, &|index| looked_at(rubric, standings, index), &members);
        QuotaLine { peer: peer.to_owned(), group, ..line }
    });
    lines.collect()
}

/// The total that ranks look at.
fn looked_at(rubric: &Rubric, standings: &[Standing], index: usize) -> Option<Exact> {
    let standing = standings.get(index)?;
    if rubric.rounding.rank_on_rounded {
        standing.total.clone()
    } else {
        standing.exact.clone()
    }
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

pub(super) fn title(peer: &str, within: &str) -> String {
    [peer, within].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The eligible of one group, in order of rank.
fn candidates(selection: &Selection, subjects: &[Subject], members: &[usize], standings: &[Standing]) -> Vec<Candidate> {
    let kinds = Kinds::of(selection);
    let candidate = |index: &usize| {
        let standing = standings.get(*index).filter(|one| one.status == Status::Ranked && one.barred.is_empty())?;
        Some(Candidate { index: *index, rank: standing.rank?, kind: kinds.kind(subjects.get(*index)?) })
    };
    let mut candidates: Vec<Candidate> = members.iter().filter_map(candidate).collect();
    candidates.sort_unstable_by_key(|one| (one.rank, one.index));
    candidates
}

/// Fills the places of one group in order of rank: first held back by the ceilings, then with what the floors ask for.
fn propose(selection: &Selection, members: &[usize], standings: &[Standing], candidates: &[Candidate], seed: Option<u64>) -> QuotaLine {
    let is_ranked = |index: &&usize| standings.get(**index).is_some_and(|one| one.status == Status::Ranked && one.rank.is_some());
    let ranked = members.iter().filter(is_ranked).count();
    let mut line = quota(selection, members.len(), ranked, candidates.len());
    let places = usize::try_from(line.places).unwrap_or(usize::MAX);
    let kinds = Kinds::of(selection);
    line.floors = kinds.floor_lines(line.offered, candidates);
    line.ceilings = kinds.ceiling_lines(line.offered, candidates);
    let bounds = kinds.bounds(&line.floors, &line.ceilings);
    let without_floors: Vec<Bounds> = bounds.iter().map(|bounds| Bounds { least: 0, ..*bounds }).collect();
    let at_edge = selection.ties;
    let by_rank = fill(candidates, places, &[], at_edge);
    let capped = fill(candidates, places, &without_floors, at_edge);
    let filled = fill(candidates, places, &bounds, at_edge);
    let (before, between, now) = (named(&by_rank), named(&capped), named(&filled));
    line.held = of(&by_rank).filter(|index| !between.contains(index)).collect();
    line.moved_up = of(&filled).filter(|index| between.contains(index) && !before.contains(index)).collect();
    line.brought = of(&filled).filter(|index| !between.contains(index)).collect();
    line.gave_way = of(&capped).filter(|index| !now.contains(index)).collect();
    line.open = open(at_edge, candidates, &line, &bounds, &filled);
    let filled = match seed.filter(|_| at_edge == Edge::Lot && !filled.tied.is_empty()) {
        Some(seed) => by_lot(seed, candidates, places, &bounds, &filled, &mut line),
        None => filled,
    };
    let is_in = |index: &usize| filled.selected.contains(index) || filled.tied.contains(index);
    line.brought.retain(is_in);
    line.moved_up.retain(is_in);
    line.selected = filled.selected;
    line.tied = filled.tied;
    line.places_at_edge = filled.left as u64;
    line
}

fn of(filled: &Filled) -> impl Iterator<Item = usize> + '_ {
    filled.selected.iter().chain(&filled.tied).copied()
}

fn named(filled: &Filled) -> BTreeSet<usize> {
    of(filled).collect()
}

/// Draws the order of those tied, each rank apart, and fills the places once more with nobody tied.
fn by_lot(seed: u64, candidates: &[Candidate], places: usize, bounds: &[Bounds], filled: &Filled, line: &mut QuotaLine) -> Filled {
    let tied = |one: &&Candidate| filled.tied.contains(&one.index);
    let sets =
        candidates.chunk_by(|one, other| one.rank == other.rank).map(|block| block.iter().filter(tied).map(|one| one.index).collect());
    let lot = lots::draw(seed, &sets.collect::<Vec<Vec<usize>>>(), filled.left);
    let drawn = |index: usize| lot.order.iter().position(|one| *one == index).map_or(0, |place| place + 1);
    let mut order = candidates.to_vec();
    order.sort_by_key(|one| (one.rank, drawn(one.index), one.index));
    let strict: Vec<Candidate> = order.iter().zip(1u32..).map(|(one, rank)| Candidate { rank, ..*one }).collect();
    let parted = fill(&strict, places, bounds, Edge::Lot);
    line.lot = Some(lot);
    parted
}

/// The next in rank, as many as a range leaves to the committee and ceilings allow.
fn open(at_edge: Edge, candidates: &[Candidate], line: &QuotaLine, bounds: &[Bounds], filled: &Filled) -> Vec<usize> {
    if line.most <= line.places {
        return Vec::new();
    }
    let rest: Vec<Candidate> = candidates.iter().filter(|one| !filled.selected.contains(&one.index)).copied().collect();
    let chosen = |kind: usize| candidates.iter().filter(|one| one.kind == Some(kind) && filled.selected.contains(&one.index)).count();
    let remaining = bounds.iter().enumerate().map(|(kind, bounds)| Bounds { least: 0, most: bounds.most.saturating_sub(chosen(kind)) });
    let places = usize::try_from(line.most).unwrap_or(usize::MAX).saturating_sub(filled.selected.len());
    let next = fill(&rest, places, &remaining.collect::<Vec<_>>(), at_edge);
    let tied = if at_edge == Edge::Exclude { Vec::new() } else { next.tied };
    next.selected.into_iter().chain(tied).collect()
}

fn mark(selection: &Selection, subjects: &[Subject], line: &QuotaLine, standings: &mut [Standing]) {
    let tied = if selection.ties == Edge::Exclude { &[] } else { line.tied.as_slice() };
    for (indices, selected) in [(line.selected.as_slice(), Selected::Yes), (tied, Selected::Committee), (&line.open, Selected::Committee)] {
        for index in indices {
            if let Some(standing) = standings.get_mut(*index) {
                standing.selected = selected;
            }
        }
    }
    let names = |indices: &[usize]| {
        let names = indices.iter().filter_map(|index| subjects.get(*index)).map(|one| one.name.as_str());
        names.collect::<Vec<&str>>()
    };
    let brought = names(&line.brought);
    let mut hold = |indices: &[usize], why: Say| {
        for index in indices {
            if let Some(standing) = standings.get_mut(*index) {
                standing.held_back = Some(why.clone());
            }
        }
    };
    hold(&line.gave_way, Say::new(format!("让位于{}", brought.join("、")), format!("gave way to {}", brought.join(", "))));
    hold(&line.held, Say::new("同类人数已达上限", "as many of its kind are in as there may be"));
}
