//! 待定人选: whom a tie or a range leaves to the committee, with the figures that differ among them. It decides nothing.

use std::cmp::Reverse;

use crate::base::exact::Exact;
use crate::base::text::Language;
use crate::rank::standing::QuotaLine;
use crate::report::roll::{Line, Roll};
use crate::report::said::places;
use crate::report::sheet::{Cell, Grid, Head, Sheet, Show};
use crate::rubric::model::{Edge, Of, TieBreak};

use super::proposal::{for_reference, shown as is_shown};
use super::shown;

/// So many further criteria are told.
const MOST_FURTHER: usize = 3;

/// Makes the sheet; none where nobody is left to the committee.
pub(in crate::report) fn sheet(roll: &Roll) -> Option<Sheet> {
    let selection = roll.rubric().selection.as_ref()?;
    let quotas = roll.review.outcome.quotas.iter().filter(|quota| selection.ties != Edge::Exclude || !quota.open.is_empty());
    let open: Vec<(&QuotaLine, Vec<&Line>)> = quotas
        .filter(|quota| is_shown(roll, quota))
        .map(|quota| (quota, left_open(roll, quota)))
        .filter(|(_, lines)| !lines.is_empty())
        .collect();
    if open.is_empty() {
        return None;
    }
    let several = open.len() > 1;
    let title = roll.pick("待定人选", "Left open");
    let mut notes = vec![roll
        .pick(
            "本表只列事实，供会议比较；不排先后，不改变名次。各项的先后是办法所列的先后，不表示轻重。",
            "Facts for the committee to compare; they put nobody first and change no rank. Their order is the rubric's and says nothing of weight.",
        )
        .to_owned()];
    notes.extend(roll.stopped_notes());
    Some(Sheet {
        name: title.to_owned(),
        title: for_reference(roll, title),
        leads: open.iter().map(|(quota, lines)| lead(roll, quota, lines)).collect(),
        grids: vec![Grid {
            heads: heads(roll, several),
            rows: open.iter().flat_map(|(quota, lines)| lines.iter().map(|line| row(roll, quota, lines, line, several))).collect(),
            ..Grid::default()
        }],
        notes,
        signed: true,
        points: true,
        over: Some(roll.pick("供参考", "For reference").to_owned()),
        ..Sheet::default()
    })
}

/// Those tied, then those in the open part of a range, each once.
fn left_open<'a>(roll: &'a Roll, quota: &QuotaLine) -> Vec<&'a Line<'a>> {
    let further = quota.open.iter().filter(|number| !quota.tied.contains(number));
    quota.tied.iter().chain(further).filter_map(|number| roll.line(*number)).collect()
}

/// How many places are open, what was compared already, and what differs.
fn lead(roll: &Roll, quota: &QuotaLine, lines: &[&Line]) -> String {
    let group = if quota.group.is_empty() { roll.pick("全部", "All").to_owned() } else { quota.group.clone() };
    let (tied, between) = (quota.tied.len(), roll.pick("、", ", "));
    let compared: Vec<String> = roll.rubric().standing.tie_breaks.iter().map(|key| shown::name(roll, &TieBreak::of(key))).collect();
    let compared = compared.join(between);
    let (mut differ, mut agree) = (Vec::new(), Vec::new());
    for of in places_shown(roll) {
        let values: Vec<Option<Exact>> = lines.iter().map(|line| shown::value(roll, line, &of)).collect();
        let all_alike = values.windows(2).all(|pair| pair.first() == pair.last());
        if all_alike { &mut agree } else { &mut differ }.push(shown::name(roll, &of));
    }
    if roll.rubric().rounding.rank_on_rounded {
        let exact: Vec<&Option<Exact>> = lines.iter().map(|line| &line.standing.exact).collect();
        let all_alike = exact.windows(2).all(|pair| pair.first() == pair.last());
        if all_alike { &mut agree } else { &mut differ }.push(roll.pick("未舍入的总分", "the total before rounding").to_owned());
    }
    let (differ, agree) = (differ.join(between), agree.join(between));
    let mut said = Vec::new();
    match roll.language() {
        Language::Chinese => {
            said.push(match (tied, lines.len()) {
                (0, open) => format!("{group}：名额范围之内的 {open} 人，待会议决定"),
                (tied, _) => format!("{group}：余 {} 名，{tied} 人名次相同", quota.places_at_edge),
            });
            said.extend((tied > 1 && !compared.is_empty()).then(|| format!("办法所列比较项目（{compared}）已比过，仍相同")));
            said.extend((!differ.is_empty()).then(|| format!("不同的：{differ}")));
            said.extend((!agree.is_empty()).then(|| format!("相同的：{agree}")));
            format!("{}。", said.join("；"))
        }
        Language::English => {
            said.push(match (tied, lines.len()) {
                (0, open) => format!("{group}: {open} within the range of places, for the committee"),
                (tied, _) => format!("{group}: {} place(s) left, {tied} of one rank", quota.places_at_edge),
            });
            said.extend((tied > 1 && !compared.is_empty()).then(|| format!("what the rubric compares ({compared}) is equal")));
            said.extend((!differ.is_empty()).then(|| format!("different: {differ}")));
            said.extend((!agree.is_empty()).then(|| format!("equal: {agree}")));
            format!("{}.", said.join("; "))
        }
    }
}

