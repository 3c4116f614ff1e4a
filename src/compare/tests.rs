//! Two small periods by hand.

use std::collections::BTreeMap;

use super::{compare, Comparison, Crossed, GroupSplit, Member, Moved, Scored, Split};
use crate::base::exact::Exact;
use crate::base::period::Period;

fn exact(text: &str) -> Exact {
    Exact::parse(text).unwrap_or_default()
}

/// Key, station, total; ranks by the total.
fn scored(period: &str, rows: &[(&str, &str, &str)]) -> Scored {
    let rank = |total: &str| rows.iter().filter(|(.., other)| exact(other) > exact(total)).count() + 1;
    let member = |(key, station, total): &(&str, &str, &str)| {
        let member = Member {
            name: key.trim_end_matches('2').to_owned(),
            peer: "镇级".into(),
            groups: BTreeMap::from([("station".to_owned(), (*station).to_owned())]),
            exposure: Exact::one(),
            total: Some(exact(total)),
            rank: u32::try_from(rank(total)).ok(),
            ranked: rows.len() as u64,
            ..Member::default()
        };
        ((*key).to_owned(), member)
    };
    Scored { period: Period::parse(period).unwrap_or_default(), members: rows.iter().map(member).collect(), figures: Vec::new() }
}

fn same() -> Crossed {
    Crossed { same_rules: true, ..Crossed::default() }
}

fn compared(before: &Scored, after: &Scored, crossed: Crossed) -> Comparison {
    compare(&[before.clone(), after.clone()], &[crossed])
}

#[test]
fn who_stayed_came_and_left_is_told_by_the_key_and_not_by_the_name() {
    let before = scored("2024", &[("甲", "一站", "80"), ("乙", "一站", "70"), ("丙", "二站", "60")]);
    let after = scored("2025", &[("甲", "一站", "75"), ("乙", "二站", "90"), ("丙2", "二站", "60")]);
    let found = compared(&before, &after, same());
    let Some(pair) = found.pairs.first() else { panic!("two periods are one pair") };
    let told: Vec<_> = pair.changes.iter().map(|change| (change.key.as_str(), change.difference.clone(), change.ranks)).collect();
    assert_eq!(told, [("乙", Some(exact("20")), Some(1)), ("甲", Some(exact("-5")), Some(-1))]);
    assert_eq!(pair.came.iter().map(|came| (came.key.as_str(), came.namesakes.join(" "))).collect::<Vec<_>>(), [("丙2", "丙".into())]);
    assert_eq!(pair.left.iter().map(|left| left.key.as_str()).collect::<Vec<_>>(), ["丙"]);
    let moved: Vec<&Moved> = pair.changes.iter().flat_map(|change| &change.moved).collect();
    assert_eq!(moved, [&Moved { what: "station".into(), from: "一站".into(), to: "二站".into() }]);
}

#[test]
fn a_change_under_the_same_rules_is_all_activity() {
    let before = scored("2024", &[("甲", "一站", "80"), ("乙", "一站", "70")]);
    let after = scored("2025", &[("甲", "一站", "75.5"), ("乙", "一站", "70")]);
    let found = compared(&before, &after, same());
    let split = found.pairs.first().and_then(|pair| pair.changes.iter().find(|change| change.key == "甲")?.split.clone());
    assert_eq!(split, Some(Split { activity: exact("-4.5"), rules: Exact::zero() }));
}

#[test]
fn activity_and_rules_each_have_the_mean_of_what_they_bring_first_and_last() {
    let before = scored("2024", &[("甲", "一站", "50")]);
    let after = scored("2025", &[("甲", "一站", "70")]);
    let crossed = Crossed {
        before_under_after: Some(scored("2024", &[("甲", "一站", "55")])),
        after_under_before: Some(scored("2025", &[("甲", "一站", "60")])),
        same_rules: false,
    };
    let found = compared(&before, &after, crossed);
    let split = found.pairs.first().and_then(|pair| pair.changes.first()?.split.clone());
    // Activity: 60 − 50 under the old rules, 70 − 55 under the new ones. Rules: 55 − 50 before, 70 − 60 after.
    assert_eq!(split, Some(Split { activity: exact("12.5"), rules: exact("7.5") }));
}

#[test]
fn a_group_changes_by_activity_and_by_people() {
    let before = scored("2024", &[("甲", "一站", "80"), ("乙", "一站", "60")]);
    let after = scored("2025", &[("甲", "一站", "90"), ("丁", "一站", "100")]);
    let found = compared(&before, &after, same());
    let groups = found.pairs.first().map(|pair| pair.groups.clone()).unwrap_or_default();
    let Some(town) = groups.iter().find(|group| group.group.is_none()) else { panic!("the peer group stands first") };
    assert_eq!((town.difference.clone(), town.stayed), (Some(exact("25")), 1));
    // 甲 brings 10 ÷ 2 to both sets of people; 丁 in the place of 乙 brings 40 ÷ 2.
    let split = GroupSplit { activity: exact("5"), rules: Exact::zero(), people: exact("20") };
    assert_eq!(town.split, Some(split));
    assert_eq!(groups.len(), 2, "and the station");
}

