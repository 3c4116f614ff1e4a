//! What stands on one printed sheet, before it is written: title, lines, tables of cells, notes.
//!
//! The sheets of a workbook are made as values of these types; only [`super::paper`] knows how they are written.

use rust_xlsxwriter::Chart;

use crate::base::exact::Exact;

/// One sheet.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is said of the whole sheet by itself")]
pub(super) struct Sheet {
    /// Name on the tab.
    pub name: String,
    /// Whether formulas refer to the sheet by its name, which then stays.
    pub fixed: bool,
    /// Title in the first row.
    pub title: String,
    /// Whether numbers are points, which is then said under the title.
    pub points: bool,
    /// Lines under the title, over the tables.
    pub leads: Vec<String>,
    /// Tables, one under the other.
    pub grids: Vec<Grid>,
    /// Lines under the tables.
    pub notes: Vec<String>,
    /// Columns from the left that stay in view.
    pub frozen: u16,
    /// Whether a line to sign stands at the end.
    pub signed: bool,
    /// Further lines to sign, before it.
    pub signatures: Vec<String>,
    /// Set over every page of the sheet.
    pub over: Option<String>,
    /// Width of a band right of the tables, for charts; where there is a gap too, each further table then begins a page.
    pub beside: u16,
    /// Charts with the row and column of their upper left corner.
    pub charts: Vec<(u32, u16, Chart)>,
    /// Rows left free between tables, for charts.
    pub gap: u32,
    /// Emphasis that follows the text of a column.
    pub emphasis: Vec<Emphasis>,
    /// How many pages tall it is printed, where it would run over by a few lines; 0 for as many as it takes.
    pub tall: u16,
    /// Whether it may be written row by row into a file of its own, where it is long; its heads have one row then.
    pub streamed: bool,
}

/// A table.
#[derive(Default)]
pub(super) struct Grid {
    /// Line over the table.
    pub caption: Option<String>,
    /// Columns.
    pub heads: Vec<Head>,
    /// Cells, a row each.
    pub rows: Vec<Vec<Cell>>,
    /// Whether the head gets filter buttons.
    pub filter: bool,
    /// Rows left free below it, for a chart.
    pub room: u32,
    /// Whether it begins a page.
    pub fresh: bool,
}

/// The head of a column.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    /// Text.
    pub text: String,
    /// Text of a merged cell above, the same for all columns under it.
    pub over: Option<String>,
    /// Least and greatest width in half-width characters.
    pub width: (u16, u16),
}

/// A cell.
#[derive(Debug, Clone)]
pub(super) enum Cell {
    /// Nothing, but a frame.
    Empty,
    /// Text in the middle.
    Text(String),
    /// Text from the left, over several lines where it is long.
    Long(String),
    /// The same, which leads to a place in a file beside the workbook: `2025-H1/a.xlsx#'sheet'!B7`.
    Link(String, String),
    /// A number.
    Number(f64, Show),
    /// A formula with its cached value.
    Live(String, f64, Show),
    /// A small line drawn of so many cells left of it.
    Spark(u16),
}

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Show {
    /// Points, at the rubric's decimals.
    Points,
    /// Points that the engine wrote where a formula could stand: with a star.
    PointsByEngine,
    /// Halves of points, with one decimal more.
    HalfPoints,
    /// A whole number in the middle: ranks and counts.
    Whole,
    /// A whole number that the engine wrote where a formula could stand: with a star.
    WholeByEngine,
    /// A whole number from the right, among others with decimals.
    Quantity,
    /// Two decimals.
    Hundredths,
    /// A percentage with one decimal.
    Percent,
    /// A percentage of ballots, at the rubric's decimals.
    Share,
    /// A percentage with two decimals.
    FinePercent,
    /// The difference of two percentages, in hundredths, with one decimal.
    PercentagePoints,
}

/// Rows whose cell in a column holds a text are emphasised.
#[derive(Debug, Clone)]
pub(super) struct Emphasis {
    /// The text.
    pub text: &'static str,
    /// Bold with lines above and below, or italic.
    pub bold: bool,
    /// Column looked at.
    pub column: u16,
}

impl Show {
    /// All ways.
    pub const ALL: [Self; 11] = [
        Self::Points,
        Self::PointsByEngine,
        Self::HalfPoints,
        Self::Whole,
        Self::WholeByEngine,
        Self::Quantity,
        Self::Hundredths,
        Self::Percent,
        Self::Share,
        Self::FinePercent,
        Self::PercentagePoints,
    ];
}

impl Head {
    /// A column at least and at most so wide.
    pub fn new(text: impl Into<String>, least: u16, most: u16) -> Self {
        Self { text: text.into(), over: None, width: (least, most) }
    }

    /// Under a merged cell.
    #[must_use]
    pub fn under(mut self, over: impl Into<String>) -> Self {
        self.over = Some(over.into());
        self
    }
}

impl Cell {
    /// Text in the middle; a frame where there is none.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }

    /// Text from the left; a frame where there is none.
    pub fn long(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Long(text)
        }
    }

    /// The text, where it is one.
    pub fn as_text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Long(text) | Self::Link(text, _) => text,
            Self::Empty | Self::Number(..) | Self::Live(..) | Self::Spark(_) => "",
        }
    }

    /// A whole number.
    pub fn whole(number: impl TryInto<u32>) -> Self {
        number.try_into().map_or(Self::Empty, |number| Self::Number(f64::from(number), Show::Whole))
    }

    /// A number with two decimals unless it is whole.
    pub fn quantity(number: &Exact) -> Self {
        let show = if number.to_whole().is_some() { Show::Quantity } else { Show::Hundredths };
        Self::Number(number.to_f64(), show)
    }

    /// A dash where there is no number.
    pub fn dash() -> Self {
        Self::Text("—".into())
    }
}

impl Grid {
    /// Whether the head has two rows.
    pub fn is_double(&self) -> bool {
        self.heads.iter().any(|head| head.over.is_some())
    }

    /// Whether the head says the same as that of another table.
    pub fn has_head_of(&self, other: &Self) -> bool {
        self.heads.iter().map(|head| (&head.text, &head.over)).eq(other.heads.iter().map(|head| (&head.text, &head.over)))
    }
}

impl Sheet {
    /// The last row of a sheet with one table, counted from 0.
    pub fn last_row(&self) -> u32 {
        let of_grid = |grid: &Grid| Self::first_row(self.leads.len(), grid.caption.is_some(), grid.is_double()) as usize + grid.rows.len();
        let table = self.grids.first().map_or(2 + self.leads.len(), of_grid);
        let signed = if self.signed || !self.signatures.is_empty() { 1 + self.signatures.len() + usize::from(self.signed) } else { 0 };
        u32::try_from(table + self.notes.len() + signed).unwrap_or(u32::MAX).saturating_sub(1)
    }

    /// Row (from 0) of the first data row of the first table.
    pub fn first_row(leads: usize, captioned: bool, double: bool) -> u32 {
        let lines = 2 + leads + usize::from(captioned) + 1 + usize::from(double);
        u32::try_from(lines).unwrap_or(u32::MAX)
    }

    /// Row (from 0) of the first data row of a table under another whose first data row and number of rows these are.
    pub fn row_below(first: u32, rows: usize, gap: u32, grid: &Grid) -> u32 {
        let heads = u32::from(grid.caption.is_some()) + 1 + u32::from(grid.is_double());
        first + u32::try_from(rows).unwrap_or(u32::MAX / 2) + gap.max(1) + heads
    }
}
