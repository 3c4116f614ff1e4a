//! Quarters, two years, a whole term: one register counted over spans of any length, with caps for parts of them.

use std::path::Path;

use super::halves::{results, shown};
use super::program::{duly_in, folder, printed};
use super::verifying::write;

const RUBRIC: &str = r#"
[rubric]
id = "spans"
name = "走访"
version = "1"
in-force = { from = 2010-01-01 }
subject = { table = "roster", name = "name", key = ["name"] }

[tables.roster]
sheet = ["名册"]
columns.name = { header = ["姓名"], type = "text" }

[tables.visits]
sheet = ["走访"]
columns.date = { header = ["日期"], type = "date", optional = true }
columns.name = { header = ["姓名"], type = "name" }

[dimensions.work]
name = "走访"

[criteria.visits]
name = "走访"
clause = "一"
dimension = "work"
from = "visits"
points = { each = 2 }
"#;

/// Ten visits, the first a day before the two years begin and the last a day after they end.
const VISITS: &str = "日期,姓名\n2018-08-31,甲\n2018-09-01,甲\n2018-12-31,甲\n2019-01-01,甲\n2019-02-01,甲\n2019-03-01,甲\n2019-07-01,甲\n2020-01-15,甲\n2020-08-31,甲\n2020-09-01,甲\n";
const TWO_YEARS: &str = "2018-09-01..2020-08-31";
const TERM: &str = "2016-12-20..2021-12-19";

/// Points of 甲 in a period, with more words of the rule.
fn points(place: &Path, inputs: &[&str], period: &str, rule: &str) -> String {
    write(place, "rubric.toml", &format!("{RUBRIC}{rule}\n"));
    let mut arguments = vec!["score"];
    arguments.extend(inputs);
    arguments.extend(["--period", period, "--rubric", "rubric.toml", "--format", "json", "--out", "out"]);
    let output = duly_in(place, &arguments);
    assert_eq!(output.status.code(), Some(0), "{period} {rule}: {}", printed(&output));
    results(&place.join("out")).iter().map(|one| shown(&one["items"][0]["exact"])).collect()
}

#[test]
fn caps_hold_in_each_part_of_any_span() {
    let place = folder();
    write(place.path(), "in/名册.csv", "姓名\n甲\n");
    write(place.path(), "in/走访.csv", VISITS);
    // Each figure by hand: visits in each part × 2, at most the cap, added, at most the total cap.
    let cases = [
        (TWO_YEARS, "", "16"),
        (TWO_YEARS, "cap = 10", "10"),
        // 2018: 4, 2019: 8 → 4, 2020: 4.
        (TWO_YEARS, "per = \"year\"\ncap = 4", "12"),
        (TWO_YEARS, "per = \"year\"\ncap = 4\ntotal-cap = 11", "11"),
        // 4, 6 → 4, 2, 2, 2.
        (TWO_YEARS, "per = \"half-year\"\ncap = 4", "14"),
        // Third and fourth of 2018, first of 2019 with 6 → 2, third of 2019, first and third of 2020.
        (TWO_YEARS, "per = \"quarter\"\ncap = 2", "12"),
        (TWO_YEARS, "per = \"month\"\ncap = 2", "16"),
        (TERM, "", "20"),
        // 6 → 4 in 2018, 8 → 4 in 2019, 6 → 4 in 2020, nothing in the other three.
        (TERM, "per = \"year\"\ncap = 4", "12"),
        ("2019-Q1", "", "6"),
        ("2019-Q1", "per = \"month\"\ncap = 1", "3"),
        ("2019", "per = \"quarter\"\ncap = 4", "6"),
    ];
    for (period, rule, expected) in cases {
        assert_eq!(points(place.path(), &["in"], period, rule), expected, "{period} {rule}");
    }
}

#[test]
fn a_year_is_scored_from_the_folders_of_its_quarters() {
    let place = folder();
    let quarters = ["2019-Q1", "2019-Q2", "2019-Q3", "2019-Q4"];
    for quarter in quarters {
        write(place.path(), &format!("{quarter}/名册.csv"), "姓名\n甲\n");
    }
    write(place.path(), "2019-Q1/走访.csv", "日期,姓名\n2019-01-01,甲\n2019-02-01,甲\n2019-03-01,甲\n");
    // A row without a date is of its folder's quarter.
    write(place.path(), "2019-Q2/走访.csv", "日期,姓名\n,甲\n");
    write(place.path(), "2019-Q3/走访.csv", "日期,姓名\n2019-07-01,甲\n,甲\n");
    assert_eq!(points(place.path(), &quarters, "2019", ""), "12");
    // 6 → 3, 2, 4 → 3.
    assert_eq!(points(place.path(), &quarters, "2019", "per = \"quarter\"\ncap = 3"), "8");
    // 6 + 2 = 8 → 5, 4.
    assert_eq!(points(place.path(), &quarters, "2019", "per = \"half-year\"\ncap = 5"), "9");
    assert_eq!(points(place.path(), &quarters[..1], "2019-Q1", "cap = 5"), "5");
}
