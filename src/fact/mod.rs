//! Tables to evidence: whose row it is, when, in which part.
//!
//! In: tables of typed cells. Out: subjects and entries that name them by number. It knows no points.

mod across;
mod alike;
mod assign;
mod calendar;
pub mod evidence;
mod follow;
mod gather;
mod groups;
pub mod past;
mod people;
mod roster;
mod survey;
mod titles;
pub mod told;
mod turnout;
mod two_keys;
mod undated;
mod value;

pub use calendar::calendars;
pub use follow::follow;
pub use gather::gather;
pub use roster::{is_plain_name, label as roster_word};
pub use value::{fact, passes};
