//! The year's report and its page, looked at by other programs: a browser, and a count of the sample's own workbooks.

use std::path::Path;
use std::process::Command;

use super::program::{duly, folder, needs, printed, project};

fn scored(inputs: &[&str], period: &str, out: &Path) {
    let out = out.to_string_lossy();
    let mut arguments = vec!["score"];
    arguments.extend(inputs);
    arguments.extend(["--rubric", "township", "--period", period, "--format", "json", "--out", &out]);
    let output = duly(&arguments);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
}

fn reported(folders: &[&Path], out: &Path, more: &[&str]) {
    let names: Vec<String> = folders.iter().chain([&out]).map(|path| path.to_string_lossy().into_owned()).collect();
    let (out, folders) = names.split_last().unwrap_or_else(|| panic!("no folder"));
    let mut arguments = vec!["report"];
    arguments.extend(folders.iter().map(String::as_str).chain(["--out", out]).chain(more.iter().copied()));
    let output = duly(&arguments);
    assert_eq!(output.status.code(), Some(0), "{}{}", printed(&output), String::from_utf8_lossy(&output.stderr));
}

fn eyes(script: &str, arguments: &[String]) {
    let mut command = Command::new("python3");
    command.current_dir(project()).arg("-B").arg(format!("tests/eyes/{script}")).args(arguments);
    let output = command.output().unwrap_or_else(|error| panic!("python3: {error}"));
    assert!(output.status.success(), "{script}:\n{}{}", printed(&output), String::from_utf8_lossy(&output.stderr));
}

fn text(path: &Path) -> String {
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
    eyes("page.py", &[text(&internal), text(&public), text(&second.join("results.json"))]);
    // What is proposed by name only is not what the office sees: the check must notice the wrong page.
    let mut command = Command::new("python3");
    command.current_dir(project()).args(["-B", "tests/eyes/page.py"]);
    command.args([text(&public), text(&internal), text(&second.join("results.json"))]);
    assert!(!command.output().is_ok_and(|output| output.status.success()), "the pages exchanged must not pass");
}

#[test]
#[ignore = "needs Python"]
fn the_figures_of_the_report_are_those_of_the_workbooks() {
    needs("python3", "--version");
    let place = folder();
    let years = ["2024", "2025"].map(|year| {
        let out = place.path().join(year);
        scored(&[&format!("sample_data/{year}-H1"), &format!("sample_data/{year}-H2")], year, &out);
        out
    });
    let report = place.path().join("report.md");
    reported(&[&years[0], &years[1]], &report, &[]);
    eyes("figures.py", &["sample_data".to_owned(), text(&report), "2024".to_owned(), "2025".to_owned()]);
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
    reported(&[&out], &report, &["--template", &text(&template)]);
    let told = std::fs::read_to_string(&report).unwrap_or_default();
    assert!(told.contains("件，宣讲【未记录】场。"), "{told}");
    assert!(told.contains("| 接待群众 | 人次 | — |"), "{told}");
    assert!(told.contains("sample_data/2025-H2/联络站.xlsx [接待登记]"), "{told}");
    let document = place.path().join("report.docx");
    reported(&[&out], &document, &[]);
    assert!(std::fs::read(&document).is_ok_and(|bytes| bytes.starts_with(b"PK")));
}
