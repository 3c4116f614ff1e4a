//! `duly new`: what a blank workspace is told, and that one filled in as its own lists and limits allow gives no problem.
//!
//! The filler knows of the rubric only which columns name people; all else it reads back from the workbooks.

mod filler;

use std::path::Path;

use duly::rubric::library::BUILT_IN;

use self::filler::{fill, workbooks, Blank};
use super::program::{duly, folder, lines, needs, printed, project};

/// What is said of the rubric or of chance, and not of what was filled in.
const OF_THE_RUBRIC: [&str; 5] = ["rubric/", "previous/few", "grade/open", "selection/", "follow/nothing-after"];

#[test]
fn a_blank_workspace_lacks_nothing_but_what_is_to_be_filled_in() {
    for (name, _) in BUILT_IN {
        let place = folder();
        let workspace = begun(place.path(), name);
        let check = duly(&["check", &workspace, "--rubric", &format!("{workspace}/{name}.toml"), "--json"]);
        let told = problems(&check);
        assert_eq!(told.iter().map(|(code, ..)| code.as_str()).collect::<Vec<_>>(), ["people/nobody-in-office"], "{name}: {told:?}");
        assert!(told.iter().all(|(_, message, _)| message == "nothing is filled in on the roster"), "{name}: {told:?}");
        assert_eq!(check.status.code(), Some(1), "{name}");
    }
}

#[test]
fn a_workspace_filled_in_as_it_asks_gives_no_problem_and_is_scored() {
    for (name, text) in BUILT_IN {
        let place = folder();
        let workspace = begun(place.path(), name);
        fill(Path::new(&workspace), text);
        assert_sound(name, &workspace, place.path());
    }
}

#[test]
#[ignore = "needs Python with openpyxl"]
fn so_it_does_when_another_program_fills_the_workbooks_in() {
    needs("python3", "--version");
    let filler = project().join("tests/eyes/fill_workspace.py");
    for (name, _) in BUILT_IN {
        let place = folder();
        let workspace = begun(place.path(), name);
        let ran = std::process::Command::new("python3").arg(&filler).arg(&workspace).output();
        let ran = ran.unwrap_or_else(|error| panic!("{error}"));
        assert!(ran.status.success(), "{name}: {}", String::from_utf8_lossy(&ran.stderr));
        assert_sound(name, &workspace, place.path());
    }
}

#[test]
fn the_folder_names_the_period_or_the_rubric_does_or_the_first_whole_year_is_taken() {
    let place = folder();
    let at = |inside: &str| place.path().join(inside).to_string_lossy().into_owned();
    let files = |arguments: &[&str]| {
        let output = duly(&[&["new"], arguments, &["--json"]].concat());
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let summary = lines(&output).pop().unwrap_or_default();
        let written = summary["written"].as_array().cloned().unwrap_or_default();
        written
            .iter()
            .filter_map(|path| path.as_str())
            .map(|path| path.rsplit_once(".tmp").map_or(path, |(_, rest)| rest).to_owned())
            .collect::<Vec<_>>()
    };
    let holds = |files: &[String], ending: &str| assert!(files.iter().any(|file| file.ends_with(ending)), "{ending} in {files:?}");
    holds(&files(&[&at("a")]), "/a/2024/01代表名册.xlsx");
    holds(&files(&[&at("b"), "--period", "2025-H1"]), "/b/2025-H1/02会议出勤.xlsx");
    holds(&files(&[&at("2026年上半年")]), "/2026年上半年/02会议出勤.xlsx");
    holds(&files(&[&at("c"), "--rubric", "parliament"]), "/c/2019-06-01..2024-02-10/01 mps.xlsx");
    holds(&files(&[&at("d"), "--rubric", "rubrics/yanbian.toml"]), "/d/yanbian.toml");
}

