//! 总览: the periods and their rules, how many stayed, came and left, the means and why they changed, and who gained most.

use super::super::sheet::{Cell, Grid, Head, Sheet, Show};
use super::{page, tall, View};
use crate::base::text::Language;
use crate::compare::{Change, GroupChange, Interval};

pub(super) fn sheet(view: &View) -> Sheet {
    let leads = rules(view);
    let periods = periods(view);
    let first = Sheet::first_row(leads.len(), false, false);
    let means = means(view, first, periods.rows.len());
    let mut grids = vec![periods, means];
    grids.extend(improved(view));
    let mut notes = vec![
        view.pick(
            "均分只计两期各自参加排名者，按精确值计算后舍入一次。工作、规则、人员三部分之和等于均分的增减：每部分是它在各种先后次序中带来的变化的平均（Shapley 值）。",
            "Means are of those ranked in each period, exact and rounded once. Activity, rules and people add up to the change: each is what it brings, averaged over the orders in which the three could change (Shapley's value).",
        )
        .to_owned(),
        view.pick(
            "判断：两期都在册者增减的均值（办法改过的，只取其中工作的部分），其 95% 置信区间跨过 0 的为“在波动之内”，不说升降。",
            "Reading: within the noise where the 95 % interval of the mean change of those in both periods (where the rules changed, of the part that is activity) holds 0; then no arrow.",
        )
        .to_owned(),
        view.star().to_owned(),
    ];
    notes.extend(view.review.left_out.iter().map(|(folder, why)| {
        let why = why.text(view.language());
        match view.language() {
            Language::Chinese => format!("{folder} 未按另一期的办法重算，因而不分解：{why}。"),
            Language::English => format!("{folder} was not scored under the other rules, so nothing is split: {why}."),
        }
    }));
    let title = view.titled(view.pick("分期比较总览", "periods compared"));
    let tall = tall(&grids);
    Sheet { leads, grids, notes, tall, frozen: 0, ..page(view.pick("总览", "Overview").into(), title) }
}

/// Each rubric with the periods that were scored under it.
fn rules(view: &View) -> Vec<String> {
    let mut rules: Vec<(&str, String, Vec<&str>)> = Vec::new();
    for part in &view.review.parts {
        let id = part.scored.period.id.as_str();
        match rules.iter_mut().find(|(text, ..)| *text == part.rubric.text) {
            Some((.., periods)) => periods.push(id),
            None => rules.push((&part.rubric.text, format!("{} {}", part.rubric.name, part.rubric.version), vec![id])),
        }
    }
    let told = |(_, name, periods): (&str, String, Vec<&str>)| match view.language() {
        Language::Chinese => format!("{}：按《{name}》评分", periods.join("、")),
        Language::English => format!("{}: under {name}", periods.join(", ")),
    };
    rules.into_iter().map(told).collect()
}

fn periods(view: &View) -> Grid {
    let rows = view.review.parts.iter().enumerate().map(|(number, part)| {
        let pair = number.checked_sub(1).and_then(|before| view.review.comparison.pairs.get(before));
        let count = |count: Option<usize>| count.map_or_else(Cell::dash, Cell::whole);
        vec![
            Cell::text(&part.scored.period.id),
            Cell::whole(part.scored.members.len()),
            Cell::whole(part.scored.members.values().filter(|member| member.rank.is_some()).count()),
            count(pair.map(|pair| pair.changes.len())),
            count(pair.map(|pair| pair.came.len())),
            count(pair.map(|pair| pair.left.len())),
            count(pair.map(|pair| pair.changes.iter().filter(|change| !change.moved.is_empty()).count())),
        ]
    });
    Grid {
        heads: vec![
            Head::new(view.pick("考核期", "Period"), 20, 44),
            Head::new(view.pick("人数", "Subjects"), 10, 14),
            Head::new(view.pick("参加排名", "Ranked"), 10, 12),
            Head::new(view.pick("上期也在", "In both"), 10, 12),
            Head::new(view.pick("新增", "Came"), 10, 12),
            Head::new(view.pick("减少", "Left"), 10, 12),
            Head::new(view.pick("变动", "Moved"), 10, 12),
        ],
        rows: rows.collect(),
        ..Grid::default()
    }
}

