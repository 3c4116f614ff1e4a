//! Marks stand where they should, and everything else stands as it was.
#![expect(clippy::expect_used, reason = "a test may fail on the spot")]

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use rust_xlsxwriter::{Note, Workbook};
use zip::ZipArchive;

use super::marked;
use crate::base::place::Place;
use crate::base::problem::{Fault, Problem};
use crate::base::text::Language;

/// A workbook of two sheets, the first with a comment of the office's own at B2.
fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("会议出勤").expect("a name");
    sheet.write_string(0, 0, "姓名").and_then(|sheet| sheet.write_string(1, 1, "未道")).expect("cells");
    sheet.insert_note(1, 1, &Note::new("问过本人").set_author("李主任")).expect("a note");
    workbook.add_worksheet().set_name("说明").expect("a name");
    workbook.save_to_buffer().expect("a workbook")
}

fn problem(cell: (u32, u32), found: &str) -> Problem {
    let fault = Fault::UnknownWord { allowed: vec!["出席".to_owned()], key: "tables.meetings".to_owned(), nearest: None };
    Problem::new(fault, Place::sheet(&"a.xlsx".into(), &"会议出勤".into()).at(cell.0, cell.1), found)
}

fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let text = |name: &String| {
        let mut text = String::new();
        archive.by_name(name).expect("a part").read_to_string(&mut text).expect("a text");
        (name.clone(), text)
    };
    names.iter().map(text).collect()
}

fn copy(bytes: &[u8], problems: &[Problem]) -> Vec<u8> {
    let problems: Vec<&Problem> = problems.iter().collect();
    marked(bytes, &problems, Language::Chinese).expect("a workbook").expect("something to say")
}

fn holding<'p>(parts: &'p BTreeMap<String, String>, name: &str) -> &'p str {
    parts.iter().find(|(part, _)| part.ends_with(name)).map_or("", |(_, text)| text)
}

#[test]
fn a_mark_colours_and_comments_and_leaves_the_rest() {
    let (before, after) = (workbook(), copy(&workbook(), &[problem((2, 2), "未道"), problem((5, 1), "<&\"")]));
    let (before, after) = (parts(&before), parts(&after));
    let changed: Vec<&String> = before.iter().filter(|(name, text)| after.get(*name) != Some(text)).map(|(name, _)| name).collect();
    assert_eq!(changed, ["xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/styles.xml", "xl/worksheets/sheet1.xml"]);
    assert!(before.len() == after.len(), "nothing is added where there were comments: {:?}", after.keys());
    let sheet = holding(&after, "worksheets/sheet1.xml");
    assert!(sheet.contains(r#"<conditionalFormatting sqref="B2 A5">"#), "{sheet}");
    assert!(sheet.contains(
        holding(&before, "worksheets/sheet1.xml")
            .split("<sheetData")
            .nth(1)
            .and_then(|rest| rest.split("</sheetData>").next())
            .unwrap_or("?")
    ));
    let comments = holding(&after, "comments1.xml");
    assert!(comments.contains("问过本人") && comments.contains("duly:\n“未道”") && comments.contains("“&lt;&amp;&quot;”"), "{comments}");
    assert_eq!(comments.matches("<comment ").count(), 2, "one comment for each cell");
}

#[test]
fn a_sheet_without_comments_gets_them() {
    let other = Problem { place: Place::sheet(&"a.xlsx".into(), &"说明".into()), ..problem((0, 0), "") };
    let after = parts(&copy(&workbook(), &[other]));
    assert!(holding(&after, "commentsDuly2.xml").contains(r#"<comment ref="A1" authorId="0">"#), "a problem of the sheet stands at A1");
    assert!(holding(&after, "worksheets/sheet2.xml").contains("<legacyDrawing "));
    assert!(holding(&after, "_rels/sheet2.xml.rels").contains("/xl/drawings/vmlDrawingDuly2.vml"));
    assert!(holding(&after, "[Content_Types].xml").contains("/xl/commentsDuly2.xml"));
}

#[test]
fn marks_of_an_earlier_run_are_taken_away() {
    let first = copy(&workbook(), &[problem((2, 2), "未道"), problem((5, 1), "未到场")]);
    let second = parts(&copy(&first, &[problem((7, 3), "情假")]));
    let sheet = holding(&second, "worksheets/sheet1.xml");
    assert_eq!(sheet.matches("<conditionalFormatting").count(), 1, "{sheet}");
    assert!(sheet.contains(r#"sqref="C7""#));
    let comments = holding(&second, "comments1.xml");
    assert!(!comments.contains("未到场") && comments.contains("情假") && comments.contains("问过本人"), "{comments}");
    assert_eq!(holding(&second, "xl/styles.xml").matches("<dxf>").count(), 2, "the looks are there once");
    assert_eq!(second.values().map(|text| text.matches(r#"alt="duly""#).count()).sum::<usize>(), 1);
    assert_eq!(copy(&workbook(), &[problem((2, 2), "未道")]), copy(&workbook(), &[problem((2, 2), "未道")]), "the same bytes each time");
}

#[test]
fn nothing_is_said_where_there_is_nothing_and_no_package_is_an_error() {
    assert!(marked(&workbook(), &[], Language::Chinese).expect("a workbook").is_none());
    assert!(marked(b"no package", &[&problem((1, 1), "")], Language::Chinese).is_err());
}
