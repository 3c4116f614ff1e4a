//! A sheet and its shared texts, read both ways: the reader of workbooks and the quick way tell the same.

#![no_main]

use libfuzzer_sys::fuzz_target;

/// Panics that become a fault of the file are no finds; all others end the process.
fn let_guarded_panics_pass() {
    let ending = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !duly::base::guard::is_guarded() {
            ending(panic);
        }
    }));
}

fuzz_target!(init: let_guarded_panics_pass(), |bytes: &[u8]| duly::sheet::probe::quick(bytes));
