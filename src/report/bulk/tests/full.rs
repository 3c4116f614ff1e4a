//! No room: told as such, nothing half written, and a second run goes on. A process may be told how long its files may be, and the
//! tests start themselves so.

use std::env;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use super::*;
use crate::base::whole::{is_full, is_half_written};

/// The folder that the process with little room is to write into.
const FOLDER_OF_LITTLE_ROOM: &str = "DULY_LITTLE_ROOM";

/// Starts the test of this name in a process whose files may have so many blocks of 512 or 1,024 bytes; in that process, the folder.
fn in_little_room(name: &str, blocks: u32, folder: &Path) -> Option<PathBuf> {
    if let Some(folder) = env::var_os(FOLDER_OF_LITTLE_ROOM) {
        return Some(folder.into());
    }
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let program = env::current_exe().unwrap_or_else(|error| panic!("{error}"));
    let mut command = Command::new("sh");
    command.arg("-c").arg(script).arg(program).args(["--exact", &format!("report::bulk::tests::full::{name}"), "--nocapture"]);
    command.env(FOLDER_OF_LITTLE_ROOM, folder).stdout(Stdio::piped()).stderr(Stdio::piped());
    let ran = loop {
        let lands = LANDS.lock().unwrap_or_else(PoisonError::into_inner);
        if *lands == 0 {
            break command.spawn();
        }
        drop(lands);
        thread::sleep(Duration::from_millis(5));
    };
    let ran = ran.and_then(Child::wait_with_output).unwrap_or_else(|error| panic!("{error}"));
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success() && said.contains("1 passed"), "{said}\n{}", String::from_utf8_lossy(&ran.stderr));
    None
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let below = |path: PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    fs::read_dir(folder).into_iter().flatten().flatten().flat_map(|entry| below(entry.path())).collect()
}

#[test]
fn rows_of_a_long_sheet_that_find_no_room_are_no_bug() {
    let place = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let Some(folder) = in_little_room("rows_of_a_long_sheet_that_find_no_room_are_no_bug", 32, place.path()) else {
        return assert_eq!(files(place.path()), Vec::<PathBuf>::new());
    };
    let land = Land::new(120);
    let work = land.work(1, &|_| {});
    let rows = land.rolled_up(&work);
    let room = |held, folder| Room { held, folder };
    assert!(sheets::book_within(&work.common, &rows, room(1_000, None)).is_ok(), "what is held in memory needs none");
    let book = sheets::book_within(&work.common, &rows, room(30, Some(folder.as_path())));
    let Err(error) = book else { panic!("there is no room for {} rows", 240) };
    let failed = roll_up::failed(error, Some(&folder));
    assert!(matches!(&failed, Failed::Disk(error) if is_full(error) && error.to_string().contains(ROLL_UP)), "{failed:?}");
}

#[test]
fn a_workbook_that_finds_no_room_ends_the_run_and_the_next_goes_on() {
    let place = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let out = place.path().join("out");
    if env::var_os(FOLDER_OF_LITTLE_ROOM).is_none() {
        // Some are written before.
        drop(written(Land::new(3).write(&out, "a", 1)));
    }
    if let Some(out) = in_little_room("a_workbook_that_finds_no_room_ends_the_run_and_the_next_goes_on", 4, &out) {
        let Err(error) = Land::new(7).write(&out, "a", 2) else { panic!("there is no room for a workbook") };
        return assert!(matches!(&error, Failed::Disk(error) if is_full(error) && error.to_string().contains("3镇.xlsx")), "{error}");
    }
    assert_eq!(files(&out).iter().filter(|path| is_half_written(path)).count(), 0);
    assert!(is_unfinished(&out));
    let (bound, keeper) = written(Land::new(7).write(&out, "a", 2));
    assert_eq!((bound.workbooks, bound.kept), (7, 3));
    assert!(keeper.close().is_ok());
}
