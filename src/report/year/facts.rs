//! What a report may say: the rubric's figures, and the counts that the results hold, of the period and the one before.

use std::collections::BTreeMap;

use super::super::comparison::Part;
use super::super::taken::{taken, Counted, Known, PeriodParts, Taken};
use super::super::wording::{long_day, span};
use crate::base::exact::{Exact, RoundMode};
use crate::base::period::{Day, Period};
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
    /// The same of the period before.
    pub sources_before: Vec<String>,
    /// Whether folders of the period do not agree on it, and of the period before.
    pub differs: (bool, bool),
}

/// A figure that a template asks for and nobody recorded, as it stands in the braces.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap(pub String);

/// A figure on which folders of one period do not agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differing {
    /// Its id.
    pub id: String,
    /// What it counts.
    pub name: String,
    /// Id of the period.
    pub period: String,
    /// Each folder's number.
    pub numbers: Vec<Counted>,
}

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
    /// On what the folders do not agree.
    pub differing: Vec<Differing>,
}

impl Facts {
    /// Of the last of these periods, beside the one before it.
    pub fn of(periods: &[PeriodParts], as_of: Day) -> Self {
        let Some((last, earlier)) = periods.split_last() else { return Self::default() };
        let Some(now) = &last.main else { return Self::default() };
        let before = earlier.last();
        let mut facts = Self {
            language: now.rubric.locale,
            periods: (now.scored.period.id.clone(), before.map(|before| before.id().to_owned())),
            ..Self::default()
        };
        facts.count(now, before.and_then(|before| before.main.as_ref()));
        facts.take(last, before);
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
            let (now, before) = (Some(number(now)), before.map(number));
            let fact = Fact { name, unit: unit.clone(), now, before, ..Fact::default() };
            self.add(id, fact);
        }
    }

    /// The rubrics' figures.
    fn take(&mut self, now: &PeriodParts, before: Option<&PeriodParts>) {
        let then = before.map(taken).unwrap_or_default();
        for figure in taken(now) {
            let earlier = then.iter().find(|other| other.id == figure.id).map_or(&Known::Nothing, |other| &other.value);
            self.note(&figure, &figure.value, now.id());
            self.note(&figure, earlier, before.map_or("", PeriodParts::id));
            self.of_each(&figure, earlier);
            let differs = [&figure.value, earlier].map(|known| matches!(known, Known::Differing(_)));
            let fact = Fact {
                now: figure.value.number().cloned(),
                before: earlier.number().cloned(),
                sources: sources(figure.value.each()),
                sources_before: sources(earlier.each()),
                differs: differs.into(),
                name: figure.name,
                unit: figure.unit,
            };
            // Where folders do not agree, the table holds what each of them says instead.
            if differs.contains(&true) {
                self.figures.insert(figure.id, fact);
            } else {
                self.add(figure.id, fact);
            }
        }
    }

    /// Each folder's own number, as `visits@township`; in the table only where they do not agree.
    fn of_each(&mut self, figure: &Taken, earlier: &Known) {
        let shown = [&figure.value, earlier].iter().any(|known| matches!(known, Known::Differing(_)));
        let mut rubrics: Vec<&Counted> = figure.value.each().iter().chain(earlier.each()).collect();
        rubrics.sort_by_key(|counted| &counted.rubric);
        rubrics.dedup_by_key(|counted| &counted.rubric);
        for Counted { rubric, called, .. } in rubrics {
            let own = |known: &Known| known.each().iter().find(|counted| counted.rubric == *rubric).cloned();
            let (now, before) = (own(&figure.value), own(earlier));
            let name = match self.language {
                Language::Chinese => format!("{}（按《{called}》）", figure.name),
                Language::English => format!("{} (under {called})", figure.name),
            };
            let fact = Fact {
                name,
                unit: figure.unit.clone(),
                sources: sources(now.as_slice()),
                sources_before: sources(before.as_slice()),
                before: before.map(|counted| counted.value),
                now: now.map(|counted| counted.value),
                differs: (false, false),
            };
            let id = format!("{}@{rubric}", figure.id);
            if shown {
                self.add(id, fact);
            } else {
                self.figures.insert(id, fact);
            }
        }
    }

    fn note(&mut self, figure: &Taken, known: &Known, period: &str) {
        if let Known::Differing(numbers) = known {
            let (id, name) = (figure.id.clone(), figure.name.clone());
            self.differing.push(Differing { id, name, period: period.to_owned(), numbers: numbers.clone() });
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
        // Where a rubric forms no peer groups, gives no grades or proposes nobody, the sentence does without.
        let zh = self.language == Language::Chinese;
        let filled = |text: &str, told: String| if text.is_empty() { String::new() } else { told };
        let of_peers = filled(&peers, if zh { format!("（{peers}）") } else { format!(" ({peers})") });
        let by_grades = filled(&grades, if zh { format!("，等次为：{grades}") } else { format!("; grades: {grades}") });
        let proposed = rubric.selection.as_ref().map(|_| plain(self.figures.get("selected").and_then(|fact| fact.now.as_ref())));
        let proposed = proposed.map(|number| {
            if zh {
                format!("建议{word}{number}名，供会议研究。")
            } else {
                format!(" {number} are proposed for the committee to look at.")
            }
        });
        self.words = BTreeMap::from([
            ("period", called(&now.scored.period, self.language)),
            ("issuer", rubric.issuer.clone().unwrap_or_default()),
            ("called", rubric.subject.called.clone()),
            ("rubric", format!("{} {}", rubric.name, rubric.version)),
            ("as-of", long_day(as_of, self.language)),
            ("peers", peers),
            ("grades", grades),
            ("word", word),
            ("of-peers", of_peers),
            ("by-grades", by_grades),
            ("proposed", proposed.unwrap_or_default()),
        ]);
    }

    fn add(&mut self, id: String, fact: Fact) {
        if self.figures.insert(id.clone(), fact).is_none() {
            self.order.push(id);
        }
    }
}

/// `2025年上半年`; a span by its first and last day.
fn called(period: &Period, language: Language) -> String {
    if period.id.contains("..") {
        span(period, language)
    } else {
        period.say().text(language).to_owned()
    }
}

fn sources(counted: &[Counted]) -> Vec<String> {
    counted.iter().flat_map(|counted| counted.sources.clone()).collect()
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
