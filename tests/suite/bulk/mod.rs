//! A workbook for each congress, and their roll-up: what stands in them, and what becomes of those of earlier runs.

mod killed;
pub mod land;

use std::fs;

use land::{cells, sha256, Land};

#[test]
fn each_congress_has_its_ranking_and_the_roll_up_adds_up() {
    let land = Land::new(3);
    let said = land.score(&[], 0);
    assert!(said.contains("congresses (12 workbook(s))"), "{said}");
    assert!(!land.out("ranking.xlsx").exists(), "it is divided");
    // In every congress: Ann 3, Bob 2, Cid 1 suggestions, one more for Ann in those of an even number.
    let ranking = cells(&land.out("congresses/P0/C1/T4.xlsx"), "Ranking");
    let row = |name: &str| ranking.iter().find(|row| row.iter().any(|cell| cell == name)).cloned().unwrap_or_default();
    assert_eq!(row("Ann4").get(..3).map(<[String]>::concat), Some("1Ann4T4a".into()));
    assert!(row("Ann4").iter().any(|cell| cell == "4") && row("Cid4").iter().any(|cell| cell == "1"), "{ranking:?}");
    let proposed = cells(&land.out("congresses/P0/C1/T4.xlsx"), "best");
    assert!(proposed.concat().concat().contains("Ann4") && !proposed.concat().concat().contains("Cid4"), "{proposed:?}");

    let overview = land.table("Overview");
    assert_eq!(overview, ["12 36 36 2.17 1 2 3 4 1 12 24 12"]);
    // C0 holds T0, T1, T2: totals 4 2 1, 3 2 1, 4 2 1; exact mean 20/9; at places 2, 4 and 6 of 1 1 1 2 2 2 3 4 4 stand 1, 2 and 3.
    let counties = land.table("C roll-up");
    assert_eq!(counties.first().map(String::as_str), Some("P0 C0 3 9 9 2.22 1 2 3 4 1 3 6 3"));
    let towns = land.table("T roll-up");
    assert_eq!(towns.len(), 12);
    assert_eq!(towns.get(4).map(String::as_str), Some("P0 C1 T4 3 3 2.33 1.5 2 3 4 1 1 2 1 P0/C1/T4.xlsx"));
    let table = fs::read_to_string(land.out("congresses.csv")).unwrap_or_default();
    assert!(table.contains("\ncounty,P0,C0,,,3,9,9,2.22,20/9,1.00,1.00,2.00,3.00,4.00,3,6,0,3,0,0,\n"), "{table}");
    assert_eq!(table.lines().count(), 1 + 1 + 2 + 4 + 12);
}

#[test]
fn the_manifest_and_the_list_vouch_for_every_workbook() {
    let land = Land::new(2);
    land.score(&[], 0);
    let said = land.run("verify out", 0);
    assert!(said.contains("come out the same again"), "{said}");
    let list = fs::read_to_string(land.out("congresses.sha256")).unwrap_or_default();
    assert_eq!(list.lines().filter(|line| !line.starts_with('#')).count(), 8);
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let (hash, path) = line.split_once("  ").unwrap_or_default();
        assert_eq!(sha256(&land.out(path)), hash, "{path}");
    }
    let workbook = land.out("congresses/P0/C0/T1.xlsx");
    let mut bytes = fs::read(&workbook).unwrap_or_default();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&workbook, &bytes).unwrap_or_else(|error| panic!("{error}"));
    let said = land.run("verify out", 1);
    assert!(said.contains("congresses/P0/C0/T1.xlsx: does not match"), "{said}");
    // Who mends the list and the manifest too is found out by the inputs.
    let (known, forged) =
        (sha256(&land.out("congresses.sha256")), list.replace(&land.hash_of("congresses/P0/C0/T1.xlsx"), &sha256(&workbook)));
    fs::write(land.out("congresses.sha256"), forged).unwrap_or_else(|error| panic!("{error}"));
    let manifest = fs::read_to_string(land.out("manifest.json")).unwrap_or_default();
    fs::write(land.out("manifest.json"), manifest.replace(&known, &sha256(&land.out("congresses.sha256"))))
        .unwrap_or_else(|error| panic!("{error}"));
    let said = land.run("verify out", 1);
    assert!(said.contains("congresses/P0/C0/T1.xlsx: comes out differently"), "{said}");
}

