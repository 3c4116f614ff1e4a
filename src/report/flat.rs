//! `results.parquet` and `results.csv`: one row a subject, for tables and queries. The only file here that knows polars.

use polars::prelude::{Column, DataFrame, NamedFrom, ParquetWriter, PolarsError, Series};

use crate::rank::standing::Selected;

use super::results::{fraction, printed, status};
use super::roll::{Line, Roll};
use super::Review;

/// A column before it is written; every column is text but the rank.
enum Values {
    Texts(Vec<Option<String>>),
    Ranks(Vec<Option<u32>>),
}

/// `results.parquet`.
pub(super) fn parquet(review: &Review) -> Result<Vec<u8>, PolarsError> {
    let columns = columns(&Roll::of(review)).into_iter().map(|(name, values)| match values {
        Values::Texts(texts) => Column::from(Series::new(name.into(), texts)),
        Values::Ranks(ranks) => Column::from(Series::new(name.into(), ranks)),
    });
    let mut frame = DataFrame::new_infer_height(columns.collect())?;
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).set_parallel(false).finish(&mut frame)?;
    Ok(bytes)
}

/// `results.csv`: UTF-8, a blank for what has no value. A text that a spreadsheet would take for a formula is written
/// with an apostrophe before it.
pub(super) fn csv(review: &Review) -> Result<Vec<u8>, csv::Error> {
    let columns = columns(&Roll::of(review));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(columns.iter().map(|(name, _)| inert(name.clone())))?;
    let rows = columns.first().map_or(0, |(_, values)| values.len());
    for row in 0..rows {
        writer.write_record(columns.iter().map(|(_, values)| inert(values.text(row))))?;
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

impl Values {
    fn len(&self) -> usize {
        match self {
            Self::Texts(texts) => texts.len(),
            Self::Ranks(ranks) => ranks.len(),
        }
    }

    fn text(&self, row: usize) -> String {
        match self {
            Self::Texts(texts) => texts.get(row).cloned().flatten().unwrap_or_default(),
            Self::Ranks(ranks) => ranks.get(row).copied().flatten().map(|rank| rank.to_string()).unwrap_or_default(),
        }
    }
}

fn columns(roll: &Roll) -> Vec<(String, Values)> {
    let rubric = roll.rubric();
    let texts = |of: &dyn Fn(&Line) -> Option<String>| Values::Texts(roll.lines().map(of).collect());
    let mut columns = vec![
        ("key".to_owned(), texts(&|line| Some(line.subject.key.clone()))),
        ("name".to_owned(), texts(&|line| Some(line.subject.name.clone()))),
        ("peer".to_owned(), texts(&|line| Some(line.subject.peer.clone()))),
        ("period".to_owned(), texts(&|_| Some(roll.review.period.id.clone()))),
        ("status".to_owned(), texts(&|line| Some(status(line.standing.status).to_owned()))),
        ("total".to_owned(), texts(&|line| printed(rubric, line.standing.total.as_ref()))),
        ("exact".to_owned(), texts(&|line| fraction(line.standing.exact.as_ref()))),
        ("rank".to_owned(), Values::Ranks(roll.lines().map(|line| line.standing.rank.filter(|_| line.ranked())).collect())),
        ("grade".to_owned(), texts(&|line| line.standing.grade.clone())),
        ("selected".to_owned(), texts(&|line| Some(selected(line.standing.selected).to_owned()))),
    ];
    for (index, criterion) in rubric.criteria.iter().enumerate() {
        let points = texts(&|line| fraction(line.card.items.get(index)?.points.as_ref()));
        columns.push((format!("c.{}", criterion.id), points));
    }
    columns
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
