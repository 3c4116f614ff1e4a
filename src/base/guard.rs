//! Work of libraries that panic at what is no fault of the program: the panic becomes a value, and nothing is printed about it.

use std::any::Any;
use std::cell::Cell;
use std::panic::{catch_unwind, AssertUnwindSafe};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Does the work; where it panics, what it said.
///
/// # Errors
///
/// The text of the panic.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let before = GUARDED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    done.map_err(|panic| text(panic.as_ref()))
}

/// Whether a panic of this thread becomes a value, so that nothing need be printed about it.
pub fn is_guarded() -> bool {
    GUARDED.get()
}

fn text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_value_with_its_text_inside_another_too() {
        let said = guarded(|| {
            let inner = guarded(|| -> u32 { panic!("one") });
            assert!(is_guarded());
            let number = 2;
            inner.map_err(|said| -> u32 { panic!("{said} and {number}") })
        });
        assert_eq!(said, Err("one and 2".to_owned()));
        assert!(!is_guarded());
        assert_eq!(guarded(|| 3), Ok(3));
    }
}
