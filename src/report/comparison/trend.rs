//! 走势: everybody of the last period over all periods, and the means of groups as a chart.

use rust_xlsxwriter::{Chart, ChartFont, ChartLine, ChartLineDashType, ChartMarker, ChartMarkerType, ChartType, Color};

use super::super::sheet::{Cell, Grid, Head, Sheet};
use super::{page, View};
use crate::base::exact::Exact;
use crate::compare::{stands, GroupName, Member, Steady};

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
const DASHES: [ChartLineDashType; MOST_LINES] = [
    ChartLineDashType::Solid,
    ChartLineDashType::Dash,
    ChartLineDashType::RoundDot,
    ChartLineDashType::DashDot,
    ChartLineDashType::LongDash,
    ChartLineDashType::LongDashDotDot,
];

/// Width of the band that the chart stands in, in half-width characters.
pub(super) const BAND: u16 = 84;

/// The means with their chart, and everybody's totals.
pub(super) fn sheets(view: &View) -> [Sheet; 2] {
    let ids: Vec<&str> = view.review.parts.iter().map(|part| part.scored.period.id.as_str()).collect();
    [groups(view, &ids), everybody(view, &ids)]
}

/// Name of the sheet of means.
pub(super) fn name(view: &View) -> &'static str {
    view.pick("走势", "Trends")
}

fn groups(view: &View, ids: &[&str]) -> Sheet {
    let name = name(view);
    let grid = means(view, ids);
    let columns = grid.heads.len();
    let name_of = |row: &Vec<Cell>| row.iter().take(2).rev().map(Cell::as_text).collect::<Vec<_>>().join(" ").trim().to_owned();
    let names: Vec<String> = grid.rows.iter().map(name_of).collect();
    let mut sheet = Sheet {
        grids: vec![grid],
        points: true,
        fixed: true,
        ..page(name.into(), view.titled(view.pick("各期均分走势", "means over the periods")))
    };
    if !names.is_empty() && ids.len() > 1 {
        let first = Sheet::first_row(0, false, false);
        let column = u16::try_from(columns).unwrap_or(0);
        sheet.charts.push((first, column, chart(view, name, first, &names, ids.len())));
        sheet.beside = BAND;
    }
    sheet
}

fn everybody(view: &View, ids: &[&str]) -> Sheet {
    let name = view.pick("各人走势", "Everybody");
    Sheet {
        grids: vec![totals(view, ids)],
        notes: vec![view
            .pick(
                "一贯靠前：各期都在本排名组前四分之一。连续两期靠后：最近两期都在后四分之一。只供了解，不是结论。",
                "Steadily high: in the best quarter of the peer group in every period. Twice low: in the last quarter in the last two. For information; it decides nothing.",
            )
            .to_owned()],
        points: true,
        ..page(name.into(), view.titled(view.pick("各期总分", "totals over the periods")))
    }
}

/// Means of the peer groups, and of the groups declared, a period each.
fn means(view: &View, ids: &[&str]) -> Grid {
    let periods: Vec<_> = view.review.parts.iter().map(|part| stands(part.scored)).collect();
    let mut names: Vec<&GroupName> = periods.iter().flat_map(std::collections::BTreeMap::keys).collect();
    names.sort_by_key(|(peer, group)| (group.is_some(), peer, group));
    names.dedup();
    let rows = names.into_iter().map(|name| {
        let value = name.1.as_ref().map_or_else(|| view.pick("全体", "all"), |(_, value)| value.as_str());
        let means: Vec<Option<&Exact>> = periods.iter().map(|period| period.get(name)?.mean.as_ref()).collect();
        let mut row = vec![Cell::text(value), Cell::text(&name.0)];
        row.extend(means.into_iter().map(|mean| view.points(mean)));
        row.push(Cell::Spark(u16::try_from(ids.len()).unwrap_or(1)));
        row
    });
    let mut heads = vec![Head::new(view.pick("范围", "Group"), 14, 26), Head::new(view.pick("排名组", "Peers"), 10, 24)];
    heads.extend(ids.iter().map(|id| Head::new(*id, 10, 24)));
    heads.push(Head::new(view.pick("走势", "Trend"), 16, 18));
    Grid { heads, rows: rows.collect(), ..Grid::default() }
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
        row.push(Cell::Spark(u16::try_from(ids.len()).unwrap_or(1)));
        row.push(Cell::text(told));
        row
    });
    let mut heads = vec![Head::new(view.pick("姓名", "Name"), 14, 26), Head::new(view.pick("排名组", "Peers"), 10, 24)];
    heads.extend(ids.iter().map(|id| Head::new(*id, 10, 24)));
    heads.push(Head::new(view.pick("走势", "Trend"), 16, 18));
    heads.push(Head::new(view.pick("情况", "Reading"), 12, 18));
    Grid { heads, rows: rows.collect(), filter: true, ..Grid::default() }
}

/// A line of these names for each of the rows from `first` (from 0), over the columns from the third.
pub(super) fn chart(view: &View, sheet: &str, first: u32, names: &[String], periods: usize) -> Chart {
    let mut chart = Chart::new(ChartType::Line);
    let last = u16::try_from(periods).unwrap_or(u16::MAX - 1) + 1;
    for (((line, marker), dashes), name) in (0_u32..).zip(MARKERS).zip(DASHES).zip(names) {
        let row = first + line;
        chart
            .add_series()
            .set_name(name)
            .set_categories((sheet, first - 1, 2, first - 1, last))
            .set_values((sheet, row, 2, row, last))
            .set_format(ChartLine::new().set_color(Color::Black).set_dash_type(dashes))
            .set_marker(ChartMarker::new().set_type(marker).set_size(7));
    }
    chart.title().set_name(view.pick("均分走势", "Means over the periods")).set_font(ChartFont::new().set_size(12).set_name("黑体"));
    chart.set_width(590).set_height(340);
    chart
}
