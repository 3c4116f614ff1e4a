//! What one row of the office's tables says of one subject, in the office's words.
//!
//! In: entries and the rubric. Out: texts. Ballots and marks are never told one by one: who rated how is nobody's business.

use crate::base::text::Language;
use crate::fact::evidence::{Entry, Fact};
use crate::fact::told;
use crate::rubric::model::{ColumnKind, Criterion, Measure, Rubric};

/// Tells rows in a language.
#[derive(Debug, Clone, Copy)]
pub struct Teller<'a> {
    /// The rubric that names tables, columns and words.
    pub rubric: &'a Rubric,
    /// The language.
    pub language: Language,
}

impl Teller<'_> {
    /// All of a row in one line.
    pub fn told(&self, table: &str, entry: &Entry) -> String {
        told::entry(self.rubric, table, entry).text(self.language).to_owned()
    }

    /// What was done, in the order of the rubric's columns: without dates and people, and with the header where a value does not tell
    /// by itself what it is.
    pub fn matter(&self, table: &str, entry: &Entry) -> String {
        let parts = told::values(self.rubric, table, entry, |column| is_matter(&column.kind));
        told::line(&parts, self.language)
    }

    /// The part played: the header of the column, and the place among the signers.
    pub fn part(&self, table: &str, entry: &Entry) -> Vec<String> {
        told::part(self.rubric, table, entry)
    }

    /// A word as the office writes it; other values as they are.
    pub fn word(&self, table: &str, column: &str, fact: &Fact) -> String {
        told::word(self.rubric, table, column, fact).text(self.language).to_owned()
    }

    /// Whether rows of the criterion are told together: they are ratings, or rows that a rater gave or that count many at once.
    pub fn is_together(&self, criterion: &Criterion, table: &str) -> bool {
        measured(criterion).is_some() || told::holds_ballots(self.rubric, table)
    }

    /// The option that a ballot of a rating names.
    pub fn option(&self, criterion: &Criterion, table: &str, entry: &Entry) -> Option<String> {
        let column = measured(criterion).filter(|_| is_rating(criterion))?;
        entry.values.get(column).map(|fact| self.word(table, column, fact))
    }
}

/// Whether a column tells what was done, and not when or by whom.
fn is_matter(kind: &ColumnKind) -> bool {
    match kind {
        ColumnKind::Text | ColumnKind::Number | ColumnKind::Word(_) => true,
        ColumnKind::Count | ColumnKind::Date | ColumnKind::Name | ColumnKind::Names | ColumnKind::Key | ColumnKind::Secret => false,
    }
}

/// Whether the row's word leaves the denominator of a share.
pub fn outside_share(criterion: &Criterion, entry: &Entry) -> bool {
    let Measure::Share(share) = &criterion.query.measure else { return false };
    let left = |word: &String| share.excused.contains(word) || share.not_required.contains(word);
    matches!(entry.values.get(&share.column), Some(Fact::Text(word)) if left(word))
}

/// Whether ballots are counted by option.
pub fn is_rating(criterion: &Criterion) -> bool {
    matches!(criterion.query.measure, Measure::Rating { .. })
}

/// The column that a rating or a mean looks at.
fn measured(criterion: &Criterion) -> Option<&str> {
    let rated = matches!(criterion.query.measure, Measure::Rating { .. } | Measure::Mean { .. });
    criterion.query.measure.column().filter(|_| rated)
}
