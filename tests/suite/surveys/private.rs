//! Nothing that tells who answered is in any output.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::export::{table, write, Form, Tool, CANARIES, TOOLS};
use super::{laid_out, RATED, RUBRIC};
use crate::program::{duly, folder, printed, project};

/// All that is written, workbooks unpacked.
fn written(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        if let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(&bytes)) {
            for index in 0..archive.len() {
                let mut entry = archive.by_index(index).unwrap_or_else(|error| panic!("{error}"));
                let mut text = Vec::new();
                entry.read_to_end(&mut text).unwrap_or_else(|error| panic!("{error}"));
                found.push((path.join(entry.name().map(|name| name.to_string()).unwrap_or_default()), text));
            }
        }
        found.push((path, bytes));
    }
    found
}

fn holds(bytes: &[u8], canary: &str) -> bool {
    bytes.windows(canary.len()).any(|window| window == canary.as_bytes())
}

/// Columns that a rubric may ask for, and gets from no survey.
const GREEDY: &str = r#"
columns.rater = { header = ["昵称", "来源详情", "提交者（自动）"], type = "name", optional = true }
columns.address = { header = ["来自IP", "IP"], type = "text", optional = true }
columns.where = { header = ["来源", "地理位置省", "用户标识"], type = "text", optional = true }
columns.date = { header = ["提交答卷时间", "结束答题时间", "提交时间（自动）", "提交时间"], type = "date", optional = true }
"#;

/// What is said and written about these inputs under this rubric.
fn outputs(input: &Path, rubric: &Path, wrong: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let out = folder();
    let [input, rubric, to] = [input, rubric, out.path()].map(|path| path.to_string_lossy().into_owned());
    let score = vec!["--out", &to, "--draft", "--format", "xlsx,json,parquet,csv"];
    let mut said = Vec::new();
    for more in [vec!["--json"], vec!["--lang", "zh"], vec!["--lang", "en"]] {
        for (name, options) in
            [("check", vec![]), ("check", vec!["--columns"]), ("score", score.clone()), ("explain", vec!["--who", "张三"])]
        {
            let call = vec![name, &input, "--rubric", &rubric, "--period", "2025"];
            let output = duly(&[call, options, more.clone()].concat());
            said.extend([output.stdout.clone(), output.stderr.clone()].concat());
            assert!(name != "check" || printed(&output).contains(wrong), "the problem is told with what was found: {}", printed(&output));
        }
    }
    let mut outputs = written(out.path());
    assert!(outputs.len() > 10, "{outputs:?}");
    outputs.push(("what was said".into(), said));
    outputs
}

fn nothing_slips_through(rows: &[Vec<String>], tool: Tool, name: &str, rubric: &str, wrong: &str) {
    let all = rows.iter().flatten().cloned().collect::<String>();
    assert!(CANARIES.iter().filter(|canary| all.contains(**canary)).count() > 1, "{tool:?}: the export itself has none");
    for form in [Form::Utf16, Form::Workbook] {
        let place = laid_out(&[]);
        let own = place.path().join("rubric.toml");
        fs::write(&own, rubric).unwrap_or_else(|error| panic!("{error}"));
        write(rows, form, place.path(), name);
        for (path, bytes) in outputs(place.path(), &own, wrong) {
            for canary in CANARIES {
                assert!(!holds(&bytes, canary), "{tool:?} {form:?}: {} holds {canary}", path.display());
            }
        }
    }
}

#[test]
fn nothing_that_tells_who_answered_is_in_any_output() {
    let rubric = fs::read_to_string(project().join(RUBRIC)).unwrap_or_default();
    let greedy = rubric.replace("sheet = [\"测评票\"]\noptional = true\n", &format!("sheet = [\"测评票\"]\noptional = true\n{GREEDY}"));
    assert_ne!(rubric, greedy);
    for tool in TOOLS {
        // One answer is no word of the rubric and one question is about nobody, so that problems show rows and headers.
        let mut questions: Vec<(u32, &str, &str)> = (1..).zip(RATED).map(|(number, who)| (number, who, "")).collect();
        questions.push((6, "您对人大工作", ""));
        let mut rows = vec![["满意", "满意", "不满意", "满意", "基本满意", "满意"].map(str::to_owned).to_vec(); 9];
        rows[4][2] = "很满".into();
        nothing_slips_through(&table(tool, &questions, &rows), tool, "代表测评", &rubric, "很满");
        // A rubric that asks for all of it.
        let ballots: Vec<Vec<String>> = (0..9).map(|at| vec!["张三".into(), if at == 4 { "很满" } else { "满意" }.into()]).collect();
        let rows = table(tool, &[(1, "述职代表", ""), (2, "评价", "")], &ballots);
        nothing_slips_through(&rows, tool, "测评票", &greedy, "很满");
    }
}
