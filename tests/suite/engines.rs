//! Tallies that an engine counts: what is printed for it, what is refused, and the way on from its table.
//!
//! The engines themselves run in `tests/eyes/engines`; here small tables of tallies are written by hand.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use super::program::{duly, duly_in, folder, lines, needs, printed, project};

const RUBRICS: &str = "tests/eyes/engines/rubrics";
const ENGINES: [&str; 3] = ["duckdb", "datafusion", "spark"];

fn plan(rubric: &str, engine: &str, period: &str) -> Value {
    let output = duly(&["plan", "--rubric", rubric, "--sql", engine, "--period", period, "--json"]);
    assert_eq!(output.status.code(), Some(0), "{rubric}: {}", printed(&output));
    lines(&output).remove(0)
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_else(|| panic!("no {key} in {value}"))
}

#[test]
fn a_plan_has_one_id_for_all_engines_and_another_for_each_period_and_rubric() {
    let rubrics: Vec<String> = ["attendance", "ballots", "signed"].iter().map(|name| format!("{RUBRICS}/{name}.toml")).collect();
    let mut ids = Vec::new();
    for rubric in &rubrics {
        let of_engines: Vec<String> = ENGINES.iter().map(|engine| text(&plan(rubric, engine, "2025"), "id").to_owned()).collect();
        assert!(of_engines.iter().all(|id| *id == of_engines[0]), "{of_engines:?}");
        ids.push(of_engines[0].clone());
        ids.push(text(&plan(rubric, "duckdb", "2025-H1"), "id").to_owned());
    }
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

#[test]
fn the_same_plan_is_the_same_text_and_holds_no_float() {
    for engine in ENGINES {
        for name in ["attendance", "ballots", "signed"] {
            let rubric = format!("{RUBRICS}/{name}.toml");
            let first = plan(&rubric, engine, "2025");
            assert_eq!(first, plan(&rubric, engine, "2025"));
            let sql = text(&first, "sql");
            assert!(!["DOUBLE", "FLOAT", "REAL"].iter().any(|kind| sql.contains(kind)), "{sql}");
            assert!(sql.contains("ORDER BY CASE WHEN query_id = ''"), "{sql}");
        }
    }
}

#[test]
fn the_tables_that_the_engine_must_have_are_told() {
    let plan = plan(&format!("{RUBRICS}/signed.toml"), "duckdb", "2025");
    let tables: Vec<&str> = plan["tables"].as_array().into_iter().flatten().map(|table| text(table, "name")).collect();
    assert_eq!(tables, ["roster", "suggestions", "excellent", "proposals"]);
    let columns: Vec<String> = plan["tables"][1]["columns"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|column| format!("{} {}", text(column, "name"), text(column, "holds")))
        .collect();
    for told in ["subject key", "role word", "signers number", "position number", "row number", "提出日期 date", "级别 word", "主题 text"]
    {
        assert!(columns.contains(&told.to_owned()), "{told} of {columns:?}");
    }
}

/// A small rubric of one rule, its roster, and its table of tallies with other lines for some.
struct Case {
    place: TempDir,
    id: String,
}

impl Case {
    fn new() -> Self {
        let case = project().join("tests/problems/tallies-without-rows");
        let place = folder();
        for name in ["办法.toml", "计数.csv"] {
            fs::copy(case.join(name), place.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
        let roster = project().join("tests/problems/代表名册.csv");
        fs::copy(roster, place.path().join("代表名册.csv")).unwrap_or_else(|error| panic!("{error}"));
        let output = duly_in(place.path(), &["plan", "--rubric", "办法.toml", "--sql", "duckdb", "--period", "2025-H1", "--json"]);
        let id = text(&lines(&output)[0], "id").to_owned();
        Self { place, id }
    }

    fn tallies(&self) -> String {
        fs::read_to_string(self.place.path().join("计数.csv")).unwrap_or_default()
    }

    /// Scores with this table; the exit code and the codes of its problems.
    fn scored(&self, tallies: &str, more: &[&str]) -> (i32, Vec<String>) {
        fs::write(self.place.path().join("t.csv"), tallies).unwrap_or_else(|error| panic!("{error}"));
        let command =
            ["score", "代表名册.csv", "--tallies", "t.csv", "--rubric", "办法.toml", "--period", "2025-H1", "--out", "out", "--json"];
        let output = duly_in(self.place.path(), &[&command[..], more].concat());
        let codes = lines(&output).iter().filter(|line| line["type"] == "problem").map(|line| text(line, "code").to_owned()).collect();
        (output.status.code().unwrap_or(-1), codes)
    }

    fn results(&self, name: &str) -> Vec<u8> {
        fs::read(self.place.path().join("out").join(name)).unwrap_or_default()
    }
}

#[test]
fn tallies_are_scored_verified_and_named_in_the_manifest() {
    let case = Case::new();
    assert!(case.tallies().contains(&case.id), "the table of the case is of another plan than {}", case.id);
    assert_eq!(case.scored(&case.tallies(), &[]), (0, vec!["tallies/without-rows".to_owned()]));
    let manifest: Value = serde_json::from_slice(&case.results("manifest.json")).unwrap_or_default();
    assert_eq!(text(&manifest["tallies"], "path"), "t.csv");
    assert!(!case.place.path().join("out/dossiers.xlsx").exists(), "a dossier without rows would be signed as if nothing had been done");
    let verified = duly_in(case.place.path(), &["verify", "out"]);
    assert_eq!(verified.status.code(), Some(0), "{}", printed(&verified));
    let changed = case.tallies().replace("86500000", "86500001");
    assert_ne!(changed, case.tallies());
    fs::write(case.place.path().join("t.csv"), changed).unwrap_or_else(|error| panic!("{error}"));
    let verified = printed(&duly_in(case.place.path(), &["verify", "out"]));
    assert!(verified.contains("this input has changed"), "{verified}");
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    let case = Case::new();
    assert_eq!(case.scored(&case.tallies(), &["--format", "json,parquet"]).0, 0);
    let counted = ["results.json", "results.parquet"].map(|name| case.results(name));
    let sheet = "姓名,证号,得分\n张三,Z001,86.5\n李四,Z002,90\n王伟,Z003,70\n王伟,Z004,71\n赵小明,Q001,99.25\n";
    fs::write(case.place.path().join("述职评分.csv"), sheet).unwrap_or_else(|error| panic!("{error}"));
    let command = ["score", "代表名册.csv", "述职评分.csv", "--rubric", "办法.toml", "--period", "2025-H1", "--out", "out"];
    let output = duly_in(case.place.path(), &[&command[..], &["--format", "json,parquet"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    assert!(counted.iter().all(|bytes| !bytes.is_empty()));
    assert_eq!(counted, ["results.json", "results.parquet"].map(|name| case.results(name)));
}

#[test]
fn a_table_that_is_not_whole_or_not_of_the_plan_is_refused() {
    let case = Case::new();
    let whole = case.tallies();
    let kept: Vec<&str> = whole.lines().filter(|line| !line.contains(",table,")).collect();
    let twice: Vec<&str> = whole.lines().chain(whole.lines().filter(|line| line.contains(",class,")).take(1)).collect();
    let none = vec!["tallies/not-tallies".to_owned()];
    for (table, what) in [
        (kept.join("\n"), "its end is missing"),
        (twice.join("\n"), "a row stands twice"),
        (whole.replace("report", "reports"), "another query"),
        (whole.replace(",class,", ",sort,"), "a kind that the plan does not have"),
        (whole.replace(",number,", ",numbers,"), "a column is missing"),
        (String::new(), "it is empty"),
    ] {
        assert_eq!(case.scored(&table, &[]), (1, none.clone()), "{what}");
        assert!(case.results("results.json").is_empty(), "{what}");
    }
    assert_eq!(case.scored(&whole.replace(&case.id, "0123456789abcdef"), &["--draft"]), (1, vec!["tallies/other-plan".to_owned()]));
}

#[test]
fn a_roster_that_is_not_the_engines_is_refused() {
    let case = Case::new();
    let roster = vec!["tallies/other-roster".to_owned()];
    let without: Vec<String> =
        case.tallies().lines().filter(|line| !(line.contains(",subject,") && line.contains("Q002"))).map(str::to_owned).collect();
    assert_eq!(case.scored(&without.join("\n"), &[]), (1, roster.clone()));
    assert_eq!(case.scored(&case.tallies().replace("Z004", "Z005"), &[]), (1, roster.clone()));
    let other_term = case.tallies().replacen(",;;;,", ",2025-02-01;;;,", 1);
    assert_ne!(other_term, case.tallies());
    assert_eq!(case.scored(&other_term, &[]), (1, roster));
}

#[test]
fn draws_need_rows() {
    let case = Case::new();
    fs::write(case.place.path().join("t.csv"), case.tallies()).unwrap_or_else(|error| panic!("{error}"));
    let command =
        ["score", "代表名册.csv", "--tallies", "t.csv", "--rubric", "办法.toml", "--period", "2025-H1", "--out", "out", "--seed", "1"];
    let refused = duly_in(case.place.path(), &[&command[..], &["--draws", "100"]].concat());
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(duly_in(case.place.path(), &command).status.code(), Some(0));
    let results: Value = serde_json::from_slice(&case.results("results.json")).unwrap_or_default();
    assert!(results["subjects"].is_array() && results["confidence"].is_null());
}

#[test]
#[ignore = "needs Python, duckdb and datafusion"]
fn engines_give_the_same_results_as_rows() {
    needs("python3", "--version");
    let script = project().join("tests/eyes/engines/run.py");
    let mut command = Command::new("python3");
    command.env("PYTHONDONTWRITEBYTECODE", "1").arg(script).args(["--program", env!("CARGO_BIN_EXE_duly")]);
    let output = command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR"))).output().unwrap_or_else(|error| panic!("{error}"));
    let told = format!("{}{}", printed(&output), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{told}");
    assert!(told.contains("rows and duckdb, datafusion give the same results"), "{told}");
}
