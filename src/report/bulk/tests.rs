//! The floor's part of the road: congresses in, workbooks and roll-up out.

use std::cell::Cell;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use calamine::{open_workbook_from_rs, Data, Reader, Xlsx};

use super::*;
use crate::report::fixture::Fixture;

/// One congress of thirteen, again and again under other names.
struct Land {
    fixture: Fixture,
    each: Vec<String>,
    names: Vec<Vec<String>>,
}

impl Land {
    fn new(congresses: usize) -> Self {
        let each = ["county", "congress"].map(str::to_owned).to_vec();
        let names = (0..congresses).map(|number| vec![format!("{}县", number / 3), format!("{number}镇")]).collect();
        Self { fixture: Fixture::new(), each, names }
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
    let mut roll_up = RollUp::new(work.common);
    let places = place::places(&land.names, work.common.rubric.locale);
    for names in &land.names {
        roll_up.add(&land.congress(names), &places);
    }
    let rows = roll_up.rows();
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

/// The text of a part of a workbook.
fn part(bytes: &[u8], name: &str) -> String {
    let mut book = zip::ZipArchive::new(Cursor::new(bytes)).unwrap_or_else(|error| panic!("{error}"));
    let mut text = String::new();
    let mut file = book.by_name(name).unwrap_or_else(|error| panic!("{name}: {error}"));
    file.read_to_string(&mut text).unwrap_or_else(|error| panic!("{name}: {error}"));
    text
}

#[test]
fn a_sheet_that_is_not_held_in_memory_says_and_looks_the_same() {
    let land = Land::new(30);
    let work = land.work(1, &|_| {});
    let places = place::places(&land.names, work.common.rubric.locale);
    let mut roll_up = RollUp::new(work.common);
    for names in &land.names {
        roll_up.add(&land.congress(names), &places);
    }
    let rows = roll_up.rows();
    let book = |held| sheets::book_within(&work.common, &rows, held).unwrap_or_else(|error| panic!("{error}"));
    // The overview has two lines, the counties 20, the congresses 60.
    let (held, streamed) = (book(100), book(30));
    assert!(streamed == book(30), "the same bytes again");
    let sheet = |number: usize| format!("xl/worksheets/sheet{number}.xml");
    let is_streamed = |number: usize| part(&streamed, &sheet(number)).contains("inlineStr");
    assert_eq!([1, 2, 3].map(is_streamed), [false, false, true]);
    let mut open: Xlsx<_> =
        open_workbook_from_rs(Cursor::new(streamed.clone())).unwrap_or_else(|error: calamine::XlsxError| panic!("{error}"));
    for name in open.sheet_names() {
        assert_eq!(cells(&held, &name), cells(&streamed, &name), "{name}");
        assert!(open.worksheet_range(&name).is_ok_and(|range| range.height() > 3));
    }
    // What is not in cells: widths, heights of rows, merged lines, links, filter, page. How far a row reaches is a hint to readers.
    let in_cells = ["c ", "c>", "/c", "v>", "/v", "is", "/is", "t>", "t ", "/t>"];
    let bare = |bytes: &[u8]| {
        let text = part(bytes, &sheet(3));
        let tags = text.split('<').filter(|tag| !in_cells.iter().any(|cell| tag.starts_with(cell)));
        tags.map(|tag| tag.split(' ').filter(|part| !part.starts_with("spans=")).collect::<Vec<_>>().join(" ")).collect::<Vec<_>>()
    };
    // Only the last row is left to the spreadsheet to fit.
    let (mut in_memory, in_file) = (bare(&held), bare(&streamed));
    let last = in_memory.iter_mut().rfind(|tag| tag.starts_with("row ")).unwrap_or_else(|| panic!("no rows"));
    "row r=\"63\">".clone_into(last);
    assert_eq!(in_memory, in_file);
    let rels = "xl/worksheets/_rels/sheet3.xml.rels";
    assert_eq!(part(&held, rels), part(&streamed, rels));
    let different = formats(&held).into_iter().zip(formats(&streamed)).find(|(one, other)| one != other);
    assert_eq!(different, None);
    assert_eq!(formats(&held).len(), formats(&streamed).len());
}

/// How each cell of the third sheet is written: its place and its format, told in full.
fn formats(bytes: &[u8]) -> Vec<String> {
    let (sheet, styles) = (part(bytes, "xl/worksheets/sheet3.xml"), part(bytes, "xl/styles.xml"));
    let all = styles.split("<cellXfs").nth(1).and_then(|all| all.split("</cellXfs>").next()).unwrap_or_default();
    let formats: Vec<&str> = all.split("<xf ").skip(1).collect();
    let cells = sheet.split("<c r=\"").skip(1).filter_map(|cell| cell.split_once('"'));
    let told = cells.map(|(place, rest)| {
        let number = rest.strip_prefix(" s=\"").and_then(|rest| rest.split('"').next()).and_then(|number| number.parse().ok());
        format!("{place} {}", number.and_then(|number: usize| formats.get(number)).unwrap_or(&""))
    });
    told.collect()
}

fn told(row: &roll_up::Row) -> String {
    format!("{}/{} {} {} {}", row.names.join("/"), row.kind, row.figures.congresses, row.figures.subjects, row.figures.ranked)
}
