//! Workbooks that no honest program writes, put together by hand.

use super::*;
use crate::sheet::probe::package::{Parts, STYLES};

const HEADER: &str = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="str"><v>代表证号</v></c><c r="B1" t="str"><v>姓名</v></c><c r="C1" t="str"><v>联络站</v></c><c r="D1" t="str"><v>天数</v></c><c r="E1" t="str"><v>当选日期</v></c></row>"#;
const END: &str = "</sheetData></worksheet>";

/// Reads a roster whose rows are this XML.
fn read_rows(xml: &str, end: &str) -> Result<Reading, Box<dyn Error>> {
    let sheet = format!("{HEADER}{xml}{end}");
    let parts = Parts { sheets: &[("代表名册", sheet.as_bytes())], styles: STYLES, strings: &[], is_1904: true };
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("名册.xlsx"), parts.file()?)?;
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
