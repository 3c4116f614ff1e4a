//! Rules over several periods, and what follows for whom.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::program::{duly_in, folder, printed};
use super::standings::{plain, sheet_text, RUBRIC};
use super::verifying::write;

/// 银川 (R9), 2017: 好 from 80, 较好 from 60, else 差; two years 差 running: advised to resign.
/// <https://xwzx.qqzyw.com/show-80452.html>
const YINCHUAN: &str = r#"
[[grades]]
name = "good"
from = 80
[[grades]]
name = "fair"
from = 60
[[grades]]
name = "poor"
[notices.talk]
name = "interview"
clause = "12"
if = { grade = ["poor"] }
text = "talk with the delegate"
[notices.resign]
name = "advice to resign"
clause = "13"
if = { grade = ["poor"], running = 2 }
text = "advise the delegate to resign"
"#;

/// The years scored so far, each into `out-YEAR`.
struct Years {
    place: TempDir,
}

impl Years {
    fn under(rules: &str) -> Self {
        let place = folder();
        write(place.path(), "rubric.toml", &format!("{RUBRIC}{rules}"));
        Self { place }
    }

    /// Scores a year with results of others before it; what was said, and the results.
    #[track_caller]
    fn score(&self, year: &str, marks: &[(&str, &str)], previous: &[&str]) -> (String, Value) {
        let (mut roster, mut sheet) = ("card,name,level,kind\n".to_owned(), "name,level,mark\n".to_owned());
        for (name, mark) in marks {
            roster.extend(["T-", name, ",", name, ",town,x\n"]);
            sheet.extend([*name, ",town,", mark, "\n"]);
        }
        write(self.place.path(), &format!("{year}/roster.csv"), &roster);
        write(self.place.path(), &format!("{year}/marks.csv"), &sheet);
        let out = format!("out-{year}");
        let previous = previous.iter().flat_map(|year| [" --previous out-", year]).collect::<String>();
        let said = self.run(&format!("score {year} --rubric rubric.toml --out {out}{previous}"), 0);
        let results = fs::read_to_string(self.path(&out).join("results.json")).unwrap_or_default();
        (said, serde_json::from_str(&results).unwrap_or_default())
    }

    #[track_caller]
    fn run(&self, command: &str, exit: i32) -> String {
        let output = duly_in(self.place.path(), &command.split(' ').collect::<Vec<_>>());
        let said = printed(&output);
        assert_eq!(output.status.code(), Some(exit), "duly {command}\n{said}{}", String::from_utf8_lossy(&output.stderr));
        said
    }

    fn path(&self, inside: &str) -> std::path::PathBuf {
        self.place.path().join(inside)
    }
}

/// A field of everybody, as `name value`.
fn told(results: &Value, field: &str) -> String {
    let subjects = results["subjects"].as_array().cloned().unwrap_or_default();
    let each = subjects.iter().map(|one| format!("{} {}", one["name"].as_str().unwrap_or_default(), plain(&one[field])));
    each.collect::<Vec<_>>().join(", ")
}

#[test]
fn two_poor_years_running_are_noticed() {
    let years = Years::under(YINCHUAN);
    let (said, first) = years.score("2016", &[("A", "90"), ("B", "50"), ("C", "59")], &[]);
    assert_eq!(told(&first, "notices"), "A , C talk, B talk");
    assert!(said.contains("warning[previous/few]") && said.contains("out-2016/internal.xlsx"), "{said}");
    let (said, second) = years.score("2017", &[("A", "40"), ("B", "55"), ("C", "60"), ("D", "10")], &["2016"]);
    assert_eq!(told(&second, "notices"), "C , B talk/resign, A talk, D talk");
    assert!(!said.contains("previous/"), "{said}");
    let sheet = sheet_text(&years.path("out-2017/internal.xlsx"), "Notices");
    for line in [
        "Internal: not to be published",
        "interview\tA\tT-A\ttown\t12\tthe grade is poor: poor\ttalk with the delegate",
        "advice to resign\tB\tT-B\ttown\t13\tthe grade is poor, 2 periods running: now poor, the period before poor\tadvise the delegate to resign",
    ] {
        assert!(sheet.contains(line), "{line}\n{sheet}");
    }
    let public = sheet_text(&years.path("out-2017/ranking.xlsx"), "Ranking");
    assert!(!public.contains("interview"), "{public}");
}

/// 东宝区 (R11), 2018: three years near the top running. <http://www.ctzrzz.com/a/index/2816.html>
#[test]
fn three_years_near_the_top_are_a_share_of_ranks() {
    let years = Years::under(
        "[notices.top]\nname = \"praise\"\nclause = \"1\"\nif = { rank = \"share\", at-most = 0.5, running = 3 }\ntext = \"praise\"\n\
         [notices.first]\nname = \"first\"\nclause = \"2\"\nif = { rank = true, below = 2, earlier = 2 }\ntext = \"x\"\n",
    );
    years.score("2016", &[("A", "90"), ("B", "80"), ("C", "70"), ("D", "60")], &[]);
    years.score("2017", &[("A", "90"), ("B", "80"), ("C", "95"), ("D", "60")], &["2016"]);
    // The order of the folders does not matter.
    for previous in [["2016", "2017"], ["2017", "2016"]] {
        let (_, results) = years.score("2018", &[("A", "90"), ("B", "80"), ("C", "70"), ("D", "85")], &previous);
        assert_eq!(told(&results, "notices"), "A top, D , B , C ");
    }
    let (_, results) = years.score("2018", &[("A", "90"), ("B", "80")], &["2017"]);
    assert_eq!(told(&results, "notices"), "A , B ", "a period is missing");
}

