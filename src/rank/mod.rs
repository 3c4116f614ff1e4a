//! Totals to standings: rounding, vetoes, grades, ranks, quotas, selection.
//!
//! All decisions are taken on exact numbers, never on row order or names.

mod again;
mod bounds;
mod fill;
mod grade;
pub mod lots;
mod mandates;
mod near;
mod order;
mod part;
mod places;
mod quota;
pub mod record;
mod selection;
pub mod standing;

use std::collections::BTreeSet;

pub use self::again::Quota;
pub use self::mandates::persons;
pub use self::order::breaks;
pub use self::part::Division;

use self::standing::{Noticed, Outcome, Selected, Standing, Status};
use crate::base::text::Say;
use crate::fact::evidence::Subject;
use crate::rubric::model::{Rubric, VetoEffect};
use crate::score::card::Scorecard;
use crate::score::condition::View;
use crate::score::Steps;

/// Where each subject stands. Subjects whose peer group is `stopped` are neither ranked nor selected. Where the rubric lets lots
/// decide, they are drawn from the seed; without one such a tie stays open.
pub fn rank(rubric: &Rubric, subjects: &[Subject], cards: &[Scorecard], stopped: &[String], seed: Option<u64>) -> Outcome {
    ranked(rubric, subjects, cards, stopped, (seed, Steps::Told))
}

/// The same, with or without the steps of each standing.
pub fn ranked(
    rubric: &Rubric,
    subjects: &[Subject],
    cards: &[Scorecard],
    stopped: &[String],
    (seed, kept): (Option<u64>, Steps),
) -> Outcome {
    let mut standings: Vec<Standing> = subjects.iter().zip(cards).map(|(subject, card)| stand(rubric, subject, card, kept)).collect();
    let stopped: BTreeSet<&String> = stopped.iter().collect();
    for (subject, standing) in subjects.iter().zip(&mut standings) {
        if stopped.contains(&subject.peer) {
            standing.status = Status::Listed;
            standing.reason = Some(Say::new("本组数据有误，未排名", "not ranked: errors in the data of its group"));
        }
    }
    mandates::higher_only(rubric, subjects, &mut standings);
    order::rank(rubric, subjects, cards, &mut standings);
    let allotments = grade::by_rank(rubric, subjects, &mut standings);
    let quotas = selection::select(rubric, subjects, cards, &mut standings, seed);
    notice(rubric, subjects, cards, &mut standings);
    Outcome { order: order::of_lists(subjects, &standings), standings, quotas, allotments }
}

/// What follows for whom; looked at last, and of nobody whose group is stopped.
fn notice(rubric: &Rubric, subjects: &[Subject], cards: &[Scorecard], standings: &mut [Standing]) {
    for index in 0..subjects.len() {
        let Some(view) = view(rubric, subjects, cards, standings, index) else { continue };
        let held = rubric.notices.iter().filter(|notice| view.holds(&notice.condition));
        let noticed = held.map(|notice| Noticed { id: notice.id.clone(), looked_at: view.looked_at(&notice.condition) }).collect();
        if let Some(standing) = standings.get_mut(index) {
            standing.notices = noticed;
        }
    }
}

/// What a step looks at once all are ranked.
fn view<'a>(
    rubric: &'a Rubric,
    subjects: &'a [Subject],
    cards: &'a [Scorecard],
    standings: &'a [Standing],
    index: usize,
) -> Option<View<'a>> {
    Some(own_view(rubric, subjects.get(index)?, cards.get(index)?, standings.get(index)?))
}

/// What earlier steps look at.
fn own_view<'a>(rubric: &'a Rubric, subject: &'a Subject, card: &'a Scorecard, standing: &'a Standing) -> View<'a> {
    View {
        rubric,
        subject,
        card,
        total: standing.graded(rubric),
        vetoes: &standing.vetoes,
        grade: standing.grade.as_deref(),
        rank: standing.rank.map(|rank| (rank, standing.ranked)),
        selected: standing.selected == Selected::Yes,
    }
}

/// Rounding, vetoes, grade, and whether it is ranked.
fn stand(rubric: &Rubric, subject: &Subject, card: &Scorecard, kept: Steps) -> Standing {
    let mut standing = Standing { exact: card.total.clone(), ..Standing::default() };
    grade::round(rubric, &mut standing, kept);
    let mut vetoes = Vec::new();
    for veto in &rubric.vetoes {
        let seen = View { vetoes: &vetoes, ..own_view(rubric, subject, card, &standing) }.holds(&veto.condition);
        if seen != veto.unless {
            vetoes.push(veto.id.clone());
        }
    }
    standing.vetoes = vetoes;
    let struck: Vec<_> = rubric.vetoes.iter().filter(|veto| standing.vetoes.contains(&veto.id)).collect();
    if struck.iter().any(|veto| veto.effect == VetoEffect::Zero) && standing.exact.is_some() {
        standing.exact_before = standing.exact.take();
        standing.exact = Some(crate::base::exact::Exact::zero());
        grade::round(rubric, &mut standing, kept);
    }
    grade::by_band(rubric, &mut standing, &struck);
    list(rubric, subject, card, &mut standing);
    standing
}

fn list(rubric: &Rubric, subject: &Subject, card: &Scorecard, standing: &mut Standing) {
    let excluding = rubric.vetoes.iter().find(|veto| veto.effect == VetoEffect::Exclude && standing.vetoes.contains(&veto.id));
    let listing = rubric.standing.list_if.iter().find(|condition| own_view(rubric, subject, card, standing).holds(condition));
    if card.items.iter().any(|item| item.refused.is_some()) {
        standing.status = Status::Listed;
        standing.reason = Some(Say::new("数据有误，未排名", "not ranked: an error in its data"));
    } else if let Some(veto) = excluding {
        standing.status = Status::Excluded;
        standing.reason = Some(Say::new(format!("{}（{}）", veto.name, veto.clause), format!("{} ({})", veto.name, veto.clause)));
    } else if let Some(condition) = listing {
        standing.status = Status::Listed;
        standing.reason = Some(reason(condition.reason.as_ref(), "只列名、不排名", "listed without rank"));
    } else if standing.exact.is_none() {
        standing.status = Status::Listed;
        standing.reason = Some(Say::new("没有可计分的项目", "nothing of it has a value"));
    }
}

/// The rubric's own words, in the language in which the office wrote them; else ours.
fn reason(written: Option<&String>, zh: &str, en: &str) -> Say {
    match written {
        Some(text) => Say::new(text, text),
        None => Say::new(zh, en),
    }
}
