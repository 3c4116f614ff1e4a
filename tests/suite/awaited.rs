//! Who lacks a record is told, unless a row with a problem is theirs; a row that could be anybody's is mentioned.

use std::fs;

use serde_json::Value;

use super::program::{duly_in, folder, lines, project};

/// Problems of two delegates, 张三 and 李四, of whom each needs a mark: code and message.
fn told(marks: &str, roster: &str) -> Vec<(String, String)> {
    let place = folder();
    let rubric = fs::read_to_string(project().join("tests/problems/rubric.toml")).unwrap_or_default();
    let needed = rubric.replace("measure = { value = \"mark\" }\nnone = \"not-required\"", "measure = { value = \"mark\" }");
    assert_ne!(rubric, needed);
    let roster = format!("证号,姓名,层级,选区\n{roster}");
    let marks = format!("姓名,证号,得分\n{marks}");
    for (name, text) in [("rubric.toml", needed), ("2025-H1/代表名册.csv", roster), ("2025-H1/述职评分.csv", marks)] {
        let path = place.path().join(name);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        made.and_then(|()| fs::write(&path, text)).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let output = duly_in(place.path(), &"check 2025-H1 --rubric rubric.toml --json".split(' ').collect::<Vec<_>>());
    let text = |problem: &Value, key: &str| problem[key].as_str().unwrap_or_default().to_owned();
    let problems = lines(&output).into_iter().filter(|line| line["type"] == "problem");
    problems.map(|problem| (text(&problem, "code"), text(&problem, "message"))).collect()
}

const ROSTER: &str = "Z001,张三,镇级,东村\nZ002,李四,镇级,西村\n";

fn codes(marks: &str, roster: &str) -> Vec<String> {
    told(marks, roster).into_iter().map(|(code, _)| code).collect()
}

#[test]
fn nothing_is_said_to_be_missing_of_somebody_whose_row_has_a_problem() {
    assert_eq!(codes("张三,,优\n李四,,80\n", ROSTER), ["cell/not-a-number"]);
    // The key is read, though the name beside it is another's.
    assert_eq!(codes("张山,Z001,90\n李四,,80\n", ROSTER), ["people/key-and-name-differ"]);
    let both = told("张三,,优\n", ROSTER);
    assert_eq!(both.len(), 2, "{both:?}");
    assert!(both.iter().any(|(code, message)| code == "row/not-recorded" && message.ends_with("李四: nothing is recorded for “述职评分”")));
}

#[test]
fn a_row_that_could_be_anybodys_is_mentioned() {
    let told = told("王五,,90\n,,70\n", ROSTER);
    let missing: Vec<&String> = told.iter().filter(|(code, _)| code == "row/not-recorded").map(|(_, message)| message).collect();
    assert_eq!(missing.len(), 2, "{told:?}");
    for message in missing {
        assert!(message.contains("; 2 rows with problems of their own could be about anybody"), "{message}");
    }
}

#[test]
fn nor_is_anything_missing_of_somebody_whose_row_on_the_roster_has_a_problem_too() {
    let roster = "Z001,张三,镇极,东村\nZ002,李四,镇级,西村\n";
    assert_eq!(codes("张三,,优\n李四,,80\n", roster), ["cell/unknown-word", "cell/not-a-number"]);
}
