//! A period scored again beside its earlier results.

use std::fs;
use std::path::Path;

use serde_json::{json, Value};

use super::{laid_out, of, said, sheet, told, SUGGESTIONS};
use crate::program::duly_in;
use crate::verifying::write;

const FIRST: &str = "score 2025-H1 --rubric rubric.toml --out one";
const AGAIN: &str = "score 2025-H1 --rubric rubric.toml --out two --previous one";

/// Name, difference, whether others moved it, and of each criterion: its id, what became of which cell, and the corrections.
fn short(change: &Value) -> Value {
    let criteria = change["criteria"].as_array().into_iter().flatten().map(|item| {
        let causes = item["causes"].as_array().into_iter().flatten().map(|cause| {
            let numbers: Vec<&Value> = cause["corrections"].as_array().into_iter().flatten().map(|one| &one["number"]).collect();
            json!([cause["kind"], cause["cell"], numbers])
        });
        json!([item["criterion"], item["difference"], causes.collect::<Vec<_>>()])
    });
    json!([change["name"], change["difference"], change["by-others"], criteria.collect::<Vec<_>>()])
}

fn changes(place: &Path, exit: i32) -> Vec<Value> {
    of(&told(place, AGAIN, exit), "change").into_iter().map(short).collect()
}

#[test]
fn every_change_is_told_with_its_row_and_its_correction() {
    let place = laid_out(&[("建议台账.csv", SUGGESTIONS)]);
    said(place.path(), FIRST, 0);
    write(place.path(), "2025-H1/更正表.csv", &sheet(&["建议台账,,F2,,,立案,未立案"]));
    let changes = changes(place.path(), 0);
    let expected = [
        json!(["张三", "-3333/100", false, [["suggest", "-10", [["changed", "2", ["1"]]]]]]),
        // Nothing of 李四's is other: 张三 fell from the first rank that they shared, so no rank is.
    ];
    assert_eq!(changes.first(), expected.first(), "{changes:#?}");
    assert!(changes.iter().skip(1).all(|change| change[2] == true && change[1] == "0"), "{changes:#?}");
    assert!(place.path().join("two/changes.xlsx").is_file());
    said(place.path(), "verify two", 0);
    // Without --previous the page of an earlier comparison is no longer of the folder.
    said(place.path(), "score 2025-H1 --rubric rubric.toml --out two", 0);
    assert!(!place.path().join("two/changes.xlsx").exists());
}

#[test]
fn rows_that_came_and_went_and_a_correction_taken_back_are_told() {
    let place = laid_out(&[("建议台账.csv", SUGGESTIONS), ("更正表.csv", &sheet(&["建议台账,,F3,,,未立案,立案"]))]);
    fs::rename(place.path().join("2025-H1/建议台账.csv"), place.path().join("2025-H1/建议台账1.csv"))
        .unwrap_or_else(|error| panic!("{error}"));
    write(place.path(), "2025-H1/更正表.csv", &sheet(&["建议台账1,,F3,,,未立案,立案"]));
    said(place.path(), FIRST, 0);
    // The corrections are kept elsewhere now; a further sheet has a row that was missing.
    fs::create_dir_all(place.path().join("kept")).unwrap_or_else(|error| panic!("{error}"));
    fs::rename(place.path().join("2025-H1/更正表.csv"), place.path().join("kept/更正表.csv")).unwrap_or_else(|error| panic!("{error}"));
    write(place.path(), "2025-H1/建议台账2.csv", "编号,标题,提出日期,领衔代表,联名代表,立案情况\n4,修渠,2025-06-01,王伟（西村）,,立案\n");
    let gone = told(place.path(), AGAIN, 0);
    assert_eq!(of(&gone, "compared")[0]["rows"], false, "a file of then is not where it was");
    fs::rename(place.path().join("kept/更正表.csv"), place.path().join("2025-H1/更正表.csv.old")).unwrap_or_else(|error| panic!("{error}"));
    // Where it is found again, if only by its bytes and under its old name, the rows are told.
    write(place.path(), "2025-H1/更正表.csv", &sheet(&["建议台账1,,F3,,,未立案,立案"]));
    let same = told(place.path(), &format!("{AGAIN} --as-of 2025-07-01"), 0);
    let told: Vec<Value> = of(&same, "change").into_iter().map(short).collect();
    assert_eq!(told[0], json!(["王伟", "3333/100", false, [["suggest", "10", [["added", "2", []]]]]]), "{told:#?}");
}

