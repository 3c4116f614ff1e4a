//! Peer groups one after another, each with its subjects and their scores.
//!
//! In: what was counted. Out: for each peer group in order, subjects in order of key, and their cards. Any thread may make any of them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::exposure::term;
use super::hash::Map;
use super::people::Whom;
use super::scan::Counted;
use super::share::{Feeds, Got, Share};
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::place::Place;
use crate::base::text::tidy;
use crate::fact::evidence::{Fact, Subject};
use crate::fact::roster_word;
use crate::rubric::model::Rubric;
use crate::score::card::Scorecard;
use crate::score::{compose, Steps};

/// The points of each criterion as reduced fractions; subjects with the same points may share one.
pub type Points = Vec<Option<Arc<str>>>;

/// A peer group.
#[derive(Debug, Default)]
pub struct Part {
    /// Its name.
    pub peer: String,
    /// In order of key. Of the roster's columns they have those that scores, ranks and proposals look at.
    pub subjects: Vec<Subject>,
    /// One for each subject, without steps.
    pub cards: Vec<Scorecard>,
    /// The same points as texts.
    pub points: Vec<Points>,
}

/// Whom a subject is.
#[derive(Debug, Clone, Copy)]
enum One {
    /// A member of the roster.
    Member(u32),
    /// One of those of whom the reader of sheets told.
    Odd(u32),
}

/// The peer groups of a run.
pub struct Parts<'p> {
    counted: &'p Counted<'p>,
    rubric: &'p Rubric,
    period: &'p Period,
    feeds: Feeds,
    /// Name and subjects of each peer group, in order.
    peers: Vec<(String, Vec<One>)>,
    /// Members who have rows that went the way of sheets: their numbers there.
    told: Map<u32, u32>,
    /// File and sheet of the roster.
    place: Place,
    /// Of each kept column of the roster, the text of each code; blank where there is none.
    texts: Vec<Vec<String>>,
}

impl<'p> Parts<'p> {
    /// Of what was counted.
    pub fn new(counted: &'p Counted<'p>, rubric: &'p Rubric, period: &'p Period) -> Self {
        let mut peers: BTreeMap<String, Vec<One>> = BTreeMap::new();
        let mut told = Map::default();
        for (subject, number) in counted.odd.evidence.subjects.iter().zip(0u32..) {
            let key: Option<u32> = subject.key.parse().ok();
            match key.map(|key| counted.roster.index.get(key)) {
                Some(Whom::Member(member)) => drop(told.insert(member, number)),
                Some(Whom::Odd | Whom::NotInOffice | Whom::Nobody) | None => {
                    peers.entry(subject.peer.clone()).or_default().push(One::Odd(number));
                }
            }
        }
        let groups = groups(counted, rubric);
        let texts = counted.roster.kept.iter().map(|(_, coded)| coded.facts().into_iter().map(shown).collect()).collect();
        let place = Place { file: counted.roster.opened.source.name.as_str().into(), ..Place::default() };
        let mut parts = Self { counted, rubric, period, feeds: Feeds::new(counted, rubric), peers: Vec::new(), told, place, texts };
        for members in groups {
            let Some(One::Member(first)) = members.first().copied() else { continue };
            let columns = parts.columns(first);
            let levels = rubric.peers.iter().map(|column| roster_word(rubric, column, &columns));
            let peer = levels.filter(|level| !level.is_empty()).collect::<Vec<_>>().join("/");
            peers.entry(peer).or_default().extend(members);
        }
        parts.peers = peers.into_iter().collect();
        parts
    }

    /// How many peer groups there are.
    pub fn len(&self) -> usize {
        self.peers.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.peers.is_empty()
    }

    /// How many subjects a peer group has.
    pub fn size(&self, number: usize) -> usize {
        self.peers.get(number).map_or(0, |(_, members)| members.len())
    }

    /// The name of a peer group.
    pub fn peer(&self, number: usize) -> &str {
        self.peers.get(number).map(|(peer, _)| peer.as_str()).unwrap_or_default()
    }

    /// What all subjects of a peer group have in these columns of the roster; two different ones where they are of two.
    pub fn named(&self, number: usize, columns: &[String]) -> Result<Vec<String>, [Vec<String>; 2]> {
        let words = |of: &BTreeMap<String, String>| columns.iter().map(|id| roster_word(self.rubric, id, of)).collect::<Vec<_>>();
        let (mut home, mut before) = (None, None);
        for one in self.peers.get(number).into_iter().flat_map(|(_, members)| members) {
            let names = match one {
                One::Member(member) => {
                    let codes: Vec<Option<&u16>> = self.counted.roster.codes.iter().map(|codes| codes.get(*member as usize)).collect();
                    if before.as_ref() == Some(&codes) {
                        continue;
                    }
                    before = Some(codes);
                    words(&self.columns(*member))
                }
                One::Odd(number) => words(&self.subject(One::Odd(*number), String::new(), "").columns),
            };
            match &home {
                None => home = Some(names),
                Some(home) if *home != names => return Err([home.clone(), names]),
                Some(_) => {}
            }
        }
        Ok(home.unwrap_or_default())
    }

