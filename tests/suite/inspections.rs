//! Departments rated at inspections: the sample's half-years, what is to be put right, and what the year's report says of it.

use super::golden::{field_of, subject};
use super::program::{duly, duly_in, folder, printed};
use super::standings::sheet_text;
use super::stations::{rows, table};

/// The sample's half-year scored by the rubric of inspections.
fn scored(half: &str) -> tempfile::TempDir {
    let place = folder();
    let out = place.path().join("out").to_string_lossy().into_owned();
    let output = duly(&["score", &format!("sample_data/{half}"), "--rubric", "inspection", "--out", &out]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    place
}

fn results(place: &tempfile::TempDir) -> serde_json::Value {
    let text = std::fs::read_to_string(place.path().join("out/results.json")).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn each_half_year_s_opinions_are_followed_with_those_carried_over() {
    for half in ["2024-H1", "2024-H2", "2025-H1", "2025-H2"] {
        let place = scored(half);
        let register = rows(half, "视察评议.xlsx", "视察评议台账");
        let total = table(&place.path().join("out/stations.xlsx"), "整改", "单位").into_iter().find(|row| row[0] == "合计");
        let total = total.unwrap_or_default();
        assert_eq!(total.get(1), Some(&register.len().to_string()), "{half}: {total:?}");
        let carried = register.iter().filter(|row| row["备注"] == "上期结转").count();
        let told = table(&place.path().join("out/stations.xlsx"), "整改", "上期结转");
        assert_eq!(told.first().and_then(|row| row.get(1)), Some(&carried.to_string()), "{half}");
        let votes = rows(half, "视察评议.xlsx", "视察评议测评");
        let figures = results(&place)["figures"].clone();
        let figure =
            |id: &str| figures.as_array().and_then(|all| all.iter().find(|one| one["id"] == id)?["value"].as_str().map(str::to_owned));
        assert_eq!(figure("departments-rated"), Some(votes.len().to_string()), "{half}");
        assert_eq!(figure("to-put-right"), Some((register.len() - carried).to_string()), "{half}");
    }
}

#[test]
fn a_department_that_was_not_voted_on_is_listed_and_not_judged() {
    let place = scored("2025-H2");
    let results = results(&place);
    assert_eq!(field_of(subject(&results, "供电所"), "status"), "listed");
    for field in ["rank", "grade"] {
        assert_eq!(field_of(subject(&results, "供电所"), field), "none", "{field}");
    }
    assert_eq!(field_of(subject(&results, "供电所"), "notices"), "overdue");
    assert_eq!(field_of(subject(&results, "镇社会事务办"), "status"), "ranked");
    let internal = sheet_text(&place.path().join("out/ranking.xlsx"), "总排名");
    assert!(internal.contains("只列整改情况"), "{internal}");
}

#[test]
fn the_report_tells_what_was_put_right() {
    let place = scored("2025-H2");
    let template = "评议部门{{departments-rated}}个，交办意见{{to-put-right}}条，督促整改问题{{put-right}}件，仍在整改{{still-open}}件。\n";
    std::fs::write(place.path().join("整改.md"), template).unwrap_or_else(|error| panic!("{error}"));
    let output = duly_in(place.path(), &["report", "out", "--template", "整改.md", "--out", "report.md"]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    let text = std::fs::read_to_string(place.path().join("report.md")).unwrap_or_default();
    assert!(text.contains("评议部门4个，交办意见4条，督促整改问题") && !text.contains("未记录"), "{text}");
}
