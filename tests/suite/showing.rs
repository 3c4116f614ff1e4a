//! The year's report and its page, looked at by other programs: a browser, and a count of the sample's own workbooks.

use std::path::Path;
use std::process::Command;

use super::program::{duly, folder, needs, printed, project};

fn scored(inputs: &[&str], period: &str, out: &Path) {
    scored_under("township", inputs, period, out);
}

fn scored_under(rubric: &str, inputs: &[&str], period: &str, out: &Path) {
    let out = out.to_string_lossy();
    let mut arguments = vec!["score"];
    arguments.extend(inputs);
    arguments.extend(["--rubric", rubric, "--period", period, "--format", "json", "--out", &out]);
    let output = duly(&arguments);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
}

fn reported(folders: &[&Path], out: &Path, more: &[&str]) -> String {
    let names: Vec<String> = folders.iter().chain([&out]).map(|path| path.to_string_lossy().into_owned()).collect();
    let (out, folders) = names.split_last().unwrap_or_else(|| panic!("no folder"));
    let mut arguments = vec!["report"];
    arguments.extend(folders.iter().map(String::as_str).chain(["--out", out]).chain(more.iter().copied()));
    let output = duly(&arguments);
    assert_eq!(output.status.code(), Some(0), "{}{}", printed(&output), String::from_utf8_lossy(&output.stderr));
    printed(&output)
}

fn eyes(script: &str, arguments: &[String]) {
    let mut command = Command::new("python3");
    command.current_dir(project()).arg("-B").arg(format!("tests/eyes/{script}")).args(arguments);
    let output = command.output().unwrap_or_else(|error| panic!("python3: {error}"));
    assert!(output.status.success(), "{script}:\n{}{}", printed(&output), String::from_utf8_lossy(&output.stderr));
}

