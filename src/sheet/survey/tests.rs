//! Exports of each tool, read.
