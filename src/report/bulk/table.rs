//! `congresses.csv`: every row of the roll-up, for programs: UTF-8, heads in English, exact means beside printed ones.

use super::roll_up::{Row, Rows};
use super::Common;
use crate::base::exact::Exact;
use crate::report::flat::inert;
use crate::report::results::{fraction, printed};

/// Its bytes.
pub(super) fn table(common: &Common, rows: &Rows) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(heads(common).into_iter().map(inert))?;
    for (depth, row) in rows.levels.iter().enumerate().flat_map(|(depth, rows)| rows.iter().map(move |row| (depth, row))) {
        writer.write_record(record(common, depth, row).into_iter().map(inert))?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

fn heads(common: &Common) -> Vec<String> {
    let mut heads = vec!["level".to_owned()];
    heads.extend(common.each.iter().cloned());
    heads.extend(
        [
            "peers",
            "congresses",
            "subjects",
            "ranked",
            "mean",
            "mean-exact",
            "lowest",
            "lower-quartile",
            "median",
            "upper-quartile",
            "highest",
        ]
        .map(str::to_owned),
    );
    heads.extend(common.rubric.grades.iter().map(|grade| format!("grade.{}", grade.name)));
    heads.extend(["grade-open", "selected", "committee", "stopped", "file"].map(str::to_owned));
    heads
}

fn record(common: &Common, depth: usize, row: &Row) -> Vec<String> {
    let figures = &row.figures;
    let decimal = |points: Option<&Exact>| printed(common.rubric, points).unwrap_or_default();
    let level = depth.checked_sub(1).and_then(|above| common.each.get(above)).map_or("all", String::as_str);
    let mut record = vec![level.to_owned()];
    record.extend((0..common.each.len()).map(|place| row.names.get(place).cloned().unwrap_or_default()));
    record.push(row.kind.clone());
    record.extend([figures.congresses, figures.subjects, figures.ranked].map(|count| count.to_string()));
    record.push(decimal(figures.mean.as_ref()));
    record.push(fraction(figures.mean.as_ref()).unwrap_or_default());
    record.extend((0..5).map(|place| decimal(figures.quartiles.as_ref().and_then(|all| all.get(place)))));
    record.extend((0..common.rubric.grades.len()).map(|grade| figures.grades.get(grade).copied().unwrap_or(0).to_string()));
    record.extend([figures.open, figures.selected, figures.committee, figures.stopped].map(|count| count.to_string()));
    record.push(row.file.clone().unwrap_or_default());
    record
}
