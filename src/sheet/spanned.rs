//! The merged headers that a spreadsheet loses when it is saved as text, and those that nobody merged.
//!
//! In: the cells of a text file, or of a sheet with the regions that are merged there. Out: the regions they stood in, where two rows can
//! only be a header of two rows. It knows no rubric.

use std::collections::BTreeSet;

use super::cell::number;
use super::grid::{RawCell, Region};

/// Rows in which the first such header is looked for.
pub const MOST_ROWS: u32 = 40;

/// A cell with its row and column.
type Placed = (u32, u32, RawCell);

/// Regions of the first two rows that stand as group headers over headers, and of all further ones that begin a table below it:
///
/// ```text
/// 姓名,人代会,,备注
/// ,9月25日,9月26日,
/// ```
pub fn regions(cells: &[Placed]) -> Vec<Region> {
    let rows: Vec<&[Placed]> = cells.chunk_by(|(one, ..), (other, ..)| one == other).collect();
    let mut found = Vec::new();
    for (index, upper) in rows.iter().enumerate() {
        let Some(lower) = rows.get(index + 1).filter(|lower| number_of(lower) == number_of(upper) + 1) else { continue };
        let is_first = found.is_empty() && number_of(upper) <= MOST_ROWS;
        if is_first || begins_table(&rows, index) && is_worded(upper) && is_worded(lower) {
            found.extend(pair(number_of(upper), &columns(upper), &columns(lower)).into_iter().flatten());
        }
    }
    found
}

/// The same for a sheet with merged cells: regions of headers that look merged and are not, where a table begins. Cells that are
/// merged stay as they are.
pub fn unmerged(cells: &[Placed], merged: &[Region]) -> Vec<Region> {
    let rows: Vec<&[Placed]> = cells.chunk_by(|(one, ..), (other, ..)| one == other).take(MOST_ROWS as usize).collect();
    let mut found = Vec::new();
    for (index, upper) in rows.iter().enumerate() {
        let row = number_of(upper);
        let Some(lower) = rows.get(index + 1).filter(|lower| number_of(lower) == row + 1) else { continue };
        let touching = || merged.iter().filter(|region| region.top <= row + 1 && row <= region.bottom);
        let is_header =
            begins_table(&rows, index) && is_worded(upper) && touching().all(|region| region.top >= row && region.bottom <= row + 1);
        let pair = if is_header { pair(row, &columns(upper), &columns(lower)) } else { None };
        let is_free = |own: &Region| touching().all(|region| region.right < own.left || own.right < region.left);
        found.extend(pair.into_iter().flatten().filter(is_free));
    }
    found
}

fn number_of(row: &[Placed]) -> u32 {
    row.first().map_or(0, |(number, ..)| *number)
}

fn columns(row: &[Placed]) -> BTreeSet<u32> {
    row.iter().map(|(_, column, _)| *column).collect()
}

/// Whether a blank row or a title parts the row from what stands above: within data two rows could look like a header by chance.
fn begins_table(rows: &[&[Placed]], index: usize) -> bool {
    let above = index.checked_sub(1).and_then(|above| rows.get(above)).copied().unwrap_or_default();
    let own = rows.get(index).copied().map(number_of).unwrap_or_default();
    number_of(above) + 1 < own || above.len() < 2
}

/// Whether no cell is a number, as headers are none.
fn is_worded(row: &[Placed]) -> bool {
    row.iter().all(|(.., cell)| !matches!(cell, RawCell::Number(_)) && number::bare_millionths(&cell.text()).is_err())
}

