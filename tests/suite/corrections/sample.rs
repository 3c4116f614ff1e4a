//! The sample's half-year: scored, corrected, scored again; every change is told, each with its row.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{of, said, sheet, told};
use crate::program::{folder, project};
use crate::verifying::write;

/// Points that are other ones: name and criterion, with before, after and the corrections.
type Points = BTreeMap<(String, String), (String, String, Vec<String>)>;

fn points(lines: &[Value]) -> Points {
    let mut points = Points::new();
    for change in of(lines, "change") {
        for item in change["criteria"].as_array().into_iter().flatten() {
            let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
            let causes =
                item["causes"].as_array().into_iter().flatten().flat_map(|cause| cause["corrections"].as_array().into_iter().flatten());
            let mut numbers: Vec<String> = causes.map(|one| text(&one["number"])).collect();
            numbers.dedup();
            points.insert((text(&change["name"]), text(&item["criterion"])), (text(&item["before"]), text(&item["after"]), numbers));
        }
    }
    points
}

/// Everybody's exact total by key.
fn totals(out: &Path) -> BTreeMap<String, Value> {
    let text = fs::read_to_string(out.join("results.json")).unwrap_or_else(|error| panic!("{error}"));
    let results: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}"));
    let subjects = results["subjects"].as_array().cloned().unwrap_or_default();
    subjects.into_iter().map(|one| (one["key"].as_str().unwrap_or_default().to_owned(), one["exact"].clone())).collect()
}

#[test]
fn the_half_year_corrected_and_scored_again() {
    let place = folder();
    let from = project().join("sample_data/2025-H2");
    for entry in fs::read_dir(&from).unwrap_or_else(|error| panic!("{error}")).filter_map(Result::ok) {
        let to = place.path().join("2025-H2").join(entry.file_name());
        let made = to.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::copy(entry.path(), &to));
        made.unwrap_or_else(|error| panic!("{error}"));
    }
    told(place.path(), "score 2025-H2 --rubric township --out one", 0);
    let corrections = [
        "会议出勤,镇代表会议出勤,E5,,,√,×",
        "议案建议决议台账,建议台账,,4,立案情况,转来信处理,立案",
        "议案建议决议台账,建议台账,A5,,,2025-2-002,整行删除",
        "述职测评,测评票,E4,,,满意,不满意",
        "代表活动和培训,活动台账,K11,,,自报,已核",
    ];
    write(place.path(), "2025-H2/更正表.csv", &sheet(&corrections));
    let lines = told(place.path(), "score 2025-H2 --rubric township --out two --previous one", 0);
    assert_eq!(of(&lines, "correction").len(), corrections.len());
    assert_eq!(of(&lines, "compared")[0]["rows"], true);
    let expected = [
        // One of two sessions missed: 18 × 1/2; the absence takes 5 off.
        ("胡生宇", "attend", "18", "9", "1"),
        ("胡生宇", "absences", "0", "-5", "1"),
        ("李国浩", "suggestions", "7", "14", "2"),
        ("孙超庆", "suggestions", "14", "133/12", "3"),
        ("孙超庆", "replies", "3", "2", "3"),
        ("刘永旺", "suggestions", "245/24", "203/24", "3"),
        ("马雪", "suggestions", "21/4", "7/2", "3"),
        ("丁生", "activities", "10", "11", "5"),
    ];
    let found = points(&lines);
    for (name, criterion, before, after, number) in expected {
        let told = found.get(&(name.to_owned(), criterion.to_owned()));
        assert_eq!(told, Some(&(before.to_owned(), after.to_owned(), vec![number.to_owned()])), "{name} {criterion}\n{found:#?}");
    }
    let voters = found.get(&("胡生宇".to_owned(), "voters".to_owned())).map(|(_, _, numbers)| numbers.clone());
    assert_eq!((found.len(), voters), (expected.len() + 1, Some(vec!["4".to_owned()])), "{found:#?}");
    // Whoever is listed changed, and nobody else did.
    let (before, after) = (totals(&place.path().join("one")), totals(&place.path().join("two")));
    let changed: Vec<&String> = before.iter().filter(|(key, total)| after.get(*key) != Some(total)).map(|(key, _)| key).collect();
    let listed = of(&lines, "change").into_iter().filter(|change| change["by-others"] == false);
    let mut listed: Vec<String> = listed.map(|change| change["key"].as_str().unwrap_or_default().to_owned()).collect();
    listed.sort();
    assert_eq!(changed, listed.iter().collect::<Vec<_>>());
    said(place.path(), "verify two", 0);
    // Marked copies are of the files as they are.
    told(place.path(), "check 2025-H2 --rubric township --mark marked", 0);
    let same = |name: &str| {
        fs::read(place.path().join("2025-H2").join(name)).ok() == fs::read(place.path().join("marked/2025-H2").join(name)).ok()
    };
    assert!(same("会议出勤.xlsx"), "nothing is marked there, so nothing is other");
    // The same again from any number of threads, and nothing changed since.
    let lines = told(place.path(), "score 2025-H2 --rubric township --out three --previous two --jobs 1", 0);
    assert_eq!((of(&lines, "change").len(), &of(&lines, "compared")[0]["rows"]), (0, &true.into()));
    let bytes = |out: &str| fs::read(place.path().join(out).join("results.json")).ok();
    assert_eq!(bytes("two"), bytes("three"));
}
