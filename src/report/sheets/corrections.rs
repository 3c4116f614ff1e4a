//! 更正: every correction that was made, with the original, what is read instead, why, by whom, and what it did to whose score.

use crate::base::exact::Exact;
use crate::base::text::Language;
use crate::change::{effects, Change, ItemChange, Stand};
use crate::report::roll::Roll;
use crate::report::sheet::{Cell, Grid, Head, Sheet};
use crate::report::wording::pick;
use crate::rubric::model::Rounding;
use crate::sheet::corrections::Correction;

/// Makes the sheet, where there are corrections.
pub(in crate::report) fn sheet(roll: &Roll) -> Option<Sheet> {
    let review = roll.review;
    if review.corrections.is_empty() {
        return None;
    }
    let count = review.corrections.len();
    let lead = match roll.language() {
        Language::Chinese => format!("共 {count} 处。评分按“更正为”一栏计算，原表没有改动。"),
        Language::English => format!("{count} in all. Scores rest on what is corrected; the sheets themselves are as they were."),
    };
    let note = roll.pick(
        "“影响”是与不作任何更正相比，更正涉及的人得分和总分的变化；同一人有几处更正的，总分是合起来的变化；因此名次有变的其他人不在此列。",
        "The effect is on those whose rows were corrected, compared with no correction at all; of one with several, the total is that of all together. Others whose rank moved for it are not listed.",
    );
    Some(Sheet {
        name: roll.pick("更正", "Corrections").to_owned(),
        title: roll.titled(roll.pick("数据更正清单", "corrections")),
        leads: vec![lead],
        grids: vec![Grid {
            heads: heads(roll.language()),
            rows: review.corrections.iter().map(|correction| row(roll, correction)).collect(),
            ..Grid::default()
        }],
        notes: vec![note.to_owned()],
        signed: true,
        ..Sheet::default()
    })
}

fn heads(language: Language) -> Vec<Head> {
    vec![
        Head::new(pick(language, "更正号", "No."), 6, 8),
        Head::new(pick(language, "单元格", "Cell"), 14, 30),
        Head::new(pick(language, "栏目", "Column"), 6, 14),
        Head::new(pick(language, "原值", "Original"), 6, 16),
        Head::new(pick(language, "更正为", "Corrected"), 6, 16),
        Head::new(pick(language, "理由", "Reason"), 10, 26),
        Head::new(pick(language, "依据", "Basis"), 6, 18),
        Head::new(pick(language, "申请人", "Asked by"), 6, 9),
        Head::new(pick(language, "核实人", "Checked by"), 6, 9),
        Head::new(pick(language, "批准人", "Approved by"), 6, 10),
        Head::new(pick(language, "日期", "Date"), 6, 11),
        Head::new(pick(language, "影响", "Effect"), 16, 34),
    ]
}

fn row(roll: &Roll, correction: &Correction) -> Vec<Cell> {
    let (language, words) = (roll.language(), &correction.words);
    let value = |text: &str| match (correction.hushed, text.is_empty()) {
        (true, _) => Cell::dash(),
        (false, true) => Cell::text(pick(language, "（空）", "(blank)")),
        (false, false) => Cell::long(text),
    };
    let after = if correction.removal { Cell::text(correction.what().text(language)) } else { value(&correction.after) };
    vec![
        Cell::text(&words.number),
        Cell::long(correction.target.told(language)),
        Cell::long(&correction.header),
        value(&correction.before),
        after,
        Cell::long(&words.reason),
        Cell::long(&words.basis),
        Cell::text(&words.applicant),
        Cell::text(&words.verifier),
        Cell::text(&words.approver),
        Cell::text(&words.date),
        Cell::long(effect(correction, roll.review.effects, roll.rubric().rounding, language)),
    ]
}

/// `董成：提出建议 5.00 → 8.00；总分 80.00 → 81.80`, a line for everybody whom the correction touched.
pub(in crate::report) fn effect(correction: &Correction, changes: &[Change], rounding: Rounding, language: Language) -> String {
    let lines: Vec<String> = effects(changes, correction).iter().map(|(change, items)| line(change, items, rounding, language)).collect();
    if lines.is_empty() {
        return pick(language, "得分不变", "no score changes").to_owned();
    }
    lines.join("\n")
}

fn line(change: &Change, items: &[&ItemChange], rounding: Rounding, language: Language) -> String {
    let printed =
        |points: &Option<Exact>| points.as_ref().map_or_else(|| "—".to_owned(), |points| points.print(rounding.decimals, rounding.mode));
    let two = |name: &str, before: &Option<Exact>, after: &Option<Exact>| format!("{name} {} → {}", printed(before), printed(after));
    let total = |stand: &Option<Stand>| stand.as_ref().and_then(|stand| stand.total.clone());
    let (before, after) = (total(&change.shift.before), total(&change.shift.after));
    let items = items.iter().map(|item| two(&item.name, &item.before, &item.after));
    let parts: Vec<String> = items.chain((before != after).then(|| two(pick(language, "总分", "total"), &before, &after))).collect();
    format!("{}{}{}", change.shift.name, pick(language, "：", ": "), parts.join(pick(language, "；", "; ")))
}
