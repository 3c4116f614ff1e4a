//! What a person should look at: texts that are alike, one person at two places, ballots that look arranged, numbers of a
//! station that do not add up.
//!
//! In: evidence and the rubric's tables. Out: flags, each with its places, its numbers and a sentence on how it may well be
//! in order; and what was looked at. It knows no points, and nothing that it finds changes one: a person decides. Of
//! ballots it tells counts and rows from–to, never one ballot. `docs/flags.md` holds every rule with threshold and source.

mod alike;
mod ballots;
mod columns;
mod eyes;
mod kind;
mod mandates;
mod padded;
mod presence;
mod raters;
mod signing;
mod stations;
mod surveys;
mod unverified;

pub use kind::Kind;
pub use surveys::counts as survey_counts;
pub use unverified::Share;

use std::fmt;

use crate::base::place::Place;
use crate::base::text::Say;
use crate::fact::evidence::Evidence;
use crate::rubric::model::Rubric;

/// All that was found, and where it was looked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Findings {
    /// In order of kind and place.
    pub flags: Vec<Flag>,
    /// One for each kind.
    pub looks: Vec<Look>,
    /// How many rows of which table are not verified.
    pub unverified: Vec<Share>,
}

/// Something to look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Flag {
    /// What it is.
    pub kind: Kind,
    /// Numbers of the subjects concerned, in order; none where it is about a sheet or a station.
    pub who: Vec<u32>,
    /// Where it is seen.
    pub sources: Vec<Source>,
    /// Its numbers.
    pub figures: Vec<Figure>,
    /// What is seen, in a sentence.
    pub seen: Say,
}

/// A place that shows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// Cell, row or sheet.
    pub place: Place,
    /// Last row, where it is a run of rows.
    pub to: Option<u32>,
    /// What stands there, where that helps and may be shown.
    pub text: String,
}

/// A number of a flag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// For programs.
    pub id: &'static str,
    /// For people.
    pub name: Say,
    /// As printed.
    pub value: String,
}

/// What was looked at for one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// For what.
    pub kind: Kind,
    /// Tables with the headers that were read; empty where no table has what it takes.
    pub read: Vec<(String, Vec<String>)>,
    /// How many rows, people or sheets were compared.
    pub compared: u64,
}

impl Source {
    fn cell(place: Place, text: impl Into<String>) -> Self {
        Self { place, to: None, text: text.into() }
    }

    fn rows(first: &Place, last: u32) -> Self {
        Self { place: first.at(first.row, 0), to: Some(last).filter(|last| *last > first.row), text: String::new() }
    }
}

impl Figure {
    fn new(id: &'static str, zh: &str, en: &str, value: &dyn fmt::Display) -> Self {
        Self { id, name: Say::new(zh, en), value: value.to_string() }
    }
}

impl Findings {
    /// Flags of this kind.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Flag> {
        self.flags.iter().filter(move |flag| flag.kind == kind)
    }
}

/// Looks at all evidence.
pub fn flags(evidence: &Evidence, rubric: &Rubric) -> Findings {
    let eyes = &eyes::Eyes::new(evidence, rubric);
    let mut findings = Findings { unverified: unverified::shares(eyes), ..Findings::default() };
    for kind in Kind::ALL {
        let (look, mut flags) = match kind {
            Kind::AlikeTexts => alike::look(eyes),
            Kind::PaddedTexts => padded::look(eyes),
            Kind::TwoPlaces => presence::look(eyes),
            Kind::SameSecond => signing::look(eyes),
            Kind::BallotsAlike => ballots::alike(eyes),
            Kind::BallotsInOrder => ballots::in_order(eyes),
            Kind::TalliesAlike => ballots::tallies(eyes),
            Kind::HastySurvey => surveys::look(eyes),
            Kind::StationNumbers => stations::look(eyes),
            Kind::SevereRater => raters::severe(eyes),
            Kind::StraightRater => raters::straight(eyes),
            Kind::TwoMandates => mandates::look(eyes),
            Kind::Unverified => unverified::look(eyes),
        };
        flags.sort_by(|one, other| one.sources.cmp(&other.sources));
        findings.flags.extend(flags);
        findings.looks.push(look);
    }
    findings
}
