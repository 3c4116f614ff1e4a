//! 总览: the periods, their rules, how many stayed, came and left, the means and why they changed; and the figures.

use super::super::sheet::{Cell, Grid, Head, Sheet, Show};
use super::{page, View};
use crate::base::exact::Exact;
use crate::compare::GroupChange;

pub(super) fn sheet(view: &View) -> Sheet {
    let mut grids = vec![periods(view), means(view)];
    grids.extend(figures(view));
    let mut notes = vec![view
        .pick(
            "均分只计两期各自参加排名者，按精确值计算后舍入一次。工作、规则、人员三部分之和等于均分的增减：每部分是它在各种先后次序中带来的变化的平均。",
            "Means are of those ranked in each period, exact and rounded once. Activity, rules and people add up to the change: each is what it brings, averaged over the orders in which the three could change.",
        )
        .to_owned()];
    notes.extend(view.review.left_out.iter().map(|(folder, why)| {
        let why = why.text(view.language());
        match view.language() {
            crate::base::text::Language::Chinese => format!("{folder} 未按另一期的办法重算，因而不分解：{why}。"),
            crate::base::text::Language::English => format!("{folder} was not scored under the other rules, so nothing is split: {why}."),
        }
    }));
    Sheet { grids, notes, ..page(view.pick("总览", "Overview").into(), view.titled(view.pick("分期比较总览", "periods compared"))) }
}

fn periods(view: &View) -> Grid {
    let rows = view.review.parts.iter().enumerate().map(|(number, part)| {
        let pair = number.checked_sub(1).and_then(|before| view.review.comparison.pairs.get(before));
        let count = |count: Option<usize>| count.map_or_else(Cell::dash, Cell::whole);
        vec![
            Cell::text(&part.scored.period.id),
            Cell::long(format!("{} {}", part.rubric.name, part.rubric.version)),
            Cell::whole(part.scored.members.len()),
            Cell::whole(part.scored.members.values().filter(|member| member.rank.is_some()).count()),
            count(pair.map(|pair| pair.changes.len())),
            count(pair.map(|pair| pair.came.len())),
            count(pair.map(|pair| pair.left.len())),
        ]
    });
    Grid {
        heads: vec![
            Head::new(view.pick("考核期", "Period"), 10, 24),
            Head::new(view.pick("办法", "Rubric"), 20, 44),
            Head::new(view.pick("人数", "Subjects"), 8, 12),
            Head::new(view.pick("参加排名", "Ranked"), 8, 12),
            Head::new(view.pick("与上期相同", "In both"), 8, 12),
            Head::new(view.pick("新增", "Came"), 8, 12),
            Head::new(view.pick("减少", "Left"), 8, 12),
        ],
        rows: rows.collect(),
        ..Grid::default()
    }
}

fn means(view: &View) -> Grid {
    let mut rows = Vec::new();
    for number in 0..view.review.comparison.pairs.len() {
        let Some((before, after, pair)) = view.pair(number) else { continue };
        for change in pair.groups.iter().filter(|change| change.group.is_none()) {
            let span = format!("{} → {}", before.scored.period.id, after.scored.period.id);
            rows.push(vec![
                Cell::text(span),
                Cell::text(&change.peer),
                view.points(change.before.mean.as_ref()),
                view.points(change.after.mean.as_ref()),
                view.points(change.difference.as_ref()),
                view.points(change.split.as_ref().map(|split| &split.activity)),
                view.points(change.split.as_ref().map(|split| &split.rules)),
                view.points(change.split.as_ref().map(|split| &split.people)),
                Cell::text(verdict(view, change)),
            ]);
        }
    }
    let of = view.pick("其中", "Of which");
    Grid {
        caption: Some(view.pick("全体均分", "Means of all").into()),
        heads: vec![
            Head::new(view.pick("两期", "Periods"), 16, 40),
            Head::new(view.pick("排名组", "Peers"), 8, 18),
            Head::new(view.pick("上期均分", "Mean before"), 9, 12),
            Head::new(view.pick("本期均分", "Mean after"), 9, 12),
            Head::new(view.pick("增减", "Change"), 9, 12),
            Head::new(view.pick("工作", "Activity"), 9, 12).under(of),
            Head::new(view.pick("规则", "Rules"), 9, 12).under(of),
            Head::new(view.pick("人员", "People"), 9, 12).under(of),
            Head::new(view.pick("判断", "Reading"), 12, 16),
        ],
        rows,
        ..Grid::default()
    }
}

/// No arrow for what is noise.
pub(super) fn verdict(view: &View, change: &GroupChange) -> &'static str {
    match (&change.interval, change.is_clear(), change.difference.as_ref().is_some_and(Exact::is_negative)) {
        (None, ..) => view.pick("人数少，不判断", "too few to tell"),
        (Some(_), false, _) => view.pick("在波动之内", "within the noise"),
        (Some(interval), true, _) if interval.low.is_positive() => view.pick("↑ 上升", "↑ up"),
        (Some(_), true, _) => view.pick("↓ 下降", "↓ down"),
    }
}

fn figures(view: &View) -> Option<Grid> {
    let last = view.review.parts.last()?;
    if last.scored.figures.is_empty() {
        return None;
    }
    let value = |part: &super::Part, id: &str| part.scored.figures.iter().find(|figure| figure.id == id).map(|figure| figure.value.clone());
    let rows = last.scored.figures.iter().map(|figure| {
        let (id, unit) = (&figure.id, &figure.unit);
        let name = last.rubric.figures.iter().find(|known| known.id == *id).map_or(id.as_str(), |known| known.name.as_str());
        let values: Vec<Option<Exact>> = view.review.parts.iter().map(|part| value(part, id)).collect();
        let mut row = vec![Cell::long(name), Cell::text(unit)];
        row.extend(values.iter().map(|value| value.as_ref().map_or_else(Cell::dash, Cell::quantity)));
        let mut back = values.iter().rev();
        let two = back.next().cloned().flatten().zip(back.next().cloned().flatten());
        let difference = two.as_ref().map(|(now, then)| now - then);
        let growth = two.as_ref().filter(|(_, then)| then.is_positive()).and_then(|(now, then)| (now - then).over(then));
        row.push(difference.as_ref().map_or_else(Cell::dash, Cell::quantity));
        row.push(growth.map_or_else(Cell::dash, |growth| Cell::Number(growth.to_f64(), Show::Percent)));
        row
    });
    let mut heads = vec![Head::new(view.pick("指标", "Figure"), 16, 36), Head::new(view.pick("单位", "Unit"), 6, 10)];
    heads.extend(view.review.parts.iter().map(|part| Head::new(&part.scored.period.id, 9, 24)));
    heads.push(Head::new(view.pick("比上期", "Change"), 9, 12));
    heads.push(Head::new(view.pick("增幅", "Growth"), 9, 12));
    Some(Grid { caption: Some(view.pick("工作数字", "Figures").into()), heads, rows: rows.collect(), ..Grid::default() })
}
