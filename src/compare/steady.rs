//! Each subject of the last period over all of them.

use super::model::{Member, Scored};
use crate::base::exact::Exact;

/// A subject over the periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steady {
    /// Key.
    pub key: String,
    /// The subject in the last period.
    pub member: Member,
    /// Totals, a period each; none where it was not there or has none.
    pub totals: Vec<Option<Exact>>,
    /// Percentiles in the peer group, likewise.
    pub percentiles: Vec<Option<Exact>>,
    /// Ranked in the best quarter of its peer group in every period; of at least two.
    pub always_high: bool,
    /// Ranked in the last quarter in the last two periods.
    pub twice_low: bool,
}

/// How the subjects of the last period stood, in order of their keys.
pub fn steady(periods: &[Scored]) -> Vec<Steady> {
    let Some(last) = periods.last() else { return Vec::new() };
    let one = |(key, member): (&String, &Member)| {
        let of = |scored: &Scored| scored.members.get(key).filter(|then| then.peer == member.peer).and_then(Member::percentile);
        let percentiles: Vec<Option<Exact>> = periods.iter().map(of).collect();
        let quarter = |number: i64| Exact::ratio(number, 4).unwrap_or_default();
        let high = |percentile: &Option<Exact>| percentile.as_ref().is_some_and(|percentile| *percentile >= quarter(3));
        let low = |percentile: &Option<Exact>| percentile.as_ref().is_some_and(|percentile| *percentile <= quarter(1));
        let several = periods.len() > 1;
        Steady {
            key: key.clone(),
            member: member.clone(),
            totals: periods.iter().map(|scored| scored.total(key).cloned()).collect(),
            always_high: several && percentiles.iter().all(high),
            twice_low: several && percentiles.iter().rev().take(2).all(low),
            percentiles,
        }
    };
    last.members.iter().map(one).collect()
}
