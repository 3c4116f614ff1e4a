//! Whoever takes the cells of a file as they are read, so that no reader holds a sheet.

use super::bounds::{self, Spent};
use crate::base::problem::Fault;
use crate::sheet::arriving::Rows;
use crate::sheet::grid::{Hidden, RawCell, RawSheet, Region};
use crate::sheet::held::Held;
use crate::sheet::packed::Packed;
use crate::sheet::spanned;

/// What is known of a sheet once its cells are read.
#[derive(Debug, Default)]
pub(super) struct About {
    pub name: String,
    /// Whether the format has sheets.
    pub named: bool,
    pub regions: Vec<Region>,
    /// What the file does not show.
    pub hidden: Hidden,
    /// Why reading stopped, and the last cell read.
    pub broken: Option<(String, (u32, u32))>,
}

/// Takes the sheets of a file, one after the other.
pub(super) trait Taker {
    /// The next cell of the sheet: its row and column, and what it holds.
    fn cell(&mut self, row: u32, column: u32, cell: Held) -> std::io::Result<()>;

    /// The sheet is over.
    fn sheet(&mut self, about: About) -> std::io::Result<()>;
}

/// Keeps sheets.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    /// From so many rows on a sheet is packed.
    pack: Option<usize>,
    rows: Rows,
    packed: Option<Packed>,
    /// Bytes that are still to be spent on the file; as many as there are where nothing is said.
    pub spent: Option<Spent>,
    pub sheets: Vec<RawSheet>,
}

impl Shelf {
    /// A shelf on which sheets are packed from so many rows on.
    pub fn packing(pack: Option<usize>) -> Self {
        Self { pack, ..Self::default() }
    }

    /// Spends so many bytes more of what may be spent on the file.
    pub fn spend(&mut self, bytes: usize) -> std::io::Result<()> {
        self.spent.as_mut().map_or(Ok(()), |spent| spent.more(bytes))
    }
}

impl Taker for Shelf {
    fn cell(&mut self, row: u32, column: u32, cell: Held) -> std::io::Result<()> {
        if let Some(packed) = &mut self.packed {
            if let Some(bytes) = packed.push(row, column, cell) {
                return self.spend(bytes);
            }
            // A cell that comes late, or far to the right, is no matter of a packed sheet.
            self.rows = std::mem::take(packed).into_rows();
            (self.packed, self.pack) = (None, None);
        }
        self.spend(size_of::<(u32, u32, RawCell)>() + cell.length())?;
        self.rows.push(row, column, cell.into());
        if self.pack.is_some_and(|pack| self.rows.len() > pack) {
            let rows = std::mem::take(&mut self.rows);
            match Packed::of(rows) {
                Ok(packed) => self.packed = Some(packed),
                Err(rows) => (self.rows, self.pack) = (rows, None),
            }
        }
        Ok(())
    }

    fn sheet(&mut self, about: About) -> std::io::Result<()> {
        let mut sheet = match self.packed.take() {
            Some(packed) => RawSheet::of_packed(about.name, packed, &about.regions),
            None => RawSheet::of_rows(about.name, std::mem::take(&mut self.rows), &about.regions),
        };
        (sheet.named, sheet.hidden, sheet.broken) = (about.named, about.hidden, about.broken);
        self.sheets.push(sheet);
        Ok(())
    }
}

/// Looks at the length of each text on its way to another taker.
pub(super) struct Measured<'t, T> {
    to: &'t mut T,
    too_long: Option<Fault>,
}

impl<'t, T: Taker> Measured<'t, T> {
    /// On the way to this one.
    pub fn to(to: &'t mut T) -> Self {
        Self { to, too_long: None }
    }

    /// The first cell whose text no spreadsheet can hold.
    pub fn fits(self) -> Result<(), Fault> {
        self.too_long.map_or(Ok(()), Err)
    }
}

impl<T: Taker> Taker for Measured<'_, T> {
    fn cell(&mut self, row: u32, column: u32, cell: Held) -> std::io::Result<()> {
        if self.too_long.is_none() {
            self.too_long = bounds::text_fits(row, column, cell).err();
        }
        self.to.cell(row, column, cell)
    }

    fn sheet(&mut self, about: About) -> std::io::Result<()> {
        self.to.sheet(about)
    }
}

/// Looks for headers that nobody merged, in the first rows of each sheet on its way to another taker.
pub(super) struct Headed<'t, T> {
    to: &'t mut T,
    top: Vec<(u32, u32, RawCell)>,
    /// How many rows there were, as far as they are looked at.
    rows: u32,
}

impl<'t, T: Taker> Headed<'t, T> {
    /// On the way to this one.
    pub fn to(to: &'t mut T) -> Self {
        Self { to, top: Vec::new(), rows: 0 }
    }
}

impl<T: Taker> Taker for Headed<'_, T> {
    fn cell(&mut self, row: u32, column: u32, cell: Held) -> std::io::Result<()> {
        if self.rows <= spanned::MOST_ROWS {
            self.rows += u32::from(self.top.last().is_none_or(|(last, ..)| *last != row));
            self.top.push((row, column, cell.into()));
        }
        self.to.cell(row, column, cell)
    }

    fn sheet(&mut self, mut about: About) -> std::io::Result<()> {
        about.regions.extend(spanned::unmerged(&std::mem::take(&mut self.top), &about.regions));
        self.rows = 0;
        self.to.sheet(about)
    }
}