fn text_of(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[test]
#[ignore = "needs Chromium and Python"]
fn the_page_is_searched_sorted_and_opened_in_a_browser() {
    needs("chromedriver", "--version");
    let place = folder();
    let (first, second) = (place.path().join("2025-H1"), place.path().join("2025-H2"));
    scored(&["sample_data/2025-H1"], "2025-H1", &first);
    scored(&["sample_data/2025-H2"], "2025-H2", &second);
    let (internal, public) = (place.path().join("internal.html"), place.path().join("public.html"));
    reported(&[&first, &second], &internal, &["--internal"]);
    reported(&[&first, &second], &public, &[]);
    eyes("page.py", &[text_of(&internal), text_of(&public), text_of(&second.join("results.json"))]);
    // What is proposed by name only is not what the office sees: the check must notice the wrong page.
    let mut command = Command::new("python3");
    command.current_dir(project()).args(["-B", "tests/eyes/page.py"]);
    command.args([text_of(&public), text_of(&internal), text_of(&second.join("results.json"))]);
    assert!(!command.output().is_ok_and(|output| output.status.success()), "the pages exchanged must not pass");
}

#[test]
#[ignore = "needs Python"]
fn the_figures_of_the_report_are_those_of_the_workbooks() {
    needs("python3", "--version");
    let place = folder();
    let folders: Vec<_> = ["2024", "2025"]
        .into_iter()
        .flat_map(|year| ["township", "stations"].map(|rubric| (year, rubric)))
        .map(|(year, rubric)| {
            let out = place.path().join(format!("{rubric}-{year}"));
            scored_under(rubric, &[&format!("sample_data/{year}-H1"), &format!("sample_data/{year}-H2")], year, &out);
            out
        })
        .collect();
    let report = place.path().join("report.md");
    reported(&folders.iter().map(std::path::PathBuf::as_path).collect::<Vec<_>>(), &report, &[]);
    eyes("figures.py", &["sample_data".to_owned(), text_of(&report), "2024".to_owned(), "2025".to_owned()]);
}

#[test]
fn a_report_in_words_holds_every_figure_and_marks_what_nobody_recorded() {
    let place = folder();
    let out = place.path().join("2025-H2");
    scored(&["sample_data/2025-H2"], "2025-H2", &out);
    let template = place.path().join("template.md");
    std::fs::write(&template, "# {{issuer}}\n\n接待{{visits}}人次，转交{{passed}}件，宣讲{{lectures}}场。\n\n{{table}}\n")
        .unwrap_or_else(|error| panic!("{error}"));
    let report = place.path().join("report.md");
    reported(&[&out], &report, &["--template", &text_of(&template)]);
    let told = std::fs::read_to_string(&report).unwrap_or_default();
    assert!(told.contains("件，宣讲【未记录】场。"), "{told}");
    assert!(told.contains("| 接待群众 | 人次 | — |"), "{told}");
    assert!(told.contains("sample_data/2025-H2/联络站.xlsx [接待登记]"), "{told}");
    let document = place.path().join("report.docx");
    reported(&[&out], &document, &[]);
    assert!(std::fs::read(&document).is_ok_and(|bytes| bytes.starts_with(b"PK")));
}

#[test]
fn figures_come_from_the_folder_that_has_them_and_what_differs_is_told() {
    let place = folder();
    let at = |name: &str| place.path().join(name);
    scored(&["sample_data/2025-H2"], "2025-H2", &at("town"));
    scored_under("stations", &["sample_data/2025-H2"], "2025-H2", &at("stations"));
    scored_under("inspection", &["sample_data/2025-H2"], "2025-H2", &at("inspection"));
    let wanted = ["deeds", "aided", "messages", "satisfied", "departments-rated", "put-right"];
    let town = reported(&[&at("town")], &at("alone.md"), &[]);
    assert!(wanted.iter().all(|id| town.contains(&format!("{{{{{id}}}}}"))), "{town}");
    let told = reported(&[&at("town"), &at("stations"), &at("inspection")], &at("all.md"), &[]);
    assert!(wanted.iter().all(|id| !told.contains(&format!("{{{{{id}}}}}"))), "{told}");
    let report = std::fs::read_to_string(at("all.md")).unwrap_or_default();
    let sentences = report.split_once("## 一").and_then(|(_, rest)| rest.split_once("## 附")).map_or("", |(sentences, _)| sentences);
    assert!(sentences.len() > 500 && !sentences.contains("【"), "nothing is missing after the note at the head: {report}");
    assert!(sentences.contains("镇级"), "the people are those of the first folder: {report}");
    let state = |folder: &str| {
        let report = std::fs::read_to_string(at(folder)).unwrap_or_default();
        report.lines().find(|line| line.starts_with("立案的代表建议")).unwrap_or_default().to_owned()
    };
    assert!(state("alone.md").contains("已答复41件"), "the column of results is counted as it stands: {}", state("alone.md"));
    assert!(state("all.md").contains("43件。其中已答复33件，答复率76.7%（33/43），已经解决16件"), "{}", state("all.md"));
    assert!(state("all.md").contains("满意、基本满意的32件，占已答复的97.0%（32/33）"), "{}", state("all.md"));

    // Stations whose rubric counts visits otherwise: no number is chosen.
    let text = std::fs::read_to_string(project().join("rubrics/stations.toml")).unwrap_or_default();
    let (before, after) = text.split_once("[figures.visits]").unwrap_or_else(|| panic!("the rubric has changed"));
    let text = format!("{before}[figures.visits]{}", after.replacen("measure = { sum = \"visits\" }", "measure = \"count\"", 1));
    std::fs::write(at("other.toml"), text).unwrap_or_else(|error| panic!("{error}"));
    scored_under(&at("other.toml").to_string_lossy(), &["sample_data/2025-H2"], "2025-H2", &at("other"));
    let template = at("template.md");
    std::fs::write(&template, "接待{{visits}}人次，{{visits@stations}}件。\n\n{{table}}\n").unwrap_or_else(|error| panic!("{error}"));
    let told = reported(&[&at("town"), &at("other")], &at("differs.md"), &["--template", &text_of(&template)]);
    assert!(told.contains("numbers differ") && told.contains("{{visits@township}}"), "{told}");
    let report = std::fs::read_to_string(at("differs.md")).unwrap_or_default();
    assert!(report.starts_with("接待【数字不一致】人次，") && !report.contains("| 接待群众 | 人次 |"), "{report}");
    assert_eq!(report.matches("| 接待群众（按《").count(), 2, "{report}");
}

#[test]
fn two_folders_of_one_period_under_one_rubric_are_refused() {
    let place = folder();
    let (one, two) = (place.path().join("one"), place.path().join("two"));
    scored(&["sample_data/2025-H2"], "2025-H2", &one);
    scored(&["sample_data/2025-H2"], "2025-H2", &two);
    let out = place.path().join("report.md");
    let output = duly(&["report", &text_of(&one), &text_of(&two), "--out", &text_of(&out)]);
    assert_eq!(output.status.code(), Some(1), "{}", printed(&output));
    assert!(printed(&output).contains("previous/not-results") && !out.exists(), "{}", printed(&output));
}
