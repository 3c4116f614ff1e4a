//! One person at different places in the same half day.
//!
//! The half day is known from a column of its own or from the time of signing in. Where both rows count a day or more, the
//! days are taken as whole. A morning beside a "day" is not told: an inspection counted as a day seldom takes all of it.

use std::collections::BTreeMap;

use super::columns::{column, date, Role};
use super::eyes::{quantity, text, Eyes};
use super::signing::hour;
use super::{Figure, Flag, Kind, Look, Source};
use crate::base::exact::Exact;
use crate::base::period::Day;
use crate::base::text::{squeeze, Say};
use crate::fact::evidence::{Aside, Entry};
use crate::rubric::model::Table;

/// Which part of a day a row takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Morning,
    Afternoon,
    Evening,
    /// All of it, as a column says.
    Whole,
    /// Counted as a day or more.
    Counted,
}

impl Part {
    fn meets(self, other: Self) -> bool {
        match (self, other) {
            (Self::Counted, Self::Counted | Self::Whole) | (Self::Whole, _) => self != Self::Whole || other != Self::Evening,
            (_, Self::Whole) => self != Self::Evening,
            (Self::Counted, _) | (_, Self::Counted) => false,
            (one, other) => one == other,
        }
    }

    fn say(self) -> Say {
        let (zh, en) = match self {
            Self::Morning => ("上午", "morning"),
            Self::Afternoon => ("下午", "afternoon"),
            Self::Evening => ("晚上", "evening"),
            Self::Whole | Self::Counted => ("全天", "whole day"),
        };
        Say::new(zh, en)
    }
}

/// Where somebody was.
struct Stay<'e> {
    rule: &'e Table,
    entry: &'e Entry,
    at: &'e str,
    part: Part,
}

pub(super) fn look(eyes: &Eyes) -> (Look, Vec<Flag>) {
    let mut read: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut stays: BTreeMap<(&str, u32, Day), Vec<Stay>> = BTreeMap::new();
    let mut compared = 0;
    for (rule, table) in eyes.tables() {
        let (Some(at), Some(_)) = (place_of(rule), date(rule)) else { continue };
        let clock = Clock::of(rule);
        let parts: Vec<&str> = clock.columns().collect();
        if parts.is_empty() || rule.id == eyes.rubric.subject.table || eyes.is_rated(&rule.id) {
            continue;
        }
        read.push((rule.id.as_str(), [vec!["date", at], parts].concat()));
        // What is not verified does not count, but whoever entered it says to have been there.
        let was_there = |entry: &&Entry| entry.aside == Some(Aside::Unverified) || eyes.is_credited(&rule.id, entry);
        for entry in table.entries.iter().filter(was_there) {
            let stay = text(entry, at).and_then(|at| Some(Stay { rule, entry, at, part: clock.part(entry)? }));
            if let (Some(stay), Some(day), Some(subject)) = (stay, entry.day, eyes.subject(entry.subject)) {
                compared += 1;
                stays.entry((&subject.name, entry.subject, day)).or_default().push(stay);
            }
        }
    }
    // Two mandates of one person were at the same places.
    let mut flags: Vec<Flag> = Vec::new();
    for ((_, subject, day), stays) in &stays {
        for (number, one) in stays.iter().enumerate() {
            for other in stays.iter().skip(number + 1).filter(|other| one.part.meets(other.part) && apart(one.at, other.at)) {
                let new = flag(eyes, *subject, *day, one, other);
                match flags.iter_mut().find(|flag| flag.sources == new.sources && same_name(eyes, flag.who.first(), *subject)) {
                    Some(known) if !known.who.contains(subject) => known.who.push(*subject),
                    Some(_) => {}
                    None => flags.push(new),
                }
            }
        }
    }
    (eyes.look(Kind::TwoPlaces, &read, compared), flags)
}

fn same_name(eyes: &Eyes, one: Option<&u32>, other: u32) -> bool {
    let name = |number: u32| eyes.subject(number).map(|subject| subject.name.as_str());
    one.and_then(|one| name(*one)) == name(other)
}

fn flag(eyes: &Eyes, subject: u32, day: Day, one: &Stay, other: &Stay) -> Flag {
    let part = if matches!(one.part, Part::Whole | Part::Counted) { other.part } else { one.part };
    let (zh, en) = (part.say().zh, part.say().en);
    let source = |stay: &Stay| {
        let at = place_of(stay.rule).unwrap_or_default();
        Source::cell(eyes.cell(&stay.rule.id, stay.entry, at), stay.at)
    };
    let mut sources = vec![source(one), source(other)];
    sources.sort();
    Flag {
        kind: Kind::TwoPlaces,
        who: vec![subject],
        sources,
        figures: vec![Figure::new("day", "日期", "day", &day)],
        seen: Say::new(
            format!("{day} {zh}，同时记在“{}”和“{}”。", one.at, other.at),
            format!("{day}, {en}: both at “{}” and at “{}”.", one.at, other.at),
        ),
    }
}

