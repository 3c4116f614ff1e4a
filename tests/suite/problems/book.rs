//! A workbook from a text: `[sheet]`, then rows of cells parted by tabs.
//!
//! A cell is a text, or `#12.5` a number, `@2025-03-05` a date, `=A1+B1` a formula without a stored result,
//! `!#REF!` an error, `^` merged with the cell above, `<` merged with the cell to the left.
//! `~text` a text in a hidden column, `&` a picture.
//! The text `!password` alone is a workbook that opens only with a password.

use std::io::{Cursor, Read, Write};
use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Image, Workbook, Worksheet, XlsxError};
use zip::{write::SimpleFileOptions, ZipArchive, ZipWriter};

/// Writes the workbook that the text describes.
pub fn write(text: &str, path: &Path) {
    let bytes = if text.trim() == "!password" {
        locked()
    } else {
        workbook(text).map_or_else(|error| panic!("{error}"), |bytes| unfinished(&bytes))
    };
    super::write(path, bytes);
}

fn workbook(text: &str) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    for sheet in text.split("\n[").map(|sheet| sheet.trim_start_matches('[')) {
        let (name, rows) = sheet.split_once("]\n").unwrap_or((sheet, ""));
        let rows: Vec<Vec<&str>> = rows.lines().map(|row| row.split('\t').collect()).collect();
        fill(workbook.add_worksheet().set_name(name)?, &rows)?;
    }
    workbook.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, rows: &[Vec<&str>]) -> Result<(), XlsxError> {
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            let (mark, rest) = cell.split_at_checked(1).unwrap_or(("a", cell));
            match mark {
                "#" => sheet.write_number(row, column, rest.parse::<f64>().unwrap_or_else(|error| panic!("{cell}: {error}")))?,
                "@" => sheet.write_datetime_with_format(row, column, ExcelDateTime::parse_from_str(rest)?, &date)?,
                "=" => sheet.write_formula(row, column, Formula::new(rest).set_result(UNFINISHED))?,
                "!" => sheet.write_formula(row, column, Formula::new("NA()").set_result(rest))?,
                "^" | "<" => sheet,
                "~" => sheet.set_column_hidden(column)?.write_string(row, column, rest)?,
                "&" if rest.is_empty() => sheet.insert_image(row, column, &Image::new_from_buffer(&PICTURE)?)?,
                _ if cell.is_empty() => sheet,
                _ => sheet.write_string(row, column, *cell)?,
            };
        }
    }
    merge(sheet, rows)
}

/// Merges each cell with the `^` below and the `<` to the right of it.
fn merge(sheet: &mut Worksheet, rows: &[Vec<&str>]) -> Result<(), XlsxError> {
    let cell = |row: usize, column: usize| rows.get(row).and_then(|cells| cells.get(column)).copied().unwrap_or_default();
    for (top, cells) in rows.iter().enumerate() {
        for (left, text) in cells.iter().enumerate().filter(|(_, text)| !matches!(**text, "^" | "<")) {
            let bottom = (top + 1..rows.len()).take_while(|row| cell(*row, left) == "^").last().unwrap_or(top);
            let right = (left + 1..rows.first().map_or(0, Vec::len)).take_while(|column| cell(top, *column) == "<").last().unwrap_or(left);
            if (bottom, right) != (top, left) {
                let [top, bottom] = [top, bottom].map(|row| u32::try_from(row).unwrap_or_default());
                let [left, right] = [left, right].map(|column| u16::try_from(column).unwrap_or_default());
                sheet.merge_range(top, left, bottom, right, text, &Format::new())?;
            }
        }
    }
    Ok(())
}

/// The head of a picture of one point, in PNG; nobody looks further.
const PICTURE: [u8; 45] = *b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde\0\0\0\0IEND\xaeB`\x82";

/// Stands for the result that a formula does not have.
const UNFINISHED: &str = "unfinished";

/// The writer always stores a result; takes it out where there shall be none.
fn unfinished(bytes: &[u8]) -> Vec<u8> {
    let changed = || -> zip::result::ZipResult<Vec<u8>> {
        let mut from = ZipArchive::new(Cursor::new(bytes))?;
        let mut to = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..from.len() {
            let mut file = from.by_index(index)?;
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            // Pictures are no text.
            if let Ok(text) = std::str::from_utf8(&bytes) {
                bytes = text.replace(r#" t="str"><f>"#, "><f>").replace(&format!("<v>{UNFINISHED}</v>"), "").into_bytes();
            }
            let name = file.name()?.into_owned();
            to.start_file(name, SimpleFileOptions::default())?;
            to.write_all(&bytes)?;
        }
        Ok(to.finish()?.into_inner())
    };
    changed().unwrap_or_else(|error| panic!("{error}"))
}

/// A compound file whose directory names a stream `EncryptedPackage`, as a workbook with a password is.
fn locked() -> Vec<u8> {
    const END: u32 = 0xFFFF_FFFE;
    let mut bytes = vec![0_u8; 3 * 512];
    let mut put = |at: usize, part: &[u8]| bytes.splice(at..at + part.len(), part.iter().copied()).for_each(drop);
    put(0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    for (at, number) in [(24, 0x3E_u16), (26, 3), (28, 0xFFFE), (30, 9), (32, 6)] {
        put(at, &number.to_le_bytes());
    }
    // One sector of allocation (the first) and one of directory (the second).
    for (at, number) in [(44, 1_u32), (48, 1), (56, 4096), (60, END), (68, END), (76, 0), (512, 0xFFFF_FFFD), (516, END)] {
        put(at, &number.to_le_bytes());
    }
    (80..512).step_by(4).chain((520..1024).step_by(4)).for_each(|at| put(at, &u32::MAX.to_le_bytes()));
    for (entry, (name, kind)) in [("Root Entry", 5), ("EncryptedPackage", 2)].iter().enumerate() {
        let at = 1024 + entry * 128;
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        put(at, &name);
        put(at + 64, &u16::try_from(name.len() + 2).unwrap_or_default().to_le_bytes());
        put(at + 66, &[*kind]);
        put(at + 116, &END.to_le_bytes());
    }
    bytes
}
