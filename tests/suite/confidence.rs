//! How sure ranks are: the sheets and the block in the results, with a seed only, the same for any number of threads.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::program::{duly, folder, printed, shared};
use super::verifying::{laid_out, write};

/// Scores the sample with these arguments.
fn sample(out: &Path, more: &[&str]) -> Value {
    let out_name = out.to_string_lossy();
    let mut arguments = vec!["score", "sample_data/2025-H2", "--rubric", "rubrics/township.toml", "--out", &out_name];
    arguments.extend(more);
    let output = duly(&arguments);
    assert_eq!(output.status.code(), Some(0), "{}{}", printed(&output), String::from_utf8_lossy(&output.stderr));
    results(out)
}

fn results(out: &Path) -> Value {
    let text = fs::read_to_string(out.join("results.json")).unwrap_or_else(|error| panic!("{error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or_else(|| panic!("no list: {value}"), Vec::as_slice)
}

#[test]
fn with_a_seed_ranks_are_told_with_how_sure_they_are() {
    let place = folder();
    let seeded = ["--seed", "7", "--draws", "200"];
    let (one, two) = (place.path().join("one"), place.path().join("two"));
    let found = sample(&one, &[&seeded[..], &["--jobs", "1"]].concat());
    let _ = sample(&two, &[&seeded[..], &["--jobs", "2"]].concat());
    for name in ["ranking.xlsx", "results.json", "manifest.json"] {
        assert!(fs::read(one.join(name)).ok() == fs::read(two.join(name)).ok(), "{name} differs between 1 and 2 jobs");
    }
    checked(&found);
    let verified = duly(&["verify", &one.to_string_lossy()]);
    assert_eq!(verified.status.code(), Some(0), "{}", printed(&verified));

    let other = sample(&place.path().join("other"), &["--seed", "8", "--draws", "200", "--format", "json"]);
    assert_ne!(found["confidence"]["peers"], other["confidence"]["peers"]);
    let plain = sample(&place.path().join("plain"), &["--format", "xlsx,json"]);
    assert!(plain.get("confidence").is_none());
    assert_eq!(plain["subjects"], found["subjects"]);
    let (with, without) = (sheets(&one), sheets(&place.path().join("plain")));
    let more: Vec<&String> = with.iter().filter(|name| !without.contains(name)).collect();
    assert_eq!(more, ["名次可信度", "权重的影响", "名次区间图"]);
}

fn sheets(out: &Path) -> Vec<String> {
    use calamine::{open_workbook, Reader, Xlsx};
    let book: Xlsx<_> = open_workbook(out.join("ranking.xlsx")).unwrap_or_else(|error: calamine::XlsxError| panic!("{error}"));
    book.sheet_names()
}

/// The block has what other programs rely on, and it is sound.
fn checked(results: &Value) {
    let block = &results["confidence"];
    assert_eq!((&block["seed"], &block["draws"]), (&7.into(), &200.into()));
    assert_eq!((block["level"].as_str(), block["spread"].as_str()), (Some("0.9"), Some("0.2")));
    let held: Vec<&Value> = list(&block["held"]).iter().map(|one| &one["of"]).collect();
    assert_eq!(held, ["tie-break", "barred"]);
    let peers = list(&block["peers"]);
    assert_eq!(peers.len(), 2);
    for peer in peers {
        assert_eq!(peer["reckoned"], true);
        assert_eq!(peer["ballots"], serde_json::json!(["voters", "presidium-marks", "peer-marks"]));
        let ranked = list(&results["subjects"]).iter().filter(|one| one["peer"] == peer["peer"] && one["status"] == "ranked");
        let official: Vec<(&Value, &Value)> = ranked.map(|one| (&one["key"], &one["rank"])).collect();
        let told: Vec<(&Value, &Value)> = list(&peer["subjects"]).iter().map(|one| (&one["key"], &one["rank"])).collect();
        assert_eq!(told, official, "the same people in the same order");
        for influence in list(&peer["influences"]) {
            assert!(["dimension", "part", "bonus-cap", "rounding", "ballots"].contains(&influence["of"].as_str().unwrap_or("")));
            let total: f64 = influence["total"].as_str().and_then(|text| text.parse().ok()).unwrap_or(f64::NAN);
            assert!((0.0..2.0).contains(&total), "{influence}");
        }
        for sure in list(&peer["subjects"]) {
            let number = |value: &Value| value.as_u64().unwrap_or_else(|| panic!("{sure}"));
            let rank = number(&sure["rank"]);
            for kind in ["ballots", "weights"] {
                let (low, high) = (number(&sure[kind]["low"]), number(&sure[kind]["high"]));
                assert!((1..=rank).contains(&low) && high >= rank && high <= told.len() as u64, "{sure}");
                let within = sure[kind]["within"].as_str();
                assert!(within.is_none_or(|share| share.parse().is_ok_and(|share: f64| (0.0..=1.0).contains(&share))), "{sure}");
            }
            let set = list(&sure["set"]);
            assert!(number(&set[0]) <= rank && rank <= number(&set[1]), "{sure}");
            assert_eq!(sure["without"].as_object().map(serde_json::Map::len), Some(6), "{sure}");
            assert!(sure["near-edge"].is_boolean() && (sure["moved-by"].is_string() == (sure["near-edge"] == true)), "{sure}");
        }
        // Places are shared out: within the quota is, on average, who has a place.
        let shares = list(&peer["subjects"]).iter().filter_map(|sure| sure["ballots"]["within"].as_str());
        let within: u64 = shares.filter_map(|share| share.replace('.', "").parse::<u64>().ok()).sum();
        let places = list(&peer["places"]).first().and_then(Value::as_u64).unwrap_or(0);
        assert!((places * 10_000..places * 13_000).contains(&within), "{within} of {places}");
    }
}

#[test]
fn an_explanation_tells_how_sure_the_rank_is_where_a_seed_is_given() {
    let tell = |more: &[&str]| {
        let asked = ["explain", "sample_data/2025-H2", "--rubric", "township", "--who", "Z010046", "--criterion", "voters"];
        printed(&duly(&[&asked, more].concat()))
    };
    let seeded = ["--seed", "7", "--draws", "200"];
    let place = folder();
    let results = sample(place.path(), &[&seeded[..], &["--format", "json"]].concat());
    let told = tell(&[&seeded[..], &["--lang", "zh"]].concat());
    let line = told.lines().find(|line| line.contains("名次可信度")).unwrap_or_else(|| panic!("{told}"));
    let subjects = list(&results["confidence"]["peers"]).iter().flat_map(|peer| list(&peer["subjects"]));
    let own = subjects.filter(|one| one["key"] == "Z010046").map(|one| &one["ballots"]).next().unwrap_or(&Value::Null);
    let (low, high) = (&own["low"], &own["high"]);
    assert!(line.contains("种子7") && line.contains(&format!("按测评多在第{low}至第{high}名之间")), "{line}: {own}");
    let english = tell(&[&seeded[..], &["--lang", "en"]].concat());
    assert!(english.contains("How sure the rank is (beside the official rank, never instead; 200 draws, seed 7)"), "{english}");
    // Without a seed nothing is drawn and nothing is said.
    let plain = tell(&["--lang", "zh"]);
    let rest: Vec<&str> = told.lines().filter(|line| !line.contains("名次可信度")).collect();
    assert_eq!(plain.lines().collect::<Vec<_>>(), rest);
}

#[test]
fn without_a_seed_there_is_nothing_to_draw() {
    let output = duly(&["score", "sample_data/2025-H2", "--rubric", "township", "--out", "nowhere", "--draws", "500"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--seed"), "{}", String::from_utf8_lossy(&output.stderr));
}

const TWO_DIMENSIONS: &str = r#"
[rubric]
id = "plain"
name = "plain"
version = "1"
locale = "en"
in-force = { from = 2025-01-01 }
subject = { table = "roster", name = "name", key = ["name"] }
[tables.roster]
sheet = ["roster"]
columns.name = { header = ["name"], type = "text" }
columns.one = { header = ["one"], type = "number" }
columns.two = { header = ["two"], type = "number" }
[dimensions.one]
name = "first"
full = 50
[dimensions.two]
name = "second"
full = 50
[criteria.one]
name = "one"
clause = "1"
dimension = "one"
from = "roster"
measure = { value = "one" }
points = { full = 50, of = 50 }
examples = [{ why = "half", rows = [{ one = 25 }], points = 25 }]
[criteria.two]
name = "two"
clause = "2"
dimension = "two"
from = "roster"
measure = { value = "two" }
points = { full = 50, of = 50 }
examples = [{ why = "half", rows = [{ two = 25 }], points = 25 }]
"#;

#[test]
fn where_nothing_rests_on_ballots_only_weights_are_told_and_said() {
    let place = laid_out(TWO_DIMENSIONS, &[]);
    write(place.path(), "in/roster.csv", "name,one,two\nAnn,50,10\nBob,10,49\nCid,5,5\n");
    let at = |name: &str| place.path().join(name).to_string_lossy().into_owned();
    let output = duly(&[
        "score",
        &at("in"),
        "--rubric",
        &at("rubric.toml"),
        "--period",
        "2025",
        "--out",
        &at("out"),
        "--seed",
        "1",
        "--draws",
        "400",
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    let found = results(&place.path().join("out"));
    let peer = &found["confidence"]["peers"][0];
    assert_eq!(peer["ballots"], serde_json::json!([]));
    let told: Vec<(u64, Option<u64>, Option<u64>)> = list(&peer["subjects"])
        .iter()
        .map(|sure| (sure["rank"].as_u64().unwrap_or(0), sure["weights"]["low"].as_u64(), sure["weights"]["high"].as_u64()))
        .collect();
    assert_eq!(told, [(1, Some(1), Some(2)), (2, Some(1), Some(2)), (3, Some(3), Some(3))]);
    assert!(list(&peer["subjects"]).iter().all(|sure| sure["ballots"].is_null() && sure["set"].is_null()));
    assert_eq!(peer["subjects"][0]["without"], serde_json::json!({ "one": 2, "two": 1 }));
    let text = sheet_text(&place.path().join("out"), "Rank confidence");
    assert!(text.contains("totals do not rest on ballots"), "{text}");
    assert!(text.contains("1st; by weights mostly between 1st and 2nd"), "{text}");
    assert!(text.contains("never instead"), "{text}");
}

fn sheet_text(out: &Path, name: &str) -> String {
    use calamine::{open_workbook, Reader, Xlsx};
    let mut book: Xlsx<_> = open_workbook(out.join("ranking.xlsx")).unwrap_or_else(|error: calamine::XlsxError| panic!("{error}"));
    let range = book.worksheet_range(name).unwrap_or_else(|error| panic!("{name}: {error}"));
    range.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("\t")).collect::<Vec<_>>().join("\n")
}

/// 559 members, of whom the best 50 are looked for: all of them are told, and who is far from the cut is sure.
#[test]
#[ignore = "needs ../shared"]
fn the_members_of_a_parliament_are_told_with_intervals_and_the_best_fifty() {
    let Some(source) = shared("data/prs_lok_sabha/mps_17th.csv") else { return };
    let place = folder();
    let rubric = fs::read_to_string("rubrics/parliament.toml").unwrap_or_default().replace("{ number = 20 }", "{ number = 50 }");
    write(place.path(), "rubric.toml", &rubric);
    let at = |name: &str| place.path().join(name).to_string_lossy().into_owned();
    let output =
        duly(&["score", &source.to_string_lossy(), "--rubric", &at("rubric.toml"), "--out", &at("out"), "--seed", "1", "--draws", "1000"]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    let found = results(&place.path().join("out"));
    let peer = &found["confidence"]["peers"][0];
    assert_eq!((&peer["reckoned"], &peer["places"]), (&true.into(), &serde_json::json!([50])));
    let subjects = list(&peer["subjects"]);
    assert!(subjects.len() > 500, "{}", subjects.len());
    let share = |sure: &Value| sure["weights"]["within"].as_str().and_then(|share| share.parse::<f64>().ok());
    let sure = subjects.iter().filter(|one| share(one).is_some_and(|share| share > 0.95)).count();
    let open = subjects.iter().filter(|one| share(one).is_some_and(|share| share > 0.05)).count();
    assert!(sure <= 50 && (50..100).contains(&open), "{sure} sure, {open} open");
    let total: f64 = list(&peer["influences"]).iter().filter_map(|one| one["total"].as_str()?.parse::<f64>().ok()).sum();
    assert!(total > 0.8, "{}", peer["influences"]);
}
