//! Small workbooks, read in this process on a thread beside, as starting another process takes longer than reading them.
//!
//! In: paths. Out: the sheets of each, or the problem of the whole file, as far as they are small workbooks. Such a file cannot take the
//! program with it: what it unpacks to is bounded by its own size whatever it declares, so it cannot ask for the memory that a
//! file may have; a reader that panics, or takes too long, is a problem of the file as it is in a process.

use std::path::Path;
use std::sync::mpsc::{self, SyncSender};
use std::thread;

use super::bounds::{self, Limits, Spent};
use super::child::{Told, Wanted};
use super::kind::{self, Kind};
use super::taker::Shelf;
use super::{guarded, of_today};
use crate::sheet::declared::Sizes;

/// Bytes of a small file. Deflate can make 66 MB of them and no more.
const MOST_BYTES: u64 = 1 << 16;
/// Bytes that it declares to be when unpacked: many times what an office's file of this size has.
const MOST_UNPACKED: u64 = 8 << 20;
/// What a reader may need of memory for the worst of such files: 24 bytes for each `<si/>` of 66 MB, twice while a list grows.
const WORST: usize = 700 << 20;

/// Gives the sheets of the first files to `each`, as far as they are small workbooks; of how many it told.
pub(super) fn sheets(files: &[Wanted], pack: Option<usize>, limits: Limits, each: &mut impl FnMut(Told)) -> usize {
    let small: Vec<Wanted> = files.iter().take_while(|(path, _)| is_small(path, limits)).cloned().collect();
    if small.is_empty() {
        return 0;
    }
    // No more than one file is held here while another one is looked at.
    let (sender, receiver) = mpsc::sync_channel(0);
    thread::spawn(move || read(&small, pack, limits, &sender));
    let mut told = 0;
    loop {
        match receiver.recv_timeout(limits.time()) {
            Ok(read) => each(read),
            Err(mpsc::RecvTimeoutError::Disconnected) => return told,
            // It cannot be ended: it is left behind, and ends with the program.
            Err(mpsc::RecvTimeoutError::Timeout) => {
                each(Err(bounds::too_long(limits)));
                return told + 1;
            }
        }
        told += 1;
    }
}

/// Whether a file is worth a look.
fn is_small(path: &Path, limits: Limits) -> bool {
    limits.bytes() >= WORST && std::fs::metadata(path).is_ok_and(|about| about.is_file() && about.len() <= MOST_BYTES)
}

/// Reads these files one after the other, up to one that is no small workbook.
fn read(files: &[Wanted], pack: Option<usize>, limits: Limits, sender: &SyncSender<Told>) {
    for (path, _) in files {
        let told = match guarded(|| kind::of(path)) {
            Ok(Kind::Workbook(sizes)) if holds_little(sizes) => workbook(path, pack, limits),
            Ok(Kind::Workbook(_) | Kind::Old(_) | Kind::Page | Kind::Columns | Kind::Text) => return,
            Err(fault) => Err(fault),
        };
        if sender.send(told).is_err() {
            return;
        }
    }
}

/// Whether the parts are as small as the file: none lies within another, so that each is unpacked once.
fn holds_little(sizes: Sizes) -> bool {
    sizes.packed <= MOST_BYTES && sizes.unpacked <= MOST_UNPACKED
}

fn workbook(path: &Path, pack: Option<usize>, limits: Limits) -> Told {
    let mut shelf = Shelf::packing(pack);
    shelf.spent = Some(Spent::within(limits.bytes()));
    let read = guarded(|| of_today(path, &mut shelf));
    // Cells may share a long text, and so come to more than the file: that ends the reading, by an error that says no more.
    if shelf.spent.as_ref().is_some_and(Spent::is_over) {
        return Err(bounds::too_much(limits));
    }
    read.map(|()| shelf.sheets)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn sample(name: &str) -> Wanted {
        (PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("sample_data/2025-H2").join(name), name.to_owned())
    }

    fn told(files: &[Wanted], limits: Limits) -> (usize, Vec<Told>) {
        let mut read = Vec::new();
        let count = sheets(files, None, limits, &mut |told| read.push(told));
        (count, read)
    }

    #[test]
    fn small_workbooks_are_read_up_to_what_is_none() -> std::io::Result<()> {
        let place = tempfile::tempdir()?;
        let (text, empty) = (place.path().join("a.csv"), place.path().join("b.xlsx"));
        std::fs::write(&text, "姓名\n张三\n")?;
        std::fs::write(&empty, "")?;
        let files = [sample("会议出勤.xlsx"), (empty, "b".into()), sample("表彰奖励.xlsx"), (text, "a".into()), sample("代表名册.xlsx")];
        let (count, read) = told(&files, Limits::default());
        assert_eq!(count, 3);
        assert_eq!(read.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true]);
        assert!(read.first().is_some_and(|first| first.as_ref().is_ok_and(|sheets| sheets.iter().any(|sheet| !sheet.rows.is_empty()))));
        let tight = Limits { mebibytes: 699, ..Limits::default() };
        assert_eq!(told(&files, tight).0, 0, "with less memory than the worst may take, each goes to a process");
        Ok(())
    }

    #[test]
    fn what_may_hold_more_than_the_file_is_left_to_a_process() {
        let least = Sizes { packed: MOST_BYTES, unpacked: MOST_UNPACKED };
        assert!(holds_little(least));
        assert!(!holds_little(Sizes { packed: MOST_BYTES + 1, ..least }));
        assert!(!holds_little(Sizes { unpacked: MOST_UNPACKED + 1, ..least }));
    }

    #[test]
    fn cells_that_come_to_more_than_the_memory_are_told_as_too_much() {
        let limits = Limits { mebibytes: 0, ..Limits::default() };
        let (path, _) = sample("会议出勤.xlsx");
        assert_eq!(workbook(&path, None, limits).err(), Some(bounds::too_much(limits)));
    }
}
