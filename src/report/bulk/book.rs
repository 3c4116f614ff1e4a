//! The workbook of one congress.

use std::collections::BTreeMap;

use super::{Common, Congress};
use crate::base::problem::Problem;
use crate::fact::evidence::Evidence;
use crate::flag::Findings;
use crate::rank::standing::Outcome;
use crate::report::{book::congress_book, Review};
use crate::score::card::Scorecard;
use crate::tally::{Listed, Tallies};

/// Its bytes.
pub(super) fn book(common: &Common, congress: Congress) -> Result<Vec<u8>, String> {
    congress_book(&Bare::of(common, congress).review(common)).map_err(|error| error.to_string())
}

/// What a review refers to, as far as a workbook of one congress shows it.
pub(super) struct Bare {
    evidence: Evidence,
    tallies: Tallies,
    findings: Findings,
    lists: BTreeMap<String, Vec<Listed>>,
    cards: Vec<Scorecard>,
    outcome: Outcome,
    stopped: Vec<String>,
    problems: Vec<Problem>,
}

impl Bare {
    pub(super) fn of(common: &Common, congress: Congress) -> Self {
        let Congress { names: _, subjects, cards, outcome, stopped, problems } = congress;
        let evidence = Evidence { period: common.period.clone(), subjects, ..Evidence::default() };
        let (tallies, findings, lists) = (Tallies::default(), Findings::default(), BTreeMap::new());
        Self { evidence, tallies, findings, lists, cards, outcome, stopped, problems }
    }

    pub(super) fn review<'a>(&'a self, common: &Common<'a>) -> Review<'a> {
        Review {
            rubric: common.rubric,
            rubric_sha256: common.rubric_sha256.to_owned(),
            period: common.period,
            as_of: common.as_of,
            sources: &[],
            tallied: None,
            evidence: &self.evidence,
            tallies: &self.tallies,
            cards: &self.cards,
            outcome: &self.outcome,
            figures: &[],
            findings: &self.findings,
            lists: &self.lists,
            problems: &self.problems,
            stopped: &self.stopped,
            draft: common.draft,
            each: common.each,
            earlier: &[],
            corrections: &[],
            effects: &[],
            compared: None,
            confidence: None,
            published: None,
        }
    }
}
