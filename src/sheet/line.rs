//! Rows below the header that are no data: totals, notes, signatures, repeated headers.
//!
//! In: a row and the layout. Out: what it is. Every row set aside has a reason.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::fit::Layout;
use super::grid::{RawCell, RawRow, RawSheet};
use crate::base::text::{squeeze, squeezed, Say};

const TOTALS: [&str; 16] = [
    "合计",
    "小计",
    "总计",
    "共计",
    "累计",
    "平均",
    "平均分",
    "平均值",
    "平均数",
    "人均",
    "总分",
    "total",
    "subtotal",
    "grandtotal",
    "average",
    "sum",
];
/// `合计：12件`, `总计(3)`: totals with their number in the same cell.
const TOTAL_STARTS: [&str; 4] = ["合计", "小计", "总计", "共计"];
const TOTAL_ENDS: [&str; 3] = ["合计", "小计", "总计"];
const NOTES: [&str; 21] = [
    "备注",
    "注",
    "说明",
    "填表说明",
    "制表人",
    "制表",
    "审核",
    "审核人",
    "填表人",
    "填报人",
    "填表日期",
    "签发",
    "签发人",
    "统计人",
    "负责人",
    "联系人",
    "监票人",
    "计票人",
    "总监票人",
    "note",
    "notes",
];

/// Words that sign a sheet when a colon follows them; without it they may be data.
const SIGNED: [&str; 21] = [
    "签名",
    "签字",
    "签章",
    "盖章",
    "单位盖章",
    "填报单位",
    "填报日期",
    "填报时间",
    "制表日期",
    "数据截至",
    "制表时间",
    "统计日期",
    "日期",
    "单位",
    "复核",
    "复核人",
    "核对人",
    "记录人",
    "经办人",
    "主席",
    "站长",
];

/// What a row is.
pub enum Line {
    /// Data.
    Data,
    /// Set aside, and why.
    Aside(Say),
}

/// Tells the rows of one table apart.
pub struct Lines {
    /// Columns that the table reads; whether they hold only serial numbers.
    read: BTreeMap<u32, bool>,
    /// Columns that hold serial numbers, whether the table reads them or not.
    serial: Vec<u32>,
    required: Vec<u32>,
    width: usize,
}

impl Lines {
    /// For a table with this layout; `optional` says of each column whether it may be blank.
    pub fn new(layout: &Layout, optional: impl Fn(usize) -> bool) -> Self {
        let is_serial = |text: &str| matches!(squeeze(text).as_str(), "序号" | "编号" | "no." | "no");
        let own = layout.taken.iter().flatten().map(|head| (head.column, is_serial(&head.lowest)));
        let mut read: BTreeMap<u32, bool> = own.chain(layout.across.iter().map(|head| (head.column, false))).collect();
        // A list of numbers and nothing else is no serial numbering of blank rows.
        if read.values().all(|serial| *serial) {
            for serial in read.values_mut() {
                *serial = false;
            }
        }
        let needed = layout.taken.iter().enumerate().filter(|(index, _)| !optional(*index));
        let required = needed.filter_map(|(_, head)| head.as_ref().map(|head| head.column)).collect();
        let serial = layout.heads.iter().filter(|(_, text)| is_serial(text)).map(|(column, _)| *column).collect();
        Self { width: read.len(), read, serial, required }
    }

    /// What the row is.
    pub fn tell(&self, row: &RawRow, sheet: &RawSheet, layout: &Layout) -> Line {
        let mut own = row.cells.iter().filter_map(|(column, cell)| self.read.get(column).map(|serial| (*serial, cell)));
        let mut first_texts = row.cells.iter().map(|(_, cell)| cell).filter(|cell| !is_number(cell)).take(2);
        if first_texts.clone().any(is_total) {
            return Line::Aside(Say::new("合计或平均行", "a row of totals"));
        }
        let notes = || Line::Aside(Say::new("说明或签字行", "a note or signature"));
        let gaps = self.required.iter().any(|column| row.cell(*column).is_none());
        if first_texts.next().is_some_and(is_note) && (gaps || row.cells.len() <= 2 || labels(row) >= 2) {
            return notes();
        }
        if let [(column, cell)] = row.cells.as_slice() {
            if self.required.len() > 1 && is_below_note(row, sheet) {
                return notes();
            }
            if self.required.len() > 1 && is_numbered_heading(cell) {
                return Line::Aside(Say::new("表中小标题", "a heading within the table"));
            }
            let region = sheet.region(row.number, *column);
            if self.width > 2 && region.is_some_and(|region| region.top == region.bottom && region.extra_columns() >= 2) {
                return notes();
            }
        }
        if own.all(|(serial, cell)| serial && is_number(cell)) {
            let numbered = row.cells.iter().all(|(column, cell)| self.serial.contains(column) && is_number(cell));
            return Line::Aside(if numbered {
                Say::new("只有序号", "only a serial number")
            } else {
                Say::new("本表各列均为空", "nothing in the table's columns")
            });
        }
        if self.repeats_header(row, layout) {
            return Line::Aside(Say::new("重复的表头", "the header repeated"));
        }
        Line::Data
    }

