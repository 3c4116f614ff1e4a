//! Reading files in a process of its own, so that the worst they can do is end that process.
//!
//! In: paths. Out: the sheets of each, or the problem of the whole file. The program starts itself with one word and gets the
//! cells back on the child's standard output. Small workbooks need none ([`near`]); other small files share a process, as starting one takes longer than reading them: it reads one
//! after the other, each has all its time and memory, and where one ends the process, the next begins in another. A program
//! that uses this crate without [`super::limit`] reads in its own process.

use std::ffi::OsString;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread::{self, JoinHandle};

use super::book::{self, put, put_text, take, take_text, Handing, SHEET};
use super::bounds::{self, Limits, Spent};
use super::taker::Shelf;
use super::{because, guarded, here, near};
use crate::base::problem::Fault;
use crate::base::text::Say;
use crate::sheet::grid::RawSheet;

/// The first argument of such a process; the memory that it may take follows, then paths, each with the name of its sheet.
const ASKED: &str = "__read-workbook";

/// Bytes listened to in one go.
const AT_ONCE: usize = 1 << 16;

/// What the file of a path holds, or its problem.
pub(super) type Told = Result<Vec<RawSheet>, Fault>;

/// Whether the program was started to read files: how many bytes of memory it may take for that. It is to [`answer`] then.
pub fn asked(arguments: &[OsString]) -> Option<usize> {
    let asked = arguments.get(1).is_some_and(|word| word == ASKED);
    asked.then(|| arguments.get(2).and_then(|bytes| bytes.to_str()?.parse().ok()).unwrap_or(Limits::default().bytes()))
}

/// Reads the files that the arguments name and writes what they hold to standard output.
pub fn answer(arguments: &[OsString]) -> io::Result<()> {
    let mut output = BufWriter::new(io::stdout().lock());
    for file in arguments.get(3..).unwrap_or_default().chunks(2) {
        let path = file.first().map(Path::new).ok_or(io::ErrorKind::InvalidInput)?;
        let stem = file.get(1).map(|stem| stem.to_string_lossy()).unwrap_or_default();
        let mut handing = Handing::to(&mut output);
        let read = guarded(|| here(path, &stem, &mut handing));
        handing.leave()?;
        tell(read, &mut output)?;
        output.flush()?;
    }
    Ok(())
}

const WHOLE: u32 = 0;
const UNREADABLE: u32 = 1;
const PASSWORD: u32 = 2;
const ENCODING: u32 = 3;
const QUOTE: u32 = 4;
const TOO_LARGE: u32 = 5;

/// What became of the file, behind its sheets.
fn tell(read: Result<(), Fault>, output: &mut impl Write) -> io::Result<()> {
    match read {
        Ok(()) => put(output, WHOLE),
        Err(Fault::FilePassword) => put(output, PASSWORD),
        Err(Fault::FileEncoding) => put(output, ENCODING),
        Err(Fault::FileQuoteOpen { line }) => put(output, QUOTE).and_then(|()| put(output, line)),
        Err(Fault::FileUnreadable { why }) => put(output, UNREADABLE).and_then(|()| put_say(output, &why)),
        Err(Fault::FileTooLarge { why }) => put(output, TOO_LARGE).and_then(|()| put_say(output, &why)),
        Err(_) => Err(io::ErrorKind::InvalidData.into()),
    }
}

fn told(output: &mut impl Read, limits: Limits, pack: Option<usize>) -> io::Result<Told> {
    let mut shelf = Shelf::packing(pack);
    shelf.spent = Some(Spent::within(limits.bytes()));
    loop {
        let fault = match take(output)? {
            SHEET => {
                book::read(output, &mut shelf)?;
                continue;
            }
            WHOLE => return Ok(Ok(shelf.sheets)),
            UNREADABLE => Fault::FileUnreadable { why: take_say(output)? },
            TOO_LARGE => Fault::FileTooLarge { why: take_say(output)? },
            PASSWORD => Fault::FilePassword,
            ENCODING => Fault::FileEncoding,
            QUOTE => Fault::FileQuoteOpen { line: take(output)? },
            _ => return Err(io::ErrorKind::InvalidData.into()),
        };
        return Ok(Err(fault));
    }
}

fn put_say(output: &mut impl Write, say: &Say) -> io::Result<()> {
    put_text(output, &say.zh).and_then(|()| put_text(output, &say.en))
}

fn take_say(output: &mut impl Read) -> io::Result<Say> {
    Ok(Say::new(take_text(output)?, take_text(output)?))
}

/// A file to be read, and the name of its sheet where it has no sheets.
pub(super) type Wanted = (PathBuf, String);

