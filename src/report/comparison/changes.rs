//! 变化: everybody of both periods, by how much points and rank changed, and how much of it is activity and rules.

use super::super::sheet::{Cell, Grid, Head, Sheet, Show};
use super::overview::{ends, verdict};
use super::{page, Part, View};
use crate::base::place::column_name;
use crate::base::text::Language;
use crate::compare::{Change, Pair};

pub(super) fn sheet(view: &View, before: &Part, after: &Part, pair: &Pair) -> Sheet {
    let ruled = before.rubric.text != after.rubric.text;
    let mut changes: Vec<&Change> = pair.changes.iter().collect();
    changes.sort_by(|one, other| {
        let order = |change: &Change| (change.after.peer.clone(), change.difference.is_none());
        order(one).cmp(&order(other)).then_with(|| other.difference.cmp(&one.difference)).then_with(|| one.key.cmp(&other.key))
    });
    let first = Sheet::first_row(0, false, true);
    let rows = (first + 1..).zip(&changes).map(|(row, change)| line(view, change, row, ruled));
    let (then, now) = (&before.scored.period.id, &after.scored.period.id);
    let mut notes = vec![view
        .pick(
            "两期都在册者按编号（或姓名）对应，不猜。增减是两期公布总分之差；基数不大于 0 的不算增幅；换了排名组的不比名次。",
            "Matched by key, never by guess. The change is of the totals as published; no growth from a base that is not above 0; no ranks compared across peer groups.",
        )
        .to_owned()];
    notes.push(how_sure(view, pair));
    if ruled {
        notes.push(
            view.pick(
                "换办法重算：上期的工作按新办法的总分，本期的工作按旧办法的总分。工作、规则各取先变、后变两种次序的平均（单元格是公式），两部分之和等于增减。",
                "Under the other rules: the earlier activity under the new rules, and the later under the old. Activity and rules are each the mean of what it brings first and last (the cells are formulas), and add up to the change.",
            )
            .to_owned(),
        );
    }
    let name = format!("{} {now}", view.pick("变化", "Changes"));
    Sheet {
        grids: vec![Grid { heads: heads(view, then, now, ruled), rows: rows.collect(), filter: true, ..Grid::default() }],
        notes,
        points: true,
        ..page(name, view.titled(&format!("{}{}", view.pick("得分与名次变化", "change of points and ranks"), view.span(then, now))))
    }
}

/// What the columns on noise say, or why they are empty.
fn how_sure(view: &View, pair: &Pair) -> String {
    if pair.changes.iter().any(|change| change.interval.is_some()) {
        view.pick(
            "区间：增减中工作的部分，95% 置信，计入测评换一批票、所做的事多一件少一件的偶然；跨过 0 的不说升降。一百人里约有五人会偶然得到箭头。（见手册“分期比较”）",
            "Interval: of the part that is activity, 95 % confidence, for the chance of other ballots and of a thing more or less done; no arrow where it holds 0. About five in a hundred get one by chance.",
        )
        .to_owned()
    } else {
        let called = view.called();
        match view.language() {
            Language::Chinese => format!("单个{called}的增减不判断升降：要算区间，两期评分时都要加 --seed。"),
            Language::English => "Of single subjects no rise or fall is told: for an interval, score both periods with --seed.".to_owned(),
        }
    }
}

fn heads(view: &View, then: &str, now: &str, ruled: bool) -> Vec<Head> {
    let points = view.pick("总分", "Total");
    let rank = view.pick("名次", "Rank");
    let mut heads = vec![
        Head::new(view.named(), 9, 16),
        Head::new(view.pick("排名组", "Peers"), 7, 14),
        Head::new(then, 9, 12).under(points),
        Head::new(now, 9, 12).under(points),
        Head::new(view.pick("增减", "Change"), 8, 11).under(points),
        Head::new(view.pick("增幅", "Growth"), 8, 10).under(points),
        Head::new(then, 9, 10).under(rank),
        Head::new(now, 9, 10).under(rank),
        Head::new(view.pick("升降", "Gained"), 7, 9).under(rank),
    ];
    if ruled {
        let other = view.pick("换办法重算", "Under the other rules");
        heads.extend([Head::new(then, 9, 12).under(other), Head::new(now, 9, 12).under(other)]);
        let of = view.pick("增减之中", "Of the change");
        heads.extend([Head::new(view.pick("工作", "Activity"), 8, 11).under(of), Head::new(view.pick("规则", "Rules"), 8, 11).under(of)]);
    }
    heads.push(Head::new(view.pick("区间", "Interval"), 12, 17));
    heads.push(Head::new(view.pick("判断", "Reading"), 12, 18));
    heads.push(Head::new(view.pick("备注", "Remark"), 18, 40));
    heads
}

fn line(view: &View, change: &Change, row: u32, ruled: bool) -> Vec<Cell> {
    let rank = |rank: Option<u32>| rank.map_or_else(Cell::dash, Cell::whole);
    let at = |column: u32| format!("{}{row}", column_name(column));
    let live = |text: String, value: &crate::base::exact::Exact, show: Show| Cell::Live(text, value.to_f64(), show);
    let mut cells = vec![
        Cell::text(&change.after.name),
        view.peer(&change.after.peer),
        view.points(change.before.total.as_ref()),
        view.points(change.after.total.as_ref()),
        change.difference.as_ref().map_or_else(Cell::dash, |difference| live(format!("{}-{}", at(4), at(3)), difference, Show::Points)),
        change.growth.as_ref().map_or_else(Cell::dash, |growth| live(format!("{}/{}-1", at(4), at(3)), growth, Show::Percent)),
        rank(change.before.rank),
        rank(change.after.rank),
        change.ranks.map_or_else(Cell::dash, |ranks| Cell::text(gained(ranks))),
    ];
    if ruled {
        let [then, now] = change.crossed.as_ref().map_or([None, None], |[then, now]| [Some(then), Some(now)]);
        cells.extend([view.points(then), view.points(now)]);
        // Half of the sum of two published totals' differences has one decimal more than they.
        let part = |number: Option<&crate::base::exact::Exact>, formula: String| {
            number.map_or_else(Cell::dash, |number| live(formula, number, Show::HalfPoints))
        };
        let split = change.split.as_ref();
        cells.push(part(split.map(|split| &split.activity), format!("({k}-{c}+{d}-{j})/2", c = at(3), d = at(4), j = at(10), k = at(11))));
        cells.push(part(split.map(|split| &split.rules), format!("({j}-{c}+{d}-{k})/2", c = at(3), d = at(4), j = at(10), k = at(11))));
    }
    cells.push(ends(view, change.interval.as_ref()));
    cells.push(Cell::text(verdict(view, change.interval.as_ref(), "—")));
    let moved: Vec<String> = change
        .moved
        .iter()
        .map(|moved| format!("{}{}{} → {}", view.what(&moved.what), view.pick("：", ": "), moved.from, moved.to))
        .collect();
    cells.push(Cell::long(moved.join(view.pick("；", "; "))));
    cells
}

/// `+3`, `−2`, `0`: with a sign, so that it reads without colour.
pub(super) fn gained(ranks: i64) -> String {
    match ranks {
        0 => "0".into(),
        up if up > 0 => format!("+{up}"),
        down => format!("−{}", down.unsigned_abs()),
    }
}
