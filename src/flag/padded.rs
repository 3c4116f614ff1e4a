//! Suggestions made up to a number: most of a delegate's in the last days of the period, or very short ones.

use std::collections::BTreeMap;

use chrono::Days;

use super::columns::{column, date, lead, Role};
use super::eyes::{text, Eyes};
use super::{Figure, Flag, Kind, Look, Source};
use crate::base::exact::Exact;
use crate::base::text::Say;
use crate::fact::evidence::{Aside, Entry, EvidenceTable};
use crate::rubric::model::{Points, Table};

/// The last days of the period, as many as a week has.
const LAST_DAYS: u64 = 7;
/// So many in the last days, and half of all that the delegate leads.
const MANY: usize = 4;
/// One fewer is enough where the number just reaches what the rubric still pays for.
const MANY_AT_CAP: usize = 3;
/// The delegate's share in these days is so many times that of everybody else.
const TIMES_OTHERS: usize = 3;
/// A text with fewer letters says only a word or two: 修路, 加装路灯.
const SHORT: usize = 5;
const MANY_SHORT: usize = 3;

pub(super) fn look(eyes: &Eyes) -> (Look, Vec<Flag>) {
    let (mut flags, mut read, mut compared) = (Vec::new(), Vec::new(), 0);
    for (rule, table) in eyes.tables() {
        let (Some(title), Some(_), Some(date)) = (column(rule, Role::Title), lead(rule), date(rule)) else { continue };
        let of = led(table);
        compared += of.len();
        read.push((rule.id.as_str(), vec![title.id.as_str(), &date.id]));
        let all = Rush::of(eyes, of.values().flatten().copied());
        for (subject, entries) in &of {
            flags.extend(late(eyes, rule, *subject, entries, all));
            flags.extend(short(eyes, rule, *subject, entries));
        }
    }
    (eyes.look(Kind::PaddedTexts, &read, compared), flags)
}

/// What everybody leads in this period, in order of place.
fn led(table: &EvidenceTable) -> BTreeMap<u32, Vec<&Entry>> {
    let mut of: BTreeMap<u32, Vec<&Entry>> = BTreeMap::new();
    let own =
        |entry: &&Entry| entry.role.as_deref() == Some("lead") && !matches!(entry.aside, Some(Aside::OtherPeriod | Aside::OutsideTerm));
    for entry in table.entries.iter().filter(own) {
        of.entry(entry.subject).or_default().push(entry);
    }
    of
}

/// How many papers there are, and how many of them came in the last days.
#[derive(Clone, Copy)]
struct Rush {
    all: usize,
    late: usize,
}

impl Rush {
    fn of<'e>(eyes: &Eyes, entries: impl Iterator<Item = &'e Entry>) -> Self {
        entries.fold(Self { all: 0, late: 0 }, |sum, entry| Self { all: sum.all + 1, late: sum.late + usize::from(is_late(eyes, entry)) })
    }
}

fn is_late(eyes: &Eyes, entry: &Entry) -> bool {
    let to = eyes.evidence.period.to;
    let from = to.checked_sub_days(Days::new(LAST_DAYS - 1));
    entry.day.is_some_and(|day| from.is_some_and(|from| day >= from) && day <= to)
}

fn late(eyes: &Eyes, rule: &Table, subject: u32, entries: &[&Entry], all: Rush) -> Option<Flag> {
    let late: Vec<&&Entry> = entries.iter().filter(|entry| is_late(eyes, entry)).collect();
    let cap = paid(eyes, rule);
    let at_cap = cap == Some(entries.len());
    if late.len() < if at_cap { MANY_AT_CAP } else { MANY } || late.len() * 2 < entries.len() {
        return None;
    }
    let (others, others_late) = (all.all - entries.len(), all.late - late.len());
    // late/own ≥ 3 × others' late/others, without dividing.
    if late.len() * others < TIMES_OTHERS * others_late * entries.len() {
        return None;
    }
    let (number, days) = (late.len(), LAST_DAYS);
    let zh = format!("本期领衔 {} 件，其中 {number} 件在期末 {days} 天内提出", entries.len());
    let en = format!("Led {} in the period, {number} of them in its last {days} days", entries.len());
    let (zh, en) = if at_cap {
        (format!("{zh}；件数正好到计分上限。"), format!("{en}; the number is just what the rubric still pays for."))
    } else {
        (format!("{zh}。"), format!("{en}."))
    };
    let mut figures = vec![
        Figure::new("led", "领衔件数", "led", &entries.len()),
        Figure::new("late", "期末件数", "in the last days", &number),
        Figure::new("others-late", "其他代表期末件数", "others' in the last days", &format!("{others_late} / {others}")),
    ];
    figures.extend(cap.map(|cap| Figure::new("paid", "计分上限件数", "paid at most", &cap)));
    Some(flag(eyes, rule, subject, &late, figures, Say::new(zh, en)))
}

fn short(eyes: &Eyes, rule: &Table, subject: u32, entries: &[&Entry]) -> Option<Flag> {
    let title = column(rule, Role::Title)?;
    let content = column(rule, Role::Content);
    let letters = |entry: &Entry, column: &str| text(entry, column).map_or(0, super::alike::letters);
    let length = |entry: &Entry| letters(entry, &title.id).max(content.map_or(0, |content| letters(entry, &content.id)));
    let short: Vec<&&Entry> = entries.iter().filter(|entry| length(entry) < SHORT).collect();
    if short.len() < MANY_SHORT {
        return None;
    }
    let number = short.len();
    let seen = Say::new(
        format!("本期领衔 {} 件，其中 {number} 件除套语外不足 {SHORT} 个字。", entries.len()),
        format!("Led {} in the period, {number} of them of fewer than {SHORT} characters besides the set phrase.", entries.len()),
    );
    let figures = vec![Figure::new("led", "领衔件数", "led", &entries.len()), Figure::new("short", "过短件数", "very short", &number)];
    Some(flag(eyes, rule, subject, &short, figures, seen))
}

fn flag(eyes: &Eyes, rule: &Table, subject: u32, entries: &[&&Entry], figures: Vec<Figure>, seen: Say) -> Flag {
    let title = column(rule, Role::Title).map_or("", |title| title.id.as_str());
    let source = |entry: &&&Entry| {
        let day = entry.day.map(|day| format!("（{day}）")).unwrap_or_default();
        Source::cell(eyes.cell(&rule.id, entry, title), format!("{}{day}", text(entry, title).unwrap_or_default()))
    };
    Flag { kind: Kind::PaddedTexts, who: vec![subject], sources: entries.iter().map(source).collect(), figures, seen }
}

/// The largest number of rows that a criterion on this table still pays for, where one has such a number.
fn paid(eyes: &Eyes, rule: &Table) -> Option<usize> {
    let criteria = eyes.rubric.criteria.iter().filter(|criterion| criterion.query.from.contains(&rule.id));
    let number = criteria.filter_map(|criterion| match (&criterion.points, &criterion.cap) {
        (Points::Each(each), Some(cap)) if each.is_positive() => cap.over(each),
        (Points::Needed { needed, .. }, _) => Some(needed.clone()),
        (Points::Target { target, .. }, _) => Some(target.clone()),
        (
            Points::Each(_)
            | Points::First { .. }
            | Points::Full { .. }
            | Points::AllOrNothing { .. }
            | Points::Start { .. }
            | Points::Bands(_)
            | Points::Judged(_)
            | Points::JudgedBy { .. },
            _,
        ) => None,
    });
    let largest = number.map(|number: Exact| number.ceil()).max()?;
    usize::try_from(largest.to_whole()?).ok()
}
