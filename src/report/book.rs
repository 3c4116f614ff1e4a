//! The workbooks as a whole: which sheets, in which order, under which names.
//!
//! In: a [`Review`]. Out: the bytes of `ranking.xlsx` and `problems.xlsx`. Only this file knows all sheets.

mod streamed;

use std::collections::BTreeSet;
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use chrono::Datelike;

use crate::base::archive::of_no_system;
use crate::base::period::Day;
use crate::base::text::Language;

use self::streamed::streamed;
use super::folio::{self, Folio, Looks};
use super::ink::Ink;
use super::paper::{self, Letterhead};
use super::press::Press;
use super::roll::Roll;
use super::sheet::Sheet;
use super::sheets::{
    agreement, ballots, basis, changes, charts, confidence, contents, corrections, fairness, faults, figures, flags, groups, items, lots,
    near, notices, open, proposal, ranking, record,
};
use super::stations;
use super::style::Style;
use super::wording::{long_day, pick, span};
use super::{Copies, Review};

/// Size against time: level 3 is half as slow as 6 and 8 % larger.
pub(super) const COMPRESSION: u8 = 3;

/// `ranking.xlsx`.
pub(super) fn ranking_book(review: &Review) -> Result<Vec<u8>, XlsxError> {
    let roll = Roll::of(review);
    let rubric = review.rubric;
    let style = Style::new(roll.language(), rubric.rounding.decimals).with_shares(rubric.shares.decimals);
    bound(sheets(&roll), &style, &letterhead(&roll), review.as_of)
}

/// `stations.xlsx`: what was held, followed and listed.
pub(super) fn stations_book(review: &Review) -> Result<Vec<u8>, XlsxError> {
    let roll = Roll::of(review);
    let style = Style::new(roll.language(), review.rubric.rounding.decimals);
    bound(stations::sheets(&roll), &style, &letterhead(&roll), review.as_of)
}

/// `internal.xlsx`: what is not to be published; none where there is nothing of the kind.
pub(super) fn internal_book(review: &Review) -> Result<Option<Vec<u8>>, XlsxError> {
    let roll = Roll::of(review);
    let notices = (!review.rubric.notices.is_empty()).then(|| notices::sheet(&roll));
    let flags = flags::sheet(&roll);
    let others: Vec<Sheet> = record::sheets(&roll).into_iter().chain(fairness::sheet(&roll)).chain(agreement::sheets(&roll)).collect();
    if notices.is_none() && flags.is_none() && others.is_empty() {
        return Ok(None);
    }
    let contents = contents::sheet(&roll, &others);
    let sheets = [contents].into_iter().chain(notices).chain(flags).chain(others).collect();
    let style = Style::new(roll.language(), review.rubric.rounding.decimals);
    let letterhead = Letterhead { mark: Some(notices::mark(&roll).to_owned()), ..letterhead(&roll) };
    bound(sheets, &style, &letterhead, review.as_of).map(Some)
}

/// `changes.xlsx`: what is other than in earlier results of the same period.
pub(super) fn change_book(review: &Review) -> Result<Vec<u8>, XlsxError> {
    let roll = Roll::of(review);
    let style = Style::new(roll.language(), review.rubric.rounding.decimals);
    let changed = review.compared.map(|compared| changes::sheet(&roll, compared));
    bound(changed.into_iter().chain(corrections::sheet(&roll)).collect(), &style, &letterhead(&roll), review.as_of)
}

/// `problems.xlsx` of a review.
pub(super) fn problem_book(review: &Review) -> Result<Vec<u8>, XlsxError> {
    let roll = Roll::of(review);
    let style = Style::new(roll.language(), review.rubric.rounding.decimals);
    let sheet = faults::sheet(review.problems, &review.evidence.accounts, roll.rubric(), roll.language());
    bound(vec![sheet], &style, &letterhead(&roll), review.as_of)
}

/// `problems.xlsx` beside marked copies.
pub(super) fn problem_list(review: &Review, copies: &Copies, language: Language) -> Result<Vec<u8>, XlsxError> {
    let roll = Roll::of(review);
    let style = Style::new(language, review.rubric.rounding.decimals);
    bound(vec![faults::list(copies, language)], &style, &letterhead_in(&roll, language), review.as_of)
}

