//! The document as Word takes it, set as an office sets its papers (margins and sizes as in GB/T 9704-2012).
//!
//! This is the only file that knows the docx library.

use docx_rs::{
    AlignmentType, Docx, Footer, LineSpacing, LineSpacingType, NumPages, PageMargin, PageNum, Paragraph, Pic, Run, RunFonts,
    SpecialIndentType, Style, StyleType, Table, TableCell, TableRow, VAlignType, WidthType,
};

use super::bars::Bar;
use super::facts::Facts;
use super::fill::Block;
use super::picture;
use crate::base::archive::of_no_system;
use crate::base::text::Language;

/// Millimetres in twentieths of a point: 1440 to the inch of 25.4 mm.
const fn millimetres(number: i32) -> i32 {
    number * 1440 * 10 / 254
}

/// Half points: 二号 22 pt, 三号 16 pt, 四号 14 pt, 五号 10.5 pt, 小五 9 pt.
const TITLE: usize = 44;
const TEXT: usize = 32;
const PAGE: usize = 28;
const SMALL: usize = 21;
const SMALLER: usize = 18;
/// Twentieths of a point between lines: 28 pt.
const LINE: i32 = 560;
/// The style of page numbers.
const PAGES: &str = "footer";
/// Shares of the width of the table's columns in percent of its width.
const WIDTHS: [usize; 6] = [20, 8, 12, 12, 12, 36];
/// Each of its columns looks as itself.
const LOOKS: [usize; 6] = [0, 1, 2, 3, 4, 5];
/// The same shares of the list of files and sheets.
const PLACES: [usize; 2] = [14, 86];
/// English metric units to the pixel of 1/96 inch.
const EMU: u32 = 9525;
/// Width between the margins, 156 mm.
const BETWEEN: usize = 8844;

/// The bytes of the document.
pub(super) fn docx(blocks: &[Block], facts: &Facts) -> Result<Vec<u8>, String> {
    let margin = PageMargin::new().top(millimetres(37)).left(millimetres(28)).bottom(millimetres(35)).right(millimetres(26));
    let mut docx = Docx::new()
        .page_size(11906, 16838)
        .page_margin(margin)
        .default_fonts(fonts("仿宋_GB2312"))
        .default_size(TEXT)
        .add_style(Style::new(PAGES, StyleType::Paragraph).name(PAGES).size(PAGE))
        .footer(footer(facts.language))
        .created_at("1970-01-01T00:00:00Z")
        .updated_at("1970-01-01T00:00:00Z");
    let mut pictures = 0;
    for block in blocks {
        docx = match block {
            Block::Heading(level, text) => docx.add_paragraph(heading(*level, text)),
            Block::Paragraph(text) => docx.add_paragraph(body(text)),
            Block::Point(text) => docx.add_paragraph(body(&format!("· {text}"))),
            Block::Table(rows) => docx.add_table(table(rows, &WIDTHS, &LOOKS)),
            Block::Places(rows) => docx.add_paragraph(Paragraph::new()).add_table(table(rows, &PLACES, &[0, LOOKS.len() - 1])),
            Block::Own(rows) => {
                let columns = rows.iter().map(Vec::len).max().unwrap_or(1).max(1);
                docx.add_table(table(rows, &vec![100 / columns; columns], &vec![0; columns]))
            }
            Block::Bars(bars, periods) => docx.add_table(drawn(bars, periods, facts.language, &mut pictures)),
        };
    }
    let mut built = docx.build();
    built.document = heads_repeated(&built.document);
    let mut bytes = std::io::Cursor::new(Vec::new());
    built.pack(&mut bytes).map_err(|error| error.to_string())?;
    Ok(of_no_system(bytes.into_inner()))
}

/// The first row of every table is its head on every page (`w:tblHeader`, ECMA-376 part 1, 17.4.78). The library has no word
/// for it, so it is put into the properties that it writes for that row.
fn heads_repeated(document: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(document);
    let mut tables = text.split("<w:tbl>");
    let mut out = tables.next().unwrap_or_default().to_owned();
    for table in tables {
        out.push_str("<w:tbl>");
        match table.split_once("<w:trPr>") {
            Some((before, after)) => out.extend([before, "<w:trPr><w:tblHeader />", after]),
            None => out.push_str(table),
        }
    }
    out.into_bytes()
}

/// A font for Chinese, with one for Latin letters and figures; Word falls back to 宋体 where it is missing.
fn fonts(name: &str) -> RunFonts {
    RunFonts::new().east_asia(name).ascii("Times New Roman").hi_ansi("Times New Roman").cs("Times New Roman")
}

fn heading(level: u8, text: &str) -> Paragraph {
    let (font, size) = match level {
        1 => ("方正小标宋简体", TITLE),
        2 => ("黑体", TEXT),
        _lower => ("楷体_GB2312", TEXT),
    };
    let paragraph = Paragraph::new().add_run(Run::new().add_text(text).fonts(fonts(font)).size(size)).outline_lvl(usize::from(level) - 1);
    let paragraph = paragraph.keep_next(true).line_spacing(lines());
    if level == 1 {
        paragraph.align(AlignmentType::Center)
    } else {
        paragraph.indent(Some(0), Some(SpecialIndentType::FirstLine(640)), None, None)
    }
}

