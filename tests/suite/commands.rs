//! What the commands promise to whoever calls them: exit codes, JSON lines, files, languages.

use serde_json::Value;

use super::program::{duly, duly_in, folder, lines, printed};

const RUBRIC: &str = "rubrics/township.toml";

#[test]
fn a_sample_period_is_scored_with_warnings_only() {
    let out = folder();
    let path = out.path().join("out").to_string_lossy().into_owned();
    let output = duly(&["score", "sample_data/2025-H2", "--rubric", RUBRIC, "--out", &path, "--json"]);
    assert_eq!(output.status.code(), Some(0));
    let lines = lines(&output);
    let summary = lines.last().unwrap_or(&Value::Null);
    assert_eq!((&summary["type"], &summary["errors"]), (&"summary".into(), &0.into()));
    for sheet in summary["sheets"].as_array().map(Vec::as_slice).unwrap_or_default() {
        let number = |key: &str| sheet[key].as_u64().unwrap_or(u64::MAX);
        assert_eq!(number("read"), number("counted") + number("set-aside") + number("problems"), "{sheet}");
    }
    let results: Value = read_json(&out.path().join("out/results.json"));
    assert_eq!(results["schema"], "duly.results/1");
    let subjects = results["subjects"].as_array().map(Vec::as_slice).unwrap_or_default();
    assert!(subjects.len() > 75);
    let mut keys: Vec<&str> = subjects.iter().filter_map(|subject| subject["key"].as_str()).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), subjects.len(), "keys are unique");
    assert!(subjects.iter().any(|subject| subject["selected"] == "committee"), "the tie at the edge is left to the committee");
    for file in ["ranking.xlsx", "problems.xlsx", "results.json", "results.parquet", "rubric.toml", "manifest.json"] {
        assert!(out.path().join("out").join(file).exists(), "{file}");
    }
}

#[test]
fn every_period_of_the_sample_is_free_of_errors_and_a_year_is_two_halves() {
    for period in ["2024-H1", "2024-H2", "2025-H1", "2025-H2"] {
        let output = duly(&["check", &format!("sample_data/{period}"), "--rubric", RUBRIC]);
        assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    }
    let several = duly(&["check", "sample_data/2025-H1", "sample_data/2025-H2", "--rubric", RUBRIC, "--json"]);
    assert_eq!(several.status.code(), Some(1));
    assert_eq!(lines(&several).first().map(|line| line["code"].clone()), Some("period/several".into()));
    let year = duly(&["check", "sample_data/2025-H1", "sample_data/2025-H2", "--period", "2025", "--rubric", RUBRIC]);
    assert_eq!(year.status.code(), Some(0), "{}", printed(&year));
}

