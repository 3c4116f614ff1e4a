//! 优秀建议人选: who would be proposed, with the arithmetic of the quota and those passed over. Never a decision.

use crate::base::text::Language;
use crate::rank::standing::{QuotaLine, Selected};
use crate::report::roll::{Line, Roll};
use crate::report::sheet::{Cell, Emphasis, Grid, Head, Sheet, Show};
use crate::rubric::model::Selection;

use super::remarks::{grade, in_range, passed_over, vetoes, PROPOSED, TIED};
use super::{arithmetic, near};

/// Makes the sheet; none when the rubric selects nobody.
pub(in crate::report) fn sheet(roll: &Roll) -> Option<Sheet> {
    let selection = roll.rubric().selection.as_ref()?;
    let quotas: Vec<&QuotaLine> = roll.review.outcome.quotas.iter().filter(|quota| shown(roll, quota)).collect();
    let mut notes = vec![match roll.language() {
        Language::Chinese => format!("本表按办法算出{}，供参考；是否{}由会议决定。", selection.name, selection.word),
        Language::English => format!("Proposals under the rubric, for reference only; the committee decides ({}).", selection.word),
    }];
    let rows: Vec<Vec<Cell>> = quotas.iter().flat_map(|quota| rows(roll, selection, quota, quotas.len() > 1)).collect();
    if rows.is_empty() {
        notes.insert(0, roll.pick("没有可列的人。", "There is nobody to list.").to_owned());
    }
    notes.push(
        roll.pick(
            "“不列入”者名次在建议人选之前或与之相同，因所列原因不参评。",
            "“Passed over”: ranked as high as those proposed, but not eligible for the reason given.",
        )
        .to_owned(),
    );
    notes.extend(roll.stopped_notes());
    Some(Sheet {
        name: selection.name.clone(),
        title: for_reference(roll, &selection.name),
        leads: quotas.iter().flat_map(|quota| arithmetic::lines(roll, selection, quota)).chain(near::lines(roll)).collect(),
        grids: vec![Grid { heads: heads(roll, quotas.len() > 1), rows, ..Grid::default() }],
        notes,
        signed: true,
        emphasis: vec![Emphasis { text: PROPOSED, bold: true, column: if quotas.len() > 1 { 7 } else { 6 } }],
        points: true,
        over: Some(roll.pick("供参考", "For reference").to_owned()),
        ..Sheet::default()
    })
}

/// A title that says that the sheet decides nothing.
pub(super) fn for_reference(roll: &Roll, title: &str) -> String {
    format!("{title}{}", roll.pick("（供参考）", " (for reference)"))
}

/// A quota belongs to a group that is ranked.
pub(super) fn shown(roll: &Roll, quota: &QuotaLine) -> bool {
    let mut named = all_named(quota);
    !roll.review.stopped.contains(&quota.peer) && named.all(|number| roll.line(*number).is_some())
}

fn heads(roll: &Roll, several: bool) -> Vec<Head> {
    let mut heads = Vec::new();
    if several {
        heads.push(Head::new(roll.pick("组别", "Group"), 8, 18));
    }
    heads.extend([
        Head::new(roll.pick("名次", "Rank"), 6, 8),
        Head::new(roll.named(), 8, 22),
        Head::new(roll.pick("编号", "Key"), 6, 18),
        Head::new(roll.pick("总分", "Total"), 8, 12),
        Head::new(roll.pick("等次", "Grade"), 6, 18),
        Head::new(roll.pick("资格核查", "Eligibility"), 24, 50),
        Head::new(roll.pick("建议", "Proposal"), 14, 22),
        Head::new(roll.pick("主席团意见", "Committee"), 18, 18),
    ]);
    heads
}

/// Those in, left to the committee, drawn, or kept out by floors and ceilings.
fn all_named(quota: &QuotaLine) -> impl Iterator<Item = &usize> {
    let drawn = quota.lot.iter().flat_map(|lot| &lot.order);
    [&quota.selected, &quota.tied, &quota.open, &quota.gave_way, &quota.held].into_iter().flatten().chain(drawn)
}

