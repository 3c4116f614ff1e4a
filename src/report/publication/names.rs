//! Two people of one name are told apart by what may be public: village, station, group; never by a key or a secret.

use crate::base::text::{name_form, Language};
use crate::fact::roster_word;
use crate::report::roll::{Line, Peer, Roll};
use crate::rubric::model::{Publication, Shown};

/// The name as it is printed: `王伟（东村）` where the peer group has another one, ranked or not.
pub(super) fn apart(roll: &Roll, peer: &Peer, line: &Line) -> String {
    let same = namesakes(peer, line);
    let told = columns(roll).find(|column| {
        let own = word(roll, column, line);
        !own.is_empty() && same.iter().all(|other| word(roll, column, other) != own)
    });
    match (told.map(|column| word(roll, &column, line)).filter(|_| !same.is_empty()), roll.language()) {
        (None, _) => line.subject.name.clone(),
        (Some(note), Language::Chinese) => format!("{}（{note}）", line.subject.name),
        (Some(note), Language::English) => format!("{} ({note})", line.subject.name),
    }
}

/// Whether the list, with the columns it shows, leaves open which of several is meant.
pub(super) fn is_shared(roll: &Roll, publication: &Publication, line: &Line, name: &str) -> bool {
    let Some(peer) = roll.peers.iter().find(|peer| peer.name == line.subject.peer) else { return false };
    let told = publication.columns.iter().filter_map(|column| match column {
        Shown::Roster(id) => Some(word(roll, id, line)),
        Shown::Number | Shown::Name | Shown::Peer | Shown::Rank | Shown::Total | Shown::Grade => None,
    });
    let told: Vec<String> = told.collect();
    namesakes(peer, line).iter().any(|other| {
        let other_told = publication.columns.iter().filter_map(|column| match column {
            Shown::Roster(id) => Some(word(roll, id, other)),
            Shown::Number | Shown::Name | Shown::Peer | Shown::Rank | Shown::Total | Shown::Grade => None,
        });
        name_form(&apart(roll, peer, other)) == name_form(name) && told.iter().eq(other_told.collect::<Vec<_>>().iter())
    })
}

fn namesakes<'p, 'r>(peer: &'p Peer<'r>, line: &Line) -> Vec<&'p Line<'r>> {
    let name = name_form(&line.subject.name);
    peer.lines.iter().filter(|other| other.number != line.number && name_form(&other.subject.name) == name).collect()
}

/// What may tell people apart.
fn columns<'r>(roll: &Roll<'r>) -> impl Iterator<Item = String> + 'r {
    let rubric = roll.rubric();
    rubric.subject.tell_apart.iter().chain(&rubric.groups).cloned()
}

/// A roster column as the office writes it.
pub(super) fn word(roll: &Roll, column: &str, line: &Line) -> String {
    roster_word(roll.rubric(), column, &line.subject.columns)
}
