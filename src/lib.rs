//! duly

pub mod sample;
