//! Vetoes and lists of one member, so that a draw can ask them anew.
//!
//! In: the rules of the rubric, what the plan says is drawn, and the member's card. Out: [`Strikes`]; what is not drawn stands in
//! them as it came out officially.

use super::model::{number, place, rounded, Own};
use super::plan::What;
use super::Facts;
use crate::base::exact::Exact;
use crate::rank::standing::Standing;
use crate::rubric::model::{Comparison, Condition, Of, Range, VetoEffect};
use crate::score::card::Scorecard;
use crate::score::condition::View;
use crate::score::measure;
use crate::stats::composite::{Bounds, Effect, Looked, Strike, Strikes, Term, Test};
use crate::stats::ranks::LooksAt;
use crate::tally::Tally;

/// Whether any rule that takes a rank is asked anew.
pub(super) fn can_take_ranks(facts: &Facts) -> bool {
    let vetoes = facts.rubric.vetoes.iter().zip(&facts.plan.vetoes);
    vetoes.filter(|(veto, _)| veto.effect == VetoEffect::Exclude).any(|(_, asked)| *asked) || facts.plan.lists.contains(&true)
}

/// What may strike each member; a list of nobody where nothing is asked anew and nobody was struck.
pub(super) fn strikes(facts: &Facts, members: &[usize], own: &[Own]) -> Vec<Strikes> {
    let each = members.iter().zip(own).map(|(number, own)| {
        let (card, standing) = (facts.cards.get(*number), facts.outcome.standings.get(*number));
        card.zip(standing).map(|(card, standing)| Member { facts, number: *number, own, card, standing }.strikes()).unwrap_or_default()
    });
    let each: Vec<Strikes> = each.collect();
    if each.iter().all(|strikes| strikes.vetoes.is_empty() && strikes.lists.is_empty()) {
        return Vec::new();
    }
    each
}

/// Whether somebody has no rank whatever is drawn.
pub(super) fn is_out_for_good(strikes: &Strikes) -> bool {
    strikes.vetoes.iter().chain(&strikes.lists).any(|strike| strike.effect == Effect::Out && strike.test == Test::Held(true))
}

struct Member<'a> {
    facts: &'a Facts<'a>,
    number: usize,
    own: &'a Own,
    card: &'a Scorecard,
    standing: &'a Standing,
}

