//! The floor's part of the road: congresses in, workbooks and roll-up out.

use std::cell::Cell;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use calamine::{open_workbook_from_rs, Data, Reader, Xlsx};

#[cfg(unix)]
mod full;
mod long;

use super::*;
use crate::report::book::Room;
use crate::report::fixture::Fixture;
use crate::report::store;

/// How many lands there are at this moment. A process that is started holds, for an instant, what its parent has open, journals
/// too; so none is started then.
static LANDS: Mutex<usize> = Mutex::new(0);

/// Counts a land as long as there is one.
struct Counted;

impl Counted {
    fn new() -> Self {
        *LANDS.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        Self
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        *LANDS.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
    }
}

/// One congress of thirteen, again and again under other names.
struct Land {
    _counted: Counted,
    fixture: Fixture,
    each: Vec<String>,
    names: Vec<Vec<String>>,
}

impl Land {
    fn new(congresses: usize) -> Self {
        let each = ["county", "congress"].map(str::to_owned).to_vec();
        let names = (0..congresses).map(|number| vec![format!("{}县", number / 3), format!("{number}镇")]).collect();
        Self { _counted: Counted::new(), fixture: Fixture::new(), each, names }
    }

    fn work<'a>(&'a self, jobs: usize, told: &'a dyn Fn(usize)) -> Work<'a> {
        let common = Common {
            rubric: &self.fixture.rubric,
            rubric_sha256: "ab",
            period: &self.fixture.period,
            as_of: self.fixture.review().as_of,
            draft: false,
            each: &self.each,
        };
        Work { common, names: &self.names, jobs, told }
    }

