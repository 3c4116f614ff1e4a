//! The page on corrections: every row of its tables is run.

use std::collections::BTreeSet;
use std::fs;

use super::{laid_out, of, told, HEADER};
use crate::program::project;
use crate::verifying::write;

fn page() -> String {
    fs::read_to_string(project().join("docs/corrections.md")).unwrap_or_else(|error| panic!("{error}"))
}

/// The code block behind `<!-- file: NAME -->`.
fn file(name: &str) -> String {
    let page = page();
    let rest = page.split(&format!("<!-- file: {name} -->\n```")).nth(1).unwrap_or_else(|| panic!("{name} is not on the page"));
    let block = rest.split("```").next().unwrap_or_default();
    block.split_once('\n').map(|(_, text)| text.to_owned()).unwrap_or_default()
}

/// The rows of the table behind `<!-- run: NAME -->`, without its head.
fn rows(name: &str) -> Vec<Vec<String>> {
    let page = page();
    let rest = page.split(&format!("<!-- run: {name} -->\n")).nth(1).unwrap_or_else(|| panic!("{name} is not on the page"));
    let lines = rest.split("<!-- end -->").next().unwrap_or_default().lines().skip(2);
    lines.map(|line| line.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`').to_owned()).collect()).collect()
}

#[test]
fn every_row_of_the_page_does_what_it_says() {
    let (table, rows) = (file("建议台账.csv"), rows("corrections"));
    assert!(rows.len() >= 20, "{rows:?}");
    let mut codes = BTreeSet::new();
    for row in rows {
        let [.., result] = row.as_slice() else { panic!("{row:?}") };
        let fields = row[..7].join(",");
        let corrections = format!("{HEADER}\n1,{fields},理由,,,,主席团,\n");
        let place = laid_out(&[("建议台账.csv", &table), ("更正表.csv", &corrections)]);
        let refused = result.contains('/');
        let lines = told(place.path(), "check 2025-H1 --rubric rubric.toml", i32::from(refused));
        let found: Vec<&str> = if refused {
            codes.insert(result.clone());
            of(&lines, "problem").iter().filter_map(|line| line["code"].as_str()).collect()
        } else {
            of(&lines, "correction").iter().filter_map(|line| line["cell"].as_str()).collect()
        };
        assert_eq!(found, [result.as_str()], "{fields}");
    }
    assert_eq!(codes.len(), 4, "{codes:?}");
}

#[test]
fn the_states_of_the_page_count_as_it_says() {
    let place = laid_out(&[]);
    let path = place.path().join("rubric.toml");
    let criterion = "\n[criteria.activities]\nname = \"活动\"\nclause = \"第七条\"\ndimension = \"duty\"\nfrom = \"activities\"\npoints = { each = 1 }\nexamples = [{ why = \"一次\", rows = [{ topic = \"走访\", state = \"checked\", role = \"member\" }], points = 1 }]\n";
    let rubric = fs::read_to_string(&path).unwrap_or_default();
    write(place.path(), "rubric.toml", &format!("{rubric}\n{}{criterion}", file("states.toml")));
    let rows = rows("states");
    assert_eq!(rows.len(), 5);
    for row in rows {
        write(place.path(), "2025-H1/活动台账.csv", &format!("活动主题,参加代表,审核状态\n走访,张三,{}\n", row[0]));
        let lines = told(place.path(), "check 2025-H1 --rubric rubric.toml", 0);
        let sheets = lines.last().map(|line| line["sheets"].clone()).unwrap_or_default();
        let account =
            sheets.as_array().and_then(|sheets| sheets.iter().find(|sheet| sheet["table"] == "activities")).cloned().unwrap_or_default();
        let counted = u64::from(row[1] == "是");
        assert_eq!((account["counted"].as_u64(), account["set-aside"].as_u64()), (Some(counted), Some(1 - counted)), "{row:?} {account}");
    }
}
