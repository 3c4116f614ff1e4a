//! 变更对照: who is not as in the earlier results of the same period, in what, by how much, and because of which row.

use crate::base::exact::Exact;
use crate::base::text::{Language, Say};
use crate::change::{Cause, Change, Compared, Effect, Kind, Stand};
use crate::rank::standing::Selected;
use crate::report::roll::Roll;
use crate::report::sheet::{Cell, Grid, Head, Sheet, Show};
use crate::report::wording::pick;

/// Makes the sheet.
pub(in crate::report) fn sheet(roll: &Roll, compared: &Compared) -> Sheet {
    let language = roll.language();
    let mut notes = vec![pick(
        language,
        "差：总分和得分为变更后减变更前，名次为上升（+）或下降（−）的位数。“因他人变动”指本人的得分、总分都没有变。",
        "Difference: after less before; of ranks, places up (+) or down (−). “Others moved” means that no points of one's own changed.",
    )
    .to_owned()];
    if !compared.has_rows {
        let why = pick(
            language,
            "上次的表格已改动或不在原处，不能指明是哪一行；把上次的表格放回原处再运行，即可指明。",
            "The sheets of the earlier results are gone or changed, so no row can be named; put them back and run again.",
        );
        notes.push(why.to_owned());
    }
    notes.extend(left_out(compared).map(|said| said.text(language).to_owned()));
    Sheet {
        name: pick(language, "变更对照", "Changes").to_owned(),
        title: roll.titled(pick(language, "变更对照表", "what changed")),
        leads: leads(compared, language),
        grids: vec![Grid {
            heads: heads(roll),
            rows: compared.changes.iter().flat_map(|change| rows(roll, compared, change)).collect(),
            filter: true,
            ..Grid::default()
        }],
        notes,
        frozen: 2,
        signed: true,
        ..Sheet::default()
    }
}

fn leads(compared: &Compared, language: Language) -> Vec<String> {
    let folder = &compared.folder;
    let mut leads = vec![match language {
        Language::Chinese => format!("与 {folder} 中的结果相比{}", if compared.other_rubric { "（办法有改动）" } else { "" }),
        Language::English => {
            format!("Compared with the results in {folder}{}", if compared.other_rubric { " (under another rubric)" } else { "" })
        }
    }];
    leads.push(summary(compared).text(language).to_owned());
    if compared.changes.is_empty() {
        leads.push(pick(language, "没有变动。", "Nothing changed.").to_owned());
    }
    leads
}

/// How many changed, in a sentence.
pub(in crate::report) fn summary(compared: &Compared) -> Say {
    let Effect { subjects, up, down, ranks, grades, selected, .. } = &compared.effect;
    let others = compared.by_others();
    Say::new(
        format!("共 {subjects} 名：总分升 {up}、降 {down}；名次变 {ranks}（其中仅因他人变动 {others}），等次变 {grades}，人选变 {selected}"),
        format!("{subjects} in all: totals up {up}, down {down}; other rank {ranks} (only as others moved: {others}), other grade {grades}, other selection {selected}"),
    )
}

/// Groups that are not compared, and why; none where all are.
pub fn left_out(compared: &Compared) -> Option<Say> {
    let named = |all: &'static str, between: &str| {
        let names = compared.left_out.iter().map(|peer| if peer.is_empty() { all } else { peer.as_str() });
        names.collect::<Vec<_>>().join(between)
    };
    (!compared.left_out.is_empty()).then(|| {
        Say::new(
            format!("未比较（两次中有一次因错误未出排名）：{}", named("全部", "、")),
            format!("Not compared, as errors stopped it once: {}", named("all", ", ")),
        )
    })
}

fn heads(roll: &Roll) -> Vec<Head> {
    let language = roll.language();
    vec![
        Head::new(roll.named(), 8, 18),
        Head::new(pick(language, "编号", "Key"), 6, 16),
        Head::new(pick(language, "排名组", "Peers"), 6, 14),
        Head::new(pick(language, "项目", "What"), 10, 24),
        Head::new(pick(language, "变更前", "Before"), 8, 12),
        Head::new(pick(language, "变更后", "After"), 8, 12),
        Head::new(pick(language, "差", "Difference"), 7, 10),
        Head::new(pick(language, "原因", "Why"), 30, 90),
    ]
}

