//! What a person should look at is found where it was planted, and nothing else is.

mod rubric;
mod signs;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::program::{duly, duly_in, folder, lines, printed};
use super::standings::sheet_text;

/// A town of the sample.
#[track_caller]
fn town(seed: &str, more: &[&str]) -> tempfile::TempDir {
    let place = folder();
    let out = place.path().join("town");
    let made = duly(&[&["sample", "--out", &out.to_string_lossy(), "--seed", seed], more].concat());
    assert_eq!(made.status.code(), Some(0), "{}", String::from_utf8_lossy(&made.stderr));
    place
}

/// The flags of a run over `town/2025-H2`, into `out`.
#[track_caller]
fn flags(place: &Path, more: &[&str]) -> Vec<Value> {
    let rubric = super::program::project().join("rubrics/township.toml");
    let rubric = rubric.to_string_lossy();
    let scored = duly_in(place, &[&["score", "town/2025-H2", "--rubric", &rubric, "--out", "out", "--json"], more].concat());
    assert_eq!(scored.status.code(), Some(0), "{}{}", printed(&scored), String::from_utf8_lossy(&scored.stderr));
    lines(&scored).into_iter().filter(|line| line["type"] == "flag").collect()
}

/// The sheet and row of a place, with the rows up to its last.
fn rows(place: &Value) -> (String, BTreeSet<u64>) {
    let digits = |cell: &Value| cell.as_str().unwrap_or_default().trim_start_matches(char::is_alphabetic).parse::<u64>().unwrap_or(0);
    let first = digits(&place["cell"]);
    (place["sheet"].as_str().unwrap_or_default().to_owned(), (first..=place["to-row"].as_u64().unwrap_or(first)).collect())
}

/// Whether the flag is of this kind and names every cell that was planted.
fn tells(flag: &Value, planted: &Value) -> bool {
    let places: Vec<(String, BTreeSet<u64>)> = flag["places"].as_array().into_iter().flatten().map(rows).collect();
    let named = |cell: &Value| {
        let (_, row) = rows(&serde_json::json!({ "cell": cell }));
        places.iter().any(|(sheet, rows)| planted["sheet"] == sheet.as_str() && row.is_subset(rows))
    };
    flag["kind"] == planted["kind"] && planted["cells"].as_array().is_some_and(|cells| cells.iter().all(named))
}

#[test]
fn all_that_was_planted_is_found() {
    let mut kinds = BTreeSet::new();
    for seed in ["2025", "7"] {
        let place = town(seed, &["--oddities", "--periods", "1"]);
        let flags = flags(place.path(), &[]);
        let planted = fs::read_to_string(place.path().join("town/oddities.json")).unwrap_or_default();
        let planted: Vec<Value> = serde_json::from_str(&planted).unwrap_or_default();
        assert_eq!(planted.len(), 12 + 3 + 2, "{planted:?}");
        for one in &planted {
            assert!(flags.iter().any(|flag| tells(flag, one)), "seed {seed}: not found: {one}\n{flags:#?}");
            kinds.insert(one["kind"].to_string());
        }
        let others = flags.iter().filter(|flag| planted.iter().all(|one| !tells(flag, one)));
        let others: Vec<&Value> = others.filter(|flag| flag["kind"] != "mandate/both").collect();
        assert!(others.len() <= 1, "seed {seed}: {others:#?}");
    }
    assert_eq!(kinds.len(), 5, "{kinds:?}");
}

/// One delegate of each town sits at two levels and is credited at both: that is so, and no false flag.
#[test]
fn a_clean_town_has_at_most_one_flag_that_is_none() {
    for seed in ["2025", "1", "2", "3"] {
        let place = town(seed, &["--periods", "1"]);
        let flags = flags(place.path(), &[]);
        let (true_ones, others): (Vec<&Value>, Vec<&Value>) = flags.iter().partition(|flag| flag["kind"] == "mandate/both");
        assert!(others.len() <= 1, "seed {seed}: {others:#?}");
        assert_eq!(true_ones.len(), 1, "seed {seed}: {true_ones:#?}");
    }
}

