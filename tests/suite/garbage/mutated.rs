//! The sample's files, changed at random from fixed seeds, through the library: faults are found, nothing panics.

use std::fs;
use std::path::{Path, PathBuf};

use duly::report::{write, Format};
use duly::run::{run, Failure, Request};
use duly::sample::{self, Options};

use super::workbook::{packed, unpacked};
use super::{sound, Dice};
use crate::program::cases;
use crate::program::{folder, project};

/// What a cell may say that nobody expects.
const VALUES: [&str; 30] = [
    "",
    " ",
    "　",
    "0",
    "-1",
    "-0",
    "1e308",
    "1e999999999",
    "1e-999999999",
    "99999999999999999999999999999999",
    "0.00000000000000000000000000000001",
    "NaN",
    "inf",
    "1/0",
    "=1/0",
    "#REF!",
    "0001-01-01",
    "9999-12-31",
    "99999-1-1",
    "2025-02-30",
    "2025年13月45日",
    "45000000",
    "十百千万亿亿亿亿亿亿",
    "三次次",
    "（（（（",
    "姓名",
    "合计",
    "\u{202E}\u{FEFF}\u{200B}",
    "张三、、、、；，张三",
    "√×√×",
];

/// Scores a folder although it has errors, and writes everything.
pub(super) fn whole_way(folder: &Path, rubric: &str) -> Result<usize, Failure> {
    let request = Request {
        inputs: vec![folder.to_path_buf()],
        rubric: rubric.to_owned(),
        period: Some("2025-H2".into()),
        draft: true,
        ..Request::default()
    };
    let run = run(&request, &|_| {})?;
    let outputs = write(&run.review(), &[Format::Xlsx, Format::Json, Format::Parquet, Format::Csv]);
    outputs.map(|outputs| outputs.len()).map_err(|error| Failure::Internal(error.to_string()))
}

/// Problems are an answer; a bug is not.
pub(super) fn assert_answered(case: &str, answer: &Result<usize, Failure>) {
    match answer {
        Ok(_) | Err(Failure::Problems(_)) => {}
        Err(Failure::Io(error)) => panic!("{case}: {error}"),
        Err(Failure::Internal(why)) => panic!("{case}: {why}"),
    }
}

fn township() -> String {
    project().join("rubrics/township.toml").to_string_lossy().into_owned()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{error}"));
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.sort();
    paths
}

/// A text table with one thing changed.
fn changed(text: &str, dice: &mut Dice) -> (String, String) {
    let mut lines: Vec<Vec<String>> = text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect();
    let row = dice.below(lines.len());
    let width = lines.get(row).map_or(0, Vec::len);
    let column = dice.below(width);
    let what = match dice.below(12) {
        0 => {
            lines.remove(row);
            format!("row {row} removed")
        }
        1 => {
            let line = lines.get(row).cloned().unwrap_or_default();
            lines.insert(row, line);
            format!("row {row} twice")
        }
        2 => {
            lines.iter_mut().filter(|line| column < line.len()).for_each(|line| {
                line.remove(column);
            });
            format!("column {column} removed")
        }
        3 => {
            lines.truncate(row);
            format!("cut off at row {row}")
        }
        4 => {
            let value = dice.pick(&VALUES);
            lines.iter_mut().filter_map(|line| line.get_mut(column)).for_each(|cell| value.clone_into(cell));
            format!("column {column} is {value:?}")
        }
        _ => {
            let mut what = String::new();
            for _ in 0..6 {
                let (row, column, value) = (dice.below(lines.len()), dice.below(width), dice.pick(&VALUES));
                if let Some(cell) = lines.get_mut(row).and_then(|line| line.get_mut(column)) {
                    value.clone_into(cell);
                }
                what = format!("{what}row {row} column {column} is {value:?}, ");
            }
            what
        }
    };
    (lines.iter().map(|line| line.join(",") + "\n").collect(), what)
}

#[test]
fn tables_with_a_few_things_changed_are_scored_or_refused() {
    let place = folder();
    let options = Options { periods: 1, format: sample::Format::Csv, ..Options::default() };
    sample::write(&options, place.path()).unwrap_or_else(|error| panic!("{error}"));
    let input = place.path().join("2025-H2");
    let (files, rubric) = (files(&input), township());
    let mut dice = Dice::new(7);
    for _ in 0..cases(24, 8) {
        let mut case = String::new();
        let mut sound_texts = Vec::new();
        for _ in 0..4 {
            let Some(path) = files.get(dice.below(files.len())) else { continue };
            let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{error}"));
            let (other, what) = changed(&text, &mut dice);
            fs::write(path, other).unwrap_or_else(|error| panic!("{error}"));
            case.extend([&*path.file_name().unwrap_or_default().to_string_lossy(), ": ", &what, "; "]);
            sound_texts.push((path, text));
        }
        assert_answered(&case, &sound(&case, || whole_way(&input, &rubric)));
        for (path, text) in sound_texts.into_iter().rev() {
            fs::write(path, text).unwrap_or_else(|error| panic!("{error}"));
        }
    }
    assert!(whole_way(&input, &rubric).is_ok_and(|written| written == 8), "the sample itself is scored");
}

/// An XML part with some bytes changed, cut out or doubled.
fn spoiled(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut other = bytes.to_vec();
    for _ in 0..=dice.below(3) {
        let at = dice.below(other.len());
        let length = dice.below(40).min(other.len() - at);
        match dice.below(4) {
            0 => other.truncate(at),
            1 => {
                other.drain(at..at + length);
            }
            2 => {
                let piece: Vec<u8> = other.iter().skip(at).take(length).copied().collect();
                other.splice(at..at, piece);
            }
            _ => {
                if let Some(byte) = other.get_mut(at) {
                    *byte = b"<>\"'/&09-\x00\xFFAZ"[dice.below(13)];
                }
            }
        }
    }
    other
}

#[test]
fn workbooks_with_spoiled_parts_are_read_or_refused() {
    let place = folder();
    let rubric = duly::run::load_rubric(&township()).unwrap_or_else(|error| panic!("{error}")).rubrics.remove(0).rubric;
    let period = duly::base::period::Period::parse("2025-H2").unwrap_or_else(|| panic!("a period"));
    let mut dice = Dice::new(11);
    for sample in files(&project().join("sample_data/2025-H2")) {
        let bytes = fs::read(&sample).unwrap_or_else(|error| panic!("{error}"));
        let path = place.path().join(sample.file_name().unwrap_or_default());
        for round in 0..cases(15, 5) {
            let mut entries = unpacked(&bytes);
            let chosen = dice.below(entries.len());
            let mut case = format!("{} {round}", path.display());
            if let Some((name, content)) = entries.get_mut(chosen) {
                *content = spoiled(content, &mut dice);
                case.push_str(name);
            }
            fs::write(&path, packed(&entries)).unwrap_or_else(|error| panic!("{error}"));
            let found = duly::sheet::find(std::slice::from_ref(&path)).unwrap_or_else(|error| panic!("{error}"));
            sound(&case, || duly::sheet::read(&found.sources, &rubric, &period));
        }
    }
}