#[test]
fn a_veto_may_look_at_earlier_grades_and_totals_are_rounded_as_grades_are() {
    let rules = YINCHUAN.to_owned()
        + "[vetoes.again]\nname = \"poor before\"\nclause = \"9\"\nif = { grade = [\"poor\"], earlier = 1 }\neffect = { grade-at-most = \"fair\" }\n\
           [notices.low]\nname = \"low\"\nclause = \"10\"\nif = { total = true, below = 60, earlier = 1 }\ntext = \"x\"\n\
           [notices.mark]\nname = \"mark\"\nclause = \"11\"\nif = { criterion = \"mark\", below = 60, running = 2 }\ntext = \"x\"\n";
    let years = Years::under(&rules);
    years.score("2016", &[("A", "59.996"), ("B", "59.99"), ("C", "70")], &[]);
    let (_, results) = years.score("2017", &[("A", "59"), ("B", "90"), ("C", "59")], &["2016"]);
    assert_eq!(told(&results, "grade"), "B fair, A poor, C poor");
    assert_eq!(told(&results, "notices"), "B low, A talk/mark, C talk");
}

#[test]
fn verify_takes_the_earlier_results_and_says_when_they_are_gone_or_changed() {
    let years = Years::under(YINCHUAN);
    years.score("2016", &[("A", "50"), ("B", "90")], &[]);
    years.score("2017", &[("A", "50"), ("B", "90")], &["2016"]);
    let manifest = read(&years.path("out-2017/manifest.json"));
    assert!(manifest.contains("\"path\": \"out-2016\"") && manifest.contains("internal.xlsx"), "{manifest}");
    assert!(years.run("verify out-2017", 0).contains("come out the same again"));
    years.run("check 2017 --rubric rubric.toml --previous out-2016", 0);
    let explained = years.run("explain 2017 --rubric rubric.toml --previous out-2016 --who A", 0);
    assert!(explained.contains("advice to resign"), "{explained}");
    let results = read(&years.path("out-2016/results.json"));
    write(&years.path("out-2016"), "results.json", &results.replace("poor", "good"));
    assert!(years.run("verify out-2017", 0).contains("out-2016/results.json: this input has changed"));
    let said = years.run("score 2017 --rubric rubric.toml --out out --previous out-2016", 1);
    assert!(said.contains("error[previous/changed]") && !years.path("out/results.json").exists(), "{said}");
    fs::rename(years.path("out-2016"), years.path("kept")).unwrap_or_else(|error| panic!("{error}"));
    assert!(years.run("verify out-2017", 0).contains("out-2016/results.json: input not found"));
}

/// 平凉 (R18), 2015: more than half of the valid ballots against. <http://djzncl.com/html/2015/sxrd_0515/8669.html>
#[test]
fn a_majority_against_is_noticed_with_its_numbers() {
    let rules = r#"
[tables.ballots]
sheet = ["ballots"]
columns.name = { header = ["name"], type = "name" }
columns.choice = { header = ["choice"], type = "word", words = { good = ["good"], poor = ["poor"], void = ["void"] } }
columns.n = { header = ["n"], type = "count" }
[counts.against]
name = "against"
from = "ballots"
where = { choice = "poor" }
[counts.valid]
name = "valid"
from = "ballots"
where = { choice = { not = ["void"] } }
[notices.mend]
name = "plan"
clause = "9"
if = { count = "against", over = "valid", above = 0.5 }
text = "write a plan"
"#;
    let years = Years::under(rules);
    write(years.place.path(), "2015/ballots.csv", "name,choice,n\nA,good,21\nA,poor,20\nA,void,9\nB,good,20\nB,poor,21\n");
    let (_, results) = years.score("2015", &[("A", "1"), ("B", "1")], &[]);
    assert_eq!(told(&results, "notices"), "A , B mend");
    let sheet = sheet_text(&years.path("out-2015/internal.xlsx"), "Notices");
    assert!(sheet.contains("against 21, valid 41"), "{sheet}");
}

#[test]
fn a_notice_may_look_at_who_is_proposed_and_a_bar_at_the_rank() {
    let years = Years::under(
        "[selection]\nname = \"best\"\nquota = { number = 1 }\nbarred = [{ rank = true, below = 2, reason = \"was first\" }]\n\
         [notices.letter]\nname = \"letter\"\nclause = \"1\"\nif = { selected = true }\ntext = \"write\"\n",
    );
    let (_, results) = years.score("2015", &[("A", "3"), ("B", "2"), ("C", "1")], &[]);
    assert_eq!(told(&results, "notices"), "A , B letter, C ");
}

#[test]
fn rules_over_periods_are_said_in_words() {
    let rules = YINCHUAN.replacen("from = 80", "places = { range = [1, 2] }\nties = \"include\"", 1)
        + "[selection]\nname = \"best\"\nquota = { range = [1, 3] }\nbarred = [{ rank = \"share\", above = 0.5 }]\n\
           floors = [{ column = \"kind\", is = [\"y\"], percent = 50, rounding = \"ceil\" }]\n\
           [standing]\nmandates = \"highest\"\n";
    let said = Years::under(&rules).run("rubric show rubric.toml", 0);
    for told in [
        "good 1 to 2 (all tied are in), fair from 60, else poor",
        "of one person's mandates only the one with the higher total is ranked",
        "1 to 3 places: the first 1 are in, the committee decides on the next, up to 3",
        "at least 50% of the places, rounded up of them with kind y",
        "not eligible: the rank is within the last 50% of the group",
        "advice to resign (13): if the grade is poor, 2 periods running, advise the delegate to resign.",
    ] {
        assert!(said.contains(told), "{told}\n{said}");
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
