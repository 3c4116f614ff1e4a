//! The program run with a limit of time and memory.

use std::fs::File;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::program::{folder, project};

/// How often the program is looked at.
const LOOK: Duration = Duration::from_millis(5);
/// A run is ended after so many looks, a minute or more: enough for the dev profile on a busy machine.
const MOST_LOOKS: u64 = 12_000;
/// Most memory that a run may take, where the system tells.
const MOST_KILOBYTES: u64 = 1_500_000;

/// How a run ended.
pub(super) struct Ended {
    /// Exit code; none where it was ended, or ended itself by a signal.
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
    pub kilobytes: u64,
    pub looks: u64,
}

/// Runs the program and ends it when it takes too long or too much.
pub(super) fn duly(arguments: &[&str]) -> Ended {
    let place = folder();
    let file = |name: &str| File::create(place.path().join(name)).unwrap_or_else(|error| panic!("{error}"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_duly"));
    command.current_dir(project()).env("LANG", "en_US.UTF-8").env_remove("LC_ALL").args(arguments);
    command.stdin(Stdio::null()).stdout(file("stdout")).stderr(file("stderr"));
    let mut child = command.spawn().unwrap_or_else(|error| panic!("the program does not start: {error}"));
    let (mut kilobytes, mut looks) = (0, 0);
    let code = loop {
        kilobytes = kilobytes.max(peak(&child));
        if let Some(status) = child.try_wait().unwrap_or_else(|error| panic!("{error}")) {
            break status.code();
        }
        if looks > MOST_LOOKS || kilobytes > MOST_KILOBYTES {
            // It may have ended in between.
            let _ = child.kill();
            let _ = child.wait();
            break None;
        }
        std::thread::sleep(LOOK);
        looks += 1;
    };
    let read = |name: &str| String::from_utf8_lossy(&std::fs::read(place.path().join(name)).unwrap_or_default()).into_owned();
    Ended { code, stdout: read("stdout"), stderr: read("stderr"), kilobytes, looks }
}

/// Most memory held so far, where the system has a file that says so.
fn peak(child: &Child) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

/// Runs `duly check` on one path under the township's rubric and asserts how it ends.
pub(super) fn check(path: &Path, expected: &[i32]) -> Ended {
    let path = path.to_string_lossy();
    ends(&["check", &path, "--rubric", "rubrics/township.toml", "--period", "2025-H2"], expected)
}

/// Runs the program and asserts how it ends.
pub(super) fn ends(arguments: &[&str], expected: &[i32]) -> Ended {
    let ended = duly(arguments);
    let sound = ended.code.is_some_and(|code| expected.contains(&code)) && !ended.stderr.contains("panicked");
    assert!(
        sound,
        "{arguments:?} ended with {:?} after {} looks and {} kB: {}",
        ended.code,
        ended.looks,
        ended.kilobytes,
        ended.stderr.lines().take(5).collect::<Vec<_>>().join("\n")
    );
    ended
}
