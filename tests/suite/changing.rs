//! `duly rubric diff`: what a new version of a rubric says otherwise, and what it does to whom.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use super::program::{duly, duly_in, lines, printed, project};
use super::verifying::{laid_out, write, ROSTER, RUBRIC, SUGGESTIONS};

/// The small rubric and its inputs, and beside it a changed one.
fn two(changes: &[(&str, &str)]) -> TempDir {
    let place = laid_out(RUBRIC, &[("2025-H1/roster.csv", ROSTER), ("2025-H1/suggestions.csv", SUGGESTIONS)]);
    let mut text = RUBRIC.to_owned();
    for (what, instead) in changes {
        assert!(text.contains(what), "{what}");
        text = text.replacen(what, instead, 1);
    }
    write(place.path(), "new.toml", &text);
    place
}

/// Two for each, and the second of two signers gets nothing: Ann 2 → 4, Bob 2 → 2, Cid 1 → 0.
const CHANGES: [(&str, &str); 4] = [
    ("points = { each = 1 }", "points = { each = 2 }\nsplit = { lead = 1, joint = 1, most = 1 }"),
    ("rows = [{ number = \"1\" }], points = 1", "rows = [{ number = \"1\" }], points = 2"),
    ("from = 2025-01-01", "from = 2026-01-01"),
    ("version = \"1\"", "version = \"2\""),
];

#[test]
fn every_change_of_the_town_is_told_at_its_article() {
    let text = fs::read_to_string(project().join("rubrics/township.toml")).unwrap_or_else(|error| panic!("{error}"));
    let place = laid_out(&text, &[]);
    for (what, instead, id) in [
        ("issuer   = \"清溪镇", "issuer   = \"青溪镇", "rubric"),
        ("called     = \"代表\"", "called     = \"委员\"", "rubric.subject"),
        ("\"会议签到\"]", "\"会议签名\"]", "tables.meetings"),
        ("\"旷会\", \"旷\"", "\"旷会\"", "tables.meetings"),
        ("floor = 0\npart", "floor = 1\npart", "dimensions.session"),
        ("clause    = \"第五条第一项\"", "clause    = \"第五条第一款\"", "criteria.attend"),
        ("late = 0.5, absent = 0 }, excused", "late = 0.4, absent = 0 }, excused", "criteria.attend"),
        ("minimum = 15, few = \"excused\"", "minimum = 15, few = \"not-required\"", "criteria.voters"),
        ("points = 6\n", "points = 7\n", "criteria.motions"),
        ("not-in-office = \"renormalise\"", "not-in-office = \"zero\"", "criteria.attend"),
        ("below = 1 }]\n\n[bonus]", "below = 2 }]\n\n[bonus]", "base"),
        ("cap = 10\n", "cap = 11\n", "bonus"),
        ("missing = \"renormalise\"", "missing = \"zero\"", "blend"),
        ("weight = 0.6", "weight = 0.5", "blend"),
        ("decimals = 2", "decimals = 1", "rubric.rounding"),
        ("at-least = 2 }", "at-least = 3 }", "vetoes.truant"),
        ("from = 85", "from = 86", "grades"),
        ("ties      = \"shared\"", "ties      = \"dense\"", "standing"),
        ("list-if   = [{ exposure = true, below = 0.5", "list-if   = [{ exposure = true, below = 0.4", "standing"),
        ("points = 20\npart   = \"duty\"", "points = 20\npart   = \"voters\"", "base"),
        ("word   = \"表扬\"", "word   = \"表彰\"", "selection"),
        ("per    = \"peer\"", "per    = \"station\"", "selection"),
        ("is = [\"leader\"]", "is = [\"enterprise\"]", "selection"),
        ("at-least = 1 }\nper", "at-least = 2 }\nper", "selection"),
        ("unit    = \"人次\"", "unit    = \"次\"", "figures.visits"),
    ] {
        assert!(text.contains(what), "{what}");
        write(place.path(), "new.toml", &text.replacen(what, instead, 1));
        let output = duly_in(place.path(), &["rubric", "diff", "rubric.toml", "new.toml", "--json"]);
        let told = lines(&output);
        assert!(told.iter().any(|line| line["type"] == "change" && line["id"] == id), "{instead}: {id}, but {told:#?}");
    }
}

