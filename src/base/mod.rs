//! The ground floor: exact numbers, dates and periods, places in files, problems, the
//! normal form of texts, values by name, and the order of names by strokes. It knows neither sheets nor TOML.

pub mod archive;
pub mod by_name;
pub mod exact;
pub mod guard;
pub mod hash;
pub mod parquet;
pub mod period;
pub mod place;
pub mod problem;
pub mod spans;
pub mod strokes;
pub mod term;
pub mod text;
pub mod threads;
pub mod whole;
pub mod workdays;
