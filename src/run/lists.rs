//! The rows that are followed or listed.

use std::collections::BTreeMap;

use crate::fact::evidence::Evidence;
use crate::rubric::model::Rubric;
use crate::tally::{self, Listed, Uncounted};

/// Those of every follow and every list, by `follow.ID` and `summaries.ID`.
pub(super) fn of(rubric: &Rubric, evidence: &Evidence) -> Result<BTreeMap<String, Vec<Listed>>, Uncounted> {
    let follows = rubric.follows.iter().map(|follow| (format!("follow.{}", follow.id), &follow.query));
    let lists = rubric.summaries.iter().filter_map(|summary| Some((format!("summaries.{}", summary.id), &summary.list.as_ref()?.query)));
    follows.chain(lists).map(|(id, query)| Ok((id, tally::listed(evidence, rubric, query)?))).collect()
}