impl Member<'_> {
    fn strikes(&self) -> Strikes {
        let (rubric, plan) = (self.facts.rubric, &self.facts.plan);
        let held = |holds: bool, effect| Strike { test: Test::Held(holds), unless: false, effect };
        let vetoes = rubric.vetoes.iter().zip(&plan.vetoes).map(|(veto, asked)| {
            let effect = match veto.effect {
                VetoEffect::Zero => Effect::Zero,
                VetoEffect::Exclude => Effect::Out,
                VetoEffect::LowestGrade | VetoEffect::BarSelection | VetoEffect::NoGrade | VetoEffect::GradeAtMost(_) => Effect::None,
            };
            if *asked {
                Strike { test: self.test(&veto.condition), unless: veto.unless, effect }
            } else {
                held(self.standing.vetoes.contains(&veto.id), effect)
            }
        });
        let mut vetoes: Vec<Strike> = vetoes.collect();
        let mut lists = Vec::new();
        for (condition, asked) in rubric.standing.list_if.iter().zip(&plan.lists) {
            let test = if *asked { self.test(condition) } else { Test::Held(self.view().is_some_and(|view| view.holds(condition))) };
            lists.push(Strike { test, unless: false, effect: Effect::Out });
        }
        lists.push(held(self.card.items.iter().any(|item| item.refused.is_some()), Effect::Out));
        // What cannot change and does nothing costs time in every draw.
        lists.retain(|list| list.test != Test::Held(false));
        let idle = |veto: &Strike| matches!(veto.test, Test::Held(_)) && (veto.test == Test::Held(false) || veto.effect == Effect::None);
        if !plan.vetoes.contains(&true) && !plan.lists.contains(&true) {
            vetoes.retain(|veto| !idle(veto));
        }
        Strikes { vetoes, lists }
    }

    fn view(&self) -> Option<View<'_>> {
        let (rubric, standing) = (self.facts.rubric, self.standing);
        let (subject, grade) = (self.facts.subjects.get(self.number)?, standing.grade.as_deref());
        Some(View {
            rubric,
            subject,
            card: self.card,
            total: standing.graded(rubric),
            vetoes: &standing.vetoes,
            grade,
            rank: None,
            selected: false,
        })
    }

    fn test(&self, condition: &Condition) -> Test {
        let looked = match &condition.of {
            Of::Veto(None) => return Test::Veto(None),
            Of::Veto(Some(id)) => return Test::Veto(self.facts.rubric.vetoes.iter().position(|veto| veto.id == *id).or(Some(usize::MAX))),
            Of::Count(_)
            | Of::Criterion(_)
            | Of::Dimension(_)
            | Of::Part(_)
            | Of::Total
            | Of::Exposure
            | Of::Column(_)
            | Of::Grade
            | Of::Rank
            | Of::RankShare
            | Of::Selected => self.looked(&condition.of),
        };
        let looked = match &condition.over {
            Some(count) => Looked::Ratio(Box::new(looked), Box::new(self.count(count))),
            None => looked,
        };
        match &condition.comparison {
            Comparison::Missing => Test::Missing(looked),
            Comparison::Range(range) => Test::Within(looked, bounds(range)),
            Comparison::Is(_) | Comparison::IsNot(_) | Comparison::Holds => Test::Present(looked),
        }
    }

    fn looked(&self, of: &Of) -> Looked {
        let rubric = self.facts.rubric;
        match of {
            Of::Count(id) => self.count(id),
            Of::Criterion(id) => self.criterion(id),
            Of::Dimension(id) => place(&rubric.dimensions, |one| one.id == *id).map_or(Looked::Fixed(None), Looked::Dimension),
            Of::Part(id) => place(&rubric.parts, |one| one.id == *id).map_or(Looked::Fixed(None), Looked::Part),
            Of::Total if rubric.rounding.grade_on_rounded => Looked::Total(rounded(self.facts)),
            Of::Total => Looked::Total(LooksAt::Exact),
            Of::Exposure | Of::Column(_) | Of::Veto(_) | Of::Grade | Of::Rank | Of::RankShare | Of::Selected => Looked::Fixed(None),
        }
    }

    fn criterion(&self, id: &str) -> Looked {
        let Some(index) = place(&self.facts.rubric.criteria, |one| one.id == id) else { return Looked::Fixed(None) };
        let item = self.card.items.get(index);
        match self.facts.rubric.criteria.get(index).zip(item).and_then(|(rule, item)| self.own.term(index, rule, item)) {
            Some(Term::Number(place)) => Looked::Drawn(place),
            Some(Term::Sum(sum)) => Looked::Sum(sum),
            None => Looked::Fixed(number(item.and_then(|item| item.points.as_ref()))),
        }
    }

    /// A count as conditions see it: divided by another one where the rubric says so.
    fn count(&self, id: &str) -> Looked {
        let count = self.facts.rubric.counts.iter().find(|count| count.id == id);
        match count.and_then(|count| count.over.as_ref()) {
            Some(over) => Looked::Ratio(Box::new(self.undivided(id)), Box::new(self.undivided(over))),
            None => self.undivided(id),
        }
    }

    fn undivided(&self, id: &str) -> Looked {
        let Some(index) = place(&self.facts.rubric.counts, |one| one.id == id) else { return Looked::Fixed(None) };
        self.own
            .at(What::Count(index), 0)
            .map_or_else(|| Looked::Fixed(number(whole(self.facts, index, self.number).as_ref())), Looked::Drawn)
    }
}

/// A count of a subject before it is divided.
pub(super) fn whole(facts: &Facts, count: usize, subject: usize) -> Option<Exact> {
    let count = facts.rubric.counts.get(count)?;
    let nothing = Tally::default();
    let tally = facts.tallies.queries.get(&count.id).and_then(|tallies| tallies.get(subject)).unwrap_or(&nothing);
    measure(&count.query, tally).value()
}

fn bounds(range: &Range) -> Bounds {
    let end = |end: &Option<Exact>| number(end.as_ref());
    Bounds { at_least: end(&range.at_least), above: end(&range.above), at_most: end(&range.at_most), below: end(&range.below) }
}
