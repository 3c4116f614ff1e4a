//! The sample is the same each time, complete, and holds its special cases.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test may fail on the spot")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::grid::{letters, Book, Cell, Grid};
use super::half::{Half, EVENTFUL};
use super::people::{Fate, Level};
use super::town::{ordinal, Town};
use super::{tables, towns, write, Format, Options};

fn files(options: &Options) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let written = write(options, folder.path()).expect("the sample is written");
    let name = |path: &Path| {
        let relative = path.strip_prefix(folder.path()).expect("below the folder");
        relative.to_string_lossy().replace('\\', "/")
    };
    written.iter().map(|path| (name(path), fs::read(path).expect("a written file"))).collect()
}

fn csv(seed: u64, dirt_per_mille: usize) -> Options {
    Options { seed, dirt_per_mille, format: Format::Csv, ..Options::default() }
}

fn default_town() -> Town {
    towns(&Options::default()).remove(0)
}

fn sheet(books: &[Book], name: &str) -> Grid {
    let found = books.iter().flat_map(|book| &book.grids).find(|grid| grid.sheet == name);
    found.unwrap_or_else(|| panic!("a sheet {name}")).clone()
}

#[test]
fn same_options_same_bytes() {
    let options = Options { periods: 1, dirt_per_mille: 10, ..Options::default() };
    assert_eq!(files(&options), files(&options));
    assert_eq!(files(&csv(7, 5)), files(&csv(7, 5)));
}

#[test]
fn the_folder_sample_data_is_current() {
    let written = files(&Options::default());
    for (name, bytes) in &written {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data").join(name);
        let kept = fs::read(&path).unwrap_or_default();
        assert!(kept == *bytes, "{name} differs: write sample_data again with `duly sample --out sample_data`");
    }
}

#[test]
fn another_seed_another_sample() {
    let (one, other) = (files(&csv(1, 0)), files(&csv(2, 0)));
    assert!(one.keys().eq(other.keys()));
    let differing = one.iter().filter(|(name, bytes)| other.get(*name) != Some(*bytes)).count();
    assert!(differing > one.len() / 2, "{differing} of {}", one.len());
}

#[test]
fn every_period_has_all_tables() {
    let written = files(&csv(2025, 0));
    for period in ["2024-H1", "2024-H2", "2025-H1", "2025-H2"] {
        for table in [
            "代表名册",
            "镇代表会议出勤",
            "区代表会议出勤",
            "建议台账",
            "议案台账",
            "决议决定台账",
            "活动台账",
            "培训签到",
            "接待登记",
            "联络站台账",
            "测评票",
            "计票表",
            "主席团评分",
            "互评（东片）",
            "表彰奖励",
            "六有核查",
            "群众反映事项",
            "任务清单",
            "线上留言",
            "为民实事",
            "联络站满意度",
            "放假安排",
            "被评议单位",
            "视察评议台账",
            "视察评议测评",
        ] {
            assert!(written.contains_key(&format!("{period}/{table}.csv")), "{period} {table}");
        }
    }
}

#[test]
fn congresses_have_folders() {
    let options = Options { congresses: 3, periods: 1, ..csv(2025, 0) };
    let written = files(&options);
    assert!(written.contains_key("2025-H2/白沙镇/代表名册.csv"));
    assert_eq!(written.keys().filter(|name| name.ends_with("/代表名册.csv")).count(), 3);
}

#[test]
fn the_roster_has_the_special_cases() {
    let town = default_town();
    let people = &town.people;
    assert_eq!(people.iter().filter(|person| person.level == Level::District).count(), 12);
    assert_eq!(people.len(), 82);
    let same_name: Vec<_> = people.iter().filter(|person| person.shared_name).collect();
    assert_eq!(same_name.len(), 2);
    let places: BTreeSet<_> = same_name.iter().map(|person| town.told_apart(person)).collect();
    assert_eq!(places.len(), 2, "told apart by village");
    let mut levels: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for person in people {
        levels.entry(person.name.as_str()).or_default().insert(person.level.word());
    }
    assert_eq!(levels.values().filter(|levels| levels.len() == 2).count(), 1, "one at two levels");
    let fates = |fate| people.iter().filter(|person| person.fate == fate).count();
    assert_eq!((fates(Fate::Twin), fates(Fate::Truant), fates(Fate::FewBallots)), (2, 1, 1));
    assert_eq!(people.iter().filter(|person| person.left.is_some()).count(), 1);
    assert_eq!(people.iter().filter(|person| person.suspended.is_some()).count(), 1);
    assert_eq!(people.iter().filter(|person| person.elected > Half::run(1)[0].first_day()).count(), 1);
    assert!(people.iter().filter(|person| person.name.contains('·')).count() >= 3);
}

#[test]
fn the_two_equal_records_agree() {
    let town = default_town();
    let [one, other] = town.twins(EVENTFUL)[..] else { panic!("two of them") };
    let names = [one, other].map(|place| town.told_apart(&town.people[place]));
    let books = tables::books(&town, EVENTFUL);
    for name in ["活动台账", "接待登记"] {
        let grid = sheet(&books, name);
        let rows = |name: &str| {
            let holds = |cell: &Cell| matches!(cell, Cell::Text(text) if text.contains(name));
            grid.rows.iter().filter(|row| row.iter().any(holds)).count()
        };
        assert!(rows(&names[0]) > 0, "{name}");
        assert_eq!(rows(&names[0]), rows(&names[1]), "{name}");
    }
    let counts = sheet(&books, "计票表");
    let spread = [one, other].map(|place| Cell::text(town.spread_out(&town.people[place])));
    let ballots: Vec<_> = counts.rows.iter().filter(|row| spread.contains(&row[2])).map(|row| &row[9..13]).collect();
    assert_eq!(ballots.len(), 2);
    assert_eq!(ballots[0], ballots[1]);
}

#[test]
fn names_are_given_once() {
    let options = Options { subjects: Some(7000), ..Options::default() };
    let town = towns(&options).remove(0);
    let cards: BTreeSet<_> = town.people.iter().map(|person| &person.card).collect();
    assert_eq!(cards.len(), 7000);
    let names: BTreeSet<_> = town.people.iter().map(|person| &person.name).collect();
    assert_eq!(names.len(), 6998, "two share a name, one is there twice");
}

#[test]
fn planted_faults_are_of_every_kind_and_in_place() {
    let written = files(&csv(2025, 20));
    let text = written.get("planted.json").expect("a list of faults");
    let faults: Vec<serde_json::Value> = serde_json::from_slice(text).expect("JSON");
    let codes: BTreeSet<&str> = faults.iter().filter_map(|fault| fault["code"].as_str()).collect();
    assert_eq!(codes.len(), 18, "{codes:?}");
    assert!(!written.contains_key("2025-H2/培训签到.csv"));
    let marks = faults.iter().find(|fault| fault["code"] == "column/missing").expect("one");
    let file = written.get(marks["file"].as_str().unwrap_or_default()).expect("its file");
    assert!(String::from_utf8_lossy(file).contains("怎么办的"));
}

#[test]
fn small_words() {
    assert_eq!(["A", "Z", "AA", "BZ"].map(str::to_owned), [0, 25, 26, 77].map(letters));
    assert_eq!(["三", "十", "十二", "二十", "六十一"].map(str::to_owned), [3, 10, 12, 20, 61].map(ordinal));
}
