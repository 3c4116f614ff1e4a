//! Workbooks put together by hand, with every odd spelling as it is given.
//!
//! In: the text of each part. Out: the bytes of the file.

use std::io::{Cursor, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Styles: 0 a number, 1 a day, 2 a time, 3 a share, 4 a duration, 5 a day in Chinese, 6 a number of the office's own.
pub(in crate::sheet) const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="3"><numFmt numFmtId="164" formatCode="[h]:mm"/><numFmt numFmtId="165" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="166" formatCode="0.0&quot;分&quot;"/></numFmts><cellXfs count="7"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>"#;

/// The parts of a workbook.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::sheet) struct Parts<'p> {
    /// Each sheet, by its name.
    pub sheets: &'p [(&'p str, &'p [u8])],
    /// Styles; none where it is empty.
    pub styles: &'p str,
    /// Shared texts; none where it is empty.
    pub strings: &'p [u8],
    /// Whether days are counted from 1904.
    pub is_1904: bool,
}

impl Parts<'_> {
    /// The file.
    pub fn file(&self) -> ZipResult<Vec<u8>> {
        let (workbook, relations) = (self.workbook(), self.relations());
        let mut parts: Vec<(String, &[u8])> = vec![
            ("[Content_Types].xml".to_owned(), TYPES.as_bytes()),
            ("_rels/.rels".to_owned(), RELATIONS.as_bytes()),
            ("xl/workbook.xml".to_owned(), workbook.as_bytes()),
            ("xl/_rels/workbook.xml.rels".to_owned(), relations.as_bytes()),
        ];
        let further = [("xl/styles.xml", self.styles.as_bytes()), ("xl/sharedStrings.xml", self.strings)];
        parts.extend(further.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name.to_owned(), text)));
        parts.extend((1..).zip(self.sheets).map(|(number, (_, text))| (format!("xl/worksheets/sheet{number}.xml"), *text)));
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for (name, text) in parts {
            archive.start_file(name, stored)?;
            archive.write_all(text)?;
        }
        Ok(archive.finish()?.into_inner())
    }

    fn workbook(&self) -> String {
        let sheets =
            (1..).zip(self.sheets).map(|(number, (name, _))| format!(r#"<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>"#));
        let is_1904 = u8::from(self.is_1904);
        let sheets = sheets.collect::<String>();
        format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{KINDS}"><workbookPr date1904="{is_1904}"/><sheets>{sheets}</sheets></workbook>"#)
    }

    fn relations(&self) -> String {
        let relation = |id: &str, kind: &str, target: &str| format!(r#"<Relationship Id="{id}" Type="{KINDS}/{kind}" Target="{target}"/>"#);
        let mut all = relation("styles", "styles", "styles.xml") + &relation("strings", "sharedStrings", "sharedStrings.xml");
        for number in 1..=self.sheets.len() {
            all += &relation(&format!("rId{number}"), "worksheet", &format!("worksheets/sheet{number}.xml"));
        }
        format!(r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{all}</Relationships>"#)
    }
}
