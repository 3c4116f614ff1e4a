//! A mark or ballot may be corrected; who gave which is shown nowhere.

use std::fs;
use std::io::Read;

use super::{laid_out, of, sheet, told};
use crate::program::{duly_in, printed};
use crate::verifying::write;

const MARKS: &str = "评分人,张三,李四\n张三,61.25,72.5\n李四,83.75,94.5\n";

#[test]
fn marks_are_corrected_and_not_told() {
    let place = laid_out(&[("互评.csv", MARKS)]);
    let rubric = fs::read_to_string(place.path().join("rubric.toml")).unwrap_or_default();
    let peers = "\n[tables.peers]\nsheet = [\"互评\"]\nacross = \"delegate\"\ncell = \"mark\"\nself = \"exclude\"\ncolumns.rater = { header = [\"评分人\"], type = \"name\" }\ncolumns.delegate = { from = \"header\", type = \"name\" }\ncolumns.mark = { type = \"number\", between = [0, 100] }\n\n[criteria.peers]\nname = \"互评\"\nclause = \"第七条\"\ndimension = \"duty\"\nfrom = \"peers\"\nmeasure = { mean = \"mark\" }\nnone = \"not-required\"\npoints = { full = 10, of = 100 }\nexamples = [{ why = \"一人\", rows = [{ mark = 80 }], points = 8 }]\n";
    write(place.path(), "rubric.toml", &format!("{rubric}{peers}"));
    told(place.path(), "score 2025-H1 --rubric rubric.toml --out one", 0);
    write(place.path(), "2025-H1/更正表.csv", &sheet(&["互评,,B3,,,83.75,38.75"]));
    let lines = told(place.path(), "score 2025-H1 --rubric rubric.toml --out two --previous one", 0);
    let change = of(&lines, "change")[0];
    let cause = &change["criteria"][0]["causes"][0];
    assert_eq!((&change["name"], &cause["kind"], &cause["cell"]), (&"张三".into(), &"counted".into(), &serde_json::Value::Null));
    assert_eq!(cause["corrections"][0]["number"], "1");
    let mut all = lines.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    for command in ["score 2025-H1 --rubric rubric.toml --out two --previous one", "explain 2025-H1 --rubric rubric.toml --who 张三"] {
        all.push_str(&printed(&duly_in(place.path(), &command.split(' ').collect::<Vec<_>>())));
    }
    for name in ["ranking.xlsx", "changes.xlsx"] {
        all.push_str(&texts(&place.path().join("two").join(name)));
    }
    assert!(all.contains("correction 1: a mark or ballot, not shown") && all.contains("更正 1：评分或票，不列出"), "{all}");
    for value in ["83.75", "38.75“", "“38.75”"] {
        assert!(!all.contains(value), "the mark of one person, {value}, is told");
    }
    // A wrong original is told without the value that stands there.
    write(place.path(), "2025-H1/更正表.csv", &sheet(&["互评,,B3,,,80,38.75"]));
    let lines = told(place.path(), "check 2025-H1 --rubric rubric.toml", 1);
    assert!(!lines.iter().any(|line| line.to_string().contains("83.75")), "{lines:#?}");
}

/// All XML of a workbook.
fn texts(path: &std::path::Path) -> String {
    let file = fs::File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut package = zip::ZipArchive::new(file).unwrap_or_else(|error| panic!("{error}"));
    let mut all = String::new();
    for index in 0..package.len() {
        if let Ok(mut part) = package.by_index(index) {
            let _ = part.read_to_string(&mut all);
        }
    }
    all
}
