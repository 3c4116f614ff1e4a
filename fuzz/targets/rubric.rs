//! A rubric, and what is said of a sound one. Its examples are not run: they go through polars, which takes a second.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(sound) = duly::rubric::read("rubric.toml", &String::from_utf8_lossy(bytes)) {
        let _ = duly::report::articles(&sound.rubric);
    }
});
