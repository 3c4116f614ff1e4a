//! Each check on sheets that hold just what it is for, and beside it what must not be told.

use serde_json::Value;

use super::super::program::{duly_in, folder, lines, printed};
use super::super::verifying::write;
use super::rubric::RUBRIC;

const NAMES: [&str; 9] = ["Ann", "Ben", "Cid", "Dot", "Eve", "Fay", "Gil", "Hal", "Ida"];

/// The flags of one kind, over these sheets of 2025.
#[track_caller]
fn told(kind: &str, sheets: &[(&str, String)]) -> Vec<Value> {
    let place = folder();
    write(place.path(), "rubric.toml", RUBRIC);
    let roster = NAMES.map(|name| format!("T-{name},{name},town\n")).concat();
    write(place.path(), "2025/roster.csv", &format!("card,name,level\n{roster}D-Ann,Ann,district\n"));
    for (name, text) in sheets {
        write(place.path(), &format!("2025/{name}.csv"), text);
    }
    let scored = duly_in(place.path(), &["score", "2025", "--rubric", "rubric.toml", "--out", "out", "--json", "--lang", "en"]);
    assert_eq!(scored.status.code(), Some(0), "{}{}", printed(&scored), String::from_utf8_lossy(&scored.stderr));
    lines(&scored).into_iter().filter(|line| line["type"] == "flag" && line["kind"] == kind).collect()
}

fn message(flag: &Value) -> &str {
    flag["message"].as_str().unwrap_or_default()
}

fn activities(rows: &str) -> (&'static str, String) {
    ("activities", format!("date,place,part of day,signed in,days,level,people,state\n{rows}"))
}

#[test]
fn two_places_in_one_half_day_are_told_and_two_half_days_are_not() {
    let rows = "2025-03-05,East hall,morning,,,town,Ben,yes\n2025-03-05,West hall,morning,,,town,Ben,yes\n\
                2025-03-06,East hall,morning,,,town,Ben,yes\n2025-03-06,West hall,afternoon,,,town,Ben,yes\n\
                2025-03-07,East hall,morning,,,town,Cid,yes\n2025-03-07,online,morning,,,town,Cid,yes\n\
                2025-03-08,East hall,,2025-03-08 09:10,,town,Dot,yes\n2025-03-08,West hall,,2025-03-08 10:20,,town,Dot,no\n";
    let flags = told("presence/two-places", &[activities(rows)]);
    let who: Vec<&Value> = flags.iter().map(|flag| &flag["who"][0]).collect();
    assert_eq!(who, ["T-Ben", "T-Dot"], "{flags:#?}");
    assert_eq!(flags[0]["places"][1]["cell"], "B3");
}

#[test]
fn three_people_in_one_second_are_told_and_two_are_not() {
    let row = |name: &str, time: &str| format!("2025-03-05,East hall,,{time},,town,{name},yes\n");
    let same = "2025-03-05 09:00:01";
    let rows = [row("Ben", same), row("Cid", same), row("Dot", same), row("Eve", "2025-03-05 09:00:02"), row("Fay", "2025-03-05 09:00:02")];
    let flags = told("presence/same-second", &[activities(&rows.concat())]);
    assert_eq!(flags.len(), 1, "{flags:#?}");
    assert_eq!(flags[0]["figures"]["people"], "3");
}

#[test]
fn both_mandates_for_one_row_are_told_unless_the_row_names_the_level() {
    let open = "2025-03-05,East hall,,,,,Ann,yes\n2025-03-06,East hall,,,,town,Ann,yes\n";
    let flags = told("mandate/both", &[activities(open)]);
    assert_eq!(flags.len(), 1, "{flags:#?}");
    assert_eq!(flags[0]["figures"]["rows"], "1");
    assert!(told("mandate/both", &[activities("2025-03-06,East hall,,,,town,Ann,yes\n")]).is_empty());
}

#[test]
fn who_is_mostly_unverified_is_told() {
    let row = |name: &str, state: &str, count: usize| {
        (0..count).map(|day| format!("2025-03-{:02},East hall,,,,town,{name},{state}\n", day + 1)).collect::<Vec<_>>().concat()
    };
    let rows = [row("Ben", "no", 5), row("Ben", "yes", 4), row("Cid", "no", 4), row("Dot", "no", 5), row("Dot", "yes", 6)].concat();
    let flags = told("entry/unverified", &[activities(&rows)]);
    assert_eq!(flags.len(), 1, "{flags:#?}");
    assert_eq!(message(&flags[0]), "5 of 9 entries are not verified and do not count.");
}

fn suggestions(rows: &[(&str, &str, &str)]) -> (&'static str, String) {
    let rows = rows.iter().map(|(title, day, lead)| format!("{title},2025-{day},{lead},town\n")).collect::<Vec<_>>().concat();
    ("suggestions", format!("title,date,lead,level\n{rows}"))
}

