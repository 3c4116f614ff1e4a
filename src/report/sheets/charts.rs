//! 图表: how the totals of each peer group are spread, and its ten highest; native charts of the spreadsheet.

use rust_xlsxwriter::{Chart, ChartDataLabel, ChartFont, ChartFormat, ChartLine, ChartPatternFill, ChartPatternFillType, ChartType, Color};

use crate::base::exact::Exact;
use crate::report::roll::{Line, Peer, Roll};
use crate::report::sheet::{Cell, Grid, Head, Sheet, Show};

/// Peer groups that get charts; more would fill a book nobody reads.
const MOST_PEERS: usize = 6;
/// Bins of the spread.
const MOST_BINS: i64 = 10;
/// Rows that a pair of charts covers.
const CHART_ROWS: u32 = 17;

/// Makes the sheet; none when nobody is ranked.
pub(in crate::report) fn sheet(roll: &Roll) -> Option<Sheet> {
    let name = roll.pick("图表", "Charts").to_owned();
    let mut sheet =
        Sheet { title: roll.titled(roll.pick("总分分布与前十名", "spread of totals and the ten highest")), ..Sheet::default() };
    let mut row = 3_u32;
    for peer in roll.peers.iter().filter(|peer| peer.lines.iter().any(Line::ranked)).take(MOST_PEERS) {
        let grid = grid(roll, peer);
        // The row of the head; title, line and caption stand over the first, the charts and a caption over the next.
        let first = row + 1;
        let bins = bins(peer);
        let top = top(peer).len();
        let below = first + u32::try_from(grid.rows.len()).unwrap_or(0);
        sheet.charts.push((below + 1, 0, spread(roll, peer, &name, first, &bins)));
        sheet.charts.push((below + 1, 4, highest(roll, peer, &name, first, top)));
        row = below + CHART_ROWS + 2;
        sheet.grids.push(grid);
    }
    if sheet.grids.is_empty() {
        return None;
    }
    sheet.gap = CHART_ROWS + 1;
    sheet.beside = 70;
    sheet.name = name;
    sheet.fixed = true;
    Some(sheet)
}

fn grid(roll: &Roll, peer: &Peer) -> Grid {
    let (bins, top) = (bins(peer), top(peer));
    let rows = (0..bins.len().max(top.len())).map(|index| {
        let mut row = match bins.get(index) {
            Some((label, count)) => vec![Cell::text(label), Cell::whole(*count)],
            None => vec![Cell::Empty, Cell::Empty],
        };
        row.extend(match top.get(index) {
            Some((name, total)) => [Cell::text(*name), Cell::Number(total.to_f64(), Show::Points)],
            None => [Cell::Empty, Cell::Empty],
        });
        row
    });
    let called = if peer.name.is_empty() { roll.pick("全部", "All") } else { peer.name };
    Grid {
        caption: Some(called.to_owned()),
        heads: vec![
            Head::new(roll.pick("总分（含下限，不含上限）", "Total (lower end included)"), 26, 26),
            Head::new(roll.pick("人数", "Subjects"), 10, 12),
            Head::new(roll.pick("前十名", "Ten highest"), 24, 24),
            Head::new(roll.pick("总分", "Total"), 12, 12),
        ],
        rows: rows.collect(),
        ..Grid::default()
    }
}

/// Totals of the ranked in bins of equal and round width, lowest first.
fn bins(peer: &Peer) -> Vec<(String, usize)> {
    let totals: Vec<&Exact> = peer.lines.iter().filter(|line| line.ranked()).filter_map(|line| line.standing.total.as_ref()).collect();
    let (Some(low), Some(high)) = (totals.iter().min(), totals.iter().max()) else { return Vec::new() };
    let whole = |number: &Exact| number.floor().to_whole().unwrap_or(0);
    let (low, high) = (whole(low), whole(high));
    let fits = |width: i64| high.div_euclid(width) - low.div_euclid(width) < MOST_BINS;
    let widths = (0..18_u32).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_i64.pow(power).min(i64::MAX / 5)));
    let width = widths.into_iter().find(|width| fits(*width)).unwrap_or(1);
    let of = |total: &Exact| whole(total).div_euclid(width);
    (low.div_euclid(width)..=high.div_euclid(width))
        .map(|bin| {
            let count = totals.iter().filter(|total| of(total) == bin).count();
            (format!("[{}, {})", bin * width, (bin + 1) * width), count)
        })
        .collect()
}

fn top<'a>(peer: &'a Peer) -> Vec<(&'a str, &'a Exact)> {
    let ranked = peer.lines.iter().filter(|line| line.ranked());
    ranked.filter_map(|line| Some((line.subject.name.as_str(), line.standing.total.as_ref()?))).take(10).collect()
}

fn spread(roll: &Roll, peer: &Peer, sheet: &str, first: u32, bins: &[(String, usize)]) -> Chart {
    let highest = bins.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let mut chart = Chart::new(ChartType::Column);
    let last = first + u32::try_from(bins.len()).unwrap_or(1) - 1;
    chart
        .add_series()
        .set_name(roll.pick("人数", "Subjects"))
        .set_categories((sheet, first, 0, last, 0))
        .set_values((sheet, first, 1, last, 1))
        .set_gap(20)
        .set_format(&mut hatched(ChartPatternFillType::DiagonalStripesWideUpwards))
        .set_data_label(ChartDataLabel::new().show_value());
    chart.y_axis().set_name(roll.pick("人数", "Subjects"));
    if highest <= 10 {
        chart.y_axis().set_major_unit(1);
    }
    chart.x_axis().set_name(roll.pick("总分", "Total"));
    dress(&mut chart, &title(peer, roll.pick("总分分布", "Spread of totals")));
    chart
}

fn highest(roll: &Roll, peer: &Peer, sheet: &str, first: u32, top: usize) -> Chart {
    let mut chart = Chart::new(ChartType::Bar);
    let last = first + u32::try_from(top).unwrap_or(1) - 1;
    let format = format!("0.{}", "0".repeat(roll.rubric().rounding.decimals as usize));
    chart
        .add_series()
        .set_name(roll.pick("总分", "Total"))
        .set_categories((sheet, first, 2, last, 2))
        .set_values((sheet, first, 3, last, 3))
        .set_gap(40)
        .set_format(&mut hatched(ChartPatternFillType::Dotted20Percent))
        .set_data_label(ChartDataLabel::new().show_value().set_num_format(format.trim_end_matches('.')));
    chart.y_axis().set_reverse();
    chart.x_axis().set_min(0).set_hidden(true).set_major_gridlines(false);
    dress(&mut chart, &title(peer, roll.pick("前十名", "Ten highest")));
    chart
}

fn title(peer: &Peer, what: &str) -> String {
    if peer.name.is_empty() {
        what.to_owned()
    } else {
        format!("{} {what}", peer.name)
    }
}

/// Hatching and black lines, for printers without colour.
pub(in crate::report) fn hatched(pattern: ChartPatternFillType) -> ChartFormat {
    let mut fill = ChartPatternFill::new();
    fill.set_pattern(pattern).set_foreground_color(Color::Black).set_background_color(Color::White);
    let mut format = ChartFormat::new();
    format.set_pattern_fill(&fill).set_border(ChartLine::new().set_color(Color::Black));
    format
}

fn dress(chart: &mut Chart, title: &str) {
    chart.title().set_name(title).set_font(ChartFont::new().set_size(12).set_name("黑体"));
    chart.legend().set_hidden();
    chart.set_width(470).set_height(320);
}
