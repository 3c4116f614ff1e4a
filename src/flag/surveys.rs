//! Exports of surveys of which many responses came in haste: from the counts that the reader keeps.

use super::eyes::Eyes;
use super::{Figure, Flag, Kind, Look, Source};
use crate::base::text::Say;
use crate::fact::evidence::SheetAccount;
use crate::sheet::survey::Quality;

/// Fewer responses of this sort are not told, nor is less than a fifth of all.
const FEWEST: u64 = 5;
const PARTS: u64 = 5;

/// The counts of a sheet by kind of signal; none where the export does not tell.
pub fn counts(quality: &Quality) -> [(Say, Option<u64>); 5] {
    [
        (Say::new("答卷", "responses"), Some(quality.responses)),
        (Say::new("每题不足 1 秒", "under a second a question"), quality.short),
        (Say::new("同一秒提交 3 份以上", "three or more in one second"), quality.bursts),
        (Say::new("各项答案全同", "all answers alike"), quality.straight),
        (Say::new("与他人同一网络地址", "from a shared address"), quality.shared),
    ]
}

pub(super) fn look(eyes: &Eyes) -> (Look, Vec<Flag>) {
    let surveys = || eyes.evidence.accounts.iter().filter_map(|account| Some((account, account.quality?)));
    let flags = surveys().filter_map(|(account, quality)| flag(account, &quality)).collect();
    let mut read: Vec<(&str, Vec<&str>)> = Vec::new();
    for (account, _) in surveys() {
        if read.iter().all(|(table, _)| *table != account.table) {
            read.push((&account.table, Vec::new()));
        }
    }
    (eyes.look(Kind::HastySurvey, &read, surveys().count()), flags)
}

/// Straight lines and shared addresses alone are no sign: many voters hold all for good, and a village shares one network.
fn flag(account: &SheetAccount, quality: &Quality) -> Option<Flag> {
    let many = |count: Option<u64>| count.filter(|count| *count >= FEWEST && count * PARTS >= quality.responses);
    let (short, bursts) = (many(quality.short), many(quality.bursts));
    short.or(bursts)?;
    let all = quality.responses;
    let zh: Vec<String> =
        [short.map(|count| format!("{count} 份每题用时不足 1 秒")), bursts.map(|count| format!("{count} 份与另外两份以上在同一秒提交"))]
            .into_iter()
            .flatten()
            .collect();
    let en: Vec<String> = [
        short.map(|count| format!("{count} took less than a second a question")),
        bursts.map(|count| format!("{count} were sent in the same second as two others or more")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let ids = ["responses", "short", "bursts", "straight", "shared-address"];
    let figure = |(id, (name, count)): (&'static str, (Say, Option<u64>))| Some(Figure { id, name, value: count?.to_string() });
    Some(Flag {
        kind: Kind::HastySurvey,
        who: Vec::new(),
        sources: vec![Source::cell(account.place.at(0, 0), "")],
        figures: ids.into_iter().zip(counts(quality)).filter_map(figure).collect(),
        seen: Say::new(format!("{all} 份答卷中，{}。", zh.join("，")), format!("Of {all} responses {}.", en.join(", "))),
    })
}
