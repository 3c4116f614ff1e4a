//! Too few ballots are called so, and cells left blank are called blank: nobody was on leave, and nothing was void.

use std::fs;

use serde_json::Value;

use super::program::{duly_in, folder, printed};
use super::standings::sheet_text;
use super::verifying::write;

const RUBRIC: &str = r#"
[rubric]
id = "few"
name = "测评办法"
version = "1"
in-force = { from = 2010-01-01 }
subject = { table = "roster", name = "name", key = ["name"], called = "代表" }
[no-value]
excused = "renormalise"
not-recorded = "skip"
[tables.roster]
sheet = ["代表名册"]
columns.name = { header = ["姓名"], type = "text" }
[tables.ballots]
sheet = ["测评票"]
columns.delegate = { header = ["述职代表"], type = "name" }
columns.choice = { header = ["评价"], type = "word", words = { good = ["满意"], poor = ["不满意"] } }
[tables.marks]
sheet = ["互评"]
across = "delegate"
cell = "mark"
columns.rater = { header = ["评分人"], type = "name" }
columns.delegate = { from = "header", type = "name" }
columns.mark = { type = "number", between = [0, 100], outside = "set-aside", blank = "ignore" }
[dimensions.all]
name = "测评"
full = 20
[criteria.voters]
name = "选民测评"
clause = "1"
dimension = "all"
from = "ballots"
measure = { rating = "choice", values = { good = 100, poor = 0 }, minimum = 15, few = "excused" }
points = { full = 10, of = 100 }
examples = [{ why = "不足", rows = [{ choice = "good", n = 14 }], points = "excused" }, { why = "足", rows = [{ choice = "good", n = 15 }], points = 10 }]
[criteria.peers]
name = "代表互评"
clause = "2"
dimension = "all"
from = "marks"
measure = { mean = "mark", minimum = 3, few = "excused" }
points = { full = 10, of = 100 }
examples = [{ why = "不足", rows = [{ mark = 80, n = 2 }], points = "excused" }, { why = "足", rows = [{ mark = 80, n = 3 }], points = 8 }]
"#;

/// 张三 with one ballot and one mark too few, 李四 with enough; nobody on leave.
fn laid_out() -> tempfile::TempDir {
    let place = folder();
    let ballots = ["张三,满意\n".repeat(14), "李四,满意\n".repeat(15)].concat();
    let files = [
        ("rubric.toml", RUBRIC.to_owned()),
        ("2025/代表名册.csv", "姓名\n张三\n李四\n王五\n赵六\n钱七\n孙八\n周九\n吴十\n".to_owned()),
        ("2025/测评票.csv", format!("述职代表,评价\n{ballots}")),
        ("2025/互评.csv", "评分人,张三,李四\n王五,80,90\n赵六,70,90\n钱七,,90\n孙八,,\n周九,,90\n吴十,,900\n".to_owned()),
    ];
    for (name, text) in files {
        write(place.path(), name, &text);
    }
    let scored = duly_in(place.path(), &["score", "2025", "--rubric", "rubric.toml", "--out", "out"]);
    assert_eq!(scored.status.code(), Some(0), "{}{}", printed(&scored), String::from_utf8_lossy(&scored.stderr));
    place
}

#[test]
fn too_few_ballots_are_called_so_wherever_they_are_told() {
    let place = laid_out();
    for (language, ballots, marks) in [
        ("zh", "票数不足（少于 15 张）", "份数不足（少于 3 份）"),
        ("en", "too few ballots (fewer than 15)", "too few marks (fewer than 3)"),
    ] {
        let explained = duly_in(place.path(), &["explain", "2025", "--rubric", "rubric.toml", "--who", "张三", "--lang", language]);
        let text = printed(&explained);
        assert!(text.contains(ballots) && text.contains(marks), "{text}");
        assert!(!text.contains("请假") && !text.contains("excused"), "{text}");
    }
    let [ranking, dossiers] = ["ranking.xlsx", "dossiers.xlsx"].map(|name| place.path().join("out").join(name));
    let items = sheet_text(&ranking, "分项得分");
    assert!(items.contains("票数不足（少于 15 张）") && !items.contains("请假"), "{items}");
    let basis = sheet_text(&ranking, "评分依据");
    assert!(basis.contains("不足的没有数，处理同“请假”") && !basis.contains("视为“请假”"), "{basis}");
    let dossier = dossier(&dossiers);
    assert!(dossier.contains("票数不足（少于 15 张）：不计") && !dossier.contains("请假"), "{dossier}");
    let results: Value = fs::read_to_string(place.path().join("out/results.json"))
        .ok()
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default();
    let subjects = results["subjects"].as_array().cloned().unwrap_or_default();
    let item = |name: &str| subjects.iter().find(|one| one["name"] == name).map(|one| one["items"][0].clone()).unwrap_or_default();
    assert_eq!((&item("张三")["no-value"], &item("张三")["too-few"]), (&"excused".into(), &"ballots".into()));
    assert!(item("李四").get("too-few").is_none(), "{results}");
}

#[test]
fn cells_left_blank_by_raters_are_not_called_void() {
    let place = laid_out();
    let dossier = dossier(&place.path().join("out/dossiers.xlsx"));
    assert!(dossier.contains("不计：未填 4"), "{dossier}");
    assert!(dossier.contains("不计：无效 1、未填 1") || dossier.contains("不计：未填 1、无效 1"), "{dossier}");
}

/// All sheets of the dossiers.
fn dossier(path: &std::path::Path) -> String {
    use calamine::Reader;
    let book: calamine::Xlsx<_> = calamine::open_workbook(path).unwrap_or_else(|error| panic!("{error}"));
    book.sheet_names().iter().map(|name| sheet_text(path, name)).collect::<Vec<_>>().join("\n")
}
