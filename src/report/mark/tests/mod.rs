//! Marks stand where they should, and everything else stands as it was.
#![expect(clippy::expect_used, reason = "a test may fail on the spot")]

mod again;
mod packages;

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{ConditionalFormatCell, ConditionalFormatCellRule, DocProperties, ExcelDateTime, Format, Note, Workbook};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{marked, Copy};
use crate::base::place::Place;
use crate::base::problem::{Fault, Problem};
use crate::base::text::Language;

/// A workbook of two sheets, the first with a comment of the office's own at B2, two conditions of its own and merged cells.
/// Made on a fixed day: two of them are the same bytes, whatever the clock says.
fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let day = ExcelDateTime::from_ymd(2025, 7, 1).expect("a day");
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let sheet = workbook.add_worksheet().set_name("会议出勤").expect("a name");
    sheet.write_string(0, 0, "姓名").and_then(|sheet| sheet.write_string(1, 1, "未道")).expect("cells");
    sheet.insert_note(1, 1, &Note::new("问过本人").set_author("李主任")).expect("a note");
    sheet.merge_range(10, 0, 13, 1, "东镇", &Format::new()).expect("merged cells");
    for (number, colour) in [(1, "C6EFCE"), (2, "FFC7CE")] {
        let rule = ConditionalFormatCell::new().set_rule(ConditionalFormatCellRule::GreaterThan(number));
        let format = Format::new().set_background_color(colour);
        sheet.add_conditional_format(0, 0, 20, 5 + number, &rule.set_format(format)).expect("a condition");
    }
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

fn packed(parts: &BTreeMap<String, String>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(text.as_bytes()).expect("a text");
    }
    writer.finish().expect("a package").into_inner()
}

/// The workbook with every part changed as told.
fn changed(change: impl Fn(&str, String) -> Option<String>) -> Vec<u8> {
    packed(&parts(&workbook()).into_iter().filter_map(|(name, text)| change(&name, text).map(|text| (name, text))).collect())
}

fn copy(bytes: &[u8], problems: &[Problem]) -> Vec<u8> {
    let problems: Vec<&Problem> = problems.iter().collect();
    match marked(bytes, &problems, Language::Chinese).expect("a workbook") {
        Copy::Marked(copy) | Copy::Cleaned(copy) => copy,
        Copy::Same | Copy::List => bytes.to_owned(),
    }
}

fn holding<'p>(parts: &'p BTreeMap<String, String>, name: &str) -> &'p str {
    parts.iter().find(|(part, _)| part.ends_with(name)).map_or("", |(_, text)| text)
}

/// Ranges, priority and kind of each condition of the first sheet, in the order of the part.
fn conditions(parts: &BTreeMap<String, String>) -> Vec<(String, u32, bool)> {
    let value =
        |text: &str, key: &str| text.split(&format!(" {key}=\"")).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("").to_owned();
    let sheet = holding(parts, "worksheets/sheet1.xml").split("<conditionalFormatting").skip(1);
    sheet.map(|one| (value(one, "sqref"), value(one, "priority").parse().unwrap_or(0), one.contains("duly"))).collect()
}

#[test]
fn a_mark_colours_and_comments_and_leaves_the_rest() {
    let (before, after) = (workbook(), copy(&workbook(), &[problem((2, 2), "未道"), problem((5, 1), "<&\"")]));
    let (before, after) = (parts(&before), parts(&after));
    let changed: Vec<&String> = before.iter().filter(|(name, text)| after.get(*name) != Some(text)).map(|(name, _)| name).collect();
    assert_eq!(changed, ["xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/styles.xml", "xl/worksheets/sheet1.xml"]);
    assert!(before.len() == after.len(), "nothing is added where there were comments: {:?}", after.keys());
    let cells = |parts| holding(parts, "worksheets/sheet1.xml").split("<conditionalFormatting").next().unwrap_or("?").to_owned();
    assert_eq!(cells(&before), cells(&after));
}