/// More peer groups than this stand on one sheet, one under the other.
const MOST_PEERS: usize = 12;

/// The workbook of one congress of many: what `ranking.xlsx` has of it, and the rules in short.
pub(super) fn congress_book(review: &Review) -> Result<Vec<u8>, XlsxError> {
    let roll = Roll::of(review);
    let style = Style::new(roll.language(), review.rubric.rounding.decimals);
    let mut sheets = rankings(&roll);
    sheets.push(items::sheet(&roll));
    sheets.push(basis::in_short(&roll));
    if !(review.problems.is_empty() && review.stopped.is_empty()) {
        sheets.push(faults::sheet(review.problems, &[], roll.rubric(), roll.language()));
    }
    bound(sheets, &style, &letterhead(&roll), review.as_of)
}

/// Who ranks where, who is proposed, and what is left open.
fn rankings(roll: &Roll) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    let name = roll.pick("总排名", "Ranking");
    let mut before = 0;
    let each = if roll.peers.len() > MOST_PEERS { roll.peers.len() } else { 1 };
    for peers in roll.peers.chunks(each.max(1)) {
        let tab = match peers {
            [peer] if roll.several() && !peer.name.is_empty() => format!("{name}-{}", peer.name),
            _ => name.to_owned(),
        };
        sheets.push(ranking::sheet(roll, peers, before, tab));
        before += peers.iter().map(|peer| peer.lines.len()).sum::<usize>();
    }
    if roll.peers.is_empty() {
        sheets.push(Sheet { name: name.to_owned(), title: name.to_owned(), notes: roll.stopped_notes(), ..Sheet::default() });
    }
    sheets.extend([proposal::sheet(roll), open::sheet(roll), near::sheet(roll), lots::sheet(roll)].into_iter().flatten());
    sheets
}

fn sheets(roll: &Roll) -> Vec<Sheet> {
    let mut sheets = rankings(roll);
    sheets.push(items::sheet(roll));
    sheets.extend(ballots::sheets(roll));
    sheets.extend(roll.rubric().groups.iter().map(|group| groups::sheet(roll, group)));
    sheets.extend(figures::sheet(roll));
    sheets.extend(charts::sheet(roll));
    sheets.extend(confidence::sheets(roll));
    sheets.push(basis::sheet(roll));
    sheets.extend(corrections::sheet(roll));
    sheets.push(faults::sheet(roll.review.problems, &roll.review.evidence.accounts, roll.rubric(), roll.language()));
    sheets
}

pub(super) fn letterhead(roll: &Roll) -> Letterhead {
    letterhead_in(roll, roll.language())
}

fn letterhead_in(roll: &Roll, language: Language) -> Letterhead {
    let (review, rubric) = (roll.review, roll.rubric());
    let issuer = rubric.issuer.as_deref().map(|issuer| format!("{issuer}    ")).unwrap_or_default();
    let period = format!("{}{}", pick(language, "考核期：", "Period: "), span(review.period, language));
    let day = format!("{}{}", pick(language, "数据截至：", "As of: "), long_day(review.as_of, language));
    Letterhead {
        line: format!("{issuer}{period}    {day}"),
        unit: pick(language, "    单位：分", "    Unit: points").to_owned(),
        footer: format!("{} {}", rubric.name, rubric.version),
        pages: pages(language).to_owned(),
        mark: None,
        draft: review.draft.then(|| pick(language, "【草稿】", "DRAFT ").to_owned()),
        signatures: pick(
            language,
            "制表人：______________    审核人：______________    签发：______________    日期：____年__月__日",
            "Prepared: ______________    Checked: ______________    Approved: ______________    Date: ______________",
        )
        .to_owned(),
    }
}

/// The page numbers of a footer.
pub(super) fn pages(language: Language) -> &'static str {
    pick(language, "第 &P 页 共 &N 页", "Page &P of &N")
}

