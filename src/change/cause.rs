//! Why the points of somebody are other ones: the rows that came, went or were changed, and the corrections behind them.

use std::collections::BTreeMap;

use super::ballots::{are_ballots, counted};
use super::differing::{differing, Pair, Seen};
use super::Change;
use crate::base::exact::Exact;
use crate::base::place::Place;
use crate::base::text::Say;
use crate::fact::evidence::{Aside, Evidence};
use crate::fact::told;
use crate::rubric::model::{Query, Rubric};
use crate::sheet::corrections::Correction;
use crate::tally::{Tracer, Uncounted};

/// The evidence of one scoring.
pub struct Evidenced<'a> {
    /// The rubric that ran.
    pub rubric: &'a Rubric,
    /// Its entries.
    pub evidence: &'a Evidence,
    /// The corrections made in them, told by the names that files have now.
    pub corrections: &'a [Correction],
    /// Names now of files that had others; empty where none has.
    pub renamed: BTreeMap<String, String>,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It says something else, or counts otherwise.
    Changed,
    /// Ballots or marks, told by their number.
    Counted,
}

/// A row, or the rows of a sheet, that made points other ones.
#[derive(Debug, Clone)]
pub struct Cause {
    /// What became of it.
    pub kind: Kind,
    /// As it was.
    pub before: Option<Told>,
    /// As it is.
    pub after: Option<Told>,
    /// What differs, in short.
    pub what: Say,
    /// The corrections that did it, each with whether it was made (true) or taken back since.
    pub corrections: Vec<(Correction, bool)>,
}

/// A row in words.
#[derive(Debug, Clone)]
pub struct Told {
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub what: Say,
}

impl Kind {
    /// For programs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Counted => "counted",
        }
    }

    /// In words.
    pub fn say(self) -> Say {
        match self {
            Self::Added => Say::new("新增", "added"),
            Self::Removed => Say::new("减少", "gone"),
            Self::Changed => Say::new("改动", "changed"),
            Self::Counted => Say::new("票或评分", "ballots or marks"),
        }
    }
}

impl Cause {
    /// The row now; where it is gone, as it was.
    pub fn place(&self) -> Option<&Place> {
        self.after.as_ref().or(self.before.as_ref()).map(|told| &told.place)
    }
}

/// Finds the causes of every change.
///
/// # Errors
///
/// When rows cannot be traced, which is a bug.
pub fn causes(before: &Evidenced, after: &Evidenced, changes: &mut [Change]) -> Result<(), Uncounted> {
    let (then, now) = (Tracer::new(before.evidence, before.rubric)?, Tracer::new(after.evidence, after.rubric)?);
    let both = Both { before, after };
    for criterion in &after.rubric.criteria {
        let is_it = |change: &&mut Change| change.items.iter().any(|item| item.criterion == criterion.id);
        let mut concerned: Vec<&mut Change> = changes.iter_mut().filter(is_it).collect();
        if concerned.is_empty() {
            continue;
        }
        let query = before.rubric.criterion(&criterion.id).map(|criterion| &criterion.query);
        let mut old = query.map(|query| traced(before, &then, query)).transpose()?.unwrap_or_default();
        let mut new = traced(after, &now, &criterion.query)?;
        for change in &mut concerned {
            let key = change.shift.key.as_str();
            let (was, is) = (old.remove(key).unwrap_or_default(), new.remove(key).unwrap_or_default());
            let pairs = differing(was, is, &|place| before.moved(place));
            let causes = both.told(Some(&criterion.query), &pairs);
            for item in change.items.iter_mut().filter(|item| item.criterion == criterion.id) {
                item.causes.clone_from(&causes);
            }
        }
    }
    for change in changes {
        change.causes = both.on_the_roster(&change.shift.key);
    }
    Ok(())
}

/// Rows by key of the subject.
type Rows<'e> = BTreeMap<&'e str, Vec<Seen<'e>>>;

fn traced<'e>(of: &Evidenced<'e>, tracer: &Tracer, query: &Query) -> Result<Rows<'e>, Uncounted> {
    let mut rows = Rows::new();
    for traced in tracer.trace(query)? {
        let subject = of.evidence.subjects.get(traced.subject as usize);
        if let Some((subject, seen)) = subject.zip(Seen::of(&traced, of.evidence)) {
            rows.entry(&subject.key).or_default().push(seen);
        }
    }
    Ok(rows)
}

impl Evidenced<'_> {
    /// Where now lies what stood here.
    fn moved(&self, place: &Place) -> Place {
        self.renamed.get(&*place.file).map_or_else(|| place.clone(), |name| Place { file: name.as_str().into(), ..place.clone() })
    }
}

/// Both scorings.
struct Both<'b, 'e> {
    before: &'b Evidenced<'e>,
    after: &'b Evidenced<'e>,
}

