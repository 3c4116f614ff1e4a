//! Where a table is parted that would print too small on one page: pages beside one another, each with the columns that stay in view.
//!
//! Widths come in half-width characters; paper is reckoned in pixels, since each column takes some beside its characters.

use super::sheet::{Head, Sheet};

/// Pixels of a character, and those beside it in each column.
const CHARACTER: u32 = 7;
const BESIDE: u32 = 5;
/// What surely fits on A4 across with narrow margins at full size, in whichever program prints it.
const PAGE: u32 = 1000;
/// What a part is reckoned with: where the font of the workbook is missing, columns are up to a third wider.
const PART: u32 = 750;
/// Printed at less than this many percent a table is parted.
const LEAST_SCALE: u32 = 62;
/// No part prints smaller than this.
const PART_SCALE: u32 = 70;
/// Larger than this it would only take more pages.
const MOST_SCALE: u32 = 85;

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
    let [grid] = sheet.grids.as_slice() else { return None };
    let is_table = sheet.frozen > 0 && sheet.charts.is_empty() && sheet.beside == 0;
    let frozen = usize::from(sheet.frozen);
    let (lead, rest) = (pixels(widths.iter().take(frozen)), pixels(widths.iter().skip(frozen)));
    if !is_table || (lead + rest) * LEAST_SCALE <= PAGE * 100 {
        return None;
    }
    // Pages of nearly equal width, as few as print well.
    let room = (PART * 100 / PART_SCALE).saturating_sub(lead).max(1);
    let even = rest.div_ceil(rest.div_ceil(room).max(2));
    let (mut breaks, mut widest, mut own) = (Vec::new(), 0, 0);
    for (first, width) in groups(&grid.heads, widths, sheet.frozen) {
        if own > 0 && (own + width / 2 > even || own + width > room) {
            breaks.push(first);
            own = 0;
        }
        own += width;
        widest = widest.max(own);
    }
    let scale = (PART * 100 / (lead + widest).max(1)).min(MOST_SCALE);
    u16::try_from(scale).ok().filter(|_| !breaks.is_empty()).map(|scale| Spread { breaks, scale })
}

fn pixels<'w>(widths: impl Iterator<Item = &'w u16>) -> u32 {
    widths.map(|width| u32::from(*width) * CHARACTER + BESIDE).sum()
}

/// First column and width of what must not be parted: the columns under one head.
fn groups(heads: &[Head], widths: &[u16], frozen: u16) -> Vec<(u16, u32)> {
    let mut groups: Vec<(u16, u32)> = Vec::new();
    let mut over: Option<&str> = None;
    for (column, (head, width)) in (0_u16..).zip(heads.iter().zip(widths)).skip(usize::from(frozen)) {
        let same = over.is_some() && over == head.over.as_deref();
        let width = pixels([width].into_iter());
        match groups.last_mut().filter(|_| same) {
            Some((_, whole)) => *whole += width,
            None => groups.push((column, width)),
        }
        over = head.over.as_deref();
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sheet::Grid;

    /// Three columns that stay in view, of 75 pixels each, and so many criteria of 122.
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
        assert_eq!(spread(&narrow, &widths), None, "225 + 1,342 pixels still print at 63 %");
        // Six criteria on each page: 225 + 732 pixels.
        let (wide, widths) = sheet(12);
        assert_eq!(spread(&wide, &widths), Some(Spread { breaks: vec![15], scale: 78 }));
        let (wider, widths) = sheet(40);
        let Some(found) = spread(&wider, &widths) else { panic!("parted") };
        assert!(found.breaks.len() >= 3 && found.breaks.iter().all(|column| (column - 3) % 2 == 0), "{found:?}");
        assert!(u32::from(found.scale) >= PART_SCALE, "{found:?}");
        assert_eq!(spread(&Sheet { frozen: 0, ..wider }, &widths), None);
    }
}
