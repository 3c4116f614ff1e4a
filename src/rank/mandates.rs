//! Of one person's mandates the one with the higher total is ranked, the others are listed (就高不就低).

use std::collections::{BTreeMap, BTreeSet};

use super::standing::{Standing, Status};
use crate::base::exact::Exact;
use crate::base::text::{name_form, Say};
use crate::fact::evidence::Subject;
use crate::rubric::model::{Mandates, Rubric};

/// The subjects of each person with several mandates; people who only share a name are not taken for one.
pub fn persons(rubric: &Rubric, subjects: &[Subject]) -> Vec<Vec<usize>> {
    let Some(column) = rubric.subject.mandate.as_ref().filter(|_| rubric.standing.mandates == Mandates::Highest) else {
        return Vec::new();
    };
    let mut names: BTreeMap<String, Vec<(usize, Option<&String>)>> = BTreeMap::new();
    for (index, subject) in subjects.iter().enumerate() {
        names.entry(name_form(&subject.name)).or_default().push((index, subject.columns.get(column)));
    }
    let one_person = |rows: &Vec<(usize, Option<&String>)>| {
        let mandates: BTreeSet<&String> = rows.iter().filter_map(|(_, mandate)| *mandate).collect();
        rows.len() > 1 && mandates.len() == rows.len()
    };
    names.into_values().filter(one_person).map(|rows| rows.into_iter().map(|(index, _)| index).collect()).collect()
}

/// Lists whom a higher total of the same person leaves without rank; equal ones are all ranked.
pub(super) fn higher_only(rubric: &Rubric, subjects: &[Subject], standings: &mut [Standing]) {
    for person in persons(rubric, subjects) {
        let total = |standing: &Standing| if rubric.rounding.rank_on_rounded { standing.total.clone() } else { standing.exact.clone() };
        let of = |index: usize| standings.get(index).filter(|one| one.status == Status::Ranked).and_then(total);
        let totals: Vec<(usize, Exact)> = person.iter().filter_map(|index| Some((*index, of(*index)?))).collect();
        let Some((best, highest)) = totals.iter().max_by(|one, other| one.1.cmp(&other.1)).cloned() else { continue };
        let key = subjects.get(best).map(|subject| subject.key.as_str()).unwrap_or_default();
        for (index, _) in totals.iter().filter(|(_, total)| *total < highest) {
            if let Some(standing) = standings.get_mut(*index) {
                standing.status = Status::Listed;
                standing.reason = Some(Say::new(
                    format!("就高不就低，以另一任职（{key}）参加排名"),
                    format!("ranked by the other mandate of the same person ({key}), which has the higher total"),
                ));
            }
        }
    }
}