impl Both<'_, '_> {
    /// The pairs in words.
    fn told(&self, query: Option<&Query>, pairs: &[Pair]) -> Vec<Cause> {
        let rubric = self.after.rubric;
        let hushed = |(old, new): &&Pair| {
            let table = new.as_ref().or(old.as_ref()).map(|seen| seen.table.as_str());
            query.zip(table).is_some_and(|(query, table)| are_ballots(rubric, table, query))
        };
        let (ballots, rows): (Vec<&Pair>, Vec<&Pair>) = pairs.iter().partition(hushed);
        let mut causes: Vec<Cause> = rows.into_iter().map(|pair| self.row(pair)).collect();
        if let Some(query) = query.filter(|_| !ballots.is_empty()) {
            for (place, what) in counted(rubric, query, &ballots, &|place| self.before.moved(place)) {
                let own = ballots.iter().filter(|(old, new)| {
                    let was = old.as_ref().map(|old| self.before.moved(&old.entry.place));
                    new.as_ref().map(|new| new.entry.place.clone()).or(was).is_some_and(|own| own.at(0, 0) == place)
                });
                let mut corrections: Vec<(Correction, bool)> = Vec::new();
                for correction in own.flat_map(|pair| self.corrections(pair)) {
                    if !corrections.contains(&correction) {
                        corrections.push(correction);
                    }
                }
                let after = Some(Told { place, what: Say::default() });
                causes.push(Cause { kind: Kind::Counted, before: None, after, what, corrections });
            }
        }
        causes
    }

    fn row(&self, pair: &Pair) -> Cause {
        let (old, new) = pair;
        let told = |seen: &Option<Seen>, rubric: &Rubric, moved: &dyn Fn(&Place) -> Place| {
            seen.as_ref().map(|seen| Told { place: moved(&seen.entry.place), what: in_words(rubric, seen) })
        };
        let before = told(old, self.before.rubric, &|place| self.before.moved(place));
        let after = told(new, self.after.rubric, &|place| place.clone());
        let (kind, what) = match (old, new) {
            (Some(old), Some(new)) => (Kind::Changed, self.difference(old, new)),
            (Some(_), None) => (Kind::Removed, before.as_ref().map(|told| told.what.clone()).unwrap_or_default()),
            (None, _) => (Kind::Added, after.as_ref().map(|told| told.what.clone()).unwrap_or_default()),
        };
        Cause { kind, before, after, what, corrections: self.corrections(pair) }
    }

    /// What two versions of a row say otherwise; where they say the same, what became of them.
    fn difference(&self, old: &Seen, new: &Seen) -> Say {
        let values = told::difference(self.after.rubric, &new.table, old.entry, new.entry);
        let counts = |seen: &Seen| seen.aside.map_or_else(|| Say::new("计入", "counted"), Aside::say);
        let mut parts = vec![values];
        if old.aside != new.aside {
            let (old, new) = (counts(old), counts(new));
            parts.push(Say::new(format!("{} → {}", old.zh, new.zh), format!("{} → {}", old.en, new.en)));
        }
        if old.factor != new.factor {
            let factors = format!("× {} → × {}", old.factor, new.factor);
            parts.push(Say::new(factors.clone(), factors));
        }
        parts.retain(|part| !part.zh.is_empty());
        let (zh, en): (Vec<String>, Vec<String>) = parts.into_iter().map(|part| (part.zh, part.en)).unzip();
        Say::new(zh.join("；"), en.join("; "))
    }

    /// The corrections that were made in a row since, or taken back.
    fn corrections(&self, (old, new): &Pair) -> Vec<(Correction, bool)> {
        let touches = |correction: &Correction, seen: &Option<Seen>, moved: bool| {
            let place = |seen: &Seen| if moved { self.before.moved(&seen.entry.place) } else { seen.entry.place.clone() };
            seen.as_ref().is_some_and(|seen| correction.touches(&seen.table, &place(seen)))
        };
        let known = |correction: &&Correction, others: &[Correction]| others.iter().any(|other| other.same_as(correction));
        let made = self.after.corrections.iter().filter(|one| !known(one, self.before.corrections));
        let made = made.filter(|one| touches(one, new, false) || touches(one, old, true)).map(|one| (one.clone(), true));
        let undone = self.before.corrections.iter().filter(|one| !known(one, self.after.corrections));
        let undone = undone.filter(|one| touches(one, old, true)).map(|one| (one.clone(), false));
        made.chain(undone).collect()
    }

    /// What the roster says otherwise of a subject.
    fn on_the_roster(&self, key: &str) -> Vec<Cause> {
        let pairs = differing(roster(self.before, key), roster(self.after, key), &|place| self.before.moved(place));
        self.told(None, &pairs)
    }
}

/// The rows of the roster about a subject.
fn roster<'e>(of: &Evidenced<'e>, key: &str) -> Vec<Seen<'e>> {
    let table = &of.rubric.subject.table;
    let number = of.evidence.subjects.iter().zip(0_u32..).find(|(subject, _)| subject.key == key).map(|(_, number)| number);
    let entries = of.evidence.table(table).map(|table| table.entries.as_slice()).unwrap_or_default();
    let own = entries.iter().filter(|entry| Some(entry.subject) == number);
    own.map(|entry| Seen { table: table.clone(), entry, factor: Exact::one(), aside: entry.aside }).collect()
}

/// The row with its factor, and why it does not count.
fn in_words(rubric: &Rubric, seen: &Seen) -> Say {
    let mut said = told::entry(rubric, &seen.table, seen.entry);
    if seen.factor != Exact::one() {
        let factor = format!(" × {}", seen.factor);
        said = Say::new(format!("{}{factor}", said.zh), format!("{}{factor}", said.en));
    }
    if let Some(aside) = seen.aside {
        let why = aside.say();
        said = Say::new(format!("{}（{}）", said.zh, why.zh), format!("{} ({})", said.en, why.en));
    }
    said
}
