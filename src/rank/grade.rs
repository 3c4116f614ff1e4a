//! Rounding once, grade bands, and grades by rank.

use std::collections::BTreeMap;

use super::places::{allot, Contender, Demand};
use super::quota::rounded_percent;
use super::standing::{Allotment, Standing, Status};
use crate::base::exact::Exact;
use crate::base::text::Say;
use crate::fact::evidence::Subject;
use crate::rubric::model::{Grade, Places, QuotaBase, Rubric, Veto, VetoEffect};
use crate::score::card::Step;
use crate::score::Steps;

/// Rounds the exact total; the only place where a total is rounded.
pub(super) fn round(rubric: &Rubric, standing: &mut Standing, kept: Steps) {
    let rounding = rubric.rounding;
    standing.total = standing.exact.as_ref().map(|exact| exact.round(rounding.decimals, rounding.mode));
    if let Some(total) = standing.total.as_ref().filter(|_| kept == Steps::Told) {
        let what = Say::new(format!("保留 {} 位小数", rounding.decimals), format!("rounded to {} decimals", rounding.decimals));
        standing.steps.push(Step { what, after: Some(total.clone()) });
    }
}

/// The band of the total, then what vetoes make of it. Where a grade has places, grades come after the ranks.
pub(super) fn by_band(rubric: &Rubric, standing: &mut Standing, struck: &[&Veto]) {
    let Some(total) = standing.graded(rubric) else { return };
    if rubric.grades_by_rank() {
        return;
    }
    let Some(index) = rubric.grades.iter().position(|grade| grade.from.as_ref().is_none_or(|from| from <= total)) else { return };
    let Some((least, veto)) = held(rubric, struck) else {
        standing.grade = rubric.grades.get(index).map(|grade| grade.name.clone());
        return;
    };
    if least > index {
        note(standing, veto);
    }
    standing.grade = rubric.grades.get(least.max(index)).map(|grade| grade.name.clone());
}

/// The best grade that vetoes leave, by number, and the veto; beyond the last where they leave none.
fn held<'a>(rubric: &Rubric, struck: &[&'a Veto]) -> Option<(usize, &'a Veto)> {
    let best = |veto: &Veto| match &veto.effect {
        VetoEffect::LowestGrade => rubric.grades.len().saturating_sub(1),
        VetoEffect::GradeAtMost(name) => rubric.grades.iter().position(|grade| grade.name == *name).unwrap_or(0),
        VetoEffect::NoGrade => rubric.grades.len(),
        VetoEffect::Zero | VetoEffect::Exclude | VetoEffect::BarSelection => 0,
    };
    struck.iter().rev().map(|veto| (best(veto), *veto)).filter(|(best, _)| *best > 0).max_by_key(|(best, _)| *best)
}

fn note(standing: &mut Standing, veto: &Veto) {
    let what = Say::new(format!("{}（{}）", veto.name, veto.clause), format!("{} ({})", veto.name, veto.clause));
    standing.steps.push(Step { what, after: None });
}

/// Grades by rank within each peer group; who is not ranked has none.
pub(super) fn by_rank(rubric: &Rubric, subjects: &[Subject], standings: &mut [Standing]) -> Vec<Allotment> {
    if !rubric.grades_by_rank() {
        return Vec::new();
    }
    let mut peers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, subject) in subjects.iter().enumerate() {
        peers.entry(&subject.peer).or_default().push(index);
    }
    let lines = peers.into_iter().filter_map(|(peer, members)| of_peer(rubric, peer, &members, standings));
    lines.collect()
}

fn of_peer(rubric: &Rubric, peer: &str, members: &[usize], standings: &mut [Standing]) -> Option<Allotment> {
    let (mut who, mut contenders, mut ranked) = (Vec::new(), Vec::new(), 0);
    for index in members {
        let Some(standing) = standings.get_mut(*index).filter(|one| one.status == Status::Ranked) else { continue };
        let Some(rank) = standing.rank else { continue };
        ranked += 1;
        if let Some(may) = may_have(rubric, standing) {
            contenders.push(Contender { rank, may });
            who.push(*index);
        }
    }
    let mut line = Allotment { peer: peer.to_owned(), graded: who.len() as u64, ..Allotment::default() };
    line.demands = rubric.grades.iter().map(|grade| bounds(grade, members.len(), ranked)).collect();
    if who.is_empty() {
        return None;
    }
    let demands: Vec<Demand> = rubric.grades.iter().zip(&line.demands).map(|(grade, bounds)| demand(grade, *bounds)).collect();
    let allotted = allot(&demands, &contenders);
    line.options = allotted.options;
    line.more = allotted.more;
    for (index, grades) in who.iter().zip(&allotted.grades) {
        let mut names: Vec<String> = grades.iter().filter_map(|grade| rubric.grades.get(*grade)).map(|grade| grade.name.clone()).collect();
        let Some(standing) = standings.get_mut(*index) else { continue };
        if names.len() == 1 {
            standing.grade = names.pop();
        } else if !names.is_empty() {
            line.open.push(*index);
            standing.grades_open = names;
        }
    }
    Some(line)
}

/// For each grade, whether a ranked subject may have it; none where a veto leaves it without grade.
fn may_have(rubric: &Rubric, standing: &mut Standing) -> Option<Vec<bool>> {
    let struck: Vec<&Veto> = rubric.vetoes.iter().filter(|veto| standing.vetoes.contains(&veto.id)).collect();
    let held = held(rubric, &struck);
    if let Some((_, veto)) = held {
        note(standing, veto);
    }
    let least = held.map_or(0, |(least, _)| least);
    let total = standing.graded(rubric);
    let reached = |grade: &Grade| grade.from.as_ref().is_none_or(|from| total.is_some_and(|total| from <= total));
    (least < rubric.grades.len()).then(|| rubric.grades.iter().enumerate().map(|(index, grade)| index >= least && reached(grade)).collect())
}

/// At least and at most so many places of a grade in a peer group.
fn bounds(grade: &Grade, all: usize, ranked: usize) -> Option<(u64, u64)> {
    Some(match grade.places.as_ref()? {
        Places::Number(number) => (*number, *number),
        Places::Range(least, most) => (*least, *most),
        Places::Percent { percent, of, rounding } => {
            let base = match of {
                QuotaBase::All => all,
                QuotaBase::Ranked | QuotaBase::Eligible => ranked,
            };
            let (_, places) = rounded_percent(percent, &Exact::from(base as u64), *rounding);
            (places, places)
        }
    })
}

fn demand(grade: &Grade, bounds: Option<(u64, u64)>) -> Demand {
    let size = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    Demand { bounds: bounds.map(|(least, most)| (size(least), size(most))), at_most: grade.from.is_some(), ties: grade.ties }
}
