//! A year scored from the folders of its halves: rosters, undated rows, terms, and what is told of it.

use std::path::Path;

use serde_json::Value;

use super::program::{duly_in, folder, printed};

/// A year of two folders: one is elected in July, one leaves in March, one comes when no full month is left.
const YEAR: [(&str, &str); 7] = [
    ("2025-H1/名册.csv", "姓名,站,当选,离任\n甲,东,,\n丙,西,,2025-03-15\n丁,西,,\n"),
    ("2025-H2/名册.csv", "姓名,站,当选,离任\n甲,东,,\n乙,东,2025-07-01,\n丁,西,,\n戊,东,2025-12-20,\n"),
    ("2025-H1/走访.csv", "日期,姓名\n2025-01-05,甲\n2025-02-05,甲\n2025-03-05,甲\n2025-02-01,丙\n,丁\n2025-08-01,丁\n"),
    ("2025-H2/走访.csv", "日期,姓名\n2025-07-05,甲\n2025-09-05,乙\n,乙\n"),
    ("2025-H1/学时.csv", "姓名,学时\n甲,6\n丙,1\n"),
    ("2025-H2/学时.csv", "姓名,学时\n乙,6\n丁,2\n戊,9\n"),
    ("rubric.toml", RUBRIC),
];

const RUBRIC: &str = r#"
[rubric]
id = "year"
name = "两个半年"
version = "1"
in-force = { from = 2025-01-01 }
subject = { table = "roster", name = "name", key = ["name"], term = { from = "from", to = "to" } }
groups = ["station"]
exposure = "months-full"

[tables.roster]
sheet = ["名册"]
columns.name = { header = ["姓名"], type = "text" }
columns.station = { header = ["站"], type = "text" }
columns.from = { header = ["当选"], type = "date", optional = true }
columns.to = { header = ["离任"], type = "date", optional = true }

[tables.visits]
sheet = ["走访"]
columns.date = { header = ["日期"], type = "date", optional = true }
columns.name = { header = ["姓名"], type = "name" }

[tables.study]
sheet = ["学时"]
columns.name = { header = ["姓名"], type = "name" }
columns.hours = { header = ["学时"], type = "number" }

[dimensions.work]
name = "走访"

[dimensions.study]
name = "学习"
weight = 2
normalise = { method = "min-max", within = "station", to = [0, 10], if-alone = 5 }

[criteria.visits]
name = "走访"
clause = "一"
dimension = "work"
from = "visits"
points = { each = 2 }
cap = 10
per = "half-year"

[criteria.hours]
name = "学时"
clause = "二"
dimension = "study"
from = "study"
measure = { sum = "hours" }
prorate = "measure"
points = { needed = 12, full = 6 }
"#;

fn laid_out(files: &[(&str, &str)]) -> tempfile::TempDir {
    let place = folder();
    for (name, text) in files {
        let path = place.path().join(name);
        let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
        made.and_then(|()| std::fs::write(&path, text)).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    place
}

pub fn results(out: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(out.join("results.json")).unwrap_or_else(|error| panic!("{error}"));
    let results: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}"));
    results["subjects"].as_array().cloned().unwrap_or_default()
}

pub fn shown(value: &Value) -> String {
    value.as_str().unwrap_or("none").to_owned()
}

