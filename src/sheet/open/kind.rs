//! What a file is, by its first bytes and what a zip or a compound file holds.
//!
//! In: the path of a file. Out: its kind, or why it is none that is read. Offices rename files; systems export web
//! pages and text under the ending of a workbook.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use zip::ZipArchive;

use super::{because, unreadable};
use crate::base::problem::Fault;
use crate::sheet::declared::{self, Sizes};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `.xlsx`, `.xlsm`, and the sizes of its parts.
    Workbook(Sizes),
    /// Other formats of workbooks.
    Old(Format),
    /// A web page with tables, under whatever ending.
    Page,
    /// Parquet.
    Columns,
    /// Text with delimiters.
    Text,
}

/// A format of workbooks whose cells are not read as a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Excel 5 to 2003, and WPS `.et`.
    Xls,
    /// Excel's binary workbook.
    Xlsb,
    /// `.ods`.
    Ods,
}

/// A page or a text is told by its beginning.
const HEAD: u64 = 64 * 1024;

/// What the file is.
pub(super) fn of(path: &Path) -> Result<Kind, Fault> {
    let mut head = Vec::new();
    File::open(path).map_err(unreadable)?.take(HEAD).read_to_end(&mut head).map_err(unreadable)?;
    match head.as_slice() {
        [] => Err(because("是空文件", "it is empty")),
        [b'P', b'K', 3, 4, ..] => zipped(path),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => compound(path),
        [b'P', b'A', b'R', b'1', ..] => Ok(Kind::Columns),
        [9, 0 | 2 | 4, ..] => Err(because("是 Excel 4.0 及更早的格式，请另存为 xlsx", "it is of Excel 4.0 or older; save it as xlsx")),
        bytes => text(bytes, path),
    }
}

fn zipped(path: &Path) -> Result<Kind, Fault> {
    let file = BufReader::new(File::open(path).map_err(unreadable)?);
    let Ok(mut archive) = ZipArchive::new(file) else {
        return Err(because("不完整：文件末尾缺失或已损坏，请重新复制或下载", "its end is missing or damaged; copy or download it again"));
    };
    let sizes = declared::sizes(&mut archive)?;
    let has = |wanted: &str| archive.file_names().flatten().any(|name| name.eq_ignore_ascii_case(wanted));
    Ok(if has("xl/workbook.bin") {
        Kind::Old(Format::Xlsb)
    } else if has("content.xml") {
        Kind::Old(Format::Ods)
    } else {
        Kind::Workbook(sizes)
    })
}

/// A compound file is an old workbook, or a new one with a password.
fn compound(path: &Path) -> Result<Kind, Fault> {
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    if holds("EncryptedPackage") {
        return Err(Fault::FilePassword);
    }
    if ["Workbook", "WORKBOOK", "Book", "BOOK"].iter().any(|name| holds(name)) {
        return Ok(Kind::Old(Format::Xls));
    }
    Err(because("内容不是工作簿", "it is no workbook, whatever its ending says"))
}

/// Text under the ending of a workbook: a page, or a table with tabs or commas.
fn text(head: &[u8], path: &Path) -> Result<Kind, Fault> {
    let spreadsheet = ["xls", "et", "csv", "tsv", "txt", "htm", "html"];
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let beginning: String =
        head.iter().filter(|byte| byte.is_ascii() && **byte != 0).map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let first = beginning.trim_start();
    if first.contains("urn:schemas-microsoft-com:office:spreadsheet") && first.starts_with("<?xml") {
        return Err(because("是 XML 表格 2003 格式，请另存为 xlsx", "it is an XML Spreadsheet of 2003; save it as xlsx"));
    }
    if first.starts_with('<') && (first.contains("<table") || first.contains("<html")) {
        return Ok(Kind::Page);
    }
    if !spreadsheet.contains(&ending.as_str()) || ending.starts_with("htm") {
        return Err(because("内容不是工作簿", "it is no workbook, whatever its ending says"));
    }
    Ok(Kind::Text)
}
