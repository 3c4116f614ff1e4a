//! Charts of numbers by subject, in hatchings that a black-and-white printer keeps apart.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartPatternFillType, ChartSolidFill, ChartType, Color,
};

use crate::report::sheet::{Cell, Grid, Sheet};
use crate::report::sheets::charts::hatched;

/// Rows that a chart covers.
const ROWS: u32 = 12;
/// A piece of the longest bar says its number where it is one of so many equal ones, or larger.
const PIECES: u64 = 7;
/// Bars that a reader can tell apart.
const MOST: usize = 40;

const PATTERNS: [ChartPatternFillType; 5] = [
    ChartPatternFillType::DiagonalStripesWideUpwards,
    ChartPatternFillType::Dotted5Percent,
    ChartPatternFillType::HorizontalStripesNarrow,
    ChartPatternFillType::Dotted75Percent,
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
    let labels = if series.len() > 1 { format!("[>={}]{format}", least(grid, series, rows)) } else { format.to_owned() };
    let chart = chart(&name, title, names, series, (first, rows.min(MOST)), [format, &labels]);
    sheet.charts.push((below, 0, chart));
    sheet.fixed = true;
}

/// The least number that a piece of a bar has room to say; of less the table tells.
fn least(grid: &Grid, series: &[Series], rows: usize) -> u64 {
    let number = |row: &Vec<Cell>, column: usize| match row.get(column) {
        Some(Cell::Number(number, _) | Cell::Live(_, number, _)) => format!("{number:.0}").parse().unwrap_or(0),
        Some(Cell::Empty | Cell::Text(_) | Cell::Long(_) | Cell::Link(..) | Cell::Spark(_)) | None => 0_u64,
    };
    let bars = grid.rows.iter().take(rows).map(|row| series.iter().map(|series| number(row, series.column)).sum::<u64>());
    bars.max().unwrap_or(0).div_ceil(PIECES).max(1)
}

fn chart(sheet: &str, title: &str, names: usize, series: &[Series], (first, rows): (u32, usize), [format, labels]: [&str; 2]) -> Chart {
    let stacked = series.len() > 1;
    let mut chart = Chart::new(if stacked { ChartType::ColumnStacked } else { ChartType::Column });
    let last = first + u32::try_from(rows).unwrap_or(1) - 1;
    // On a dark hatching a number needs white behind it.
    let mut paper = ChartFormat::new();
    paper.set_solid_fill(ChartSolidFill::new().set_color(Color::White));
    let column = |column: usize| u16::try_from(column).unwrap_or(0);
    for (series, pattern) in series.iter().zip(PATTERNS.into_iter().cycle()) {
        chart
            .add_series()
            .set_name(&series.name)
            .set_categories((sheet, first, column(names), last, column(names)))
            .set_values((sheet, first, column(series.column), last, column(series.column)))
            .set_gap(60)
            .set_format(&mut hatched(pattern))
            .set_data_label(ChartDataLabel::new().show_value().set_num_format(labels).set_format(&mut paper));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_piece_that_has_room_says_its_number() {
        let row = |numbers: [u64; 2]| vec![Cell::text("东门站"), Cell::whole(numbers[0]), Cell::whole(numbers[1])];
        let grid = Grid { rows: vec![row([12, 1]), row([13, 2]), row([50, 50])], ..Grid::default() };
        let series = [1, 2].map(|column| Series { name: String::new(), column });
        assert_eq!(least(&grid, &series, 2), 3, "a seventh of 15, the sum below is no bar");
        assert_eq!(least(&Grid::default(), &series, 2), 1);
    }
}