/// The column that says where: a place, else the station.
fn place_of(rule: &Table) -> Option<&str> {
    column(rule, Role::Place).or_else(|| column(rule, Role::Station)).map(|column| column.id.as_str())
}

/// The columns of a table that say which part of the day a row is about.
struct Clock<'e> {
    said: Option<&'e str>,
    signed_in: Option<&'e str>,
    days: Option<&'e str>,
}

impl<'e> Clock<'e> {
    fn of(rule: &'e Table) -> Self {
        let own = |role: Role| column(rule, role).map(|column| column.id.as_str());
        Self { said: own(Role::PartOfDay), signed_in: own(Role::SignedIn), days: own(Role::Days) }
    }

    fn columns(&self) -> impl Iterator<Item = &'e str> {
        [self.said, self.signed_in, self.days].into_iter().flatten()
    }

    fn part(&self, entry: &Entry) -> Option<Part> {
        let said = self.said.and_then(|id| text(entry, id)).and_then(said);
        let timed = || self.signed_in.and_then(|id| text(entry, id)).and_then(hour).map(of_hour);
        let counted = || self.days.and_then(|id| quantity(entry, id)).filter(|days| *days >= Exact::one()).map(|_| Part::Counted);
        said.or_else(timed).or_else(counted)
    }
}

fn said(text: &str) -> Option<Part> {
    let text = squeeze(text);
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    match (has(&["上午", "早上", "morning", "am"]), has(&["下午", "afternoon", "pm"]), has(&["晚", "evening"])) {
        (true, true, _) => Some(Part::Whole),
        (true, false, false) => Some(Part::Morning),
        (false, true, false) => Some(Part::Afternoon),
        (false, false, true) => Some(Part::Evening),
        _ if has(&["全天", "整天", "全日", "wholeday"]) => Some(Part::Whole),
        _ => None,
    }
}

fn of_hour(hour: u32) -> Part {
    match hour {
        0..=11 => Part::Morning,
        12..=17 => Part::Afternoon,
        _ => Part::Evening,
    }
}

/// Whether two places are not one: neither name holds the other, and nobody has to travel to a meeting on a screen.
fn apart(one: &str, other: &str) -> bool {
    const ON_SCREEN: [&str; 6] = ["线上", "网络", "网上", "视频", "在线", "online"];
    let (one, other) = (squeeze(one), squeeze(other));
    let on_screen = |place: &str| ON_SCREEN.iter().any(|word| place.contains(word));
    !one.is_empty() && !other.is_empty() && !one.contains(&other) && !other.contains(&one) && !on_screen(&one) && !on_screen(&other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_day_meet_only_where_both_are_known() {
        for (one, other, meets) in [
            (Part::Morning, Part::Morning, true),
            (Part::Morning, Part::Afternoon, false),
            (Part::Whole, Part::Afternoon, true),
            (Part::Afternoon, Part::Whole, true),
            (Part::Whole, Part::Evening, false),
            (Part::Evening, Part::Whole, false),
            (Part::Whole, Part::Counted, true),
            (Part::Counted, Part::Counted, true),
            (Part::Counted, Part::Morning, false),
            (Part::Morning, Part::Counted, false),
        ] {
            assert_eq!(one.meets(other), meets, "{one:?} {other:?}");
            assert_eq!(other.meets(one), meets, "{other:?} {one:?}");
        }
    }

    #[test]
    fn parts_of_a_day_are_read_as_written() {
        assert_eq!(said("上午"), Some(Part::Morning));
        assert_eq!(said("下 午"), Some(Part::Afternoon));
        assert_eq!(said("上午、下午"), Some(Part::Whole));
        assert_eq!(said("全天"), Some(Part::Whole));
        assert_eq!(said("AM"), Some(Part::Morning));
        assert_eq!(said("待定"), None);
    }

    #[test]
    fn a_place_within_another_is_no_other_place() {
        assert!(apart("东村联络站", "西村联络站"));
        assert!(!apart("东村联络站", "东村联络站二楼"));
        assert!(!apart("线上会议室", "西村联络站"));
        assert!(!apart("", "西村联络站"));
    }
}
