//! Ballots and marks that differ are told by their number only: who rated how is nobody's business.

use std::collections::BTreeMap;

use super::differing::{Pair, Seen};
use crate::base::place::Place;
use crate::base::text::Say;
use crate::fact::told;
use crate::rubric::model::{Measure, Query, Rubric};

/// Whether rows of this table, looked at by this query, are told together.
pub fn are_ballots(rubric: &Rubric, table: &str, query: &Query) -> bool {
    told::holds_ballots(rubric, table) || matches!(query.measure, Measure::Rating { .. } | Measure::Mean { .. })
}

/// `[计票表] 满意 +1、不满意 −1`, of each sheet.
pub fn counted(rubric: &Rubric, query: &Query, pairs: &[&Pair], moved: &dyn Fn(&Place) -> Place) -> Vec<(Place, Say)> {
    let rated = matches!(query.measure, Measure::Rating { .. });
    let word = |seen: &Seen| {
        if let Some(aside) = seen.aside {
            return aside.say();
        }
        let fact = query.measure.column().filter(|_| rated).and_then(|column| Some((column, seen.entry.values.get(column)?)));
        fact.map_or_else(Say::default, |(column, fact)| told::word(rubric, &seen.table, column, fact))
    };
    let mut sheets: BTreeMap<Place, BTreeMap<Say, i128>> = BTreeMap::new();
    let mut count = |place: Place, seen: &Seen, sign: i128| {
        let words = sheets.entry(place.at(0, 0)).or_default();
        *words.entry(word(seen)).or_default() += sign * i128::from(seen.entry.n);
    };
    for (old, new) in pairs {
        if let Some(old) = old {
            count(moved(&old.entry.place), old, -1);
        }
        if let Some(new) = new {
            count(new.entry.place.clone(), new, 1);
        }
    }
    sheets.into_iter().map(|(place, words)| (place, said(words))).collect()
}

fn said(words: BTreeMap<Say, i128>) -> Say {
    let changed = words.into_iter().filter(|(_, number)| *number != 0);
    let parts = changed.map(|(word, number)| {
        let sign = if number > 0 { "+" } else { "−" };
        let number = format!("{sign}{}", number.unsigned_abs());
        (format!("{} {number}", word.zh).trim_start().to_owned(), format!("{} {number}", word.en).trim_start().to_owned())
    });
    let (zh, en): (Vec<String>, Vec<String>) = parts.unzip();
    if zh.is_empty() {
        return Say::new("评分有改动，不逐条列出", "marks are other ones; they are not shown one by one");
    }
    Say::new(zh.join("、"), en.join(", "))
}
