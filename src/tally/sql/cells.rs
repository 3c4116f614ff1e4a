//! Raw values of an engine's table to values as the rubric means them: words to ids, numbers to millionths, dates.
//!
//! In: a column of the rubric. Out: expressions. What an engine cannot read as the sheet reader would is a fault and never another
//! value: the engine's forms are a part of those that a spreadsheet may have.

use super::dialect::Dialect;
use super::words::escaped;
use crate::base::exact::Exact;
use crate::base::text::squeeze;
use crate::rubric::model::{Blank, Column, ColumnKind, NoValue, Outside, Whole};

/// Wide signs, and what they are in a text that is compared: U+FF01 to U+FF5E, the ideographic space, and a tab.
fn wide_signs() -> (String, String) {
    let wide = ('\u{ff01}'..='\u{ff5e}').chain(['\u{3000}']);
    let narrow = ('!'..='~').chain([' ']);
    (wide.collect(), narrow.collect())
}

/// Signs of a text whose normal form is the text itself, so that the engine compares as duly does.
const PLAIN: &str = "^[ -~\u{3400}-\u{4dbf}\u{4e00}-\u{9fff}、。〈-】〔〕·–—‘’“”×√○]*$";

/// A number with at most six decimals that are not 0.
const NUMBER: &str = "^[+-]?[0-9]{1,12}([.][0-9]{0,6}0*)?$";
/// What stands where there is no number or date.
const NOTHING: [&str; 10] = ["", "-", "--", "—", "——", "–", "/", "／", "无", "－"];
/// What stands where a term is not over.
const OPEN: [&str; 3] = ["至今", "在任", "现任"];

/// What a blank of a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Empty<'r> {
    /// This word.
    Word(&'r str),
    /// Nothing.
    Nothing,
    /// The row does not count.
    Void,
    /// One of the four kinds of nothing.
    NoValue(NoValue),
    /// A fault.
    Fault,
}

/// What a blank of the column is; the order in which the sheet reader asks.
pub(super) fn empty(column: &Column) -> Empty<'_> {
    match &column.blank {
        Blank::Word(word) => Empty::Word(word),
        _ if column.optional => Empty::Nothing,
        Blank::NoValue(_) if column.kind == ColumnKind::Count => Empty::Fault,
        Blank::NoValue(kind) => Empty::NoValue(*kind),
        Blank::Ignore => Empty::Void,
        Blank::Error => Empty::Fault,
    }
}

/// Expressions over the raw text of a column.
pub(super) struct Cells<'r> {
    sql: Dialect,
    column: &'r Column,
}

impl<'r> Cells<'r> {
    pub fn new(sql: Dialect, column: &'r Column) -> Self {
        Self { sql, column }
    }

    /// The raw text.
    pub fn raw(&self) -> String {
        self.sql.name(&format!("raw_{}", self.column.id))
    }

    /// Of a text, the same with narrow signs and without spaces around it; none where it is no text.
    pub fn trimmed(&self) -> Option<String> {
        let name = self.sql.name(super::needs::header(self.column));
        (self.column.kind == ColumnKind::Text).then(|| format!("TRIM({}) AS {}", narrowed(self.sql, &self.sql.as_text(&name)), self.text()))
    }

    fn text(&self) -> String {
        self.sql.name(&format!("text_{}", self.column.id))
    }

    /// The value as it was read.
    pub fn read(&self) -> String {
        self.sql.name(&format!("read_{}", self.column.id))
    }

    /// The value, null where there is none, out of the raw text.
    pub fn value(&self) -> String {
        let raw = self.raw();
        match &self.column.kind {
            ColumnKind::Word(words) => self.word(&raw, words),
            ColumnKind::Number => self.whole(&self.number(&raw)),
            ColumnKind::Count => self.number(&raw),
            ColumnKind::Date => self.date(&raw),
            ColumnKind::Text | ColumnKind::Key | ColumnKind::Name | ColumnKind::Names | ColumnKind::Secret => {
                let text = self.text();
                format!("CASE WHEN {} AND {text} NOT LIKE '%  %' THEN NULLIF({text}, '') END", self.sql.fits(&text, PLAIN))
            }
        }
    }