#[test]
fn new_rules_make_no_group_rise_and_the_means_of_the_split_are_kept() {
    let rows = |totals: [&'static str; 3]| -> Vec<(&'static str, &'static str, &'static str)> {
        ["甲", "乙", "丙"].into_iter().zip(totals).map(|(key, total)| (key, "一站", total)).collect()
    };
    let (before, after) = (scored("2024", &rows(["50", "60", "70"])), scored("2025", &rows(["71", "80", "89"])));
    let crossed = Crossed {
        before_under_after: Some(scored("2024", &rows(["70", "80", "90"]))),
        after_under_before: Some(scored("2025", &rows(["51", "60", "69"]))),
        same_rules: false,
    };
    let group = |crossed: Crossed| {
        let found = compared(&before, &after, crossed);
        found.pairs.first().and_then(|pair| pair.groups.first().cloned()).unwrap_or_default()
    };
    let town = group(crossed);
    let means = ["60", "60", "80", "80"].map(exact);
    assert_eq!(town.means, [means.clone(), means].concat(), "the same people both times");
    assert_eq!((town.difference.clone(), town.stayed), (Some(exact("20")), 3));
    // By work one rose by 1, one fell by 1: all of the 20 points are the rules'.
    assert!(town.interval.is_some() && !town.is_clear(), "{:?}", town.interval);
    assert!(group(same()).is_clear(), "under the same rules the 20 points are their work");
    assert_eq!(group(Crossed::default()).interval, None, "what is not split is not told");
}

#[test]
fn groups_stand_in_the_order_of_the_lowest_key_and_not_of_characters() {
    let period = scored("2024", &[("k1", "第二站", "1"), ("k2", "第三站", "1"), ("k0", "第一站", "1"), ("k3", "第二站", "1")]);
    let names = super::names_in_order([&period]);
    let values: Vec<&str> = names.iter().map(|(_, group)| group.as_ref().map_or("", |(_, value)| value)).collect();
    assert_eq!(values, ["", "第一站", "第二站", "第三站"]);
}

#[test]
fn without_the_inputs_nothing_is_split_and_the_difference_stays() {
    let before = scored("2024", &[("甲", "一站", "0")]);
    let after = scored("2025", &[("甲", "一站", "70")]);
    let found = compared(&before, &after, Crossed::default());
    let change = found.pairs.first().and_then(|pair| pair.changes.first().cloned());
    let told = change.map(|change| (change.difference, change.growth, change.split));
    assert_eq!(told, Some((Some(exact("70")), None, None)), "no growth from nothing");
}

#[test]
fn steadily_high_and_twice_low_look_at_quarters_of_the_list() {
    let first = scored("2023", &[("甲", "", "90"), ("乙", "", "80"), ("丙", "", "70"), ("丁", "", "60"), ("戊", "", "50")]);
    let second = scored("2024", &[("甲", "", "90"), ("乙", "", "95"), ("丙", "", "70"), ("丁", "", "60"), ("戊", "", "50")]);
    let told = compare(&[first, second], &[same()]).steady;
    let high: Vec<&str> = told.iter().filter(|one| one.always_high).map(|one| one.key.as_str()).collect();
    let low: Vec<&str> = told.iter().filter(|one| one.twice_low).map(|one| one.key.as_str()).collect();
    assert_eq!((high.join(" "), low.join(" ")), ("乙 甲".into(), "丁 戊".into()));
}

#[test]
fn a_single_subject_rises_only_beyond_chance_and_only_by_what_it_did() {
    let with = |period: &str, total: &str, error: Option<&str>| {
        let mut scored = scored(period, &[("甲", "一站", total)]);
        scored.members.values_mut().for_each(|member| member.error = error.map(exact));
        scored
    };
    let change = |before: &Scored, after: &Scored, crossed: Crossed| {
        let found = compared(before, after, crossed);
        found.pairs.first().and_then(|pair| pair.changes.first().cloned()).unwrap_or_default()
    };
    // 1.96 · √(3² + 4²) = 9.8: a change of 10 lies beyond it, one of 9 within.
    let before = with("2024", "60", Some("3"));
    let up = change(&before, &with("2025", "70", Some("4")), same());
    assert!(up.is_clear() && up.interval.as_ref().is_some_and(super::Interval::is_up), "{:?}", up.interval);
    assert!(!change(&before, &with("2025", "69", Some("4")), same()).is_clear());
    assert!(change(&before, &with("2025", "50", Some("4")), same()).interval.is_some_and(|interval| interval.is_down()));
    assert_eq!(change(&before, &with("2025", "90", None), same()).interval, None, "without the error of one of them nothing is said");
    // Of 20 points more, 15 are the rules': what is left lies within chance.
    let crossed = Crossed {
        before_under_after: Some(with("2024", "75", None)),
        after_under_before: Some(with("2025", "65", None)),
        same_rules: false,
    };
    let ruled = change(&before, &with("2025", "80", Some("4")), crossed);
    assert_eq!(ruled.split.as_ref().map(|split| split.activity.clone()), Some(exact("5")));
    assert!(ruled.interval.is_some() && !ruled.is_clear(), "{:?}", ruled.interval);
    assert_eq!(
        change(&before, &with("2025", "80", Some("4")), Crossed::default()).interval,
        None,
        "nor where the rules' part is not known"
    );
}
