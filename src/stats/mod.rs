//! Statistics that stand beside scores and never enter them: doubles are at home only here.

pub mod interval;
