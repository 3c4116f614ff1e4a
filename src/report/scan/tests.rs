//! Planted faults are found, each where it is; clean workbooks are left alone.

use proptest::prelude::*;
use rust_xlsxwriter::{Color, DocProperties, Format, FormatPattern, Note, Workbook, Worksheet, XlsxError};

use super::private::{find, Kind};
use super::scan;
use crate::report::package::Package;

fn kinds(text: &str) -> Vec<Kind> {
    find(text).into_iter().map(|one| one.kind).collect()
}

#[test]
fn private_data_is_found_however_it_is_written() {
    for (text, kind) in [
        ("110101199003077715", Kind::Identity),
        ("身份证：11010119900307771X。", Kind::Identity),
        ("１１０１０１１９９００３０７７７１５", Kind::Identity),
        ("130503 19670401 0016", Kind::Identity),
        ("130503670401001", Kind::Identity),
        ("张三13800138000", Kind::Mobile),
        ("138 0013 8000", Kind::Mobile),
        ("138-0013-8000", Kind::Mobile),
        ("+86 13800138000", Kind::Mobile),
        ("+8613800138000", Kind::Mobile),
        ("0571-87654321", Kind::Telephone),
        ("（010）62345678", Kind::Telephone),
        ("电话：87654321", Kind::Telephone),
        ("6222021234567890128", Kind::Card),
        ("6222 0212 3456 7890 128", Kind::Card),
        ("zhang.san@example.com", Kind::Mail),
        ("微信：12345678", Kind::Account),
        ("幸福小区3号楼", Kind::Address),
        ("2单元501室", Kind::Address),
        ("东街12号", Kind::Address),
        ("东村三组12号", Kind::Address),
        ("电话138.1111.0071", Kind::Mobile),
        ("138.1111.0071", Kind::Mobile),
        ("138．1111．0071", Kind::Mobile),
        ("138。1111。0071", Kind::Mobile),
        ("138·1111·0071", Kind::Mobile),
        ("138•11110071", Kind::Mobile),
        ("138_1111_0071", Kind::Mobile),
        ("138/1111/0071", Kind::Mobile),
        ("138 / 1111 / 0071", Kind::Mobile),
        ("138,1111,0071", Kind::Mobile),
        ("138.111.10071", Kind::Mobile),
        ("138.1111.0071/139.1111.0071", Kind::Mobile),
        ("+86 138.1111.0071", Kind::Mobile),
        ("86.138.1111.0071", Kind::Mobile),
        ("手机：138.11110071", Kind::Mobile),
        ("0571/87654321", Kind::Telephone),
        ("010.62345678", Kind::Telephone),
        ("电话0571.8765.4321", Kind::Telephone),
        ("电话：8765.4321", Kind::Telephone),
        ("电话400.810.8888", Kind::Telephone),
        ("110101.19900307.7715", Kind::Identity),
        ("110101/19900307/7715", Kind::Identity),
        ("1101_0119_9003_0777_15", Kind::Identity),
        ("6222.0212.3456.7890.128", Kind::Card),
        ("6222_0212_3456_7890_128", Kind::Card),
        ("卡号6222,0212,3456,7890,128", Kind::Card),
    ] {
        assert!(kinds(text).contains(&kind), "{text}: {:?}", find(text));
    }
}

#[test]
fn what_an_office_writes_besides_is_left_alone() {
    for text in [
        "2025年1月1日至2025年6月30日",
        "2025-03-05 2025-03-12",
        "1380013800012",
        "0.13800138000",
        "88.76",
        "第3号议案",
        "第一单元",
        "纪检监察二室",
        "三栋镇党委书记",
        "清府〔2025〕12号文件",
        "Z001",
        "20250101001",
        "91330100MA27XYZ12K",
        "五里村党支部书记",
        "八一路小学教师",
        "1234567890123",
        "12",
        "2025.11.06",
        "2025.11.06-2025.11.12",
        "电话通知2025.11.06",
        "电话通知2025-11-06",
        "电话2024/2025",
        "电话2025/0106",
        "电话费1234.56，手机费12345.67",
        "手机补贴1,234,567.89",
        "13.5, 14.2, 13.8",
        "13.5,14.2,13.8,15.1",
        "138.11110071",
        "1381111.0071",
        "13811.110071",
        "150, 2000, 3500",
        "150、2000、3500",
        "120,150,2000,3500,4000",
        "150/2000/3500/160",
        "13,811,110,071",
        "150/20250101",
        "0301_20250101",
        "0301.001.0001",
        "4000,3500,4200,5109",
        "12.138 1111 0071",
        "3.13.2.1.5",
        "192.168.1.100",
    ] {
        assert_eq!(find(text), [], "{text}");
    }
}

#[test]
fn what_is_told_of_private_data_does_not_give_it_away() {
    let masked: Vec<String> = find("110101199003077715 3号楼").iter().map(super::private::Private::masked).collect();
    assert_eq!(masked, ["110*************15", "3号*"]);
}

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