#[test]
fn a_rush_at_the_end_is_told_and_one_of_everybody_is_not() {
    let usual = [
        ("mend the old stone bridge", "03-01", "Cid"),
        ("plant trees by the river", "04-01", "Dot"),
        ("light the lower lane", "05-01", "Eve"),
    ];
    let rush = [
        ("gravel for the mill track", "12-28", "Ben"),
        ("benches in the market", "12-29", "Ben"),
        ("a ramp at the clinic", "12-30", "Ben"),
    ];
    let flags = told("text/padded", &[suggestions(&[&usual[..], &rush].concat())]);
    assert_eq!(flags.len(), 1, "{flags:#?}");
    assert!(message(&flags[0]).ends_with("just what the rubric still pays for."), "{flags:#?}");
    // Two of three is no rush, and where all come late nobody is apart.
    assert!(told("text/padded", &[suggestions(&[&usual[..], &rush[..2]].concat())]).is_empty());
    let all_late = usual.map(|(title, _, lead)| (title, "12-28", lead));
    assert!(told("text/padded", &[suggestions(&[&all_late[..], &rush].concat())]).is_empty());
}

#[test]
fn texts_of_a_word_are_told() {
    let short = [("修路", "03-01", "Ben"), ("关于架桥的建议", "04-01", "Ben"), ("路灯", "05-01", "Ben"), ("路灯", "05-02", "Cid")];
    let flags = told("text/padded", &[suggestions(&short)]);
    assert_eq!(flags.len(), 1, "{flags:#?}");
    assert_eq!(flags[0]["figures"]["short"], "3");
}

#[test]
fn a_rater_far_from_the_others_and_one_with_one_mark_for_all_are_told() {
    let header = format!("rater,{}\n", NAMES[1..].join(","));
    let row = |code: &str, less: i64| {
        let marks = (0..8).map(|number| (88 - number + (number * 7 + less) % 3 - less).to_string()).collect::<Vec<_>>();
        format!("{code},{}\n", marks.join(","))
    };
    let usual: String = (1..=6).map(|number| row(&format!("r{number}"), number % 3)).collect();
    let severe = row("r7", 20);
    let flags = told("rater/severity", &[("marks", format!("{header}{usual}{severe}"))]);
    assert_eq!(flags.len(), 1, "{flags:#?}");
    assert_eq!(flags[0]["places"][0]["cell"], "8");
    assert!(message(&flags[0]).contains("below the other raters"));
    let straight = format!("r8{}\n", ",85".repeat(8));
    let flags = told("rater/straight-line", &[("marks", format!("{header}{usual}{straight}"))]);
    assert_eq!(flags.len(), 1, "{flags:#?}");
    assert!(told("rater/severity", &[("marks", format!("{header}{usual}"))]).is_empty());
}

#[test]
fn numbers_of_a_station_that_contradict_each_other_are_told() {
    let stations = "station,opened on,visits,cases,received,solved,passed,days open,days planned\n\
                    East,2025-02-01,7,5,9,5,4,10,12\nWest,2025-06-01,7,9,9,6,4,13,12\n";
    let receptions = "station,date,people,visits\nEast,2025-03-01,Ben,4\nEast,2025-03-02,Cid,3\nWest,2025-03-02,Dot,6\n";
    let sheets = [("stations", stations.to_owned()), ("receptions", receptions.to_owned())];
    let mut told: Vec<String> = told("station/numbers", &sheets).iter().map(|flag| message(flag).to_owned()).collect();
    told.sort();
    let expected = [
        "West: cases 9 is more than visits 7.",
        "West: days open 13 is more than days planned 12.",
        "West: opened on 2025-06-01, yet 1 reception(s) are dated before.",
        "West: solved 6 + passed 4 is more than received 9.",
        "West: visits is 7, while the register's rows sum to 6.",
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_survey_in_haste_is_told_and_a_careful_one_is_not() {
    let export = |seconds: usize, step: usize| {
        let head = "序号,提交答卷时间,所用时间,来源,来源详情,来自IP,1、请您对Ben评价,2、请您对Cid评价,3、请您对Dot评价\n";
        let rows = (0..10).map(|number| {
            format!("{number},2025/03/03 12:{:02}:00,{seconds}秒,微信,N/A,10.0.0.{number},80,90,{}\n", number * step, 70 + number)
        });
        format!("{head}{}", rows.collect::<String>())
    };
    let rubric = RUBRIC.replace("columns.rater = { header = [\"rater\"], type = \"name\" }\n", "");
    let survey = |text: String| {
        let place = folder();
        write(place.path(), "rubric.toml", &rubric);
        let roster = NAMES.map(|name| format!("T-{name},{name},town\n")).concat();
        write(place.path(), "2025/roster.csv", &format!("card,name,level\n{roster}"));
        write(place.path(), "2025/marks.csv", &text);
        let scored = duly_in(place.path(), &["score", "2025", "--rubric", "rubric.toml", "--out", "out", "--json", "--lang", "en"]);
        let flags = lines(&scored).into_iter().filter(|line| line["kind"] == "survey/hasty").collect::<Vec<_>>();
        (scored.status.code(), flags)
    };
    let (exit, flags) = survey(export(1, 0));
    assert_eq!((exit, flags.len()), (Some(0), 1), "{flags:#?}");
    assert!(message(&flags[0]).contains("10 took less than a second"), "{flags:#?}");
    assert!(message(&flags[0]).contains("10 were sent in the same second"), "{flags:#?}");
    assert!(!flags[0].to_string().contains("10.0.0"), "no address leaves");
    assert_eq!(survey(export(60, 1)), (Some(0), Vec::new()));
}
