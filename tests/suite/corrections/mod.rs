//! Corrections: made in the cells and told with their reasons; and what they changed, told from one scoring to the next.

mod page;
mod privacy;
mod rescored;
mod sample;
mod sheets;

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::program::{duly_in, lines, printed, project};
use super::verifying::write;

/// The header of a sheet of corrections.
pub const HEADER: &str = "序号,文件,工作表,单元格,行,栏目,原值,更正为,理由,依据,申请人,核实人,批准人,日期";

/// A sheet of these corrections, each by reason and approved, and a line to sign.
pub fn sheet(rows: &[&str]) -> String {
    let rows: Vec<String> = (1..).zip(rows).map(|(number, row)| format!("{number},{row},核实有误,原件,,,主席团,2025-07-01")).collect();
    format!("{HEADER}\n{}\n批准人：        日期：\n", rows.join("\n"))
}

/// The shared rubric and roster of the cases of problems, and these files beside the roster.
pub fn laid_out(files: &[(&str, &str)]) -> TempDir {
    let place = super::program::folder();
    for (name, shared) in [("rubric.toml", "rubric.toml"), ("2025-H1/代表名册.csv", "代表名册.csv")] {
        let text = fs::read_to_string(project().join("tests/problems").join(shared)).unwrap_or_else(|error| panic!("{error}"));
        write(place.path(), name, &text);
    }
    for (name, text) in files {
        write(place.path(), &format!("2025-H1/{name}"), text);
    }
    place
}

/// The JSON lines of a command, which must end so.
#[track_caller]
pub fn told(place: &Path, command: &str, exit: i32) -> Vec<Value> {
    let arguments: Vec<&str> = command.split(' ').chain(["--json"]).collect();
    let output = duly_in(place, &arguments);
    assert_eq!(output.status.code(), Some(exit), "duly {command}\n{}{}", printed(&output), String::from_utf8_lossy(&output.stderr));
    lines(&output)
}

/// Those of one kind.
pub fn of<'l>(lines: &'l [Value], kind: &str) -> Vec<&'l Value> {
    lines.iter().filter(|line| line["type"] == kind).collect()
}

/// What a command says to a person.
#[track_caller]
pub fn said(place: &Path, command: &str, exit: i32) -> String {
    let output = duly_in(place, &command.split(' ').collect::<Vec<_>>());
    assert_eq!(output.status.code(), Some(exit), "duly {command}\n{}{}", printed(&output), String::from_utf8_lossy(&output.stderr));
    printed(&output)
}

pub const SUGGESTIONS: &str =
    "编号,标题,提出日期,领衔代表,联名代表,立案情况\n1,修桥,2025-03-05,张三,,立案\n2,修路,2025-04-08,李四,张三,未立案\n3,种树,2025-05-06,李四,,立案\n";

#[test]
fn a_correction_is_read_as_if_it_stood_in_the_cell_and_the_file_stays() {
    let place =
        laid_out(&[("建议台账.csv", SUGGESTIONS), ("更正表.csv", &sheet(&["建议台账,,F3,,,未立案,立案", "建议台账,,,4,,种树,整行删除"]))]);
    let lines = told(place.path(), "score 2025-H1 --rubric rubric.toml --out out", 0);
    let corrections = of(&lines, "correction");
    let first = ["number", "file", "cell", "header", "before", "after", "reason", "approver"].map(|key| corrections[0][key].clone());
    let expected = ["1", "2025-H1/建议台账.csv", "F3", "立案情况", "未立案", "立案", "核实有误", "主席团"];
    assert_eq!(first, expected.map(Value::from));
    // Lead of two signers 0.5 of 10, the other 0.5: 李四 loses 10 by the row that is gone.
    assert_eq!(
        corrections[0]["effect"],
        "张三: 提出建议 10.00 → 15.00; total 33.33 → 50.00\n李四: 提出建议 10.00 → 5.00; total 33.33 → 16.67"
    );
    assert_eq!((&corrections[1]["cell"], &corrections[1]["removed"], &corrections[1]["after"]), (&"4".into(), &true.into(), &Value::Null));
    let sheets = lines.last().map(|line| line["sheets"].clone()).unwrap_or_default();
    let account =
        sheets.as_array().and_then(|sheets| sheets.iter().find(|sheet| sheet["table"] == "suggestions")).cloned().unwrap_or_default();
    let rows = ["read", "counted", "set-aside", "problems"].map(|key| account[key].as_u64());
    assert_eq!(rows, [Some(3), Some(2), Some(1), Some(0)], "{account}");
    assert_eq!(fs::read_to_string(place.path().join("2025-H1/建议台账.csv")).ok().as_deref(), Some(SUGGESTIONS));
    let results: Value = fs::read_to_string(place.path().join("out/results.json"))
        .ok()
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default();
    assert_eq!(results["corrections"][0]["after"], "立案");
    said(place.path(), "verify out", 0);
}