#[test]
fn the_workbook_lists_what_is_in_it_and_names_no_voter_or_visitor() {
    let place = town("2025", &["--oddities", "--periods", "1"]);
    let flags = flags(place.path(), &[]);
    let book = place.path().join("out/internal.xlsx");
    let contents = sheet_text(&book, "目录");
    for told in ["供核对事项", "建议内容", "未核实", "没有问卷导出的表"] {
        assert!(contents.contains(told), "{told}: {contents}");
    }
    let listed = sheet_text(&book, "供核对事项");
    assert!(listed.contains("建议、议案内容相近（12 项）"), "{listed}");
    let all = format!("{contents}{listed}{flags:?}");
    for private in ["100000", "999999", "来访人", "手机"] {
        assert!(!all.contains(private), "{private}: {all}");
    }
    let results = fs::read_to_string(place.path().join("out/results.json")).unwrap_or_default();
    assert!(!results.contains("flag"), "flags are no results");
}

#[test]
fn flags_change_no_score_and_any_threads_tell_the_same() {
    let place = town("2025", &["--oddities", "--periods", "1"]);
    let first = flags(place.path(), &[]);
    assert_eq!(first, flags(place.path(), &[]));
    let verified = duly_in(place.path(), &["verify", "out"]);
    assert_eq!(verified.status.code(), Some(0), "{}", printed(&verified));
}

#[test]
fn a_text_of_an_earlier_period_is_found_when_it_is_read_too() {
    let place = town("2025", &["--oddities", "--format", "csv", "--periods", "2"]);
    let read = |name: &str| fs::read_to_string(place.path().join("town").join(name)).unwrap_or_default();
    let now = read("2025-H2/建议台账.csv");
    let title = "关于利用闲置粮站建设残疾人辅助性就业工坊的建议";
    assert!(now.contains(title), "{now}");
    // Somebody had it in the half year before.
    let before = read("2025-H1/建议台账.csv");
    let last = before.lines().next_back().unwrap_or_default();
    let old: Vec<String> = last.split(',').enumerate().map(|(at, cell)| if at == 2 { title.to_owned() } else { cell.to_owned() }).collect();
    let text = format!("{}\n{}\n", before.trim_end(), old.join(",").replacen("2025-1-", "2025-1-9", 1));
    fs::write(place.path().join("town/2025-H1/建议台账.csv"), text).unwrap_or_else(|error| panic!("{error}"));
    let told = flags(place.path(), &["town/2025-H1", "--period", "2025-H2"]);
    let of_it = told.iter().filter(|flag| flag["kind"] == "text/alike" && flag["places"].to_string().contains(title));
    let of_it: Vec<&Value> = of_it.collect();
    assert_eq!(of_it.len(), 1, "{of_it:#?}");
    let places = of_it[0]["places"].to_string();
    assert!(places.contains("town/2025-H1") && places.contains("town/2025-H2"), "{places}");
    assert!(of_it[0]["message"].to_string().contains("some of another period"), "{of_it:#?}");
}

#[test]
fn no_file_is_pointed_to_that_the_run_did_not_write() {
    let place = town("2025", &["--oddities", "--periods", "1"]);
    let rubric = super::program::project().join("rubrics/township.toml");
    let rubric = rubric.to_string_lossy();
    let scored =
        |more: &[&str]| printed(&duly_in(place.path(), &[&["score", "town/2025-H2", "--rubric", &rubric, "--out", "out"], more].concat()));
    let sound = scored(&[]);
    assert!(sound.contains("To be looked at by a person") && sound.contains("internal.xlsx"), "{sound}");
    let without = scored(&["--format", "json"]);
    assert!(!without.contains("internal.xlsx"), "{without}");
    fs::write(place.path().join("town/2025-H2/活动台账.xls"), "no workbook").unwrap_or_else(|error| panic!("{error}"));
    let failed = scored(&[]);
    assert!(failed.contains("problems-failed.xlsx") && !failed.contains("internal.xlsx"), "{failed}");
}
