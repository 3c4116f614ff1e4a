//! CSV and TSV to a grid.
//!
//! In: bytes. Out: one sheet; row 1 is the first line, a record over several lines is one row.
//! It knows no rubric and finds out encoding and delimiter itself.

use std::borrow::Cow;
use std::path::Path;

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

use super::grid::{RawCell, RawSheet};
use super::spanned;
use crate::base::problem::Fault;
use crate::base::text::Say;

/// Reads a text file as one sheet named like the file.
pub fn sheet(path: &Path, name: String) -> Result<RawSheet, Fault> {
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let mut text = decode(&bytes)?.into_owned();
    if text.contains('\0') {
        return Err(Fault::FileUnreadable { why: Say::new("内容不是文本", "it is no text file") });
    }
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let cells = cells(&text)?;
    let regions = spanned::regions(&cells);
    let mut sheet = RawSheet::new(name, cells, &regions);
    sheet.named = false;
    Ok(sheet)
}

#[expect(clippy::needless_pass_by_value, reason = "the form that map_err takes")]
fn unreadable(error: impl ToString) -> Fault {
    Fault::FileUnreadable { why: Say::new(error.to_string(), error.to_string()) }
}

/// The text of bytes in UTF-8, UTF-16 with a mark, or GB18030.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Fault> {
    match Encoding::for_bom(bytes) {
        Some((encoding, length)) if encoding == UTF_16LE || encoding == UTF_16BE => {
            strict(encoding, bytes.get(length..).unwrap_or_default()).ok_or(Fault::FileEncoding)
        }
        Some((_, length)) => {
            std::str::from_utf8(bytes.get(length..).unwrap_or_default()).map(Cow::Borrowed).map_err(|_| Fault::FileEncoding)
        }
        None => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(_) => strict(GB18030, bytes).ok_or(Fault::FileEncoding),
        },
    }
}

fn strict<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Option<Cow<'a, str>> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes)
}

fn cells(text: &str) -> Result<Vec<(u32, u32, RawCell)>, Fault> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter(text)).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut cells = Vec::new();
    let (mut row, mut read, mut written) = (1, 0, 0);
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(cells),
            Err(error) => return Err(unreadable(error)),
        }
        if record.len() > MOST_COLUMNS {
            let why = Say::new(format!("一行多于 {MOST_COLUMNS} 列"), format!("a row has more than {MOST_COLUMNS} columns"));
            return Err(Fault::FileUnreadable { why });
        }
        // The reader passes over blank lines; they are rows all the same.
        let end = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        let from = text.get(read..end).map_or(end, |piece| end - piece.trim_start_matches(BREAKS).len());
        let to = text.get(from..end).map_or(end, |piece| from + piece.trim_end_matches(BREAKS).len());
        row += text.get(written..from).map_or(1, line_breaks);
        (read, written) = (end, to);
        for (column, field) in (1..).zip(&record).filter(|(_, field)| !field.trim().is_empty()) {
            cells.push((row, column, RawCell::Text(field.to_owned())));
        }
    }
}

/// What spreadsheets can hold.
const MOST_COLUMNS: usize = 16_384;

const BREAKS: [char; 2] = ['\r', '\n'];

fn line_breaks(gap: &str) -> u32 {
    let breaks = gap.replace("\r\n", "\n").len();
    u32::try_from(breaks).unwrap_or(u32::MAX)
}

/// The one of comma, semicolon and tab that stands most often outside quotes in the first lines.
fn delimiter(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(0_usize, b','), (0, b'\t'), (0, b';')];
    let mut lines = 0;
    for byte in text.bytes().take(100_000) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => lines += 1,
            _ if !quoted => counts.iter_mut().filter(|(_, mark)| *mark == byte).for_each(|(count, _)| *count += 1),
            _ => {}
        }
        if lines == 5 {
            break;
        }
    }
    counts.iter().rev().max_by_key(|(count, _)| *count).map_or(b',', |(_, mark)| *mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(u32, u32, String)> {
        let cells = cells(text).unwrap_or_default();
        cells.into_iter().map(|(row, column, cell)| (row, column, cell.text().into_owned())).collect()
    }

    fn at(row: u32, column: u32, text: &str) -> (u32, u32, String) {
        (row, column, text.into())
    }

    #[test]
    fn blank_lines_are_rows_and_records_of_two_lines_are_one() {
        let text = "\n姓名,备注\n\n\"张三\",\"一\n二\"\r\n\n李四,\n";
        assert_eq!(read(text), [at(2, 1, "姓名"), at(2, 2, "备注"), at(4, 1, "张三"), at(4, 2, "一\n二"), at(6, 1, "李四")]);
    }

    #[test]
    fn every_kind_of_line_end_is_read() {
        for text in ["a\nb\n\nc\n", "a\r\nb\r\n\r\nc\r\n", "a\rb\r\rc\r"] {
            assert_eq!(read(text), [at(1, 1, "a"), at(2, 1, "b"), at(4, 1, "c")], "{text:?}");
        }
    }

    #[test]
    fn the_delimiter_is_found_outside_quotes() {
        assert_eq!(delimiter("\"a,b,c\";\"d\"\n"), b';');
        assert_eq!(delimiter("a\tb, c\td\n"), b'\t');
        assert_eq!(delimiter("a\n"), b',');
        assert_eq!(delimiter("a,b\n"), b',');
    }

    #[test]
    fn encodings_are_told_apart() {
        let (gbk, ..) = GB18030.encode("姓名,张三");
        assert_eq!(decode(&gbk), Ok("姓名,张三".into()));
        assert_eq!(decode(b"\xEF\xBB\xBFa"), Ok("a".into()));
        assert_eq!(decode(b"\xFF\xFEa\0"), Ok("a".into()));
        assert_eq!(decode(b"\xFE\xFF\0a"), Ok("a".into()));
        assert_eq!(decode(b"\xFF\x00\xFF"), Err(Fault::FileEncoding));
    }
}
