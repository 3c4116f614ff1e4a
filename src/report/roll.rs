//! A review arranged for printing: peer groups that may be shown, and their people in the order of the lists.
//!
//! In: a [`Review`]. Out: lines to print. Groups stopped by errors are not here, so no sheet can rank them by mistake.

use crate::base::text::Language;
use crate::fact::evidence::Subject;
use crate::rank::standing::{Standing, Status};
use crate::rubric::model::Rubric;
use crate::score::card::Scorecard;

use super::wording::{group_title, name_title, pick};
use super::Review;

/// One subject with all that is known of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Number of the subject.
    pub number: usize,
    pub subject: &'a Subject,
    pub card: &'a Scorecard,
    pub standing: &'a Standing,
}

/// A peer group and its people, the ranked first.
#[derive(Debug)]
pub(super) struct Peer<'a> {
    pub name: &'a str,
    pub lines: Vec<Line<'a>>,
}

/// The whole list.
#[derive(Debug)]
pub(super) struct Roll<'a> {
    pub review: &'a Review<'a>,
    pub peers: Vec<Peer<'a>>,
}

impl<'a> Roll<'a> {
    /// Arranges a review.
    pub fn of(review: &'a Review<'a>) -> Self {
        let mut peers: Vec<Peer<'a>> = Vec::new();
        for line in review.outcome.order.iter().filter_map(|number| line(review, *number)) {
            if review.stopped.contains(&line.subject.peer) {
                continue;
            }
            match peers.last_mut() {
                Some(peer) if peer.name == line.subject.peer => peer.lines.push(line),
                _ => peers.push(Peer { name: &line.subject.peer, lines: vec![line] }),
            }
        }
        Self { review, peers }
    }

    /// The rubric that ran.
    pub fn rubric(&self) -> &'a Rubric {
        self.review.rubric
    }

    /// The language of the workbook.
    pub fn language(&self) -> Language {
        self.review.rubric.locale
    }

    /// The word in the workbook's language.
    pub fn pick(&self, zh: &'static str, en: &'static str) -> &'static str {
        pick(self.language(), zh, en)
    }

    /// The text in the workbook's language.
    pub fn pick_owned(&self, zh: String, en: String) -> String {
        match self.language() {
            Language::Chinese => zh,
            Language::English => en,
        }
    }

    /// Every line, in the order of the lists.
    pub fn lines(&self) -> impl Iterator<Item = &Line<'a>> {
        self.peers.iter().flat_map(|peer| &peer.lines)
    }

    /// The line of a subject, unless its group is stopped.
    pub fn line(&self, number: usize) -> Option<&Line<'a>> {
        self.lines().find(|line| line.number == number)
    }

    /// Whether a column is needed that tells peer groups apart.
    pub fn several(&self) -> bool {
        self.peers.len() > 1
    }

    /// What is said of groups that are not ranked.
    pub fn stopped_notes(&self) -> Vec<String> {
        let name = |peer: &str| if peer.is_empty() { self.pick("全部人员", "everyone").to_owned() } else { peer.to_owned() };
        let sentence = |peer: &String| match self.language() {
            Language::Chinese => format!("{} 因数据错误未出排名，见“数据问题”。", name(peer)),
            Language::English => format!("{}: not ranked because of errors in the data, see “Problems”.", name(peer)),
        };
        self.review.stopped.iter().map(sentence).collect()
    }

    /// A title of a sheet: the rubric's name without 办法, and what the sheet shows.
    pub fn titled(&self, what: &str) -> String {
        let name = self.rubric().name.as_str();
        match self.language() {
            Language::Chinese => {
                let of = ["办法", "细则", "规定", "制度"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
                format!("{of}{what}")
            }
            Language::English => format!("{name}: {what}"),
        }
    }

    /// What the column of names is called.
    pub fn named(&self) -> String {
        name_title(self.rubric())
    }

    /// What a group column is called: its first header without 所属 or 所在.
    pub fn group_title(&self, id: &str) -> String {
        group_title(self.rubric(), id)
    }
}

impl Line<'_> {
    /// Whether the subject has a rank.
    pub fn ranked(&self) -> bool {
        self.standing.status == Status::Ranked && self.standing.rank.is_some()
    }

    /// The subject's value of a declared group.
    pub fn group(&self, id: &str) -> &str {
        self.subject.groups.get(id).map_or("", String::as_str)
    }
}

fn line<'a>(review: &'a Review<'a>, number: usize) -> Option<Line<'a>> {
    Some(Line {
        number,
        subject: review.evidence.subjects.get(number)?,
        card: review.cards.get(number)?,
        standing: review.outcome.standings.get(number)?,
    })
}
