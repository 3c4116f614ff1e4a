//! Another program saves a marked copy: the marks are known again all the same.

use std::fs;
use std::path::Path;
use std::process::Command;

use duly::base::place::Place;
use duly::base::problem::{Fault, Problem};
use duly::base::text::Language;
use duly::report::{marked, Copy};
use rust_xlsxwriter::{ConditionalFormatCell, ConditionalFormatCellRule, Format, Note, Workbook, XlsxError};

use super::super::program::{folder, needs};
use super::parts;

/// A sheet with a comment and a condition of the office's own.
fn workbook() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("会议出勤")?;
    sheet.write_string(0, 0, "姓名")?.write_string(1, 1, "未道")?.write_number(2, 2, 7)?;
    sheet.insert_note(1, 1, &Note::new("问过本人").set_author("李主任"))?;
    let rule = ConditionalFormatCell::new().set_rule(ConditionalFormatCellRule::GreaterThan(5));
    sheet.add_conditional_format(0, 0, 9, 9, &rule.set_format(Format::new().set_background_color("C6EFCE")))?;
    workbook.save_to_buffer()
}

fn problem(row: u32, column: u32, found: &str) -> Problem {
    let fault = Fault::UnknownWord { allowed: vec!["出席".to_owned()], key: "tables.meetings".to_owned(), nearest: None };
    Problem::new(fault, Place::sheet(&"a.xlsx".into(), &"会议出勤".into()).at(row, column), found)
}

fn copy(bytes: &[u8], problems: &[Problem]) -> Vec<u8> {
    match marked(bytes, &problems.iter().collect::<Vec<_>>(), Language::Chinese) {
        Ok(Copy::Marked(copy) | Copy::Cleaned(copy)) => copy,
        other => panic!("a copy with other marks: {other:?}"),
    }
}

/// The workbook as `LibreOffice` saves it.
fn saved(bytes: &[u8], place: &Path, name: &str) -> Vec<u8> {
    let (given, folder) = (place.join(format!("{name}.xlsx")), place.join(name));
    fs::write(&given, bytes).unwrap_or_else(|error| panic!("{error}"));
    let profile = format!("-env:UserInstallation=file://{}", place.join("profile").display());
    let done = Command::new("soffice").args([&profile, "--headless", "--convert-to", "xlsx", "--outdir"]).arg(&folder).arg(&given).output();
    fs::read(folder.join(format!("{name}.xlsx"))).unwrap_or_else(|error| panic!("{error}: {done:?}"))
}

/// What the comments say without their formats, and how many boxes and conditions of ours there are.
fn told(bytes: &[u8], place: &Path) -> (String, usize, usize) {
    let file = place.join("told.xlsx");
    fs::write(&file, bytes).unwrap_or_else(|error| panic!("{error}"));
    let (mut said, mut boxes, mut conditions) = (String::new(), 0, 0);
    for (name, text) in parts(&file) {
        if name.contains("comments") && !name.contains("rels") {
            let pieces = text.split("<t").skip(1).filter(|piece| piece.starts_with([' ', '>']));
            said.extend(pieces.filter_map(|piece| piece.split('<').next()?.split_once('>')).map(|(_, said)| said.to_owned()));
        }
        boxes += if name.contains(".vml") { text.matches("<v:shape ").count() } else { 0 };
        conditions += if name.contains("sheet1.xml") { text.matches("duly&quot;=").count() } else { 0 };
    }
    (said, boxes, conditions)
}

#[test]
#[ignore = "needs LibreOffice"]
fn marks_are_replaced_and_taken_away_after_libreoffice_saved_the_copy() {
    needs("soffice", "--version");
    let place = folder();
    let place = place.path();
    let office = workbook().unwrap_or_else(|error| panic!("{error}"));
    let first = saved(&copy(&office, &[problem(2, 2, "未道"), problem(5, 1, "未到场")]), place, "first");
    let (said, boxes, conditions) = told(&first, place);
    assert!(said.contains("问过本人") && said.contains("未道") && said.contains("未到场"), "LibreOffice kept what was said: {said}");
    assert_eq!((boxes, conditions), (2, 1), "LibreOffice kept boxes and conditions");

    let second = saved(&copy(&first, &[problem(2, 2, "还没到")]), place, "second");
    let (said, boxes, conditions) = told(&second, place);
    assert!(said.contains("问过本人") && said.contains("还没到") && !said.contains("未道") && !said.contains("未到场"), "{said}");
    assert_eq!((said.matches("/duly").count(), boxes, conditions), (1, 1, 1), "{said}");

    let third = saved(&copy(&second, &[]), place, "third");
    let (said, boxes, conditions) = told(&third, place);
    assert!(said.ends_with("问过本人") && !said.contains("duly"), "{said}");
    assert_eq!((boxes, conditions), (1, 0), "{said}");
    assert!(matches!(marked(&third, &[], Language::Chinese), Ok(Copy::Same)), "nothing of ours is left");
}
