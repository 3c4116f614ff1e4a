//! What a run is for whoever tells of it.

use std::collections::BTreeMap;

use super::Run;
use crate::change::{states, State};
use crate::report::Review;
use crate::rubric::model::Rubric;

impl Run {
    /// What reports are written from.
    pub fn review(&self) -> Review<'_> {
        Review {
            rubric: &self.chosen.rubric,
            rubric_sha256: crate::report::sha256(self.chosen.rubric.text.as_bytes()),
            period: &self.period,
            as_of: self.as_of,
            sources: &self.sources,
            tallied: self.tallied.as_ref(),
            evidence: &self.evidence,
            tallies: &self.tallies,
            cards: &self.cards,
            outcome: &self.outcome,
            figures: &self.figures,
            findings: &self.findings,
            lists: &self.lists,
            problems: &self.problems,
            stopped: &self.stopped,
            draft: self.draft,
            earlier: &self.earlier,
            corrections: &self.corrected.made,
            effects: &self.corrected.changes,
            compared: self.compared.as_ref(),
            confidence: self.confidence.as_ref(),
            published: self.published.bytes.as_deref(),
            each: &self.each,
        }
    }

    /// What everybody is, by key.
    pub fn states(&self) -> BTreeMap<String, State> {
        states(&self.chosen.rubric, &self.evidence.subjects, &self.cards, &self.outcome.standings)
    }

    /// The rubric.
    pub fn rubric(&self) -> &Rubric {
        &self.chosen.rubric
    }

    /// Number of errors.
    pub fn errors(&self) -> usize {
        self.problems.iter().filter(|problem| problem.is_error()).count()
    }
}
