//! Who takes part in a row: each person named, with the part played, and how many sign.
//!
//! In: the names in a row's cells. Out: the same people with the role of their column or of a note behind their name. It does
//! not ask who is on the roster but for names joined by 和, and whether two spellings are one person.

use super::Sheet;
use crate::base::text::{name_form, squeeze};
use crate::fact::people::{Beside, Resolved};
use crate::rubric::model::{self, ColumnKind};
use crate::sheet::table::{Named, Row, Value};

/// One person named in a row.
pub(super) struct Party<'s> {
    pub named: Named,
    /// The rubric's column.
    pub column: &'s model::Column,
    /// The sheet's.
    pub at: u32,
    pub role: Option<String>,
}

impl Party<'_> {
    fn signs(&self) -> bool {
        signs(self.column)
    }
}

/// Whether those named in this column sign the item.
pub(super) fn signs(column: &model::Column) -> bool {
    matches!(column.role.as_deref(), Some("lead" | "joint"))
}

/// The part that a note behind a name tells, as the rubric calls it.
fn part_told(named: &Named) -> Option<&'static str> {
    const LEAD: [&str; 7] = ["领衔", "领衔人", "领衔代表", "第一提出人", "牵头", "牵头人", "lead"];
    const JOINT: [&str; 7] = ["联名", "联名人", "联名代表", "附议", "附议人", "附议代表", "joint"];
    const DRAFTER: [&str; 7] = ["执笔", "执笔人", "主笔", "主笔人", "起草", "起草人", "drafter"];
    let told = |words: &[&str]| named.notes.iter().any(|note| words.contains(&squeeze(note).as_str()));
    [("lead", &LEAD), ("joint", &JOINT), ("drafter", &DRAFTER)].into_iter().find(|(_, words)| told(*words)).map(|(part, _)| part)
}

impl<'s> Sheet<'s> {
    /// Everyone whom the row names, but for who rates.
    pub(super) fn parties(&self, row: &Row) -> Vec<Party<'s>> {
        let mut parties: Vec<Party<'s>> = Vec::new();
        for column in self.rule.columns.iter().filter(|column| column.id != "rater") {
            let Some(cell) = row.cells.get(&column.id) else { continue };
            let Value::Names(names) = &cell.value else { continue };
            let people = names.people.iter().flat_map(|named| self.parted(named, column));
            parties.extend(people.map(|named| Party { role: column.role.clone(), named, column, at: cell.column }));
        }
        let led = parties.iter().any(|party| party.role.as_deref() == Some("lead"));
        for party in &mut parties {
            if let Some(part) = part_told(&party.named).filter(|part| self.takes(party, part, led)) {
                party.role = Some(part.to_owned());
            }
        }
        parties
    }

    /// Whether a note may change the part that the column gives: only to one that another column of the table has, and to the
    /// lead only where the row names none.
    fn takes(&self, party: &Party, part: &str, led: bool) -> bool {
        let fits = match (part, party.column.role.as_deref()) {
            ("lead", Some("joint")) => !led,
            ("joint", Some("lead")) => true,
            ("drafter", Some(role)) => !matches!(role, "lead" | "joint"),
            (_, _) => false,
        };
        fits && self.rule.columns.iter().any(|column| column.role.as_deref() == Some(part))
    }

    /// A cell for several names may join them with 和.
    fn parted(&self, named: &Named, column: &model::Column) -> Vec<Named> {
        if column.kind == ColumnKind::Names {
            self.people.parted(named)
        } else {
            vec![named.clone()]
        }
    }

    /// The different people who sign, the lead first, and how many there are with those outside and "等5人".
    pub(super) fn signers(&self, row: &Row, parties: &[Party]) -> (Vec<String>, u32) {
        let mut signing: Vec<&Party> = parties.iter().filter(|party| party.signs()).collect();
        signing.sort_by_key(|party| party.role.as_deref() != Some("lead"));
        let mut people: Vec<String> = Vec::new();
        for identity in signing.iter().map(|party| self.identity(&party.named)) {
            if !people.contains(&identity) {
                people.push(identity);
            }
        }
        let columns = self.rule.columns.iter().filter(|column| signs(column));
        let unnamed = columns.filter_map(|column| {
            let Value::Names(names) = &row.cells.get(&column.id)?.value else { return None };
            let told = signing.iter().filter(|party| party.column.id == column.id).count();
            let total = names.more.as_ref().and_then(|more| more.total);
            Some(total.unwrap_or(0).saturating_sub(u32::try_from(told).unwrap_or(u32::MAX)))
        });
        let signers = unnamed.sum::<u32>().saturating_add(u32::try_from(people.len()).unwrap_or(u32::MAX)).max(1);
        (people, signers)
    }

    /// Place among the signers, from 1; 1 for those who play another part.
    pub(super) fn position(&self, party: &Party, signing: &[String]) -> u32 {
        let signs = party.signs() && signing.len() > 1;
        let place = signing.iter().position(|known| signs && *known == self.identity(&party.named));
        place.and_then(|place| u32::try_from(place).ok()).map_or(1, |place| place + 1)
    }

    /// The same for the same person, however written; two people of one name differ by their notes.
    fn identity(&self, named: &Named) -> String {
        match self.people.resolve(named, Beside { home: self.home(), ..Beside::default() }) {
            Resolved::Found(found) if !found.is_empty() && found.iter().all(Option::is_some) => format!("{found:?}"),
            Resolved::Found(_) | Resolved::Unknown | Resolved::OtherName(_) | Resolved::UnknownKey | Resolved::Several(_) => {
                format!("{}（{}）", name_form(&named.name), named.notes.join("，"))
            }
        }
    }
}
