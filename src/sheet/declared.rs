//! Sizes that a workbook declares, looked at before anything is set aside for them.
//!
//! In: the archive that a workbook is. Out: those sizes, or why it is not opened. A reader that trusts a declared number of strings asks for
//! that much memory, and a process that does not get it is ended on the spot.

use std::io::{Read, Seek};

use zip::ZipArchive;

use crate::base::problem::Fault;
use crate::base::text::Say;

/// No office's workbook is larger than this when unpacked: a full sheet of a million rows has some 400 MB.
const MOST_BYTES: u64 = 2 << 30;
/// So many strings are set aside without a second look.
const HARMLESS: u64 = 1_000_000;
/// Deflate makes nothing smaller than a thousandth part.
const MOST_PACKED: u64 = 1032;
/// `<si/>`, the shortest string.
const SHORTEST: u64 = 5;
/// The number of strings stands in the first element.
const HEAD: u64 = 1 << 16;

/// What the parts of a workbook come to, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sizes {
    /// As they lie in the file.
    pub packed: u64,
    /// As they declare to be when unpacked.
    pub unpacked: u64,
}

/// The sizes of a workbook that may be opened, or why it must not be.
pub fn sizes(archive: &mut ZipArchive<impl Read + Seek>) -> Result<Sizes, Fault> {
    within(archive, MOST_BYTES).map_err(|why| Fault::FileTooLarge { why })
}

fn within(archive: &mut ZipArchive<impl Read + Seek>, most: u64) -> Result<Sizes, Say> {
    let mut sizes = Sizes::default();
    for index in 0..archive.len() {
        let Ok(entry) = archive.by_index(index) else { continue };
        let largest = entry.size().min(entry.compressed_size().saturating_mul(MOST_PACKED));
        sizes.packed = sizes.packed.saturating_add(entry.compressed_size());
        sizes.unpacked = sizes.unpacked.saturating_add(largest);
        if sizes.unpacked > most {
            return Err(Say::new(format!("展开后超过 {most} 字节"), format!("it has more than {most} bytes when unpacked")));
        }
        let strings = entry.name().is_ok_and(|name| name.to_lowercase().ends_with("sharedstrings.xml"));
        if !strings {
            continue;
        }
        let mut head = Vec::new();
        // What cannot be read here is told of by the reader.
        let _ = entry.take(HEAD).read_to_end(&mut head);
        let count = declared(&String::from_utf8_lossy(&head)).unwrap_or(0);
        if count > HARMLESS && count > largest / SHORTEST {
            let zh = format!("声明有 {count} 个字符串，文件里放不下");
            return Err(Say::new(zh, format!("it declares {count} strings, more than it can hold")));
        }
    }
    Ok(sizes)
}

/// The number of strings that the first element declares.
fn declared(head: &str) -> Option<u64> {
    let (_, rest) = head.split_once("uniqueCount")?;
    let digits = rest.trim_start_matches(|mark: char| mark == '=' || mark == '"' || mark == '\'' || mark.is_whitespace());
    let end = digits.find(|mark: char| !mark.is_ascii_digit()).unwrap_or(digits.len());
    // More digits than a number can have are more strings than a file can have.
    digits.get(..end).filter(|digits| !digits.is_empty()).map(|digits| digits.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::*;

    #[test]
    fn what_unpacks_to_too_much_is_not_opened() -> zip::result::ZipResult<()> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["a.xml", "b.xml"] {
            writer.start_file(name, zip::write::SimpleFileOptions::default())?;
            writer.write_all(&[b' '; 10_000])?;
        }
        let packed = writer.finish()?.into_inner();
        assert!(packed.len() < 1000);
        let mut archive = ZipArchive::new(Cursor::new(&packed))?;
        let sizes = within(&mut archive, 20_000);
        assert!(sizes.is_ok_and(|sizes| sizes.unpacked == 20_000 && sizes.packed < 1000));
        assert!(within(&mut archive, 19_999).is_err_and(|why| why.en.contains("19999 bytes")));
        Ok(())
    }

    #[test]
    fn the_declared_number_is_read_however_it_is_written() {
        assert_eq!(declared(r#"<sst count="9" uniqueCount="12"><si>"#), Some(12));
        assert_eq!(declared("<sst uniqueCount = '4294967295'>"), Some(4_294_967_295));
        assert_eq!(declared(r#"<sst uniqueCount="99999999999999999999999"/>"#), Some(u64::MAX));
        assert_eq!(declared("<sst>"), None);
    }
}