/// One row for each thing that changed: total, criteria, rank, grade, selection; and one for the roster.
fn rows(roll: &Roll, compared: &Compared, change: &Change) -> Vec<Vec<Cell>> {
    let (language, shift) = (roll.language(), &change.shift);
    let line = |what: &str, before: Cell, after: Cell, difference: Cell, why: String| {
        vec![
            Cell::text(&shift.name),
            Cell::text(&shift.key),
            Cell::text(&shift.peer),
            Cell::text(what),
            before,
            after,
            difference,
            Cell::long(why),
        ]
    };
    let mut rows = Vec::new();
    if !change.causes.is_empty() {
        let dash = || Cell::Empty;
        rows.push(line(pick(language, "名册", "Roster"), dash(), dash(), dash(), why(&change.causes, language)));
    }
    let others = if change.is_by_others() { pick(language, "因他人变动", "others moved") } else { "" };
    let total = |stand: &Stand| stand.total.clone();
    if shift.differs(total) {
        let of = |stand: &Option<Stand>| points(stand.as_ref().and_then(total).as_ref());
        let what = match (&shift.before, &shift.after) {
            (None, _) => pick(language, "上次没有此人", "not assessed then"),
            (_, None) => pick(language, "这次没有此人", "not assessed now"),
            _ if change.items.is_empty() => pick(language, "各项得分未变", "no criterion has other points"),
            _ => pick(language, "见以下各项", "see the criteria below"),
        };
        rows.push(line(
            pick(language, "总分", "Total"),
            of(&shift.before),
            of(&shift.after),
            points_or_none(shift.difference().as_ref()),
            what.to_owned(),
        ));
    }
    for item in &change.items {
        let why = compared.without_rows(item).map_or_else(|| why(&item.causes, language), |why| why.text(language).to_owned());
        rows.push(line(
            &item.name,
            points(item.before.as_ref()),
            points(item.after.as_ref()),
            points_or_none(item.difference().as_ref()),
            why,
        ));
    }
    if shift.differs(|stand| stand.rank) {
        let rank = |stand: &Option<Stand>| stand.as_ref().and_then(|stand| stand.rank);
        let (before, after) = (rank(&shift.before), rank(&shift.after));
        let places = before.zip(after).map_or(Cell::Empty, |(before, after)| places(before, after));
        let cell = |rank: Option<u32>| rank.map_or_else(Cell::dash, Cell::whole);
        rows.push(line(pick(language, "名次", "Rank"), cell(before), cell(after), places, others.to_owned()));
    }
    if shift.differs(|stand| stand.grade.clone()) {
        let grade = |stand: &Option<Stand>| stand.as_ref().and_then(|stand| stand.grade.clone()).map_or_else(Cell::dash, Cell::text);
        rows.push(line(pick(language, "等次", "Grade"), grade(&shift.before), grade(&shift.after), Cell::Empty, others.to_owned()));
    }
    if shift.differs(|stand| stand.selected) {
        let of =
            |stand: &Option<Stand>| stand.as_ref().map_or_else(Cell::dash, |stand| Cell::text(selected(stand.selected).text(language)));
        rows.push(line(pick(language, "人选", "Selection"), of(&shift.before), of(&shift.after), Cell::Empty, others.to_owned()));
    }
    rows
}

/// Whether somebody is proposed, in words.
pub(in crate::report) fn selected(selected: Selected) -> Say {
    match selected {
        Selected::Yes => Say::new("列入人选", "selected"),
        Selected::No => Say::new("未列入", "not selected"),
        Selected::Committee => Say::new("待会议决定", "left to the committee"),
    }
}

fn points(points: Option<&Exact>) -> Cell {
    points.map_or_else(Cell::dash, |points| Cell::Number(points.to_f64(), Show::Points))
}

fn points_or_none(points: Option<&Exact>) -> Cell {
    points.map_or(Cell::Empty, |points| Cell::Number(points.to_f64(), Show::Points))
}

fn places(before: u32, after: u32) -> Cell {
    let sign = if after < before { "+" } else { "−" };
    Cell::text(format!("{sign}{}", before.abs_diff(after)))
}

/// The rows, one a line, each with the corrections that made it.
fn why(causes: &[Cause], language: Language) -> String {
    causes.iter().map(|cause| told(cause).text(language).to_owned()).collect::<Vec<_>>().join("\n")
}

/// `改动 会议出勤.xlsx [会议出勤] C12：出勤：缺席 → 出席〔更正 2：…〕`.
pub(in crate::report) fn told(cause: &Cause) -> Say {
    let place = |language| cause.place().map(|place| place.told(language)).unwrap_or_default();
    let kind = if cause.kind == Kind::Counted { Say::default() } else { cause.kind.say() };
    let by = |language: Language| {
        let all = cause.corrections.iter().map(|(correction, made)| {
            let undone = if *made { "" } else { pick(language, "撤回", "taken back: ") };
            format!("{}{undone}{}{}", pick(language, "〔", " ["), correction.told().text(language), pick(language, "〕", "]"))
        });
        all.collect::<String>()
    };
    let (zh, en) = (Language::Chinese, Language::English);
    Say::new(
        format!("{} {}：{}{}", kind.zh, place(zh), cause.what.zh, by(zh)).trim_start().to_owned(),
        format!("{} {}: {}{}", kind.en, place(en), cause.what.en, by(en)).trim_start().to_owned(),
    )
}
