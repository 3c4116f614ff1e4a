//! Workbooks written by hand, entry by entry, as no honest program would.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const ROOT: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const LINKS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
/// Start of every part of a sheet.
pub(super) const MAIN: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#;

/// Packs entries, compressed.
pub(super) fn packed(entries: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        writer.start_file(name.as_str(), options).unwrap_or_else(|error| panic!("{error}"));
        writer.write_all(bytes).unwrap_or_else(|error| panic!("{error}"));
    }
    writer.finish().unwrap_or_else(|error| panic!("{error}")).into_inner()
}

/// The same file, whose parts declare to have so many bytes each when unpacked (APPNOTE 4.3.7 and 4.3.12).
pub(super) fn declaring(mut packed: Vec<u8>, size: u32) -> Vec<u8> {
    for (mark, field) in [(b"PK\x03\x04", 22), (b"PK\x01\x02", 24)] {
        let places: Vec<usize> = packed.windows(4).enumerate().filter(|(_, window)| *window == mark).map(|(at, _)| at + field).collect();
        for at in places {
            if let Some(bytes) = packed.get_mut(at..at + 4) {
                bytes.copy_from_slice(&size.to_le_bytes());
            }
        }
    }
    packed
}

/// The entries of a packed file.
pub(super) fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap_or_else(|error| panic!("{error}"));
    let mut entries = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap_or_else(|error| panic!("{error}"));
        let name = entry.name().map(std::borrow::Cow::into_owned).unwrap_or_default();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap_or_else(|error| panic!("{error}"));
        entries.push((name, content));
    }
    entries
}

/// A workbook of these sheets' names, the first of which has this XML, and of these shared strings.
pub(super) fn workbook(sheets: &str, sheet: Vec<u8>, strings: Vec<u8>) -> Vec<u8> {
    let book = format!(
        r#"<?xml version="1.0"?><workbook {MAIN} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{sheets}</sheets></workbook>"#
    );
    let parts = [
        ("[Content_Types].xml", TYPES.into()),
        ("_rels/.rels", ROOT.into()),
        ("xl/workbook.xml", book.into_bytes()),
        ("xl/_rels/workbook.xml.rels", LINKS.into()),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    packed(&parts.map(|(name, bytes)| (name.to_owned(), bytes)))
}

/// A workbook of one sheet 代表名册 with this inside its `worksheet` element.
pub(super) fn roster(inside: &str) -> Vec<u8> {
    let sheet = format!(r#"<?xml version="1.0"?><worksheet {MAIN}>{inside}</worksheet>"#);
    workbook(r#"<sheet name="代表名册" sheetId="1" r:id="rId1"/>"#, sheet.into_bytes(), format!("<sst {MAIN}/>").into_bytes())
}
