//! One person with two mandates who is credited at both levels for the same row.

use std::collections::{BTreeMap, BTreeSet};

use super::eyes::Eyes;
use super::{Figure, Flag, Kind, Look, Source};
use crate::base::place::Place;
use crate::base::text::Say;

/// So many rows are shown.
const SHOWN: usize = 12;

pub(super) fn look(eyes: &Eyes) -> (Look, Vec<Flag>) {
    let mandate = eyes.rubric.subject.mandate.as_deref();
    let mut both: BTreeMap<Vec<u32>, Vec<Source>> = BTreeMap::new();
    let mut read: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut compared = 0;
    let double = at_two_levels(eyes, mandate);
    for (rule, table) in eyes.tables().filter(|(rule, _)| mandate.is_some() && rule.id != eyes.rubric.subject.table) {
        // Whom a row names, by row and name: two mandates of one person have one name.
        let mut named: BTreeMap<(&Place, &str), Vec<u32>> = BTreeMap::new();
        if eyes.is_rated(&rule.id) {
            continue;
        }
        let credited = table.entries.iter().filter(|entry| double.contains(&entry.subject) && eyes.is_credited(&rule.id, entry));
        for (entry, subject) in credited.filter_map(|entry| Some((entry, eyes.subject(entry.subject)?))) {
            let numbers = named.entry((&entry.place, &subject.name)).or_default();
            if !numbers.contains(&entry.subject) {
                numbers.push(entry.subject);
            }
        }
        compared += named.len();
        if !named.is_empty() {
            read.push((&rule.id, Vec::new()));
        }
        for ((place, name), mut numbers) in named {
            numbers.sort_unstable();
            if levels(eyes, mandate, &numbers).len() > 1 {
                both.entry(numbers).or_default().push(Source::cell(place.clone(), name));
            }
        }
    }
    let flag = |(who, mut sources): (Vec<u32>, Vec<Source>)| {
        let rows = sources.len();
        sources.truncate(SHOWN);
        let levels = levels(eyes, mandate, &who);
        let (told, levels) = (levels.join("、"), levels.len());
        let seen = Say::new(
            format!("同一行记录同时计入此人的 {levels} 个代表身份（{told}），共 {rows} 行。"),
            format!("The same row is credited to {levels} mandates of this person ({told}); rows: {rows}."),
        );
        Flag { kind: Kind::TwoMandates, who, sources, figures: vec![Figure::new("rows", "行数", "rows", &rows)], seen }
    };
    (eyes.look(Kind::TwoMandates, &read, compared), both.into_iter().map(flag).collect())
}

/// Everybody whose name stands on the roster at different levels.
fn at_two_levels(eyes: &Eyes, mandate: Option<&str>) -> BTreeSet<u32> {
    let mut of: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (number, subject) in (0..).zip(&eyes.evidence.subjects) {
        of.entry(&subject.name).or_default().push(number);
    }
    of.into_values().filter(|numbers| numbers.len() > 1 && levels(eyes, mandate, numbers).len() > 1).flatten().collect()
}

/// The different levels of these subjects, as the office writes them.
fn levels(eyes: &Eyes, mandate: Option<&str>, who: &[u32]) -> Vec<String> {
    let column = mandate.and_then(|column| eyes.rubric.table(&eyes.rubric.subject.table)?.column(column));
    let level = |number: &u32| {
        let value = eyes.subject(*number)?.columns.get(&column?.id)?;
        let written = column?.words().iter().find(|(word, _)| word == value).and_then(|(_, forms)| forms.first());
        Some(written.unwrap_or(value).clone())
    };
    let mut levels: Vec<String> = who.iter().filter_map(level).collect();
    levels.sort();
    levels.dedup();
    levels
}
