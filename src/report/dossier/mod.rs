//! `dossiers.xlsx`, 个人履职档案: of every subject who it is, what came out, every record that counts or does not, and a place to sign.
//!
//! In: a review. Out: the bytes. A dossier tells a subject what concerns itself alone; ballots and marks are told as counts.
//! What counts and why not is asked of the tallies once for each criterion, for all subjects together.

mod basics;
mod matters;
mod record;
mod result;
mod sign;

use crate::base::place::column_name;
use crate::fact::evidence::Entry;
use crate::tally::{Traced, Tracer};

use super::book;
use super::folio::{Block, Folio, Slot};
use super::roll::{Line, Roll};
use super::sheet::{Cell, Show};
use super::style::Style;
use super::Review;

/// Nobody signs more dossiers than these in one go, and a workbook of more opens slowly.
pub const MOST: usize = 1000;
/// Up to so many subjects each have a sheet of their own; of more so many stand on one sheet, each beginning a page.
const SHEETS: usize = 200;
/// Columns: when, what, as whom, counted or not, points, where.
const WIDTHS: [u16; 6] = [12, 38, 12, 17, 9, 28];

/// Whether a workbook of dossiers is written for this review.
pub fn is_written(review: &Review) -> bool {
    // Tallies have no rows that somebody could check and sign.
    review.evidence.subjects.len() <= MOST && review.tallied.is_none()
}

/// What became of the entries, sorted by subject once for all dossiers.
struct Traces<'r> {
    /// A list for each criterion and subject.
    by_criterion: Vec<Vec<Vec<Traced>>>,
    /// All entries of each subject, in order of tables and rows.
    entries: Vec<Vec<Own<'r>>>,
}

/// An entry of a subject.
#[derive(Clone, Copy)]
struct Own<'r> {
    table: &'r str,
    /// Its number within the table.
    number: usize,
    entry: &'r Entry,
}

impl<'r> Traces<'r> {
    fn of(review: &Review<'r>) -> Result<Self, String> {
        let tracer = Tracer::new(review.evidence, review.rubric).map_err(|error| error.to_string())?;
        let subjects = review.evidence.subjects.len();
        let of_criterion = |traced: Vec<Traced>| {
            let mut by_subject: Vec<Vec<Traced>> = vec![Vec::new(); subjects];
            for one in traced {
                if let Some(own) = by_subject.get_mut(one.subject as usize) {
                    own.push(one);
                }
            }
            by_subject
        };
        let by_criterion = review.rubric.criteria.iter().map(|criterion| tracer.trace(&criterion.query).map(of_criterion));
        let by_criterion = by_criterion.collect::<Result<Vec<_>, _>>().map_err(|error| error.to_string())?;
        let mut entries: Vec<Vec<Own>> = vec![Vec::new(); subjects];
        for table in review.evidence.tables.iter().filter(|table| table.id != review.rubric.subject.table) {
            for (number, entry) in table.entries.iter().enumerate() {
                if let Some(own) = entries.get_mut(entry.subject as usize) {
                    own.push(Own { table: &table.id, number, entry });
                }
            }
        }
        Ok(Self { by_criterion, entries })
    }

    fn entries(&self, subject: usize) -> &[Own<'r>] {
        self.entries.get(subject).map(Vec::as_slice).unwrap_or_default()
    }

