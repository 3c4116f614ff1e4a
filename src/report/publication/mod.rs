//! `publication.xlsx`, the list for the notice board (公示表): made from an allow-list of columns, then scanned as a stranger would.
//!
//! In: a review. Out: the bytes, or problems where the scan finds what must not be published; then there are no bytes. It never sees
//! secret columns, which no floor keeps, and shows of all others only those that the rubric names.

mod list;
mod names;
mod ratings;
mod suppress;

use crate::base::problem::{Fault, Problem, Severity};
use crate::base::strokes::without_strokes;
use crate::rubric::model::{ListOrder, Listed, Publication};

use super::paper::Letterhead;
use super::roll::{Line, Roll};
use super::scan::scan;
use super::style::Style;
use super::{book, Review, PUBLICATION};
use crate::rank::standing::Selected;

/// The public list of a review.
#[derive(Debug, Clone, Default)]
pub struct Published {
    /// The workbook; none where nobody is listed, or where the scan found something.
    pub bytes: Option<Vec<u8>>,
    /// What the scan found, and what the list leaves unclear.
    pub problems: Vec<Problem>,
}

/// Makes the public list and scans it; nothing of a draft, and nothing where the rubric neither has `[publication]` nor selects.
///
/// # Errors
///
/// Where the workbook cannot be written, which is a bug.
pub fn publish(review: &Review) -> Result<Published, rust_xlsxwriter::XlsxError> {
    let declared = review.rubric.publication.clone();
    let usual = review.rubric.selection.as_ref().map(|_| Publication::default());
    let Some(publication) = declared.or(usual).filter(|_| !review.draft) else { return Ok(Published::default()) };
    let roll = Roll::of(review);
    let list = List::of(&roll, &publication);
    if list.groups.iter().all(|group| group.lines.is_empty() && group.open == 0) {
        return Ok(Published::default());
    }
    let style = Style::new(roll.language(), review.rubric.rounding.decimals);
    let folios = std::iter::once(list::folio(&list)).chain(ratings::folio(&list)).collect();
    let letterhead = Letterhead {
        line: String::new(),
        unit: String::new(),
        footer: String::new(),
        pages: book::pages(roll.language()).to_owned(),
        mark: None,
        draft: None,
        signatures: String::new(),
    };
    let bytes = book::bound_pages(folios, &style, &letterhead, review.as_of)?;
    let mut problems = scan(PUBLICATION, &bytes, &allowed(&publication));
    problems.extend(list.unclear());
    let sound = problems.iter().all(|problem| problem.fault.severity() == Severity::Warning);
    Ok(Published { bytes: sound.then_some(bytes), problems })
}

/// What the rubric itself gives to the public.
fn allowed(publication: &Publication) -> Vec<String> {
    publication.contact.iter().chain(&publication.objection).chain(&publication.issuer).cloned().collect()
}

/// Who is listed.
struct List<'r> {
    roll: &'r Roll<'r>,
    publication: &'r Publication,
    groups: Vec<Group<'r>>,
}

/// Those of a peer group.
struct Group<'r> {
    name: &'r str,
    lines: Vec<(Line<'r>, String)>,
    /// Places that the committee has yet to fill.
    open: u64,
}

impl<'r> List<'r> {
    fn of(roll: &'r Roll<'r>, publication: &'r Publication) -> Self {
        let is_listed = |line: &&Line| match publication.who {
            Listed::Selected => line.standing.selected == Selected::Yes,
            Listed::Ranked => line.ranked(),
            Listed::All => true,
        };
        let groups = roll.peers.iter().map(|peer| {
            let mut lines: Vec<(Line, String)> =
                peer.lines.iter().filter(is_listed).map(|line| (*line, names::apart(roll, peer, line))).collect();
            if publication.order == ListOrder::Strokes {
                lines.sort_by_cached_key(|(line, name)| (crate::base::strokes::name_order(name), line.subject.key.clone()));
            }
            let open = if publication.who == Listed::Selected { open(roll, peer.name) } else { 0 };
            Group { name: peer.name, lines, open }
        });
        let groups = groups.filter(|group| !group.lines.is_empty() || group.open > 0).collect();
        Self { roll, publication, groups }
    }

    /// Names that a reader could take for another's, or that stand where nobody looks for them.
    fn unclear(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (line, name) in self.groups.iter().flat_map(|group| &group.lines) {
            let place = || line.subject.place.clone();
            if names::is_shared(self.roll, self.publication, line, name) {
                problems.push(Problem::new(Fault::PublicSameName, place(), name));
            }
            let unknown: String =
                if self.publication.order == ListOrder::Strokes { without_strokes(name).into_iter().collect() } else { String::new() };
            if !unknown.is_empty() {
                problems.push(Problem::new(Fault::PublicStrokes { characters: unknown }, place(), name));
            }
        }
        problems
    }
}

/// Places of a peer group that are left to the committee.
fn open(roll: &Roll, peer: &str) -> u64 {
    let left = |numbers: &[usize]| {
        let standings = numbers.iter().filter_map(|number| roll.review.outcome.standings.get(*number));
        standings.filter(|standing| standing.selected == Selected::Committee).count() > 0
    };
    let quotas = roll.review.outcome.quotas.iter().filter(|quota| quota.peer == peer);
    let open = quotas.map(|quota| {
        let selected = u64::try_from(quota.selected.len()).unwrap_or(u64::MAX);
        match (left(&quota.open), left(&quota.tied)) {
            (true, _) => quota.most.saturating_sub(selected),
            (false, true) => quota.places_at_edge,
            (false, false) => 0,
        }
    });
    open.sum()
}
