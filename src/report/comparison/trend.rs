//! 各人走势: everybody of the last period over all periods; and how a chart over the periods is drawn.

use rust_xlsxwriter::{Chart, ChartEmptyCells, ChartFont, ChartLine, ChartLineDashType, ChartMarker, ChartMarkerType, ChartType, Color};

use super::super::sheet::{Cell, Grid, Head, Sheet};
use super::{page, View};
use crate::base::text::Language;
use crate::compare::{Member, Steady};

/// Lines of a chart that a reader can tell apart.
pub(super) const MOST_LINES: usize = 6;
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

/// Width of the band that a chart stands in, in half-width characters.
pub(super) const BAND: u16 = 84;
/// Rows that a chart covers.
pub(super) const COVERED: u32 = 16;

/// Totals of everybody over the periods.
pub(super) fn sheet(view: &View) -> Sheet {
    let name = match view.language() {
        Language::Chinese => format!("各{}走势", view.called()),
        Language::English => "Everybody".to_owned(),
    };
    Sheet {
        grids: vec![totals(view, &view.ids())],
        notes: vec![view
            .pick(
                "一贯靠前：各期都在本排名组前四分之一。连续两期靠后：最近两期都在后四分之一。只供了解，不是结论。",
                "Steadily high: in the best quarter of the peer group in every period. Twice low: in the last quarter in the last two. For information; it decides nothing.",
            )
            .to_owned(), view.blank().to_owned()],
        points: true,
        ..page(name, view.titled(view.pick("各期总分", "totals over the periods")))
    }
}

fn totals(view: &View, ids: &[&str]) -> Grid {
    let mut all: Vec<&Steady> = view.review.comparison.steady.iter().collect();
    all.sort_by_key(|one| (one.member.peer.clone(), one.member.rank.unwrap_or(u32::MAX), one.key.clone()));
    let rows = all.iter().map(|one| {
        let Member { name, peer, .. } = &one.member;
        let mut row = vec![Cell::text(name), view.peer(peer)];
        row.extend(one.totals.iter().map(|total| view.drawn(total.as_ref())));
        let told = match (one.always_high, one.twice_low) {
            (true, _) => view.pick("一贯靠前", "steadily high"),
            (_, true) => view.pick("连续两期靠后", "twice low"),
            (false, false) => "",
        };
        row.push(view.spark());
        row.push(Cell::text(told));
        row
    });
    let mut heads = vec![Head::new(view.named(), 14, 26), Head::new(view.pick("排名组", "Peers"), 10, 24)];
    heads.extend(ids.iter().map(|id| Head::new(*id, 10, 24)));
    heads.push(Head::new(view.pick("走势", "Trend"), 16, 18));
    heads.push(Head::new(view.pick("情况", "Reading"), 12, 18));
    Grid { heads, rows: rows.collect(), filter: true, ..Grid::default() }
}

/// A line of these names for each of the rows from `first` (from 0), over the columns from the third; nothing is drawn of a blank.
pub(super) fn chart(title: &str, sheet: &str, first: u32, names: &[String], periods: usize) -> Chart {
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
    chart.show_empty_cells_as(ChartEmptyCells::Gaps);
    chart.title().set_name(title).set_font(ChartFont::new().set_size(12).set_name("黑体"));
    chart.set_width(590).set_height(340);
    chart
}
