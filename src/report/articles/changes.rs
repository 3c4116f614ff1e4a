//! What is different between two rubrics, article by article.

use super::{articles, Article, Chapter, Fact};
use crate::base::text::Say;
use crate::rubric::model::Rubric;

/// An article that is new, gone, or says something else.
#[derive(Debug, Clone)]
pub struct Change {
    /// Its chapter.
    pub chapter: Chapter,
    /// Its id in the rubric.
    pub id: String,
    /// What it is called now; what it was called, if it is gone.
    pub title: Say,
    /// What became of it.
    pub kind: ChangeKind,
    /// Its points that differ; all of them if it is new or gone.
    pub points: Vec<Point>,
}

/// What became of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// New.
    Added,
    /// Gone.
    Removed,
    /// Says something else.
    Changed,
}

/// A point before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// What is told.
    pub label: Say,
    /// What it said; none if it is new.
    pub before: Option<Say>,
    /// What it says; none if it is gone.
    pub after: Option<Say>,
}

/// Everything that is said otherwise, in the order of the new rubric; what is gone stands at the end of its chapter.
pub fn changes(before: &Rubric, after: &Rubric) -> Vec<Change> {
    let (old, new) = (articles(before), articles(after));
    let find = |all: &'_ [Article], id: &str| all.iter().position(|article| article.id == id);
    let mut all: Vec<Change> = Vec::new();
    for article in &new {
        let was = find(&old, &article.id).and_then(|index| old.get(index));
        all.extend(change(was, Some(article)));
    }
    all.extend(old.iter().filter(|article| find(&new, &article.id).is_none()).filter_map(|article| change(Some(article), None)));
    all.sort_by_key(|change| change.chapter);
    all
}

/// Whether two rubrics score alike in every respect: they differ at most in comments and layout.
pub fn alike(before: &Rubric, after: &Rubric) -> bool {
    let bare = |rubric: &Rubric| {
        let mut rubric = Rubric { text: String::new(), ..rubric.clone() };
        for example in rubric.criteria.iter_mut().flat_map(|criterion| &mut criterion.examples) {
            example.line = 0;
        }
        format!("{rubric:?}")
    };
    bare(before) == bare(after)
}

fn change(before: Option<&Article>, after: Option<&Article>) -> Option<Change> {
    let article = after.or(before)?;
    let kind = match (before, after) {
        (Some(_), Some(_)) => ChangeKind::Changed,
        (None, _) => ChangeKind::Added,
        (_, None) => ChangeKind::Removed,
    };
    let mut points = Vec::new();
    if let (Some(before), Some(after)) = (before, after) {
        if before.title != after.title {
            let label = Say::new("名称", "Name");
            points.push(Point { label, before: Some(before.title.clone()), after: Some(after.title.clone()) });
        }
    }
    points.extend(differing(before.map_or(&[], |article| &article.facts), after.map_or(&[], |article| &article.facts)));
    let changed = kind != ChangeKind::Changed || !points.is_empty();
    changed.then(|| Change { chapter: article.chapter, id: article.id.clone(), title: article.title.clone(), kind, points })
}

/// Facts of one label are paired in order, after those that both have are taken away.
fn differing(before: &[Fact], after: &[Fact]) -> Vec<Point> {
    let mut labels: Vec<&Say> = Vec::new();
    for fact in after.iter().chain(before) {
        if !labels.contains(&&fact.label) {
            labels.push(&fact.label);
        }
    }
    let mut points = Vec::new();
    for label in labels {
        let (mut gone, mut come) = (texts(before, label), texts(after, label));
        gone.retain(|text| come.iter().position(|other| other == text).map(|index| come.remove(index)).is_none());
        for index in 0..gone.len().max(come.len()) {
            let side = |texts: &[Say]| texts.get(index).cloned();
            points.push(Point { label: label.clone(), before: side(&gone), after: side(&come) });
        }
    }
    points
}

fn texts(facts: &[Fact], label: &Say) -> Vec<Say> {
    facts.iter().filter(|fact| fact.label == *label).map(|fact| fact.text.clone()).collect()
}
