//! CSV and TSV to a grid.
//!
//! In: bytes. Out: the cells of a sheet; row 1 is the first line, a record over several lines is one row.
//! It knows no rubric and finds out encoding and delimiter itself.

use std::io::Read;

use super::encoding::decode;
use super::grid::RawCell;
use super::open::columns_fit;
use super::quotes;
use crate::base::problem::Fault;
use crate::base::text::Say;

/// The cells of a text file, in order.
pub fn cells(bytes: &[u8]) -> Result<Vec<(u32, u32, RawCell)>, Fault> {
    let text = decode(bytes)?;
    if text.contains('\0') {
        return Err(Fault::FileUnreadable { why: Say::new("内容不是文本", "it is no text file") });
    }
    let delimiter = delimiter(&text);
    match quotes::open(&text, delimiter) {
        Some(line) => Err(Fault::FileQuoteOpen { line }),
        None => records(&text, delimiter),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the form that map_err takes")]
fn unreadable(error: impl ToString) -> Fault {
    Fault::FileUnreadable { why: Say::new(error.to_string(), error.to_string()) }
}

fn records(text: &str, delimiter: u8) -> Result<Vec<(u32, u32, RawCell)>, Fault> {
    // The last line has an end, too.
    let bytes = text.as_bytes().chain(if text.ends_with('\n') { b"".as_slice() } else { b"\n" });
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes);
    let mut record = csv::StringRecord::new();
    let mut cells = Vec::new();
    let (mut row, mut read, mut written) = (1, 0, 0);
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(cells),
            Err(error) => return Err(unreadable(error)),
        }
        columns_fit(record.len())?;
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
        let cells = records(text, delimiter(text)).unwrap_or_default();
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
}
