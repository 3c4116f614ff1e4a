//! What of a rubric rests on ballots: what of that is drawn, and what stays as it is.
//!
//! In: a rubric. Out: the queries that are drawn, the rules that are asked anew in each draw, and a list of all that rests on
//! ballots and is held fixed, so that nothing is left out in silence. No subject is known here.

use std::collections::BTreeSet;

use crate::rubric::model::{Comparison, Condition, Criterion, Mandates, Measure, Of, Periods, Points, Query, Rubric, VetoEffect};

/// The column that names who gives a mark.
const RATER: &str = "rater";

/// Something that is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    /// The points of a criterion, by its number; of one with sub-periods in each of them.
    Criterion(usize),
    /// A count that a rule on ranks looks at, by its number.
    Count(usize),
}

/// Something that rests on ballots and stays as it is in every draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Held {
    /// A criterion, by its number: its measure is none that drawn ballots add up to.
    Measure(usize),
    /// A criterion that a count of ballots divides or judges.
    ByCount(usize),
    /// A criterion is drawn, but compared with the others as they were.
    Compared(usize),
    /// A veto, by its number, that looks at more than this period's points, or bars from selection only.
    Veto(usize),
    /// A condition of who is only listed, by its number.
    List(usize),
    /// Whether base points are given.
    Base,
    /// What decides between equal totals, by its place.
    TieBreak(usize),
    /// A condition of who may be selected, by its number.
    Eligibility(usize),
    /// Which mandate of one person is ranked.
    Mandates,
}

/// What is drawn of a rubric.
#[derive(Debug, Default)]
pub(super) struct Plan<'a> {
    /// Queries whose ballots are drawn.
    pub drawn: Vec<(What, &'a Query)>,
    /// For each veto whether it is asked anew in each draw.
    pub vetoes: Vec<bool>,
    /// The same for each condition of who is only listed.
    pub lists: Vec<bool>,
    /// What is held fixed.
    pub held: Vec<Held>,
}

impl<'a> Plan<'a> {
    /// Of this rubric.
    pub fn of(rubric: &'a Rubric) -> Self {
        let known = Known::of(rubric);
        let mut plan = Self::default();
        for (number, criterion) in rubric.criteria.iter().enumerate().filter(|(_, criterion)| known.reads(&criterion.query)) {
            if !known.can_be_drawn(&criterion.query) {
                plan.held.push(Held::Measure(number));
            } else if known.is_by_count(criterion) {
                plan.held.push(Held::ByCount(number));
            } else {
                plan.drawn.push((What::Criterion(number), &criterion.query));
                plan.held.extend(criterion.normalise.is_some().then_some(Held::Compared(number)));
            }
        }
        for (number, veto) in rubric.vetoes.iter().enumerate() {
            let rests = known.rests(&veto.condition);
            let asked = rests && known.can_be_asked(&veto.condition, &plan.vetoes);
            let told = match veto.effect {
                VetoEffect::Zero | VetoEffect::Exclude => !asked,
                VetoEffect::BarSelection => true,
                // Grades do not move ranks.
                VetoEffect::LowestGrade | VetoEffect::NoGrade | VetoEffect::GradeAtMost(_) => false,
            };
            plan.vetoes.push(asked);
            plan.held.extend((rests && told).then_some(Held::Veto(number)));
        }
        for (number, condition) in rubric.standing.list_if.iter().enumerate() {
            let rests = known.rests(condition);
            let asked = rests && known.can_be_asked(condition, &plan.vetoes);
            plan.lists.push(asked);
            plan.held.extend((rests && !asked).then_some(Held::List(number)));
        }
        plan.add_counts(&known);
        plan.add_held(&known);
        plan
    }

    /// Counts that the rules asked anew look at.
    fn add_counts(&mut self, known: &Known<'a>) {
        let rubric = known.rubric;
        let vetoes = rubric.vetoes.iter().map(|veto| &veto.condition).zip(&self.vetoes);
        let asked = vetoes.chain(rubric.standing.list_if.iter().zip(&self.lists)).filter(|(_, asked)| **asked);
        let mut ids: BTreeSet<&str> = asked.flat_map(|(condition, _)| counts(condition)).collect();
        let over: Vec<&str> =
            rubric.counts.iter().filter(|count| ids.contains(count.id.as_str())).filter_map(|count| count.over.as_deref()).collect();
        ids.extend(over);
        let counts = rubric.counts.iter().enumerate().filter(|(_, count)| ids.contains(count.id.as_str()) && known.reads(&count.query));
        self.drawn.extend(counts.map(|(number, count)| (What::Count(number), &count.query)));
    }

    /// What else looks at ballots.
    fn add_held(&mut self, known: &Known) {
        let rubric = known.rubric;
        let base = rubric.base.as_ref().is_some_and(|base| base.conditions.iter().any(|condition| known.rests(condition)));
        self.held.extend(base.then_some(Held::Base));
        let breaks = rubric.standing.tie_breaks.iter().enumerate().filter(|(_, one)| known.number_rests(&one.of()));
        self.held.extend(breaks.map(|(place, _)| Held::TieBreak(place)));
        let barred = rubric.selection.iter().flat_map(|selection| &selection.barred).enumerate();
        self.held.extend(barred.filter(|(_, condition)| known.rests(condition)).map(|(number, _)| Held::Eligibility(number)));
        let highest = rubric.standing.mandates == Mandates::Highest && known.number_rests(&Of::Total);
        self.held.extend(highest.then_some(Held::Mandates));
    }
}

