//! Rows of which every cell is the same.
//!
//! In: the rows of a packed sheet. Out: those that have a twin. Rows are compared by the numbers of their values, which tell every byte.

use std::hash::Hasher;

use super::super::packed::{Packed, Quick};
use super::super::values::NOTHING;

/// All rows that another row is the same as, in order.
pub fn rows(packed: &Packed) -> Vec<usize> {
    let columns: Vec<&[u32]> = (1..=packed.width()).filter_map(|column| packed.column(column)).map(|(codes, _)| codes).collect();
    // Where every row has a value of its own in one column, such as a number, no two are the same.
    if (1..=packed.width()).filter_map(|column| packed.column(column)).any(|(_, values)| values.len() == packed.len()) {
        return Vec::new();
    }
    let code = |column: &&[u32], at: usize| column.get(at).copied().unwrap_or(NOTHING);
    let mut marked: Vec<(u64, u32)> = (0u32..)
        .zip(packed.numbers())
        .map(|(at, _)| {
            let mut hasher = Quick::default();
            for column in &columns {
                hasher.write_u64(u64::from(code(column, at as usize)));
            }
            (hasher.finish(), at)
        })
        .collect();
    marked.sort_unstable();
    let mut same = Vec::new();
    for near in marked.chunk_by(|one, other| one.0 == other.0).filter(|near| near.len() > 1) {
        let mut cells: Vec<(Vec<u32>, usize)> =
            near.iter().map(|(_, at)| (columns.iter().map(|column| code(column, *at as usize)).collect(), *at as usize)).collect();
        cells.sort();
        for twins in cells.chunk_by(|one, other| one.0 == other.0).filter(|twins| twins.len() > 1) {
            same.extend(twins.iter().map(|(_, at)| *at));
        }
    }
    same.sort_unstable();
    same
}
