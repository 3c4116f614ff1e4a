//! Rows that read like a header: the words that stand in headers of offices' tables.
//!
//! In: the rubric's tables. Out: which rows of a sheet may begin a table. It reads no cell for its value.

use std::collections::BTreeSet;

use super::grid::{RawCell, RawRow, RawSheet};
use super::header::forms_of;
use super::line;
use super::plan::Plan;
use crate::base::text::{squeeze, squeezed};

/// Headers of tables that a rubric does not have.
const COMMON: [&str; 48] = [
    "序号",
    "编号",
    "姓名",
    "名称",
    "名字",
    "性别",
    "民族",
    "单位",
    "职务",
    "电话",
    "手机",
    "联系电话",
    "联系人",
    "联系方式",
    "地址",
    "日期",
    "时间",
    "地点",
    "内容",
    "事项",
    "项目",
    "类别",
    "类型",
    "数量",
    "人数",
    "次数",
    "金额",
    "单价",
    "比例",
    "得分",
    "分数",
    "等级",
    "排名",
    "名次",
    "状态",
    "结果",
    "备注",
    "说明",
    "部门",
    "负责人",
    "村名",
    "站名",
    "no.",
    "name",
    "date",
    "number",
    "type",
    "remarks",
];
/// Longer texts are no headers that are known.
const LONGEST: usize = 96;
/// So many texts of a row are looked at before it is taken for data.
const FIRST: usize = 3;
/// Rows that one header may have.
const MOST_HEIGHT: u32 = 3;

/// The words known to stand in headers.
pub struct HeaderWords {
    known: BTreeSet<String>,
    /// Bytes of the longest.
    longest: usize,
}

/// Rows that read like one header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heading {
    /// First row of the titles above it; the header's own where there is none.
    pub title: u32,
    /// First row of the header.
    pub top: u32,
    /// Last row of it.
    pub bottom: u32,
    /// Whether an empty row or a title parts it from what stands above.
    pub apart: bool,
    /// Whether several of its words are known, and no others outweigh them.
    pub sure: bool,
}

impl HeaderWords {
    /// Of these tables, without the words that their cells may hold.
    pub fn new(plans: &[Plan]) -> Self {
        let columns = || plans.iter().flat_map(|plan| &plan.columns);
        let mut known: BTreeSet<String> = columns().flat_map(|column| column.headers.iter().cloned()).collect();
        known.extend(COMMON.iter().map(|text| squeeze(text)));
        for word in columns().flat_map(|column| column.words.keys()) {
            known.remove(word);
        }
        let longest = known.iter().map(String::len).max().unwrap_or(0);
        Self { known, longest }
    }

    /// All headings of a sheet, in order.
    pub fn headings(&self, sheet: &RawSheet) -> Vec<Heading> {
        let mut headings: Vec<Heading> = Vec::new();
        for (index, row) in sheet.rows.iter().enumerate() {
            let Some(sure) = self.reads_like_one(row) else { continue };
            let joins = |last: &&mut Heading| {
                let follows = last.bottom + 1 == row.number && row.number - last.top < MOST_HEIGHT;
                // A row of data above a header is no part of it.
                follows && (last.sure || has_region(sheet, last.bottom))
            };
            if let Some(last) = headings.last_mut().filter(joins) {
                last.bottom = row.number;
                last.sure |= sure;
                continue;
            }
            let (title, apart) = title_above(sheet, index);
            headings.push(Heading { title, top: row.number, bottom: row.number, apart, sure });
        }
        headings
    }

    /// Nothing for data; else whether it is sure.
    fn reads_like_one(&self, row: &RawRow) -> Option<bool> {
        let texts = || row.cells.iter().filter_map(|(_, cell)| if let RawCell::Text(text) = cell { Some(text.as_str()) } else { None });
        if !texts().take(FIRST).any(|text| self.knows(text)) {
            return None;
        }
        let known: BTreeSet<String> = texts().filter(|text| self.knows(text)).map(squeeze).collect();
        let numbers = row.cells.iter().any(|(_, cell)| matches!(cell, RawCell::Number(_)));
        Some(!numbers && known.len() > 1 && known.len() * 2 >= texts().count())
    }

