//! The sample's year in half-years: each half is scored as if it were the period, and the halves are added.

use duly::base::exact::Exact;
use serde_json::Value;

use super::halves::{results, shown};
use super::program::{duly, folder, printed, project};

/// The township's rubric without examples, with `per` in every criterion, and in dimensions where told to.
fn township_in_halves(dimensions: bool) -> String {
    let text = std::fs::read_to_string(project().join("rubrics/township.toml")).unwrap_or_else(|error| panic!("{error}"));
    let mut halves = String::new();
    let mut example = false;
    for line in text.lines() {
        example = if line.starts_with('[') { line.starts_with("[[criteria.") } else { example };
        if example {
            continue;
        }
        halves.push_str(line);
        halves.push('\n');
        if line.starts_with("[criteria.") || dimensions && line.starts_with("[dimensions.") {
            halves.push_str("per = \"half-year\"\n");
        }
    }
    halves
}

/// Scores folders of the sample; subjects in order of key.
fn sample(halves: &[&str], period: &str, rubric: &str) -> Vec<Value> {
    let place = folder();
    let out = place.path().join("out");
    let inputs: Vec<String> = halves.iter().map(|half| format!("sample_data/{half}")).collect();
    let more = ["--period", period, "--rubric", rubric, "--format", "json,xlsx", "--out"];
    let mut command = vec!["score"];
    command.extend(inputs.iter().map(String::as_str).chain(more));
    let out_text = out.to_string_lossy();
    command.push(&out_text);
    let output = duly(&command);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    let mut subjects = results(&out);
    subjects.sort_by_key(|one| shown(&one["key"]));
    subjects
}

/// What a list of the subject says in this place, of those who are there.
fn exact(subjects: &[Value], key: &Value, list: &str, index: usize) -> Option<Exact> {
    let one = subjects.iter().find(|one| one["key"] == *key)?;
    Exact::parse(one[list][index]["exact"].as_str()?)
}

#[test]
fn the_halves_of_the_sample_are_scored_as_each_alone_and_added() {
    let first = sample(&["2025-H1"], "2025-H1", "rubrics/township.toml");
    let second = sample(&["2025-H2"], "2025-H2", "rubrics/township.toml");
    let place = folder();
    let mut compared = 0;
    for dimensions in [false, true] {
        let list = if dimensions { "dimensions" } else { "items" };
        let rubric = place.path().join(format!("{list}.toml"));
        std::fs::write(&rubric, township_in_halves(dimensions)).unwrap_or_else(|error| panic!("{error}"));
        let year = sample(&["2025-H1", "2025-H2"], "2025", &rubric.to_string_lossy());
        assert!(year.len() >= first.len().max(second.len()));
        for one in &year {
            for (index, of) in one[list].as_array().into_iter().flatten().enumerate() {
                let each: Vec<Exact> = [&first, &second].into_iter().filter_map(|half| exact(half, &one["key"], list, index)).collect();
                let sum: Exact = each.iter().cloned().sum();
                // One half left out is made up for by the other, where points could be attained.
                let doubled = &sum * &Exact::from(2i64);
                let found = of["exact"].as_str().and_then(Exact::parse);
                let agrees = match each.len() {
                    0 => found.is_none(),
                    1 => found == Some(sum) || found == Some(doubled),
                    _ => found == Some(sum),
                };
                assert!(agrees, "{} {of}: {each:?}", one["key"]);
                compared += 1;
            }
        }
    }
    assert!(compared > 1000, "only {compared} figures were compared");
}
