//! A [`Form`] to a worksheet that is ready to be filled in: title, header, frames, lists, limits, print set-up.

use rust_xlsxwriter::{
    ConditionalFormatDuplicate, ConditionalFormatFormula, Format, FormatAlign, FormatBorder, FormatPattern, Formula, IgnoreError,
    Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::form::{Form, Takes};
use super::limits::{limit, Limits};
use super::notes::across;
use crate::base::place::column_name;
use crate::base::text::Say;
use crate::report::style::Style;
use crate::report::widths::{height, title_points};
use crate::report::wording::join;
use crate::rubric::model::ColumnKind;

/// Points that a framed row takes.
const ROW: u32 = 20;
/// Rows for which lists and limits hold.
const READY: u32 = 5000;
/// Columns from the left that stay in view at most.
const MOST_FROZEN: usize = 4;
/// Rows above the header: title and line.
const ABOVE: u32 = 2;

/// What stands on every blank sheet.
pub(super) struct Look<'a> {
    /// Fonts and frames.
    pub style: &'a Style,
    /// The line under the title.
    pub line: &'a str,
    /// Left of the page number.
    pub footer: &'a str,
    /// `第 &P 页 共 &N 页`.
    pub pages: &'a str,
}

/// A column of the sheet: of the form's own, a further one, or remarks.
struct Slot<'f> {
    header: Option<&'f str>,
    takes: Option<&'f Takes>,
    width: u16,
    is_event: bool,
    is_text: bool,
}

/// The blank sheet.
pub(super) fn write(form: &Form, tab: &str, look: &Look, limits: &Limits) -> Result<Worksheet, XlsxError> {
    let slots = slots(form);
    let mut page = Worksheet::new();
    page.set_name(tab)?;
    set_up(&mut page, form, look)?;
    over(&mut page, tab, look, &slots)?;
    heads(&mut page, form, look.style, &slots, limits)?;
    let first = ABOVE + form.header_rows();
    let framed = first + page_of(&slots);
    let last = index(slots.len()).saturating_sub(1);
    for (column, slot) in (0_u16..).zip(&slots) {
        let format = body(look.style, slot);
        page.set_column_width(column, f64::from(slot.width))?;
        page.set_column_format(column, &format.clone().set_border(FormatBorder::None))?;
        for row in first..framed {
            page.write_blank(row, column, &format)?;
        }
        if let Some(limit) = slot.takes.map(|takes| limit(takes, limits, column, first)).transpose()?.flatten() {
            page.add_data_validation(first, column, first + READY, column, &limit)?;
        }
    }
    for row in first..framed {
        page.set_row_height(row, f64::from(ROW))?;
    }
    marks(&mut page, form, (first, framed, first + READY), last)?;
    page.ignore_error_range(first, 0, first + READY, last, IgnoreError::NumberStoredAsText)?;
    page.autofilter(first - 1, 0, framed - 1, last)?;
    page.set_selection(first, 0, first, 0)?;
    Ok(page)
}

/// What shows while rows are filled in: a frame below the framed rows, what is still missing in a row, a key used twice.
fn marks(page: &mut Worksheet, form: &Form, (first, framed, end): (u32, u32, u32), last: u16) -> Result<(), XlsxError> {
    let used = |row: u32| format!("COUNTA($A{0}:${1}{0})>0", row + 1, column_name(u32::from(last) + 1));
    // Shaded and not coloured, so that it shows on paper too.
    let shade = || Format::new().set_pattern(FormatPattern::Gray125);
    for (column, field) in (0_u16..).zip(&form.fields) {
        let cell = format!("{}{}", column_name(u32::from(column) + 1), first + 1);
        if field.must_be_filled() {
            let missing = Formula::new(format!("AND({},ISBLANK({cell}))", used(first)));
            let rule = ConditionalFormatFormula::new().set_rule(missing).set_format(shade());
            page.add_conditional_format(first, column, end, column, &rule)?;
        }
        if field.is_unique {
            let rule = ConditionalFormatDuplicate::new().set_format(shade().set_bold());
            page.add_conditional_format(first, column, end, column, &rule)?;
        }
    }
    let rule = ConditionalFormatFormula::new().set_rule(Formula::new(used(framed)));
    let rule = rule.set_format(Format::new().set_border(FormatBorder::Thin));
    page.add_conditional_format(framed, 0, end, last, &rule)?;
    Ok(())
}

