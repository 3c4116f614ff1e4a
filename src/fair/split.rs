//! People told apart by one trait: how many there are, what they got, and how many of them are proposed.

use std::collections::{BTreeMap, BTreeSet};

use super::possible::possible;
use super::{Person, Trait};
use crate::base::exact::Exact;
use crate::rank::standing::Selected;
use crate::rubric::model::{Column, Rubric};
use crate::stats::interval::{wilson, Interval};

/// A group with fewer ranked is not compared by the four-fifths ratio: one more or less would turn it.
pub const LEAST: u64 = 5;

/// In office for the whole period.
pub const WHOLE: &str = "whole";
/// In office for a part of it.
pub const PART: &str = "part";

/// How sure the interval of a rate is.
const CONFIDENCE: f64 = 0.95;

/// The groups of one trait.
#[derive(Debug, Clone)]
pub struct Split {
    /// The trait.
    pub by: Trait,
    /// The groups: words as the rubric lists them, texts in the order of keys; a blank comes first.
    pub groups: Vec<Group>,
}

/// One group.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its value of the trait, as sheets write it; empty where the roster is blank; of the term [`WHOLE`] or [`PART`].
    pub value: String,
    /// Numbers of those on the list.
    pub members: Vec<usize>,
    /// How many are ranked.
    pub ranked: u64,
    /// How many of these are eligible.
    pub eligible: u64,
    /// How many are proposed.
    pub proposed: u64,
    /// How many are left to the committee.
    pub open: u64,
    /// The exact mean of the totals of the ranked.
    pub mean: Option<Exact>,
    /// What the ranked got together of what was possible in their time in office.
    pub share: Option<Exact>,
    /// Proposed ÷ ranked.
    pub rate: Option<Exact>,
    /// Wilson's interval of that rate, 95 %.
    pub interval: Option<Interval>,
    /// Its rate ÷ the highest rate of groups with at least [`LEAST`] ranked; none for smaller groups.
    pub ratio: Option<Exact>,
}

impl Split {
    /// Whether the other parts people in the same way.
    pub(super) fn is_alike(&self, other: &Self) -> bool {
        let members = |split: &Self| split.groups.iter().map(|group| group.members.clone()).collect::<BTreeSet<_>>();
        members(self) == members(other)
    }
}

impl Group {
    /// Whether its rate is below four fifths of the highest.
    ///
    /// Source: Uniform Guidelines on Employee Selection Procedures (1978), 29 CFR 1607.4 D: a rule of thumb, no test.
    pub fn is_below_four_fifths(&self) -> bool {
        self.ratio.as_ref().is_some_and(|ratio| Exact::ratio(4, 5).is_some_and(|least| *ratio < least))
    }
}

pub(super) fn split(rubric: &Rubric, people: &[Person], by: Trait) -> Split {
    let mut members: BTreeMap<(usize, String), Vec<Person>> = BTreeMap::new();
    for person in people {
        members.entry(value(rubric, person, &by)).or_default().push(*person);
    }
    let mut members: Vec<((usize, String), Vec<Person>)> = members.into_iter().collect();
    // Words as the rubric lists them; texts in the order of keys, in which offices number their stations.
    members.sort_by_key(|((place, _), people)| (*place, people.first().map(|person| person.index)));
    let mut groups: Vec<Group> = members.into_iter().map(|((_, value), people)| group(rubric, value, &people)).collect();
    let highest = groups.iter().filter(|group| group.ranked >= LEAST).filter_map(|group| group.rate.clone()).max();
    for group in groups.iter_mut().filter(|group| group.ranked >= LEAST) {
        group.ratio = group.rate.as_ref().zip(highest.as_ref()).and_then(|(rate, highest)| rate.over(highest));
    }
    Split { by, groups }
}

/// The value of a trait, with the place of its word in the rubric; a blank is before all.
fn value(rubric: &Rubric, person: &Person, by: &Trait) -> (usize, String) {
    match by {
        Trait::Peer => (0, person.subject.peer.clone()),
        Trait::Term if person.throughout() => (0, WHOLE.to_owned()),
        Trait::Term => (1, PART.to_owned()),
        Trait::Column(column) => {
            let value = person.subject.columns.get(column).cloned().unwrap_or_default();
            let roster = rubric.table(&rubric.subject.table);
            let words = roster.and_then(|table| table.column(column)).map(Column::words).unwrap_or_default();
            match words.iter().position(|(word, _)| *word == value) {
                Some(place) => (place + 1, words.get(place).and_then(|(_, ways)| ways.first()).cloned().unwrap_or(value)),
                None => (usize::from(!value.is_empty()), value),
            }
        }
    }
}

