//! `results.parquet` and `results.csv`: one row a subject, for tables and queries.

use std::ops::Range;
use std::sync::Arc;

use crate::base::parquet::{Columns, Encoded, Pieces, Shape, Texts, Values};
use crate::fact::evidence::Subject;
use crate::rank::standing::{Selected, Standing, Status};
use crate::rubric::model::Rubric;

use super::results::{fraction, printed, status};
use super::roll::{Line, Roll};
use super::Review;

/// Rows of a row group of `results.parquet`, as a rule: whole peer groups.
const PIECE: usize = 50_000;

/// One row.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The subject.
    pub subject: &'a Subject,
    /// Where it stands.
    pub standing: &'a Standing,
    /// The points of each criterion as reduced fractions.
    pub points: &'a [Option<Arc<str>>],
}

/// Rows, as their columns: nothing else is kept of a subject whose row is there.
pub struct Rows<'a> {
    rubric: &'a Rubric,
    period: &'a str,
    heads: Vec<String>,
    keys: Texts,
    names: Texts,
    peers: Texts,
    status: Vec<Option<&'a str>>,
    totals: Texts,
    exacts: Texts,
    ranks: Vec<Option<u32>>,
    grades: Texts,
    selected: Vec<Option<&'a str>>,
    /// Of each criterion.
    points: Vec<Vec<Option<Arc<str>>>>,
}

impl<'a> Rows<'a> {
    /// None yet.
    pub fn new(rubric: &'a Rubric, period: &'a str) -> Self {
        let heads: Vec<String> = rubric.criteria.iter().map(|criterion| format!("c.{}", criterion.id)).collect();
        let points = vec![Vec::new(); heads.len()];
        let [keys, names, peers, totals, exacts, grades] = std::array::from_fn(|_| Texts::default());
        let (status, ranks, selected) = (Vec::new(), Vec::new(), Vec::new());
        Self { rubric, period, heads, keys, names, peers, status, totals, exacts, ranks, grades, selected, points }
    }

    /// One more.
    pub fn push(&mut self, row: &Row) {
        let Row { subject, standing, points } = row;
        self.keys.push(Some(&subject.key));
        self.names.push(Some(&subject.name));
        self.peers.push(Some(&subject.peer));
        self.status.push(Some(status(standing.status)));
        self.totals.push(printed(self.rubric, standing.total.as_ref()).as_deref());
        match &standing.exact {
            Some(exact) => self.exacts.print(exact),
            None => self.exacts.push(None),
        }
        self.ranks.push(standing.rank.filter(|_| standing.status == Status::Ranked));
        self.grades.push(standing.grade.as_deref());
        self.selected.push(Some(selected(standing.selected)));
        for (index, column) in self.points.iter_mut().enumerate() {
            column.push(points.get(index).cloned().flatten());
        }
    }

    /// Encoded as a piece of the file.
    ///
    /// # Errors
    /// When they cannot be.
    pub fn encode(&self, shape: &Shape) -> Result<Encoded, String> {
        shape.encode(self.columns())
    }

    /// Every column is text but the rank.
    fn columns(&self) -> Columns<'_> {
        let mut columns: Columns = vec![
            ("key", self.keys.values()),
            ("name", self.names.values()),
            ("peer", self.peers.values()),
            ("period", Values::Texts(vec![Some(self.period); self.ranks.len()])),
            ("status", Values::Texts(self.status.clone())),
            ("total", self.totals.values()),
            ("exact", self.exacts.values()),
            ("rank", Values::Places(self.ranks.clone())),
            ("grade", self.grades.values()),
            ("selected", Values::Texts(self.selected.clone())),
        ];
        for (head, points) in self.heads.iter().zip(&self.points) {
            columns.push((head, Values::Texts(points.iter().map(Option::as_deref).collect())));
        }
        columns
    }
}

/// `results.parquet`, piece by piece: the same pieces give the same bytes, whoever made them.
pub struct Flat<'b>(Pieces<&'b mut Vec<u8>>);

impl<'b> Flat<'b> {
    /// Begins the file.
    ///
    /// # Errors
    /// When it cannot be.
    pub fn begin(bytes: &'b mut Vec<u8>, rubric: &Rubric) -> Result<Self, String> {
        Pieces::begin(bytes, Rows::new(rubric, "").columns()).map(Self)
    }

    /// What pieces look like.
    pub fn shape(&self) -> &Shape {
        self.0.shape()
    }

