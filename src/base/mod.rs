//! The ground floor: exact numbers, dates and periods, places in files, problems, and the
//! normal form of texts. It knows neither sheets nor TOML.

pub mod exact;
pub mod period;
pub mod place;
pub mod problem;
pub mod spans;
pub mod term;
pub mod text;
pub mod threads;
