//! Where a table is parted that would print too small on one page: pages beside one another, each with the columns that stay in view.
//!
//! Widths are in half-width characters.

use super::sheet::{Head, Sheet};

/// What fits on A4 across with narrow margins at full size.
const PAGE: u16 = 146;
/// Printed at less than this many percent a table is parted.
const LEAST_SCALE: u16 = 68;
/// Larger than this it would only take more pages.
const MOST_SCALE: u16 = 85;

/// How a table is parted.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Spread {
    /// The first column of each page but the first.
    pub breaks: Vec<u16>,
    /// Size of print, in percent.
    pub scale: u16,
}

/// None where the sheet fits, has no columns that stay in view, or holds charts.
pub(super) fn spread(sheet: &Sheet, widths: &[u16]) -> Option<Spread> {
    let total: u16 = widths.iter().sum();
    let is_table = sheet.frozen > 0 && sheet.charts.is_empty() && sheet.beside == 0;
    let [grid] = sheet.grids.as_slice() else { return None };
    if !is_table || u32::from(total) * u32::from(LEAST_SCALE) <= u32::from(PAGE) * 100 {
        return None;
    }
    let lead: u16 = widths.iter().take(usize::from(sheet.frozen)).sum();
    let groups = groups(&grid.heads, widths, sheet.frozen);
    let rest: u16 = total - lead;
    // Pages of nearly equal width, as few as print well.
    let most = (u32::from(PAGE) * 100 / u32::from(LEAST_SCALE + 8)).saturating_sub(u32::from(lead)).max(1);
    let pages = u32::from(rest).div_ceil(most).max(2);
    let even = u32::from(rest).div_ceil(pages);
    let (mut breaks, mut widest, mut own) = (Vec::new(), 0_u16, 0_u16);
    for (first, width) in groups {
        if own > 0 && u32::from(own) + u32::from(width) / 2 > even && (breaks.len() as u64) + 1 < u64::from(pages) {
            breaks.push(first);
            own = 0;
        }
        own += width;
        widest = widest.max(own);
    }
    let scale = u32::from(PAGE) * 100 / u32::from(lead + widest).max(1);
    (!breaks.is_empty()).then(|| Spread { breaks, scale: u16::try_from(scale).map_or(MOST_SCALE, |scale| scale.min(MOST_SCALE)) })
}

/// First column and width of what must not be parted: the columns under one head.
fn groups(heads: &[Head], widths: &[u16], frozen: u16) -> Vec<(u16, u16)> {
    let mut groups: Vec<(u16, u16)> = Vec::new();
    let mut over: Option<&str> = None;
    for (column, (head, width)) in (0_u16..).zip(heads.iter().zip(widths)).skip(usize::from(frozen)) {
        let same = over.is_some() && over == head.over.as_deref();
        match groups.last_mut().filter(|_| same) {
            Some((_, whole)) => *whole += width,
            None => groups.push((column, *width)),
        }
        over = head.over.as_deref();
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sheet::Grid;

    fn sheet(criteria: usize) -> (Sheet, Vec<u16>) {
        let names = (0..criteria).map(|number| format!("项目{number}"));
        let under = names.flat_map(|name| [Head::new("计量", 5, 8).under(&name), Head::new("得分", 6, 9).under(&name)]);
        let heads: Vec<Head> = ["名次", "姓名", "编号"].iter().map(|text| Head::new(*text, 8, 10)).chain(under).collect();
        let widths = (0..heads.len()).map(|column| if column < 3 { 10 } else { 8 }).collect();
        (Sheet { grids: vec![Grid { heads, ..Grid::default() }], frozen: 3, ..Sheet::default() }, widths)
    }

    #[test]
    fn a_table_that_would_print_small_is_parted_between_heads() {
        let (narrow, widths) = sheet(11);
        assert_eq!(spread(&narrow, &widths), None, "30 + 176 characters still print at 70 %");
        // Six items on each page.
        let (wide, widths) = sheet(12);
        assert_eq!(spread(&wide, &widths), Some(Spread { breaks: vec![15], scale: MOST_SCALE }));
        let (wider, widths) = sheet(40);
        let Some(found) = spread(&wider, &widths) else { panic!("parted") };
        assert!(found.breaks.len() >= 3 && found.breaks.iter().all(|column| (column - 3) % 2 == 0), "{found:?}");
        assert!(found.scale >= LEAST_SCALE, "{found:?}");
        assert_eq!(spread(&Sheet { frozen: 0, ..wider }, &widths), None);
    }
}