#[test]
fn what_is_new_gone_and_changed_is_told_in_words() {
    let added = "[criteria.more]\nname = \"more\"\nclause = \"2\"\ndimension = \"all\"\nfrom = \"suggestions\"\npoints = { each = 1 }\n[criteria.suggest]";
    let place = two(&[CHANGES[0], CHANGES[1], ("[criteria.suggest]", added)]);
    let text = printed(&duly_in(place.path(), &["rubric", "diff", "rubric.toml", "new.toml"]));
    for said in [
        "〔added〕more（criteria.more）\n      Clause: 2\n",
        "Points (was): the measure is the points\n      Points (now): 2 for each\n",
        "Example (was): one → 1\n      Example (now): one → 2\n",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    let back = printed(&duly_in(place.path(), &["rubric", "diff", "new.toml", "rubric.toml"]));
    assert!(back.contains("〔removed〕more（criteria.more）"), "{back}");
}

#[test]
fn comments_change_nothing_and_ids_are_noted() {
    let said = |changes: &[(&str, &str)]| printed(&duly_in(two(changes).path(), &["rubric", "diff", "rubric.toml", "new.toml"]));
    assert!(said(&[("[dimensions.all]", "# a remark\n\n[dimensions.all]")]).contains("The two rubrics say the same."));
    assert!(said(&[("columns.level", "columns.tier"), ("peers = [\"level\"]", "peers = [\"tier\"]")]).contains("only ids"));
}

#[test]
fn who_gains_and_who_loses_is_told_largest_first() {
    let place = two(&CHANGES);
    let output = duly_in(place.path(), &["rubric", "diff", "rubric.toml", "new.toml", "2025-H1", "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    let told = lines(&output);
    let effect = told.iter().find(|line| line["type"] == "effect").unwrap_or(&Value::Null);
    let count = |key: &str| effect[key].as_u64();
    assert_eq!(["subjects", "up", "down", "same"].map(count), [Some(3), Some(1), Some(1), Some(1)], "{effect}");
    let shifts: Vec<&Value> = told.iter().filter(|line| line["type"] == "shift").collect();
    let row = |shift: &&Value| {
        (shift["name"].clone(), shift["difference"].clone(), shift["before"]["rank"].clone(), shift["after"]["rank"].clone())
    };
    let rows: Vec<(Value, Value, Value, Value)> = shifts.iter().map(row).collect();
    // Ann and Bob shared the first rank.
    let expected = [
        ("Ann".into(), "2".into(), 1.into(), 1.into()),
        ("Cid".into(), "-1".into(), 3.into(), 3.into()),
        ("Bob".into(), "0".into(), 1.into(), 2.into()),
    ];
    assert_eq!(rows, expected);
    let text = printed(&duly_in(place.path(), &["rubric", "diff", "rubric.toml", "new.toml", "2025-H1"]));
    assert!(text.contains("Ann（T1，town）  2.00 → 4.00（+2.00）\n"), "{text}");
    assert!(text.contains("not in force then"), "{text}");
}

#[test]
fn what_cannot_be_compared_ends_with_1_or_2() {
    let place = two(&CHANGES[..1]);
    let failing = duly_in(place.path(), &["rubric", "diff", "rubric.toml", "new.toml", "2025-H1"]);
    assert_eq!(failing.status.code(), Some(1), "an example of the new version fails");
    assert!(printed(&failing).contains("Not tried") && printed(&failing).contains("rubric/example"), "{}", printed(&failing));
    let drafted = duly_in(place.path(), &["rubric", "diff", "rubric.toml", "new.toml", "2025-H1", "--draft"]);
    assert_eq!(drafted.status.code(), Some(1));
    assert!(printed(&drafted).contains("+2.00"), "{}", printed(&drafted));
    let unknown = duly_in(place.path(), &["rubric", "diff", "rubric.toml", "none-such.toml"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert_eq!(duly(&["rubric", "diff", "township", "rubrics"]).status.code(), Some(2), "a folder of several");
    write(place.path(), "bad.toml", "[rubric]\n");
    let bad = duly_in(place.path(), &["rubric", "diff", "bad.toml", "bad.toml", "--json"]);
    assert_eq!((bad.status.code(), lines(&bad).last().map(|line| line["command"].clone())), (Some(1), Some("rubric diff".into())));
}
