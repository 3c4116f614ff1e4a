//! Votes on sheets: the figures of published rules, cell by cell; raters beside each other; who voted.

use std::path::Path;

use duly::base::exact::{Exact, RoundMode};
use duly::rubric::model::Shares;
use proptest::prelude::*;

use super::examples::{holds, told, CONFLICT, REFERENCE, VALUE};
use super::program::{duly, duly_in, folder, printed, project};
use super::standings::sheet_text;

/// The workbook that a golden case or a folder of this file's own gives.
fn scored(rubric: &Path, input: &Path, out: &Path) {
    let [rubric, input, out] = [rubric, input, out].map(|path| path.to_string_lossy().into_owned());
    let output = duly(&["score", &input, "--rubric", &rubric, "--out", &out]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
}

fn golden(name: &str, period: &str) -> tempfile::TempDir {
    let case = project().join("tests/golden").join(name);
    let out = folder();
    scored(&case.join("rubric.toml"), &case.join("in").join(period), out.path());
    out
}

/// The cells of the first row that begins with this name, numbers at four decimals.
fn cells(text: &str, name: &str) -> Vec<String> {
    let line = text.lines().find(|line| line.split('\t').next() == Some(name)).unwrap_or_else(|| panic!("{name}: {text}"));
    let shown = |cell: &str| cell.parse::<f64>().map_or_else(|_| cell.to_owned(), |number| format!("{number:.4}"));
    let mut cells: Vec<String> = line.split('\t').map(shown).collect();
    while cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    cells
}

/// One ballot box of a published formula: 60 %, 82 and 90 % (E12 a).
#[test]
fn the_usual_headlines_of_one_box_stand_side_by_side() {
    let out = golden("e12a-value-mapping", "2010");
    let text = sheet_text(&out.path().join("ranking.xlsx"), "测评算法对照");
    let wanted = ["0.2000", "0.4000", "0.3000", "0.1000", "0.2000", "0.6000", "0.9000", "82.0000", "82.0000"];
    assert_eq!(cells(&text, "乙局")[2..], wanted, "{text}");
    assert!(text.contains("即使全部选民投最低一档，仍得 50 分（最高 100 分）"), "{text}");
}

/// Who does not know, left out and as 0: 85.81 and 79.38 (E12 b).
#[test]
fn the_mean_stands_with_and_without_those_who_do_not_know() {
    let out = golden("e12b-not-counted", "2008");
    let text = sheet_text(&out.path().join("ranking.xlsx"), "测评算法对照");
    let found = cells(&text, "甲局");
    assert_eq!(found[found.len() - 3..], ["85.8108", "79.3750", "85.8108"], "{text}");
    assert!(text.contains("不计不了解\t不了解按 0"), "{text}");
}

#[test]
fn the_turnout_stands_beside_the_counts_and_says_why_there_is_no_score() {
    let out = golden("v-turnout", "2015");
    let text = sheet_text(&out.path().join("ranking.xlsx"), "述职评议汇总");
    let wanted =
        ["80.0000", "50.0000", "50.0000", "48.0000", "46.0000", "0.6250", "0.9600", "30.0000", "10.0000", "3.0000", "3.0000", "2.0000"];
    assert_eq!(cells(&text, "甲")[2..14], wanted, "{text}");
    assert_eq!(cells(&text, "丁").last().map(String::as_str), Some("实到不足"), "{text}");
    assert_eq!(cells(&text, "戊").last().map(String::as_str), Some("没有实到或应到的记录"), "{text}");
    let shares = sheet_text(&out.path().join("ranking.xlsx"), "述职评议算法对照");
    assert_eq!(cells(&shares, "甲")[2..7], ["0.6250", "0.2083", "0.0625", "0.0625", "0.0417"], "{shares}");
}

/// 54, 33, 2 and 4 of 93 printed as a city's report printed them (E11).
#[test]
fn shares_are_printed_as_the_rubric_says() {
    let (work, out) = (folder(), folder());
    let rubric = std::fs::read_to_string(project().join("tests/golden/e12a-value-mapping/rubric.toml")).unwrap_or_default();
    let counts = "单位,等次,票数\n甲局,非常满意,54\n甲局,满意,33\n甲局,基本满意,2\n甲局,不满意,4\n";
    let write = |name: &str, text: &str| {
        let path = work.path().join(name);
        let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
        made.and_then(|()| std::fs::write(&path, text)).unwrap_or_else(|error| panic!("{error}"));
        path
    };
    write("2010/受评单位.csv", "单位\n甲局\n");
    write("2010/测评票.csv", counts);
    for (shares, wanted) in [
        ("{ decimals = 2, hundred = true }", ["0.5807", "0.3548", "0.0215", "0.0430"]),
        ("{ decimals = 2 }", ["0.5806", "0.3548", "0.0215", "0.0430"]),
        ("{ decimals = 1, mode = \"down\" }", ["0.5800", "0.3540", "0.0210", "0.0430"]),
    ] {
        let rubric =
            write("rubric.toml", &rubric.replace("[tables.roster]", &format!("[rubric.shares]\n{}\n[tables.roster]", lines(shares))));
        scored(&rubric, &work.path().join("2010"), out.path());
        let text = sheet_text(&out.path().join("ranking.xlsx"), "测评算法对照");
        assert_eq!(cells(&text, "甲局")[2..6], wanted, "{shares}: {text}");
    }
}

/// The keys of an inline table, a line each.
fn lines(inline: &str) -> String {
    inline.trim_matches(['{', '}', ' ']).replace(", ", "\n")
}

#[test]
fn what_two_ballots_say_is_not_told_and_void_ones_are_counted() {
    let out = golden("e2-blend", "2019");
    let text = sheet_text(&out.path().join("ranking.xlsx"), "述职评议汇总");
    assert_eq!(cells(&text, "甲"), ["甲", "甲", "8.0000", "2.0000", "89.7500", "89.7500"], "{text}");
    assert_eq!(cells(&text, "乙")[2..5], ["2.0000", "0.0000", "—"], "{text}");
    assert!(cells(&text, "乙")[6].contains("不足 5 张"), "{text}");
}

#[test]
fn no_mean_of_a_class_is_told_where_a_class_has_few_ballots() {
    let (work, out) = (folder(), folder());
    let input = work.path().join("2008");
    let write = |name: &str, text: &str| std::fs::write(input.join(name), text).unwrap_or_else(|error| panic!("{error}"));
    std::fs::create_dir_all(&input).unwrap_or_else(|error| panic!("{error}"));
    write("部门名单.csv", "部门\n甲局\n乙局\n");
    let counts = |last: u32| {
        format!("部门,调查方式,评价,票数\n甲局,电话,满意,20\n甲局,电话,不满意,{last}\n甲局,问卷,不满意,1\n乙局,电话,满意,20\n乙局,问卷,满意,9\n")
    };
    write("测评统计.csv", &counts(5));
    let path = input.to_string_lossy().into_owned();
    let explained = |who: &str| {
        let output = duly_in(out.path(), &["explain", &path, "--rubric", "shandong-appraisal", "--who", who, "--period", "2008"]);
        printed(&output)
    };
    let few = explained("甲局");
    assert!(few.contains("paper: 1 ballots") && few.contains("no mean of a class is told"), "{few}");
    assert!(!few.contains("mean 55") && !few.contains("mean 91") && !few.contains("× weight"), "{few}");
    let many = explained("乙局");
    assert!(many.contains("paper: 9 ballots, mean 100 × weight 0.4"), "{many}");
}

#[test]
fn turnout_is_a_condition_as_the_examples_say() {
    holds("turnout", 12);
}

#[test]
fn each_mistake_with_the_turnout_is_told_at_its_line() {
    let of = "turnout = { of = \"present\", over = \"due\", at-least = \"1/2\" }";
    told(
        "turnout",
        &[
            (of, "turnout = { of = \"returned\", over = \"due\", at-least = \"1/2\" }", CONFLICT),
            (of, "turnout = { of = \"due\", over = \"present\", at-least = \"1/2\" }", CONFLICT),
            (of, "turnout = { of = \"present\", over = \"due\" }", CONFLICT),
            (of, "turnout = { of = \"present\", over = \"due\", at-least = 2 }", VALUE),
            (of, "turnout = { of = \"here\", over = \"due\", at-least = 1 }", VALUE),
            ("void = [\"spoiled\"]", "void = [\"spoilt\"]", REFERENCE),
            ("present = \"present\", valid", "present = \"came\", valid", REFERENCE),
            ("present = \"present\", valid", "present = \"choice\", valid", CONFLICT),
            (
                "columns.due = { header = [\"due\"], type = \"number\" }",
                "columns.due = { header = [\"due\"], type = \"number\", fill-down = true }",
                CONFLICT,
            ),
            ("decimals = 1", "decimals = 9", VALUE),
        ],
    );
}

proptest! {
    /// Shares made to add up do, none is further off than a unit, and the larger part never has the smaller share.
    #[test]
    fn shares_made_to_add_up_are_a_hundred(parts in prop::collection::vec(0u64..500, 1..8), decimals in 0u32..4) {
        let whole: u64 = parts.iter().sum();
        let shares = Shares { decimals, mode: RoundMode::HalfUp, hundred: true }.of_all(&parts);
        if whole == 0 {
            prop_assert!(shares.iter().all(Option::is_none));
            return Ok(());
        }
        let shares: Vec<Exact> = shares.into_iter().flatten().collect();
        prop_assert_eq!(shares.iter().cloned().sum::<Exact>(), Exact::one());
        let unit = (0..decimals + 2).fold(Exact::one(), |unit, _| unit / Exact::from(10u64));
        for (part, share) in parts.iter().zip(&shares) {
            let off = share - &(Exact::from(*part) / Exact::from(whole));
            prop_assert!(off < unit && -off < unit);
        }
        for (one, own) in parts.iter().zip(&shares) {
            for (other, share) in parts.iter().zip(&shares).filter(|(other, _)| *other < one) {
                prop_assert!(own >= share, "{} of {} is {}, {} is {}", one, whole, own, other, share);
            }
        }
    }
}
