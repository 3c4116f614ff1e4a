//! What is put on public display (公示), and how.

use crate::base::workdays::Workdays;

/// What the public list shows. Nothing that is not named here leaves the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// Title; none: made from the selection's words.
    pub name: Option<String>,
    /// Who is listed.
    pub who: Listed,
    /// Columns, in order.
    pub columns: Vec<Shown>,
    /// Order of the lines.
    pub order: ListOrder,
    /// Working days of the notice.
    pub days: u64,
    /// Holidays, and weekend days worked.
    pub workdays: Workdays,
    /// Whom to turn to.
    pub contact: Option<String>,
    /// How to object; none: the usual sentence.
    pub objection: Option<String>,
    /// Who signs; none: who issued the rubric.
    pub issuer: Option<String>,
    /// Ids of the rating criteria whose ballots are shown as counts.
    pub ratings: Vec<String>,
}

/// Who is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// Those proposed.
    Selected,
    /// Those with a rank.
    Ranked,
    /// Everyone.
    All,
}

/// A column that may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// 序号.
    Number,
    /// 姓名.
    Name,
    /// Peer group, where there are several.
    Peer,
    /// 名次.
    Rank,
    /// 得分.
    Total,
    /// 等次.
    Grade,
    /// A roster column by its id.
    Roster(String),
}

/// The order of the lines within a peer group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListOrder {
    /// 姓氏笔画.
    Strokes,
    /// By rank.
    Rank,
}

impl Shown {
    /// The words of the rubric language; any other is a roster column.
    pub const WORDS: [(&'static str, Self); 6] = [
        ("number", Self::Number),
        ("name", Self::Name),
        ("peer", Self::Peer),
        ("rank", Self::Rank),
        ("total", Self::Total),
        ("grade", Self::Grade),
    ];

    /// What this word shows.
    pub fn of(word: &str) -> Self {
        let known = Self::WORDS.into_iter().find(|(known, _)| *known == word);
        known.map_or_else(|| Self::Roster(word.to_owned()), |(_, shown)| shown)
    }
}

impl Default for Publication {
    fn default() -> Self {
        Self {
            name: None,
            who: Listed::Selected,
            columns: vec![Shown::Number, Shown::Name, Shown::Grade],
            order: ListOrder::Strokes,
            days: 5,
            workdays: Workdays::default(),
            contact: None,
            objection: None,
            issuer: None,
            ratings: Vec::new(),
        }
    }
}
