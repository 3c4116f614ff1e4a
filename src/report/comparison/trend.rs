//! 走势: everybody of the last period over all periods, and the means of groups as a chart.

use rust_xlsxwriter::{Chart, ChartLine, ChartMarker, ChartMarkerType, ChartType, Color};

use super::super::sheet::{Cell, Grid, Head, Sheet};
use super::{page, View};
use crate::compare::{Member, Steady};

/// Lines of a chart that a reader can tell apart.
const MOST_LINES: usize = 6;
const MARKERS: [ChartMarkerType; MOST_LINES] = [
    ChartMarkerType::Circle,
    ChartMarkerType::Square,
    ChartMarkerType::Triangle,
    ChartMarkerType::Diamond,
    ChartMarkerType::X,
    ChartMarkerType::LongDash,
];

pub(super) fn sheet(view: &View) -> Sheet {
    let name = view.pick("走势", "Trends");
    let ids: Vec<&str> = view.review.parts.iter().map(|part| part.scored.period.id.as_str()).collect();
    let means = means(view, &ids);
    let lines = means.rows.len();
    let first = Sheet::first_row(0, true, false);
    let mut sheet = Sheet {
        grids: vec![means, totals(view, &ids)],
        notes: vec![view
            .pick(
                "一贯靠前：各期都在本排名组前四分之一。连续两期靠后：最近两期都在后四分之一。只供了解，不是结论。",
                "Steadily high: in the best quarter of the peer group in every period. Twice low: in the last quarter in the last two. For information; it decides nothing.",
            )
            .to_owned()],
        points: true,
        fixed: true,
        ..page(name.into(), view.titled(view.pick("各期走势", "over the periods")))
    };
    if lines > 0 && ids.len() > 1 {
        sheet.charts.push((first + u32::try_from(lines).unwrap_or(0) + 1, 0, chart(view, name, first, lines.min(MOST_LINES), ids.len())));
        sheet.gap = 18;
    }
    sheet
}

/// Means of the peer groups, and of the groups declared, a period each.
fn means(view: &View, ids: &[&str]) -> Grid {
    let mut names: Vec<(String, Option<(String, String)>)> = Vec::new();
    for change in view.review.comparison.pairs.iter().flat_map(|pair| &pair.groups) {
        let name = (change.peer.clone(), change.group.clone());
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.sort_by_key(|(peer, group)| (group.is_some(), peer.clone(), group.clone()));
    let rows = names.iter().map(|(peer, group)| {
        let value = group.as_ref().map_or("", |(_, value)| value.as_str());
        let mut row = vec![Cell::text(format!("{peer} {value}").trim())];
        row.extend((0..ids.len()).map(|number| {
            let pairs = &view.review.comparison.pairs;
            let of = |change: &&crate::compare::GroupChange| change.peer == *peer && change.group == *group;
            let before = pairs.get(number).and_then(|pair| pair.groups.iter().find(of)).map(|change| &change.before);
            let after = number.checked_sub(1).and_then(|number| pairs.get(number)?.groups.iter().find(of)).map(|change| &change.after);
            view.points(before.or(after).and_then(|stand| stand.mean.as_ref()))
        }));
        row
    });
    let mut heads = vec![Head::new(view.pick("范围", "Group"), 14, 26)];
    heads.extend(ids.iter().map(|id| Head::new(*id, 10, 24)));
    Grid { caption: Some(view.pick("各组均分", "Means").into()), heads, rows: rows.collect(), ..Grid::default() }
}

fn totals(view: &View, ids: &[&str]) -> Grid {
    let mut all: Vec<&Steady> = view.review.comparison.steady.iter().collect();
    all.sort_by_key(|one| (one.member.peer.clone(), one.member.rank.unwrap_or(u32::MAX), one.key.clone()));
    let rows = all.iter().map(|one| {
        let Member { name, peer, .. } = &one.member;
        let mut row = vec![Cell::text(name), Cell::text(peer)];
        row.extend(one.totals.iter().map(|total| view.points(total.as_ref())));
        let told = match (one.always_high, one.twice_low) {
            (true, _) => view.pick("一贯靠前", "steadily high"),
            (_, true) => view.pick("连续两期靠后", "twice low"),
            (false, false) => "",
        };
        row.push(Cell::text(told));
        row
    });
    let mut heads = vec![Head::new(view.pick("姓名", "Name"), 14, 26), Head::new(view.pick("排名组", "Peers"), 10, 24)];
    heads.extend(ids.iter().map(|id| Head::new(*id, 10, 24)));
    heads.push(Head::new(view.pick("情况", "Reading"), 12, 18));
    Grid { caption: Some(view.pick("各人总分", "Totals").into()), heads, rows: rows.collect(), filter: false }
}

fn chart(view: &View, sheet: &str, first: u32, lines: usize, periods: usize) -> Chart {
    let mut chart = Chart::new(ChartType::Line);
    let last = u16::try_from(periods).unwrap_or(u16::MAX);
    for (line, marker) in (0_u32..).zip(MARKERS).take(lines) {
        let row = first + line;
        chart
            .add_series()
            .set_name((sheet, row, 0))
            .set_categories((sheet, first - 1, 1, first - 1, last))
            .set_values((sheet, row, 1, row, last))
            .set_format(ChartLine::new().set_color(Color::Black))
            .set_marker(ChartMarker::new().set_type(marker).set_size(7));
    }
    chart.title().set_name(view.pick("各组均分", "Means"));
    chart.set_width(760).set_height(330);
    chart
}
