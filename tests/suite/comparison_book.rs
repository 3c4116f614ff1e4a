//! `comparison.xlsx` as a spreadsheet opens it: what is blank stays blank, each station has its page, and parts add up in the cells.

use std::path::{Path, PathBuf};

use calamine::{open_workbook, Data, Range, Reader, Xlsx};

use super::program::{duly, folder, printed};

/// Half-years of the sample under a rubric, each in a folder of its own.
fn halves(place: &Path, rubric: &str, periods: &[&str]) -> Vec<PathBuf> {
    let score = |period: &&str| {
        let out = place.join(format!("{rubric}-{period}"));
        let (input, name) = (format!("sample_data/{period}"), out.to_string_lossy().into_owned());
        let output = duly(&["score", &input, "--rubric", rubric, "--format", "json", "--out", &name]);
        assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
        out
    };
    periods.iter().map(score).collect()
}

fn book(place: &Path, folders: &[PathBuf]) -> Xlsx<std::io::BufReader<std::fs::File>> {
    let out = place.join("comparison");
    let mut arguments = vec!["compare".to_owned()];
    arguments.extend(folders.iter().chain([&"--out".into(), &out]).map(|path| path.to_string_lossy().into_owned()));
    let output = duly(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    open_workbook(out.join("comparison.xlsx")).unwrap_or_else(|error: calamine::XlsxError| panic!("{error}"))
}

fn sheet(book: &mut Xlsx<std::io::BufReader<std::fs::File>>, name: &str) -> Range<Data> {
    book.worksheet_range(name).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The cells of the row that begins with a text.
fn row(sheet: &Range<Data>, first: &str) -> Vec<Data> {
    let found = sheet.rows().find(|row| row.first().is_some_and(|cell| *cell == first));
    found.unwrap_or_else(|| panic!("no row of {first}")).to_vec()
}

#[test]
fn a_department_that_was_not_rated_is_a_gap_and_not_a_zero() {
    let place = folder();
    let folders = halves(place.path(), "inspection", &["2024-H2", "2025-H1", "2025-H2"]);
    let mut book = book(place.path(), &folders);
    // Of what was to be put right one department is followed in a half-year in which it was not rated.
    let trend = row(&sheet(&mut book, "各单位走势"), "供电所");
    assert!(matches!(trend.as_slice(), [_, _, Data::Float(_), Data::Float(_), Data::Empty, ..]), "{trend:?}");
    let change = row(&sheet(&mut book, "变化 2025-H2"), "供电所");
    assert_eq!(change.get(3..6).map(|cells| cells.iter().map(ToString::to_string).collect::<String>()), Some("———".into()), "{change:?}");
    let head = sheet(&mut book, "变化 2025-H2").rows().nth(2).and_then(|row| row.first().map(ToString::to_string));
    assert_eq!(head.as_deref(), Some("单位名称"), "a department has no 姓名");
}

#[test]
fn each_station_has_a_page_with_its_items_and_rates() {
    let place = folder();
    let folders = halves(place.path(), "stations", &["2024-H2", "2025-H1", "2025-H2"]);
    let mut book = book(place.path(), &folders);
    let page = sheet(&mut book, "镇区联络站");
    let total = row(&page, "总分");
    assert!(matches!(total.as_slice(), [_, _, Data::Empty, Data::Float(_), Data::Float(_), ..]), "opened in 2025: {total:?}");
    let held: Vec<Vec<String>> =
        page.rows().filter(|row| row[0] == "按日接待").map(|row| row.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(held.iter().map(|row| row[1].as_str()).collect::<Vec<_>>(), ["数量", "分子/分母", "得分"]);
    let formulas = book.worksheet_formula("镇区联络站").unwrap_or_else(|error| panic!("{error}"));
    let live: Vec<&String> = formulas.rows().flatten().filter(|formula| !formula.is_empty()).collect();
    assert!(live.iter().any(|formula| formula.ends_with("*100")), "percentage points: {live:?}");
    assert!(live.iter().any(|formula| formula.as_str() == "10.5/12"), "a rate from what it was made of: {live:?}");
}

#[test]
fn ratings_of_departments_are_not_called_reports_of_delegates() {
    let place = folder();
    for (rubric, wanted) in [("inspection", "测评汇总"), ("township", "述职评议汇总")] {
        let out = place.path().join(rubric);
        let name = out.to_string_lossy().into_owned();
        let output = duly(&["score", "sample_data/2025-H2", "--rubric", rubric, "--format", "xlsx", "--out", &name]);
        assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
        let book: Xlsx<_> = open_workbook(out.join("ranking.xlsx")).unwrap_or_else(|error: calamine::XlsxError| panic!("{error}"));
        assert!(book.sheet_names().iter().any(|name| name == wanted), "{rubric}: {:?}", book.sheet_names());
    }
}
