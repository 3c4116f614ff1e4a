//! Web pages to grids: what many systems export under the ending of a workbook. The only file that knows html5ever.
//!
//! In: the path of a page. Out: a sheet for each table that stands in no other one. It knows no rubric.

use std::collections::BTreeMap;
use std::path::Path;

use html5ever::tendril::TendrilSink;
use html5ever::{parse_document, ParseOpts};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use super::book::Sheet;
use super::bounds::{columns_fit, rows_fit, MOST_COLUMNS, MOST_ROWS};
use super::taker::About;
use super::{because, unreadable};
use crate::base::problem::Fault;
use crate::sheet::encoding::decode;
use crate::sheet::grid::{RawCell, Region};

/// Reads the tables of a page; a page with several numbers them behind the file's name.
pub(super) fn sheets(path: &Path, stem: &str) -> Result<Vec<Sheet>, Fault> {
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let tables = tables(&decode(&bytes)?);
    if tables.is_empty() {
        return Err(because("网页中没有表格", "the page has no table"));
    }
    let several = tables.len() > 1;
    let sheets = tables.into_iter().zip(1..).map(|(rows, number)| {
        let name = if several { format!("{stem} {number}") } else { stem.to_owned() };
        rows_fit(rows.len())?;
        let (cells, regions, columns) = grid(&rows);
        columns_fit(columns)?;
        Ok(Sheet { about: About { name, named: several, regions, ..About::default() }, cells })
    });
    sheets.collect()
}

/// A cell of a table: its text, and how many columns and rows it covers.
struct Spanning {
    text: String,
    columns: u32,
    rows: u32,
}

type Rows = Vec<Vec<Spanning>>;

/// The tables that stand in no other one; what stands in a table within a cell belongs to the cell.
fn tables(page: &str) -> Vec<Rows> {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(page);
    let outermost = below(&dom.document, "table");
    outermost.iter().map(|table| below(table, "tr").iter().map(cells).collect()).collect()
}

fn cells(row: &Handle) -> Vec<Spanning> {
    let children = row.children.borrow();
    let cells = children.iter().filter(|node| is(node, "td") || is(node, "th"));
    cells.map(|cell| Spanning { text: text(cell), columns: span(cell, "colspan"), rows: span(cell, "rowspan") }).collect()
}

/// The elements of this name, not looking into those found; no deeper tree than the page's can end the walk.
fn below(root: &Handle, name: &str) -> Vec<Handle> {
    let mut found = Vec::new();
    let mut open: Vec<Handle> = root.children.borrow().iter().rev().cloned().collect();
    while let Some(node) = open.pop() {
        if is(&node, name) {
            found.push(node);
        } else if !is(&node, "table") {
            open.extend(node.children.borrow().iter().rev().cloned());
        }
    }
    found
}

fn is(node: &Handle, wanted: &str) -> bool {
    matches!(&node.data, NodeData::Element { name, .. } if &*name.local == wanted)
}

fn span(cell: &Handle, wanted: &str) -> u32 {
    let NodeData::Element { attrs, .. } = &cell.data else { return 1 };
    let attributes = attrs.borrow();
    let written = attributes.iter().find(|attribute| &*attribute.name.local == wanted);
    written.and_then(|attribute| attribute.value.trim().parse().ok()).unwrap_or(1).clamp(1, 1000)
}

/// As a person sees it: white space is one space, `<br>` a new line.
fn text(cell: &Handle) -> String {
    let mut shown = String::new();
    let mut open: Vec<Handle> = vec![cell.clone()];
    while let Some(node) = open.pop() {
        if let NodeData::Text { contents } = &node.data {
            shown.push_str(&contents.borrow().replace(['\r', '\n', '\t'], " "));
        } else if is(&node, "br") {
            shown.push('\n');
        } else if !is(&node, "script") && !is(&node, "style") {
            open.extend(node.children.borrow().iter().rev().cloned());
        }
    }
    shown.trim().to_owned()
}

/// Cells take the next column that no cell above or before covers; the last is the number of columns, where a row has too many.
fn grid(rows: &Rows) -> (Vec<(u32, u32, RawCell)>, Vec<Region>, usize) {
    let (mut cells, mut regions, mut most) = (Vec::new(), Vec::new(), 0);
    // Last row that a cell from above covers, by column.
    let mut covered: BTreeMap<u32, u32> = BTreeMap::new();
    for (row, number) in rows.iter().zip(1..=MOST_ROWS) {
        let mut column = 1;
        for cell in row {
            while covered.get(&column).is_some_and(|last| *last >= number) {
                column += 1;
            }
            if column > MOST_COLUMNS {
                most = usize::try_from(column).unwrap_or(usize::MAX).max(row.len());
                break;
            }
            let right = (column + cell.columns - 1).min(MOST_COLUMNS);
            let bottom = (number + cell.rows - 1).min(MOST_ROWS);
            cells.push((number, column, RawCell::Text(cell.text.clone())));
            if right > column || bottom > number {
                regions.push(Region { top: number, bottom, left: column, right });
                covered.extend((column..=right).map(|column| (column, bottom)));
            }
            column = right + 1;
        }
    }
    (cells, regions, most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::grid::RawSheet;

    #[test]
    fn merged_cells_of_a_page_push_those_behind_them() {
        let page = "<table><tr><th rowspan=2>姓名<th colspan=2>测评情况<tr><td>满意<td>不满意<tr><td>张<br>三<td>1<td>2</table>";
        let tables = tables(page);
        assert_eq!(tables.len(), 1);
        let (cells, regions, _) = tables.first().map(grid).unwrap_or_default();
        let sheet = RawSheet::new("表".into(), cells, &regions);
        let shown = |row, column| sheet.shown(row, column).map(|(cell, _)| cell.text().into_owned());
        assert_eq!(shown(2, 1).as_deref(), Some("姓名"));
        assert_eq!(shown(1, 3).as_deref(), Some("测评情况"));
        assert_eq!([shown(2, 2), shown(2, 3)], [Some("满意".into()), Some("不满意".into())]);
        assert_eq!([shown(3, 1), shown(3, 3)], [Some("张\n三".into()), Some("2".into())]);
    }

    #[test]
    fn a_table_within_a_cell_is_text_of_the_cell() {
        let tables = tables("<div><table><tr><td>a<table><tr><td>b</table></table></div><table><tr><td>c</table>");
        let texts: Vec<&str> = tables.iter().flatten().flatten().map(|cell| cell.text.as_str()).collect();
        assert_eq!((tables.len(), texts), (2, vec!["ab", "c"]));
        let deep = format!("<table><tr><td>{}x</table>", "<div>".repeat(1_000));
        assert_eq!(super::tables(&deep).len(), 1);
    }
}