#[test]
fn the_notes_name_every_rule_that_draws_on_a_table_and_every_word_to_choose() {
    for (name, text) in BUILT_IN {
        let place = folder();
        let workspace = begun(place.path(), name);
        let rubric = duly::rubric::read(name, text).unwrap_or_else(|problems| panic!("{problems:?}")).rubric;
        for (path, table) in workbooks(Path::new(&workspace), &rubric) {
            let notes = Blank::open(&path).notes_text();
            for criterion in rubric.criteria.iter().filter(|criterion| criterion.query.from.contains(&table.id)) {
                let rule = format!("{} {}", criterion.clause, criterion.name);
                assert!(notes.contains(&rule), "{name} {}: {rule} in {notes}", table.id);
            }
            let columns = || table.columns.iter().filter(|column| column.origin != duly::rubric::model::Origin::Made);
            let headers = columns().filter_map(|column| column.headers.first());
            let words = columns().flat_map(duly::rubric::model::Column::words).flat_map(|(_, written)| written);
            let lacking: Vec<&String> = headers.chain(words).filter(|text| !notes.contains(*text)).collect();
            assert!(lacking.is_empty(), "{name} {}: {lacking:?} in {notes}", table.id);
        }
    }
}

#[test]
fn the_notes_say_that_a_level_decides_whose_entry_it_is_and_name_nobody_twice() {
    let place = folder();
    let workspace = begun(place.path(), "township");
    let notes = |file: &str| Blank::open(&Path::new(&workspace).join("2024").join(file)).notes_text();
    for file in ["03建议台账.xlsx", "04议案台账.xlsx", "05决议决定台账.xlsx"] {
        let notes = notes(file);
        let of_mandates = "一人有两个职务的（如同时担任两级代表），按此确定计入哪一个，空着则都计；其他人只作登记";
        assert!(notes.contains(of_mandates), "{file}: {notes}");
    }
    let notes = notes("03建议台账.xlsx");
    assert_eq!(notes.matches("张三").count(), 1, "{notes}");
    assert!(notes.contains("李四、王五"), "{notes}");
}

#[test]
fn a_list_too_long_for_a_cell_stands_on_the_sheet_of_notes() {
    let place = folder();
    let words: Vec<String> = (1..=40).map(|number| format!("第{number}种处理方式，写得很长")).collect();
    let of_handling = words.iter().enumerate().map(|(number, word)| format!("w{number} = [\"{word}\"]")).collect::<Vec<_>>().join(", ");
    let rubric = changed(
        place.path(),
        "words = { solved = [\"当场解决\", \"已解决\"],",
        &format!("words = {{ {of_handling}, solved = [\"当场解决\"],"),
    );
    let workspace = begun(place.path(), &rubric);
    let blank = Blank::open(&Path::new(&workspace).join("2024/08接待登记.xlsx"));
    let (listed, expected) =
        (blank.listed_apart(), [words, ["当场解决", "转交部门", "跟踪督办", "解释说明"].map(str::to_owned).into()].concat());
    assert_eq!(listed, [expected]);
}

#[test]
fn words_read_from_the_names_of_sheets_and_folders_are_there() {
    let place = folder();
    let by_sheet = "words = { town = [\"镇代表\"], district = [\"区代表\"] }";
    let rubric = changed(place.path(), &format!("{by_sheet}, optional = true"), by_sheet);
    let workspace = begun(place.path(), &rubric);
    let check = duly(&["check", &workspace, "--rubric", &rubric, "--json"]);
    assert_eq!(problems(&check).len(), 1, "{:?}", problems(&check));
    let summary = lines(&check).pop().unwrap_or_default();
    let sheets: Vec<&str> = summary["sheets"].as_array().into_iter().flatten().filter_map(|sheet| sheet["sheet"].as_str()).collect();
    assert!(sheets.contains(&"会议出勤（镇代表）") && sheets.contains(&"会议出勤（区代表）"), "{sheets:?}");

    let other = folder();
    let rubric = changed(other.path(), "from = \"folder\", type = \"text\", optional = true", "from = \"folder\", type = \"text\"");
    let workspace = begun(other.path(), &rubric);
    assert!(Path::new(&workspace).join("2024/请改为单位名称/01代表名册.xlsx").exists());
}

