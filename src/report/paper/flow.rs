//! Where the pages of a printed sheet end: no table begins at the foot of a page, none that fits on one page is parted, and nobody
//! signs a page on which nothing else stands.
//!
//! In: heights of rows and what stands where. Out: the rows that begin a page. Programs reckon paper a little differently, so a
//! page is taken for somewhat shorter than it is; a break too early leaves a few lines free.

/// Rows of a table that stay with its head, and with what is signed below it.
const TOGETHER: u32 = 3;
/// Points of a row whose height is not set.
const USUAL: u16 = 15;
/// Of a hundred points of a page so many are reckoned with.
const SURE: u32 = 97;
/// Pixels of a character, and those beside it in each column.
const CHARACTER: u32 = 7;
const BESIDE: u32 = 5;
/// A4 across, in hundredths of an inch.
const WIDTH: u32 = 1169;
const HEIGHT: u32 = 827;

/// A sheet wider than this, in half-width characters, gets narrow margins so that it stays readable.
const WIDE: u16 = 130;

/// Margins of a sheet with columns of these widths: left, right, above and below, in hundredths of an inch.
pub(super) fn margins(widths: &[u16]) -> [u32; 4] {
    // The text block of GB/T 9704-2012 turned with the page: 28 mm at the binding edge above, 26 mm below.
    if widths.iter().sum::<u16>() > WIDE {
        [50, 50, 80, 70]
    } else {
        [138, 146, 110, 102]
    }
}

/// A piece of a sheet, rows counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its first row.
    pub from: u32,
    /// The first row of its body: rows of a table, of which some may stand on the next page. The end where it has none.
    pub body: u32,
    /// The row after it.
    pub to: u32,
    /// Whether it begins a page.
    pub fresh: bool,
}

/// A page that is printed as wide as its columns need.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paper {
    /// Points of rows that it holds.
    room: u32,
}

impl Paper {
    /// For columns of these widths, in half-width characters.
    pub fn of(widths: &[u16]) -> Self {
        let [left, right, above, below] = margins(widths);
        let needed: u32 = widths.iter().map(|width| u32::from(*width) * CHARACTER + BESIDE).sum();
        let across = WIDTH.saturating_sub(left + right) * 96 / 100;
        let down = HEIGHT.saturating_sub(above + below) * 72 / 100;
        Self { room: down * needed.max(across) / across.max(1) * SURE / 100 }
    }
}

/// The rows before which a page begins; the last piece is what is signed, and stays with rows of the one before it.
pub(super) fn breaks(pieces: &[Piece], heights: &[u16], paper: Paper) -> Vec<u32> {
    let high = |from: u32, to: u32| (from..to).map(|row| height(heights, row)).sum::<u32>();
    let mut page = Page { used: 0, room: paper.room.max(1), breaks: Vec::new() };
    for (number, piece) in pieces.iter().enumerate() {
        let whole = high(piece.from, piece.to);
        let below = pieces.get(number + 1).filter(|_| number + 2 == pieces.len()).map_or(0, |last| high(last.from, last.to));
        let fits_with_last = whole + below <= page.room;
        let start = high(piece.from, piece.to.min(piece.body + TOGETHER));
        let needs = if fits_with_last {
            whole + below
        } else if whole <= page.room {
            whole
        } else {
            start.min(page.room)
        };
        if piece.fresh || page.used + needs > page.room {
            page.begin(piece.from);
        }
        for row in piece.from..piece.to {
            // The last rows of a long table go with what is signed below it.
            let is_end = !fits_with_last && below > 0 && row + TOGETHER == piece.to && row > piece.body;
            if is_end && page.used + high(row, piece.to) + below > page.room {
                page.begin(row);
            }
            page.take(height(heights, row));
        }
    }
    page.breaks
}

/// Whether what stands above these tables fits on one page, and one of them is longer than a page.
pub(super) fn goes_on(above: u32, tables: &[Piece], heights: &[u16], paper: Paper) -> bool {
    let high = |from: u32, to: u32| (from..to).map(|row| height(heights, row)).sum::<u32>();
    high(0, above) < paper.room && tables.iter().any(|table| high(table.from, table.to) > paper.room)
}

