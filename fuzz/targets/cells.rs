//! A cell of every kind, in a column of every kind.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| duly::sheet::probe::cells(bytes));
