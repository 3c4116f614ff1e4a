//! Who is proposed beside whom: ceilings, lots that anybody can redo, who is near the line, the record of a term, fairness.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use super::program::{duly_in, printed};
use super::standings::{plain, sheet_text, RUBRIC};
use super::verifying::laid_out;

/// Name (and key), kind, mark, first day in office.
type Person = (&'static str, &'static str, &'static str, &'static str);

const EIGHT: [Person; 8] = [
    ("A", "leader", "90", ""),
    ("B", "leader", "80", ""),
    ("C", "leader", "70", ""),
    ("D", "worker", "60", ""),
    ("E", "worker", "60", ""),
    ("F", "worker", "60", ""),
    ("G", "farmer", "59.5", ""),
    ("H", "farmer", "50", "2025-07-02"),
];

struct Run {
    place: TempDir,
    said: String,
    results: Value,
}

/// Scores these people as they stand on the sheets.
#[track_caller]
fn run(rules: &str, people: &[Person], more: &[&str]) -> Run {
    let (mut roster, mut marks) = ("card,name,level,kind,since\n".to_owned(), "name,level,mark\n".to_owned());
    for (name, kind, mark, since) in people {
        roster.extend([*name, ",", name, ",town,", kind, ",", since, "\n"]);
        marks.extend([*name, ",town,", mark, "\n"]);
    }
    let rubric = RUBRIC.replace("mandate = \"level\" }", "mandate = \"level\", term = { from = \"since\" } }");
    let rubric =
        rubric.replace("[tables.marks]", "columns.since = { header = [\"since\"], type = \"date\", optional = true }\n[tables.marks]");
    let place = laid_out(&format!("{rubric}{rules}"), &[("2025/roster.csv", &roster), ("2025/marks.csv", &marks)]);
    let output = duly_in(place.path(), &[&["score", "2025", "--rubric", "rubric.toml", "--out", "out"], more].concat());
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    let results = fs::read_to_string(place.path().join("out/results.json")).unwrap_or_default();
    Run { said: printed(&output), results: serde_json::from_str(&results).unwrap_or_default(), place }
}

impl Run {
    /// Who is selected, in order of names; `?` where it is left to the committee.
    fn selected(&self) -> String {
        let subjects = self.results["subjects"].as_array().cloned().unwrap_or_default();
        let told = subjects.iter().filter_map(|one| match plain(&one["selected"]).as_str() {
            "true" => Some(plain(&one["name"])),
            "committee" => Some(format!("{}?", plain(&one["name"]))),
            _ => None,
        });
        let mut told: Vec<String> = told.collect();
        told.sort();
        told.join(" ")
    }

    fn sheet(&self, book: &str, sheet: &str) -> String {
        sheet_text(&self.place.path().join("out").join(book), sheet)
    }

    /// Recomputed from what the manifest keeps.
    fn verified(&self) -> bool {
        duly_in(self.place.path(), &["verify", "out"]).status.code() == Some(0)
    }
}

fn selection(rules: &str) -> String {
    format!("[selection]\nname = \"best\"\n{rules}\n")
}

const LOT: &str = "quota = { number = 5 }\nties = \"lot\"";

#[test]
fn beyond_a_ceiling_the_next_move_up_and_the_sheet_tells_who_for_whom() {
    let rules = "quota = { number = 3 }\nties = \"include\"\n\
                 ceilings = [{ column = \"kind\", is = [\"leader\"], percent = 67, rounding = \"floor\", reason = \"clause 9\" }]\n\
                 floors = [{ column = \"kind\", is = [\"farmer\"], number = 1 }]";
    let run = run(&selection(rules), &EIGHT, &[]);
    assert_eq!(run.selected(), "A B G");
    let sheet = run.sheet("ranking.xlsx", "best");
    for told in [
        "At most 2 with kind leader (67% of the places = 2.01, rounded down to 2) (clause 9): 3 eligible, 2 proposed.",
        "Under these ceilings C stay out, and nobody could move up.",
        "At least 1 with kind farmer: 2 eligible, 1 proposed.",
        "To meet these floors G came in, and D, E, F, who rank higher, gave way.",
        "as many of its kind are in as there may be\tHeld back",
    ] {
        assert!(sheet.contains(told), "{told}\n{sheet}");
    }
}

