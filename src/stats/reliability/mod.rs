//! How far raters, or the aspects of one questionnaire, say the same.
//!
//! In: tables of ratings. Out: one coefficient, 1 where all say the same and about 0 where they agree by chance.

mod consistency;
mod correlation;
mod krippendorff;

pub use consistency::cronbach;
pub use correlation::{intraclass, Intraclass};
pub use krippendorff::{krippendorff, Scale};
