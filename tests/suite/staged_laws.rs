//! What must hold of sub-periods and of numbers compared within a group, tried on random inputs.

use chrono::Days;
use duly::base::exact::Exact;
use duly::base::period::{Day, Period};
use duly::fact::evidence::{Entry, Subject};
use duly::rubric::model::Rubric;
use duly::rubric::read;
use duly::score::card::Scorecard;
use proptest::prelude::*;

use super::laws::{entry, rows, scored, subjects, totals, RowOf, NAMES, RUBRIC};

fn changed(changes: &[(&str, &str)]) -> Rubric {
    let text = changes.iter().fold(RUBRIC.to_owned(), |text, (what, instead)| {
        assert!(text.contains(what), "{what}");
        text.replace(what, instead)
    });
    read("laws", &text).unwrap_or_else(|problems| panic!("{problems:?}")).rubric
}

fn period(text: &str) -> Period {
    Period::parse(text).unwrap_or_default()
}

/// Rows spread over the period.
fn dated(rows: &[RowOf], period: &Period) -> Vec<Entry> {
    let entries = rows.iter().zip(1u32..).map(|(row, number)| {
        let day = period.from.checked_add_days(Days::new(u64::from(number * 53 + row.0 * 17) % period.days().unsigned_abs()));
        Entry { day, ..entry(*row, number) }
    });
    entries.collect()
}

fn cards(rubric: &Rubric, entries: Vec<Entry>, period: &Period) -> Vec<Scorecard> {
    scored(rubric, entries, subjects(&NAMES), period.clone())
}

/// Every criterion in half-years.
const HALVES: (&str, &str) = ("from = \"suggestions\"", "from = \"suggestions\"\nper = \"half-year\"");
/// The dimension in half-years.
const WHOLE_IN_HALVES: (&str, &str) = ("full = 30", "full = 30\nper = \"half-year\"");

/// The measures compared, one for each subject: days, and which of them are equal.
fn numbers(cards: &[Scorecard]) -> Vec<(Exact, Exact)> {
    let item = |card: &Scorecard| {
        let item = card.items.get(1)?;
        Some((item.measure.clone()?, item.points.clone()?))
    };
    cards.iter().filter_map(item).collect()
}

/// Two groups, so that a number is compared with its own group only.
fn in_two_groups() -> Vec<Subject> {
    let peer = |(number, subject): (usize, Subject)| Subject { peer: (number % 2).to_string(), ..subject };
    subjects(&NAMES).into_iter().enumerate().map(peer).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_sub_period_scores_as_none(rows in rows()) {
        let half = period("2025-H1");
        let plain = totals(&cards(&changed(&[]), dated(&rows, &half), &half));
        for changes in [&[HALVES][..], &[HALVES, WHOLE_IN_HALVES]] {
            prop_assert_eq!(&totals(&cards(&changed(changes), dated(&rows, &half), &half)), &plain);
        }
    }

    #[test]
    fn sub_periods_are_scored_as_each_alone_and_added(rows in rows()) {
        let (year, whole) = (period("2025"), dated(&rows, &period("2025")));
        let middle = Day::from_ymd_opt(2025, 7, 1);
        let alone = |text: &str, second: bool| {
            let own = whole.iter().filter(|entry| (entry.day >= middle) == second).cloned();
            cards(&changed(&[]), own.collect(), &period(text))
        };
        let (first, second) = (alone("2025-H1", false), alone("2025-H2", true));
        let items = cards(&changed(&[HALVES]), whole.clone(), &year);
        let dimensions = cards(&changed(&[HALVES, WHOLE_IN_HALVES]), whole.clone(), &year);
        for (index, card) in items.iter().enumerate() {
            for (number, item) in card.items.iter().enumerate() {
                let each = [&first, &second].map(|cards| cards[index].items[number].points.clone().unwrap_or_default());
                prop_assert_eq!(item.points.clone(), Some(each.into_iter().sum::<Exact>()));
                let added: Exact = item.sub_periods.iter().filter_map(|part| part.points.clone()).sum();
                prop_assert_eq!(item.points.clone(), Some(added));
            }
            let each = [&first, &second].map(|cards| cards[index].total.clone().unwrap_or_default());
            prop_assert_eq!(dimensions[index].total.clone(), Some(each.into_iter().sum::<Exact>()));
        }
    }

    #[test]
    fn comparing_keeps_the_order_within_the_group(rows in rows()) {
        let year = period("2025");
        for (method, falls_together) in [("min-max", false), ("percentile", false), ("highest", false), ("z-score", false), ("goalposts", true)] {
            let rule = match method {
                "goalposts" => "{ method = \"goalposts\", from = [1, 9] }".to_owned(),
                _ => format!("{{ method = \"{method}\", if-alone = 0.5 }}"),
            };
            let points = "points = { first = { count = 2, points = 4 }, then = 1 }\ncap = 20";
            let rubric = changed(&[(points, &format!("points = {{ full = 7 }}\nnormalise = {rule}"))]);
            let all = scored(&rubric, dated(&rows, &year), in_two_groups(), year.clone());
            for group in 0..2 {
                let own: Vec<Scorecard> = all.iter().skip(group).step_by(2).cloned().collect();
                let numbers = numbers(&own);
                for (x, y) in &numbers {
                    for (other, of_other) in &numbers {
                        prop_assert!(x > other || y <= of_other, "{method}: {x} gives {y}, {other} gives {of_other}");
                        prop_assert!(falls_together || x >= other || y < of_other, "{method}: {x} and {other} both give {y}");
                    }
                }
            }
        }
    }

    #[test]
    fn dimensions_compared_keep_the_order_of_their_sums(rows in rows()) {
        let year = period("2025");
        let compared = changed(&[("full = 30\nfloor = 0", "full = 30\nfloor = 0\nnormalise = { method = \"min-max\", to = [60, 100], if-alone = 75 }")]);
        let (plain, after) = (cards(&changed(&[]), dated(&rows, &year), &year), cards(&compared, dated(&rows, &year), &year));
        let (before, after) = (totals(&plain), totals(&after));
        for (one, made) in before.iter().zip(&after) {
            for (other, made_of_other) in before.iter().zip(&after) {
                prop_assert_eq!(one.cmp(other), made.cmp(made_of_other));
            }
            prop_assert!(made.as_ref().is_some_and(|made| *made >= Exact::from(60i64) && *made <= Exact::from(100i64)));
        }
    }
}