#[test]
fn a_rerun_that_changes_nothing_lists_nothing_whatever_the_order_of_rows_and_the_name_of_files() {
    let place = laid_out(&[("建议台账.csv", SUGGESTIONS)]);
    said(place.path(), FIRST, 0);
    assert_eq!(changes(place.path(), 0), Vec::<Value>::new());
    let text = said(place.path(), AGAIN, 0);
    assert!(text.contains("totals up 0, down 0; other rank 0"), "{text}");
    let kept = place.path().join("kept");
    fs::create_dir_all(&kept).unwrap_or_else(|error| panic!("{error}"));
    let mut rows: Vec<&str> = SUGGESTIONS.lines().collect();
    rows.swap(1, 3);
    write(place.path(), "2025-H1/建议台账.csv", &format!("{}\n", rows.join("\n")));
    let lines = told(place.path(), AGAIN, 0);
    assert_eq!((of(&lines, "change").len(), &of(&lines, "compared")[0]["rows"]), (0, &false.into()), "{lines:#?}");
    said(place.path(), "verify two", 0);
}

#[test]
fn of_a_file_that_was_changed_itself_only_results_are_compared_and_that_is_said() {
    let place = laid_out(&[("建议台账.csv", SUGGESTIONS)]);
    said(place.path(), FIRST, 0);
    write(place.path(), "2025-H1/建议台账.csv", &SUGGESTIONS.replace("未立案", "立案"));
    let lines = told(place.path(), AGAIN, 0);
    assert_eq!(of(&lines, "compared")[0]["rows"], false);
    let first = of(&lines, "change")[0];
    assert_eq!(first["criteria"][0]["why"], "the earlier sheets are gone, so no row can be named", "{first}");
    said(place.path(), "verify two", 0);
}

#[test]
fn a_run_that_errors_stopped_says_that_it_is_not_compared_and_counts_nobody() {
    let place = laid_out(&[("建议台账.csv", SUGGESTIONS)]);
    said(place.path(), FIRST, 0);
    write(place.path(), "2025-H1/建议台账.csv", &SUGGESTIONS.replacen("2025-", "2025-99-", 1));
    let text = said(place.path(), "score 2025-H1 --rubric rubric.toml --out two --previous one", 1);
    assert!(text.contains("Not compared, as errors stopped it once") && !text.contains("0 in all"), "{text}");
}

#[test]
fn files_that_only_then_were_read_must_be_there_to_verify() {
    let place = laid_out(&[("建议台账.csv", SUGGESTIONS)]);
    said(place.path(), FIRST, 0);
    // The corrected period lies elsewhere, the earlier one where it was.
    for name in ["代表名册.csv", "建议台账.csv"] {
        let text = fs::read_to_string(place.path().join("2025-H1").join(name)).unwrap_or_default();
        write(place.path(), &format!("new/2025-H1/{name}"), &text.replace("未立案", "立案"));
    }
    let lines = told(place.path(), "score new/2025-H1 --rubric rubric.toml --out two --previous one", 0);
    assert_eq!(of(&lines, "compared")[0]["rows"], true);
    assert_eq!(short(of(&lines, "change")[0])[3][0][2][0], json!(["changed", "3", []]), "whatever the folder\n{lines:#?}");
    said(place.path(), "verify two", 0);
    fs::remove_file(place.path().join("2025-H1/建议台账.csv")).unwrap_or_else(|error| panic!("{error}"));
    let text = said(place.path(), "verify two", 0);
    assert!(text.contains("2025-H1/建议台账.csv: input not found here") && text.contains("not recomputed"), "{text}");
}

#[test]
fn earlier_results_are_not_written_over_and_another_period_is_no_comparison() {
    let place = laid_out(&[("建议台账.csv", SUGGESTIONS)]);
    said(place.path(), FIRST, 0);
    let same = duly_in(place.path(), &["score", "2025-H1", "--rubric", "rubric.toml", "--out", "one", "--previous", "one"]);
    assert_eq!(same.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&same.stderr).contains("--previous too"));
    // Another period's results stand beside those of this one.
    fs::create_dir_all(place.path().join("2025-H2")).unwrap_or_else(|error| panic!("{error}"));
    for name in ["代表名册.csv", "建议台账.csv"] {
        let text = fs::read_to_string(place.path().join("2025-H1").join(name)).unwrap_or_default();
        write(place.path(), &format!("2025-H2/{name}"), &text.replace("2025-0", "2025-1").replace("2025-15", "2025-12"));
    }
    let _ = said(place.path(), "score 2025-H2 --rubric rubric.toml --out later --draft --previous one", 1);
    let lines = told(place.path(), "score 2025-H1 --rubric rubric.toml --out two --previous one --previous one", 1);
    assert_eq!(of(&lines, "problem")[0]["code"], "previous/not-before", "twice the same period");
}
