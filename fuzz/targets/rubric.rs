//! A rubric, and what is done with a sound one without input.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(sound) = duly::rubric::read("rubric.toml", &String::from_utf8_lossy(bytes)) {
        let _ = duly::score::check_examples(&sound.rubric);
        let _ = duly::report::articles(&sound.rubric);
    }
});
