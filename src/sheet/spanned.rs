//! The merged headers that a spreadsheet loses when it is saved as text.
//!
//! In: the cells of a text file. Out: the regions they stood in, where two rows can only be a header of two rows.
//! It knows no rubric.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::{RawCell, Region};

/// Rows in which such a header is looked for.
const MOST_ROWS: u32 = 40;

/// Regions of the first two rows that stand as group headers over headers:
///
/// ```text
/// 姓名,人代会,,备注
/// ,9月25日,9月26日,
/// ```
pub fn regions(cells: &[(u32, u32, RawCell)]) -> Vec<Region> {
    let mut rows: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for (row, column, _) in cells.iter().take_while(|(row, ..)| *row <= MOST_ROWS) {
        rows.entry(*row).or_default().insert(*column);
    }
    let pairs = rows.iter().filter_map(|(row, upper)| Some((*row, upper, rows.get(&(row + 1))?)));
    pairs.into_iter().find_map(|(row, upper, lower)| pair(row, upper, lower)).unwrap_or_default()
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
    fn data_titles_and_gaps_are_no_headers() {
        assert_eq!(found(&["考勤表", "姓名,状态", "张三,√", ",×"]), []);
        assert_eq!(found(&["姓名,状态,备注", ",,见附件"]), [], "nothing is grouped");
        assert_eq!(found(&["姓名,甲,,备注", ",,√,"]), [], "the group's first column is empty");
    }
}