fn slots<'f>(form: &'f Form) -> Vec<Slot<'f>> {
    let own = form.fields.iter().map(|field| {
        let is_text = matches!(field.column.kind, ColumnKind::Text | ColumnKind::Key | ColumnKind::Secret);
        Slot { header: Some(&field.header), takes: Some(&field.takes), width: width(&field.header, &field.takes), is_event: false, is_text }
    });
    let mut slots: Vec<Slot> = own.collect();
    if let Some(events) = &form.events {
        slots.extend((0..events.count).map(|place| {
            let header = events.heads.get(place).map(String::as_str);
            let words = width(header.unwrap_or_default(), &events.takes).clamp(8, 12);
            Slot { header, takes: Some(&events.takes), width: words, is_event: true, is_text: false }
        }));
    }
    slots.extend(form.remarks.map(|remarks| Slot { header: Some(remarks), takes: None, width: 16, is_event: false, is_text: false }));
    // A title needs room above a narrow table.
    let total: u16 = slots.iter().map(|slot| slot.width).sum();
    let more = 60_u16.saturating_sub(total).div_ceil(index(slots.len()).max(1));
    for slot in &mut slots {
        slot.width += more;
    }
    slots
}

/// Rows with a frame: a printed page of blank lines. A sheet wider than the page is made smaller, and more of them fit.
fn page_of(slots: &[Slot]) -> u32 {
    // A4 across without margins, header and title, in points; a character is some 6 points wide.
    const PAGE: (u32, u32, u32) = (740, 480, 130);
    let (across, down, above) = PAGE;
    let width: u32 = slots.iter().map(|slot| u32::from(slot.width) * 6).sum();
    (down * width.max(across) / across).saturating_sub(above) / ROW
}

/// Wide enough for the header on at most two lines, and for what is written below.
fn width(header: &str, takes: &Takes) -> u16 {
    let below = match takes {
        Takes::Text => 14,
        Takes::Name => 10,
        Takes::Names => 30,
        Takes::Words(words) => words.iter().map(|word| word.width() + 4).max().unwrap_or(8),
        Takes::Number { .. } | Takes::Measured | Takes::Whole => 8,
        Takes::Date | Takes::DateInPeriod | Takes::DateCarried => 12,
    };
    let header = if header.width() > 12 { header.width().div_ceil(2) + 4 } else { header.width() + 4 };
    index(below.max(header).clamp(8, 40))
}

fn body(style: &Style, slot: &Slot) -> Format {
    let format = match slot.takes {
        Some(Takes::Names) | None => style.long.clone(),
        Some(Takes::Text) if slot.is_text => style.long.clone(),
        Some(_) => style.text.clone(),
    };
    match slot.takes {
        _ if slot.is_text => format.set_num_format("@"),
        Some(Takes::Date | Takes::DateInPeriod | Takes::DateCarried) => format.set_num_format("yyyy-mm-dd"),
        Some(Takes::Text | Takes::Name | Takes::Names | Takes::Words(_) | Takes::Number { .. } | Takes::Measured | Takes::Whole) | None => {
            format
        }
    }
}

fn set_up(page: &mut Worksheet, form: &Form, look: &Look) -> Result<(), XlsxError> {
    page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
    page.set_margins(0.7, 0.7, 0.8, 0.8, 0.4, 0.4);
    page.set_footer(format!("&L&9{}&C{}", look.footer.replace('&', "&&"), look.pages));
    let first = ABOVE + form.header_rows();
    page.set_repeat_rows(ABOVE, first - 1)?;
    let named = form.fields.iter().position(|field| field.takes == Takes::Name || field.is_subject);
    let own = if form.events.is_some() { form.fields.len() } else { named.map_or(0, |place| place + 1) };
    // What is frozen must leave room to scroll in.
    let own = if own <= MOST_FROZEN { index(own) } else { 0 };
    page.set_freeze_panes(first, own)?;
    Ok(())
}

