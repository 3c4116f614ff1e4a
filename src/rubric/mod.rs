//! A regulation made computable: TOML in, a checked [`Rubric`](model::Rubric) out, with warnings for its author.
//!
//! It knows neither sheets nor people; it says which words they will be asked for.

mod check;
mod fields;
pub mod library;
pub mod model;
mod read;
pub mod words;

pub use read::{read, Sound};