    /// Whether the raw text says nothing.
    pub fn is_blank(&self) -> String {
        let raw = self.raw();
        match &self.column.kind {
            ColumnKind::Number | ColumnKind::Count => self.says_nothing(&raw, &[]),
            ColumnKind::Date => self.says_nothing(&raw, if self.column.optional { &OPEN } else { &[] }),
            ColumnKind::Word(_) | ColumnKind::Text | ColumnKind::Key | ColumnKind::Name | ColumnKind::Names | ColumnKind::Secret => {
                format!("({raw} IS NULL OR TRIM({raw}) = '')")
            }
        }
    }

    /// What is wrong with the cell: a condition and its name, in order.
    pub fn faults(&self) -> Vec<(String, &'static str)> {
        let (read, blank) = (self.read(), self.is_blank());
        let misread = match self.column.kind {
            ColumnKind::Word(_) => "unknown-word",
            ColumnKind::Number | ColumnKind::Count => "not-a-number",
            ColumnKind::Date => "not-a-date",
            ColumnKind::Text | ColumnKind::Key | ColumnKind::Name | ColumnKind::Names | ColumnKind::Secret => "not-plain",
        };
        let mut faults = vec![(format!("{read} IS NULL AND NOT {blank}"), misread)];
        if empty(self.column) == Empty::Fault {
            faults.push((format!("{read} IS NULL AND {}", self.unless_replaced()), "blank"));
        }
        if self.column.kind == ColumnKind::Count {
            faults.push((format!("{read} < 0 OR {read} % 1000000 <> 0"), "not-whole"));
        }
        if self.column.outside == Outside::Error {
            faults.extend(self.out_of_range().map(|outside| (outside, "out-of-range")));
        }
        faults
    }

    /// When the cell makes the whole row not count.
    pub fn voids(&self) -> Vec<String> {
        let blank = (empty(self.column) == Empty::Void).then(|| format!("{} IS NULL", self.read()));
        let outside = self.out_of_range().filter(|_| self.column.outside == Outside::SetAside);
        blank.into_iter().chain(outside).collect()
    }

    /// A blank is none where the column beside it, without which this number is none, has a no-value.
    fn unless_replaced(&self) -> String {
        let blank = self.is_blank();
        match &self.column.only_with {
            Some(other) => format!("{blank} AND {} IS NOT NULL", self.sql.name(&format!("read_{other}"))),
            None => blank,
        }
    }

    fn out_of_range(&self) -> Option<String> {
        let (low, high) = self.column.between.as_ref()?;
        let million = Exact::from(1_000_000_i64);
        let low = (low * &million).ceil().to_whole().unwrap_or(i64::MIN);
        let high = (high * &million).floor().to_whole().unwrap_or(i64::MAX);
        let read = self.read();
        Some(format!("{read} < {low} OR {read} > {high}"))
    }

    /// Known spellings first as they are, then whatever their width, case and spaces.
    fn word(&self, raw: &str, words: &[(String, Vec<String>)]) -> String {
        let ids = words.iter().map(|(id, _)| (id.as_str(), id.as_str()));
        let written = words.iter().flat_map(|(id, ways)| ways.iter().map(move |way| (way.as_str(), id.as_str())));
        let (mut exact, mut forms): (Vec<(String, &str)>, Vec<(String, &str)>) = (Vec::new(), Vec::new());
        // The words come first, so that a word wins over another's id.
        for (way, id) in written.chain(ids) {
            add(&mut exact, way.to_owned(), id);
            add(&mut forms, squeeze(way), id);
            add(&mut forms, narrow(way), id);
        }
        // Two ways to write may be one when width and spaces are forgiven; then the sheet reader takes the last.
        let last = |form: &str| {
            let all = words.iter().flat_map(|(id, ways)| ways.iter().map(move |way| (squeeze(way), id.as_str())));
            all.filter(|(known, _)| known == form).last().map(|(_, id)| id)
        };
        for (form, id) in exact.iter_mut().chain(&mut forms) {
            *id = last(&squeeze(form)).unwrap_or(id);
        }
        let case = |of: &str, all: &[(String, &str)]| {
            let each = all.iter().map(|(form, id)| format!("WHEN {} THEN {}", self.sql.text(form), self.sql.text(&escaped(id))));
            format!("CASE {of} {}", each.collect::<Vec<_>>().join(" "))
        };
        let squeezed = format!("LOWER(REPLACE({}, ' ', ''))", narrowed(self.sql, raw));
        let found = format!("{} ELSE {} ELSE CAST(NULL AS {}) END END", case(raw, &exact), case(&squeezed, &forms), self.sql.text_type());
        match empty(self.column) {
            Empty::Word(word) => format!("COALESCE({found}, CASE WHEN {} THEN {} END)", self.is_blank(), self.sql.text(&escaped(word))),
            Empty::Nothing | Empty::Void | Empty::NoValue(_) | Empty::Fault => found,
        }
    }

