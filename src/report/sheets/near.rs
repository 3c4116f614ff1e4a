//! 线下相近人选: who is not in and within the margin below the line. It changes nothing.

use crate::base::exact::Exact;
use crate::base::text::Language;
use crate::rank::standing::{Near, QuotaLine};
use crate::report::roll::{Line, Roll};
use crate::report::sheet::{Cell, Grid, Head, Sheet, Show};
use crate::rubric::model::Margin;

use super::proposal::{for_reference, shown as is_shown};
use super::remarks::grade;
use super::shown;

/// Makes the sheet; none where nobody is that near.
pub(in crate::report) fn sheet(roll: &Roll) -> Option<Sheet> {
    let near: Vec<(&QuotaLine, &Near)> = of_roll(roll).filter(|(_, near)| !near.members.is_empty()).collect();
    if near.is_empty() {
        return None;
    }
    let several = near.len() > 1;
    let title = roll.pick("线下相近人选", "Near the line");
    let rows = near.iter().flat_map(|(quota, near)| {
        let lines = near.members.iter().filter_map(|number| roll.line(*number));
        lines.map(|line| row(roll, quota, near, line, several)).collect::<Vec<_>>()
    });
    let mut notes = vec![roll
        .pick(
            "“线”为按名次列入或待定的最后一名的总分。本表使会议了解线上线下相差多少；不改变名次和建议人选。不符合评选条件的不列。",
            "The line is the total of the last who is in by rank, or left to the committee. The sheet shows how close the line is; it changes no rank and no proposal. Who is not eligible is not listed.",
        )
        .to_owned()];
    notes.extend(roll.stopped_notes());
    Some(Sheet {
        name: title.to_owned(),
        title: for_reference(roll, title),
        leads: near.iter().map(|(quota, near)| lead(roll, quota, near)).collect(),
        grids: vec![Grid { heads: heads(roll, several), rows: rows.collect(), ..Grid::default() }],
        notes,
        signed: true,
        points: true,
        over: Some(roll.pick("供参考", "For reference").to_owned()),
        ..Sheet::default()
    })
}

/// Each quota that has a line.
fn of_roll<'a>(roll: &'a Roll<'a>) -> impl Iterator<Item = (&'a QuotaLine, &'a Near)> {
    let shown = roll.review.outcome.quotas.iter().filter(|quota| is_shown(roll, quota));
    shown.filter_map(|quota| Some((quota, quota.near.as_ref()?)))
}

/// For the sheet of proposals: how many are near each line.
pub(super) fn lines(roll: &Roll) -> Vec<String> {
    of_roll(roll).map(|(quota, near)| lead(roll, quota, near)).collect()
}

/// `镇级：线为 83.21 分；最高分与最低分相差 43.90 分，其 1% 为 0.439 分；线下 0.439 分以内的其他人选 2 人。`
fn lead(roll: &Roll, quota: &QuotaLine, near: &Near) -> String {
    let group = if quota.group.is_empty() { roll.pick("全部", "All").to_owned() } else { quota.group.clone() };
    let (line, number) = (shown::printed(roll, &near.line), near.members.len());
    let margin = roll.rubric().selection.as_ref().and_then(|selection| selection.margin.clone());
    let points = near.points.as_ref().map(Exact::plain).unwrap_or_default();
    let span = near.span.as_ref().map(|span| shown::printed(roll, span)).unwrap_or_default();
    let zh = roll.language() == Language::Chinese;
    let within = match (margin, zh) {
        (Some(Margin::Places(places)), true) => format!("线下 {places} 名（同名次的一并列出）之内的其他人选 {number} 人"),
        (Some(Margin::Places(places)), false) => format!("{number} among the next {places}, those of the last rank included"),
        (Some(Margin::Points(_)), true) => format!("线下 {points} 分以内的其他人选 {number} 人"),
        (Some(Margin::Points(_)), false) => format!("{number} within {points} points below it"),
        (Some(Margin::Percent(percent)), true) => percent_zh(&percent.plain(), &span, &points, number),
        (Some(Margin::Percent(percent)), false) => percent_en(&percent.plain(), &span, &points, number),
        (None, true) => percent_zh("1", &span, &points, number),
        (None, false) => percent_en("1", &span, &points, number),
    };
    if zh {
        format!("{group}：线为 {line} 分；{within}。")
    } else {
        format!("{group}: the line is {line}; {within}.")
    }
}

fn percent_zh(percent: &str, span: &str, points: &str, number: usize) -> String {
    format!("最高分与最低分相差 {span} 分，其 {percent}% 为 {points} 分；线下 {points} 分以内的其他人选 {number} 人")
}

fn percent_en(percent: &str, span: &str, points: &str, number: usize) -> String {
    format!("highest and lowest total lie {span} apart, {percent}% of it is {points}; {number} within {points} points below the line")
}

fn heads(roll: &Roll, several: bool) -> Vec<Head> {
    let mut heads = Vec::new();
    heads.extend(several.then(|| Head::new(roll.pick("组别", "Group"), 8, 18)));
    heads.extend([
        Head::new(roll.pick("名次", "Rank"), 6, 8),
        Head::new(roll.named(), 8, 22),
        Head::new(roll.pick("编号", "Key"), 6, 18),
        Head::new(roll.pick("总分", "Total"), 8, 12),
        Head::new(roll.pick("比线低", "Below the line"), 8, 12),
        Head::new(roll.pick("等次", "Grade"), 6, 18),
    ]);
    heads.extend(shown::heads(roll));
    heads
}

fn row(roll: &Roll, quota: &QuotaLine, near: &Near, line: &Line, several: bool) -> Vec<Cell> {
    let standing = line.standing;
    let looked_at = if roll.rubric().rounding.rank_on_rounded { &standing.total } else { &standing.exact };
    let mut row = Vec::new();
    row.extend(several.then(|| Cell::text(&quota.group)));
    row.extend([
        standing.rank.map_or_else(Cell::dash, Cell::whole),
        Cell::text(&line.subject.name),
        Cell::text(&line.subject.key),
        standing.total.as_ref().map_or_else(Cell::dash, |total| Cell::Number(total.to_f64(), Show::Points)),
        looked_at.as_ref().map_or_else(Cell::dash, |total| shown::points(roll, &(near.line.clone() - total.clone()))),
        grade(roll, line),
    ]);
    row.extend(shown::cells(roll, line));
    row
}
