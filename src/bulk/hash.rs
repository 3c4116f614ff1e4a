//! A quick hash of whole numbers. Nothing is ever taken in its order.

use std::hash::{BuildHasherDefault, Hasher};

/// A map that is only looked up in.
#[expect(clippy::disallowed_types, reason = "nothing is taken in its order")]
pub(super) type Map<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<Quick>>;

/// Multiplies and turns.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Quick(u64);

impl Quick {
    fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Quick {
    fn finish(&self) -> u64 {
        // The upper bits are mixed best, and tables look at both ends.
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.mix(u64::from_le_bytes(*word));
        }
        if !rest.is_empty() {
            self.mix(rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.mix(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.mix(number);
    }

    fn write_i64(&mut self, number: i64) {
        self.mix(number.cast_unsigned());
    }

    fn write_usize(&mut self, number: usize) {
        self.mix(number as u64);
    }
}