    fn number(&self, raw: &str) -> String {
        let decimal = format!("TRY_CAST({raw} AS DECIMAL(18, 6))");
        format!("CASE WHEN {} THEN CAST({decimal} * 1000000 AS BIGINT) END", self.sql.fits(raw, NUMBER))
    }

    /// Made whole, as the column says.
    fn whole(&self, number: &str) -> String {
        let whole = |more: i64| {
            let parts = self.sql.quotient(&format!("ABS({number}) + {more}"), "1000000");
            format!("({parts} * 1000000 * CASE WHEN ({number}) < 0 THEN -1 ELSE 1 END)")
        };
        match self.column.whole {
            None => number.to_owned(),
            Some(Whole::Up) => whole(999_999),
            Some(Whole::HalfUp) => whole(500_000),
            Some(Whole::Down) => whole(0),
        }
    }

    /// A day, or its text of ten signs: 2025-03-05.
    fn date(&self, raw: &str) -> String {
        format!("CASE WHEN LENGTH({raw}) = 10 THEN TRY_CAST({raw} AS DATE) END")
    }

    fn says_nothing(&self, raw: &str, more: &[&str]) -> String {
        let words: Vec<&str> = NOTHING.iter().chain(more).copied().collect();
        format!("({raw} IS NULL OR TRIM({raw}) IN ({}))", self.sql.texts(&words))
    }
}

/// The text with narrow signs for wide ones.
pub(super) fn narrowed(sql: Dialect, raw: &str) -> String {
    let (wide, narrow) = wide_signs();
    format!("TRANSLATE({raw}, {}, {})", sql.text(&wide), sql.text(&narrow))
}

/// The first that is added under a form stays.
fn add<'r>(all: &mut Vec<(String, &'r str)>, form: String, id: &'r str) {
    if !form.is_empty() && !all.iter().any(|(known, _)| *known == form) {
        all.push((form, id));
    }
}

/// A text in the form in which the engine looks words up.
fn narrow(text: &str) -> String {
    let (wide, narrow) = wide_signs();
    let one = |mark: char| wide.chars().zip(narrow.chars()).find(|(known, _)| *known == mark).map_or(mark, |(_, narrow)| narrow);
    text.chars().map(one).filter(|mark| *mark != ' ').collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::tidy;

    #[test]
    fn what_the_engine_takes_as_plain_is_in_normal_form() {
        let single = "、。·–—‘’“”×√○〔〕".chars();
        let ranges = (' '..='~').chain('\u{3400}'..='\u{4dbf}').chain('\u{4e00}'..='\u{9fff}').chain('〈'..='】');
        for mark in single.chain(ranges).filter(|mark| *mark != ' ') {
            assert_eq!(tidy(&mark.to_string()), mark.to_string(), "{mark} changes");
        }
    }

    #[test]
    fn wide_signs_are_read_as_the_sheet_reader_reads_them() {
        let (wide, narrow) = wide_signs();
        assert_eq!(wide.chars().count(), narrow.chars().count());
        for (wide, narrow) in wide.chars().zip(narrow.chars()).filter(|(_, narrow)| *narrow != ' ') {
            assert_eq!(tidy(&wide.to_string()), narrow.to_string());
        }
    }
}
