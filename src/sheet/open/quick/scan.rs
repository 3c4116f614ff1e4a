//! The tags of a sheet, one cell after the other, where they are written in the plainest way.
//!
//! In: the bytes of the part. Out: where each cell stands and what is written in it; doubt at whatever is written otherwise.

use std::io::Read;

use super::super::bounds::{MOST_COLUMNS, MOST_ROWS};
use super::tags;

/// Bytes held at once.
const WINDOW: usize = 1 << 18;
/// No plain tag, and no plain cell, is as long as this.
const MOST: usize = 1 << 12;

/// What is written in a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Written {
    Nothing,
    /// A shared text, by its number.
    Shared(usize),
    /// A number and its style.
    Number(f64, Option<u32>),
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Next {
    /// A cell: its row and column, from 1.
    Cell((u32, u32), Written),
    /// The end of the sheet's data.
    End,
    /// Something else.
    Doubt,
}

/// A part that is read.
pub struct Scan<R> {
    from: R,
    window: Vec<u8>,
    at: usize,
    is_over: bool,
    row: Option<u32>,
}

impl<R: Read> Scan<R> {
    /// Behind the tag that begins the data; nothing where there is none in sight.
    pub fn begun(from: R) -> Option<Self> {
        let mut scan = Self { from, window: Vec::with_capacity(WINDOW), at: 0, is_over: false, row: None };
        scan.fill()?;
        let behind = tags::behind(&scan.window, b"sheetData")?;
        scan.at = scan.window.len() - behind.len();
        Some(scan)
    }

    /// Moves what is left to the front and reads on.
    fn fill(&mut self) -> Option<()> {
        self.window.drain(..self.at);
        self.at = 0;
        let room = u64::try_from(WINDOW.saturating_sub(self.window.len())).ok()?;
        let read = self.from.by_ref().take(room).read_to_end(&mut self.window).ok()?;
        self.is_over = u64::try_from(read).is_ok_and(|read| read < room);
        Some(())
    }

    /// The next cell.
    pub fn next(&mut self) -> Next {
        self.found().unwrap_or(Next::Doubt)
    }

    fn found(&mut self) -> Option<Next> {
        loop {
            if self.window.len() - self.at < MOST && !self.is_over {
                self.fill()?;
            }
            let all = self.window.get(self.at..)?;
            let mut rest = Rest(all);
            rest.blanks();
            let next = match self.row {
                Some(row) if rest.skip(b"<c") => Some(cell(&mut rest, row)?),
                Some(_) if rest.skip(b"</row>") => {
                    self.row = None;
                    None
                }
                None if rest.skip(b"<row") => {
                    let (number, is_open) = row(&mut rest)?;
                    self.row = is_open.then_some(number);
                    None
                }
                None if rest.skip(b"</sheetData>") => Some(Next::End),
                Some(_) | None => return None,
            };
            self.at += all.len() - rest.0.len();
            if next.is_some() {
                return next;
            }
        }
    }
}

/// The number of a row, and whether cells may follow.
fn row(rest: &mut Rest) -> Option<(u32, bool)> {
    let mut number = None;
    let is_open = rest.attributes(|name, value| {
        if name != b"r" {
            return std::str::from_utf8(value).ok().map(drop);
        }
        once(&mut number, digits(value).filter(|row| (1..=MOST_ROWS).contains(row))?)
    })?;
    number.map(|number| (number, is_open))
}

fn cell(rest: &mut Rest, row: u32) -> Option<Next> {
    let (mut column, mut style, mut shared) = (None, None, None);
    let is_open = rest.attributes(|name, value| match name {
        b"r" => once(&mut column, address(value, row)?),
        b"s" => once(&mut style, digits(value)?),
        b"t" if value == b"s" => once(&mut shared, true),
        b"t" if value == b"n" => once(&mut shared, false),
        _ => None,
    })?;
    let place = (row, column?);
    if !is_open || rest.skip(b"</c>") {
        return Some(Next::Cell(place, Written::Nothing));
    }
    if !rest.skip(b"<v>") {
        return None;
    }
    let value = rest.until(b'<')?;
    if !rest.skip(b"/v></c>") {
        return None;
    }
    let written =
        if shared == Some(true) { Written::Shared(usize::try_from(digits(value)?).ok()?) } else { Written::Number(number(value)?, style) };
    Some(Next::Cell(place, written))
}

/// Keeps what an attribute says, which may be said once.
fn once<T>(kept: &mut Option<T>, said: T) -> Option<()> {
    kept.replace(said).is_none().then_some(())
}

/// A number as every reader reads it: digits, decimals, an exponent.
fn number(text: &[u8]) -> Option<f64> {
    let all = |digits: &[u8]| !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    let unsigned = text.strip_prefix(b"-").unwrap_or(text);
    if !all(unsigned) {
        let mut parts = unsigned.splitn(2, |byte| matches!(byte, b'e' | b'E'));
        let (mantissa, exponent) = (parts.next()?, parts.next());
        let exponent = exponent.map(|exponent| exponent.strip_prefix(b"-").or(exponent.strip_prefix(b"+")).unwrap_or(exponent));
        let plain = mantissa.splitn(2, |byte| *byte == b'.').all(all) && exponent.is_none_or(all);
        plain.then_some(())?;
    }
    std::str::from_utf8(text).ok()?.parse().ok()
}

