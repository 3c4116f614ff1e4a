//! What the rubric asks of a sheet, made ready for looking up.
//!
//! In: the rubric's tables. Out: squeezed sheet names, headers and words, and ranges in millionths.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::exact::Exact;
use crate::base::text::squeeze;
use crate::rubric::model::{Column, ColumnKind, Origin, Table};

/// Headers that never hold anything to score.
const ALWAYS_IGNORED: [&str; 14] =
    ["序号", "备注", "合计", "小计", "总计", "总分", "平均", "平均分", "签名", "签字", "no.", "no", "total", "remarks"];

/// A table of the rubric.
pub struct Plan<'a> {
    /// As the rubric has it.
    pub table: &'a Table,
    /// Names of the sheet, squeezed.
    pub sheets: Vec<String>,
    /// In the rubric's order.
    pub columns: Vec<ColumnPlan<'a>>,
    /// Numbers of the columns by each header of theirs, squeezed.
    headed: BTreeMap<String, Vec<usize>>,
    ignore: BTreeSet<String>,
}

/// A column of the rubric.
pub struct ColumnPlan<'a> {
    /// As the rubric has it.
    pub column: &'a Column,
    /// Its id, shared by all rows.
    pub id: Arc<str>,
    /// Header texts, squeezed.
    pub headers: BTreeSet<String>,
    /// Word ids by the squeezed word.
    pub words: BTreeMap<String, &'a str>,
    /// Lowest and highest number, in millionths.
    pub bounds: Option<(i64, i64)>,
    /// Units behind a number, squeezed, the longest first, with what they multiply it by.
    pub units: Vec<(String, &'a Exact)>,
    /// Where it stands in the rubric.
    pub key: String,
    /// Filled by the header of a wide table's further columns.
    pub is_across: bool,
    /// Filled by their cells.
    pub is_cell: bool,
}

impl<'a> Plan<'a> {
    /// Makes a table ready.
    pub fn new(table: &'a Table) -> Self {
        let ignore = ALWAYS_IGNORED.iter().map(|text| squeeze(text)).chain(table.ignore.iter().map(|text| squeeze(text))).collect();
        let made = table.columns.iter().filter(|column| column.origin != Origin::Made);
        let columns: Vec<ColumnPlan> = made.map(|column| ColumnPlan::new(table, column)).collect();
        let mut headed: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, column) in columns.iter().enumerate().filter(|(_, column)| column.has_header()) {
            for header in &column.headers {
                headed.entry(header.clone()).or_default().push(number);
            }
        }
        Self { table, sheets: table.sheets.iter().map(|name| squeeze(name)).collect(), columns, headed, ignore }
    }

    /// Numbers of the columns that have this header, in order.
    pub fn headed(&self, squeezed: &str) -> &[usize] {
        self.headed.get(squeezed).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a further header is left out.
    pub fn ignores(&self, squeezed: &str) -> bool {
        self.ignore.contains(squeezed)
    }

    /// The column that a wide table's headers fill.
    pub fn across(&self) -> Option<&ColumnPlan<'a>> {
        self.columns.iter().find(|column| column.is_across)
    }

    /// The column that a wide table's cells fill.
    pub fn cell(&self) -> Option<&ColumnPlan<'a>> {
        self.columns.iter().find(|column| column.is_cell)
    }
}

impl<'a> ColumnPlan<'a> {
    fn new(table: &Table, column: &'a Column) -> Self {
        let written = column.words().iter().flat_map(|(id, words)| words.iter().map(move |word| (squeeze(word), id.as_str())));
        let own = column.words().iter().map(|(id, _)| (squeeze(id), id.as_str()));
        let mut units: Vec<(String, &Exact)> = column.units.iter().map(|(unit, factor)| (squeeze(unit), factor)).collect();
        units.sort_by_key(|(unit, _)| std::cmp::Reverse(unit.len()));
        let wide = |part: fn(&crate::rubric::model::Wide) -> &String| table.wide.as_ref().is_some_and(|wide| *part(wide) == column.id);
        Self {
            column,
            id: column.id.as_str().into(),
            headers: column.headers.iter().map(|header| squeeze(header)).collect(),
            // The words come last, so that a word wins over another's id.
            words: own.chain(written).collect(),
            bounds: column.between.as_ref().map(|(low, high)| millionths(low, high)),
            units,
            key: format!("tables.{}.columns.{}", table.id, column.id),
            is_across: wide(|wide| &wide.across),
            is_cell: wide(|wide| &wide.cell),
        }
    }

    /// Whether its value stands in a column of the sheet under a header of its own.
    pub fn has_header(&self) -> bool {
        self.column.origin == Origin::Column && !self.is_across && !self.is_cell
    }

    /// Whether nothing of it may be stored or shown.
    pub fn is_secret(&self) -> bool {
        self.column.kind == ColumnKind::Secret
    }

    /// The longest word contained in the text.
    pub fn word_within(&self, squeezed: &str) -> Option<&'a str> {
        let contained = self.words.iter().filter(|(word, _)| !word.is_empty() && squeezed.contains(word.as_str()));
        contained.max_by_key(|(word, _)| word.len()).map(|(_, id)| *id)
    }

    /// The word, as the rubric writes it, that is one character from this one.
    pub fn nearest(&self, squeezed: &str) -> Option<String> {
        let written = self.column.words().iter().flat_map(|(_, ways)| ways);
        let near: Vec<&String> = written
            .filter(|word| {
                let known = squeeze(word);
                known.chars().nth(1).is_some() && strsim::damerau_levenshtein(&known, squeezed) == 1
            })
            .collect();
        // 县级 is as near to 市级 as to 区级.
        if let [one] = near.as_slice() {
            Some((*one).clone())
        } else {
            None
        }
    }

    /// The words taken, as a person would write them: the first of each.
    pub fn allowed(&self) -> Vec<String> {
        self.column.words().iter().map(|(id, words)| words.first().unwrap_or(id).clone()).collect()
    }
}

/// The range in millionths, its ends allowed.
fn millionths(low: &Exact, high: &Exact) -> (i64, i64) {
    let million = Exact::from(1_000_000_i64);
    let low = (low * &million).ceil().to_whole().unwrap_or(i64::MIN);
    let high = (high * &million).floor().to_whole().unwrap_or(i64::MAX);
    (low, high)
}
