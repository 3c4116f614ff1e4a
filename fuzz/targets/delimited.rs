//! A text file: encoding, delimiter, header, rows.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| duly::sheet::probe::text(bytes));
