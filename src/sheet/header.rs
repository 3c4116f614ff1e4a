//! The header rows of a sheet, wherever they stand.
//!
//! In: a sheet. Out: for its first rows, what they would be as a header of one to three rows,
//! each column with the texts above it. It knows no rubric.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::{RawCell, RawRow, RawSheet};
use crate::base::period::Day;
use crate::base::text::{squeeze, tidy};

/// Used rows in which a header is looked for.
const MOST_ROWS: usize = 40;
/// Rows that one header may have.
const MOST_HEIGHT: u32 = 3;

/// Marks of what is no part of a header, in squeezed texts.
const HINTS: [char; 10] = ['(', ')', '[', ']', '【', '】', '〔', '〕', '*', ':'];

/// The header of one column.
#[derive(Debug, Clone)]
pub struct Head {
    /// Column of the sheet.
    pub column: u32,
    /// Row of the lowest text.
    pub row: u32,
    /// Texts from above to below, tidied, joined by `/`.
    pub text: String,
    /// The lowest text.
    pub lowest: String,
    /// Where one of its cells is a date.
    pub day: Option<Day>,
    /// Squeezed forms that a header of the rubric may equal, the closest first.
    forms: Vec<String>,
}

impl Head {
    /// A header whose texts are known, from above to below, each with whether its first column is this one.
    pub fn given(column: u32, row: u32, parts: &[(String, bool)]) -> Self {
        let text = parts.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join("/");
        let lowest = parts.last().map(|(text, _)| text.clone()).unwrap_or_default();
        Self { column, row, forms: forms(&text, parts), text, lowest, day: None }
    }

    /// How close the text comes to one that is accepted; 0 is closest.
    pub fn rank(&self, accepts: impl Fn(&str) -> bool) -> Option<usize> {
        self.forms.iter().position(|form| accepts(form))
    }

    /// The closest form that is accepted.
    pub fn form<T>(&self, accept: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.forms.iter().find_map(|form| accept(form))
    }

    /// Its forms, the closest first.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        self.forms.iter().map(String::as_str)
    }

    /// Whether a cell of the data repeats it.
    pub fn repeats(&self, squeezed: &str) -> bool {
        self.forms.iter().any(|form| form == squeezed)
    }
}

/// Rows taken as a header.
#[derive(Debug, Clone)]
pub struct Block {
    /// First row.
    pub top: u32,
    /// Last row.
    pub bottom: u32,
    /// In order of column.
    pub heads: Vec<Head>,
}

impl Block {
    /// Number of rows.
    pub fn height(&self) -> u32 {
        self.bottom - self.top + 1
    }
}

/// All blocks of a sheet, made when asked for.
pub struct Blocks<'a> {
    sheet: &'a RawSheet,
    made: Vec<Vec<Block>>,
}

impl<'a> Blocks<'a> {
    /// Blocks of this sheet.
    pub fn new(sheet: &'a RawSheet) -> Self {
        Self { sheet, made: Vec::new() }
    }

    /// The row below these rows, and the block with it.
    pub fn with_row_below(&self, top: u32, bottom: u32) -> Option<(&RawRow, Block)> {
        let lower = self.sheet.row(bottom + 1).filter(|_| bottom - top + 1 < MOST_HEIGHT)?;
        Some((lower, block(self.sheet, top, bottom + 1)))
    }

    /// The blocks that end at the used row with this index.
    pub fn ending_at(&mut self, index: usize) -> Option<&[Block]> {
        while self.made.len() <= index {
            let row = self.sheet.rows.get(self.made.len()).filter(|_| index < MOST_ROWS)?;
            self.made.push(blocks(self.sheet, row.number));
        }
        self.made.get(index).map(Vec::as_slice)
    }
}

fn blocks(sheet: &RawSheet, bottom: u32) -> Vec<Block> {
    let mut blocks = vec![block(sheet, bottom, bottom)];
    let mut top = bottom;
    while top > 1 && bottom - top + 1 < MOST_HEIGHT && groups(sheet, top - 1, top) {
        top -= 1;
        blocks.push(block(sheet, top, bottom));
    }
    blocks
}

/// Whether the upper row groups columns of the lower one, rather than being a title or data.
fn groups(sheet: &RawSheet, upper: u32, lower: u32) -> bool {
    let Some(above) = sheet.row(upper) else { return false };
    let none = RawRow::default();
    let below = sheet.row(lower).unwrap_or(&none);
    let first_below = below.cells.first().map_or(u32::MAX, |(column, _)| *column);
    // Below a header of its own a lower header row is empty; a row of data is not.
    let over_data = above.cells.iter().any(|(column, _)| sheet.region(upper, *column).is_none() && below.cell(*column).is_some());
    above.cells.iter().any(|(column, _)| {
        let Some(region) = sheet.region(upper, *column) else { return false };
        if region.bottom >= lower {
            return region.extra_columns() == 0 || above.cells.len() > 1;
        }
        let under = below.cells.iter().filter(|(column, _)| (region.left..=region.right).contains(column)).count();
        // Beside a header merged down from above, a group alone in its row is no title.
        let beside =
            (1..region.left).any(|column| sheet.region(upper, column).is_some_and(|from| from.top < upper && from.bottom >= lower));
        let is_title = above.cells.len() == 1 && region.left <= first_below && !beside;
        under >= 2 && !is_title && !over_data
    })
}

fn block(sheet: &RawSheet, top: u32, bottom: u32) -> Block {
    let rows = (top..=bottom).filter_map(|number| sheet.row(number));
    let columns: BTreeSet<u32> = rows.flat_map(|row| row.cells.iter().map(|(column, _)| *column)).collect();
    Block { top, bottom, heads: columns.into_iter().filter_map(|column| head(sheet, top, bottom, column)).collect() }
}

