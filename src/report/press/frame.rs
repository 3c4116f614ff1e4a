//! What a workbook's package holds besides sheets and texts: what its parts are, how they are related, its names; and, from the
//! library, what its formats and colours are in XML.

use std::fmt::Write;
use std::io::{Cursor, Read};

use rust_xlsxwriter::utility::quote_sheet_name;
use rust_xlsxwriter::{Format, XlsxError};
use zip::ZipArchive;

use crate::base::period::Day;
use crate::report::book::blank;
use crate::report::package::{HEAD_LINE, MAIN, RELATIONS};
use crate::report::xml::escape::{push_text, push_value};

use super::Sheet;

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const SHEETS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const DOCUMENT: &str = "application/vnd.openxmlformats-officedocument";

/// Names and texts of the parts in front of the sheets and behind the texts.
pub(super) struct Frame {
    pub before: Vec<(&'static str, String)>,
    pub behind: Vec<(&'static str, String)>,
}

/// The parts around these sheets.
pub(super) fn frame(sheets: &[Sheet], has_texts: bool, formats: &[&Format], day: Day) -> Result<Frame, XlsxError> {
    let mut stencil = Stencil::of(formats, day)?;
    let names = repeated(sheets);
    let before = vec![
        ("[Content_Types].xml", contents(sheets, has_texts)),
        ("_rels/.rels", stencil.part("_rels/.rels")?),
        ("xl/_rels/workbook.xml.rels", relations(sheets, has_texts)),
        ("xl/theme/theme1.xml", stencil.part("xl/theme/theme1.xml")?),
        ("xl/styles.xml", stencil.part("xl/styles.xml")?),
        ("xl/workbook.xml", workbook(sheets, &names)),
    ];
    let behind = vec![("docProps/core.xml", stencil.part("docProps/core.xml")?), ("docProps/app.xml", titles(sheets, &names))];
    Ok(Frame { before, behind })
}

/// A workbook of the library with one cell of each format: its parts that do not tell of sheets are those of ours.
struct Stencil(ZipArchive<Cursor<Vec<u8>>>);

impl Stencil {
    fn of(formats: &[&Format], day: Day) -> Result<Self, XlsxError> {
        let mut workbook = blank(day)?;
        workbook.set_zip_compression_level(1);
        let sheet = workbook.add_worksheet();
        for (row, format) in (0_u32..).zip(formats) {
            sheet.write_blank(row, 0, format)?;
        }
        Ok(Self(ZipArchive::new(Cursor::new(workbook.save_to_buffer()?))?))
    }

    fn part(&mut self, name: &str) -> Result<String, XlsxError> {
        let mut text = String::new();
        self.0.by_name(name)?.read_to_string(&mut text)?;
        Ok(text)
    }
}

/// What each part is.
fn contents(sheets: &[Sheet], has_texts: bool) -> String {
    let mut xml = format!(
        "{HEAD_LINE}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    );
    let mut part = |name: &str, kind: &str| {
        let _ = write!(xml, "<Override PartName=\"/{name}\" ContentType=\"{kind}+xml\"/>");
    };
    part("docProps/app.xml", &format!("{DOCUMENT}.extended-properties"));
    part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties");
    part("xl/styles.xml", &format!("{SHEETS}.styles"));
    part("xl/theme/theme1.xml", &format!("{DOCUMENT}.theme"));
    part("xl/workbook.xml", &format!("{SHEETS}.sheet.main"));
    for number in 1..=sheets.len() {
        part(&format!("xl/worksheets/sheet{number}.xml"), &format!("{SHEETS}.worksheet"));
    }
    if has_texts {
        part("xl/sharedStrings.xml", &format!("{SHEETS}.sharedStrings"));
    }
    xml.push_str("</Types>");
    xml
}

/// How the workbook is related to its parts.
fn relations(sheets: &[Sheet], has_texts: bool) -> String {
    let mut xml = format!("{HEAD_LINE}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    let own = (1..=sheets.len()).map(|number| ("worksheet", format!("worksheets/sheet{number}.xml")));
    let shared = [("theme", "theme/theme1.xml".to_owned()), ("styles", "styles.xml".to_owned())];
    let texts = has_texts.then(|| ("sharedStrings", "sharedStrings.xml".to_owned()));
    for (number, (kind, target)) in (1_u32..).zip(own.chain(shared).chain(texts)) {
        let _ = write!(xml, "<Relationship Id=\"rId{number}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>");
    }
    xml.push_str("</Relationships>");
    xml
}

/// Names for rows that pages repeat: the number of the sheet from 0, its name as formulas write it, and the rows.
fn repeated(sheets: &[Sheet]) -> Vec<(usize, String, String)> {
    let name = |(index, sheet): (usize, &Sheet)| {
        let row = sheet.repeated? + 1;
        let quoted = quote_sheet_name(&sheet.name);
        Some((index, quoted.clone(), format!("{quoted}!${row}:${row}")))
    };
    let mut names: Vec<_> = sheets.iter().enumerate().filter_map(name).collect();
    names.sort_by(|left, right| left.2.cmp(&right.2));
    names
}

/// The part that lists the sheets.
fn workbook(sheets: &[Sheet], names: &[(usize, String, String)]) -> String {
    let mut xml = format!(
        "{HEAD_LINE}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\">\
         <fileVersion appName=\"xl\" lastEdited=\"4\" lowestEdited=\"4\" rupBuild=\"4505\"/>\
         <workbookPr defaultThemeVersion=\"124226\"/>\
         <bookViews><workbookView xWindow=\"240\" yWindow=\"15\" windowWidth=\"16095\" windowHeight=\"9660\"/></bookViews><sheets>"
    );
    for (number, sheet) in (1_u32..).zip(sheets) {
        xml.push_str("<sheet name=\"");
        push_value(&mut xml, &sheet.name);
        let _ = write!(xml, "\" sheetId=\"{number}\" r:id=\"rId{number}\"/>");
    }
    xml.push_str("</sheets>");
    if !names.is_empty() {
        xml.push_str("<definedNames>");
        for (index, _, rows) in names {
            let _ = write!(xml, "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{index}\">");
            push_text(&mut xml, rows);
            xml.push_str("</definedName>");
        }
        xml.push_str("</definedNames>");
    }
    xml.push_str("<calcPr calcId=\"124519\" fullCalcOnLoad=\"1\"/></workbook>");
    xml
}

/// The part that tells the titles of sheets and names to programs that list files.
fn titles(sheets: &[Sheet], names: &[(usize, String, String)]) -> String {
    let pair = |title: &str, count: usize| {
        format!("<vt:variant><vt:lpstr>{title}</vt:lpstr></vt:variant><vt:variant><vt:i4>{count}</vt:i4></vt:variant>")
    };
    let ranges = if names.is_empty() { String::new() } else { pair("Named Ranges", names.len()) };
    let (pairs, all) = (if names.is_empty() { 2 } else { 4 }, sheets.len() + names.len());
    let mut xml = format!(
        "{HEAD_LINE}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\" \
         xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">\
         <Application>Microsoft Excel</Application><DocSecurity>0</DocSecurity><ScaleCrop>false</ScaleCrop>\
         <HeadingPairs><vt:vector size=\"{pairs}\" baseType=\"variant\">{}{ranges}</vt:vector></HeadingPairs>\
         <TitlesOfParts><vt:vector size=\"{all}\" baseType=\"lpstr\">",
        pair("Worksheets", sheets.len())
    );
    let titles = sheets.iter().map(|sheet| sheet.name.clone()).chain(names.iter().map(|(_, name, _)| format!("{name}!Print_Titles")));
    for title in titles {
        xml.push_str("<vt:lpstr>");
        push_text(&mut xml, &title);
        xml.push_str("</vt:lpstr>");
    }
    xml.push_str(
        "</vt:vector></TitlesOfParts><Company></Company><LinksUpToDate>false</LinksUpToDate><SharedDoc>false</SharedDoc>\
         <HyperlinksChanged>false</HyperlinksChanged><AppVersion>12.0000</AppVersion></Properties>",
    );
    xml
}