/// The title and the line under it.
fn over(page: &mut Worksheet, tab: &str, look: &Look, slots: &[Slot]) -> Result<(), XlsxError> {
    let last = index(slots.len()).saturating_sub(1);
    let room = slots.iter().map(|slot| slot.width).sum();
    for (row, text, format) in [(0, tab, &look.style.title), (1, look.line, &look.style.line)] {
        if last == 0 {
            page.write_string_with_format(row, 0, text, format)?;
        } else {
            page.merge_range(row, 0, row, last, text, format)?;
        }
    }
    page.set_row_height(0, title_points(tab, room))?;
    page.set_row_height(1, height([(look.line, room)]))?;
    Ok(())
}

fn heads(page: &mut Worksheet, form: &Form, style: &Style, slots: &[Slot], limits: &Limits) -> Result<(), XlsxError> {
    let rows = form.header_rows();
    let (top, bottom) = (ABOVE, ABOVE + rows - 1);
    let texts = slots.iter().map(|slot| (slot.header.unwrap_or_default(), slot.width));
    let tall = height(texts).max(24.0);
    for row in top..=bottom {
        page.set_row_height(row, tall)?;
    }
    for (column, slot) in (0_u16..).zip(slots) {
        match slot.header {
            Some(header) if rows > 1 && !slot.is_event => {
                page.merge_range(top, column, bottom, column, header, &style.head)?;
            }
            Some(header) => {
                page.write_string_with_format(bottom, column, header, &style.head)?;
            }
            None => {
                for row in top..=bottom {
                    page.write_blank(row, column, &blank_head(style, form, row == bottom))?;
                }
            }
        }
    }
    let Some(events) = form.events.as_ref().filter(|events| events.heads.is_empty()) else { return Ok(()) };
    let (left, right) = (index(form.fields.len()), index(form.fields.len() + events.count) - 1);
    if let Some(limit) = limits.head(&events.lower)? {
        page.add_data_validation(bottom, left, bottom, right, &limit)?;
    }
    let upper = events.upper.as_ref().map(|words| limits.head(&Takes::Words(words.clone()))).transpose()?.flatten();
    if let Some(limit) = upper {
        page.add_data_validation(top, left, top, right, &limit)?;
    }
    Ok(())
}

/// A header to be filled in: a date shows as one.
fn blank_head(style: &Style, form: &Form, is_lower: bool) -> Format {
    let head = style.head.clone().set_align(FormatAlign::Center);
    match form.events.as_ref().map(|events| &events.lower) {
        Some(Takes::Date | Takes::DateInPeriod | Takes::DateCarried) if is_lower => head.set_num_format("yyyy-mm-dd"),
        Some(
            Takes::Date
            | Takes::DateInPeriod
            | Takes::DateCarried
            | Takes::Text
            | Takes::Name
            | Takes::Names
            | Takes::Words(_)
            | Takes::Number { .. }
            | Takes::Measured
            | Takes::Whole,
        )
        | None => head,
    }
}

/// What a blank sheet says under its title.
pub(super) fn line(issuer: Option<&str>, rubric: &str, span: &str, form: &Form) -> Say {
    let issuer = issuer.map(|issuer| format!("{issuer}    ")).unwrap_or_default();
    let line = Say::new(
        format!("{issuer}考核期：{span}    按《{rubric}》填写，填法见“填写说明”表"),
        format!("{issuer}Period: {span}    For: {rubric}. How to fill it in: see the sheet of notes"),
    );
    let blank_heads = form.events.as_ref().filter(|events| events.heads.is_empty());
    join(&[vec![line], blank_heads.map(across).into_iter().collect()].concat(), "\n", "\n")
}

fn index(columns: usize) -> u16 {
    u16::try_from(columns).unwrap_or(u16::MAX)
}
