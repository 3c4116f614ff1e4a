//! A fault in a row of the roster hides nothing: all that is wrong with the rows that name the person is told at once.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use super::people::rubric;
use super::program::{duly_in, folder, lines, printed};

const ROSTER: &str = "证号,姓名,层级,选区,当选日期,离任日期\n\
    Z001,张三,镇级,东村,2021-03-01,\n\
    Z002,李四,镇级,西村,2021-03-01,\n\
    Z003,王伟,镇级,东村,2021-03-01,\n\
    Z004,王伟,镇级,西村,2021-03-01,\n\
    Q001,赵小明,区级,东村,2021-03-01,\n";

/// Rows of 李四 and others with every kind of fault that only whoever knows the roster can tell.
const TABLES: [(&str, &str); 3] = [
    (
        "会议出勤.csv",
        "姓名,3月5日,3月12日\n张三,出席,出席\n李四,出席,\n王伟（东村）,出席,迟到\n王伟（西村）,出席,出席\n赵小明,出席,未道\n李四,迟到,出席\n",
    ),
    (
        "建议台账.csv",
        "编号,标题,提出日期,领衔代表,联名代表,立案情况\n1,修桥,2025-03-05,李四,赵晓明,立案\n2,修路,2025-13-05,李四,张三,立案\n\
         3,路灯,2025-03-06,李四,,立案\n4,水渠,2025-03-07,张三,李四、王伟,立案\n5,学校,2025-03-08,张三,李四,立案\n",
    ),
    (
        "述职评分.csv",
        "姓名,证号,得分\n张三,Z001,90\n李四,Z002,80\n李四,Z002,85\n李四,Z003,80\n王维,Z002,70\n赵小明,Q001,180\n王伟,,70\n",
    ),
];

fn laid_out(roster: &str) -> TempDir {
    let place = folder();
    let inputs = place.path().join("2025-H1");
    let made = fs::create_dir_all(&inputs).and_then(|()| fs::write(place.path().join("rubric.toml"), rubric()));
    let written = made.and_then(|()| {
        let files = TABLES.into_iter().chain([("代表名册.csv", roster)]);
        files.into_iter().try_for_each(|(name, text)| fs::write(inputs.join(name), text))
    });
    written.unwrap_or_else(|error| panic!("{error}"));
    place
}

/// Code, place and message of each problem.
fn told(place: &TempDir) -> BTreeSet<String> {
    let checked = duly_in(place.path(), &["check", "2025-H1", "--rubric", "rubric.toml", "--json"]);
    let problems: Vec<Value> = lines(&checked).into_iter().filter(|line| line["type"] == "problem").collect();
    problems.iter().map(|line| format!("{} {} {}: {}", line["code"], line["file"], line["cell"], line["message"])).collect()
}

/// The roster's fault alone comes before those that are left when it is mended.
fn nothing_comes_later(sound: &str, faulty: &str, codes: &[&str]) {
    assert!(ROSTER.contains(sound), "{sound}");
    let after = told(&laid_out(ROSTER));
    let at_once = told(&laid_out(&ROSTER.replace(sound, faulty)));
    let later: Vec<&String> = after.difference(&at_once).collect();
    assert!(later.is_empty(), "{faulty}: told only in the second round: {later:#?}");
    let gone: Vec<String> = at_once.difference(&after).map(|line| line.split('"').nth(1).unwrap_or_default().to_owned()).collect();
    assert_eq!(gone, codes, "{faulty}: {:#?}", at_once.difference(&after).collect::<Vec<_>>());
}

#[test]
fn the_folder_holds_each_kind_of_fault() {
    let told = told(&laid_out(ROSTER));
    let codes: BTreeSet<&str> = told.iter().filter_map(|line| line.split('"').nth(1)).collect();
    let expected = [
        "cell/not-a-date",
        "cell/out-of-range",
        "cell/unknown-word",
        "people/key-and-name-differ",
        "people/name-of-two",
        "people/near-name",
        "row/person-twice",
        "row/two-values",
    ];
    assert!(expected.iter().all(|code| codes.contains(code)), "{codes:?}");
}

#[test]
fn a_bad_date_hides_nothing() {
    nothing_comes_later("Z002,李四,镇级,西村,2021-03-01", "Z002,李四,镇级,西村,2021-13-01", &["cell/not-a-date"]);
    nothing_comes_later("Z002,李四,镇级,西村,2021-03-01,", "Z002,李四,镇级,西村,2021-03-01,不明", &["cell/not-a-date"]);
}

#[test]
fn a_bad_date_of_one_of_two_namesakes_leaves_it_open_who_is_meant() {
    nothing_comes_later("Z003,王伟,镇级,东村,2021-03-01", "Z003,王伟,镇级,东村,三月", &["cell/not-a-date"]);
}

#[test]
fn a_bad_level_hides_nothing() {
    nothing_comes_later("Z002,李四,镇级", "Z002,李四,镇极", &["cell/unknown-word"]);
}

#[test]
fn a_key_that_is_another_persons_is_told_though_its_row_has_another_fault() {
    let twice = ROSTER.replace("Z002,李四", "Z001,李四");
    let sound = told(&laid_out(&twice));
    let faulty = told(&laid_out(&twice.replace("Z001,李四,镇级,西村,2021-03-01", "Z001,李四,镇级,西村,不明")));
    let is_key = |line: &&String| line.contains("people/key-of-two");
    assert_eq!(sound.iter().find(is_key), faulty.iter().find(is_key));
    assert!(faulty.iter().any(|line| is_key(&line)));
}

#[test]
fn a_person_whose_name_cannot_be_read_is_known_by_the_key() {
    let told = told(&laid_out(&ROSTER.replace("Z002,李四", "Z002,")));
    let marks = told.iter().filter(|line| line.contains("述职评分.csv") && line.contains("李四")).count();
    let lines = told.iter().filter(|line| line.contains("述职评分.csv")).collect::<Vec<_>>();
    assert_eq!(marks, 1, "of the rows of Z002 only the one that gives another key is told: {lines:#?}");
}

#[test]
fn a_row_set_aside_says_where_the_roster_has_the_fault() {
    let place = laid_out(&ROSTER.replace("Z002,李四,镇级,西村,2021-03-01", "Z002,李四,镇级,西村,2021-13-01"));
    for (language, said) in [
        ("en", "the person's row on the roster has a fault, see 2025-H1/代表名册.csv E3"),
        ("zh", "此人在名册中的行有问题，见 2025-H1/代表名册.csv E3"),
    ] {
        let text = printed(&duly_in(place.path(), &["check", "2025-H1", "--rubric", "rubric.toml", "--lang", language]));
        assert!(text.contains(said), "{text}");
        assert!(!text.contains("没有名册中的在任人员") && !text.contains("nobody of the roster"), "{text}");
    }
}