/// Gives each file's sheets to `each`, one after the other; they are read elsewhere where the program can start itself.
pub(super) fn sheets(files: &[Wanted], pack: Option<usize>, mut each: impl FnMut(Told)) {
    let Some(limits) = bounds::limits() else {
        for (path, stem) in files {
            let mut shelf = Shelf::packing(pack);
            each(guarded(|| here(path, stem, &mut shelf)).map(|()| shelf.sheets));
        }
        return;
    };
    let mut rest = files;
    loop {
        rest = rest.get(near::sheets(rest, pack, limits, &mut each)..).unwrap_or_default();
        if rest.is_empty() {
            return;
        }
        let told = match Reading::started(rest, pack, limits) {
            Ok(reading) => reading.heard(rest.len(), limits, &mut each),
            Err(error) => {
                let (zh, en) = (format!("读取它的进程没有启动：{error}"), format!("the process to read it does not start: {error}"));
                each(Err(because(&zh, &en)));
                1
            }
        };
        rest = rest.get(told..).unwrap_or_default();
    }
}

/// A process that reads files.
struct Reading {
    child: Child,
    told: mpsc::Receiver<io::Result<Told>>,
    listener: JoinHandle<()>,
    complaint: JoinHandle<String>,
}

impl Reading {
    fn started(files: &[Wanted], pack: Option<usize>, limits: Limits) -> io::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args([ASKED, &limits.bytes().to_string()]);
        for (path, stem) in files {
            command.arg(path).arg(stem);
        }
        // The trace of a panic is looked up in the whole program, which takes more memory than the file.
        command.env("RUST_BACKTRACE", "0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn()?;
        let (output, complaint) = (child.stdout.take(), child.stderr.take());
        // No more than one file is held here while another one is looked at.
        let (sender, receiver) = mpsc::sync_channel(0);
        let count = files.len();
        let listener = thread::spawn(move || {
            let Some(mut output) = output.map(|output| BufReader::with_capacity(AT_ONCE, output)) else { return };
            for _ in 0..count {
                let told = told(&mut output, limits, pack);
                let ended = told.is_err();
                if sender.send(told).is_err() || ended {
                    return;
                }
            }
        });
        let complaint = thread::spawn(move || complaint.map(first_words).unwrap_or_default());
        Ok(Self { child, told: receiver, listener, complaint })
    }

    /// Gives what it tells of each file to `each`, and why it does not go on; of how many it told.
    fn heard(self, count: usize, limits: Limits, each: &mut impl FnMut(Told)) -> usize {
        for index in 0..count {
            match self.told.recv_timeout(limits.time()) {
                Ok(Ok(told)) => each(told),
                ended => {
                    let complaint = self.end();
                    each(Err(why(ended.map(Result::err), &complaint, limits)));
                    return index + 1;
                }
            }
        }
        self.end();
        count
    }

    /// It has said what there was to say, or takes too long to say it: its complaint, if any.
    fn end(mut self) -> String {
        let _ = self.child.kill();
        let _ = self.child.wait();
        // A listener that still has something to say is not waited for by anyone.
        drop(self.told);
        let _ = self.listener.join();
        self.complaint.join().unwrap_or_default()
    }
}

/// Why a process ended, or was ended, before it had told all of a file.
fn why(ended: Result<Option<io::Error>, mpsc::RecvTimeoutError>, complaint: &str, limits: Limits) -> Fault {
    match ended {
        Ok(Some(error)) if error.kind() == io::ErrorKind::OutOfMemory || complaint.contains("memory allocation of") => {
            bounds::too_much(limits)
        }
        Ok(_) | Err(mpsc::RecvTimeoutError::Disconnected) => {
            because("没有读完就中断了：内容已损坏", "reading it ended abruptly: it is damaged")
        }
        Err(mpsc::RecvTimeoutError::Timeout) => bounds::too_long(limits),
    }
}

/// The beginning of what the child complains of; the rest is listened to, so that it can go on.
fn first_words(mut complaint: impl Read) -> String {
    let mut words = Vec::new();
    let _ = complaint.by_ref().take(4096).read_to_end(&mut words);
    let _ = io::copy(&mut complaint, &mut io::sink());
    String::from_utf8_lossy(&words).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_handed_over_as_it_is() {
        let why = Fault::FileUnreadable { why: Say::new("坏", "broken") };
        let large = Fault::FileTooLarge { why: Say::new("大", "large") };
        for fault in [Fault::FilePassword, Fault::FileEncoding, Fault::FileQuoteOpen { line: 7 }, why, large] {
            let mut bytes = Vec::new();
            assert!(tell(Err(fault.clone()), &mut bytes).is_ok());
            let told = told(&mut bytes.as_slice(), Limits::default(), None).ok().and_then(Result::err);
            assert_eq!(told, Some(fault));
        }
    }

    #[test]
    fn the_memory_is_the_second_word() {
        let asked = |words: &[&str]| asked(&words.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(asked(&["duly", ASKED, "1000", "a.xlsx", "a"]), Some(1000));
        assert_eq!(asked(&["duly", "check", "a.xlsx"]), None);
    }
}