    fn congress(&self, names: &[String]) -> Congress {
        let mut subjects = self.fixture.evidence.subjects.clone();
        for subject in &mut subjects {
            subject.columns.insert("level".into(), subject.peer.clone());
        }
        Congress {
            names: names.to_vec(),
            subjects,
            cards: self.fixture.cards.clone(),
            outcome: self.fixture.outcome.clone(),
            stopped: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn feed(&self, put: &mut Put) -> Result<(), Failed> {
        self.names.iter().try_for_each(|names| put(self.congress(names)))
    }

    /// The rows of the roll-up of all congresses.
    fn rolled_up(&self, work: &Work) -> roll_up::Rows {
        let places = place::places(&self.names, work.common.rubric.locale);
        let mut roll_up = RollUp::new(work.common);
        for names in &self.names {
            roll_up.add(&self.congress(names), &places);
        }
        roll_up.rows()
    }

    fn write(&self, folder: &Path, key: &str, jobs: usize) -> Result<(Bound, Keeper), Failed> {
        write(&self.work(jobs, &|_| {}), folder, &key.repeat(64), |put: &mut Put| self.feed(put))
    }
}

fn written(result: Result<(Bound, Keeper), Failed>) -> (Bound, Keeper) {
    result.unwrap_or_else(|error| panic!("{error}"))
}

fn cells(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> =
        open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap_or_else(|error: calamine::XlsxError| panic!("{error}"));
    let range = book.worksheet_range(sheet).unwrap_or_else(|error| panic!("{sheet}: {error}"));
    range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

#[test]
fn workbooks_are_the_same_for_any_number_of_threads_and_in_memory() {
    let (land, folder) = (Land::new(7), tempfile::tempdir().unwrap_or_else(|error| panic!("{error}")));
    let highest = Cell::new(0);
    let told = |done: usize| highest.set(highest.get().max(done));
    let (one, _) = written(land.write(&folder.path().join("one"), "a", 1));
    let (three, _) = written(land.write(&folder.path().join("three"), "a", 3));
    let memory =
        again(&land.work(2, &told), &"a".repeat(64), |put: &mut Put| land.feed(put)).unwrap_or_else(|error: Failed| panic!("{error}"));
    assert_eq!(one.outputs, three.outputs);
    assert_eq!(one.outputs, memory.outputs);
    assert_eq!((one.workbooks, one.kept, highest.get()), (7, 0, 7));
    let list = entries(&String::from_utf8_lossy(&one.outputs.last().map(|list| list.bytes.clone()).unwrap_or_default()));
    assert_eq!(list.len(), 7);
    for entry in list {
        for run in ["one", "three"] {
            let bytes = fs::read(folder.path().join(run).join(&entry.path)).unwrap_or_else(|error| panic!("{}: {error}", entry.path));
            assert_eq!(sha256(&bytes), entry.sha256, "{}", entry.path);
        }
    }
}

#[test]
fn what_is_written_stays_only_where_it_rests_on_the_same_and_is_whole() {
    let (land, folder) = (Land::new(4), tempfile::tempdir().unwrap_or_else(|error| panic!("{error}")));
    let out = folder.path();
    let (_, keeper) = written(land.write(out, "a", 2));
    drop(keeper);
    assert!(is_unfinished(out), "its outputs were never stored");
    let broken = out.join("congresses/0县/1镇.xlsx");
    let whole = fs::read(&broken).unwrap_or_else(|error| panic!("{error}"));
    fs::write(&broken, whole.get(..100).unwrap_or_default()).unwrap_or_else(|error| panic!("{error}"));
    fs::write(out.join("congresses/0县/.duly-x.part"), "half").unwrap_or_else(|error| panic!("{error}"));
    let (bound, keeper) = written(land.write(out, "a", 2));
    assert_eq!(bound.kept, 3, "the one that lost its end is made again");
    assert_eq!(fs::read(&broken).ok(), Some(whole));
    assert!(!out.join("congresses/0县/.duly-x.part").exists(), "what was half written is gone");
    drop(keeper);
    let (bound, _) = written(land.write(out, "b", 2));
    assert_eq!(bound.kept, 0, "under another key nothing stays");
}

#[test]
fn workbooks_of_another_run_go_when_this_one_is_stored_unless_somebody_changed_them() {
    let (before, after) = (Land::new(6), Land::new(3));
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let out = folder.path();
    let (bound, keeper) = written(before.write(out, "a", 2));
    store(&bound.outputs, out).and_then(|()| keeper.close()).unwrap_or_else(|error| panic!("{error}"));
    assert!(!is_unfinished(out));
    let edited = out.join("congresses/1县/4镇.xlsx");
    fs::write(&edited, "mine").unwrap_or_else(|error| panic!("{error}"));
    // Cut short once under each of two other keys: the workbooks of the first run are still known.
    drop(written(after.write(out, "b", 2)));
    let (bound, keeper) = written(after.write(out, "c", 2));
    assert!(out.join("congresses/1县/3镇.xlsx").exists(), "until all is stored the old ones are there");
    store(&bound.outputs, out).and_then(|()| keeper.close()).unwrap_or_else(|error| panic!("{error}"));
    assert!(!out.join("congresses/1县/3镇.xlsx").exists() && edited.exists() && out.join("congresses/0县/0镇.xlsx").exists());
    withdraw(out).unwrap_or_else(|error| panic!("{error}"));
    let left: Vec<_> = fs::read_dir(out).into_iter().flatten().flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(left, ["congresses"], "only what somebody changed");
}

#[test]
fn two_runs_do_not_write_into_one_folder() {
    let (land, folder) = (Land::new(2), tempfile::tempdir().unwrap_or_else(|error| panic!("{error}")));
    let first = written(land.write(folder.path(), "a", 1));
    let Err(error) = land.write(folder.path(), "a", 1) else { panic!("the folder is being written into") };
    assert!(error.to_string().contains("congresses.unfinished"), "{error}");
    drop(first);
}

#[test]
fn a_workbook_that_cannot_be_replaced_ends_the_work_and_is_named() {
    let (land, folder) = (Land::new(40), tempfile::tempdir().unwrap_or_else(|error| panic!("{error}")));
    fs::create_dir_all(folder.path().join("congresses/1县/4镇.xlsx/x")).unwrap_or_else(|error| panic!("{error}"));
    for jobs in [1, 3] {
        let Err(error) = land.write(folder.path(), "a", jobs) else { panic!("a folder stands where a workbook should") };
        assert!(matches!(&error, Failed::Disk(_)) && error.to_string().contains("4镇.xlsx"), "{error}");
    }
    assert!(!folder.path().join("congresses/13县/39镇.xlsx").exists(), "the work has ended before");
}

#[test]
fn congresses_that_were_not_announced_are_a_bug_and_no_workbook() {
    let (land, folder) = (Land::new(3), tempfile::tempdir().unwrap_or_else(|error| panic!("{error}")));
    let work = land.work(2, &|_| {});
    let swapped = |put: &mut Put| land.names.iter().rev().try_for_each(|names| put(land.congress(names)));
    assert!(matches!(write(&work, folder.path(), "a", swapped), Err(Failed::Book(_))));
    let few = |put: &mut Put| land.names.iter().take(2).try_for_each(|names| put(land.congress(names)));
    assert!(matches!(write(&work, folder.path(), "a", few), Err(Failed::Book(_))));
    let own = |_: &mut Put| Err(Failed::Book("the caller's own".into()));
    assert!(matches!(write(&work, folder.path(), "a", own), Err(Failed::Book(why)) if why == "the caller's own"));
}

#[test]
fn a_workbook_shows_its_congress_as_the_ranking_does() {
    let land = Land::new(1);
    let (names, common) = (land.names.concat(), land.work(1, &|_| {}).common);
    let bytes = book::book(&common, land.congress(&names)).unwrap_or_else(|error| panic!("{error}"));
    let outputs = crate::report::write(&land.fixture.review(), &[crate::report::Format::Xlsx]).unwrap_or_else(|error| panic!("{error}"));
    let ranking = outputs.iter().find(|output| output.name == "ranking.xlsx").map(|output| output.bytes.clone()).unwrap_or_default();
    for sheet in ["总排名-区级", "总排名-镇级", "优秀代表建议人选", "待定人选", "分项得分"] {
        assert_eq!(cells(&bytes, sheet), cells(&ranking, sheet), "{sheet}");
    }
    assert!(cells(&bytes, "评分依据").len() > 8);
}

/// Most memory that this process ever had, in KiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_else(|error| panic!("{error}"));
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or_else(|error| panic!("{line}: {error}"))
}

#[test]
#[ignore = "needs the /proc of Linux, and to be run alone with DULY_ALONE=1: memory is the whole process's"]
fn forty_times_as_many_congresses_take_no_more_memory_while_they_are_written() {
    if std::env::var_os("DULY_ALONE").is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let peaks = [100, 1000, 4000].map(|congresses| {
        let (land, writing) = (Land::new(congresses), Cell::new(0));
        let told = |_| writing.set(peak());
        let out = folder.path().join(congresses.to_string());
        drop(written(write(&land.work(2, &told), &out, &"a".repeat(64), |put: &mut Put| land.feed(put))));
        (writing.get(), peak())
    });
    // Held in memory they would take 50 KiB each and more. The roll-up is made at the end, at once: it takes some for each line.
    let [_, (_, after_many), (writing_most, after_most)] = peaks;
    assert!(writing_most - after_many < 3000 * 3, "{peaks:?}");
    assert!(after_most - writing_most < 4000 * 20, "{peaks:?}");
}

#[test]
fn the_roll_up_adds_up_by_level_and_tells_what_does_not_fit() {
    let land = Land::new(5);
    let work = land.work(1, &|_| {});
    let rows = land.rolled_up(&work);
    let told = |level: usize| rows.levels.get(level).map(|rows| rows.iter().map(told).collect::<Vec<_>>()).unwrap_or_default();
    // Nine town and four district delegates in each; one of the latter is not ranked.
    assert_eq!(told(0), ["//区级 5 20 15", "//镇级 5 45 45"].map(|row| row.replace("//", "/")));
    assert_eq!(told(1), ["0县/区级 3 12 9", "0县/镇级 3 27 27", "1县/区级 2 8 6", "1县/镇级 2 18 18"]);
    assert_eq!(rows.levels.get(2).map(Vec::len), Some(10));
    let limited = sheets::limited(&work.common, &rows, 7);
    let notes: Vec<usize> = limited.iter().map(|(shown, _)| *shown).collect();
    assert_eq!(notes, [2, 4, 7]);
    let last = limited.last().map(|(_, notes)| notes.join("")).unwrap_or_default();
    assert!(last.contains("另有 3 行未列") && last.contains("congresses.csv"), "{last}");
}

fn told(row: &roll_up::Row) -> String {
    format!("{}/{} {} {} {}", row.names.join("/"), row.kind, row.figures.congresses, row.figures.subjects, row.figures.ranked)
}
