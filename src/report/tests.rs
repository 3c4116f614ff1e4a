//! The floor as a whole, on the review made by hand.

#![expect(clippy::indexing_slicing, reason = "a test may panic")]

use std::io::{Cursor, Read};

use calamine::{open_workbook_from_rs, Data, Range, Reader, Xlsx};

use super::fixture::Fixture;
use super::{manifest, write, write_problems, Arguments, Format, Output};
use crate::base::text::Language;

const ALL: [Format; 4] = [Format::Xlsx, Format::Json, Format::Parquet, Format::Csv];

fn outputs(fixture: &Fixture) -> Vec<Output> {
    write(&fixture.review(), &ALL).unwrap_or_else(|error| panic!("{error}"))
}

fn bytes<'a>(outputs: &'a [Output], name: &str) -> &'a [u8] {
    outputs.iter().find(|output| output.name == name).map_or_else(|| panic!("{name}"), |output| &output.bytes)
}

fn open(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap_or_else(|error: calamine::XlsxError| panic!("{error}"))
}

fn sheet(bytes: &[u8], name: &str) -> Range<Data> {
    open(bytes).worksheet_range(name).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn texts(range: &Range<Data>) -> Vec<Vec<String>> {
    range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

fn row<'a>(rows: &'a [Vec<String>], name: &str) -> &'a [String] {
    rows.iter().find(|row| row.iter().any(|cell| cell == name)).map_or_else(|| panic!("{name}"), Vec::as_slice)
}