#[test]
fn secrets_of_the_inputs_are_in_no_output() {
    let work = folder();
    let input = work.path().join("2025-H1");
    std::fs::create_dir_all(&input).unwrap_or_else(|error| panic!("{error}"));
    let write = |name: &str, text: &str| std::fs::write(input.join(name), text).unwrap_or_else(|error| panic!("{error}"));
    write("roster.csv", "name,id,phone\nAda,110101199001011234,13800001111\nBob,abc-secret,none\n");
    write("visits.csv", "who,visitor\nAda,Eve Visitor\n");
    let rubric = work.path().join("rubric.toml");
    std::fs::write(&rubric, SECRETIVE).unwrap_or_else(|error| panic!("{error}"));
    let (input, rubric, out) = (input.to_string_lossy(), rubric.to_string_lossy(), work.path().join("out"));
    let output = duly(&["score", &input, "--rubric", &rubric, "--out", &out.to_string_lossy(), "--format", "json,csv,xlsx"]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    let mut everything = printed(&output);
    for file in ["results.json", "results.csv", "manifest.json"] {
        everything += &std::fs::read_to_string(out.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    }
    for sheet in cells_of(&out.join("ranking.xlsx")).into_iter().chain(cells_of(&out.join("problems.xlsx"))) {
        everything += &sheet;
    }
    assert!(everything.contains("Ada"), "the outputs were read");
    for secret in ["110101199001011234", "13800001111", "abc-secret", "Eve Visitor"] {
        assert!(!everything.contains(secret), "{secret}");
    }
}

const SECRETIVE: &str = r#"
[rubric]
id = "s"
name = "s"
version = "1"
locale = "en"
in-force = { from = 2025-01-01 }
subject = { table = "roster", name = "name", key = ["name"] }
[tables.roster]
sheet = ["roster"]
columns.name = { header = ["name"], type = "text" }
columns.id = { header = ["id"], type = "secret" }
columns.phone = { header = ["phone"], type = "secret" }
[tables.visits]
sheet = ["visits"]
columns.who = { header = ["who"], type = "name" }
columns.visitor = { header = ["visitor"], type = "secret" }
[dimensions.all]
name = "all"
[criteria.visits]
name = "visits"
clause = "1"
dimension = "all"
from = "visits"
points = { each = 1 }
"#;

/// The texts of every sheet.
fn cells_of(path: &std::path::Path) -> Vec<String> {
    use calamine::{open_workbook, Reader, Xlsx};
    let mut book: Xlsx<_> = open_workbook(path).unwrap_or_else(|error: calamine::XlsxError| panic!("{error}"));
    let sheets = book.worksheets();
    sheets.into_iter().map(|(_, range)| range.cells().map(|(_, _, cell)| cell.to_string()).collect::<Vec<_>>().join("\n")).collect()
}

#[test]
fn explain_takes_a_key_or_a_name_and_refuses_a_name_of_two() {
    let explain = |who: &str| duly(&["explain", "sample_data/2025-H2", "--rubric", RUBRIC, "--who", who]);
    let two = explain("王伟");
    assert_eq!(two.status.code(), Some(2), "two delegates have the name");
    assert!(String::from_utf8_lossy(&two.stderr).contains("Z0"), "their keys are told");
    assert!(String::from_utf8_lossy(&two.stderr).contains("东村"), "and what tells them apart");
    assert_eq!(explain("王伟（东村）").status.code(), Some(0), "as duly tells one to write it");
    assert_eq!(explain("没有此人").status.code(), Some(2));
    let one = explain("苏春");
    assert_eq!(one.status.code(), Some(0));
    let text = printed(&one);
    assert!(text.contains("79.67") && text.contains("镇代表会议出勤] E67"), "{text}");
    let criterion = duly(&["explain", "sample_data/2025-H2", "--rubric", RUBRIC, "--who", "苏春", "--criterion", "none-such"]);
    assert_eq!(criterion.status.code(), Some(2));
}

#[test]
fn a_failing_example_is_told_with_its_steps() {
    let work = folder();
    let text = std::fs::read_to_string(super::program::project().join(RUBRIC)).unwrap_or_else(|error| panic!("{error}"));
    let wrong = text.replacen("points = 11.25", "points = 12", 1);
    assert_ne!(text, wrong);
    std::fs::write(work.path().join("wrong.toml"), wrong).unwrap_or_else(|error| panic!("{error}"));
    let told = duly_in(work.path(), &["rubric", "test", "wrong.toml"]);
    assert_eq!(told.status.code(), Some(1));
    let text = printed(&told);
    assert!(text.contains("the example says: 12    comes out: 11.25\n      measure = 0.63（0.625）\n"), "{text}");
    let json = lines(&duly_in(work.path(), &["rubric", "test", "wrong.toml", "--json"]));
    let example = json.iter().find(|line| line["type"] == "example").unwrap_or(&Value::Null);
    assert_eq!((&example["criterion"], &example["found"]), (&"attend".into(), &"11.25".into()));
    assert_eq!(example["steps"][0]["after"], "5/8", "{example}");
}

#[test]
fn a_rubric_is_shown_as_a_regulation_in_either_language() {
    for (language, said) in [
        ("zh", ["三、计分项目", "1. 出席人代会\n     条款：第五条第一项", "基础分 20 分", "核对人："]),
        ("en", ["3. What is scored", "1. 出席人代会\n     Clause: 第五条第一项", "Base points: 20", "Signed: "]),
    ] {
        let text = printed(&duly(&["rubric", "show", RUBRIC, "--lang", language]));
        for part in said {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }
    let json = lines(&duly(&["rubric", "show", RUBRIC, "--json"]));
    let articles: Vec<&Value> = json.iter().filter(|line| line["type"] == "article").collect();
    assert_eq!(articles.len() + 1, json.len(), "articles, and the summary");
    let attend = articles.iter().find(|article| article["id"] == "criteria.attend");
    assert_eq!(attend.map(|article| article["chapter"].clone()), Some("criteria".into()));
}

#[test]
fn paths_and_arguments_that_do_not_work_end_with_2() {
    for arguments in [
        vec!["score", "no-such-folder", "--rubric", RUBRIC, "--out", "out-never"],
        vec!["check", "sample_data/2025-H2", "--rubric", "no-such-rubric.toml"],
        vec!["score", "sample_data/2025-H2"],
        vec!["no-such-command"],
        vec!["verify", "sample_data"],
    ] {
        assert_eq!(duly(&arguments).status.code(), Some(2), "{arguments:?}");
    }
    assert_eq!(duly(&["--help"]).status.code(), Some(0));
    assert_eq!(duly(&["--version"]).status.code(), Some(0));
}

#[test]
fn codes_and_cells_do_not_depend_on_the_language() {
    let work = folder();
    std::fs::write(work.path().join("bad.toml"), "[rubric]\nid = 3\nnam = \"x\"\n").unwrap_or_else(|error| panic!("{error}"));
    let in_language = |language: &str| {
        let output = duly_in(work.path(), &["rubric", "check", "bad.toml", "--json", "--lang", language]);
        assert_eq!(output.status.code(), Some(1));
        lines(&output).into_iter().map(|line| (line["code"].clone(), line["line"].clone(), line["column"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(in_language("zh"), in_language("en"));
    assert!(in_language("en").len() > 3, "all mistakes at once");
}

#[test]
fn built_in_rubrics_and_folders_of_versions_are_taken_by_name() {
    let listed = printed(&duly(&["rubric", "list"]));
    assert!(listed.contains("township") && listed.contains("parliament"), "{listed}");
    let of = |name: &str| listed.lines().find(|line| line.starts_with(name)).unwrap_or_default();
    assert!(of("township").ends_with("清溪镇人民代表大会主席团 (a model, the rule of no place)"), "{listed}");
    assert!(of("chunfu").ends_with("四川省井研县纯复乡人民代表大会主席团 (all scored items)"), "{listed}");
    assert!(of("tongcheng").ends_with("政协安徽省桐城市委员会 (政协; published items only)"), "{listed}");
    let built_in = duly(&["check", "sample_data/2025-H1", "--rubric", "township"]);
    assert_eq!(built_in.status.code(), Some(0), "{}", printed(&built_in));
    let folder = duly(&["check", "sample_data/2025-H1", "--rubric", "rubrics", "--rubric-id", "township"]);
    assert_eq!(folder.status.code(), Some(0), "{}", printed(&folder));
    let several = duly(&["check", "sample_data/2025-H1", "--rubric", "rubrics"]);
    assert_eq!(several.status.code(), Some(1), "two rubrics are in force: {}", printed(&several));
}

#[test]
fn a_rubric_that_is_nowhere_is_told_with_names_that_read_alike() {
    let output = duly(&["check", "sample_data/2025-H1", "--rubric", "chunf"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("did you mean chunfu?") && told.contains("duly rubric list"), "{told}");
    let listed = lines(&duly(&["rubric", "list", "--json"]));
    assert!(listed.iter().any(|line| line["type"] == "rubric" && line["name"] == "chunfu" && line["to"].is_null()), "{listed:?}");
}

#[test]
fn results_are_not_written_among_the_inputs() {
    let place = folder();
    for folder in ["in/2025-H1", "in/other"] {
        std::fs::create_dir_all(place.path().join(folder)).unwrap_or_else(|error| panic!("{error}"));
    }
    std::fs::write(place.path().join("in/2025-H1/代表名册.csv"), "姓名\n张三\n").unwrap_or_else(|error| panic!("{error}"));
    let score = |out: &str| duly_in(place.path(), &["score", "in", "--rubric", "township", "--draft", "--period", "2025-H1", "--out", out]);
    for out in ["in", "in/2025-H1"] {
        let output = score(out);
        assert_eq!(output.status.code(), Some(2), "{out}: {}", printed(&output));
        assert!(String::from_utf8_lossy(&output.stderr).contains("write the results to another folder"));
        assert!(!place.path().join(out).join("manifest.json").exists());
    }
    assert_eq!(score("in/other").status.code(), Some(1), "a folder beside the inputs is as good as any");
    let missing = duly_in(place.path(), &["verify", "in/other", "--inputs", "nowhere"]);
    assert_eq!(missing.status.code(), Some(2), "{}", printed(&missing));
}

fn read_json(path: &std::path::Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}"))
}
