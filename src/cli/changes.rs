//! What is printed of a comparison with earlier results of the same period.

use serde_json::{json, Value};

use super::show::Show;
use crate::base::exact::Exact;
use crate::change::{Cause, Change, Compared, Stand, Told};
use crate::rank::standing::Selected;
use crate::report::{cause_in_words, changed_in_words, not_compared_in_words, CHANGES};
use crate::rubric::model::Rubric;
use crate::run::Run;

/// So many are told one by one; all stand in the workbook and in JSON.
const IN_FULL: usize = 10;

/// Everybody who changed; whether they stand in a workbook that this run wrote.
pub(super) fn all(run: &Run, in_workbook: bool, show: &Show) {
    let Some(compared) = &run.compared else { return };
    let folder = &compared.folder;
    show.say(&format!("\n与 {folder} 相比"), &format!("\nCompared with {folder}"));
    if compared.effect.subjects > 0 {
        show.line(&format!("  {}", changed_in_words(compared).text(show.language)));
    }
    if let Some(left_out) = not_compared_in_words(compared) {
        show.line(&format!("  {}", left_out.text(show.language)));
    }
    let own: Vec<&Change> = compared.changes.iter().filter(|change| !change.is_by_others()).collect();
    for change in own.iter().take(IN_FULL) {
        told(change, compared, run.rubric(), show);
    }
    if own.len() > IN_FULL {
        let more = own.len() - IN_FULL;
        let place = if in_workbook { CHANGES } else { "--json" };
        show.say(&format!("  另有 {more} 名，见 {place}。"), &format!("  and {more} more, in {place}."));
    }
    for change in &compared.changes {
        show.json(&json(change, compared, show));
    }
    show.json(&json!({
        "type": "compared", "with": folder, "rows": compared.has_rows, "other-rubric": compared.other_rubric, "left-out": compared.left_out,
        "subjects": compared.effect.subjects, "changed": compared.changes.len(), "by-others": compared.by_others(),
    }));
}

fn told(change: &Change, compared: &Compared, rubric: &Rubric, show: &Show) {
    let printed = |number: &Exact| number.print(rubric.rounding.decimals, rubric.rounding.mode);
    let points = |number: Option<&Exact>| number.map_or_else(|| "—".to_owned(), printed);
    let signed = |number: Option<Exact>| {
        number.map(|by| show.language.bracketed(format!("{}{}", if by.is_positive() { "+" } else { "" }, printed(&by)))).unwrap_or_default()
    };
    let shift = &change.shift;
    let total = |stand: &Option<Stand>| points(stand.as_ref().and_then(|stand| stand.total.as_ref()));
    let rank =
        |stand: &Option<Stand>| stand.as_ref().and_then(|stand| stand.rank).map_or_else(|| "—".to_owned(), |rank| format!("#{rank}"));
    let ranks =
        if shift.differs(|stand| stand.rank) { format!("  {} → {}", rank(&shift.before), rank(&shift.after)) } else { String::new() };
    show.line(&format!(
        "  {}{}  {} → {}{}{ranks}",
        shift.name,
        show.language.bracketed(&shift.key),
        total(&shift.before),
        total(&shift.after),
        signed(shift.difference())
    ));
    for cause in &change.causes {
        show.line(&format!("      {}", cause_in_words(cause).text(show.language)));
    }
    for item in &change.items {
        show.line(&format!(
            "    {}  {} → {}{}",
            item.name,
            points(item.before.as_ref()),
            points(item.after.as_ref()),
            signed(item.difference())
        ));
        for cause in &item.causes {
            show.line(&format!("      {}", cause_in_words(cause).text(show.language)));
        }
        if let Some(why) = compared.without_rows(item) {
            show.line(&format!("      {}", why.text(show.language)));
        }
    }
}

fn json(change: &Change, compared: &Compared, show: &Show) -> Value {
    let fraction = |number: &Option<Exact>| number.as_ref().map(ToString::to_string);
    let criteria = change.items.iter().map(|item| {
        json!({
            "criterion": item.criterion,
            "before": fraction(&item.before),
            "after": fraction(&item.after),
            "difference": item.difference().map(|by| by.to_string()),
            "why": compared.without_rows(item).map(|why| why.text(show.language).to_owned()),
            "causes": item.causes.iter().map(|one| cause(one, show)).collect::<Vec<_>>(),
        })
    });
    let shift = &change.shift;
    json!({
        "type": "change",
        "key": shift.key,
        "name": shift.name,
        "peer": shift.peer,
        "difference": shift.difference().map(|by| by.to_string()),
        "before": shift.before.as_ref().map(stand),
        "after": shift.after.as_ref().map(stand),
        "by-others": change.is_by_others(),
        "criteria": criteria.collect::<Vec<_>>(),
        "roster": change.causes.iter().map(|one| cause(one, show)).collect::<Vec<_>>(),
    })
}

fn cause(cause: &Cause, show: &Show) -> Value {
    let told = |told: &Option<Told>| told.as_ref().map(|told| told.what.text(show.language).to_owned()).filter(|what| !what.is_empty());
    let place = cause.place().cloned().unwrap_or_default();
    let corrections = cause.corrections.iter().map(|(correction, made)| {
        let words = &correction.words;
        json!({ "number": words.number, "reason": words.reason, "approver": words.approver, "taken-back": !made })
    });
    json!({
        "kind": cause.kind.id(),
        "file": &*place.file,
        "sheet": Some(&*place.sheet).filter(|sheet| !sheet.is_empty()),
        "cell": place.cell(),
        "before": told(&cause.before),
        "after": told(&cause.after),
        "what": cause.what.text(show.language),
        "corrections": corrections.collect::<Vec<_>>(),
    })
}

/// Where somebody stands, for programs.
pub(super) fn stand(stand: &Stand) -> Value {
    let selected = match stand.selected {
        Selected::Yes => Value::from(true),
        Selected::No => Value::from(false),
        Selected::Committee => Value::from("committee"),
    };
    json!({ "total": stand.total.as_ref().map(ToString::to_string), "rank": stand.rank, "grade": stand.grade, "selected": selected })
}
