//! A sheet and its shared texts, read both ways: the reader of workbooks and the quick way tell the same.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| duly::sheet::probe::quick(bytes));