fn means(view: &View, above: u32, periods: usize) -> Grid {
    let of = view.pick("其中", "Of which");
    let mut grid = Grid {
        caption: Some(view.pick("均分及其变化的由来", "Means, and why they changed").into()),
        heads: vec![
            Head::new(view.pick("两期", "Periods"), 16, 44),
            Head::new(view.pick("排名组", "Peers"), 8, 18),
            Head::new(view.pick("上期均分", "Mean before"), 9, 12),
            Head::new(view.pick("本期均分", "Mean after"), 9, 12),
            Head::new(view.pick("增减", "Change"), 9, 12),
            Head::new(view.pick("工作", "Activity"), 9, 12).under(of),
            Head::new(view.pick("规则", "Rules"), 9, 12).under(of),
            Head::new(view.pick("人员", "People"), 9, 12).under(of),
            Head::new(view.pick("判断", "Reading"), 14, 19),
        ],
        ..Grid::default()
    };
    let mut row = Sheet::row_below(above, periods, 0, &grid);
    for number in 0..view.review.comparison.pairs.len() {
        let Some((before, after, pair)) = view.pair(number) else { continue };
        for change in pair.groups.iter().filter(|change| change.group.is_none()) {
            row += 1;
            grid.rows.push(vec![
                Cell::text(format!("{} → {}", before.scored.period.id, after.scored.period.id)),
                view.peer(&change.peer),
                view.points(change.before.mean.as_ref()),
                view.points(change.after.mean.as_ref()),
                view.less(&format!("D{row}-C{row}"), change.after.mean.as_ref(), change.before.mean.as_ref()),
                view.points(change.split.as_ref().map(|split| &split.activity)),
                view.points(change.split.as_ref().map(|split| &split.rules)),
                view.points(change.split.as_ref().map(|split| &split.people)),
                Cell::text(verdict_of_group(view, change)),
            ]);
        }
    }
    grid
}

/// Who passed the largest share of the peer group between the last two periods.
fn improved(view: &View) -> Option<Grid> {
    let (.., pair) = view.pair(view.review.comparison.pairs.len().checked_sub(1)?)?;
    let found = |key: &String| pair.changes.iter().find(|change| change.key == *key);
    let rank = |rank: Option<u32>| rank.map_or_else(Cell::dash, Cell::whole);
    let row = |change: &Change| {
        vec![
            Cell::text(&change.after.name),
            view.peer(&change.after.peer),
            view.points(change.before.total.as_ref()),
            view.points(change.after.total.as_ref()),
            rank(change.before.rank),
            rank(change.after.rank),
            change.percentile.as_ref().map_or_else(Cell::dash, |share| Cell::Number(share.to_f64(), Show::Percent)),
        ]
    };
    let rows: Vec<Vec<Cell>> = pair.improved.iter().filter_map(found).map(row).collect();
    if rows.is_empty() {
        return None;
    }
    Some(Grid {
        caption: Some(
            view.pick(
                "最近两期进步最大（两期全程在任，按超过同组人数的百分比）",
                "Most improved (in office throughout, by the share of the peer group passed)",
            )
            .into(),
        ),
        heads: vec![
            Head::new(view.named(), 9, 44),
            Head::new(view.pick("排名组", "Peers"), 8, 18),
            Head::new(view.pick("上期总分", "Total before"), 9, 12),
            Head::new(view.pick("本期总分", "Total after"), 9, 12),
            Head::new(view.pick("上期名次", "Rank before"), 9, 12),
            Head::new(view.pick("本期名次", "Rank after"), 9, 12),
            Head::new(view.pick("多超过", "Passed"), 9, 12),
        ],
        rows,
        ..Grid::default()
    })
}

/// No arrow for what is noise.
pub(super) fn verdict(view: &View, interval: Option<&Interval>, without: &'static str) -> &'static str {
    match interval {
        None => without,
        Some(interval) if interval.is_up() => view.pick("↑ 上升", "↑ up"),
        Some(interval) if interval.is_down() => view.pick("↓ 下降", "↓ down"),
        Some(_) => view.pick("在波动之内", "within the noise"),
    }
}

/// The same of the mean of a group.
pub(super) fn verdict_of_group(view: &View, change: &GroupChange) -> &'static str {
    let without = if change.stayed >= 3 && change.difference.is_some() && change.split.is_none() {
        view.pick("未分解，不判断", "not split, not told")
    } else {
        view.pick("人数少，不判断", "too few to tell")
    };
    verdict(view, change.interval.as_ref(), without)
}

/// Both ends as points are printed; a dash where there is none.
pub(super) fn ends(view: &View, interval: Option<&Interval>) -> Cell {
    let print = |end| view.rounded(end).print(view.rubric.rounding.decimals, view.rubric.rounding.mode);
    interval.map_or_else(Cell::dash, |interval| Cell::text(format!("{} ~ {}", print(&interval.low), print(&interval.high))))
}