/// Pages bound as they are; no two have one name.
pub(super) fn bound_pages(pages: Vec<Folio>, style: &Style, letterhead: &Letterhead, day: Day) -> Result<Vec<u8>, XlsxError> {
    let looks = Looks::of(style);
    let mut press = Press::default();
    for page in pages {
        folio::write(&mut press, &page, (style, &looks), letterhead)?;
    }
    press.bound(day).map(of_no_system)
}

/// A workbook without sheets; the only time in it is this day.
pub(super) fn blank(day: Day) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(COMPRESSION);
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&midnight(day)?));
    Ok(workbook)
}

/// More rows than this of a sheet that may be streamed are not held in memory, where they take some kilobytes each.
pub(super) const MOST_HELD: usize = 2_000;

pub(super) fn bound(sheets: Vec<Sheet>, style: &Style, letterhead: &Letterhead, day: Day) -> Result<Vec<u8>, XlsxError> {
    bound_within(Room { held: MOST_HELD, folder: None }, sheets, style, letterhead, day)
}

/// Where sheets are while a workbook is made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room<'f> {
    /// Sheets that may be streamed, with more rows than this, go row by row into a file that has no name and is gone with the workbook.
    pub held: usize,
    /// The folder of that file; that of the system where there is none.
    pub folder: Option<&'f Path>,
}

pub(super) fn bound_within(room: Room, sheets: Vec<Sheet>, style: &Style, letterhead: &Letterhead, day: Day) -> Result<Vec<u8>, XlsxError> {
    let is_long = |sheet: &Sheet| sheet.streamed && sheet.grids.iter().map(|grid| grid.rows.len()).sum::<usize>() > room.held;
    let is_any_long = sheets.iter().any(is_long);
    let bind = || {
        let mut workbook = blank(day)?;
        if let Some(folder) = room.folder.filter(|_| is_any_long) {
            workbook.set_tempdir(folder)?;
        }
        for sheet in named_apart(sheets) {
            let page =
                if is_long(&sheet) { Ink::streamed(workbook.new_worksheet_with_constant_memory()?) } else { Ink::new(Worksheet::new()) };
            workbook.push_worksheet(paper::write_with(page, &sheet, style, letterhead)?);
        }
        workbook.save_to_buffer().map(of_no_system)
    };
    if is_any_long {
        streamed(bind)
    } else {
        bind()
    }
}

/// The only time in a workbook is the day that the run takes for today.
fn midnight(day: Day) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or(1970);
    ExcelDateTime::from_ymd(year, u8::try_from(day.month()).unwrap_or(1), u8::try_from(day.day()).unwrap_or(1))
}

/// Tab names that a spreadsheet takes; those that formulas refer to stay as they are.
fn named_apart(mut sheets: Vec<Sheet>) -> Vec<Sheet> {
    let taken: BTreeSet<String> = sheets.iter().filter(|sheet| sheet.fixed).map(|sheet| sheet.name.to_lowercase()).collect();
    let wanted: Vec<String> = sheets.iter().filter(|sheet| !sheet.fixed).map(|sheet| sheet.name.clone()).collect();
    for (sheet, name) in sheets.iter_mut().filter(|sheet| !sheet.fixed).zip(apart(&wanted, taken)) {
        sheet.name = name;
    }
    sheets
}

/// Names of tabs, in the same order: at most 31 characters, none of `[]:*?/\`, no two alike.
pub(super) fn tabs(wanted: &[String]) -> Vec<String> {
    apart(wanted, BTreeSet::new())
}

fn apart(wanted: &[String], mut taken: BTreeSet<String>) -> Vec<String> {
    let name = |wanted: &String| {
        let clean: String = wanted.chars().map(|c| if "[]:*?/\\'".contains(c) { '·' } else { c }).collect();
        let mut name: String = clean.chars().take(31).collect();
        let mut number = 2;
        while !taken.insert(name.to_lowercase()) {
            name = format!("{}-{number}", clean.chars().take(27).collect::<String>());
            number += 1;
        }
        name
    };
    wanted.iter().map(name).collect()
}
