//! Reading a file in a process of its own, so that the worst it can do is end that process.
//!
//! In: a path. Out: its sheets, or the problem of the whole file. The program starts itself with one word and gets the
//! cells back on the child's standard output. A program that uses this crate without [`super::limit`] reads in its own process.

use std::ffi::OsString;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;

use super::book::{self, put, put_text, take, take_text, Sheet};
use super::bounds::{self, Limits, Spent};
use super::{because, guarded, here};
use crate::base::problem::Fault;
use crate::base::text::Say;
use crate::sheet::grid::RawSheet;

/// The first argument of such a process; the memory that it may take, a path and the name of its sheet follow.
const ASKED: &str = "__read-workbook";

/// Whether the program was started to read one file: how many bytes of memory it may take for that. It is to [`answer`] then.
pub fn asked(arguments: &[OsString]) -> Option<usize> {
    let asked = arguments.get(1).is_some_and(|word| word == ASKED);
    asked.then(|| arguments.get(2).and_then(|bytes| bytes.to_str()?.parse().ok()).unwrap_or(Limits::default().bytes()))
}

/// Reads the file that the arguments name and writes what it holds to standard output.
pub fn answer(arguments: &[OsString]) -> io::Result<()> {
    let path = arguments.get(3).map(Path::new).ok_or(io::ErrorKind::InvalidInput)?;
    let stem = arguments.get(4).map(|stem| stem.to_string_lossy()).unwrap_or_default();
    let mut output = BufWriter::new(io::stdout().lock());
    tell(guarded(|| here(path, &stem)), &mut output)?;
    output.flush()
}

const SHEETS: u32 = 0;
const UNREADABLE: u32 = 1;
const PASSWORD: u32 = 2;
const ENCODING: u32 = 3;
const QUOTE: u32 = 4;
const TOO_LARGE: u32 = 5;

fn tell(read: Result<Vec<Sheet>, Fault>, output: &mut impl Write) -> io::Result<()> {
    match read {
        Ok(sheets) => put(output, SHEETS).and_then(|()| book::write(sheets, output)),
        Err(Fault::FilePassword) => put(output, PASSWORD),
        Err(Fault::FileEncoding) => put(output, ENCODING),
        Err(Fault::FileQuoteOpen { line }) => put(output, QUOTE).and_then(|()| put(output, line)),
        Err(Fault::FileUnreadable { why }) => put(output, UNREADABLE).and_then(|()| put_say(output, &why)),
        Err(Fault::FileTooLarge { why }) => put(output, TOO_LARGE).and_then(|()| put_say(output, &why)),
        Err(_) => Err(io::ErrorKind::InvalidData.into()),
    }
}

fn told(output: &mut impl Read, limits: Limits) -> io::Result<Result<Vec<RawSheet>, Fault>> {
    Ok(match take(output)? {
        SHEETS => Ok(book::read(output, &mut Spent::within(limits.bytes()))?),
        UNREADABLE => Err(Fault::FileUnreadable { why: take_say(output)? }),
        TOO_LARGE => Err(Fault::FileTooLarge { why: take_say(output)? }),
        PASSWORD => Err(Fault::FilePassword),
        ENCODING => Err(Fault::FileEncoding),
        QUOTE => Err(Fault::FileQuoteOpen { line: take(output)? }),
        _ => return Err(io::ErrorKind::InvalidData.into()),
    })
}

fn put_say(output: &mut impl Write, say: &Say) -> io::Result<()> {
    put_text(output, &say.zh).and_then(|()| put_text(output, &say.en))
}

fn take_say(output: &mut impl Read) -> io::Result<Say> {
    Ok(Say::new(take_text(output)?, take_text(output)?))
}

/// The sheets of a file, which is read elsewhere where the program can start itself.
pub(super) fn sheets(path: &Path, stem: &str) -> Result<Vec<RawSheet>, Fault> {
    let Some(limits) = bounds::limits() else {
        return here(path, stem).map(|sheets| sheets.into_iter().map(RawSheet::from).collect());
    };
    let child = started(path, stem, limits)
        .map_err(|error| because(&format!("读取它的进程没有启动：{error}"), &format!("the process to read it does not start: {error}")))?;
    heard(child, limits)
}

fn started(path: &Path, stem: &str, limits: Limits) -> io::Result<Child> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args([ASKED, &limits.bytes().to_string()]).arg(path).arg(stem);
    // The trace of a panic is looked up in the whole program, which takes more memory than the file.
    command.env("RUST_BACKTRACE", "0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn()
}

/// What the child tells, or why it does not.
fn heard(mut child: Child, limits: Limits) -> Result<Vec<RawSheet>, Fault> {
    let (output, complaint) = (child.stdout.take(), child.stderr.take());
    let (sender, receiver) = mpsc::channel();
    let listener = thread::spawn(move || {
        let told = output.ok_or(io::ErrorKind::BrokenPipe.into()).and_then(|output| told(&mut BufReader::new(output), limits));
        let _ = sender.send(told);
    });
    let complaint = thread::spawn(move || complaint.map(first_words).unwrap_or_default());
    let told = receiver.recv_timeout(limits.time());
    // It has said what there was to say, or takes too long to say it.
    let _ = child.kill();
    let _ = child.wait();
    let _ = listener.join();
    let complaint = complaint.join().unwrap_or_default();
    match told {
        Ok(Ok(told)) => told,
        Ok(Err(error)) if error.kind() == io::ErrorKind::OutOfMemory || complaint.contains("memory allocation of") => {
            Err(bounds::too_much(limits))
        }
        Ok(Err(_)) | Err(mpsc::RecvTimeoutError::Disconnected) => {
            Err(because("没有读完就中断了：内容已损坏", "reading it ended abruptly: it is damaged"))
        }
        Err(mpsc::RecvTimeoutError::Timeout) => Err(bounds::too_long(limits)),
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
            let told = told(&mut bytes.as_slice(), Limits::default()).ok().and_then(Result::err);
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
