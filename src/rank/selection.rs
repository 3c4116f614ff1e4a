//! Quotas and the proposed outstanding subjects, with a reason for whoever is passed over.

use std::collections::BTreeMap;

use super::standing::{QuotaLine, Selected, Standing, Status};
use super::{reason, view};
use crate::base::exact::Exact;
use crate::fact::evidence::Subject;
use crate::rubric::model::{Edge, QuotaBase, QuotaSize, Rubric, Selection, VetoEffect};
use crate::score::card::Scorecard;

/// Marks those proposed in each group, and gives the arithmetic of each quota.
pub(super) fn select(rubric: &Rubric, subjects: &[Subject], cards: &[Scorecard], standings: &mut [Standing]) -> Vec<QuotaLine> {
    let Some(selection) = &rubric.selection else { return Vec::new() };
    let mut groups: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (index, ((subject, card), standing)) in subjects.iter().zip(cards).zip(standings.iter_mut()).enumerate() {
        let bars = selection.barred.iter().filter(|condition| view(rubric, subject, card, standing).holds(condition));
        let mut barred: Vec<_> = bars.map(|condition| reason(condition.reason.as_ref(), "不符合评选条件", "not eligible")).collect();
        let by_veto = rubric.vetoes.iter().filter(|veto| veto.effect == VetoEffect::BarSelection && standing.vetoes.contains(&veto.id));
        barred.extend(by_veto.map(|veto| reason(Some(&format!("{}（{}）", veto.name, veto.clause)), "", "")));
        standing.barred = barred;
        let within = selection.per.as_ref().and_then(|group| subject.groups.get(group).cloned()).unwrap_or_default();
        groups.entry((subject.peer.clone(), within)).or_default().push(index);
    }
    let lines = groups.into_iter().map(|((peer, within), members)| {
        let group = title(&peer, &within);
        QuotaLine { peer, group, ..fill(selection, &members, standings) }
    });
    lines.collect()
}

fn title(peer: &str, within: &str) -> String {
    [peer, within].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn fill(selection: &Selection, members: &[usize], standings: &mut [Standing]) -> QuotaLine {
    let rank_of = |index: usize| standings.get(index).filter(|one| one.status == Status::Ranked).and_then(|one| one.rank);
    let ranked: Vec<(u32, usize)> = members.iter().filter_map(|index| Some((rank_of(*index)?, *index))).collect();
    let mut eligible: Vec<(u32, usize)> =
        ranked.iter().filter(|(_, index)| standings.get(*index).is_some_and(|one| one.barred.is_empty())).copied().collect();
    eligible.sort_unstable();
    let mut line = quota(selection, members.len(), ranked.len(), eligible.len());
    let places = usize::try_from(line.places).unwrap_or(usize::MAX);
    let edge = places.checked_sub(1).and_then(|last| eligible.get(last)).map(|(rank, _)| *rank);
    let Some(edge) = edge else {
        line.selected = eligible.iter().map(|(_, index)| *index).take(places).collect();
        mark(&line, standings);
        return line;
    };
    let above: Vec<usize> = eligible.iter().filter(|(rank, _)| *rank < edge).map(|(_, index)| *index).collect();
    let at_edge: Vec<usize> = eligible.iter().filter(|(rank, _)| *rank == edge).map(|(_, index)| *index).collect();
    let left = places - above.len();
    line.selected = above;
    if at_edge.len() <= left || selection.ties == Edge::Include {
        line.selected.extend(at_edge);
    } else {
        line.places_at_edge = left as u64;
        line.tied = at_edge;
    }
    mark(&line, standings);
    if selection.ties == Edge::Committee {
        for index in &line.tied {
            if let Some(standing) = standings.get_mut(*index) {
                standing.selected = Selected::Committee;
            }
        }
    }
    line
}

fn mark(line: &QuotaLine, standings: &mut [Standing]) {
    for index in &line.selected {
        if let Some(standing) = standings.get_mut(*index) {
            standing.selected = Selected::Yes;
        }
    }
}

/// The places: percent × base ÷ 100, rounded as the rubric says, at least so many, at most the eligible.
fn quota(selection: &Selection, all: usize, ranked: usize, eligible: usize) -> QuotaLine {
    let (base, exact, places) = match &selection.quota.size {
        QuotaSize::Number(number) => (None, Exact::from(*number), *number),
        QuotaSize::Percent { percent, of, rounding } => {
            let base = match of {
                QuotaBase::All => all,
                QuotaBase::Ranked => ranked,
                QuotaBase::Eligible => eligible,
            } as u64;
            let exact = (percent * &Exact::from(base)).over(&Exact::from(100i64)).unwrap_or_default();
            let whole = rounding.map_or_else(|| exact.ceil(), |mode| exact.round(0, mode));
            (Some(base), exact, whole.to_whole().and_then(|places| u64::try_from(places).ok()).unwrap_or(0))
        }
    };
    let places = places.max(selection.quota.at_least).min(eligible as u64);
    QuotaLine { base, exact, places, eligible: eligible as u64, ..QuotaLine::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::exact::RoundMode;
    use crate::rubric::model::Quota;

    fn places(percent: i64, of: usize, rounding: Option<RoundMode>) -> u64 {
        let size = QuotaSize::Percent { percent: Exact::from(percent), of: QuotaBase::All, rounding };
        let selection = Selection {
            name: String::new(),
            word: String::new(),
            quota: Quota { size, at_least: 0 },
            per: None,
            ties: Edge::Include,
            barred: Vec::new(),
        };
        quota(&selection, of, of, of).places
    }

    /// 沅江市, 2020: a quota of 20 %, <http://www.yuanjiang.gov.cn/20809/content_1249203.html>
    #[test]
    fn twenty_percent_is_rounded_as_the_rubric_says() {
        for (of, down, half_up, up) in [(64, 12, 13, 13), (61, 12, 12, 13), (50, 10, 10, 10)] {
            assert_eq!(places(20, of, Some(RoundMode::Down)), down);
            assert_eq!(places(20, of, Some(RoundMode::HalfUp)), half_up);
            assert_eq!(places(20, of, None), up);
        }
    }
}
