//! Running the program as a user runs it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The project's folder.
pub fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The program, with messages in English, run in the project's folder.
pub fn duly(arguments: &[&str]) -> Output {
    duly_in(&project(), arguments)
}

/// The program run in a folder.
pub fn duly_in(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_duly"));
    command.current_dir(folder).env("LANG", "en_US.UTF-8").env_remove("LC_ALL").args(arguments);
    command.output().unwrap_or_else(|error| panic!("the program does not start: {error}"))
}

/// What it printed on standard output.
pub fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Its JSON lines.
pub fn lines(output: &Output) -> Vec<serde_json::Value> {
    let text = printed(output);
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

/// A new folder that goes away with the test.
pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap_or_else(|error| panic!("no folder for the test: {error}"))
}

/// Whether a tool answers; tests that need one are marked as ignored and run with all tools installed.
pub fn needs(tool: &str, argument: &str) {
    let ran = Command::new(tool).arg(argument).output();
    assert!(ran.is_ok_and(|output| output.status.success()), "{tool} is needed for this test");
}

/// A path in the folder `shared` beside the project, which tests that read it are marked as needing;
/// none where `.ci/run` found no such folder and has said so.
pub fn shared(inside: &str) -> Option<PathBuf> {
    if std::env::var_os("DULY_WITHOUT_SHARED").is_some() {
        return None;
    }
    let path = project().join("../shared").join(inside);
    assert!(path.exists(), "{} is needed for this test", path.display());
    Some(path)
}

/// A number for everyone's test run, or the larger one where `DULY_THOROUGH` is set.
pub fn cases(thorough: usize, everyday: usize) -> usize {
    if std::env::var_os("DULY_THOROUGH").is_some() {
        thorough
    } else {
        everyday
    }
}