    /// A maker of parts, one for each thread.
    pub fn makers(&'p self) -> Makers<'p> {
        Makers { parts: self, idle: Mutex::default() }
    }

    /// The columns of a member that are looked at.
    fn columns(&self, member: u32) -> BTreeMap<String, String> {
        let roster = &self.counted.roster;
        let columns = roster.kept.iter().zip(&roster.codes).zip(&self.texts).filter_map(|(((id, _), codes), texts)| {
            let text = texts.get(usize::from(*codes.get(member as usize)?)).filter(|text| !text.is_empty())?;
            Some((id.clone(), text.clone()))
        });
        columns.collect()
    }

    fn key(&self, one: One) -> String {
        match one {
            One::Member(member) => self.counted.roster.keys.get(member as usize).map(u32::to_string).unwrap_or_default(),
            One::Odd(number) => {
                self.counted.odd.evidence.subjects.get(number as usize).map(|subject| subject.key.clone()).unwrap_or_default()
            }
        }
    }

    fn subject(&self, one: One, key: String, peer: &str) -> Subject {
        let member = match one {
            One::Member(member) => member,
            One::Odd(number) => return self.counted.odd.evidence.subjects.get(number as usize).cloned().unwrap_or_default(),
        };
        let roster = &self.counted.roster;
        let columns = self.columns(member);
        Subject {
            key,
            name: roster.name(member).to_owned(),
            term: term(roster.terms.of(member)),
            exposure: self.counted.exposures.of(member).1.clone(),
            peer: peer.to_owned(),
            groups: self.rubric.groups.iter().map(|group| (group.clone(), roster_word(self.rubric, group, &columns))).collect(),
            columns,
            place: self.place.at(roster.numbers.get(member as usize).copied().unwrap_or(0), 0),
            past: Vec::new(),
        }
    }

    fn got(&self, one: One, share: &mut Share<'p>) -> Got {
        let odd = &self.counted.odd;
        let of = |number: u32| move |id: &str| odd.tallies.queries.get(id)?.get(number as usize);
        match one {
            One::Member(member) => {
                let exposure = self.counted.exposures.of(member);
                match self.told.get(&member) {
                    Some(number) => share.got(Some(member), exposure, Some(&of(*number))),
                    None => share.got(Some(member), exposure, None),
                }
            }
            One::Odd(number) => {
                const NONE: &Exact = &Exact::zero();
                let exposure = odd.evidence.subjects.get(number as usize).map_or(NONE, |subject| &subject.exposure);
                share.got(None, (u32::MAX, exposure), Some(&of(number)))
            }
        }
    }

    fn part(&self, number: usize, share: &mut Share<'p>) -> Part {
        let Some((peer, members)) = self.peers.get(number) else { return Part::default() };
        let mut keyed: Vec<(String, One)> = members.iter().map(|one| (self.key(*one), *one)).collect();
        keyed.sort_by(|one, other| one.0.cmp(&other.0));
        let mut part = Part { peer: peer.clone(), ..Part::default() };
        for (key, one) in keyed {
            let Got { items, points, counts } = self.got(one, share);
            part.subjects.push(self.subject(one, key, peer));
            part.cards.push(Scorecard { items, counts, ..Scorecard::default() });
            part.points.push(points);
        }
        compose(self.rubric, &part.subjects, &mut part.cards, self.period, Steps::Left);
        part
    }
}

/// Members with the same values in the columns that name their peer group.
fn groups(counted: &Counted, rubric: &Rubric) -> Vec<Vec<One>> {
    let roster = &counted.roster;
    let column = |id: &String| roster.kept.iter().position(|(known, _)| known == id);
    let levels: Vec<Option<&Vec<u16>>> = rubric.peers.iter().map(|id| roster.codes.get(column(id)?)).collect();
    let mut groups: Vec<Vec<One>> = Vec::new();
    let mut known: Map<Vec<u16>, usize> = Map::default();
    let (mut codes, mut before, mut at) = (Vec::new(), None, 0);
    for (member, key) in (0u32..).zip(&roster.keys) {
        if roster.index.get(*key) != Whom::Member(member) {
            continue;
        }
        codes.clear();
        codes.extend(levels.iter().map(|level| level.and_then(|codes| codes.get(member as usize)).copied().unwrap_or(0)));
        // Members of one group stand side by side, as a rule.
        if before.as_ref() != Some(&codes) {
            at = *known.entry(codes.clone()).or_insert(groups.len());
            if at == groups.len() {
                groups.push(Vec::new());
            }
            before = Some(codes.clone());
        }
        if let Some(group) = groups.get_mut(at) {
            group.push(One::Member(member));
        }
    }
    groups
}

/// A value of the roster as text.
fn shown(fact: Option<Fact>) -> String {
    match fact {
        Some(Fact::Text(text)) => tidy(&text),
        Some(Fact::Number(number)) => Exact::fixed(number, 6).plain(),
        Some(Fact::NoValue(_)) | None => String::new(),
    }
}

/// Makers of parts: each keeps what it has scored.
pub struct Makers<'p> {
    parts: &'p Parts<'p>,
    idle: Mutex<Vec<Share<'p>>>,
}

impl Makers<'_> {
    /// Makes peer groups, one after another.
    pub fn make<T>(&self, numbers: impl Iterator<Item = usize>, take: impl FnMut(Part) -> T) -> Vec<T> {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let found = idle().pop();
        let mut share = found.unwrap_or_else(|| Share::new(self.parts.counted, self.parts.rubric, &self.parts.feeds));
        let made = numbers.map(|number| self.parts.part(number, &mut share)).map(take).collect();
        idle().push(share);
        made
    }
}
