//! What a query needs to know of a row: its class, and the factor of a class.

use super::Class;
use crate::base::exact::Exact;
use crate::fact::evidence::{Entry, Fact};
use crate::rubric::model::{Measure, Query, Range, Split, TABLE};

/// The ends of a range in whole millionths, each with its sign: of a number between two of them the next one on the right side,
/// so that a comparison is exact.
pub(super) fn ends(range: &Range) -> Vec<(&'static str, i64)> {
    let ends = [
        range.at_least.as_ref().map(|end| (">=", millionths(end, Exact::ceil))),
        range.above.as_ref().map(|end| (">", millionths(end, Exact::floor))),
        range.at_most.as_ref().map(|end| ("<=", millionths(end, Exact::floor))),
        range.below.as_ref().map(|end| ("<", millionths(end, Exact::ceil))),
    ];
    ends.into_iter().flatten().collect()
}

fn millionths(number: &Exact, whole: fn(&Exact) -> Exact) -> i64 {
    whole(&(number * &Exact::from(1_000_000i64))).to_whole().unwrap_or(if number.is_negative() { i64::MIN } else { i64::MAX })
}

/// The class of an entry under a query.
pub(super) fn class(entry: &Entry, table: &str, query: &Query) -> Class {
    let columns = query.times.iter().map(|times| times.column.as_str()).filter(|column| *column != "role");
    let measured = match &query.measure {
        Measure::Share(share) => Some(share.column.as_str()),
        Measure::Rating { column, .. } => Some(column.as_str()),
        Measure::Mean { column, trim, .. } => trim.as_ref().map(|_| column.as_str()),
        Measure::Last(_) => Some(TABLE),
        Measure::Count | Measure::Sum(_) | Measure::Distinct(_) | Measure::Ratio { .. } | Measure::Value(_) => None,
    };
    let weighed = query.measure.weights().map(|weights| weights.column.as_str());
    let words = columns.chain(weighed).chain(measured).filter_map(|column| match entry.values.get(column) {
        Some(Fact::Text(word)) => Some((column.to_owned(), word.clone())),
        // Each number apart, so that the highest and the lowest can be told.
        Some(Fact::Number(number)) => Some((column.to_owned(), number.to_string())),
        Some(Fact::NoValue(_)) | None => (column == TABLE).then(|| (column.to_owned(), table.to_owned())),
    });
    // A column that both `times` and the measure look at stands once.
    let mut words: Vec<(String, String)> = words.collect();
    words.sort_by(|one, other| one.0.cmp(&other.0));
    words.dedup();
    let (signers, position) = if query.split.is_some() { (entry.signers, entry.position) } else { (1, 1) };
    let by_role = query.split.is_some() || query.times.iter().any(|times| times.column == "role");
    Class { role: entry.role.clone().filter(|_| by_role), signers, position, words }
}

/// The word of a class in this column; empty where it has none.
pub fn word<'a>(class: &'a Class, column: &str) -> &'a str {
    class.words.iter().rfind(|(known, _)| known == column).map_or("", |(_, word)| word)
}

/// The factor of a class: its share of a joint item × its factors by word.
///
/// ```text
/// factor = split(role, signers, position) × Π times[column][word]
/// ```
pub fn factor(class: &Class, query: &Query) -> Exact {
    let share = query.split.as_ref().map_or_else(Exact::one, |split| share(class, split));
    query.times.iter().fold(share, |product, times| {
        let word = if times.column == "role" {
            class.role.as_deref()
        } else {
            class.words.iter().find(|(column, _)| *column == times.column).map(|(_, word)| word.as_str())
        };
        let listed = word.and_then(|word| times.factors.iter().find(|(known, _)| known == word)).map(|(_, factor)| factor);
        product * listed.or(times.otherwise.as_ref()).cloned().unwrap_or_default()
    })
}

fn share(class: &Class, split: &Split) -> Exact {
    // A drafter beside a lone lead signs nothing and is not the sole signer.
    let sole = class.signers <= 1 && matches!(class.role.as_deref(), None | Some("lead" | "joint"));
    let leads = sole || class.role.as_deref() == Some("lead");
    let late = |most: &Option<u32>| most.is_some_and(|most| class.position > most);
    match split {
        Split::EachFull => Exact::one(),
        Split::LeadOnly if leads => Exact::one(),
        Split::LeadOnly => Exact::zero(),
        Split::Equal => Exact::ratio(1, i64::from(class.signers.max(1))).unwrap_or_default(),
        Split::LeadAndRest { .. } if sole => Exact::one(),
        Split::Pair { sole: Some(alone), .. } if sole => alone.clone(),
        Split::LeadAndRest { most, .. } | Split::Pair { most, .. } if late(most) => Exact::zero(),
        Split::LeadAndRest { lead, .. } if leads => lead.clone(),
        Split::LeadAndRest { lead, .. } => {
            (Exact::one() - lead.clone()).over(&Exact::from(i64::from(class.signers) - 1)).unwrap_or_default()
        }
        Split::Pair { lead, .. } if leads => lead.clone(),
        Split::Pair { joint, .. } => joint.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class_of(role: &str, signers: u32, position: u32) -> Class {
        Class { role: Some(role.into()), signers, position, words: Vec::new() }
    }

    #[test]
    fn half_to_the_lead_and_equal_shares_of_the_rest_add_up_to_one() {
        let split = Split::LeadAndRest { lead: Exact::ratio(1, 2).unwrap_or_default(), most: None };
        let lead = share(&class_of("lead", 4, 1), &split);
        let other = share(&class_of("joint", 4, 2), &split);
        assert_eq!(other.to_string(), "1/6");
        assert_eq!(lead + other.clone() + other.clone() + other, Exact::one());
        assert_eq!(share(&class_of("joint", 1, 1), &split), Exact::one());
    }

    #[test]
    fn those_named_after_the_third_get_nothing() {
        let split = Split::Pair { lead: Exact::one(), joint: Exact::one(), sole: None, most: Some(3) };
        assert_eq!(share(&class_of("joint", 5, 3), &split), Exact::one());
        assert_eq!(share(&class_of("joint", 5, 4), &split), Exact::zero());
    }
}
