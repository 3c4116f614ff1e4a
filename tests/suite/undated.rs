//! A month or a quarter instead of a day counts where it makes no difference which day is meant, and is an error where it does.

use std::fs;

use super::program::{duly_in, folder, lines, printed, project};

/// Codes told with severity, and how many suggestions of 张三 count, for a suggestion dated so.
fn scored(dated: &str, period: &str, changes: &[(&str, &str)]) -> (Vec<String>, String) {
    let place = folder();
    let rubric = fs::read_to_string(project().join("tests/problems/rubric.toml")).unwrap_or_default();
    let rubric = changes.iter().fold(rubric, |rubric, (old, new)| {
        assert!(rubric.contains(old), "the rubric does not hold {old}");
        rubric.replace(old, new)
    });
    let roster = fs::read_to_string(project().join("tests/problems/代表名册.csv")).unwrap_or_default();
    let suggestions = format!("编号,标题,提出日期,领衔代表,联名代表,立案情况\n1,修桥,{dated},张三,,立案\n2,修路,2025-03-05,张三,,立案\n");
    let files = [("rubric.toml", rubric), ("2025-H1/代表名册.csv", roster), ("2025-H1/建议台账.csv", suggestions)];
    for (name, text) in files {
        let path = place.path().join(name);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        made.and_then(|()| fs::write(&path, text)).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let command = format!("score 2025-H1 --rubric rubric.toml --period {period} --out out --format json --draft --json");
    let output = duly_in(place.path(), &command.split(' ').collect::<Vec<_>>());
    let problems = lines(&output).into_iter().filter(|line| line["type"] == "problem");
    let codes = problems.map(|problem| format!("{} {}", problem["severity"], problem["code"]).replace('"', "")).collect();
    let results = fs::read_to_string(place.path().join("out/results.json")).unwrap_or_else(|error| panic!("{error}: {}", printed(&output)));
    let results: serde_json::Value = serde_json::from_str(&results).unwrap_or_default();
    let subjects = results["subjects"].as_array().cloned().unwrap_or_default();
    let subject = subjects.into_iter().find(|subject| subject["name"] == "张三").unwrap_or_default();
    let items = subject["items"].as_array().cloned().unwrap_or_default();
    let item = items.into_iter().find(|item| item["criterion"] == "suggest").unwrap_or_default();
    (codes, item["measure"].as_str().unwrap_or_default().to_owned())
}

const WARNING: &str = "warning cell/date-without-day";
const ERROR: &str = "error cell/date-unclear";

#[test]
fn a_quarter_within_the_period_counts_and_is_told() {
    assert_eq!(scored("一季度", "2025-H1", &[]), (vec![WARNING.to_owned()], "2".to_owned()));
    assert_eq!(scored("2025.3", "2025-H1", &[]), (vec![WARNING.to_owned()], "2".to_owned()));
}

#[test]
fn a_half_year_in_a_run_of_one_of_its_quarters_is_unclear() {
    assert_eq!(scored("上半年", "2025-H1", &[]), (vec![WARNING.to_owned()], "2".to_owned()));
    assert_eq!(scored("上半年", "2025-Q1", &[]), (vec![ERROR.to_owned()], "1".to_owned()), "the row is left out");
}

#[test]
fn a_quarter_is_unclear_where_months_are_added_up() {
    let dated = ("number = \"12\", state", "number = \"12\", date = 2025-03-05, state");
    let told = |written: &str, per: &str| {
        let by = format!("from = \"suggestions\"\nper = \"{per}\"");
        scored(written, "2025-H1", &[("from = \"suggestions\"", &by), dated]).0
    };
    assert_eq!(told("一季度", "quarter"), [WARNING]);
    assert_eq!(told("一季度", "month"), [ERROR]);
    assert_eq!(told("2025年3月", "month"), [WARNING]);
}
