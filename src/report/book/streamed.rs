//! Sheets that go into a file while they are written. The library panics where that file cannot be written; here that is an error.

use std::io;

use rust_xlsxwriter::XlsxError;

use crate::base::guard::guarded;

/// Does the work of the library; a panic about the system's refusal to write is that refusal.
pub(super) fn streamed<T>(work: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, XlsxError> {
    guarded(work).unwrap_or_else(|said| match refusal(&said) {
        Some(error) => Err(XlsxError::IoError(error)),
        // The text is all there is to find the bug by.
        None => Err(XlsxError::ParameterError(said)),
    })
}

/// The error of the system that is told within a panic, as `{:?}` writes it: `Os { code: 28, kind: StorageFull, … }`.
fn refusal(said: &str) -> Option<io::Error> {
    let (_, code) = said.split_once("Os { code: ")?;
    let (code, _) = code.split_once(',')?;
    Some(io::Error::from_raw_os_error(code.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_about_the_disk_is_an_error_of_the_disk() {
        let refused = io::Error::from_raw_os_error(28);
        let failed = streamed(|| -> Result<(), XlsxError> { panic!("Couldn't write to xml file: {refused:?}") });
        assert!(matches!(&failed, Err(XlsxError::IoError(error)) if error.raw_os_error() == Some(28)), "{failed:?}");
        let bug = streamed(|| -> Result<(), XlsxError> { panic!("a bug") });
        assert!(matches!(&bug, Err(XlsxError::ParameterError(said)) if said == "a bug"), "{bug:?}");
        assert!(streamed(|| Ok(1)).is_ok_and(|number| number == 1));
    }
}
