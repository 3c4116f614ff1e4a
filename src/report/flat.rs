//! `results.parquet` and `results.csv`: one row a subject, for tables and queries.

use std::ops::Range;
use std::sync::Arc;

use crate::base::parquet::{Columns, Encoded, Pieces, Shape, Values};
use crate::fact::evidence::Subject;
use crate::rank::standing::{Selected, Standing, Status};
use crate::rubric::model::Rubric;

use super::results::{fraction, printed, status};
use super::roll::Roll;
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

/// Rows with what is printed of them.
pub struct Rows<'a> {
    period: &'a str,
    lines: Vec<Row<'a>>,
    totals: Vec<Option<String>>,
    exacts: Vec<Option<String>>,
    heads: Vec<String>,
}

impl<'a> Rows<'a> {
    /// Of these rows, in order.
    pub fn new(rubric: &Rubric, period: &'a str, rows: Vec<Row<'a>>) -> Self {
        let totals = rows.iter().map(|row| printed(rubric, row.standing.total.as_ref())).collect();
        let exacts = rows.iter().map(|row| fraction(row.standing.exact.as_ref())).collect();
        let heads = rubric.criteria.iter().map(|criterion| format!("c.{}", criterion.id)).collect();
        Self { period, lines: rows, totals, exacts, heads }
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
        let texts = |of: &dyn Fn(&Row<'a>) -> &'a str| Values::Texts(self.lines.iter().map(|row| Some(of(row))).collect());
        let rank = |row: &Row| row.standing.rank.filter(|_| row.standing.status == Status::Ranked);
        let mut columns: Columns = vec![
            ("key", texts(&|row| &row.subject.key)),
            ("name", texts(&|row| &row.subject.name)),
            ("peer", texts(&|row| &row.subject.peer)),
            ("period", texts(&|_| self.period)),
            ("status", texts(&|row| status(row.standing.status))),
            ("total", Values::Texts(self.totals.iter().map(Option::as_deref).collect())),
            ("exact", Values::Texts(self.exacts.iter().map(Option::as_deref).collect())),
            ("rank", Values::Places(self.lines.iter().map(rank).collect())),
            ("grade", Values::Texts(self.lines.iter().map(|row| row.standing.grade.as_deref()).collect())),
            ("selected", texts(&|row| selected(row.standing.selected))),
        ];
        for (index, head) in self.heads.iter().enumerate() {
            let points = self.lines.iter().map(|row| row.points.get(index).and_then(Option::as_deref));
            columns.push((head, Values::Texts(points.collect())));
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
        Pieces::begin(bytes, Rows::new(rubric, "", Vec::new()).columns()).map(Self)
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
    let points = points(&roll);
    let mut bytes = Vec::new();
    let mut flat = Flat::begin(&mut bytes, review.rubric)?;
    let mut rows = rows(&roll, &points);
    for piece in pieces(roll.peers.iter().map(|peer| peer.lines.len())) {
        let count = roll.peers.get(piece).into_iter().flatten().map(|peer| peer.lines.len()).sum::<usize>();
        let rest = rows.split_off(count.min(rows.len()));
        let encoded = Rows::new(review.rubric, &review.period.id, std::mem::replace(&mut rows, rest)).encode(flat.shape())?;
        flat.take(&encoded)?;
    }
    flat.finish()?;
    Ok(bytes)
}

/// The points of each line.
fn points(roll: &Roll) -> Vec<Vec<Option<Arc<str>>>> {
    let told = |text: Option<String>| text.map(Arc::from);
    roll.lines().map(|line| line.card.items.iter().map(|item| told(fraction(item.points.as_ref()))).collect()).collect()
}

fn rows<'a>(roll: &Roll<'a>, points: &'a [Vec<Option<Arc<str>>>]) -> Vec<Row<'a>> {
    roll.lines().zip(points).map(|(line, points)| Row { subject: line.subject, standing: line.standing, points }).collect()
}

/// `results.csv`: UTF-8, a blank for what has no value. A text that a spreadsheet would take for a formula is written
/// with an apostrophe before it.
pub(super) fn csv(review: &Review) -> Result<Vec<u8>, csv::Error> {
    let roll = Roll::of(review);
    let points = points(&roll);
    let rows = Rows::new(review.rubric, &review.period.id, rows(&roll, &points));
    let columns = rows.columns();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(columns.iter().map(|(name, _)| inert((*name).to_owned())))?;
    for row in 0..rows.lines.len() {
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