fn head(sheet: &RawSheet, top: u32, bottom: u32, column: u32) -> Option<Head> {
    // By the cell where each stands, so that a text merged over two rows is one text.
    let mut texts: BTreeMap<(u32, u32), &RawCell> = BTreeMap::new();
    for row in top..=bottom {
        texts.extend(sheet.shown(row, column).filter(|(_, (row, _))| *row >= top).map(|(cell, place)| (place, cell)));
    }
    let parts: Vec<(String, bool)> = texts.iter().map(|((_, left), cell)| (tidy(&cell.text()), *left == column)).collect();
    let (row, _) = *texts.keys().next_back()?;
    let day = texts.values().rev().find_map(|cell| if let RawCell::Date(day) = cell { Some(*day) } else { None });
    let text = parts.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join("/");
    let lowest = parts.last().map(|(text, _)| text.clone()).unwrap_or_default();
    Some(Head { column, row, forms: forms(&text, &parts), text, lowest, day })
}

/// Squeezed forms of a text that stands alone, without its hints in brackets.
pub fn forms_of(text: &str) -> Vec<String> {
    let hinted = text.contains(['(', '（', '[', '【', '〔', '*', ':', '：', '＊']);
    if hinted {
        without_hints(&squeeze(text))
    } else {
        Vec::new()
    }
}

/// Joined, lowest, upper (where this is its first column), then all without hints in brackets.
fn forms(joined: &str, parts: &[(String, bool)]) -> Vec<String> {
    let mut exact = vec![squeeze(joined)];
    if let [.., (upper, _), (lower, _)] = parts {
        exact.push(squeeze(&format!("{upper}/{lower}")));
    }
    let own = parts.iter().rev().enumerate().filter(|(index, (_, first))| *index == 0 || *first);
    exact.extend(own.map(|(_, (text, _))| squeeze(text)));
    let mut bare: Vec<String> = exact.iter().filter(|text| text.contains(HINTS)).flat_map(|text| without_hints(text)).collect();
    exact.append(&mut bare);
    let mut forms: Vec<String> = Vec::with_capacity(exact.len());
    for form in exact {
        if !form.is_empty() && !forms.contains(&form) {
            forms.push(form);
        }
    }
    forms
}

/// `姓名(必填)`, `*姓名`, `姓名:` → `姓名`; `满意(80-100)分` → `满意分`, `满意`.
fn without_hints(squeezed: &str) -> Vec<String> {
    let mut depth = 0_u32;
    let mut bare = String::new();
    for mark in squeezed.chars() {
        match mark {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            '*' | ':' => {}
            _ if depth == 0 => bare.push(mark),
            _ => {}
        }
    }
    let unit = bare.strip_suffix('分').filter(|_| squeezed.contains('(')).map(str::to_owned);
    std::iter::once(bare).chain(unit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::grid::Region;

    fn sheet(cells: &[(u32, u32, &str)], regions: &[(u32, u32, u32, u32)]) -> RawSheet {
        let cells = cells.iter().map(|(row, column, text)| (*row, *column, RawCell::Text((*text).into()))).collect();
        let regions: Vec<Region> =
            regions.iter().map(|(top, left, bottom, right)| Region { top: *top, bottom: *bottom, left: *left, right: *right }).collect();
        RawSheet::new("表".into(), cells, &regions)
    }

    fn texts(block: &Block) -> Vec<&str> {
        block.heads.iter().map(|head| head.text.as_str()).collect()
    }

    #[test]
    fn a_merged_upper_row_is_joined_and_a_title_is_not() {
        let sheet = sheet(
            &[
                (1, 1, "签到表"),
                (2, 1, "姓名"),
                (2, 2, "人代会"),
                (2, 4, "主席团会议"),
                (3, 2, "1月8日"),
                (3, 3, "1月9日"),
                (3, 4, "3月5日"),
            ],
            &[(1, 1, 1, 4), (2, 1, 3, 1), (2, 2, 2, 3)],
        );
        let mut blocks = Blocks::new(&sheet);
        let ending = blocks.ending_at(2).unwrap_or_default();
        assert_eq!(ending.iter().map(|block| (block.top, block.bottom)).collect::<Vec<_>>(), [(3, 3), (2, 3)]);
        assert_eq!(ending.last().map(texts), Some(vec!["姓名", "人代会/1月8日", "人代会/1月9日", "主席团会议/3月5日"]));
    }

    #[test]
    fn merged_cells_of_the_data_are_no_group() {
        let sheet = sheet(&[(1, 1, "姓名"), (1, 3, "分"), (2, 1, "张三"), (2, 3, "1")], &[(1, 1, 1, 2), (2, 1, 2, 2)]);
        assert_eq!(Blocks::new(&sheet).ending_at(1).map(<[Block]>::len), Some(1));
    }

    #[test]
    fn data_below_a_merged_header_is_no_lower_header() {
        let cells = [(1, 1, "姓名"), (1, 2, "备注"), (2, 1, "张三"), (2, 2, "好"), (2, 3, "甲")];
        let sheet = sheet(&cells, &[(1, 2, 1, 3)]);
        assert_eq!(Blocks::new(&sheet).ending_at(1).map(<[Block]>::len), Some(1));
    }

    #[test]
    fn hints_are_forgiven_but_come_last() {
        let forms = |text: &str| forms(text, &[(text.to_owned(), true)]);
        assert_eq!(forms("姓名\n（必填）"), ["姓名(必填)", "姓名"]);
        assert_eq!(forms("满意（80-100）分"), ["满意(80-100)分", "满意分", "满意"]);
        assert_eq!(forms("*日期："), ["*日期:", "日期"]);
    }
}
