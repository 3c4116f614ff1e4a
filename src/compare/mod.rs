//! Two or more scored periods to what changed between them.
//!
//! In: what the results of each period say of its subjects ([`Scored`]) and, where the regulation changed, what each of
//! two neighbouring periods would have been under the other's rules. Out: a [`Comparison`]: for each two neighbours who
//! stayed, came and left, by how much points, ranks and groups changed, and how much of that is activity, rules and
//! people. The floor scores nothing and knows no file and no sheet.

mod group;
mod improved;
mod interval;
mod model;
mod pair;
mod place;
mod shapley;
mod steady;
#[cfg(test)]
mod tests;

pub use group::{names_in_order, stands, GroupChange, GroupName, GroupSplit, GroupStand};
pub use interval::Interval;
pub use model::{Figure, Item, Member, Scored};
pub use pair::{Came, Change, Moved, Pair, Split};
pub use steady::{steady, Steady};

/// One period under the rules of another, where that could be scored.
#[derive(Debug, Clone, Default)]
pub struct Crossed {
    /// The earlier period's activity under the later period's rules.
    pub before_under_after: Option<Scored>,
    /// The later period's activity under the earlier period's rules.
    pub after_under_before: Option<Scored>,
    /// Whether the rules of the two are the same, so that nothing needs to be scored again.
    pub same_rules: bool,
}

/// All that is found.
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    /// One for each two neighbouring periods, in order.
    pub pairs: Vec<Pair>,
    /// How each subject of the last period stood in all of them.
    pub steady: Vec<Steady>,
}

/// Compares neighbours; `crossed` holds one entry for each two of them.
pub fn compare(periods: &[Scored], crossed: &[Crossed]) -> Comparison {
    let neighbours = periods.iter().zip(periods.iter().skip(1)).zip(crossed);
    let pairs = neighbours.map(|((before, after), crossed)| pair::pair(before, after, crossed, periods));
    Comparison { pairs: pairs.collect(), steady: steady(periods) }
}