    /// Writes the next piece.
    ///
    /// # Errors
    /// When it cannot be.
    pub fn take(&mut self, piece: &Encoded) -> Result<(), String> {
        self.0.take(piece)
    }

    /// Writes the end.
    ///
    /// # Errors
    /// When it cannot be.
    pub fn finish(self) -> Result<(), String> {
        self.0.finish()
    }
}

/// Which peer groups of these sizes make a piece each.
pub fn pieces(sizes: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut rows = usize::MAX;
    for (number, size) in sizes.enumerate() {
        if let Some(piece) = pieces.last_mut().filter(|_| rows < PIECE) {
            piece.end = number + 1;
        } else {
            pieces.push(number..number + 1);
            rows = 0;
        }
        rows += size;
    }
    pieces
}

/// `results.parquet`.
pub(super) fn parquet(review: &Review) -> Result<Vec<u8>, String> {
    let roll = Roll::of(review);
    let mut bytes = Vec::new();
    let mut flat = Flat::begin(&mut bytes, review.rubric)?;
    for piece in pieces(roll.peers.iter().map(|peer| peer.lines.len())) {
        let peers = roll.peers.get(piece).into_iter().flatten();
        let encoded = rows(review, peers.flat_map(|peer| &peer.lines)).encode(flat.shape())?;
        flat.take(&encoded)?;
    }
    flat.finish()?;
    Ok(bytes)
}

fn rows<'a>(review: &'a Review, lines: impl Iterator<Item = &'a Line<'a>>) -> Rows<'a> {
    let mut rows = Rows::new(review.rubric, &review.period.id);
    for line in lines {
        let points: Vec<Option<Arc<str>>> = line.card.items.iter().map(|item| fraction(item.points.as_ref()).map(Arc::from)).collect();
        rows.push(&Row { subject: line.subject, standing: line.standing, points: &points });
    }
    rows
}

/// `results.csv`: UTF-8, a blank for what has no value. A text that a spreadsheet would take for a formula is written
/// with an apostrophe before it.
pub(super) fn csv(review: &Review) -> Result<Vec<u8>, csv::Error> {
    let roll = Roll::of(review);
    let rows = rows(review, roll.lines());
    let columns = rows.columns();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(columns.iter().map(|(name, _)| inert((*name).to_owned())))?;
    for row in 0..rows.ranks.len() {
        writer.write_record(columns.iter().map(|(_, values)| inert(text(values, row))))?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

/// Marks with which a formula begins, also where it is typed in wide letters, or what spreadsheets drop before one.
const BEGINNINGS: [char; 11] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];

/// The text as one that is no formula; numbers and fractions stay as they are.
pub(super) fn inert(text: String) -> String {
    let digits = text.strip_prefix('-').unwrap_or(&text);
    let is_number = digits.starts_with(|mark: char| mark.is_ascii_digit())
        && digits.ends_with(|mark: char| mark.is_ascii_digit())
        && digits.chars().all(|mark| mark.is_ascii_digit() || mark == '.' || mark == '/');
    if text.starts_with(BEGINNINGS) && !is_number {
        format!("'{text}")
    } else {
        text
    }
}

/// A value as text; nothing where there is none.
fn text(values: &Values, row: usize) -> String {
    match values {
        Values::Texts(texts) => texts.get(row).copied().flatten().unwrap_or_default().to_owned(),
        Values::Places(places) => places.get(row).copied().flatten().map(|place| place.to_string()).unwrap_or_default(),
        Values::Numbers(numbers) => numbers.get(row).map(u32::to_string).unwrap_or_default(),
        Values::Days(days) => days.get(row).copied().flatten().map(|day| day.to_string()).unwrap_or_default(),
    }
}

fn selected(selected: Selected) -> &'static str {
    match selected {
        Selected::Yes => "true",
        Selected::No => "false",
        Selected::Committee => "committee",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_a_formula() {
        for text in ["=cmd|' /C calc'!A0", "+1+1", "-1+cmd", "-", "--1", "@SUM(1)", "\t=1", "\r=1", "＝1", "-/cmd/1"] {
            assert_eq!(inert(text.into()), format!("'{text}"));
        }
        for text in ["", "-3", "-88.76", "-10651/120", "张三", "a=b", "3-1"] {
            assert_eq!(inert(text.into()), text);
        }
    }
}