fn places_shown(roll: &Roll) -> Vec<Of> {
    places::shown(roll.rubric())
}

fn heads(roll: &Roll, several: bool) -> Vec<Head> {
    let mut heads = Vec::new();
    heads.extend(several.then(|| Head::new(roll.pick("组别", "Group"), 8, 18)));
    heads.extend([
        Head::new(roll.pick("名次", "Rank"), 6, 8),
        Head::new(roll.named(), 8, 22),
        Head::new(roll.pick("编号", "Key"), 6, 18),
        Head::new(roll.pick("总分", "Total"), 8, 12),
    ]);
    heads.extend(shown::heads(roll));
    heads.push(Head::new(roll.pick("其他相差最大的项目", "Other items that differ most"), 26, 46));
    heads.push(Head::new(roll.pick("会议决定", "Decision"), 14, 18));
    heads
}

fn row(roll: &Roll, quota: &QuotaLine, lines: &[&Line], line: &Line, several: bool) -> Vec<Cell> {
    let standing = line.standing;
    let mut row = Vec::new();
    row.extend(several.then(|| Cell::text(&quota.group)));
    row.extend([
        standing.rank.map_or_else(Cell::dash, Cell::whole),
        Cell::text(&line.subject.name),
        Cell::text(&line.subject.key),
        standing.total.as_ref().map_or_else(Cell::dash, |total| Cell::Number(total.to_f64(), Show::Points)),
    ]);
    row.extend(shown::cells(roll, line));
    let further: Vec<String> = further(roll, lines).into_iter().map(|further| told(roll, line, further)).collect();
    let none = roll.pick("其他项目都相同", "all other items are equal").to_owned();
    row.push(Cell::long(if further.is_empty() { none } else { further.join(roll.pick("；", "; ")) }));
    row.push(Cell::Empty);
    row
}

/// A criterion beside those shown: its points, or what was measured, where only that differs (a cap hides it in the points).
#[derive(Clone, Copy)]
struct Further {
    /// Number of the criterion.
    criterion: usize,
    measured: bool,
}

/// The criteria beside those shown whose points lie farthest apart, the farthest first; then those of which only the measures differ.
fn further(roll: &Roll, lines: &[&Line]) -> Vec<Further> {
    let shown = places_shown(roll);
    let of = |further: Further| {
        let values: Vec<Exact> = lines.iter().filter_map(|line| number(line, further)).collect();
        let spread = values.iter().max()?.clone() - values.iter().min()?.clone();
        Some((further, spread)).filter(|(_, spread)| spread.is_positive())
    };
    let criteria = roll.rubric().criteria.iter().enumerate();
    let beside: Vec<usize> =
        criteria.filter(|(_, criterion)| !shown.contains(&Of::Criterion(criterion.id.clone()))).map(|(index, _)| index).collect();
    let mut apart: Vec<(Further, Exact)> =
        beside.iter().filter_map(|criterion| of(Further { criterion: *criterion, measured: false })).collect();
    // The sort is stable: equal ones stay in the rubric's order.
    apart.sort_by_key(|(_, spread)| Reverse(spread.clone()));
    let known: Vec<usize> = apart.iter().map(|(further, _)| further.criterion).collect();
    let hidden = beside.iter().filter(|criterion| !known.contains(criterion));
    let hidden = hidden.filter_map(|criterion| of(Further { criterion: *criterion, measured: true }));
    let all: Vec<Further> = apart.into_iter().map(|(further, _)| further).chain(hidden.map(|(further, _)| further)).collect();
    all.into_iter().take(MOST_FURTHER).collect()
}

fn number(line: &Line, further: Further) -> Option<Exact> {
    let item = line.card.items.get(further.criterion)?;
    if further.measured {
        item.measure.clone()
    } else {
        item.points.clone()
    }
}

/// `提出建议 14.00 分`, `提出建议 计 5`.
fn told(roll: &Roll, line: &Line, further: Further) -> String {
    let name = roll.rubric().criteria.get(further.criterion).map_or("", |criterion| criterion.name.as_str());
    let Some(number) = number(line, further) else { return format!("{name} —") };
    match (further.measured, roll.language()) {
        (true, Language::Chinese) => format!("{name} 计 {}", number.plain()),
        (true, Language::English) => format!("{name}: measured {}", number.plain()),
        (false, Language::Chinese) => format!("{name} {} 分", shown::printed(roll, &number)),
        (false, Language::English) => format!("{name}: {} points", shown::printed(roll, &number)),
    }
}
