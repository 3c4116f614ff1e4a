//! Which files are read by one process.
//!
//! In: how large files are. Out: runs of small ones; a large file stands alone. It opens none.

use std::ops::Range;

/// Reading so many bytes of workbooks takes about as long as starting a process does.
const MOST_BYTES: u64 = 1 << 19;
/// No system refuses as many paths as the arguments of one program.
const MOST_FILES: usize = 32;

/// Runs of files to be read together, in order; `sizes` are their bytes.
pub fn batches(sizes: &[u64]) -> Vec<Range<usize>> {
    let mut batches: Vec<Range<usize>> = Vec::new();
    let mut bytes = 0_u64;
    for (index, size) in sizes.iter().enumerate() {
        bytes = bytes.saturating_add(*size);
        match batches.last_mut() {
            Some(last) if bytes <= MOST_BYTES && last.len() < MOST_FILES => last.end = index + 1,
            Some(_) | None => {
                batches.push(index..index + 1);
                bytes = *size;
            }
        }
    }
    batches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_files_stand_together_and_large_ones_alone() {
        assert_eq!(batches(&[10, 20, MOST_BYTES + 1, 30, MOST_BYTES - 30, 1]), [0..2, 2..3, 3..5, 5..6]);
        assert_eq!(batches(&[1; 40]), [0..32, 32..40]);
        assert!(batches(&[]).is_empty());
    }
}
