//! Charts of numbers by subject, in hatchings that a black-and-white printer keeps apart.

use rust_xlsxwriter::{Chart, ChartDataLabel, ChartFont, ChartLegendPosition, ChartPatternFillType, ChartType};

use crate::report::sheet::Sheet;
use crate::report::sheets::charts::hatched;

/// Rows that a chart covers.
const ROWS: u32 = 12;
/// Bars that a reader can tell apart.
const MOST: usize = 40;

const PATTERNS: [ChartPatternFillType; 5] = [
    ChartPatternFillType::DiagonalStripesWideUpwards,
    ChartPatternFillType::Dotted20Percent,
    ChartPatternFillType::HorizontalBrick,
    ChartPatternFillType::Dotted70Percent,
    ChartPatternFillType::DiagonalStripesLightDownwards,
];

/// One series of a chart: a column of the sheet's first table.
pub(super) struct Series {
    /// Its name.
    pub name: String,
    /// Column, from 0.
    pub column: usize,
}

/// Puts a chart below the sheet's first table: the columns of `series` for each of its first `rows` rows, which `names` tells.
pub(super) fn below(sheet: &mut Sheet, title: &str, names: usize, series: &[Series], rows: usize, format: &str) {
    let leads = sheet.leads.len();
    let name = sheet.name.clone();
    let Some(grid) = sheet.grids.first_mut().filter(|_| rows > 0 && !series.is_empty()) else { return };
    let first = Sheet::first_row(leads, grid.caption.is_some(), grid.is_double());
    let below = first + u32::try_from(grid.rows.len()).unwrap_or(0) + 1;
    grid.room = ROWS + 1;
    let chart = chart(&name, title, names, series, (first, rows.min(MOST)), format);
    sheet.charts.push((below, 0, chart));
    sheet.fixed = true;
}

fn chart(sheet: &str, title: &str, names: usize, series: &[Series], (first, rows): (u32, usize), format: &str) -> Chart {
    let stacked = series.len() > 1;
    let mut chart = Chart::new(if stacked { ChartType::ColumnStacked } else { ChartType::Column });
    let last = first + u32::try_from(rows).unwrap_or(1) - 1;
    let column = |column: usize| u16::try_from(column).unwrap_or(0);
    for (series, pattern) in series.iter().zip(PATTERNS.into_iter().cycle()) {
        chart
            .add_series()
            .set_name(&series.name)
            .set_categories((sheet, first, column(names), last, column(names)))
            .set_values((sheet, first, column(series.column), last, column(series.column)))
            .set_gap(60)
            .set_format(&mut hatched(pattern))
            .set_data_label(ChartDataLabel::new().show_value().set_num_format(format));
    }
    chart.title().set_name(title).set_font(ChartFont::new().set_size(12).set_name("黑体"));
    chart.y_axis().set_min(0).set_num_format(format);
    if format.contains('%') {
        chart.y_axis().set_max(1);
    }
    if stacked {
        chart.legend().set_position(ChartLegendPosition::Bottom);
    } else {
        chart.legend().set_hidden();
    }
    chart.set_width(760).set_height(240);
    chart
}
