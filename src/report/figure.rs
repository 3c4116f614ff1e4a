//! A figure of the work report, with where it was counted from.

use crate::base::exact::Exact;
use crate::base::place::Place;
use crate::base::text::Say;

/// A figure of the work report.
#[derive(Debug, Clone)]
pub struct FigureValue {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Unit: 人次, 件.
    pub unit: String,
    /// Value.
    pub value: Exact,
    /// Sheets and rows it was counted from: the sheet, its first and last row.
    pub sources: Vec<(Place, u32, u32)>,
    /// What is to be said beside it.
    pub note: Option<Say>,
}
