//! The factor of a row as whole numbers, so that an engine tells the larger of two, and whether it is above 0.
//!
//! ```text
//! factor = above ÷ (common denominator × below)      below: 1, signers or signers − 1
//! order  = above × 2·10⁸ ÷ below, cut off
//! ```
//!
//! Two factors whose `below` are under 10⁴ lie at least 10⁻⁸ of the common denominator apart, so their orders differ as they do.

use super::dialect::Dialect;
use crate::base::exact::Exact;
use crate::rubric::model::{Query, Split, Times};

/// What a quotient is multiplied by before it is cut off.
const SCALE: i64 = 200_000_000;
/// Largest whole number that may be multiplied by it.
const MOST: i64 = i64::MAX / SCALE;
/// Most people who sign.
pub(super) const MOST_SIGNERS: u32 = 9_999;

/// Factors that whole numbers of an engine cannot hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooFine;

/// The factor of a query's rows.
pub(super) struct Factor<'r> {
    query: &'r Query,
    split: i64,
    times: Vec<(&'r Times, i64)>,
}

impl<'r> Factor<'r> {
    /// Of this query.
    pub fn of(query: &'r Query) -> Result<Self, TooFine> {
        let (shares, mut most) = (query.split.as_ref().map(shares).unwrap_or_default(), 1_i64);
        let mut common = |numbers: &[Exact]| {
            let common = denominator(numbers).ok_or(TooFine)?;
            let largest = numbers.iter().filter_map(|number| whole(number, common)).map(i64::saturating_abs).max();
            most = most.saturating_mul(largest.unwrap_or(1).max(1));
            if most > MOST {
                return Err(TooFine);
            }
            Ok(common)
        };
        let split = common(&shares)?;
        let times = query.times.iter().map(|times| {
            let factors: Vec<Exact> = times.factors.iter().map(|(_, factor)| factor).chain(&times.otherwise).cloned().collect();
            Ok((times, common(&factors)?))
        });
        let times = times.collect::<Result<_, TooFine>>()?;
        Ok(Self { query, split, times })
    }

    /// Above the line, of an entry `e`; `word` gives the expression of a column's word, none where the table lacks it.
    pub fn above(&self, sql: Dialect, word: &dyn Fn(&str) -> Option<String>) -> String {
        let mut parts: Vec<String> = self.query.split.as_ref().map(|split| share(split, self.split)).into_iter().collect();
        parts.extend(self.times.iter().map(|(times, common)| by_word(sql, times, *common, word(&times.column).as_deref())));
        if parts.is_empty() {
            return "1".to_owned();
        }
        parts.join(" * ")
    }

    /// Below the line.
    pub fn below(&self) -> Option<String> {
        match &self.query.split {
            Some(Split::Equal) => Some("e.signers".to_owned()),
            Some(Split::LeadAndRest { .. }) => Some(format!("CASE WHEN {SOLE} OR {LEADS} OR e.signers <= 1 THEN 1 ELSE e.signers - 1 END")),
            None | Some(Split::LeadOnly | Split::EachFull | Split::Pair { .. }) => None,
        }
    }

    /// A whole number that is larger where the factor is.
    pub fn order(&self, sql: Dialect, word: &dyn Fn(&str) -> Option<String>) -> String {
        let above = self.above(sql, word);
        self.below().map_or_else(|| above.clone(), |below| sql.quotient(&format!("CAST({above} AS BIGINT) * {SCALE}"), &below))
    }
}

/// Nobody else signs, and it is no drafter beside a lead.
const SOLE: &str = "(e.signers <= 1 AND (e.role IS NULL OR e.role IN ('lead', 'joint')))";
const LEADS: &str = "(e.role IS NOT NULL AND e.role = 'lead')";

/// The numbers of a split that are multiplied.
fn shares(split: &Split) -> Vec<Exact> {
    match split {
        Split::LeadOnly | Split::EachFull | Split::Equal => Vec::new(),
        Split::LeadAndRest { lead, .. } => vec![lead.clone(), Exact::one() - lead.clone()],
        Split::Pair { lead, joint, sole, .. } => [lead, joint].into_iter().chain(sole).cloned().collect(),
    }
}

/// As `tally::factor` shares an item, times the common denominator.
fn share(split: &Split, common: i64) -> String {
    let number = |number: &Exact| whole(number, common).unwrap_or(0);
    let late = |most: &Option<u32>| most.map(|most| format!(" WHEN e.position > {most} THEN 0")).unwrap_or_default();
    match split {
        Split::EachFull | Split::Equal => "1".to_owned(),
        Split::LeadOnly => format!("CASE WHEN {SOLE} OR {LEADS} THEN 1 ELSE 0 END"),
        Split::LeadAndRest { lead, most } => {
            let rest = number(&(Exact::one() - lead.clone()));
            let (late, lead) = (late(most), number(lead));
            format!("CASE WHEN {SOLE} THEN {common}{late} WHEN {LEADS} THEN {lead} WHEN e.signers <= 1 THEN 0 ELSE {rest} END")
        }
        Split::Pair { lead, joint, sole, most } => {
            let alone = sole.as_ref().map(|alone| format!(" WHEN {SOLE} THEN {}", number(alone))).unwrap_or_default();
            let (late, lead, joint) = (late(most), number(lead), number(joint));
            format!("CASE{alone}{late} WHEN {SOLE} OR {LEADS} THEN {lead} ELSE {joint} END")
        }
    }
}

fn by_word(sql: Dialect, times: &Times, common: i64, word: Option<&str>) -> String {
    let number = |number: &Exact| whole(number, common).unwrap_or(0);
    let otherwise = times.otherwise.as_ref().map_or(0, number);
    let Some(word) = word.filter(|_| !times.factors.is_empty()) else { return otherwise.to_string() };
    let each =
        times.factors.iter().map(|(known, factor)| format!("WHEN {} THEN {}", sql.text(&super::words::escaped(known)), number(factor)));
    format!("CASE {word} {} ELSE {otherwise} END", each.collect::<Vec<_>>().join(" "))
}

/// The least whole number that makes all of these whole.
fn denominator(numbers: &[Exact]) -> Option<i64> {
    numbers.iter().try_fold(1_i64, |common, number| {
        let own = number.to_string().split_once('/').map_or(Some(1), |(_, below)| below.parse().ok())?;
        num_integer::Integer::lcm(&common, &own).le(&MOST).then(|| num_integer::Integer::lcm(&common, &own))
    })
}

fn whole(number: &Exact, common: i64) -> Option<i64> {
    (number * &Exact::from(common)).to_whole()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_different_size_have_one_denominator() {
        let numbers: Vec<Exact> = ["1/3", "0.25", "2"].iter().filter_map(|text| Exact::parse(text)).collect();
        assert_eq!(denominator(&numbers), Some(12));
        assert_eq!(numbers.iter().filter_map(|number| whole(number, 12)).collect::<Vec<_>>(), [4, 3, 24]);
        assert_eq!(denominator(&[Exact::parse("1/99999999999").unwrap_or_default()]), None, "too fine for the engine");
    }

    #[test]
    fn the_least_difference_of_two_shares_is_kept() {
        let most = i64::from(MOST_SIGNERS);
        assert!(SCALE / (most * (most - 1)) >= 2);
    }
}
