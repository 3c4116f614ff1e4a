//! An error stops its own peer group where it can be assigned to one, and else all.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use super::{cases, patch, read, write};
use crate::program::{duly_in, folder, lines, printed};

const ATTENDANCE: &str = "姓名,3月5日,3月12日\n张三,出席,出席\n李四,出席,迟到\n赵小明,出席,未道\n周敏,出席,出席\n";

/// A folder with the shared rubric and roster, and these tables.
fn laid_out(tables: &[(&str, &str)], difference: &str) -> TempDir {
    let place = folder();
    write(&place.path().join("rubric.toml"), patch::apply(&read(&cases().join("rubric.toml")), difference));
    write(&place.path().join("2025-H1/代表名册.csv"), read(&cases().join("代表名册.csv")));
    for (name, text) in tables {
        write(&place.path().join("2025-H1").join(name), text);
    }
    place
}

fn score(place: &TempDir) -> std::process::Output {
    duly_in(place.path(), &["score", "2025-H1", "--rubric", "rubric.toml", "--out", "out"])
}

fn codes(place: &TempDir) -> Vec<String> {
    let checked = duly_in(place.path(), &["check", "2025-H1", "--rubric", "rubric.toml", "--json"]);
    lines(&checked).iter().filter_map(|line| line["code"].as_str().map(str::to_owned)).collect()
}

/// Peer group and rank of everybody in the results.
fn ranks(place: &TempDir) -> Vec<(String, Option<u64>)> {
    let results: Value = serde_json::from_str(&read(&place.path().join("out/results.json"))).unwrap_or_else(|error| panic!("{error}"));
    let subjects = results["subjects"].as_array().cloned().unwrap_or_default();
    subjects.iter().map(|subject| (subject["peer"].as_str().unwrap_or_default().to_owned(), subject["rank"].as_u64())).collect()
}

#[track_caller]
fn only_the_district_is_stopped(place: &TempDir) {
    let scored = score(place);
    assert_eq!(scored.status.code(), Some(1));
    let said = printed(&scored);
    assert!(said.contains("Not ranked because of errors: 区级\n"), "{said}");
    assert!(place.path().join("out/ranking.xlsx").is_file());
    let ranks = ranks(place);
    assert_eq!(ranks.iter().filter(|(peer, _)| peer == "镇级").count(), 4);
    assert!(ranks.iter().all(|(peer, rank)| rank.is_some() == (peer == "镇级")), "{ranks:?}");
}

#[test]
fn an_unknown_word_stops_the_group_of_the_person_of_its_row() {
    only_the_district_is_stopped(&laid_out(&[("会议出勤.csv", ATTENDANCE)], ""));
}

/// A table of marks with raters down and the rated across, added to the shared rubric.
const PEERS: &str = r#"+ [tables.peers]
+ sheet = ["互评"]
+ optional = true
+ across = "delegate"
+ cell = "mark"
+ columns.rater = { header = ["评分人"], type = "name" }
+ columns.delegate = { from = "header", type = "name" }
+ columns.mark = { type = "number", between = [0, 100] }
"#;

#[test]
fn a_fault_below_a_name_in_the_header_stops_the_group_of_that_person() {
    only_the_district_is_stopped(&laid_out(&[("互评.csv", "评分人,张三,赵小明\n李四,90,优\n周敏,80,85\n")], PEERS));
}

#[test]
fn a_header_that_is_nobody_is_left_out_and_one_that_is_nearly_somebody_is_told_once() {
    let remarks = "评分人,张三,赵晓明,意见\n李四,90,80,很好\n周敏,80,85,\n";
    assert_eq!(codes(&laid_out(&[("互评.csv", remarks)], PEERS)), ["people/near-name"]);
    let marks = "评分人,张三,欧阳建国\n李四,90,85\n周敏,80,85\n";
    assert_eq!(codes(&laid_out(&[("互评.csv", marks)], PEERS)), ["people/unknown-name"], "marks of somebody, but of whom?");
}