/// The township's rubric with another text in one place, as a file.
fn changed(place: &Path, from: &str, to: &str) -> String {
    let (_, text) = BUILT_IN.iter().find(|(name, _)| *name == "township").unwrap_or_else(|| panic!("no township"));
    assert!(text.contains(from), "{from}");
    let file = place.join("local.toml");
    std::fs::write(&file, text.replacen(from, to, 1)).unwrap_or_else(|error| panic!("{error}"));
    file.to_string_lossy().into_owned()
}

#[test]
fn nothing_of_the_users_is_written_over() {
    let place = folder();
    let kept = place.path().join("kept.txt");
    std::fs::write(&kept, "mine").unwrap_or_else(|error| panic!("{error}"));
    for taken in [place.path(), &kept] {
        let output = duly(&["new", &taken.to_string_lossy()]);
        assert_eq!(output.status.code(), Some(2), "{}", printed(&output));
    }
    assert_eq!(std::fs::read_to_string(&kept).ok().as_deref(), Some("mine"));
    assert_eq!(std::fs::read_dir(place.path()).map(Iterator::count).ok(), Some(1));
    let early = duly(&["new", &place.path().join("early").to_string_lossy(), "--period", "1999", "--json"]);
    assert_eq!(early.status.code(), Some(1));
    assert!(!place.path().join("early").exists(), "nothing is written for a period in which the rubric is not in force");
}

#[test]
fn a_workspace_is_the_same_bytes_every_time() {
    let place = folder();
    let read = |name: &str| {
        let workspace = place.path().join(name).join("same");
        begun_in(&workspace, "township");
        let mut files: Vec<_> =
            ["township.toml", "说明.txt", "2024/02会议出勤.xlsx", "2024/11主席团评分.xlsx"].map(|file| workspace.join(file)).into();
        files.drain(..).map(|file| std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))).collect::<Vec<_>>()
    };
    assert_eq!(read("one"), read("other"));
}

fn begun(place: &Path, rubric: &str) -> String {
    let workspace = place.join("office");
    begun_in(&workspace, rubric)
}

fn begun_in(workspace: &Path, rubric: &str) -> String {
    let path = workspace.to_string_lossy().into_owned();
    let output = duly(&["new", &path, "--rubric", rubric]);
    assert_eq!(output.status.code(), Some(0), "{rubric}: {}{}", printed(&output), String::from_utf8_lossy(&output.stderr));
    path
}

/// No problem in what was filled in, every sheet read, and scores written.
fn assert_sound(name: &str, workspace: &str, place: &Path) {
    let rubric = format!("{workspace}/{name}.toml");
    let check = duly(&["check", workspace, "--rubric", &rubric, "--json"]);
    assert_eq!(problems(&check), [], "{name}");
    let summary = lines(&check).pop().unwrap_or_default();
    let sheets = summary["sheets"].as_array().cloned().unwrap_or_default();
    assert!(!sheets.is_empty() && sheets.iter().all(|sheet| sheet["read"].as_u64() > Some(0)), "{name}: {sheets:?}");
    let out = place.join("out").to_string_lossy().into_owned();
    let score = duly(&["score", workspace, "--rubric", &rubric, "--out", &out, "--format", "json"]);
    assert_eq!(score.status.code(), Some(0), "{name}: {}", printed(&score));
}

/// Code, message and place of each problem of what was filled in.
fn problems(output: &std::process::Output) -> Vec<(String, String, String)> {
    let problem = |line: &serde_json::Value| line["type"] == "problem";
    let all = lines(output).into_iter().filter(problem).map(|line| {
        let text = |key: &str| line[key].as_str().unwrap_or_default().to_owned();
        (text("code"), text("message"), format!("{} {}", text("file"), text("cell")))
    });
    all.filter(|(code, ..)| !OF_THE_RUBRIC.iter().any(|of| code.starts_with(of))).collect()
}
