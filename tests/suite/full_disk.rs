//! A disk without room: every command says so, ends with 2, and leaves no file half written. The system lets a process be told
//! how long its files may be, which is the same to a program.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::program::{duly_in, folder};

/// The program in a folder, none of whose files may be longer than so many blocks of 512 or 1,024 bytes.
fn little_room(folder: &Path, blocks: u32, arguments: &[&str]) -> Output {
    let mut command = Command::new("sh");
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    command.arg("-c").arg(script).arg(env!("CARGO_BIN_EXE_duly")).args(arguments);
    command.current_dir(folder).env("LANG", "en_US.UTF-8").env_remove("LC_ALL");
    command.output().unwrap_or_else(|error| panic!("no shell: {error}"))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let below = |path: PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    let mut files: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().flatten().flat_map(|entry| below(entry.path())).collect();
    files.sort();
    files
}

/// Ends with 2, names a file, and says what is to be done.
fn refused(output: &Output, file: &str, what: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{what}: {said}");
    assert!(said.contains("The disk is full") && said.contains("run the same command again"), "{what}: {said}");
    assert!(said.contains(file), "{what}: {file}: {said}");
}

/// What the command leaves where there is no room is whole, and with room it comes to its end.
fn tried(place: &Path, arguments: &[&str], out: &str, file: &str) {
    let what = arguments.join(" ");
    for blocks in [1, 8] {
        refused(&little_room(place, blocks, arguments), file, &what);
        let left = files(&place.join(out));
        assert!(left.iter().all(|path| !path.to_string_lossy().ends_with(".part")), "{what}: {left:?}");
        let half: Vec<PathBuf> =
            left.iter().filter(|path| fs::metadata(path).is_ok_and(|about| about.len() >= 512 * u64::from(blocks))).cloned().collect();
        assert_eq!(half, Vec::<PathBuf>::new(), "{what}");
    }
    let output = duly_in(place, arguments);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{what}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_full_disk_is_said_by_every_command_that_writes() {
    let place = folder();
    let place = place.path();
    tried(place, &["sample", "--out", "in", "--subjects", "40"], "in", ".xlsx");
    tried(place, &["sample", "--out", "in-csv", "--format", "csv", "--subjects", "40"], "in-csv", ".csv");
    tried(place, &["score", "in/2025-H2", "--rubric", "township", "--draft", "--out", "out"], "out", ".xlsx");
    tried(
        place,
        &["score", "in/2025-H2", "--rubric", "township", "--draft", "--format", "parquet,csv,json", "--out", "tables"],
        "tables",
        "results",
    );
    tried(place, &["new", "office"], "office", "office");
    tried(place, &["check", "in/2025-H2", "--rubric", "township", "--mark", "marked"], "marked", ".xlsx");
}
