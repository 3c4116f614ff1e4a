//! Archives whose bytes do not tell on which system they were made.
//!
//! Every entry of a ZIP archive names the system of its maker (“version made by”, APPNOTE 4.4.2). The libraries that pack workbooks and
//! documents write the one they run on, so that a folder scored on Windows would not come out the same again on Linux.

/// Begins an entry of the central directory (APPNOTE 4.3.12).
const ENTRY: &[u8] = b"PK\x01\x02";
/// Begins the record behind it (4.3.16), which is so long where no comment follows.
const END: &[u8] = b"PK\x05\x06";
const END_LENGTH: usize = 22;
const ENTRY_LENGTH: usize = 46;
/// The system named for all: Unix, whose permissions the libraries give on every system.
const SYSTEM: u8 = 3;

/// The archive with one system named as the maker of every entry. What is no archive without a comment, or one above 4 GiB, stays as it is.
pub fn of_no_system(mut archive: Vec<u8>) -> Vec<u8> {
    let mut entry = directory(&archive);
    while let Some(at) = entry {
        entry = marked(&mut archive, at);
    }
    archive
}

/// Where the central directory begins.
fn directory(archive: &[u8]) -> Option<usize> {
    let end = archive.get(archive.len().checked_sub(END_LENGTH)?..)?;
    end.starts_with(END).then(|| number(end, 16, 4)).flatten()
}

/// Names the system in the entry there, and says where the next one begins.
fn marked(archive: &mut [u8], at: usize) -> Option<usize> {
    let entry = archive.get_mut(at..)?;
    if !entry.starts_with(ENTRY) {
        return None;
    }
    *entry.get_mut(5)? = SYSTEM;
    // Behind the fixed part stand the name, extra fields and a comment.
    let rest: Option<usize> = [28, 30, 32].iter().map(|length| number(entry, *length, 2)).sum();
    Some(at + ENTRY_LENGTH + rest?)
}

/// A whole number, its lowest byte first.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + length)?;
    Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::result::ZipResult;
    use zip::write::SimpleFileOptions;
    use zip::{System, ZipArchive, ZipWriter};

    use super::*;

    fn made_on(system: System) -> ZipResult<Vec<u8>> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["[Content_Types].xml", "xl/工作簿.xml"] {
            writer.start_file(name, SimpleFileOptions::default().system(system))?;
            writer.write_all(name.as_bytes())?;
        }
        Ok(writer.finish()?.into_inner())
    }

    #[test]
    fn the_same_parts_packed_on_two_systems_are_the_same_bytes() -> ZipResult<()> {
        let (here, there) = (made_on(System::Unix)?, made_on(System::Dos)?);
        assert_ne!(here, there);
        let (here, there) = (of_no_system(here), of_no_system(there));
        assert_eq!(here, there);
        assert_eq!(ZipArchive::new(Cursor::new(there))?.len(), 2);
        Ok(())
    }

    #[test]
    fn what_is_no_archive_stays_as_it_is() -> ZipResult<()> {
        let cut = made_on(System::Dos)?.split_off(40);
        for bytes in [Vec::new(), b"PK".to_vec(), b"no archive, and longer than an end record".to_vec(), cut] {
            assert_eq!(of_no_system(bytes.clone()), bytes);
        }
        Ok(())
    }
}
