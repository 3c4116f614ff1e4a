//! 变化的分解: the means that the parts of a change are reckoned from, where the rules changed, with the arithmetic live.

use super::super::sheet::{Cell, Grid, Head, Sheet, Show};
use super::{page, Part, View};
use crate::base::exact::Exact;
use crate::compare::{GroupChange, Pair};

/// Columns of the means, at the sum of what is the later period's: 1 activity, 2 rules, 4 people.
const COLUMNS: [char; 8] = ['C', 'D', 'E', 'F', 'G', 'H', 'I', 'J'];
/// Decimals of a mean in its cell; it is shown with as many as points have.
const DECIMALS: u32 = 6;

/// None where the rules are the same, or nothing could be scored under the other ones.
pub(super) fn sheet(view: &View, before: &Part, after: &Part, pair: &Pair) -> Option<Sheet> {
    let changes: Vec<&GroupChange> = pair.groups.iter().filter(|change| change.means.len() == COLUMNS.len()).collect();
    if changes.is_empty() {
        return None;
    }
    let (then, now) = (&before.scored.period.id, &after.scored.period.id);
    let first = Sheet::first_row(0, false, true);
    let rows = (first + 1..).zip(changes).map(|(row, change)| line(view, change, row)).collect();
    let name = view.pick("变化的分解", "How it splits");
    Some(Sheet {
        grids: vec![Grid { heads: heads(view, then, now), rows, ..Grid::default() }],
        notes: vec![
            view.pick(
                "八个均分：谁的名单、谁的工作、谁的办法，各取上期或本期。某一原因在一种次序里带来的变化，是它变了之后减去变之前；工作、规则、人员三者有六种先后次序，取平均：工作 =〔2(D−C)＋(F−E)＋(H−G)＋2(J−I)〕÷6，规则 =〔2(E−C)＋(F−D)＋(I−G)＋2(J−H)〕÷6，人员 =〔2(G−C)＋(H−D)＋(I−E)＋2(J−F)〕÷6。三者之和恒等于 J−C。",
                "Eight means: whose members, whose activity, whose rules, of the earlier or the later period each. What a cause brings in one order is the mean after it less the mean before; activity, rules and people have six orders, of which the parts are the averages: activity = [2(D−C)+(F−E)+(H−G)+2(J−I)]÷6, rules = [2(E−C)+(F−D)+(I−G)+2(J−H)]÷6, people = [2(G−C)+(H−D)+(I−E)+2(J−F)]÷6. They always add up to J−C.",
            )
            .to_owned(),
            view.pick(
                "只在一期在册的人，工作都按在册那一期的计。均分显示两位，单元格里有六位；带 * 的由程序按精确值算出，因为由六位小数算会差一个末位。",
                "A member of one period only has that period's activity in all of them. Means are shown rounded, their cells hold six decimals; a part with a star is the engine's, where six decimals would differ in the last place.",
            )
            .to_owned(),
        ],
        points: true,
        frozen: 2,
        ..page(format!("{name} {now}"), view.titled(&format!("{}{}", view.pick("均分变化的分解", "how the change of means splits"), view.span(then, now))))
    })
}

fn heads(view: &View, then: &str, now: &str) -> Vec<Head> {
    let mut heads = vec![Head::new(view.pick("范围", "Group"), 14, 22), Head::new(view.pick("排名组", "Peers"), 7, 14)];
    let (old, new) = (view.pick("旧办法", "old rules"), view.pick("新办法", "new rules"));
    for people in [then, now] {
        let over = format!("{}{people}", view.pick("名单：", "members of "));
        for (activity, rules) in [(then, old), (now, old), (then, new), (now, new)] {
            heads.push(Head::new(format!("{activity} {}{rules}", view.pick("工作，", "activity, ")), 10, 14).under(&over));
        }
    }
    let of = view.pick("均分的增减", "Change of the mean");
    for name in [view.pick("工作", "Activity"), view.pick("规则", "Rules"), view.pick("人员", "People"), view.pick("合计", "Sum")] {
        heads.push(Head::new(name, 8, 11).under(of));
    }
    heads
}

fn line(view: &View, change: &GroupChange, row: u32) -> Vec<Cell> {
    let label = match &change.group {
        None => view.pick("全体", "all"),
        Some((_, value)) if value.is_empty() => view.pick("（未填）", "(blank)"),
        Some((_, value)) => value,
    };
    let means: Vec<Exact> = change.means.iter().map(|mean| mean.round(DECIMALS, view.rubric.rounding.mode)).collect();
    let mut cells = vec![Cell::text(label), view.peer(&change.peer)];
    cells.extend(means.iter().map(|mean| Cell::Number(mean.to_f64(), Show::Points)));
    let parts = change.split.iter().flat_map(|split| [(1, &split.activity), (2, &split.rules), (4, &split.people)]);
    cells.extend(parts.map(|(cause, part)| {
        if view.rounded(&reckoned(&means, cause)) == view.rounded(part) {
            Cell::Live(formula(cause, row), part.to_f64(), Show::Points)
        } else {
            Cell::Number(view.rounded(part).to_f64(), Show::PointsByEngine)
        }
    }));
    let whole = change
        .difference
        .as_ref()
        .map_or_else(Cell::dash, |difference| Cell::Live(format!("J{row}-C{row}"), difference.to_f64(), Show::Points));
    cells.push(whole);
    cells
}

/// Each pair of means that a cause parts, with the number of orders in which it does.
fn steps(cause: usize) -> impl Iterator<Item = (i64, usize, usize)> {
    (0..COLUMNS.len()).filter(move |set| set & cause == 0).map(move |set| {
        let ways = if set.is_power_of_two() { 1 } else { 2 };
        (ways, set | cause, set)
    })
}

/// The part of a cause, from the means as the cells hold them.
fn reckoned(means: &[Exact], cause: usize) -> Exact {
    let at = |set: usize| means.get(set).cloned().unwrap_or_default();
    let sum: Exact = steps(cause).map(|(ways, after, before)| Exact::from(ways.unsigned_abs()) * (at(after) - at(before))).sum();
    sum / Exact::from(6_u64)
}

fn formula(cause: usize, row: u32) -> String {
    let column = |set: usize| COLUMNS.get(set).copied().unwrap_or('C');
    let step = |(ways, after, before): (i64, usize, usize)| {
        let times = if ways == 1 { String::new() } else { format!("{ways}*") };
        format!("{times}({}{row}-{}{row})", column(after), column(before))
    };
    format!("({})/6", steps(cause).map(step).collect::<Vec<_>>().join("+"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arithmetic_of_the_cells_is_that_of_the_note() {
        assert_eq!(formula(1, 5), "(2*(D5-C5)+(F5-E5)+(H5-G5)+2*(J5-I5))/6");
        assert_eq!(formula(2, 5), "(2*(E5-C5)+(F5-D5)+(I5-G5)+2*(J5-H5))/6");
        assert_eq!(formula(4, 5), "(2*(G5-C5)+(H5-D5)+(I5-E5)+2*(J5-F5))/6");
    }

    #[test]
    fn the_parts_of_the_cells_add_up() {
        let means: Vec<Exact> = [50_u64, 61, 55, 70, 48, 66, 59, 73].into_iter().map(Exact::from).collect();
        let parts: Vec<Exact> = [1, 2, 4].into_iter().map(|cause| reckoned(&means, cause)).collect();
        assert_eq!(parts.iter().cloned().sum::<Exact>(), Exact::from(23_u64));
        // 2·11 + 15 + 18 + 2·14 = 83 sixths.
        assert_eq!(parts.first().cloned(), Exact::ratio(83, 6));
    }
}
