//! What a report may say: the rubric's figures, and the counts that the results hold, of the period and the one before.

use std::collections::BTreeMap;

use super::super::comparison::Part;
use super::super::wording::{long_day, span};
use crate::base::exact::{Exact, RoundMode};
use crate::base::period::Day;
use crate::base::text::Language;

/// A figure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fact {
    /// What it counts.
    pub name: String,
    /// 人次, 件.
    pub unit: String,
    /// In the period; none where nobody recorded it.
    pub now: Option<Exact>,
    /// In the period before.
    pub before: Option<Exact>,
    /// Files, sheets and rows that it was counted from.
    pub sources: Vec<String>,
}

/// A figure that a template asks for and nobody recorded, as it stands in the braces.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap(pub String);

/// Everything that a template may name.
#[derive(Debug, Default)]
pub struct Facts {
    /// Figures by id.
    pub figures: BTreeMap<String, Fact>,
    /// Ids in the order of the table.
    pub order: Vec<String>,
    /// Words by id.
    pub words: BTreeMap<&'static str, String>,
    /// Language of the document.
    pub language: Language,
    /// The period's id, and that of the one before.
    pub periods: (String, Option<String>),
}

impl Facts {
    /// Of the last of these periods, beside the one before it.
    pub fn of(parts: &[Part], as_of: Day) -> Self {
        let Some((now, earlier)) = parts.split_last() else { return Self::default() };
        let before = earlier.last();
        let mut facts = Self {
            language: now.rubric.locale,
            periods: (now.scored.period.id.clone(), before.map(|part| part.scored.period.id.clone())),
            ..Self::default()
        };
        facts.count(now, before);
        facts.take(now, before);
        facts.tell(now, as_of);
        facts
    }

    /// Counts that every result holds.
    fn count(&mut self, now: &Part, before: Option<&Part>) {
        let pick = |zh: &str, en: &str| if self.language == Language::Chinese { zh.to_owned() } else { en.to_owned() };
        let unit = pick("名", "");
        let called = &now.rubric.subject.called;
        let mut counts: Vec<(String, String, Count)> = vec![
            ("subjects".into(), pick(&format!("在册{called}"), "on the register"), Box::new(|part| part.scored.members.len())),
            ("ranked".into(), pick("参加排名", "ranked"), Box::new(|part| of(part, |member| member.rank.is_some()))),
            ("selected".into(), pick("建议人选", "proposed"), Box::new(|part| of(part, |member| member.selected))),
        ];
        let mut peers: Vec<String> = now.scored.members.values().map(|member| member.peer.clone()).collect();
        peers.sort();
        peers.dedup();
        for peer in peers.into_iter().filter(|peer| !peer.is_empty()) {
            counts.push((format!("subjects.{peer}"), peer.clone(), Box::new(move |part| of(part, |member| member.peer == peer))));
        }
        for grade in &now.rubric.grades {
            let name = grade.name.clone();
            let count = move |part: &Part| of(part, |member| member.grade.as_deref() == Some(name.as_str()));
            counts.push((format!("grade.{}", grade.name), grade.name.clone(), Box::new(count)));
        }
        for (id, name, count) in counts {
            let number = |part: &Part| Exact::from(count(part) as u64);
            let fact = Fact { name, unit: unit.clone(), now: Some(number(now)), before: before.map(number), sources: Vec::new() };
            self.add(id, fact);
        }
    }

    /// The rubric's figures. One that counts no row has not been recorded: there is no telling it from nothing done.
    fn take(&mut self, now: &Part, before: Option<&Part>) {
        let value = |part: &Part, id: &str| {
            let figure = part.scored.figures.iter().find(|figure| figure.id == id)?;
            (!figure.sources.is_empty()).then(|| figure.value.clone())
        };
        for figure in &now.scored.figures {
            let told = now.rubric.figures.iter().find(|known| known.id == figure.id);
            let fact = Fact {
                name: told.map_or_else(|| figure.id.clone(), |told| told.name.clone()),
                unit: figure.unit.clone(),
                now: value(now, &figure.id),
                before: before.and_then(|before| value(before, &figure.id)),
                sources: figure.sources.clone(),
            };
            self.add(figure.id.clone(), fact);
        }
    }

    fn tell(&mut self, now: &Part, as_of: Day) {
        let rubric = now.rubric;
        let list = |prefix: &str| {
            let each = self.order.iter().filter(|id| id.starts_with(prefix)).filter_map(|id| self.figures.get(id));
            let each = each.map(|fact: &Fact| match self.language {
                Language::Chinese => format!("{}{}名", fact.name, plain(fact.now.as_ref())),
                Language::English => format!("{} {}", plain(fact.now.as_ref()), fact.name),
            });
            each.collect::<Vec<String>>().join(if self.language == Language::Chinese { "、" } else { ", " })
        };
        let (peers, grades) = (list("subjects."), list("grade."));
        let word = rubric.selection.as_ref().map(|selection| selection.word.clone()).unwrap_or_default();
        self.words = BTreeMap::from([
            ("period", span(&now.scored.period, self.language)),
            ("issuer", rubric.issuer.clone().unwrap_or_default()),
            ("called", rubric.subject.called.clone()),
            ("rubric", format!("{} {}", rubric.name, rubric.version)),
            ("as-of", long_day(as_of, self.language)),
            ("peers", peers),
            ("grades", grades),
            ("word", word),
        ]);
    }

    fn add(&mut self, id: String, fact: Fact) {
        if self.figures.insert(id.clone(), fact).is_none() {
            self.order.push(id);
        }
    }
}

type Count = Box<dyn Fn(&Part) -> usize>;

fn of(part: &Part, test: impl Fn(&crate::compare::Member) -> bool) -> usize {
    part.scored.members.values().filter(|member| test(member)).count()
}

/// A number as a report prints it.
pub(super) fn plain(number: Option<&Exact>) -> String {
    number.map(Exact::plain).unwrap_or_default()
}

/// A share as a percentage with one decimal; none of nothing.
pub(super) fn percent(part: &Exact, whole: &Exact) -> Option<String> {
    let share = part.over(whole)?;
    Some(format!("{}%", (&share * &Exact::from(100_i64)).print(1, RoundMode::HalfUp)))
}
