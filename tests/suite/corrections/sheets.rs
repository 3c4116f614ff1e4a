//! Which sheet a correction means that names the file alone.

use rust_xlsxwriter::Workbook;

use super::{laid_out, of, sheet, told, SUGGESTIONS};

/// The corrections of a workbook with these sheets, and what is said of them.
fn checked(sheets: &[(&str, &str)], correction: &str, exit: i32) -> Vec<serde_json::Value> {
    let place = laid_out(&[("更正表.csv", &sheet(&[correction]))]);
    let made = || {
        let mut book = Workbook::new();
        for (name, text) in sheets {
            let sheet = book.add_worksheet().set_name(*name)?;
            for (row, line) in (0..).zip(text.lines()) {
                for (column, cell) in (0..).zip(line.split(',')) {
                    sheet.write_string(row, column, cell)?;
                }
            }
        }
        book.save(place.path().join("2025-H1/06台账.xlsx"))
    };
    made().unwrap_or_else(|error: rust_xlsxwriter::XlsxError| panic!("{error}"));
    told(place.path(), "check 2025-H1 --rubric rubric.toml", exit)
}

#[test]
fn notes_beside_the_table_are_no_sheet_to_choose_from() {
    let sheets = [("建议台账", SUGGESTIONS), ("填写说明", "列,怎样填,空着,用于\n编号,文字,不可,第五条")];
    let lines = checked(&sheets, "06台账,,,3,立案情况,未立案,立案", 0);
    assert_eq!(of(&lines, "correction")[0]["cell"], "F3", "{lines:#?}");
    let lines = checked(&sheets, "06台账,填写说明,A1,,,列,行", 1);
    assert_eq!(of(&lines, "problem")[0]["code"], "correction/refused", "{lines:#?}");
}

#[test]
fn of_several_tables_one_is_asked_for_and_all_are_named() {
    let other = "编号,标题,提出日期,领衔代表,联名代表,立案情况\n4,修渠,2025-06-01,李四,,立案\n";
    let sheets = [("建议台账", SUGGESTIONS), ("建议台账（续）", other), ("填写说明", "列,怎样填,空着,用于")];
    let lines = checked(&sheets, "06台账,,,3,立案情况,未立案,立案", 1);
    let problem = of(&lines, "problem")[0];
    let message = problem["message"].as_str().unwrap_or_default();
    assert_eq!(problem["code"], "correction/nowhere", "{problem}");
    assert!(message.contains("the file has several sheets (建议台账, 建议台账（续）): name one"), "{message}");
    let lines = checked(&sheets, "06台账,建议台账,,3,立案情况,未立案,立案", 0);
    assert_eq!(of(&lines, "correction")[0]["cell"], "F3", "{lines:#?}");
}
