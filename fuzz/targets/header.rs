//! A sheet of words and merged regions: its header is found and its rows are read.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| duly::sheet::probe::header(bytes));