#[test]
fn the_rosters_of_two_halves_are_one_and_undated_rows_fall_into_theirs() {
    let place = laid_out(&YEAR);
    let output = duly_in(place.path(), &["score", "2025-H1", "2025-H2", "--period", "2025", "--rubric", "rubric.toml", "--out", "out"]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    let told: Vec<String> = results(&place.path().join("out"))
        .iter()
        .map(|one| {
            let [visits, study] = [&one["items"][0], &one["items"][1]];
            let fields = [
                &one["name"],
                &one["exposure"],
                &visits["measure"],
                &visits["exact"],
                &study["exact"],
                &one["dimensions"][1]["exact"],
                &one["exact"],
            ];
            fields.map(shown).join(" ")
        })
        .collect();
    let expected = [
        // In the half before July, and after March, nothing can be attained: what was, counts twice.
        "乙 1/2 2 8 6 20 28",
        "丙 1/6 1 4 3 20 24",
        "甲 1 4 8 3 0 8",
        // The row without a date lies in the first half, that of August in the second, whatever the folder.
        "丁 1 2 4 1 0 4",
        // No full month: nothing can be divided by it, and without a number nothing is compared.
        "戊 0 0 0 none none 0",
    ];
    assert_eq!(told, expected);
    let checked = duly_in(place.path(), &["check", "2025-H1", "2025-H2", "--period", "2025", "--rubric", "rubric.toml"]);
    assert!(printed(&checked).contains("the row counts by its date"), "{}", printed(&checked));
}

/// The same town under a rubric with other words.
fn under(changes: &[(&str, &str)]) -> tempfile::TempDir {
    let rubric = changes.iter().fold(RUBRIC.to_owned(), |text, (what, instead)| {
        assert!(text.contains(what), "{what}");
        text.replace(what, instead)
    });
    laid_out(&YEAR.map(|(name, text)| (name, if name == "rubric.toml" { rubric.as_str() } else { text })))
}

/// Scores it; some fields of each subject, in order of name.
fn scored(place: &Path, fields: impl Fn(&Value) -> Vec<String>) -> Vec<String> {
    let output = duly_in(place, &["score", "2025-H1", "2025-H2", "--period", "2025", "--rubric", "rubric.toml", "--out", "out"]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    let mut told: Vec<String> = results(&place.join("out")).iter().map(|one| fields(one).join(" ")).collect();
    told.sort();
    told
}

fn in_order(lines: &[&str]) -> Vec<String> {
    let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    lines.sort();
    lines
}

const COMPARED: &str = "weight = 2\nnormalise = { method = \"min-max\", within = \"station\", to = [0, 10], if-alone = 5 }";

#[test]
fn a_dimension_counts_in_each_half_and_makes_up_for_those_without_value() {
    let place = under(&[
        ("name = \"走访\"\n\n[dimensions.study]", "name = \"走访\"\nfull = 10\nper = \"half-year\"\n\n[dimensions.study]"),
        ("points = { each = 2 }\ncap = 10", "points = { needed = 2, full = 10 }"),
        (COMPARED, "full = 20"),
        ("from = \"study\"", "from = \"study\"\nwhere = { hours = { above = 1 } }"),
        ("prorate = \"measure\"\npoints = { needed = 12, full = 6 }", "none = \"not-required\"\npoints = { needed = 6, full = 20 }"),
    ]);
    let expected = [
        "乙 20 20 40",
        "戊 0 20 20",
        "甲 15 20 35",
        // Without study the walks stand for all: 10 of twice 10 make up for the 20 of the study.
        "丙 10 none 20",
        "丁 10 20/3 50/3",
    ];
    let fields =
        |one: &Value| [&one["name"], &one["dimensions"][0]["exact"], &one["dimensions"][1]["exact"], &one["exact"]].map(shown).to_vec();
    assert_eq!(scored(place.path(), fields), in_order(&expected));
}

#[test]
fn a_part_is_compared_before_the_blend() {
    // The study is a part of its own and compared as one: the totals are those of the dimension compared.
    let place = under(&[
        (COMPARED, "part = \"study\""),
        (
            "[dimensions.work]",
            "[parts]\nwork = { name = \"走访\", weight = 1 }\nstudy = { name = \"学习\", weight = 2, normalise = { method = \"min-max\", \
             within = \"station\", to = [0, 10], if-alone = 5 } }\n\n[blend]\nmissing = \"zero\"\n\n[dimensions.work]",
        ),
    ]);
    let fields = |one: &Value| [&one["name"], &one["dimensions"][1]["exact"], &one["parts"][1]["exact"], &one["exact"]].map(shown).to_vec();
    let expected = ["乙 6 10 28", "丙 3 10 24", "甲 3 0 8", "丁 1 0 4", "戊 none none 0"];
    assert_eq!(scored(place.path(), fields), in_order(&expected));
}

#[test]
fn explain_tells_each_sub_period_and_the_group() {
    let place = laid_out(&YEAR);
    let explain = |who: &str, language: &str| {
        let command = ["explain", "2025-H1", "2025-H2", "--period", "2025", "--rubric", "rubric.toml", "--who", who, "--lang", language];
        printed(&duly_in(place.path(), &command))
    };
    let said = explain("乙", "zh");
    for line in [
        "2025年上半年：不在任：不计，其余项目按比例折满",
        "2025年下半年：每计 1 得 2 分：2 × 2 = 4",
        "10 分的时段不计，折满 × 2 = 8",
        "极差法（东 2 个，最低 3，最高 6）：(6 − 3) ÷ (6 − 3)，折到 0 至 10 = 10",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    let said = explain("甲", "en");
    for line in [
        "2025-H1: measure = 3",
        "2025-H2: 2 each: 2 × 1 = 2",
        "sum of the sub-periods = 8",
        "min-max (东, 2, lowest 3, highest 6): (3 − 3) ÷ (6 − 3), on a scale from 0 to 10 = 0",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
}

#[test]
fn what_was_compared_stands_in_the_ranking_as_the_engine_s_number() {
    use calamine::{open_workbook, Reader, Xlsx};

    let place = laid_out(&YEAR);
    let command = ["score", "2025-H1", "2025-H2", "--period", "2025", "--rubric", "rubric.toml", "--out", "out"];
    assert_eq!(duly_in(place.path(), &command).status.code(), Some(0));
    let mut book: Xlsx<_> =
        open_workbook(place.path().join("out/ranking.xlsx")).unwrap_or_else(|error: calamine::XlsxError| panic!("{error}"));
    let name = book.sheet_names().into_iter().find(|name| name.starts_with("总排名")).unwrap_or_default();
    let formulas = book.worksheet_formula(&name).unwrap_or_else(|error| panic!("{error}"));
    let texts: Vec<String> = formulas.rows().flatten().filter(|text| !text.is_empty()).cloned().collect();
    // The walks are a formula over the items, the study is not; the total adds both.
    assert_eq!(texts.iter().filter(|text| text.contains("分项得分")).count(), 5, "{texts:?}");
    assert_eq!(texts.iter().filter(|text| text.starts_with("ROUND")).count(), 5, "{texts:?}");
    let cells = book.worksheet_range(&name).unwrap_or_else(|error| panic!("{error}"));
    let note = cells.rows().flatten().map(ToString::to_string).find(|text| text.contains("带 * 的数"));
    assert!(note.as_ref().is_some_and(|note| note.contains("与组内他人比较换算")), "{note:?}");
}
