//! What is printed of corrections: how many were made, which, and what each did.

use serde_json::json;

use super::show::Show;
use crate::report::effect_in_words;
use crate::run::Run;
use crate::sheet::corrections::Correction;

/// So many are told one by one; all stand in the workbook and in JSON.
const IN_FULL: usize = 10;

/// All corrections of a run; whether they stand in a workbook that it wrote.
pub(super) fn all(run: &Run, in_workbook: bool, show: &Show) {
    let made = &run.corrected.made;
    for correction in made {
        line(run, correction, show);
    }
    if made.is_empty() {
        return;
    }
    let count = made.len();
    show.say(&format!("\n更正 {count} 处："), &format!("\n{count} correction{}:", if count == 1 { "" } else { "s" }));
    for correction in made.iter().take(IN_FULL) {
        let (told, target) = (correction.told(), correction.target.told(show.language));
        show.line(&format!("  {target}  {}", told.text(show.language)));
        for effect in effect_in_words(correction, &run.corrected.changes, run.rubric(), show.language).lines() {
            show.line(&format!("      {effect}"));
        }
    }
    if count > IN_FULL {
        let more = count - IN_FULL;
        let (zh, en) = if in_workbook {
            ("见“更正”表", "on the sheet of corrections")
        } else {
            ("加 --json 逐条列出", "told with --json")
        };
        show.say(&format!("  另有 {more} 处，{zh}。"), &format!("  and {more} more, {en}."));
    }
}

fn line(run: &Run, correction: &Correction, show: &Show) {
    let (target, words) = (&correction.target, &correction.words);
    show.json(&json!({
        "type": "correction",
        "number": words.number,
        "file": &*target.file,
        "sheet": Some(&*target.sheet).filter(|sheet| !sheet.is_empty()),
        "cell": target.cell(),
        "table": correction.table,
        "header": correction.header,
        "before": (!correction.hushed).then_some(&correction.before),
        "after": (!correction.hushed && !correction.removal).then_some(&correction.after),
        "removed": correction.removal,
        "reason": words.reason,
        "basis": words.basis,
        "applicant": words.applicant,
        "verifier": words.verifier,
        "approver": words.approver,
        "date": words.date,
        "from": { "file": &*correction.from.file, "row": correction.from.row },
        "effect": effect_in_words(correction, &run.corrected.changes, run.rubric(), show.language),
    }));
}