#[test]
fn a_ceiling_that_is_not_reached_holds_nobody_back() {
    let rules = "quota = { number = 6 }\nties = \"include\"\nmargin = { points = 0.5 }\n\
                 ceilings = [{ column = \"kind\", is = [\"leader\"], number = 3 }]\n\
                 floors = [{ column = \"kind\", is = [\"worker\"], number = 1 }]";
    let run = run(&selection(rules), &EIGHT, &[]);
    assert_eq!(run.selected(), "A B C D E F");
    let sheet = run.sheet("ranking.xlsx", "best");
    assert!(!sheet.contains("Under these ceilings") && !sheet.contains("Held back"), "{sheet}");
    assert!(sheet.contains("1 within 0.5 points") && run.sheet("ranking.xlsx", "Near the line").contains("\tG\tG\t"), "{sheet}");
}

#[test]
fn a_quota_larger_than_the_eligible_tells_both_numbers() {
    let fixed = run(&selection("quota = { number = 9 }\nties = \"include\""), &EIGHT, &[]);
    let sheet = fixed.sheet("ranking.xlsx", "best");
    assert!(sheet.contains("fixed number 9, only 8 eligible; proposed 8"), "{sheet}");
    assert!(fixed.said.contains("8 place(s)"), "{}", fixed.said);
}

#[test]
fn a_lot_is_drawn_from_the_seed_alone_and_its_sheet_shows_every_step() {
    let open = run(&selection(LOT), &EIGHT, &[]);
    assert_eq!(open.selected(), "A B C D? E? F?");
    assert!(open.said.contains("run again with --seed"), "{}", open.said);
    let drawn = run(&selection(LOT), &EIGHT, &["--seed", "20261128"]);
    assert_eq!(drawn.selected(), "A B C D F", "worked by hand: the first of D, E, F, then the second of E, F");
    assert!(!drawn.said.contains("tie-at-edge"), "{}", drawn.said);
    let sheet = drawn.sheet("ranking.xlsx", "Lots");
    for told in [
        "Seed: 20261128.",
        "plus 1 = 20261129",
        "town\t1\t1. D (D); 2. E (E); 3. F (F)\t20261129\t340528795103\t1226378877\t3\t1\tD (D)",
        "town\t2\t1. E (E); 2. F (F)\t1226378877\t20611749785739\t201741833\t2\t2\tF (F)",
        "Scrutineer: ____",
    ] {
        assert!(sheet.contains(told), "{told}\n{sheet}");
    }
    assert!(drawn.verified() && open.verified());
    let mut backwards = EIGHT;
    backwards.reverse();
    assert_eq!(run(&selection(LOT), &backwards, &["--seed", "20261128"]).selected(), drawn.selected());
    let others: Vec<String> = ["1", "2", "5"].iter().map(|seed| run(&selection(LOT), &EIGHT, &["--seed", seed]).selected()).collect();
    assert!(others.iter().any(|other| *other != drawn.selected()), "{others:?}");
}

#[test]
fn who_is_near_the_line_is_told_as_the_margin_says() {
    let members = |margin: &str| {
        let run = run(&selection(&format!("quota = {{ number = 6 }}\n{margin}")), &EIGHT, &[]);
        let told = run.sheet("ranking.xlsx", "best");
        let near = if told.contains("; 0 ") { String::new() } else { run.sheet("ranking.xlsx", "Near the line") };
        let names = ["G", "H"].into_iter().filter(|name| near.contains(&format!("\t{name}\t{name}\t")));
        (names.collect::<String>(), told)
    };
    let (near, told) = members("");
    assert_eq!(near, "", "1 % of 90 − 50 is 0.4");
    assert!(
        told.contains("town: the line is 60.00; highest and lowest total lie 40.00 apart, 1% of it is 0.4; 0 within 0.4 points"),
        "{told}"
    );
    assert_eq!(members("margin = { points = 0.5 }").0, "G");
    assert_eq!(members("margin = { percent = 1.25 }").0, "G");
    assert_eq!(members("margin = { places = 1 }").0, "G");
    assert_eq!(members("margin = { places = 2 }").0, "GH");
    assert_eq!(members("margin = { points = 0.49 }").0, "");
}