fn json(outputs: &[Output], name: &str) -> serde_json::Value {
    serde_json::from_slice(bytes(outputs, name)).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn two_runs_give_the_same_bytes() {
    assert_eq!(outputs(&Fixture::new()), outputs(&Fixture::new()));
}

#[test]
fn cached_totals_and_ranks_are_the_engines() {
    let fixture = Fixture::new();
    let outputs = outputs(&fixture);
    let book = bytes(&outputs, "ranking.xlsx");
    for (subject, standing) in fixture.evidence.subjects.iter().zip(&fixture.outcome.standings) {
        let rows = texts(&sheet(book, &format!("总排名-{}", subject.peer)));
        let head = row(&rows, "总分").iter().position(|cell| cell == "总分").unwrap_or_default();
        let line = row(&rows, &subject.name);
        let total: f64 = line[head].parse().unwrap_or(f64::NAN);
        let expected = standing.total.as_ref().map_or(f64::NAN, crate::base::exact::Exact::to_f64);
        assert_eq!(total.to_bits(), expected.to_bits(), "{}: {line:?}", subject.name);
        assert_eq!(line[0], standing.rank.map_or("—".to_owned(), |rank| rank.to_string()), "{}", subject.name);
    }
}

#[test]
fn formulas_stand_where_they_give_the_engines_number_and_nowhere_else() {
    let outputs = outputs(&Fixture::new());
    let mut book = open(bytes(&outputs, "ranking.xlsx"));
    let formulas = book.worksheet_formula("总排名-镇级").unwrap_or_else(|error| panic!("{error}"));
    let values = book.worksheet_range("总排名-镇级").unwrap_or_else(|error| panic!("{error}"));
    let at = |name: &str, head: &str| {
        let rows = texts(&values);
        let line = rows.iter().position(|row| row.iter().any(|cell| cell == name)).unwrap_or_default();
        let column = row(&rows, head).iter().position(|cell| cell == head).unwrap_or_default();
        let place = (u32::try_from(line).unwrap_or(0), u32::try_from(column).unwrap_or(0));
        formulas.get_value(place).cloned().unwrap_or_default()
    };
    assert_eq!(at("张三", "会议期间履职"), "MIN(40,MAX(0,SUM('分项得分'!F9,'分项得分'!H9,'分项得分'!J9)))");
    assert_eq!(
        at("赵丽", "会议期间履职"),
        "MIN(40,MAX(0,SUM(2*SUM('分项得分'!F14,'分项得分'!H14),'分项得分'!J14)))",
        "the first was left out, the second doubled, deductions are not"
    );
    assert_eq!(at("张三", "总分"), "ROUND(SUM(0.7*I4,0.3*J4),2)");
    assert_eq!(at("孙强", "总分"), "", "a veto made it 0");
    assert!(at("张三", "名次").starts_with("RANK("));
}

/// Heights of the first rows of the sheets of a workbook, in points.
fn title_heights(book: &[u8]) -> Vec<f64> {
    let mut package = zip::ZipArchive::new(Cursor::new(book)).unwrap_or_else(|error| panic!("{error}"));
    let mut heights = Vec::new();
    for number in 0..package.len() {
        let mut part = package.by_index(number).unwrap_or_else(|error| panic!("{error}"));
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap_or_default();
        let first = text.split_once("<row r=\"1\"").and_then(|(_, rest)| rest.split_once('>')).map_or("", |(attributes, _)| attributes);
        heights.extend(first.split_once("ht=\"").and_then(|(_, rest)| rest.split_once('"')?.0.parse::<f64>().ok()));
    }
    heights
}

#[test]
fn a_long_name_of_a_rubric_gets_a_second_line_in_the_title() {
    let mut fixture = Fixture::new();
    let heights = |fixture: &Fixture| title_heights(bytes(&outputs(fixture), "ranking.xlsx"));
    let short = heights(&fixture);
    assert!((short[0] - 38.25).abs() < 0.5, "{short:?}");
    fixture.rubric.name = "某县级市人民代表大会代表履职量化考核暂行办法（二〇二五年修订，试行一年后再行完善）".into();
    let long = heights(&fixture);
    assert!(long[0] > 75.0, "{long:?}");
}

#[test]
fn a_stopped_group_is_in_no_list_and_is_named() {
    let mut fixture = Fixture::new();
    fixture.stopped.push("区级".into());
    let outputs = outputs(&fixture);
    let book = bytes(&outputs, "ranking.xlsx");
    for name in open(book).sheet_names() {
        let rows = texts(&sheet(book, &name));
        assert!(!rows.iter().flatten().any(|cell| cell.contains("钱进")), "{name}");
    }
    let rows = texts(&sheet(book, "总排名"));
    assert!(rows.iter().flatten().any(|cell| cell == "区级 因数据错误未出排名，见“数据问题”。"));
    let results = json(&outputs, "results.json");
    assert_eq!(results["stopped"][0], "区级");
    assert_eq!(results["subjects"].as_array().map(Vec::len), Some(9));
}

#[test]
fn results_follow_the_contract() {
    let outputs = outputs(&Fixture::new());
    let results = json(&outputs, "results.json");
    assert_eq!(results["schema"], "duly.results/1");
    assert_eq!(results["figures"][0]["sources"][0]["rows"], "4:60");
    let subjects = results["subjects"].as_array().cloned().unwrap_or_default();
    let find = |name: &str| subjects.iter().find(|subject| subject["name"] == name).cloned().unwrap_or_default();
    let sun = find("孙强");
    assert_eq!((&sun["total"], &sun["exact"], &sun["exact-before"]), (&"0.00".into(), &"0".into(), &"222/5".into()));
    assert_eq!(find("张三").get("exact-before"), None);
    let zhao = find("赵丽");
    assert_eq!(zhao["items"][0]["no-value"], "excused");
    assert!(zhao["items"][0]["points"].is_null() && zhao["items"][0]["exact"].is_null());
    assert_eq!(find("卫平")["status"], "excluded");
    assert_eq!(find("卫平")["reason"], "暂停执行职务");
    assert!(find("卫平")["rank"].is_null());
    assert_eq!(find("王伟")["selected"], "committee");
    assert_eq!(find("张三")["selected"], true);
    assert_eq!(find("张三")["rank-in"]["station"], 1);
    assert_eq!(find("张三")["parts"][0]["weight"], "7/10");
}

#[test]
fn flat_files_hold_a_row_for_each_subject() {
    let outputs = outputs(&Fixture::new());
    let text = String::from_utf8_lossy(bytes(&outputs, "results.csv")).into_owned();
    assert!(text.starts_with("key,name,peer,period,status,total,exact,rank,grade,selected,c.attend,"), "{text}");
    assert_eq!(text.lines().count(), 14);
    assert!(bytes(&outputs, "results.parquet").starts_with(b"PAR1"));
}

#[test]
fn the_manifest_names_inputs_and_outputs_and_nothing_of_the_machine() {
    let fixture = Fixture::new();
    let outputs = outputs(&fixture);
    let arguments = Arguments { rubric: "rubrics/qingxi.toml", ..Arguments::default() };
    let made = manifest(&fixture.review(), &outputs, &arguments).unwrap_or_else(|error| panic!("{error}"));
    let manifest = json(&[made], "manifest.json");
    assert_eq!(manifest["schema"], "duly.manifest/1");
    assert_eq!(manifest["inputs"][0]["path"], "2025-H1/清溪镇/履职台账.xlsx");
    assert_eq!(manifest["rubric"]["path"], "rubrics/qingxi.toml");
    assert_eq!(manifest["outputs"].as_array().map(Vec::len), Some(outputs.len()));
}

/// Nobody takes published items for the whole rule: the sheet that is signed says which they are.
#[test]
fn the_basis_says_how_much_of_the_source_it_is() {
    let outputs = outputs(&Fixture::new());
    let rows = texts(&sheet(bytes(&outputs, "ranking.xlsx"), "评分依据"));
    let source = rows.iter().flatten().find(|cell| cell.starts_with("来源：")).cloned().unwrap_or_default();
    assert!(source.contains("；范本；"), "{source}");
}

#[test]
fn a_draft_says_so_on_every_sheet() {
    let mut fixture = Fixture::new();
    fixture.draft = true;
    let outputs = outputs(&fixture);
    for file in ["ranking.xlsx", "problems.xlsx"] {
        for name in open(bytes(&outputs, file)).sheet_names() {
            let rows = texts(&sheet(bytes(&outputs, file), &name));
            assert!(rows[0][0].starts_with("【草稿】"), "{name}");
        }
    }
}

#[test]
fn columns_that_are_not_needed_are_printed_nowhere() {
    let outputs = outputs(&Fixture::new());
    for output in outputs.iter().filter(|output| output.name.ends_with("xlsx")) {
        for name in open(&output.bytes).sheet_names() {
            let rows = texts(&sheet(&output.bytes, &name));
            assert!(!rows.iter().flatten().any(|cell| cell.contains("may not be printed")), "{name}");
        }
    }
}

#[test]
fn an_english_rubric_gives_an_english_workbook() {
    let mut fixture = Fixture::new();
    fixture.rubric.locale = Language::English;
    let names = open(bytes(&outputs(&fixture), "ranking.xlsx")).sheet_names();
    assert!(names.iter().any(|name| name == "Ranking-镇级"), "{names:?}");
    assert!(names.iter().any(|name| name == "Problems"), "{names:?}");
}

#[test]
fn problems_alone_make_a_workbook() {
    let fixture = Fixture::new();
    let outputs = write_problems(&fixture.review()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(outputs.iter().map(|output| output.name.as_str()).collect::<Vec<_>>(), ["problems.xlsx", "rubric.toml"]);
    let rows = texts(&sheet(bytes(&outputs, "problems.xlsx"), "数据问题"));
    assert!(row(&rows, "C12").iter().any(|cell| cell.contains("未道")));
}

#[test]
#[ignore = "writes workbooks to be looked at, into the folder that DULY_LOOK names"]
fn workbooks_to_look_at() -> std::io::Result<()> {
    let Some(folder) = std::env::var_os("DULY_LOOK") else { return Ok(()) };
    let folder = std::path::Path::new(&folder);
    let mut fixture = Fixture::new();
    super::store(&outputs(&fixture), folder)?;
    (fixture.rubric.locale, fixture.draft) = (Language::English, true);
    super::store(&outputs(&fixture), &folder.join("english"))?;
    fixture.rubric.locale = Language::Chinese;
    fixture.stopped.push("区级".into());
    super::store(&outputs(&fixture), &folder.join("draft"))
}
