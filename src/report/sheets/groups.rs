//! 联络站汇总 and its like: one sheet for each group that the rubric declares.

use std::collections::BTreeMap;

use crate::base::exact::Exact;
use crate::rank::standing::Selected;
use crate::report::roll::{Line, Roll};
use crate::report::sheet::{Cell, Grid, Head, Sheet, Show};

/// Makes the sheet of one declared group.
pub(in crate::report) fn sheet(roll: &Roll, group: &str) -> Sheet {
    let title = roll.group_title(group);
    let mut notes = vec![roll
        .pick(
            "平均分、最高分、最低分只计参加排名的人；平均分按精确值计算后舍入一次。各项合计为未折算的次数。",
            "Mean, highest and lowest are of the ranked; the mean is exact and rounded once. Sums are plain counts.",
        )
        .to_owned()];
    notes.extend(roll.stopped_notes());
    let mut rows = Vec::new();
    for peer in &roll.peers {
        let mut members: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
        for line in &peer.lines {
            members.entry(line.group(group)).or_default().push(line);
        }
        // In the order of keys, in which offices number their stations, rather than of characters.
        let mut members: Vec<(&str, Vec<&Line>)> = members.into_iter().collect();
        members.sort_by_key(|(_, lines)| lines.iter().map(|line| line.number).min());
        rows.extend(members.iter().map(|(value, lines)| row(roll, peer.name, value, lines)));
    }
    Sheet {
        name: format!("{title}{}", roll.pick("汇总", " summary")),
        title: roll.titled(&format!("{title}{}", roll.pick("汇总", " summary"))),
        grids: vec![Grid { heads: heads(roll, &title), rows, filter: true, ..Grid::default() }],
        notes,
        signed: true,
        frozen: 1 + u16::from(roll.several()),
        points: true,
        ..Sheet::default()
    }
}

fn heads(roll: &Roll, title: &str) -> Vec<Head> {
    let mut heads = Vec::new();
    if roll.several() {
        heads.push(Head::new(roll.pick("排名组", "Peers"), 8, 18));
    }
    heads.extend([
        Head::new(title, 10, 24),
        Head::new(roll.pick("人数", "Subjects"), 7, 9),
        Head::new(roll.pick("参加排名", "Ranked"), 7, 9),
        Head::new(roll.pick("平均分", "Mean"), 9, 12),
        Head::new(roll.pick("最高分", "Highest"), 9, 12),
        Head::new(roll.pick("最低分", "Lowest"), 9, 12),
    ]);
    if roll.rubric().selection.is_some() {
        heads.push(Head::new(roll.pick("建议人选", "Proposed"), 7, 9));
    }
    heads.extend(roll.rubric().counts.iter().map(|count| Head::new(&count.name, 9, 12)));
    heads
}

fn row(roll: &Roll, peer: &str, value: &str, lines: &[&Line]) -> Vec<Cell> {
    let ranked: Vec<&&Line> = lines.iter().filter(|line| line.ranked()).collect();
    let exact: Vec<Exact> = ranked.iter().filter_map(|line| line.standing.exact.clone()).collect();
    let totals = || ranked.iter().filter_map(|line| line.standing.total.as_ref());
    let points = |total: Option<&Exact>| total.map_or_else(Cell::dash, |total| Cell::Number(total.to_f64(), Show::Points));
    let rounding = roll.rubric().rounding;
    let mean = exact.iter().cloned().sum::<Exact>().over(&Exact::from(exact.len() as u64));
    let mean = mean.map(|mean| mean.round(rounding.decimals, rounding.mode));

    let mut row = Vec::new();
    if roll.several() {
        row.push(Cell::text(peer));
    }
    row.extend([
        if value.is_empty() { Cell::text(roll.pick("（未填）", "(blank)")) } else { Cell::text(value) },
        Cell::whole(lines.len()),
        Cell::whole(ranked.len()),
        points(mean.as_ref()),
        points(totals().max()),
        points(totals().min()),
    ]);
    if roll.rubric().selection.is_some() {
        row.push(Cell::whole(lines.iter().filter(|line| line.standing.selected == Selected::Yes).count()));
    }
    for count in &roll.rubric().counts {
        let sum: Exact = lines.iter().filter_map(|line| line.card.counts.get(&count.id)?.clone()).sum();
        row.push(Cell::quantity(&sum));
    }
    row
}
