//! Folders of results compared: what changed is told, and a change of the rules is told apart from the work.

use std::collections::BTreeMap;
use std::path::Path;

use duly::base::exact::Exact;
use serde_json::Value;

use super::program::{duly, duly_in, folder, printed, project};

/// Scores a half-year of the sample under a rubric.
fn scored(period: &str, rubric: &str, out: &Path) {
    scored_with(period, rubric, &[], out);
}

fn scored_with(period: &str, rubric: &str, more: &[&str], out: &Path) {
    let (input, out) = (format!("sample_data/{period}"), out.to_string_lossy());
    let output = duly(&[&["score", &input, "--rubric", rubric, "--format", "json", "--out", &out], more].concat());
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
}

fn compared(folders: &[&Path], more: &[&str], out: &Path) -> (Value, String) {
    let names: Vec<String> = folders.iter().chain([&out]).map(|path| path.to_string_lossy().into_owned()).collect();
    let (out_name, folders) = names.split_last().unwrap_or_else(|| panic!("no folder"));
    let mut arguments: Vec<&str> = vec!["compare"];
    arguments.extend(folders.iter().map(String::as_str).chain(["--out", out_name]).chain(more.iter().copied()));
    let output = duly(&arguments);
    assert_eq!(output.status.code(), Some(0), "{}{}", printed(&output), String::from_utf8_lossy(&output.stderr));
    let bytes = std::fs::read(out.join("comparison.json")).unwrap_or_else(|error| panic!("{error}"));
    (serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{error}")), printed(&output))
}

fn exact(value: &Value) -> Exact {
    value.as_str().and_then(Exact::parse).unwrap_or_else(|| panic!("{value} is no number"))
}

/// The town's rubric with suggestions worth less.
fn cheaper(place: &Path) -> String {
    let text = std::fs::read_to_string(project().join("rubrics/township.toml")).unwrap_or_else(|error| panic!("{error}"));
    let mut out = String::new();
    let (mut example, mut ours) = (false, false);
    for line in text.lines() {
        if line.starts_with('[') {
            example = line.starts_with("[[criteria.suggestions.");
            ours = line.starts_with("[criteria.suggestions]");
        }
        if example {
            continue;
        }
        if ours && line.starts_with("points") {
            assert!(line.contains("each = 7"), "the town's rubric has changed: {line}");
            out.push_str(&line.replace("each = 7", "each = 3"));
        } else {
            out.push_str(line);
        }
        out.push('\n');
    }
    let path = place.join("cheaper.toml");
    std::fs::write(&path, out).unwrap_or_else(|error| panic!("{error}"));
    path.to_string_lossy().into_owned()
}

#[test]
fn under_the_same_rules_all_of_a_change_is_activity() {
    let place = folder();
    let (first, second) = (place.path().join("first"), place.path().join("second"));
    scored("2025-H1", "township", &first);
    scored("2025-H2", "township", &second);
    let (found, told) = compared(&[&first, &second], &[], &place.path().join("out"));
    let pair = &found["pairs"][0];
    let changes = pair["changes"].as_array().cloned().unwrap_or_default();
    assert!(changes.len() > 70, "{told}");
    let mut split = 0;
    for change in changes.iter().filter(|change| change["difference"].is_string()) {
        assert_eq!(exact(&change["difference"]), &exact(&change["after"]) - &exact(&change["before"]));
        assert_eq!((exact(&change["activity"]), exact(&change["rules"])), (exact(&change["difference"]), Exact::zero()), "{change}");
        split += 1;
    }
    assert!(split > 70, "only {split} changes were split");
    assert!(!pair["came"].as_array().is_none_or(Vec::is_empty), "somebody was elected in the second half");
    assert!(!pair["left"].as_array().is_none_or(Vec::is_empty), "somebody left in the second half");
}

/// A department that was not rated has no points of one dimension: it is listed with the rest, in the ranking and here.
#[test]
fn who_came_and_left_is_listed_with_the_total_of_the_ranking() {
    let place = folder();
    let (then, now) = (place.path().join("then"), place.path().join("now"));
    scored("2024-H1", "inspection", &then);
    scored("2025-H2", "inspection", &now);
    let (found, _) = compared(&[&then, &now], &[], &place.path().join("out"));
    let mut unranked = 0;
    for (list, totals) in [("came", totals(&now)), ("left", totals(&then))] {
        for one in found["pairs"][0][list].as_array().into_iter().flatten() {
            let key = one["key"].as_str().unwrap_or_default();
            assert_eq!(exact(&one["total"]), totals[key], "{list}: {one}");
            unranked += usize::from(one["total"] == "0");
        }
    }
    assert_eq!(unranked, 2, "two departments came that were not rated");
}

#[test]
fn activity_and_rules_are_what_scoring_each_half_under_both_rules_shows() {
    let place = folder();
    let cheaper = cheaper(place.path());
    let half = |period: &str, rubric: &str, name: &str| {
        let out = place.path().join(name);
        scored(period, rubric, &out);
        out
    };
    let (then, now) = (half("2025-H1", "township", "then"), half("2025-H2", &cheaper, "now"));
    let (then_new, now_old) = (totals(&half("2025-H1", &cheaper, "then-new")), totals(&half("2025-H2", "township", "now-old")));
    let (found, told) = compared(&[&then, &now], &[], &place.path().join("out"));
    let (mut split, mut by_rules) = (0, 0);
    for change in found["pairs"][0]["changes"].as_array().into_iter().flatten().filter(|change| change["difference"].is_string()) {
        let key = change["key"].as_str().unwrap_or_default();
        let (before, after) = (exact(&change["before"]), exact(&change["after"]));
        let half = |one: Exact, other: Exact| (one + other).over(&Exact::from(2_i64));
        let rules = half(&then_new[key] - &before, &after - &now_old[key]);
        let activity = half(&now_old[key] - &before, &after - &then_new[key]);
        assert_eq!((Some(exact(&change["activity"])), Some(exact(&change["rules"]))), (activity, rules), "{told}{change}");
        split += 1;
        by_rules += usize::from(!exact(&change["rules"]).is_zero());
    }
    assert!(split > 70 && by_rules > 10, "{split} were split, {by_rules} changed by the rules");
}

/// Totals by key.
fn totals(folder: &Path) -> BTreeMap<String, Exact> {
    let bytes = std::fs::read(folder.join("results.json")).unwrap_or_else(|error| panic!("{error}"));
    let results: Value = serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{error}"));
    let subjects = results["subjects"].as_array().cloned().unwrap_or_default();
    let ranked = subjects.iter().filter(|subject| subject["total"].is_string());
    ranked.map(|subject| (subject["key"].as_str().unwrap_or_default().to_owned(), exact(&subject["total"]))).collect()
}

#[test]
fn inputs_that_have_moved_are_found_or_the_split_is_left_out_and_said() {
    let place = folder();
    let rubric = cheaper(place.path());
    let input = place.path().join("work/2025-H1");
    std::fs::create_dir_all(&input).unwrap_or_else(|error| panic!("{error}"));
    for entry in std::fs::read_dir(project().join("sample_data/2025-H1")).into_iter().flatten().flatten() {
        std::fs::copy(entry.path(), input.join(entry.file_name())).unwrap_or_else(|error| panic!("{error}"));
    }
    let first = place.path().join("first");
    let output = duly_in(place.path(), &["score", "work/2025-H1", "--rubric", "township", "--format", "json", "--out", "first"]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    let second = place.path().join("second");
    scored("2025-H2", &rubric, &second);
    let (found, told) = compared(&[&first, &second], &[], &place.path().join("out"));
    let split =
        |found: &Value| found["pairs"][0]["changes"].as_array().into_iter().flatten().filter(|change| change["rules"].is_string()).count();
    assert_eq!(split(&found), 0, "{told}");
    assert!(told.contains("--inputs"), "{told}");
    assert!(found["pairs"][0]["changes"][0]["difference"].is_string(), "the change itself is told");
    let everything = project();
    let (found, _) =
        compared(&[&first, &second], &["--inputs", &everything.join("sample_data").to_string_lossy()], &place.path().join("moved"));
    assert!(split(&found) > 70, "both halves lie below the folder named");
}

#[test]
fn what_is_no_folder_of_results_is_named_and_nothing_is_written() {
    let place = folder();
    let first = place.path().join("first");
    scored("2025-H1", "township", &first);
    let (first, out) = (first.to_string_lossy().into_owned(), place.path().join("out"));
    let out_name = out.to_string_lossy().into_owned();
    for other in ["sample_data/2025-H2", first.as_str()] {
        let output = duly(&["compare", &first, other, "--out", &out_name, "--json"]);
        assert_eq!(output.status.code(), Some(1), "{}", printed(&output));
        assert!(printed(&output).contains("previous/"), "{}", printed(&output));
        assert!(!out.exists());
    }
}

#[test]
fn a_single_delegate_has_an_arrow_only_with_seeds_and_beyond_chance() {
    let place = folder();
    let at = |name: &str| place.path().join(name);
    let seed = ["--seed", "7", "--draws", "300"];
    scored_with("2025-H1", "township", &seed, &at("first"));
    scored_with("2025-H2", "township", &seed, &at("second"));
    scored("2025-H2", "township", &at("plain"));
    let changes = |found: &Value| found["pairs"][0]["changes"].as_array().cloned().unwrap_or_default();
    let (plain, told) = compared(&[&at("first"), &at("plain")], &[], &at("without"));
    assert!(changes(&plain).iter().all(|change| change["interval"].is_null() && change["clear"] == false), "{told}");
    assert!(told.contains("--seed"), "{told}");
    let (found, told) = compared(&[&at("first"), &at("second")], &[], &at("with"));
    let (again, _) = compared(&[&at("first"), &at("second")], &[], &at("again"));
    assert_eq!(found, again);
    let (mut clear, mut noise) = (0, 0);
    for change in changes(&found).iter().filter(|change| change["interval"].is_array()) {
        let (low, high, middle) = (exact(&change["interval"][0]), exact(&change["interval"][1]), exact(&change["activity"]));
        assert!(low < middle && middle < high, "{change}");
        let beyond = low.is_positive() || high.is_negative();
        assert_eq!(change["clear"], beyond, "{change}");
        *if beyond { &mut clear } else { &mut noise } += 1;
    }
    assert!(clear > 0 && noise > 10, "{clear} beyond chance, {noise} within: {told}");
    assert!(told.contains("↑"), "{told}");
}

#[test]
fn a_rate_is_what_its_numerator_and_denominator_say() {
    let place = folder();
    let out = place.path().join("out");
    scored("2025-H2", "township", &out);
    let bytes = std::fs::read(out.join("results.json")).unwrap_or_else(|error| panic!("{error}"));
    let results: Value = serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{error}"));
    let items = results["subjects"].as_array().into_iter().flatten().flat_map(|subject| subject["items"].as_array().into_iter().flatten());
    let rates: Vec<&Value> = items.filter(|item| item["of"].is_object()).collect();
    for rate in &rates {
        let whole = exact(&rate["of"]["denominator"]);
        assert_eq!(exact(&rate["of"]["numerator"]).over(&whole), Some(exact(&rate["measure"])), "{rate}");
    }
    assert!(rates.len() > 50, "only {} rates", rates.len());
}
