//! Planted faults are found, each where it is; clean workbooks are left alone.

use proptest::prelude::*;
use rust_xlsxwriter::{Chart, ChartType, Color, DocProperties, Format, FormatPattern, Note, Table, Workbook, Worksheet, XlsxError};

use super::scan;
use crate::report::package::Package;

/// A workbook with one sheet; found are code and cell.
fn found(fill: impl Fn(&mut Worksheet) -> Result<(), XlsxError>) -> Vec<String> {
    let made = || {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("公示")?;
        for (column, text) in (0..).zip(["序号", "姓名", "得分"]) {
            sheet.write_string(0, column, text)?;
        }
        sheet.write_number(1, 0, 1)?.write_string(1, 1, "张三")?.write_number(1, 2, 88.76)?;
        fill(sheet)?;
        book.save_to_buffer()
    };
    told(&made().unwrap_or_else(|error: XlsxError| panic!("{error}")), &[])
}

fn told(bytes: &[u8], allowed: &[String]) -> Vec<String> {
    let problems = scan("公示.xlsx", bytes, allowed);
    problems.iter().map(|one| format!("{} {}", one.fault.code(), one.place.cell().unwrap_or_default())).collect()
}

#[test]
fn each_planted_fault_is_found_at_its_cell() {
    assert!(found(|_| Ok(())).is_empty());
    let number = |sheet: &mut Worksheet| sheet.write_string(5, 6, "110101199003077715").map(|_| ());
    assert_eq!(found(number), ["publication/private G6"]);
    assert_eq!(found(|sheet| sheet.write_number(3, 2, 13_800_138_000_f64).map(|_| ())), ["publication/private C4"]);
    let column = |sheet: &mut Worksheet| number(sheet).and_then(|()| sheet.set_column_hidden(6)).map(|_| ());
    assert_eq!(found(column), ["publication/hidden G6", "publication/private G6"]);
    assert_eq!(
        found(|sheet| sheet.set_row_hidden(1).map(|_| ())),
        ["publication/hidden A2", "publication/hidden B2", "publication/hidden C2"]
    );
    assert_eq!(found(|sheet| sheet.set_column_width(1, 0).map(|_| ())), ["publication/hidden B1", "publication/hidden B2"]);
    assert_eq!(found(|sheet| sheet.insert_note(1, 1, &Note::new("去年约谈").set_author("")).map(|_| ())), ["publication/hidden B2"]);
    let white = Format::new().set_font_color(Color::White);
    assert_eq!(found(|sheet| sheet.write_string_with_format(4, 0, "看不见", &white).map(|_| ())), ["publication/hidden A5"]);
    let black = Format::new().set_font_color(Color::Red).set_background_color(Color::Red).set_pattern(FormatPattern::Solid);
    assert_eq!(found(|sheet| sheet.write_string_with_format(4, 0, "看不见", &black).map(|_| ())), ["publication/hidden A5"]);
    let seen = Format::new().set_font_color(Color::White).set_background_color(Color::Black);
    assert!(found(|sheet| sheet.write_string_with_format(4, 0, "看得见", &seen).map(|_| ())).is_empty());
    let nothing = Format::new().set_num_format(";;;");
    assert_eq!(found(|sheet| sheet.write_number_with_format(4, 0, 7, &nothing).map(|_| ())), ["publication/hidden A5"]);
    assert_eq!(found(|sheet| sheet.set_header("&C13800138000").write_string(7, 0, "").map(|_| ())), ["publication/private "]);
}

#[test]
fn small_counts_are_found_under_heads_of_ballots_only() {
    let table = |sheet: &mut Worksheet| {
        for (column, text) in (4..).zip(["满意", "基本满意", "不满意", "得票率", "名次"]) {
            sheet.write_string(0, column, text)?;
            sheet.write_number(1, column, if column == 4 { 30 } else { 3 })?;
        }
        Ok(())
    };
    assert_eq!(found(table), ["publication/small-count F2", "publication/small-count G2"]);
}