#[test]
fn those_tied_are_laid_before_the_committee_with_what_differs() {
    let rules = format!(
        "{}[counts.late]\nname = \"late\"\nfrom = \"marks\"\n",
        selection("quota = { number = 5 }\nshows = [{ count = \"late\" }]")
    );
    let run = run(&rules, &EIGHT, &[]);
    assert_eq!(run.selected(), "A B C D? E? F?");
    let sheet = run.sheet("ranking.xlsx", "Left open");
    assert!(sheet.contains("town: 2 place(s) left, 3 of one rank; equal: late, the total before rounding."), "{sheet}");
    assert!(sheet.contains("4\tE\tE\t60\t1\tall other items are equal"), "{sheet}");
}

#[test]
fn the_record_of_the_term_tells_every_period_and_makes_no_score() {
    let rules = "[[grades]]\nname = \"good\"\nfrom = 60\n[[grades]]\nname = \"poor\"\n".to_owned() + &selection("quota = { number = 1 }");
    let run = run(&rules, &EIGHT, &[]);
    let place = run.place.path();
    for (period, marks) in
        [("2026", "name,level,mark\nA,town,10\nB,town,95\nX,town,1\n"), ("2027", "name,level,mark\nA,town,20\nB,town,70\nX,town,1\n")]
    {
        super::verifying::write(
            place,
            &format!("{period}/roster.csv"),
            "card,name,level,kind\nA,A,town,leader\nB,B,town,leader\nX,X,town,worker\n",
        );
        super::verifying::write(place, &format!("{period}/marks.csv"), marks);
    }
    let score = |line: &str| printed(&duly_in(place, &line.split(' ').collect::<Vec<_>>()));
    score("score 2026 --rubric rubric.toml --out out-2026 --previous out");
    let said = score("score 2027 --rubric rubric.toml --out out-2027 --previous out-2026 --previous out");
    assert!(said.contains("out-2027/internal.xlsx"), "{said}");
    let record = sheet_text(&place.join("out-2027/internal.xlsx"), "Record of the term");
    for told in [
        "town\tA\tA\t90.00\nrank 1/8\ngood ★\t10.00\nrank 2/3\npoor\t20.00\nrank 2/3\npoor\t3\t1095\tgood 1, poor 2\tgood: 1 in all, 1 running at most, 0 up to now\npoor: 2 in all, 2 running at most, 2 up to now\t1\t0",
        "town\tX\tX\t—\t1.00\nrank 3/3\npoor\t1.00\nrank 3/3\npoor\t2\t730\tpoor 2",
        "6 with earlier results are not on this roster and not listed: C (C), D (D), E (E), F (F), G (G), H (H).",
    ] {
        assert!(record.contains(told), "{told}\n{record}");
    }
    let long = sheet_text(&place.join("out-2027/internal.xlsx"), "Record by period");
    assert!(long.contains("town\tB\tB\t2026\tmarks 1\t95\t1\t3\tgood\t★\t\t365\t100.0%"), "{long}");
    assert!(printed(&duly_in(place, &["verify", "out-2027"])).contains("come out the same again"));
}

#[test]
fn groups_are_compared_with_numerators_intervals_and_four_fifths() {
    let rules = selection("quota = { number = 3 }") + "[fairness]\nby = [\"kind\"]\n";
    let fairness = run(&rules, &EIGHT, &[]).sheet("internal.xlsx", "Fairness");
    for told in [
        // 3 of 3: Wilson's lower end is n ÷ (n + z²) = 3 ÷ 6.8415.
        "leader\t3\t3\t80\t—\t3\t3\t0\t3 ÷ 3 = 100.0%\t43.9%–100.0%\t—\ttoo few to compare",
        "worker\t3\t3\t60\t—\t3\t0\t0\t0 ÷ 3 = 0.0%\t0.0%–56.1%\t—\ttoo few to compare",
        "the whole period\t7\t7\t68.5\t—\t7\t3\t0\t3 ÷ 7 = 42.9%",
        "a part of it\t1\t1\t50",
        "H (H)\t0.50136",
    ] {
        assert!(fairness.contains(told), "{told}\n{fairness}");
    }
}
