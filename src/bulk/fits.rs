//! Which rubrics and files this road takes; all others go the way of sheets, and whoever waits for many rows is told why.

use std::ffi::OsStr;

use super::batch::Footer;
use crate::base::text::Say;
use crate::rubric::model::{ColumnKind, Mandates, Origin, Points, Rubric, Table};
use crate::sheet::table::Source;
use crate::tally::is_by_row;

/// What keeps these files from this road; none where all files are parquet, and the rubric asks only for what can be told of each row,
/// and each subject, by itself: every table but the roster has one person a row, told by a key, and plain columns; no rule takes rows
/// together (`once`, `link`, `per`, `distinct`), divides by a count, compares measures within a group, or looks at earlier periods;
/// nothing is followed, listed or put on display.
pub fn unfit(rubric: &Rubric, sources: &[Source]) -> Option<Say> {
    if sources.is_empty() {
        return Some(Say::new("没有文件", "there is no file"));
    }
    let other = sources.iter().find(|source| !is_parquet(source));
    other
        .map(|source| Say::new(format!("{} 不是 parquet 文件", source.name), format!("{} is no parquet file", source.name)))
        .or_else(|| of_tables(rubric))
        .or_else(|| of_rules(rubric))
}

/// How many rows the parquet files have, as far as they say.
pub fn rows(sources: &[Source]) -> u64 {
    sources
        .iter()
        .filter(|source| is_parquet(source))
        .filter_map(|source| Footer::open(&source.path).ok())
        .map(|footer| footer.rows() as u64)
        .sum()
}

fn is_parquet(source: &Source) -> bool {
    source.path.extension().and_then(OsStr::to_str).is_some_and(|ending| ending.eq_ignore_ascii_case("parquet"))
}

fn of_tables(rubric: &Rubric) -> Option<Say> {
    let subject = &rubric.subject;
    let (term, several) = (&subject.term, subject.key.len() != 1);
    if several || subject.mandate.is_some() || !subject.tell_apart.is_empty() || term.pause.is_some() || !rubric.leaves.is_empty() {
        return Some(of("subject"));
    }
    rubric.tables.iter().find(|table| !takes(rubric, table)).map(|table| of(&format!("tables.{}", table.id)))
}

fn takes(rubric: &Rubric, table: &Table) -> bool {
    if table.id == rubric.subject.table {
        return table.keep.is_empty() && is_plain(table);
    }
    // A text that must be there describes what happened, and rows of which all is the same are told.
    let described = table.columns.iter().any(|column| column.kind == ColumnKind::Text && !column.optional);
    is_plain(table) && !described && table.by_key().is_some_and(|key| !key.optional) && table.column("rater").is_none()
}

/// Whether each value stands in a cell of its own.
fn is_plain(table: &Table) -> bool {
    table.wide.is_none()
        && !table.made
        && table.turnout.is_none()
        && table.columns.iter().all(|column| {
            let kind =
                matches!(column.kind, ColumnKind::Text | ColumnKind::Key | ColumnKind::Word(_) | ColumnKind::Number | ColumnKind::Date);
            kind && column.origin == Origin::Column && !column.fill_down && column.only_with.is_none()
        })
}

fn of_rules(rubric: &Rubric) -> Option<Say> {
    let of_roster = |from: &[String]| from.contains(&rubric.subject.table);
    let together = |id: &str| rubric.queries().any(|(known, query)| known == id && (!is_by_row(query) || of_roster(&query.from)));
    let criterion = rubric.criteria.iter().find(|criterion| {
        let judged = matches!(criterion.points, Points::JudgedBy { .. });
        criterion.over.is_some() || criterion.normalise.is_some() || judged || together(&criterion.id)
    });
    let count = || rubric.counts.iter().find(|count| count.over.is_some() || together(&count.id));
    let dimension = || rubric.dimensions.iter().find(|dimension| dimension.normalise.is_some() || dimension.per.is_some());
    let part = || rubric.parts.iter().find(|part| part.normalise.is_some());
    let whole = [
        ("standing.mandates", rubric.standing.mandates != Mandates::Each),
        ("periods", rubric.periods_before() > 0),
        ("figures", !rubric.figures.is_empty()),
        ("follow", !rubric.follows.is_empty()),
        ("calendars", !rubric.calendars.is_empty()),
        ("summaries", !rubric.summaries.is_empty()),
        ("publication", rubric.publication.is_some()),
    ];
    let named = criterion.map(|one| format!("criteria.{}", one.id));
    let named = named.or_else(|| count().map(|one| format!("counts.{}", one.id)));
    let named = named.or_else(|| dimension().map(|one| format!("dimensions.{}", one.id)));
    let named = named.or_else(|| part().map(|one| format!("parts.{}", one.id)));
    let named = named.or_else(|| whole.iter().find(|(_, asked)| *asked).map(|(word, _)| (*word).to_owned()));
    named.map(|name| of(&name))
}

/// What the rubric says at this place.
fn of(place: &str) -> Say {
    Say::new(format!("办法中的 {place} 须逐行对照"), format!("the rubric's {place} needs rows to be looked at together"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::{read, Sound};

    fn nation(from: &str, to: &str) -> Rubric {
        let text = std::fs::read_to_string("rubrics/nation.toml").unwrap_or_else(|error| panic!("{error}"));
        assert!(text.contains(from), "{from}");
        let Ok(Sound { rubric, .. }) = read("nation.toml", &text.replacen(from, to, 1)) else { panic!("{from} → {to}") };
        rubric
    }

    fn why(rubric: &Rubric, names: &[&str]) -> String {
        let source =
            |name: &&str| Source { name: (*name).to_owned(), path: name.into(), sha256: String::new(), period: None, folder: None };
        unfit(rubric, &names.iter().map(source).collect::<Vec<_>>()).map(|why| why.en).unwrap_or_default()
    }

    #[test]
    fn what_keeps_files_from_this_road_is_named() {
        let sound = nation("id       = \"nation\"", "id       = \"nation\"");
        assert_eq!(why(&sound, &["a.parquet", "b.PARQUET"]), "");
        assert_eq!(why(&sound, &["a.parquet", "扫描/b.csv"]), "扫描/b.csv is no parquet file");
        assert_eq!(why(&sound, &[]), "there is no file");
        let changes = [
            ("status = \"absent\" }\nmeasure = \"count\"", "status = \"absent\" }\nmeasure = { distinct = \"kind\" }", "counts.missed"),
            (
                "columns.number  = { header = [\"number\", \"编号\"], type = \"text\", optional = true }",
                "columns.number  = { header = [\"number\", \"编号\"], type = \"text\" }",
                "tables.suggestions",
            ),
        ];
        for (from, to, place) in changes {
            assert_eq!(why(&nation(from, to), &["a.parquet"]), format!("the rubric's {place} needs rows to be looked at together"));
        }
    }
}
