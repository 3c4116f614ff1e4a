//! Workbooks that no honest program writes, put together by hand.

use std::io::Write;

use super::*;

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="1"/><sheets><sheet name="代表名册" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const SHEETS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;
const HEADER: &str = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="str"><v>代表证号</v></c><c r="B1" t="str"><v>姓名</v></c><c r="C1" t="str"><v>联络站</v></c><c r="D1" t="str"><v>天数</v></c><c r="E1" t="str"><v>当选日期</v></c></row>"#;
const END: &str = "</sheetData></worksheet>";

fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 })
    })
}

/// A zip of files that are stored as they are.
fn zip(files: &[(&str, &str)]) -> Result<Vec<u8>, Box<dyn Error>> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let (sum, size, length) = (checksum(text.as_bytes()), u32::try_from(text.len())?, u16::try_from(name.len())?);
        let start = u32::try_from(archive.len())?;
        let mut common = vec![20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0];
        for number in [sum, size, size] {
            common.extend(number.to_le_bytes());
        }
        common.extend(length.to_le_bytes());
        common.extend([0, 0]);
        archive.write_all(b"PK\x03\x04")?;
        archive.write_all(&common)?;
        archive.write_all(name.as_bytes())?;
        archive.write_all(text.as_bytes())?;
        directory.write_all(b"PK\x01\x02\x14\x00")?;
        directory.write_all(&common)?;
        directory.write_all(&[0; 10])?;
        directory.write_all(&start.to_le_bytes())?;
        directory.write_all(name.as_bytes())?;
    }
    let (start, count) = (u32::try_from(archive.len())?, u16::try_from(files.len())?.to_le_bytes());
    archive.write_all(&directory)?;
    archive.write_all(b"PK\x05\x06\x00\x00\x00\x00")?;
    archive.write_all(&count)?;
    archive.write_all(&count)?;
    archive.write_all(&u32::try_from(directory.len())?.to_le_bytes())?;
    archive.write_all(&start.to_le_bytes())?;
    archive.write_all(&[0, 0])?;
    Ok(archive)
}

/// Reads a roster whose rows are this XML.
fn read_rows(xml: &str, end: &str) -> Result<Reading, Box<dyn Error>> {
    let sheet = format!("{HEADER}{xml}{end}");
    let files = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", SHEETS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", sheet.as_str()),
    ];
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("名册.xlsx"), zip(&files)?)?;
    read_files(folder.path(), vec![roster()])
}

fn person(row: u32, further: &str) -> String {
    format!(
        r#"<row r="{row}"><c r="A{row}"><v>{row}</v></c><c r="B{row}" t="str"><v>张三</v></c><c r="C{row}" t="str"><v>东站</v></c>{further}</row>"#
    )
}

#[test]
fn a_huge_range_costs_nothing_and_1904_dates_are_dates() -> Tried {
    let reading = read_rows(&(person(2, r#"<c r="E2" s="1"><v>43894</v></c>"#) + &person(1_048_576, "")), END)?;
    assert_eq!(
        all_rows(&reading),
        ["2: card=2 delegate=张三 from=2024-03-05 station=东站", "1048576: card=1048576 delegate=张三 station=东站"]
    );
    assert_eq!(all_problems(&reading), Vec::<String>::new());
    Ok(())
}

#[test]
fn a_formula_without_result_is_no_blank() -> Tried {
    let without = person(2, r#"<c r="D2"><f>1+1</f></c>"#) + &person(3, r#"<c r="D3"><f>1+1</f><v></v></c>"#);
    let empty_text = person(4, r#"<c r="D4" t="str"><f>""</f><v></v></c>"#);
    let reading = read_rows(&(without + &empty_text), END)?;
    assert_eq!(all_problems(&reading), ["cell/formula-without-value D2", "cell/formula-without-value D3"]);
    assert_eq!(all_rows(&reading), ["4: card=4 delegate=张三 station=东站"]);
    Ok(())
}

#[test]
fn an_unknown_error_literal_is_placed_and_reading_goes_on() -> Tried {
    let spill = person(3, r#"<c r="D3" t="e"><f>X</f><v>#SPILL!</v></c><c r="E3" s="1"><v>43894</v></c>"#);
    let unread = person(4, r#"<c r="Z4" t="e"><v>#CALC!</v></c>"#);
    let reading = read_rows(&(person(2, "") + &spill + &unread + &person(5, "")), END)?;
    assert_eq!(all_problems(&reading), ["cell/error-value D3 #SPILL!"]);
    assert_eq!(reading.tables.first().map(|table| table.rows.iter().map(|row| row.number).collect()), Some(vec![2, 4, 5]));
    Ok(())
}

#[test]
fn a_sheet_that_ends_too_early_is_said_with_the_last_cell() -> Tried {
    let reading = read_rows(&person(2, r#"<c r="D2"><v>1</v></c>"#), "<row r=\"3\"><c r=\"A3\">")?;
    assert_eq!(reading.problems.iter().map(|problem| problem.fault.code()).collect::<Vec<_>>(), ["file/unreadable"]);
    assert!(reading.problems.iter().all(|problem| problem.message(Language::English).contains("D2")), "{:?}", reading.problems);
    Ok(())
}
