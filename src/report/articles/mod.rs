//! A rubric as a regulation that a person can read and compare with the paper: chapters of articles, in the order of evaluation.
//!
//! In: the rubric. Out: articles, each with an id that stays the same from version to version, so that two rubrics can be compared.
//! The sentences are those of `said`, which the sheet 评分依据 prints too.

mod after;
mod changes;
mod criteria;
mod following;
mod head;
mod tables;
#[cfg(test)]
mod tests;

pub use changes::{alike, changes, Change, ChangeKind, Point};
pub(in crate::report) use tables::keep;

use crate::base::text::Say;
use crate::rubric::model::Rubric;

/// A part of the regulation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chapter {
    /// What the regulation is, and whom it assesses.
    Head,
    /// What is read.
    Tables,
    /// What is scored, dimension by dimension.
    Criteria,
    /// Numbers that only rules refer to.
    Counts,
    /// How items become the total.
    Total,
    /// Vetoes and grades.
    Grades,
    /// Ranks and selection.
    Standing,
    /// Figures of the report.
    Figures,
}

impl Chapter {
    /// `head`, `tables`, …
    pub fn id(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Tables => "tables",
            Self::Criteria => "criteria",
            Self::Counts => "counts",
            Self::Total => "total",
            Self::Grades => "grades",
            Self::Standing => "standing",
            Self::Figures => "figures",
        }
    }

    /// Its title.
    pub fn title(self) -> Say {
        match self {
            Self::Head => Say::new("考评对象", "Who is assessed"),
            Self::Tables => Say::new("依据哪些表", "What is read"),
            Self::Criteria => Say::new("计分项目", "What is scored"),
            Self::Counts => Say::new("只供条款引用的数", "Numbers that only rules refer to"),
            Self::Total => Say::new("合成总分", "How the total is made"),
            Self::Grades => Say::new("否决和等次", "Vetoes and grades"),
            Self::Standing => Say::new("名次、名额和人选", "Ranks, places and selection"),
            Self::Figures => Say::new("报告数字", "Figures of the report"),
        }
    }
}

/// One rule in words.
#[derive(Debug, Clone)]
pub struct Article {
    /// The chapter it stands in.
    pub chapter: Chapter,
    /// Its id in the rubric: `criteria.attend`, `grades`.
    pub id: String,
    /// What it is called.
    pub title: Say,
    /// Stands under the dimension told before it.
    pub under: bool,
    /// What it says, point by point.
    pub facts: Vec<Fact>,
}

/// One point of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What is told: 计分, 上下限; empty where the sentence says it.
    pub label: Say,
    /// The sentence.
    pub text: Say,
}

impl Article {
    fn new(chapter: Chapter, id: impl Into<String>, title: Say) -> Self {
        Self { chapter, id: id.into(), title, under: false, facts: Vec::new() }
    }

    /// With one point more, unless there is nothing to say.
    fn fact(mut self, zh: &str, en: &str, text: Say) -> Self {
        if !text.zh.is_empty() {
            self.facts.push(Fact { label: Say::new(zh, en), text });
        }
        self
    }

    fn below(mut self) -> Self {
        self.under = true;
        self
    }
}

/// The whole regulation.
pub fn articles(rubric: &Rubric) -> Vec<Article> {
    let mut all = head::articles(rubric);
    all.extend(tables::articles(rubric));
    all.extend(following::articles(rubric));
    all.extend(criteria::articles(rubric));
    all.extend(after::articles(rubric));
    all.extend(following::summaries(rubric));
    all
}