/// The regions, where the lower row is filled below groups only, and each group has its first header below it.
fn pair(row: u32, upper: &BTreeSet<u32>, lower: &BTreeSet<u32>) -> Option<Vec<Region>> {
    // A row of data begins where its header does; so does whatever follows a title.
    let begins_alike = upper.first().is_none_or(|first| lower.first().is_none_or(|below| below <= first));
    let widened = lower.iter().any(|column| !upper.contains(column));
    if begins_alike || !widened {
        return None;
    }
    let mut regions = Vec::new();
    let mut covered = 0;
    for &left in upper {
        let next = upper.range(left + 1..).next().copied().unwrap_or(u32::MAX);
        let under: Vec<u32> = lower.range(left..next).copied().collect();
        let unbroken = (left..).zip(&under).all(|(expected, column)| expected == *column);
        if !unbroken {
            return None;
        }
        covered += under.len();
        let region = match under.last() {
            Some(right) => Region { top: row, bottom: row, left, right: *right },
            None => Region { top: row, bottom: row + 1, left, right: left },
        };
        regions.push(region);
    }
    (covered == lower.len()).then_some(regions)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lines: &[&str]) -> Vec<(u32, u32, u32, u32)> {
        let mut cells = Vec::new();
        for (row, line) in (1..).zip(lines) {
            let fields = (1..).zip(line.split(',')).filter(|(_, field)| !field.is_empty());
            cells.extend(fields.map(|(column, field)| (row, column, RawCell::Text(field.to_owned()))));
        }
        regions(&cells).iter().map(|region| (region.top, region.left, region.bottom, region.right)).collect()
    }

    #[test]
    fn group_headers_span_the_headers_below_them() {
        let lines = ["考勤表", "姓名,人代会,,备注", ",9月25日,9月26日,", "张三,√,×,"];
        assert_eq!(found(&lines), [(2, 1, 3, 1), (2, 2, 2, 3), (2, 4, 3, 4)]);
    }

    #[test]
    fn a_table_below_another_has_group_headers_of_its_own() {
        let lines = ["姓名,人代会,,备注", ",9月25日,9月26日,", "张三,√,×,", "", "姓名,干部,,群众,", ",满意,一般,满意,一般", "张三,5,3,8,1"];
        let below = [(5, 1, 6, 1), (5, 2, 5, 3), (5, 4, 5, 5)];
        assert_eq!(found(&lines).get(3..), Some(below.as_slice()));
        let titled = [&lines[..3], &["民主测评"], &lines[4..]].concat();
        assert_eq!(found(&titled).get(3..), Some(below.as_slice()));
        let alone = [&["姓名,得分", "张三,90", ""], &lines[3..]].concat();
        assert_eq!(found(&alone).first(), Some(&(5, 1, 6, 1)), "below a table with a header of one row");
    }

    #[test]
    fn two_rows_of_data_below_a_header_are_none() {
        let header = ["姓名,人代会,,备注", ",9月25日,9月26日,", "张三,√,×,"];
        let grouped = [&header[..], &["东村,李四,", ",王五,缺席"]].concat();
        assert_eq!(found(&grouped).len(), 3, "no blank row parts them");
        let numbered = [&header[..], &["", "7,李四,", ",王五,缺席"]].concat();
        assert_eq!(found(&numbered).len(), 3, "a number is no header");
    }

    #[test]
    fn headers_that_nobody_merged_are_merged_where_a_table_begins() {
        let cells = |lines: &[&str]| {
            let fields =
                (1..).zip(lines).flat_map(|(row, line)| (1..).zip(line.split(',')).map(move |(column, field)| (row, column, field)));
            fields
                .filter(|(.., field)| !field.is_empty())
                .map(|(row, column, field)| (row, column, RawCell::Text(field.into())))
                .collect::<Vec<_>>()
        };
        let found = |lines: &[&str], merged: &[(u32, u32, u32, u32)]| {
            let merged: Vec<Region> =
                merged.iter().map(|(top, left, bottom, right)| Region { top: *top, bottom: *bottom, left: *left, right: *right }).collect();
            let regions = unmerged(&cells(lines), &merged);
            regions.iter().map(|region| (region.top, region.left, region.bottom, region.right)).collect::<Vec<_>>()
        };
        let lines = ["考勤表", "姓名,人代会,,主席团会议", ",9月25日,9月26日,9月28日", "张三,√,×,√"];
        assert_eq!(found(&lines, &[]), [(2, 1, 3, 1), (2, 2, 2, 3), (2, 4, 2, 4)]);
        assert_eq!(found(&lines, &[(1, 1, 1, 4), (2, 2, 2, 3)]), [(2, 1, 3, 1), (2, 4, 2, 4)], "what is merged stays");
        assert_eq!(found(&lines, &[(2, 1, 4, 1)]), [], "merged down into the data");
        let data = ["选区,姓名,状态,备注", "东村,李四,√,", ",王五,缺席,请假", "西村,赵六,√,", ",钱七,×,病"];
        assert_eq!(found(&data, &[]), [], "groups of the data");
    }

    #[test]
    fn data_titles_and_gaps_are_no_headers() {
        assert_eq!(found(&["考勤表", "姓名,状态", "张三,√", ",×"]), []);
        assert_eq!(found(&["姓名,状态,备注", ",,见附件"]), [], "nothing is grouped");
        assert_eq!(found(&["姓名,甲,,备注", ",,√,"]), [], "the group's first column is empty");
    }
}