/// Proposed, left to the committee, those who gave way, and those passed over above the line, in order of rank.
fn rows(roll: &Roll, selection: &Selection, quota: &QuotaLine, several: bool) -> Vec<Vec<Cell>> {
    let mut numbers: Vec<usize> = all_named(quota).copied().collect();
    numbers.sort_unstable();
    numbers.dedup();
    let mut named: Vec<&Line> = numbers.into_iter().filter_map(|number| roll.line(number)).collect();
    let edge = named.iter().filter_map(|line| line.standing.rank).max();
    let passed = roll.lines().filter(|line| {
        let barred = line.standing.selected == Selected::No && !line.standing.barred.is_empty();
        barred && line.ranked() && line.standing.rank <= edge && belongs(selection, quota, &named, line)
    });
    let passed: Vec<&Line> = passed.collect();
    named.extend(passed);
    named.sort_by_key(|line| (line.standing.rank, line.subject.key.as_str()));
    named.into_iter().map(|line| row(roll, quota, line, several)).collect()
}

/// Whether a subject competes for this quota: of the same peer group (and group) as those who are in it.
fn belongs(selection: &Selection, quota: &QuotaLine, named: &[&Line], line: &Line) -> bool {
    let value = |line: &Line| selection.per.as_ref().map(|group| line.group(group).to_owned());
    match named.first() {
        Some(one) => one.subject.peer == line.subject.peer && value(one) == value(line),
        None => quota.group == line.subject.peer,
    }
}

/// Whether a lot decided about it.
fn is_drawn(quota: &QuotaLine, line: &Line) -> bool {
    quota.lot.as_ref().is_some_and(|lot| lot.order.contains(&line.number))
}

fn row(roll: &Roll, quota: &QuotaLine, line: &Line, several: bool) -> Vec<Cell> {
    let standing = line.standing;
    let mut row = Vec::new();
    if several {
        row.push(Cell::text(&quota.group));
    }
    let total = standing.total.as_ref().map_or_else(Cell::dash, |total| Cell::Number(total.to_f64(), Show::Points));
    let held_back = standing.held_back.as_ref().map(|why| why.text(roll.language()).to_owned());
    let brought = quota.brought.contains(&line.number).then(|| arithmetic::brought(roll, line));
    let eligibility: Vec<String> = [vetoes(roll, line), passed_over(roll, line), held_back, brought].into_iter().flatten().collect();
    let eligible = roll.pick("符合条件，无否决情形", "Eligible, no veto").to_owned();
    let proposal = match standing.selected {
        Selected::Yes if is_drawn(quota, line) => format!("{PROPOSED}{}", roll.pick("建议（抽签）", " proposed, by lot")),
        Selected::Yes => format!("{PROPOSED}{}", roll.pick("建议", " proposed")),
        Selected::Committee if in_range(roll, line) => format!("{TIED}{}", roll.pick("范围内，待定", " in range, open")),
        Selected::Committee => format!("{TIED}{}", roll.pick("并列，待定", " tied, open")),
        Selected::No if is_drawn(quota, line) => roll.pick("抽签未列入", "Not drawn").to_owned(),
        Selected::No if quota.held.contains(&line.number) => roll.pick("上限已满", "Held back").to_owned(),
        Selected::No if standing.held_back.is_some() => roll.pick("让位", "Gave way").to_owned(),
        Selected::No => roll.pick("不列入", "Passed over").to_owned(),
    };
    row.extend([
        standing.rank.map_or_else(Cell::dash, Cell::whole),
        Cell::text(&line.subject.name),
        Cell::text(&line.subject.key),
        total,
        grade(roll, line),
        Cell::long(if eligibility.is_empty() { eligible } else { eligibility.join(roll.pick("；", "; ")) }),
        Cell::text(proposal),
        Cell::Empty,
    ]);
    row
}
