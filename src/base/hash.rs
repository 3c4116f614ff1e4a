//! SHA-256 of bytes and of files, in small hexadecimal digits.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

/// Bytes read at once.
const AT_ONCE: usize = 1 << 16;

/// Of bytes.
pub fn sha256(bytes: &[u8]) -> String {
    digits(&Sha256::digest(bytes))
}

/// Of a file, which is not held.
///
/// # Errors
///
/// When it cannot be read.
pub fn sha256_of(path: &Path) -> io::Result<String> {
    let (mut file, mut hasher, mut buffer) = (File::open(path)?, Sha256::new(), vec![0_u8; AT_ONCE]);
    loop {
        let length = match file.read(&mut buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        match buffer.get(..length) {
            Some([]) | None => return Ok(digits(&hasher.finalize())),
            Some(bytes) => hasher.update(bytes),
        }
    }
}

/// Whether a file can be read and has this hash.
pub fn is_of(path: &Path, hash: &str) -> bool {
    sha256_of(path).is_ok_and(|found| found == hash)
}

fn digits(hash: &[u8]) -> String {
    let nibbles = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    nibbles.filter_map(|nibble| char::from_digit(u32::from(nibble), 16)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_the_hash_of_its_bytes() -> io::Result<()> {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "FIPS 180-2, B.1");
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a");
        for length in [0, 1, AT_ONCE, AT_ONCE * 2 + 7] {
            let bytes: Vec<u8> = (0..=250).cycle().take(length).collect();
            std::fs::write(&path, &bytes)?;
            assert!(is_of(&path, &sha256(&bytes)), "{length}");
        }
        assert!(!is_of(&path, &sha256(b"")) && !is_of(folder.path(), &sha256(b"")));
        Ok(())
    }
}