#[test]
fn a_row_that_names_two_stops_all() {
    let suggestions = "编号,标题,提出日期,领衔代表,联名代表,立案情况\n1,修桥,2025-03-05,赵小明,张三,不详\n";
    let place = laid_out(&[("建议台账.csv", suggestions)], "");
    let said = printed(&score(&place));
    assert!(said.contains("Not ranked because of errors: 区级、镇级\n"), "{said}");
}

#[test]
fn errors_of_nobody_leave_an_earlier_ranking_untouched() {
    let place = laid_out(&[("会议出勤.csv", &ATTENDANCE.replace("赵小明,出席,未道", "欧阳建国,出席,出席"))], "");
    let earlier = place.path().join("out/ranking.xlsx");
    write(&earlier, "an earlier ranking");
    let scored = score(&place);
    assert_eq!(scored.status.code(), Some(1));
    assert_eq!(fs::read(&earlier).ok(), Some(b"an earlier ranking".to_vec()));
    assert!(!place.path().join("out/results.json").exists());
    assert!(place.path().join("out/problems.xlsx").is_file());
}

#[test]
fn a_fault_on_the_roster_is_told_once_and_not_at_every_row_that_names_the_person() {
    let place = laid_out(&[("会议出勤.csv", ATTENDANCE)], "");
    let roster = read(&cases().join("代表名册.csv")).replace("赵小明,区级", "赵小明,县级");
    write(&place.path().join("2025-H1/代表名册.csv"), roster);
    assert_eq!(codes(&place), ["cell/unknown-word", "cell/unknown-word"], "the level, and the word in the attendance");
}

/// Marks of two levels, and a sheet of corrections with this line beside them.
fn corrected(line: &str) -> TempDir {
    let header = "序号,文件,工作表,单元格,行,栏目,原值,更正为,理由,批准人";
    let marks = "姓名,证号,得分\n张三,Z001,90\n赵小明,Q001,80\n周敏,Q002,70\n";
    let suggestions =
        "编号,标题,提出日期,领衔代表,联名代表,立案情况\n1,修桥,2025-03-05,赵小明,周敏,立案\n2,修路,2025-03-06,赵小明,张三,立案\n";
    laid_out(&[("述职评分.csv", marks), ("建议台账.csv", suggestions), ("更正表.csv", &format!("{header}\n{line}\n"))], "")
}

#[test]
fn a_correction_that_does_not_fit_stops_the_group_of_the_row_that_it_names() {
    for line in [
        // What stands there is another mark; no reason; two lines for one cell; a cell that nobody reads.
        "1,述职评分.csv,,C3,,,81,85,核实有误,主席团",
        "1,述职评分.csv,,C3,,,80,85,,主席团",
        "1,述职评分.csv,,,3,得分,81,85,核实有误,主席团",
        "1,述职评分.csv,,C3,,,80,85,核实有误,主席团\n2,述职评分.csv,,C3,,,80,86,核实有误,主席团",
        "1,述职评分.csv,,,3,,88,整行删除,核实有误,主席团",
        "1,建议台账.csv,,F2,,,未立案,立案,核实有误,主席团",
        "1,代表名册.csv,,E6,,,1,2,核实有误,主席团",
    ] {
        only_the_district_is_stopped(&corrected(line));
    }
}

#[test]
fn a_correction_that_may_concern_anybody_stops_all() {
    for line in [
        // Another person; a column that is not there; a row of two levels; no such file; the level on the roster.
        "1,述职评分.csv,,A3,,,赵小名,周敏,核实有误,主席团",
        "1,述职评分.csv,,,3,分数线,81,85,核实有误,主席团",
        "1,建议台账.csv,,F3,,,未立案,立案,核实有误,主席团",
        "1,互评.csv,,C3,,,81,85,核实有误,主席团",
        "1,代表名册.csv,,C6,,,镇级,镇级,核实有误,主席团",
    ] {
        let said = printed(&score(&corrected(line)));
        assert!(said.contains("Not ranked because of errors: 区级、镇级\n"), "{line}: {said}");
    }
}