#[test]
fn what_a_file_carries_beside_its_sheets_is_found() -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("公示")?.write_string(0, 0, "姓名")?;
    book.add_worksheet().set_name("底稿")?.set_hidden(true);
    book.define_name("名册", "=底稿!$A$1:$A$9")?;
    book.set_properties(&DocProperties::new().set_author("李四").set_company("某镇人大"));
    let bytes = book.save_to_buffer()?;
    assert_eq!(told(&bytes, &[]), ["publication/hidden "; 5]);
    let broken = scan("a.xls", b"\xd0\xcf\x11\xe0", &[]);
    assert_eq!(broken.iter().map(|one| one.fault.code()).collect::<Vec<_>>(), ["file/unreadable"]);
    Ok(())
}

#[test]
fn names_and_properties_are_told_without_the_numbers_in_them() -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("李四 13811110071")?.write_string(0, 0, "13900139000")?;
    book.define_name("张三_13811110071", "=$A$1:$A$9")?;
    let properties = DocProperties::new().set_author("zhang.san@example.com").set_keywords("名单 110101199003077715");
    book.set_properties(&properties.set_custom_property("电话138.1111.0071", "x"));
    let bytes = book.save_to_buffer()?;
    let problems = scan("公示.xlsx", &bytes, &[]);
    for told in told_of(&bytes) {
        assert!(!["0071", "7715", "example"].iter().any(|number| told.contains(number)), "{told}");
    }
    let found: Vec<String> = problems.iter().map(|one| format!("{}|{}", one.place.sheet, one.found)).collect();
    for told in
        ["李四 138******71|139******00", "|张三_138******71", "|名单 110*************15", "|电话138********71", "|zha****************om"]
    {
        assert!(found.iter().any(|one| one == told), "{told}: {found:?}");
    }
    let allowed = scan("公示.xlsx", &bytes, &["13811110071".to_owned()]);
    assert!(allowed.iter().any(|one| &*one.place.sheet == "李四 13811110071"));
    assert!(told_of(&with_part("xl/13811110071.bin", "?")).iter().all(|told| !told.contains("0071")));
    Ok(())
}

/// All that is said of a workbook.
fn told_of(bytes: &[u8]) -> Vec<String> {
    scan("公示.xlsx", bytes, &[]).iter().map(|problem| format!("{problem:?}")).collect()
}

/// A workbook with a part more, or another text in place of a part.
fn with_part(name: &str, text: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let made = book.add_worksheet().write_string(0, 0, "姓名").and_then(|sheet| sheet.write_string(1, 0, "13800138000")).map(|_| ());
    let bytes = made.and_then(|()| book.save_to_buffer()).unwrap_or_else(|error| panic!("{error}"));
    let mut package = Package::open(&bytes).ok().flatten().unwrap_or_else(|| panic!("a package"));
    package.set(name, text.to_owned());
    package.close().unwrap_or_else(|error| panic!("{error:?}"))
}

#[test]
fn a_legacy_drawing_that_is_half_html_is_looked_through() {
    let drawing = |inside: &str| with_part("xl/drawings/vmlDrawing1.vml", &format!("<xml><div>备注<br>{inside}</div></xml>"));
    assert_eq!(told(&drawing("见附表"), &[]), ["publication/private A2"]);
    assert_eq!(told(&drawing("13900139000"), &[]), ["publication/private ", "publication/private A2"]);
    assert_eq!(told(&drawing("<font>见</font>13900139000"), &[]), ["publication/private ", "publication/private A2"]);
}

