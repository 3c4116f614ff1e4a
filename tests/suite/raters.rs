//! Raters beside each other: published tables of agreement come out on the sheet, and no voter is on it.

use std::fmt::Write as _;
use std::path::Path;

use super::program::{duly, folder, printed};
use super::standings::sheet_text;

const RUBRIC: &str = r#"
[rubric]
id = "raters"
name = "互评"
version = "1"
in-force = { from = 2000-01-01 }
subject = { table = "roster", name = "name", key = ["name"] }

[tables.roster]
sheet = ["名册"]
columns.name = { header = ["姓名"], type = "text" }

[tables.marks]
sheet = ["评分"]
self = "include"
columns.rater = { header = ["评分人"], type = "text", optional = true }
columns.name = { header = ["被评人"], type = "name" }
columns.mark = { header = ["分"], type = "number" }

[dimensions.marks]
name = "评分"

[criteria.marks]
name = "评分"
clause = "一"
dimension = "marks"
from = "marks"
measure = { mean = "mark" }
no-value = { not-recorded = "skip" }
points = { each = 1 }
examples = [{ why = "平均", rows = [{ mark = 1 }, { mark = 2 }], points = 1.5 }]
"#;

/// Scores a table of marks, a row a subject and a column a rater; 0 is a mark that is missing. The form pads one name now and then.
fn scored(marks: &[&[u32]], rubric: &str, out: &Path) {
    let work = folder();
    let input = work.path().join("2020");
    let (mut roster, mut rows) = ("姓名\n".to_owned(), "评分人,被评人,分\n".to_owned());
    for (subject, row) in marks.iter().enumerate() {
        let _ = writeln!(roster, "第{subject}人");
        for (rater, mark) in row.iter().enumerate().filter(|(_, mark)| **mark > 0) {
            let padded = ["周仁", "周\u{3000}仁", "周 仁"][subject % 3];
            let _ = writeln!(rows, "{},第{subject}人,{mark}", ["评委 A", "评委 B", padded, "评委 D"][rater]);
        }
    }
    let write = |path: &Path, text: &str| {
        let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
        made.and_then(|()| std::fs::write(path, text)).unwrap_or_else(|error| panic!("{error}"));
    };
    write(&input.join("名册.csv"), &roster);
    write(&input.join("评分.csv"), &rows);
    write(&work.path().join("rubric.toml"), rubric);
    let [input, rubric, out] = [input, work.path().join("rubric.toml"), out.to_owned()].map(|path| path.to_string_lossy().into_owned());
    let output = duly(&["score", &input, "--rubric", &rubric, "--out", &out]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
}

/// The cells of the line of the criterion.
fn line(text: &str, begins: &str) -> Vec<String> {
    let line = text.lines().find(|line| line.starts_with(begins)).unwrap_or_else(|| panic!("{text}"));
    let shown = |cell: &str| cell.parse::<f64>().map_or_else(|_| cell.to_owned(), |number| format!("{number:.3}"));
    line.split('\t').map(shown).collect()
}

/// The table of Krippendorff (2011), section D: 0.849 on an interval scale.
#[test]
fn the_agreement_of_a_published_table_comes_out_with_marks_missing() {
    let raters = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
        [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
    ];
    let rows: Vec<Vec<u32>> = (0..12).map(|unit| raters.iter().map(|row| row[unit]).collect()).collect();
    let out = folder();
    scored(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>(), RUBRIC, out.path());
    let text = sheet_text(&out.path().join("internal.xlsx"), "评分者一致性");
    let found = line(&text, "评分\t");
    assert_eq!(found[1..5], ["4.000", "12.000", "41.000", "0.849"], "{text}");
    assert_eq!(found[6], "—", "a table with gaps has no intraclass correlation: {text}");
    assert!(found[13].contains("大体一致"), "{text}");
}

/// The table of Shrout and Fleiss (1979): 0.17, 0.29 and 0.71 of one judge, 0.44, 0.62 and 0.91 of the mean of four.
#[test]
fn the_intraclass_correlations_of_a_published_table_come_out() {
    let rows: [&[u32]; 6] = [&[9, 2, 5, 8], &[6, 1, 3, 2], &[8, 4, 6, 8], &[7, 1, 2, 6], &[10, 5, 6, 9], &[6, 2, 4, 7]];
    let out = folder();
    scored(&rows, RUBRIC, out.path());
    let text = sheet_text(&out.path().join("internal.xlsx"), "评分者一致性");
    assert_eq!(line(&text, "评分\t")[6..12], ["0.166", "0.290", "0.715", "0.443", "0.620", "0.909"], "{text}");
    let each = sheet_text(&out.path().join("internal.xlsx"), "各评分人情况");
    let severe = line(&each, "评分\t评委 B");
    // Judge B: mean 2.5; the others' means of the six are 22/3, 11/3, 22/3, 5, 25/3, 17/3, whose mean is 56/9.
    assert_eq!(severe[2..5], ["6.000", "2.500", "-3.722"], "{each}");
    let raters: Vec<&str> = each.lines().filter_map(|line| line.strip_prefix("评分\t")?.split('\t').next()).collect();
    assert_eq!(raters, ["评委 A", "评委 B", "周仁", "评委 D"], "however a name is padded, it is one rater's");
    assert!(text.contains("内部资料") && each.contains("内部资料"));
}

#[test]
fn raters_who_are_blank_are_nobody_and_voters_are_on_no_sheet() {
    let out = folder();
    let rows: [&[u32]; 3] = [&[9, 2, 5, 8], &[6, 1, 3, 2], &[8, 4, 6, 8]];
    let unnamed = RUBRIC.replace("columns.rater = { header = [\"评分人\"], type = \"text\", optional = true }\n", "");
    scored(&rows, &unnamed, out.path());
    assert!(!out.path().join("internal.xlsx").exists(), "ballots of voters are told by nobody");
    let ranking = sheet_text(&out.path().join("ranking.xlsx"), "测评汇总");
    assert!(!ranking.contains("评委"), "{ranking}");
    let blank = RUBRIC.replace("header = [\"评分人\"]", "header = [\"代号\"]");
    scored(&rows, &blank, out.path());
    let text = sheet_text(&out.path().join("internal.xlsx"), "评分者一致性");
    assert!(line(&text, "评分\t")[4] != "—", "agreement needs no names: {text}");
}