#[test]
fn the_same_again_writes_nothing_and_other_inputs_write_all_anew() {
    let land = Land::new(2);
    land.score(&["--jobs", "1"], 0);
    let first = land.files();
    let said = land.score(&["--jobs", "3"], 0);
    assert!(said.contains("8 workbook(s), 8 of them by an earlier run"), "{said}");
    assert_eq!(land.files(), first, "the same bytes");
    // One more suggestion, and a town that is called otherwise.
    land.write("in/suggestions.csv", &format!("{}900,Ann0\n", land.read("in/suggestions.csv")));
    land.write("in/roster.csv", &land.read("in/roster.csv").replace("C1,T3", "C1,T33"));
    let said = land.score(&[], 0);
    assert!(said.contains("congresses (8 workbook(s))\n"), "{said}");
    let second = land.files();
    assert!(second.contains_key("congresses/P0/C1/T33.xlsx") && !second.contains_key("congresses/P0/C1/T3.xlsx"), "{:?}", second.keys());
    let fresh = Land::copy(&land);
    fresh.score(&[], 0);
    assert_eq!(second, fresh.files(), "no difference to a run into a new folder");
    land.run("verify out", 0);
}

#[test]
fn a_folder_holds_either_one_ranking_or_one_for_each() {
    let land = Land::new(2);
    land.run("score in --rubric rubric.toml --period 2025-H1 --out out", 0);
    assert!(land.out("ranking.xlsx").exists());
    land.score(&[], 0);
    assert!(!land.out("ranking.xlsx").exists() && land.out("congresses").is_dir());
    land.run("score in --rubric rubric.toml --period 2025-H1 --out out", 0);
    assert!(land.out("ranking.xlsx").exists());
    let left: Vec<String> = land.files().into_keys().filter(|name| name.starts_with("congresses")).collect();
    assert!(left.is_empty(), "{left:?}");
    land.run("verify out", 0);
}

#[test]
fn names_of_every_kind_give_files_that_every_system_takes() {
    let land = Land::new(1);
    let roster = land.read("in/roster.csv");
    let odd = roster
        .replace("C0,T0", "C0,NUL")
        .replace("C1,T1", "c0,a/b:c*?")
        .replace("C2,T2", "C0,nul")
        .replace("C3,T3", "C0,")
        .replace("P1", "P0");
    assert_ne!(odd, roster);
    land.write("in/roster.csv", &odd);
    land.score(&[], 0);
    let found: Vec<String> = land.files().into_keys().filter(|name| name.ends_with("xlsx") && name.starts_with("congresses/")).collect();
    assert_eq!(
        found,
        ["congresses/P0/C0/_NUL.xlsx", "congresses/P0/C0/_nul-2.xlsx", "congresses/P0/C0/blank.xlsx", "congresses/P0/c0-2/a·b·c··.xlsx"]
    );
    land.run("verify out", 0);
}

#[test]
fn columns_that_cannot_divide_are_refused_before_anything_is_written() {
    let land = Land::new(1);
    let refused = |each: &str, why: &str| {
        let said = land.fail(&format!("score in --rubric rubric.toml --period 2025-H1 --out out --each {each}"));
        assert!(said.contains(why), "{each}: {said}");
        assert!(!land.out("").exists(), "{each}");
    };
    refused("town", "the roster has no column town");
    refused("phone", "the roster has no column phone");
    refused("county,county", "county is named twice");
    refused("name", "has people of both");
    refused("congress --format json", "name xlsx among --format");
}

/// Two grades of two and one: where only two are left, they do not fit.
#[test]
fn a_congress_with_an_error_says_so_and_the_others_are_ranked() {
    let land = Land::new(1);
    let places =
        land.read("rubric.toml").replace("from = 3", "places = { number = 2 }").replace("\"fair\"", "\"fair\"\nplaces = { number = 1 }");
    land.write("rubric.toml", &places);
    land.write("in/roster.csv", &land.read("in/roster.csv").replace("T2c,Cid2,P1,C2,T2\n", ""));
    land.write("in/suggestions.csv", &land.read("in/suggestions.csv").replace("、Cid2", ""));
    let said = land.score(&[], 1);
    assert!(said.contains("error[grade/places]") && said.contains("Not ranked because of errors: P1/C2/T2"), "{said}");
    let towns = land.table("T roll-up");
    assert_eq!(towns.get(1).map(String::as_str), Some("P0 C1 T1 3 3 2 1.5 2 2.5 3 1 2 1 1 0 P0/C1/T1.xlsx"));
    assert_eq!(towns.get(2).map(String::as_str), Some("P1 C2 T2 2 0 — — — — — — 0 0 0 2 P1/C2/T2.xlsx"));
    let workbook = land.out("congresses/P1/C2/T2.xlsx");
    assert!(cells(&workbook, "Ranking").concat().concat().contains("not ranked because of errors in the data, see “Problems”"));
    assert!(cells(&workbook, "Problems").concat().concat().contains("grade/places"));
    land.run("verify out", 0);
}

#[test]
fn a_folder_that_is_not_finished_is_no_input_and_does_not_verify() {
    let land = Land::new(1);
    land.score(&[], 0);
    land.write("out/congresses.unfinished", "");
    let said = land.run("verify out", 1);
    assert!(said.contains("not finished"), "{said}");
    land.score(&[], 0);
    land.run("verify out", 0);
}