#[test]
fn words_join_the_comment_that_is_there_and_its_box_is_made_to_fit() {
    let after = parts(&copy(&workbook(), &[problem((2, 2), "未道"), problem((5, 1), "<&\"")]));
    let comments = holding(&after, "comments1.xml");
    assert_eq!(comments.matches("<comment ").count(), 2, "one comment for each cell: {comments}");
    assert!(
        comments.contains("问过本人") && comments.contains(">\n\n【duly】\n“未道”") && comments.contains("“&lt;&amp;&quot;”"),
        "{comments}"
    );
    let drawing = holding(&after, "vmlDrawing1.vml");
    let at = |row: u32, column: u32| drawing.matches(&format!("<x:Row>{row}</x:Row><x:Column>{column}</x:Column>")).count();
    assert_eq!((drawing.matches("<v:shape ").count(), at(1, 1), at(4, 0)), (2, 1, 1), "one box for each cell: {drawing}");
    let height = |drawing: &str| -> Vec<u32> {
        let anchors = drawing.split("<x:Anchor>").skip(1).filter_map(|rest| rest.split('<').next());
        let bottom = |anchor: &str| anchor.split(',').nth(6).and_then(|number| number.trim().parse().ok()).unwrap_or(0);
        anchors.map(bottom).collect()
    };
    let before = height(holding(&parts(&workbook()), "vmlDrawing1.vml"));
    assert!(height(drawing).first() > before.first(), "the office's box is made taller: {before:?} {drawing}");
}

#[test]
fn a_sheet_without_comments_gets_them() {
    let other = Problem { place: Place::sheet(&"a.xlsx".into(), &"说明".into()), ..problem((0, 0), "") };
    let after = parts(&copy(&workbook(), &[other]));
    assert!(holding(&after, "commentsDuly1.xml").contains(r#"<comment ref="A1" authorId="0">"#), "a problem of the sheet stands at A1");
    assert!(holding(&after, "worksheets/sheet2.xml").contains("<legacyDrawing "));
    assert!(holding(&after, "_rels/sheet2.xml.rels").contains("/xl/drawings/vmlDrawingDuly1.vml"));
    assert!(holding(&after, "[Content_Types].xml").contains("/xl/commentsDuly1.xml"));
    assert!(!holding(&after, "worksheets/sheet1.xml").contains("duly"));
}

#[test]
fn marks_come_before_the_conditions_of_the_office() {
    let before = conditions(&parts(&workbook()));
    assert_eq!(before.iter().map(|(_, priority, _)| *priority).collect::<Vec<_>>(), [1, 2], "{before:?}");
    let after = conditions(&parts(&copy(&workbook(), &[problem((2, 2), "未道"), problem((3, 2), "未道")])));
    let told: Vec<(&str, u32, bool)> = after.iter().map(|(cells, priority, ours)| (cells.as_str(), *priority, *ours)).collect();
    assert_eq!(told, [("B2:B3", 1, true), ("A1:G21", 2, false), ("A1:H21", 3, false)]);
}

#[test]
fn within_merged_cells_the_first_is_commented_and_all_are_coloured() {
    let after = parts(&copy(&workbook(), &[problem((12, 2), "未道"), problem((13, 0), "甲")]));
    assert_eq!(conditions(&after).first().map(|(cells, ..)| cells.as_str()), Some("A11:B14"));
    let comments = holding(&after, "comments1.xml");
    assert!(
        comments.contains(r#"<comment ref="A11""#) && comments.contains("B12: “未道”") && comments.contains("第 13 行: “甲”"),
        "{comments}"
    );
}

#[test]
fn nothing_is_said_where_there_is_nothing_and_no_package_is_an_error() {
    assert_eq!(marked(&workbook(), &[], Language::Chinese).expect("a workbook"), Copy::Same);
    assert_eq!(marked(b"a,b", &[], Language::Chinese).expect("a text"), Copy::Same);
    let text = marked(b"a,b", &[&problem((1, 1), "")], Language::Chinese);
    assert!(matches!(text, Err(super::Unmarked::Format)), "{text:?}");
    let broken = marked(b"PK no package", &[&problem((1, 1), "")], Language::Chinese);
    assert!(matches!(broken, Err(super::Unmarked::Broken(_))), "{broken:?}");
    let elsewhere = Problem { place: Place::sheet(&"a.xlsx".into(), &"另一张".into()), ..problem((0, 0), "") };
    let lost = marked(&workbook(), &[&elsewhere], Language::English);
    assert!(matches!(lost, Err(super::Unmarked::Broken(_))), "a sheet that is not there is said: {lost:?}");
}
