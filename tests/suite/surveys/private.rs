//! Nothing that tells who answered is in any output.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::export::{table, write, Form, CANARIES, TOOLS};
use super::{command, laid_out, RATED};
use crate::program::{duly, folder, printed};

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

#[test]
fn nothing_that_tells_who_answered_is_in_any_output() {
    for tool in TOOLS {
        // One answer is no word of the rubric and one question is about nobody, so that problems show rows and headers.
        let place = laid_out(&[]);
        let mut questions: Vec<(u32, &str, &str)> = (1..).zip(RATED).map(|(number, who)| (number, who, "")).collect();
        questions.push((6, "您对人大工作", ""));
        let mut rows = vec![["满意", "满意", "不满意", "满意", "基本满意", "满意"].map(str::to_owned).to_vec(); 9];
        rows[4][2] = "很满".into();
        let rows = table(tool, &questions, &rows);
        let all = rows.iter().flatten().cloned().collect::<String>();
        assert!(CANARIES.iter().filter(|canary| all.contains(**canary)).count() > 1, "{tool:?}: the export itself has none");
        for form in [Form::Utf16, Form::Workbook] {
            write(&rows, form, place.path(), "代表测评");
            let out = folder();
            let (input, to) = (place.path().to_string_lossy(), out.path().to_string_lossy());
            let score = vec!["--out", &to, "--draft", "--format", "xlsx,json,parquet,csv"];
            let mut said = Vec::new();
            for more in [vec!["--json"], vec!["--lang", "zh"], vec!["--lang", "en"]] {
                for (name, options) in
                    [("check", vec![]), ("check", vec!["--columns"]), ("score", score.clone()), ("explain", vec!["--who", "张三"])]
                {
                    let output = duly(&[command(name, &input), options, more.clone()].concat());
                    said.extend([output.stdout.clone(), output.stderr.clone()].concat());
                    if name == "check" {
                        assert!(printed(&output).contains("很满"), "{tool:?}: the problem is told with what was found");
                    }
                }
            }
            let mut outputs = written(out.path());
            assert!(outputs.len() > 10, "{outputs:?}");
            outputs.push(("what was said".into(), said));
            for (path, bytes) in &outputs {
                for canary in CANARIES {
                    assert!(!holds(bytes, canary), "{tool:?} {form:?}: {} holds {canary}", path.display());
                }
            }
            let ending = if form == Form::Workbook { "xlsx" } else { "csv" };
            fs::remove_file(place.path().join(format!("代表测评.{ending}"))).unwrap_or_else(|error| panic!("{error}"));
        }
    }
}
