//! Reading a file in a process of its own, so that the worst it can do is end that process.
//!
//! In: a path. Out: its sheets, or the problem of the whole file. The program starts itself with one word and gets the
//! cells back on the child's standard output. A program that uses this crate without [`answers`] reads in its own process.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::sync::OnceLock;
use std::thread;
use std::time::Duration;

use super::apart::{Handed, Sheet, Told};
use super::kind::Format;
use super::{because, guarded, legacy, page};
use crate::base::problem::Fault;
use crate::base::text::Say;
use crate::sheet::grid::RawSheet;

/// The first argument of such a process.
const ASKED: &str = "__read-workbook";

/// An office's largest old workbook takes a few seconds; memory is limited by `cli`.
const LONGEST: Duration = Duration::from_secs(60);

static ANSWERS: OnceLock<()> = OnceLock::new();

/// Says that this executable calls [`answer`] when it starts, so that it may be started for a file.
pub fn answers() {
    let _ = ANSWERS.set(());
}

/// Whether the program was started to read one file; then it reads it and the process ends.
pub fn is_asked(arguments: &[OsString]) -> bool {
    arguments.get(1).is_some_and(|word| word == ASKED)
}

/// Reads the file that the arguments name and writes what it holds to standard output.
pub fn answer(arguments: &[OsString]) -> std::io::Result<()> {
    let format = match arguments.get(2).and_then(|word| word.to_str()) {
        Some("xls") => Format::Xls,
        Some("xlsb") => Format::Xlsb,
        Some("ods") => Format::Ods,
        Some("page") => Format::Page,
        Some(_) | None => return Err(std::io::ErrorKind::InvalidInput.into()),
    };
    let path = arguments.get(3).map(Path::new).ok_or(std::io::ErrorKind::InvalidInput)?;
    let stem = arguments.get(4).map(|stem| stem.to_string_lossy()).unwrap_or_default();
    let told = match guarded(|| read(path, format, &stem)) {
        Ok(sheets) => Told::Sheets(sheets.into_iter().map(Handed::from).collect()),
        Err(Fault::FileUnreadable { why }) => Told::Unreadable(why.zh, why.en),
        Err(_) => Told::Password,
    };
    let bytes = serde_json::to_vec(&told)?;
    std::io::stdout().write_all(&bytes)
}

fn read(path: &Path, format: Format, stem: &str) -> Result<Vec<Sheet>, Fault> {
    match format {
        Format::Xls | Format::Xlsb | Format::Ods => legacy::sheets(path, format),
        Format::Page => page::sheets(path, stem),
    }
}

/// The sheets of a file that is read elsewhere.
pub(super) fn sheets(path: &Path, format: Format, stem: &str) -> Result<Vec<RawSheet>, Fault> {
    if ANSWERS.get().is_none() {
        return read(path, format, stem).map(|sheets| sheets.into_iter().map(RawSheet::from).collect());
    }
    let lost = |_| {
        because("没有读完就中断了：内容已损坏，或者需要的内存过多", "reading it ended abruptly: it is damaged, or asks for too much memory")
    };
    let bytes = heard(path, format, stem).ok_or_else(|| {
        let most = LONGEST.as_secs();
        because(&format!("{most} 秒之内没有读完"), &format!("it was not read within {most} seconds"))
    })?;
    match serde_json::from_slice(&bytes).map_err(lost)? {
        Told::Sheets(sheets) => Ok(sheets.into_iter().map(Sheet::from).map(RawSheet::from).collect()),
        Told::Password => Err(Fault::FilePassword),
        Told::Unreadable(zh, en) => Err(Fault::FileUnreadable { why: Say::new(zh, en) }),
    }
}

/// What the child writes; nothing when it takes too long.
fn heard(path: &Path, format: Format, stem: &str) -> Option<Vec<u8>> {
    let word = match format {
        Format::Xls => "xls",
        Format::Xlsb => "xlsb",
        Format::Ods => "ods",
        Format::Page => "page",
    };
    let program = std::env::current_exe().ok()?;
    let mut command = Command::new(program);
    command.args([ASKED, word]).arg(path).arg(stem).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child: Child = command.spawn().ok()?;
    let mut output = child.stdout.take()?;
    let (sender, receiver) = mpsc::channel();
    let listener = thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = output.read_to_end(&mut bytes);
        let _ = sender.send(bytes);
    });
    let bytes = receiver.recv_timeout(LONGEST).ok();
    if bytes.is_none() {
        let _ = child.kill();
    }
    let _ = child.wait();
    let _ = listener.join();
    bytes
}