#[test]
fn explain_shows_both_values_and_the_reason_also_of_a_row_that_is_gone() {
    let place =
        laid_out(&[("建议台账.csv", SUGGESTIONS), ("更正表.csv", &sheet(&["建议台账,,F3,,,未立案,立案", "建议台账,,,4,,种树,整行删除"]))]);
    let text = said(place.path(), "explain 2025-H1 --rubric rubric.toml --who 李四 --criterion suggest", 0);
    let of_row = "〔correction 1: “未立案” becomes “立案” (reason: 核实有误; approved by 主席团)〕";
    assert!(text.contains(of_row), "{text}");
    assert!(
        text.contains("– 2025-H1/建议台账.csv 4  ") && text.contains("〔correction 2: the whole row is left out (reason: 核实有误"),
        "{text}"
    );
    let other = said(place.path(), "explain 2025-H1 --rubric rubric.toml --who 王伟（东村） --criterion suggest", 0);
    assert!(!other.contains("correction"), "{other}");
}

#[test]
fn what_a_correction_writes_is_checked_like_any_cell_and_points_back() {
    let place = laid_out(&[("建议台账.csv", SUGGESTIONS), ("更正表.csv", &sheet(&["建议台账,,F3,,,未立案,立了案"]))]);
    let lines = told(place.path(), "check 2025-H1 --rubric rubric.toml", 1);
    let problem = of(&lines, "problem")[0];
    assert_eq!((&problem["code"], &problem["cell"], &problem["found"]), (&"cell/unknown-word".into(), &"F3".into(), &"立了案".into()));
    assert_eq!((&problem["related"][0]["file"], &problem["related"][0]["cell"]), (&"2025-H1/更正表.csv".into(), &"2".into()));
}

#[test]
fn a_correction_mends_what_was_a_problem() {
    let wrong = SUGGESTIONS.replace("未立案", "未立");
    let place = laid_out(&[("建议台账.csv", &wrong), ("更正表.csv", &sheet(&["建议台账,,F3,,,未立,立案"]))]);
    let lines = told(place.path(), "score 2025-H1 --rubric rubric.toml --out out", 0);
    assert!(of(&lines, "problem").is_empty());
    assert!(
        of(&lines, "correction")[0]["effect"].as_str().is_some_and(|effect| effect.contains("李四: 提出建议 10.00 → 15.00")),
        "{lines:#?}"
    );
}

#[test]
fn a_file_beside_the_corrections_goes_before_one_of_the_same_name_elsewhere() {
    let corrections = sheet(&["建议台账,,F2,,,立案,未立案"]);
    let files = [
        ("东片/建议台账.csv", SUGGESTIONS),
        ("东片/更正表.csv", &*corrections),
        ("西片/建议台账.csv", "编号,标题,提出日期,领衔代表,联名代表,立案情况\n9,修渠,2025-03-05,王伟（东村）,,立案\n"),
    ];
    let place = laid_out(&files);
    let lines = told(place.path(), "check 2025-H1 --rubric rubric.toml", 0);
    assert_eq!(of(&lines, "correction")[0]["file"], "2025-H1/东片/建议台账.csv");
    let place = laid_out(&[files[0], ("更正表.csv", &*corrections), files[2]]);
    let lines = told(place.path(), "check 2025-H1 --rubric rubric.toml", 1);
    assert_eq!(of(&lines, "problem")[0]["code"], "correction/nowhere", "nobody knows which of the two is meant");
}

#[test]
fn a_group_keeps_its_value_when_its_first_row_is_left_out() {
    let rubric = "columns.lead = { header = [\"领衔代表\"], type = \"name\", role = \"lead\" }";
    let table = "编号,标题,提出日期,领衔代表,联名代表,立案情况\n1,修桥,2025-03-05,张三,,立案\n2,修路,2025-04-08,,,立案\n3,种树,2025-05-06,李四,,立案\n";
    let filled = |corrections: &[&str]| {
        let place = laid_out(&[("建议台账.csv", table), ("更正表.csv", &sheet(corrections))]);
        let text = fs::read_to_string(place.path().join("rubric.toml")).unwrap_or_default();
        assert!(text.contains(rubric));
        write(place.path(), "rubric.toml", &text.replace(rubric, &rubric.replace(", role", ", fill-down = true, role")));
        place
    };
    let place = filled(&["建议台账,,A2,,,1,整行删除"]);
    let lines = told(place.path(), "check 2025-H1 --rubric rubric.toml", 0);
    assert_eq!(
        of(&lines, "correction")[0]["effect"],
        "张三: 提出建议 20.00 → 10.00; total 66.67 → 33.33",
        "the second row is still 张三's"
    );
    let place = filled(&["建议台账,,D3,,,空,李四"]);
    let lines = told(place.path(), "check 2025-H1 --rubric rubric.toml", 1);
    let problem = of(&lines, "problem")[0];
    assert!(problem["code"] == "correction/refused" && problem["message"].as_str().is_some_and(|text| text.contains("D2")), "{problem}");
}