/// Counts that the condition names.
fn counts(condition: &Condition) -> impl Iterator<Item = &str> {
    let own = if let Of::Count(id) = &condition.of { Some(id.as_str()) } else { None };
    own.into_iter().chain(condition.over.as_deref())
}

/// A rubric, and which of its tables hold ballots.
struct Known<'a> {
    rubric: &'a Rubric,
    ballots: BTreeSet<&'a str>,
}

impl<'a> Known<'a> {
    /// Tables of which a mean or a rating is taken, that tell a turnout, or that name who gives a mark.
    fn of(rubric: &'a Rubric) -> Self {
        let rated = rubric.queries().filter(|(_, query)| query.measure.ballots().is_some()).flat_map(|(_, query)| &query.from);
        let told = rubric.tables.iter().filter(|table| table.turnout.is_some() || table.column(RATER).is_some());
        Self { rubric, ballots: rated.map(String::as_str).chain(told.map(|table| table.id.as_str())).collect() }
    }

    fn reads(&self, query: &Query) -> bool {
        query.from.iter().any(|table| self.ballots.contains(table.as_str()))
    }

    /// Whether drawn ballots add up to the measure.
    fn can_be_drawn(&self, query: &Query) -> bool {
        let whole = query.from.iter().all(|table| self.ballots.contains(table.as_str()));
        match &query.measure {
            Measure::Mean { .. } | Measure::Rating { .. } => true,
            Measure::Share(_) => whole,
            Measure::Count | Measure::Sum(_) => {
                whole && query.per.is_none() && query.once.is_none() && query.links.is_empty() && query.split.is_none()
            }
            Measure::Distinct(_) | Measure::Ratio { .. } | Measure::Value(_) | Measure::Last(_) => false,
        }
    }

    fn is_by_count(&self, criterion: &Criterion) -> bool {
        let judging = if let Points::JudgedBy { count, .. } = &criterion.points { Some(count) } else { None };
        criterion.over.iter().chain(judging).any(|count| self.count_rests(count))
    }

    /// Whether what the condition asks could come out otherwise with other ballots.
    fn rests(&self, condition: &Condition) -> bool {
        let divided = condition.over.iter().any(|count| self.count_rests(count));
        // How many ballots there are stays as it is, and so does who has a value.
        let varies = condition.comparison != Comparison::Missing;
        divided || varies && self.number_rests(&condition.of)
    }

    fn number_rests(&self, of: &Of) -> bool {
        let criteria = || self.rubric.criteria.iter().filter(|criterion| self.reads(&criterion.query));
        let part = |id: &str| self.rubric.dimension(id).map(|dimension| dimension.part.as_str());
        match of {
            Of::Count(id) => self.count_rests(id),
            Of::Criterion(id) => criteria().any(|criterion| criterion.id == *id),
            Of::Dimension(id) => criteria().any(|criterion| criterion.dimension == *id),
            Of::Part(id) => criteria().any(|criterion| part(&criterion.dimension) == Some(id.as_str())),
            Of::Total | Of::Rank | Of::RankShare | Of::Selected => criteria().next().is_some(),
            Of::Grade => !self.rubric.grades.is_empty() && criteria().next().is_some(),
            Of::Veto(None) => self.rubric.vetoes.iter().any(|veto| self.rests(&veto.condition)),
            Of::Veto(Some(id)) => self.rubric.vetoes.iter().any(|veto| veto.id == *id && self.rests(&veto.condition)),
            Of::Exposure | Of::Column(_) => false,
        }
    }

    fn count_rests(&self, id: &str) -> bool {
        let count = self.rubric.counts.iter().find(|count| count.id == id);
        count.is_some_and(|count| self.reads(&count.query) || count.over.as_ref().is_some_and(|over| over != id && self.count_rests(over)))
    }

    /// Whether each draw can tell what the condition asks; `vetoes` are those before it.
    fn can_be_asked(&self, condition: &Condition, vetoes: &[bool]) -> bool {
        let asked = |id: &str| {
            let place = self.rubric.vetoes.iter().position(|veto| veto.id == id);
            let same = || self.rubric.vetoes.iter().any(|veto| veto.id == id && !self.rests(&veto.condition));
            place.and_then(|place| vetoes.get(place)).is_some_and(|asked| *asked) || same()
        };
        let all = || self.rubric.vetoes.iter().all(|veto| asked(&veto.id));
        let number = match &condition.of {
            Of::Count(id) => self.count_can_be_drawn(id),
            Of::Criterion(id) => self.rubric.criterion(id).is_none_or(|one| self.can_be_drawn(&one.query) && !self.is_by_count(one)),
            Of::Dimension(_) | Of::Part(_) | Of::Total => true,
            Of::Veto(None) => all(),
            Of::Veto(Some(id)) => asked(id),
            Of::Grade | Of::Rank | Of::RankShare | Of::Selected | Of::Exposure | Of::Column(_) => false,
        };
        number && condition.periods == Periods::This && condition.over.iter().all(|count| self.count_can_be_drawn(count))
    }

    fn count_can_be_drawn(&self, id: &str) -> bool {
        let Some(count) = self.rubric.counts.iter().find(|count| count.id == id) else { return true };
        let own = !self.reads(&count.query) || count.query.per.is_none() && self.can_be_drawn(&count.query);
        own && count.over.as_ref().is_none_or(|over| over == id || self.count_can_be_drawn(over))
    }
}
