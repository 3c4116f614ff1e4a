//! What `explain` says of corrected rows: both values and the reason, also of rows that are no longer there.

use std::collections::BTreeSet;

use crate::base::text::Language;
use crate::fact::evidence::Entry;
use crate::fact::told;
use crate::run::Run;
use crate::sheet::corrections::Correction;

/// The corrections that this row of a table rests on.
pub(super) fn of_row<'r>(run: &'r Run, table: &str, entry: &Entry) -> Vec<&'r Correction> {
    run.corrected.made.iter().filter(|correction| correction.touches(table, &entry.place)).collect()
}

/// Rows of these tables that named the subject before they were corrected, and do not any more; each in a line.
pub(super) fn gone(run: &Run, tables: &[String], subject: usize, language: Language) -> Vec<String> {
    let Some(key) = run.evidence.subjects.get(subject).map(|subject| &subject.key) else { return Vec::new() };
    let before = &run.corrected.before;
    let was = before.subjects.iter().zip(0_u32..).find(|(subject, _)| subject.key == *key).map(|(_, number)| number);
    let mut lines = Vec::new();
    for table in tables {
        let entries = before.table(table).map(|table| table.entries.as_slice()).unwrap_or_default();
        let now = run.evidence.table(table).map(|table| table.entries.as_slice()).unwrap_or_default();
        let here: BTreeSet<_> =
            now.iter().filter(|entry| usize::try_from(entry.subject) == Ok(subject)).map(|entry| &entry.place).collect();
        for entry in entries.iter().filter(|entry| Some(entry.subject) == was && !here.contains(&entry.place)) {
            for correction in of_row(run, table, entry) {
                let said =
                    if correction.hushed { String::new() } else { told::entry(run.rubric(), table, entry).text(language).to_owned() };
                lines.push(format!("– {}  {said}〔{}〕", entry.place, correction.told().text(language)));
            }
        }
    }
    lines
}
