//! Cells on their way from the process that reads a file to the one that asked for it.
//!
//! In and out: the cells of one sheet in blocks of bytes, so that neither side holds them twice. A cell beside the one before it, or first
//! in the row below, is told without its place. A number is handed over by its bits: no digit of it is lost.

use std::io::{self, Read, Write};

use chrono::Datelike;

use super::book::{put, take};
use crate::base::period::Day;
use crate::sheet::held::Held;

/// A block is handed over as soon as it is so long.
const BLOCK: usize = 1 << 16;
/// In place of the length of a block: the sheet is not read to its end.
const ABANDONED: u32 = u32::MAX;

const TEXT: u8 = 0;
const NUMBER: u8 = 1;
const DATE: u8 = 2;
const BOOL: u8 = 3;
const ERROR: u8 = 4;
const UNFINISHED: u8 = 5;
/// Bits of what it holds.
const KIND: u8 = 7;
/// It stands right of the cell before.
const BESIDE: u8 = 8;
/// It stands first in the row below.
const BELOW: u8 = 16;
/// A text of so many bytes, or more, has its length in four bytes.
const LONG: u8 = 255;

/// Puts the cells of a sheet.
pub(super) struct Cells {
    block: Vec<u8>,
    last: (u32, u32),
}

impl Cells {
    /// Of a sheet that begins.
    pub fn new() -> Self {
        Self { block: Vec::with_capacity(BLOCK + (1 << 12)), last: (0, 0) }
    }

    /// The next cell.
    pub fn put(&mut self, to: &mut impl Write, (row, column): (u32, u32), cell: Held) -> io::Result<()> {
        let kind = match cell {
            Held::Text(_) => TEXT,
            Held::Number(_) => NUMBER,
            Held::Date(_) => DATE,
            Held::Bool(_) => BOOL,
            Held::Error(_) => ERROR,
            Held::Unfinished => UNFINISHED,
        };
        let (last_row, last_column) = std::mem::replace(&mut self.last, (row, column));
        if row == last_row && column == last_column.wrapping_add(1) {
            self.block.push(kind | BESIDE);
        } else if row == last_row.wrapping_add(1) && column == 1 {
            self.block.push(kind | BELOW);
        } else {
            self.block.push(kind);
            self.block.extend(row.to_le_bytes());
            self.block.extend(column.to_le_bytes());
        }
        match cell {
            Held::Text(text) | Held::Error(text) => self.put_text(text)?,
            Held::Number(number) => self.block.extend(number.to_bits().to_le_bytes()),
            // Days from 1 January of the year 1.
            Held::Date(day) => self.block.extend(day.num_days_from_ce().to_le_bytes()),
            Held::Bool(truth) => self.block.push(u8::from(truth)),
            Held::Unfinished => {}
        }
        if self.block.len() < BLOCK {
            return Ok(());
        }
        self.send(to)
    }

    fn put_text(&mut self, text: &str) -> io::Result<()> {
        match u8::try_from(text.len()) {
            Ok(short) if short < LONG => self.block.push(short),
            Ok(_) | Err(_) => {
                self.block.push(LONG);
                self.block.extend(u32::try_from(text.len()).map_err(|_| io::ErrorKind::FileTooLarge)?.to_le_bytes());
            }
        }
        self.block.extend(text.as_bytes());
        Ok(())
    }

    fn send(&mut self, to: &mut impl Write) -> io::Result<()> {
        put(to, u32::try_from(self.block.len()).map_err(|_| io::ErrorKind::FileTooLarge)?)?;
        to.write_all(&self.block)?;
        self.block.clear();
        Ok(())
    }

    /// There are no more.
    pub fn end(mut self, to: &mut impl Write) -> io::Result<()> {
        if !self.block.is_empty() {
            self.send(to)?;
        }
        put(to, 0)
    }

    /// The rest cannot be read; the problem of the file follows.
    pub fn abandon(to: &mut impl Write) -> io::Result<()> {
        put(to, ABANDONED)
    }
}

/// Takes the cells of a sheet; whether it was read to its end.
pub(super) fn take_cells(from: &mut impl Read, each: &mut impl FnMut(u32, u32, Held) -> io::Result<()>) -> io::Result<bool> {
    let (mut block, mut last) = (Vec::new(), (0_u32, 0_u32));
    loop {
        let length = take(from)?;
        if length == 0 || length == ABANDONED {
            return Ok(length == 0);
        }
        block.clear();
        let read = from.take(u64::from(length)).read_to_end(&mut block)?;
        if u32::try_from(read) != Ok(length) {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let mut rest = Rest(&block);
        while !rest.0.is_empty() {
            let [tag] = rest.bytes()?;
            last = match tag & (BESIDE | BELOW) {
                BESIDE => (last.0, last.1.checked_add(1).ok_or(io::ErrorKind::InvalidData)?),
                BELOW => (last.0.checked_add(1).ok_or(io::ErrorKind::InvalidData)?, 1),
                _ => (u32::from_le_bytes(rest.bytes()?), u32::from_le_bytes(rest.bytes()?)),
            };
            let cell = rest.cell(tag & KIND)?;
            each(last.0, last.1, cell)?;
        }
    }
}

/// What is left of a block.
struct Rest<'b>(&'b [u8]);

impl<'b> Rest<'b> {
    fn bytes<const LENGTH: usize>(&mut self) -> io::Result<[u8; LENGTH]> {
        let (first, rest) = self.0.split_first_chunk().ok_or(io::ErrorKind::UnexpectedEof)?;
        self.0 = rest;
        Ok(*first)
    }

    fn cell(&mut self, kind: u8) -> io::Result<Held<'b>> {
        Ok(match kind {
            TEXT => Held::Text(self.text()?),
            NUMBER => Held::Number(f64::from_bits(u64::from_le_bytes(self.bytes()?))),
            DATE => Held::Date(Day::from_num_days_from_ce_opt(i32::from_le_bytes(self.bytes()?)).ok_or(io::ErrorKind::InvalidData)?),
            BOOL => Held::Bool(self.bytes()? == [1]),
            ERROR => Held::Error(self.text()?),
            UNFINISHED => Held::Unfinished,
            _ => return Err(io::ErrorKind::InvalidData.into()),
        })
    }

    fn text(&mut self) -> io::Result<&'b str> {
        let [short] = self.bytes()?;
        let length = if short == LONG { u32::from_le_bytes(self.bytes()?) } else { u32::from(short) };
        let length = usize::try_from(length).map_err(|_| io::ErrorKind::InvalidData)?;
        let (text, rest) = self.0.split_at_checked(length).ok_or(io::ErrorKind::UnexpectedEof)?;
        self.0 = rest;
        std::str::from_utf8(text).map_err(|_| io::ErrorKind::InvalidData.into())
    }
}