fn group(rubric: &Rubric, value: String, people: &[Person]) -> Group {
    let count = |test: &dyn Fn(&Person) -> bool| people.iter().filter(|person| test(person)).count() as u64;
    let ranked = count(&|person| person.is_ranked());
    let proposed = count(&|person| person.standing.selected == Selected::Yes);
    let totals: Vec<Exact> = people.iter().filter(|person| person.is_ranked()).filter_map(|person| person.standing.exact.clone()).collect();
    let number = totals.len() as u64;
    Group {
        value,
        members: people.iter().map(|person| person.index).collect(),
        ranked,
        eligible: count(&|person| person.is_ranked() && person.standing.barred.is_empty()),
        proposed,
        open: count(&|person| person.standing.selected == Selected::Committee),
        mean: totals.into_iter().sum::<Exact>().over(&Exact::from(number)),
        share: pooled(rubric, people.iter().filter(|person| person.is_ranked())),
        rate: Exact::from(proposed).over(&Exact::from(ranked)),
        interval: wilson(proposed, ranked, CONFIDENCE),
        ratio: None,
    }
}

/// What these people got together ÷ what was possible for them together.
pub(super) fn pooled<'a>(rubric: &Rubric, people: impl Iterator<Item = &'a Person<'a>>) -> Option<Exact> {
    let (mut got, mut in_office) = (Exact::zero(), Exact::zero());
    for person in people {
        if let Some(own) = possible(rubric, person.subject, person.card) {
            got = got + own.got;
            in_office = in_office + own.in_office;
        }
    }
    got.over(&in_office)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::evidence::Subject;
    use crate::fair::fairness;
    use crate::rank::standing::{Standing, Status};
    use crate::rubric::read;
    use crate::score::card::Scorecard;

    const RUBRIC: &str = r#"
[rubric]
id = "split"
name = "split"
version = "1"
in-force = { from = 2025-01-01 }
groups = ["station"]
subject = { table = "roster", name = "name", key = ["name"] }
[tables.roster]
sheet = ["roster"]
columns.name = { header = ["name"], type = "text" }
columns.station = { header = ["station"], type = "text" }
columns.sex = { header = ["sex"], type = "word", words = { female = ["女"], male = ["男"] } }
"#;

    /// Six women of whom three are proposed, ten men of whom four are, and one without an entry.
    #[test]
    fn rates_are_compared_where_there_are_enough_and_traits_that_part_alike_are_one() {
        let rubric = read("split", RUBRIC).unwrap_or_else(|problems| panic!("{problems:?}")).rubric;
        let people: Vec<(&str, bool)> =
            (0..17).map(|number| if number < 6 { ("female", number < 3) } else { ("male", number < 10) }).collect();
        let subject = |(number, (sex, _)): (usize, &(&str, bool))| {
            let sex = if number == 16 { "" } else { *sex };
            let columns = [("sex", sex), ("station", sex)].map(|(column, value)| (column.to_owned(), value.to_owned()));
            Subject { exposure: Exact::one(), columns: columns.into(), ..Subject::default() }
        };
        let subjects: Vec<Subject> = people.iter().enumerate().map(subject).collect();
        let standing = |(_, chosen): &(&str, bool)| Standing {
            status: Status::Ranked,
            rank: Some(1),
            exact: Some(Exact::from(if *chosen { 90_i64 } else { 70 })),
            selected: if *chosen { Selected::Yes } else { Selected::No },
            ..Standing::default()
        };
        let standings: Vec<Standing> = people.iter().map(standing).collect();
        let cards = vec![Scorecard::default(); people.len()];
        let found = fairness(&rubric, &subjects, &cards, &standings, &[]);
        assert_eq!(found.splits.iter().map(|split| &split.by).collect::<Vec<_>>(), [&Trait::Column("sex".to_owned())]);
        let groups: Vec<&Group> = found.splits.iter().flat_map(|split| &split.groups).collect();
        let told: Vec<(&str, u64, u64, Option<String>, bool)> = groups
            .iter()
            .map(|group| {
                let ratio = group.ratio.as_ref().map(Exact::to_string);
                (group.value.as_str(), group.proposed, group.ranked, ratio, group.is_below_four_fifths())
            })
            .collect();
        let expected = [("", 0, 1, None, false), ("女", 3, 6, Some("1".to_owned()), false), ("男", 4, 10, Some("4/5".to_owned()), false)];
        assert_eq!(told, expected, "4/10 ÷ 3/6 is four fifths and not below");
        assert_eq!(groups.get(1).and_then(|group| group.mean.clone()), Some(Exact::from(80_i64)));
        assert!(found.part_term.is_empty());
    }
}
