//! Each sheet is written twice, by the press and by the library for workbooks: the files are the same to the byte.

use rust_xlsxwriter::{Format, FormatAlign, Url, Workbook, Worksheet, XlsxError};

use super::*;
use crate::base::period::Day;
use crate::report::book::blank;

fn day() -> Day {
    Day::from_ymd_opt(2025, 12, 31).unwrap_or_default()
}

/// Formats of which the first and the last look alike.
fn formats() -> [Format; 4] {
    [Format::new().set_bold(), Format::new().set_italic(), Format::new().set_align(FormatAlign::Right), Format::new().set_bold()]
}

const NARROW: (f64, f64, f64, f64) = (0.98, 0.71, 0.79, 0.79);

fn setup<'s>(name: &'s str, widths: &'s [u16]) -> Setup<'s> {
    Setup { name, widths, margins: NARROW, header: "", footer: "&L&9甲 & 乙 <1>&C第 &P 页" }
}

/// A sheet of the library that is set up as [`setup`] says.
fn page(setup: &Setup) -> Result<Worksheet, XlsxError> {
    let mut page = Worksheet::new();
    page.set_name(setup.name)?;
    for (column, width) in (0_u16..).zip(setup.widths) {
        page.set_column_width(column, f64::from(*width))?;
    }
    page.set_portrait().set_paper_size(9).set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
    let (left, right, top, bottom) = setup.margins;
    page.set_margins(left, right, top, bottom, 0.4, 0.4);
    if !setup.header.is_empty() {
        page.set_header(setup.header);
    }
    if !setup.footer.is_empty() {
        page.set_footer(setup.footer);
    }
    Ok(page)
}

fn saved(pages: Vec<Worksheet>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook: Workbook = blank(day())?;
    for page in pages {
        workbook.push_worksheet(page);
    }
    workbook.save_to_buffer()
}

#[test]
fn texts_numbers_and_blank_cells_are_written_as_the_library_writes_them() -> Result<(), XlsxError> {
    let texts = ["甲", "a<b>&\"c\"", " 前后 ", "两\n行", "_x0041_ _x00e9_x_x12", "\u{1}\u{1f}\r", "甲", "", "\t", "_x004_"];
    let numbers = [0.0, 18.0, 5.25, -0.5, 1.0 / 3.0, 1e-5, 1e-7, 1e16, 123_456_789.125, f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
    let formats = formats();
    let [text, number, empty, alike] = &formats;
    let (first, second) = (setup("目录", &[8, 8, 20]), setup("甲-1", &[40]));
    let mut press = Press::default();
    press.sheet(&first, |leaf| {
        for (row, said) in (0_u32..).zip(texts) {
            leaf.text(row, 0, said, text)?;
            leaf.blank(row, 1, empty)?;
            leaf.height(row, 18.0 + f64::from(row))?;
        }
        leaf.height(30, 9.0)
    })?;
    press.sheet(&second, |leaf| {
        for (row, value) in (0_u32..).zip(numbers) {
            leaf.number(row * 3, 27, value, number)?;
        }
        leaf.text(40, 0, "甲", alike)
    })?;
    let (mut one, mut two) = (page(&first)?, page(&second)?);
    for (row, said) in (0_u32..).zip(texts) {
        one.write_string_with_format(row, 0, said, text)?.write_blank(row, 1, empty)?;
        one.set_row_height(row, 18.0 + f64::from(row))?;
    }
    one.set_row_height(30, 9.0)?;
    for (row, value) in (0_u32..).zip(numbers) {
        two.write_number_with_format(row * 3, 27, value, number)?;
    }
    two.write_string_with_format(40, 0, "甲", alike)?;
    assert_eq!(press.bound(day())?, saved(vec![one, two])?);
    Ok(())
}

#[test]
fn what_stands_around_cells_is_written_as_the_library_writes_it() -> Result<(), XlsxError> {
    let formats = formats();
    let [text, number, ..] = &formats;
    let names = ["表 2", "Z", "1月", "A1"];
    let mut press = Press::default();
    let mut pages = Vec::new();
    for (name, breaks) in names.into_iter().zip([&[][..], &[3], &[0, 5, 5, 9], &[]]) {
        let own = Setup { header: "&C&\"黑体,Bold\"草稿 && 内部", ..setup(name, &[12, 12, 9]) };
        press.sheet(&own, |leaf| {
            leaf.text(0, 0, "题目", text)?;
            leaf.merge_to(2, text)?;
            leaf.height(0, 40.0)?;
            leaf.link(1, 0, "张\"三\" & 'b'", "'张三 & b'!A1", number)?;
            leaf.text(1, 1, "", text)?;
            leaf.merge_to(2, text)?;
            leaf.text(2, 0, "一格", number)?;
            leaf.merge_to(0, number)?;
            for row in breaks {
                leaf.break_at(*row);
            }
            if name != "Z" {
                leaf.repeat(1);
            }
            Ok(())
        })?;
        let mut page = page(&own)?;
        page.merge_range(0, 0, 0, 2, "题目", text)?.set_row_height(0, 40.0)?;
        page.write_url_with_format(1, 0, Url::new("internal:'张三 & b'!A1").set_text("张\"三\" & 'b'"), number)?;
        page.merge_range(1, 1, 1, 2, "", text)?;
        page.write_string_with_format(2, 0, "一格", number)?;
        page.set_page_breaks(breaks)?;
        if name != "Z" {
            page.set_repeat_rows(1, 1)?;
        }
        pages.push(page);
    }
    assert_eq!(press.bound(day())?, saved(pages)?);
    Ok(())
}

#[test]
fn a_sheet_without_cells_or_texts_is_one_too() -> Result<(), XlsxError> {
    let plain = Setup { footer: "", ..setup("空", &[]) };
    let mut press = Press::default();
    press.sheet(&plain, |_| Ok(()))?;
    assert_eq!(press.bound(day())?, saved(vec![page(&plain)?])?);
    Ok(())
}

#[test]
fn what_a_spreadsheet_cannot_hold_is_an_error_of_the_same_kind() {
    let format = Format::new();
    let mut press = Press::default();
    let long = "长".repeat(32_768);
    let tried = [
        press.sheet(&setup("甲", &[9]), |leaf| leaf.text(0, 0, &long, &format)),
        press.sheet(&setup("甲", &[9]), |leaf| leaf.text(1 << 20, 0, "甲", &format)),
        press.sheet(&setup("甲", &[9]), |leaf| leaf.link(0, 0, "甲", &long, &format)),
        press.sheet(&setup("甲/乙", &[9]), |_| Ok(())),
        press.sheet(&setup("Ab", &[9]), |_| Ok(())).and_then(|()| press.sheet(&setup("aB", &[9]), |_| Ok(()))),
    ];
    let told: Vec<String> = tried.into_iter().map(|one| one.err().map(|error| format!("{error:?}")).unwrap_or_default()).collect();
    let kinds = ["MaxStringLength", "RowColumnLimit", "MaxUrlLength", "SheetnameContainsInvalidCharacter", "SheetnameReused"];
    assert_eq!(told.len(), kinds.len());
    for (told, kind) in told.iter().zip(kinds) {
        assert!(told.starts_with(kind), "{told} is no {kind}");
    }
    assert!(press.sheet(&setup("乙", &[9]), |leaf| leaf.text(0, 0, &"长".repeat(32_767), &format)).is_ok());
}