    /// Whether a text of Chinese characters and digits alone is known.
    pub fn knows_plain(&self, text: &str) -> bool {
        text.len() <= self.longest && self.known.contains(text)
    }

    /// Whether the text, or a form of it, is known.
    pub fn knows(&self, text: &str) -> bool {
        text.len() <= LONGEST && (self.known.contains(&*squeezed(text)) || forms_of(text).iter().any(|form| self.known.contains(form)))
    }
}

/// Whether cells of the row are merged.
fn has_region(sheet: &RawSheet, row: u32) -> bool {
    sheet.row(row).is_some_and(|row| row.cells.iter().any(|(column, _)| sheet.region(row.number, *column).is_some()))
}

/// The first of the rows with one text that stand directly above this one, and whether anything parts it from what is above.
fn title_above(sheet: &RawSheet, index: usize) -> (u32, bool) {
    let Some(own) = sheet.rows.get(index) else { return (1, false) };
    let mut top = own.number;
    for (titles, row) in (0..).zip(sheet.rows.iter().take(index).rev()) {
        if row.number + 1 != top {
            return (top, true);
        }
        if row.cells.len() != 1 || titles == MOST_HEIGHT || !is_title(sheet, row, index) {
            return (top, titles > 0);
        }
        top = row.number;
    }
    (top, true)
}

/// A text alone in its row: merged over columns, or below an empty row.
fn is_title(sheet: &RawSheet, row: &RawRow, below: usize) -> bool {
    let Some((column, RawCell::Text(_))) = row.cells.first().filter(|(_, cell)| !line::is_remark(cell)) else { return false };
    let wide = sheet.rows.get(below).is_some_and(|row| row.cells.len() > 1);
    let parted = row.number == 1 || sheet.row(row.number - 1).is_none();
    let merged = sheet.region(row.number, *column).is_some_and(|region| region.extra_columns() > 0);
    wide && (merged || parted || sheet.row(row.number - 1).is_some_and(|above| above.cells.len() > 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(rows: &[&str]) -> Vec<(u32, u32, u32, bool, bool)> {
        let mut cells = Vec::new();
        for (row, line) in (1..).zip(rows) {
            let fields = (1..).zip(line.split(',')).filter(|(_, field)| !field.is_empty());
            cells.extend(
                fields
                    .map(|(column, field)| (row, column, field.parse().map_or_else(|_| RawCell::Text(field.to_owned()), RawCell::Number))),
            );
        }
        let found = HeaderWords::new(&[]).headings(&RawSheet::new("表".into(), cells, &[]));
        found.iter().map(|one| (one.title, one.top, one.bottom, one.apart, one.sure)).collect()
    }

    #[test]
    fn a_heading_is_told_with_its_title_and_what_parts_it() {
        assert_eq!(
            headings(&["名册", "姓名（必填）,单位", "张三,甲厂", "", "二、站", "站名,地址", "东站,村部"]),
            [(1, 2, 2, true, true), (5, 6, 6, true, true)]
        );
        assert_eq!(headings(&["姓名,单位", "张三,甲厂", "姓名,单位"]), [(1, 1, 1, true, true), (3, 3, 3, false, true)]);
        assert_eq!(headings(&["姓名,单位", "职务,电话", "张三,3"]), [(1, 1, 2, true, true)], "two rows are one heading");
    }

    #[test]
    fn data_with_a_word_of_a_header_are_not_sure() {
        assert_eq!(headings(&["张三,电话,5"]), [(1, 1, 1, true, false)]);
        assert_eq!(headings(&["张三,李四,王五"]), []);
    }
}