/// The column of an address in this row.
fn address(text: &[u8], row: u32) -> Option<u32> {
    let letters = text.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
    let (letters, number) = text.split_at_checked(letters)?;
    let column = letters.iter().fold(0_u32, |column, letter| column.saturating_mul(26).saturating_add(u32::from(letter - b'A') + 1));
    ((1..=MOST_COLUMNS).contains(&column) && digits(number)? == row).then_some(column)
}

fn digits(text: &[u8]) -> Option<u32> {
    let number = |number: u32, byte: &u8| number.checked_mul(10)?.checked_add(u32::from(byte.wrapping_sub(b'0')));
    let plain = !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    text.iter().try_fold(0, number).filter(|_| plain)
}

/// What is left of the window.
struct Rest<'w>(&'w [u8]);

impl<'w> Rest<'w> {
    fn skip(&mut self, text: &[u8]) -> bool {
        match self.0.strip_prefix(text) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }

    fn blanks(&mut self) {
        while let [b' ' | b'\n' | b'\r' | b'\t', rest @ ..] = self.0 {
            self.0 = rest;
        }
    }

    /// What stands before this byte, which is gone too.
    fn until(&mut self, byte: u8) -> Option<&'w [u8]> {
        let at = self.0.iter().take(MOST).position(|one| *one == byte)?;
        let (before, rest) = self.0.split_at_checked(at)?;
        self.0 = rest.get(1..)?;
        Some(before)
    }

    /// Hands each attribute of a tag to `each`; whether the tag stays open.
    fn attributes(&mut self, mut each: impl FnMut(&[u8], &[u8]) -> Option<()>) -> Option<bool> {
        loop {
            if self.skip(b">") {
                return Some(true);
            }
            if self.skip(b"/>") {
                return Some(false);
            }
            if !self.skip(b" ") {
                return None;
            }
            // A space may stand before the end of a tag.
            if matches!(self.0, [b'>' | b'/' | b' ', ..]) {
                continue;
            }
            let name = self.until(b'=')?;
            if name.is_empty() || !self.skip(b"\"") || !name.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'_'))
            {
                return None;
            }
            let value = self.until(b'"')?;
            each(name, value)?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(data: &str) -> Vec<Next> {
        let part = format!("<?xml version=\"1.0\"?><worksheet><cols/><sheetData>{data}");
        let Some(mut scan) = Scan::begun(part.as_bytes()) else { return Vec::new() };
        let mut found = Vec::new();
        loop {
            let next = scan.next();
            found.push(next);
            if !matches!(next, Next::Cell(..)) {
                return found;
            }
        }
    }

    #[test]
    fn plain_cells_are_told_and_all_else_is_doubt() {
        let rows = "<row r=\"1\" spans=\"1:3\"><c r=\"A1\" t=\"s\"><v>12</v></c><c r=\"AB1\" s=\"3\"/></row>\n<row r=\"4\" ht=\"15\"/>\
                    <row r=\"7\" >\r\n<c r=\"B7\" s=\"1\"><v>-1.5E3</v></c><c r=\"C7\" t=\"n\"></c></row></sheetData>";
        let expected = [
            Next::Cell((1, 1), Written::Shared(12)),
            Next::Cell((1, 28), Written::Nothing),
            Next::Cell((7, 2), Written::Number(-1500.0, Some(1))),
            Next::Cell((7, 3), Written::Nothing),
            Next::End,
        ];
        assert_eq!(all(rows), expected);
        for cell in [
            "<c r=\"A1\"><f>1+1</f><v>2</v></c>",
            "<c r=\"A1\" t=\"inlineStr\"><is><t>x</t></is></c>",
            "<c r=\"A1\" t=\"b\"><v>1</v></c>",
            "<c r=\"A1\" t=\"e\"><v>#REF!</v></c>",
            "<c r=\"A1\"><v>inf</v></c>",
            "<c r=\"A1\"><v>+1</v></c>",
            "<c r=\"A1\"><v>1.</v></c>",
            "<c r=\"A1\"><v>1</v><!-- --></c>",
            "<c r=\"A2\"><v>1</v></c>",
            "<c r=\"a1\"><v>1</v></c>",
            "<c><v>1</v></c>",
            "<c r='A1'><v>1</v></c>",
            "<x:c r=\"A1\"><v>1</v></x:c>",
            "<c r=\"A1\" t=\"s\"><v>1.0</v></c>",
            "<c r=\"A1\"><v xml:space=\"preserve\">1</v></c>",
            "<c r=\"A1\"><v>1",
        ] {
            assert_eq!(all(&format!("<row r=\"1\">{cell}</row></sheetData>")), [Next::Doubt], "{cell}");
        }
        assert_eq!(all("<row><c r=\"A1\"/></row>"), [Next::Doubt], "a row without its number");
        assert!(Scan::begun("<x:sheetData><x:row/>".as_bytes()).is_none());
        assert!(Scan::begun("<!-- <sheetData> --><sheetData>".as_bytes()).is_none());
    }

    #[test]
    fn a_sheet_longer_than_the_window_is_told_whole() {
        let row = |number: usize| format!("<row r=\"{number}\"><c r=\"A{number}\"><v>{number}</v></c></row>");
        let rows = (1..=20_000).map(row).collect::<Vec<_>>().concat();
        assert!(rows.len() > WINDOW * 2);
        let found = all(&format!("{rows}</sheetData>"));
        assert_eq!((found.len(), found.last()), (20_001, Some(&Next::End)));
        assert!(found.iter().zip(1u32..).take(20_000).all(|(next, row)| matches!(next, Next::Cell((found, 1), _) if *found == row)));
    }
}