#[test]
fn a_part_that_cannot_be_read_is_told_and_the_others_are_looked_through() {
    for (part, text) in [
        ("xl/drawings/vmlDrawing1.vml", "<xml><div clear=all>"),
        ("xl/drawings/drawing1.xml", "<a><b></a>"),
        ("docProps/core.xml", "<a><b></a>"),
        ("xl/comments1.xml", "<a><b></a>"),
    ] {
        let problems = scan("公示.xlsx", &with_part(part, text), &[]);
        let found: Vec<(&str, &str)> = problems.iter().map(|one| (one.fault.code(), one.found.as_str())).collect();
        assert_eq!(found, [("publication/part", part), ("publication/private", "138******00")], "{part}");
    }
    // What is left of it is looked through as text; a sheet, formats and texts too.
    let codes = |part: &str, text: &str| told(&with_part(part, text), &[]);
    let broken = ["publication/part ", "publication/private "];
    assert_eq!(codes("xl/worksheets/sheet1.xml", "<a><b>13900139000</a>"), [broken.as_slice(), &["publication/private "]].concat());
    assert_eq!(codes("xl/sharedStrings.xml", "<a><b>13900139000</a>"), broken);
    assert_eq!(codes("xl/styles.xml", "<a><b></a>"), ["publication/part ", "publication/private A2"]);
    assert_eq!(codes("xl/workbook.xml", "<workbook><b></workbook>"), ["file/unreadable "]);
    assert_eq!(codes("xl/strange.bin", "?"), ["publication/unread ", "publication/private A2"]);
}

#[test]
fn the_offices_own_number_may_be_named() -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    book.add_worksheet().write_string(0, 0, "联系电话：0571-8765 4321，13800138000")?;
    let bytes = book.save_to_buffer()?;
    assert_eq!(told(&bytes, &[]).len(), 2);
    assert_eq!(told(&bytes, &["联系电话 0571-87654321".to_owned()]), ["publication/private A1"]);
    assert!(told(&bytes, &["0571-87654321".to_owned(), "138 0013 8000".to_owned()]).is_empty());
    Ok(())
}

/// A workbook with a table and a chart, with another text in place of one in a part.
fn edited(part: &str, before: &str, after: &str) -> Vec<u8> {
    let made = || {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("公示")?;
        sheet.write_string(0, 0, "姓名")?.write_string(0, 1, "得分")?.write_string(1, 0, "张三")?.write_number(1, 1, 7)?;
        let mut chart = Chart::new(ChartType::Bar);
        chart.add_series().set_values("=公示!$B$2:$B$2");
        sheet.add_table(0, 0, 1, 1, &Table::new())?.insert_chart(4, 4, &chart)?;
        book.save_to_buffer()
    };
    let bytes = made().unwrap_or_else(|error: XlsxError| panic!("{error}"));
    let mut package = Package::open(&bytes).ok().flatten().unwrap_or_else(|| panic!("a package"));
    let text = package.needed(part).unwrap_or_else(|error| panic!("{error:?}"));
    assert!(text.contains(before), "{part}: {text}");
    package.set(part, text.replacen(before, after, 1));
    package.close().unwrap_or_else(|error| panic!("{error:?}"))
}

