//! Several people signed in within the same second.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{column, Role};
use super::eyes::{text, Eyes};
use super::{Figure, Flag, Kind, Look, Source};
use crate::base::place::Place;
use crate::base::text::{tidy, Say};
use crate::fact::evidence::Entry;

/// So many different people in one second.
const MANY: usize = 3;

pub(super) fn look(eyes: &Eyes) -> (Look, Vec<Flag>) {
    let (mut flags, mut read, mut compared) = (Vec::new(), Vec::new(), 0);
    for (rule, table) in eyes.tables() {
        // When somebody voted is nobody's business.
        let Some(signed) = column(rule, Role::SignedIn).filter(|_| !eyes.is_rated(&rule.id)) else { continue };
        read.push((rule.id.as_str(), vec![signed.id.as_str()]));
        let mut at: BTreeMap<(Place, String), Vec<&Entry>> = BTreeMap::new();
        for entry in &table.entries {
            if let Some(second) = text(entry, &signed.id).and_then(second) {
                compared += 1;
                at.entry((entry.place.at(0, 0), second)).or_default().push(entry);
            }
        }
        for ((_, second), entries) in at {
            let who: BTreeSet<u32> = entries.iter().map(|entry| entry.subject).collect();
            if who.len() < MANY {
                continue;
            }
            let count = who.len();
            let cells: BTreeSet<Place> = entries.iter().map(|entry| eyes.cell(&rule.id, entry, &signed.id)).collect();
            flags.push(Flag {
                kind: Kind::SameSecond,
                who: who.into_iter().collect(),
                sources: cells.into_iter().map(|cell| Source::cell(cell, "")).collect(),
                figures: vec![Figure::new("people", "人数", "people", &count), Figure::new("second", "时刻", "second", &second)],
                seen: Say::new(
                    format!("{count} 人在同一秒（{second}）签到。"),
                    format!("{count} people signed in at the same second ({second})."),
                ),
            });
        }
    }
    (eyes.look(Kind::SameSecond, &read, compared), flags)
}

/// The hour of a time, `2025-09-12 09:31` or `9:31`.
pub(super) fn hour(text: &str) -> Option<u32> {
    let text = tidy(text);
    let before = text.split_once(':')?.0;
    let digits = before.rsplit(|mark: char| !mark.is_ascii_digit()).next()?;
    let hour: u32 = digits.parse().ok()?;
    let later = text.contains("下午") || text.to_lowercase().contains("pm");
    Some(if later && hour < 12 { hour + 12 } else { hour }).filter(|hour| *hour < 24)
}

/// The day and second of a time that tells its seconds.
fn second(text: &str) -> Option<String> {
    let text = tidy(text);
    let clock = text.split_whitespace().find(|part| part.matches(':').count() == 2)?;
    let whole = clock.split(':').all(|part| part.len() <= 2 && part.parse::<u32>().is_ok());
    whole.then(|| text.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read() {
        for (text, expected) in [
            ("2025-09-12 09:31:05", Some(9)),
            ("14：05", Some(14)),
            ("下午 2:05", Some(14)),
            ("2:05 PM", Some(14)),
            ("2025-09-12", None),
            ("25:00", None),
        ] {
            assert_eq!(hour(text), expected, "{text}");
        }
        assert!(second("2025-09-12 09:31:05").is_some());
        assert_eq!(second("2025-09-12 09:31"), None, "a minute is no second");
    }
}