    fn of_subject(&self, criterion: usize, subject: usize) -> &[Traced] {
        self.by_criterion.get(criterion).and_then(|by_subject| by_subject.get(subject)).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The workbook.
pub(super) fn book(review: &Review) -> Result<Vec<u8>, String> {
    let roll = Roll::of(review);
    let traces = Traces::of(review)?;
    let style = Style::new(roll.language(), review.rubric.rounding.decimals);
    let letterhead = book::letterhead(&roll);
    let lines: Vec<&Line> = roll.lines().collect();
    let each = if lines.len() > SHEETS { SHEETS } else { 1 };
    let contents = roll.pick("目录", "Contents").to_owned();
    let mut names = vec![contents];
    names.extend(lines.chunks(each).enumerate().map(|(number, lines)| match lines {
        [line] if each == 1 => line.subject.name.clone(),
        _ => format!("{}-{}", number * each + 1, number * each + lines.len()),
    }));
    let names = book::tabs(&names);
    let mut places = Vec::new();
    let mut folios = Vec::new();
    for (lines, name) in lines.chunks(each).zip(names.iter().skip(1)) {
        let mut blocks = Vec::new();
        for line in lines {
            if !blocks.is_empty() {
                blocks.push(Block::Break);
            }
            places.push(format!("'{}'!{}{}", name.replace('\'', "''"), column_name(1), rows(&blocks) + 1));
            blocks.extend(pages(&roll, &traces, line, &letterhead.line));
        }
        folios.push(Folio { name: name.clone(), widths: WIDTHS.to_vec(), blocks, repeated: None, row_height: 18.0, narrow: true });
    }
    folios.insert(0, list(&roll, names.first().cloned().unwrap_or_default(), &places, &letterhead.line));
    book::bound_pages(folios, &style, &letterhead, review.as_of).map_err(|error| error.to_string())
}

/// Every block but a break is a row.
fn rows(blocks: &[Block]) -> usize {
    blocks.iter().filter(|block| !matches!(block, Block::Break)).count()
}

/// The dossier of one subject.
fn pages(roll: &Roll, traces: &Traces, line: &Line, head: &str) -> Vec<Block> {
    let mut chapters = vec![(roll.pick("基本情况", "Who").to_owned(), basics::rows(roll, line))];
    chapters.push((roll.pick("考核结果", "Result").to_owned(), result::rows(roll, line)));
    chapters.extend(matters::chapters(roll, traces, line));
    chapters.push((roll.pick("核对", "Checked").to_owned(), sign::rows(roll)));
    let mut blocks = vec![Block::Title(title(roll)), Block::Line(head.to_owned())];
    for (number, (name, rows)) in chapters.into_iter().enumerate() {
        blocks.push(Block::Caption(format!("{}{name}", numeral(roll, number + 1))));
        blocks.extend(rows);
    }
    blocks
}

fn title(roll: &Roll) -> String {
    format!("{}{}", roll.rubric().subject.called, roll.pick("履职档案", " dossier"))
}

/// `一、`, `1. `.
fn numeral(roll: &Roll, number: usize) -> String {
    const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let tens = if number > 10 { "十" } else { "" };
    match (NUMERALS.get((number - 1) % 10), number) {
        (Some(numeral), 1..=19) => roll.pick_owned(format!("{tens}{numeral}、"), format!("{number}. ")),
        (Some(_) | None, _) => roll.pick_owned(format!("{number}、"), format!("{number}. ")),
    }
}

/// The first sheet: everybody, with a link to the dossier.
fn list(roll: &Roll, name: String, places: &[String], head: &str) -> Folio {
    let mut blocks = vec![Block::Title(format!("{}{}", title(roll), roll.pick("目录", ": contents"))), Block::Line(head.to_owned())];
    let repeated = Some(blocks.len());
    let further = [("编号", "Key"), ("组别", "Group"), ("名次", "Rank"), ("总分", "Total"), ("等次", "Grade")];
    let further = further.into_iter().map(|(zh, en)| roll.pick(zh, en).to_owned());
    let heads = [roll.pick("序号", "No.").to_owned(), roll.named()].into_iter().chain(further);
    blocks.push(Block::Row(heads.map(|head| Slot::head(head, 1)).collect()));
    blocks.extend(roll.lines().zip(places).zip(1_u32..).map(|((line, place), number)| {
        let standing = line.standing;
        Block::Row(vec![
            Slot::of(Cell::whole(number), 1),
            Slot::link(&line.subject.name, place.clone()),
            Slot::of(Cell::text(&line.subject.key), 1),
            Slot::of(Cell::text(&line.subject.peer), 1),
            Slot::of(standing.rank.map_or_else(Cell::dash, Cell::whole), 1),
            Slot::of(standing.total.as_ref().map_or_else(Cell::dash, |total| Cell::Number(total.to_f64(), Show::Points)), 1),
            Slot::of(Cell::text(standing.grade_or_open()), 1),
        ])
    }));
    blocks.extend(roll.stopped_notes().into_iter().map(Block::Note));
    Folio { name, widths: vec![8, 20, 16, 18, 8, 12, 14], blocks, repeated, row_height: 18.0, narrow: true }
}