    fn repeats_header(&self, row: &RawRow, layout: &Layout) -> bool {
        let mut same = 0;
        for (head, cell) in layout.taken.iter().flatten().filter_map(|head| Some((head, row.cell(head.column)?))) {
            if !head.repeats(&squeezed(&cell.text())) {
                return false;
            }
            same += 1;
        }
        same > 1 || same == 1 && self.width == 1
    }
}

/// Whether the cell begins a row of totals, a note or a signature.
pub fn is_remark(cell: &RawCell) -> bool {
    is_total(cell) || is_note(cell)
}

/// Whether the cell holds a number, or a text of digits.
pub fn is_number(cell: &RawCell) -> bool {
    match cell {
        RawCell::Number(_) => true,
        RawCell::Text(text) => text.trim().chars().all(char::is_numeric),
        RawCell::Date(_) | RawCell::Bool(_) | RawCell::Error(_) | RawCell::Unfinished => false,
    }
}

/// A short text without brackets and colons, squeezed; none for long ones.
fn label(cell: &RawCell) -> Option<Cow<'_, str>> {
    let RawCell::Text(text) = cell else { return None };
    if text.chars().nth(24).is_some() {
        return None;
    }
    let around = ['(', ')', ':', '【', '】'];
    Some(match squeezed(text) {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_matches(around)),
        Cow::Owned(text) => Cow::Owned(text.trim_matches(around).to_owned()),
    })
}

fn is_total(cell: &RawCell) -> bool {
    label(cell).is_some_and(|text| {
        let ends = text.chars().nth(8).is_none() && TOTAL_ENDS.iter().any(|end| text.ends_with(end));
        let number = |rest: &str| rest.starts_with(|mark: char| mark == ':' || mark == '(' || mark.is_ascii_digit());
        ends || TOTALS.contains(&&*text) || TOTAL_STARTS.iter().any(|start| text.strip_prefix(start).is_some_and(number))
    })
}

fn is_note(cell: &RawCell) -> bool {
    let RawCell::Text(text) = cell else { return false };
    let end = text.char_indices().nth(24).map_or(text.len(), |(end, _)| end);
    let start = squeezed(text.get(..end).unwrap_or_default());
    let start = start.trim_start_matches(['*', '※', '(', '【']);
    let signed = SIGNED.iter().any(|word| start.strip_prefix(word).is_some_and(|rest| rest.starts_with([':', ')'])));
    signed || NOTES.iter().any(|note| start.strip_prefix(note).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '】', '1'])))
}

/// Cells that ask for a name or a date: `审核：`.
fn labels(row: &RawRow) -> usize {
    row.cells.iter().filter(|(_, cell)| is_note(cell) && squeezed(&cell.text()).ends_with(':')).count()
}

/// Whether the row directly above begins with a note or a signature: what stands alone below it, such as a date, belongs to it.
fn is_below_note(row: &RawRow, sheet: &RawSheet) -> bool {
    let above = row.number.checked_sub(1).and_then(|above| sheet.row(above));
    let dated = row.cells.first().is_some_and(|(_, cell)| cell.text().contains(|mark: char| mark.is_ascii_digit()));
    dated && above.and_then(|above| above.cells.first()).is_some_and(|(_, cell)| is_note(cell))
}

/// `一、镇级代表`, `（二）区级代表`.
pub fn is_numbered_heading(cell: &RawCell) -> bool {
    let RawCell::Text(text) = cell else { return false };
    let text = squeeze(text);
    let (open, rest) = text.strip_prefix('(').map_or((false, text.as_str()), |rest| (true, rest));
    let behind = rest.trim_start_matches(|mark: char| "一二三四五六七八九十".contains(mark));
    behind.len() < rest.len() && behind.starts_with(if open { ')' } else { '、' })
}
