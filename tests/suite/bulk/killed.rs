//! Killed at any moment and run again, it ends as if nothing had happened; and at every moment each workbook is whole.

use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use calamine::{open_workbook, Reader, Xlsx};

use super::super::program::cases;
use super::land::Land;

#[test]
fn killed_at_any_moment_it_goes_on_and_no_workbook_is_ever_broken() {
    let (land, undisturbed) = (Land::new(30), Land::new(30));
    undisturbed.score(&["--jobs", "2"], 0);
    let (mut kept, mut killed) = (0, 0);
    let most = cases(200, 14);
    for attempt in 0..most {
        let mut program = Command::new(env!("CARGO_BIN_EXE_duly"));
        program.current_dir(land.path()).env("LANG", "en_US.UTF-8").args(Land::arguments()).args(["--jobs", "2"]);
        let mut child = program.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap_or_else(|error| panic!("{error}"));
        // Until the first workbooks are there it is only reading; then moments spread over the work, and some over all of it.
        let is_anywhere = attempt % 4 == 3;
        for _ in 0..2000 {
            if is_anywhere || done(&land) > kept || child.try_wait().is_ok_and(|ended| ended.is_some()) {
                break;
            }
            sleep(Duration::from_millis(5));
        }
        let (step, range) = if is_anywhere { (37, 400) } else { (7, 23) };
        sleep(Duration::from_millis(attempt as u64 * step % range));
        let ended = child.try_wait().unwrap_or_else(|error| panic!("{error}")).is_some();
        let _ = child.kill();
        let _ = child.wait();
        assert!(all_whole(&land) >= kept, "a workbook that was there is gone");
        if ended {
            break;
        }
        killed += 1;
        kept = done(&land);
    }
    assert!(killed > 2, "killed only {killed} times");
    let said = land.score(&["--jobs", "3"], 0);
    assert!(said.contains("120 workbook(s), "), "the last run takes over what is done: {said}");
    assert_eq!(land.files(), undisturbed.files(), "byte for byte, and nothing else lies there");
}

/// Workbooks of which the journal says that they are done.
fn done(land: &Land) -> usize {
    let text = fs::read_to_string(land.out("congresses.unfinished")).unwrap_or_default();
    text.lines().filter(|line| line.ends_with(".xlsx")).count()
}

/// Opens every workbook that stands under its name, and counts them.
fn all_whole(land: &Land) -> usize {
    let names: Vec<String> = land.files().into_keys().filter(|name| name.ends_with(".xlsx")).collect();
    for name in &names {
        let mut book: Xlsx<_> = open_workbook(land.out(name)).unwrap_or_else(|error: calamine::XlsxError| panic!("{name}: {error}"));
        assert!(!book.worksheets().is_empty(), "{name}");
    }
    names.len()
}