fn body(text: &str) -> Paragraph {
    Paragraph::new()
        .add_run(Run::new().add_text(text))
        .indent(Some(0), Some(SpecialIndentType::FirstLine(640)), None, None)
        .line_spacing(lines())
}

fn lines() -> LineSpacing {
    LineSpacing::new().line_rule(LineSpacingType::Exact).line(LINE)
}

/// `looks` are the columns of the table of figures whose looks each column has.
fn table<R: AsRef<[String]>>(rows: &[R], shares: &[usize], looks: &[usize]) -> Table {
    let widths: Vec<usize> = shares.iter().map(|share| BETWEEN * share / 100).collect();
    let row = |(number, row): (usize, &R)| {
        let cells = row.as_ref().iter().zip(&widths).zip(looks);
        let cells = cells.map(|((text, width), look)| cell(text, *width, number == 0, *look)).collect();
        TableRow::new(cells).cant_split()
    };
    Table::new(rows.iter().enumerate().map(row).collect()).set_grid(widths.clone()).width(BETWEEN, WidthType::Dxa)
}

/// Shares of the width of the columns beside pictures.
const DRAWN: [usize; 4] = [26, 46, 14, 14];

/// A row for each figure: its name, a picture of both numbers, and the numbers.
fn drawn(bars: &[Bar], periods: &[String; 2], language: Language, pictures: &mut usize) -> Table {
    let widths = DRAWN.map(|share| BETWEEN * share / 100);
    let [before, now] = periods;
    let legend = match (language, before.is_empty()) {
        (Language::Chinese, false) => format!("斜纹 {before}　实心 {now}"),
        (Language::English, false) => format!("hatched {before}, full {now}"),
        (Language::Chinese | Language::English, true) => now.clone(),
    };
    let first = if language == Language::Chinese { "指标" } else { "Figure" };
    let head = [first, &legend, before, now].into_iter().zip(widths).map(|(text, width)| cell(text, width, true, 0)).collect();
    let mut rows = vec![TableRow::new(head).cant_split()];
    for bar in bars {
        *pictures += 1;
        let [long_before, long_now] = bar.long(picture::WIDTH);
        let size = |pixels: usize| u32::try_from(pixels).unwrap_or(0);
        let (width, height) = (size(picture::WIDTH), size(picture::HEIGHT));
        let drawn = Pic::new_with_dimensions(picture::bars(long_before, long_now), width, height);
        // Two thirds of a pixel's usual size: 400 fit into the column.
        let drawn = drawn.id(format!("rIdBars{pictures}")).size(width * EMU * 2 / 3, height * EMU * 2 / 3);
        let paragraph = Paragraph::new().add_run(Run::new().add_image(drawn));
        let [name, shown, earlier, later] = widths;
        let [number_before, number_now] = bar.numbers();
        rows.push(
            TableRow::new(vec![
                cell(&bar.name, name, false, 0),
                TableCell::new().add_paragraph(paragraph).width(shown, WidthType::Dxa).vertical_align(VAlignType::Center),
                cell(&number_before, earlier, false, 2),
                cell(&number_now, later, false, 2),
            ])
            .cant_split(),
        );
    }
    Table::new(rows).set_grid(widths.to_vec()).width(BETWEEN, WidthType::Dxa)
}

/// Texts from the left, units in the middle, numbers from the right, sources small.
fn cell(text: &str, width: usize, head: bool, column: usize) -> TableCell {
    let font = if head { "黑体" } else { "仿宋_GB2312" };
    let size = if column == LOOKS.len() - 1 && !head { SMALLER } else { SMALL };
    let paragraph = Paragraph::new().add_run(Run::new().add_text(text).fonts(fonts(font)).size(size));
    let paragraph = match column {
        _any if head => paragraph.align(AlignmentType::Center),
        1 => paragraph.align(AlignmentType::Center),
        2..=4 => paragraph.align(AlignmentType::Right),
        _first_or_last => paragraph,
    };
    TableCell::new().add_paragraph(paragraph).width(width, WidthType::Dxa).vertical_align(VAlignType::Center)
}

fn footer(language: Language) -> Footer {
    let text = |text: &str| Run::new().add_text(text);
    let (before, between, after) = match language {
        Language::Chinese => ("第 ", " 页 共 ", " 页"),
        Language::English => ("Page ", " of ", ""),
    };
    let paragraph = Paragraph::new().style(PAGES).align(AlignmentType::Center).add_run(text(before)).add_page_num(PageNum::new());
    Footer::new().add_paragraph(paragraph.add_run(text(between)).add_num_pages(NumPages::new()).add_run(text(after)))
}
