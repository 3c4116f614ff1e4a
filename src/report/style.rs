//! Fonts and formats of printed sheets.
//!
//! Fonts are named as official documents ask for them (title 方正小标宋, heads 黑体, text 仿宋); where one is not
//! installed, the spreadsheet takes another, and the widths leave room for that.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, FormatPattern, FormatUnderline};

use crate::base::text::Language;
use crate::rubric::model::Shares;

use super::sheet::{Emphasis, Show};
use super::wording::pick;

/// All formats of a workbook.
pub(super) struct Style {
    pub title: Format,
    pub line: Format,
    pub caption: Format,
    pub head: Format,
    pub text: Format,
    pub long: Format,
    pub link: Format,
    pub note: Format,
    numbers: BTreeMap<Show, Format>,
    /// Decimals of points.
    pub decimals: u32,
}

impl Style {
    /// For a language and a number of decimals of points.
    pub fn new(language: Language, decimals: u32) -> Self {
        let fonts = match language {
            Language::Chinese => ["方正小标宋简体", "黑体", "仿宋", "楷体"],
            Language::English => ["Times New Roman", "Arial", "Times New Roman", "Times New Roman"],
        };
        let [title, head, body, line] = fonts.map(|name| Format::new().set_font_name(name).set_align(FormatAlign::VerticalCenter));
        let body = body.set_font_size(10.5);
        let framed = body.clone().set_border(FormatBorder::Thin);
        let wrapped = |format: &Format| format.clone().set_text_wrap();
        Self {
            title: title.set_font_size(22).set_align(FormatAlign::Center).set_text_wrap(),
            line: line.clone().set_font_size(10.5).set_text_wrap(),
            caption: head.clone().set_font_size(12).set_text_wrap(),
            head: wrapped(&head)
                .set_font_size(10.5)
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_border(FormatBorder::Thin)
                .set_border_bottom(FormatBorder::Medium),
            text: wrapped(&framed).set_align(FormatAlign::Center),
            long: wrapped(&framed).set_align(FormatAlign::Left),
            link: wrapped(&framed).set_align(FormatAlign::Left).set_font_color(0x05_63C1).set_underline(FormatUnderline::Single),
            note: wrapped(&body).set_align(FormatAlign::Left).set_align(FormatAlign::Top),
            numbers: Show::ALL.into_iter().map(|show| (show, number(&framed, show, decimals, language))).collect(),
            decimals,
        }
    }

    /// With percentages of ballots at so many decimals.
    pub fn with_shares(mut self, decimals: u32) -> Self {
        let format = self.number(Show::Share).clone().set_num_format(percentage(decimals));
        self.numbers.insert(Show::Share, format);
        self
    }

    /// The format of a number.
    pub fn number(&self, show: Show) -> &Format {
        self.numbers.get(&show).unwrap_or(&self.text)
    }

    /// What a conditional format adds: never colour alone, so that it survives a black-and-white printer.
    pub fn emphasis(emphasis: &Emphasis) -> Format {
        if emphasis.bold {
            Format::new().set_bold().set_border(FormatBorder::Thin).set_pattern(FormatPattern::Gray0625)
        } else {
            Format::new().set_italic()
        }
    }
}

fn percentage(decimals: u32) -> String {
    match decimals {
        0 => "0%_)".to_owned(),
        decimals => format!("0.{}%_)", "0".repeat(decimals as usize)),
    }
}

fn number(framed: &Format, show: Show, decimals: u32, language: Language) -> Format {
    let points = match decimals {
        0 => "0".to_owned(),
        decimals => format!("0.{}", "0".repeat(decimals as usize)),
    };
    // `_)` leaves the width of a bracket between the number and the frame.
    let code = match show {
        Show::Points => format!("{points}_)"),
        Show::PointsByEngine => format!("{points}\"*\""),
        Show::HalfPoints => format!("0.{}_)", "0".repeat(decimals as usize + 1)),
        Show::Whole => "0".to_owned(),
        Show::Quantity => "0_)".to_owned(),
        Show::WholeByEngine => "0\"*\"".to_owned(),
        Show::Hundredths => "0.00_)".to_owned(),
        Show::Percent => "0.0%_)".to_owned(),
        Show::Share => percentage(Shares::default().decimals),
        Show::FinePercent => "0.00%_)".to_owned(),
        Show::PercentagePoints => format!("0.0\"{}\"", pick(language, "百分点", " p.p.")),
    };
    let format = framed.clone().set_num_format(code);
    if matches!(show, Show::Whole | Show::WholeByEngine) {
        format.set_align(FormatAlign::Center)
    } else {
        format.set_align(FormatAlign::Right)
    }
}