#[test]
fn attributes_and_comments_of_every_part_are_looked_through() {
    let (sheet, table, drawing) = ("xl/worksheets/sheet1.xml", "xl/tables/table1.xml", "xl/drawings/drawing1.xml");
    assert!(told(&edited(sheet, "<sheetData>", "<sheetData>"), &[]).is_empty());
    for (part, before, after) in [
        ("xl/styles.xml", "<fonts", "<numFmts count=\"1\"><numFmt numFmtId=\"170\" formatCode=\"&quot;电话#&quot;\"/></numFmts><fonts"),
        (sheet, "<sheetData>", "<sheetPr codeName=\"#\"/><sheetData>"),
        (sheet, "<sheetData>", "<!-- # --><sheetData>"),
        (sheet, "</sheetData>", "</sheetData>#<a/>"),
        (sheet, "</sheetData>", "</sheetData><filterColumn><filters><filter val=\"#\"/></filters></filterColumn>"),
        (sheet, "</sheetData>", "</sheetData><customFilter operator=\"equal\" val=\"#\"/>"),
        (sheet, "</sheetData>", "</sheetData><scenario name=\"a\" user=\"#\"><inputCells r=\"A1\" val=\"1\"/></scenario>"),
        (sheet, "</sheetData>", "</sheetData><inputCells r=\"A1\" val=\"#\"/>"),
        (sheet, "</sheetData>", "</sheetData><dataValidation prompt=\"#\"/>"),
        ("xl/workbook.xml", "<workbookPr", "<fileSharing userName=\"#\"/><workbookPr"),
        (table, "name=\"得分\"", "name=\"得分\" totalsRowLabel=\"#\""),
        (drawing, "name=\"Chart 1\"", "name=\"Chart 1\" descr=\"#\""),
        (drawing, "name=\"Chart 1\"", "name=\"Chart 1\" title=\"#\""),
        (drawing, "name=\"Chart 1\"", "name=\"#\""),
        ("xl/theme/theme1.xml", "name=\"Office Theme\"", "name=\"#\""),
        ("xl/worksheets/_rels/sheet1.xml.rels", "Target=", "note=\"见 #\" Target="),
        ("[Content_Types].xml", "<Types", "<!-- # --><Types"),
    ] {
        for number in ["13811110071", "110101199003077715"] {
            let codes = told(&edited(part, before, &after.replace('#', number)), &[]);
            assert_eq!(codes, ["publication/private "], "{part}: {after} {number}");
        }
    }
    assert_eq!(told(&edited(sheet, "<v>2</v>", "<v>2<!-- 13811110071 --></v>"), &[]), ["publication/private "]);
    let told = told_of(&edited(drawing, "name=\"Chart 1\"", "name=\"Chart 1\" descr=\"13811110071\""));
    assert!(told.iter().any(|told| told.contains("attribute descr of xl/drawings/drawing1.xml")), "{told:?}");
}

#[test]
fn sizes_colours_and_identifiers_are_no_numbers_of_a_person() {
    let attributes = [
        "x=\"13811110071\"",
        "cx=\"13811110071\"",
        "uid=\"{13811110-0711-4138-1111-013811110071}\"",
        "rgb=\"FF138111\"",
        "dT=\"2025-11-06T13:08:11.10\"",
        "n=\"130503670401001\"",
        "n=\"110101199003077716\"",
    ];
    for attribute in attributes {
        let bytes = edited("xl/worksheets/sheet1.xml", "<sheetData>", &format!("<odd {attribute}/><sheetData>"));
        assert_eq!(told_of(&bytes), Vec::<String>::new(), "{attribute}");
    }
    let bytes = edited("xl/worksheets/sheet1.xml", "<sheetData>", "<odd n=\"110101199003077715\"/><sheetData>");
    assert_eq!(told(&bytes, &[]), ["publication/private "]);
    assert!(told(&bytes, &["110101199003077715".to_owned()]).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn random_clean_workbooks_give_no_alarm_and_a_planted_number_is_found(
        names in prop::collection::vec("[\u{4e00}-\u{9f00}]{2,3}", 1..20),
        scores in prop::collection::vec((0.0_f64..200.0, 0_u64..10_000_000_000_000), 20),
        at in 0_usize..20,
    ) {
        let made = |planted: bool| -> Result<Vec<u8>, XlsxError> {
            let mut book = Workbook::new();
            let sheet = book.add_worksheet();
            for (row, (name, (score, code))) in (0..).zip(names.iter().zip(&scores)) {
                sheet.write_string(row, 0, name)?.write_number(row, 1, *score)?;
                // Thirteen digits: no telephone, no identity card.
                sheet.write_string(row, 2, format!("{:013}", code + 2_000_000_000_000))?;
                if planted && usize::try_from(row).is_ok_and(|row| row == at % names.len()) {
                    sheet.set_column_hidden(9)?.write_string(row, 9, "110101199003077715")?;
                }
            }
            book.save_to_buffer()
        };
        let clean = made(false).map(|bytes| told(&bytes, &[]));
        prop_assert_eq!(clean.unwrap_or_default(), Vec::<String>::new());
        let cell = format!("J{}", at % names.len() + 1);
        let planted = made(true).map(|bytes| told(&bytes, &[])).unwrap_or_default();
        prop_assert_eq!(planted, [format!("publication/hidden {cell}"), format!("publication/private {cell}")]);
    }
}