fn height(heights: &[u16], row: u32) -> u32 {
    u32::from(usize::try_from(row).ok().and_then(|row| heights.get(row)).copied().filter(|height| *height > 0).unwrap_or(USUAL))
}

/// The page that is being filled.
struct Page {
    used: u32,
    room: u32,
    breaks: Vec<u32>,
}

impl Page {
    /// Begins a page before this row, unless nothing stands on this one.
    fn begin(&mut self, row: u32) {
        if self.used > 0 {
            self.breaks.push(row);
            self.used = 0;
        }
    }

    /// A row that stands on this page, or where it does not fit, as programs do of themselves, on the next.
    fn take(&mut self, height: u32) {
        self.used = if self.used + height > self.room { height } else { self.used + height };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Twenty rows of 20 points a page.
    const PAGE: Paper = Paper { room: 400 };

    /// Tables of so many rows under a caption and a head, one under the other, and a line to sign.
    fn under_one_another(tables: &[u32]) -> (Vec<Piece>, Vec<u16>) {
        let mut pieces = Vec::new();
        let mut row = 0;
        for rows in tables {
            pieces.push(Piece { from: row, body: row + 2, to: row + 2 + rows, fresh: false });
            row += 2 + rows;
        }
        pieces.push(Piece { from: row, body: row + 1, to: row + 1, fresh: false });
        (pieces, vec![20; row as usize + 1])
    }

    fn ends(tables: &[u32]) -> Vec<u32> {
        let (pieces, heights) = under_one_another(tables);
        breaks(&pieces, &heights, PAGE)
    }

    #[test]
    fn a_table_that_fits_on_a_page_is_not_parted() {
        assert_eq!(ends(&[8, 7]), Vec::<u32>::new(), "19 rows and a line to sign");
        assert_eq!(ends(&[8, 8]), [10], "the last table goes with the line to sign");
        assert_eq!(ends(&[10, 8, 9]), [12, 22], "what does not fit begins a page");
    }

    #[test]
    fn a_long_table_begins_where_three_rows_fit_and_nobody_signs_an_empty_page() {
        assert_eq!(ends(&[12, 30]), Vec::<u32>::new(), "its head and four rows fit below the first");
        assert_eq!(ends(&[14, 30]), [16], "head and two rows would be left behind");
        // 2 + 38 rows fill two pages: three rows go with the line to sign.
        assert_eq!(ends(&[38]), [37]);
        assert_eq!(ends(&[36]), Vec::<u32>::new(), "there is room for it");
    }

    #[test]
    fn a_wide_sheet_is_printed_smaller_and_holds_more_rows() {
        let narrow = Paper::of(&[20, 20, 20]);
        let wide = Paper::of(&[20; 12]);
        assert_eq!(narrow.room, 428);
        // 1,740 pixels on 1,026 of them, 487 points high.
        assert_eq!(wide.room, 800);
    }

    #[test]
    fn tables_go_on_where_one_is_longer_than_a_page_and_what_is_above_is_not() {
        let tables = |rows: &[u32]| {
            let (mut pieces, heights) = under_one_another(rows);
            pieces.pop();
            (pieces, heights)
        };
        let (long, heights) = tables(&[5, 30]);
        assert!(goes_on(0, &long, &heights, PAGE));
        assert!(goes_on(7, long.get(1..).unwrap_or_default(), &heights, PAGE));
        let (short, heights) = tables(&[5, 15]);
        assert!(!goes_on(7, short.get(1..).unwrap_or_default(), &heights, PAGE));
        let (below, heights) = tables(&[30, 30]);
        assert!(!goes_on(32, below.get(1..).unwrap_or_default(), &heights, PAGE), "the first table goes on under the head of the second");
    }

    #[test]
    fn what_is_to_begin_a_page_does_and_the_first_does_not() {
        let (mut pieces, heights) = under_one_another(&[2, 2]);
        for piece in pieces.iter_mut().take(2) {
            piece.fresh = true;
        }
        assert_eq!(breaks(&pieces, &heights, PAGE), [4]);
    }
}
