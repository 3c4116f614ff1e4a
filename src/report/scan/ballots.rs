//! Numbers of ballots so small that a voter can be guessed.

use super::cells::Cell;
use crate::tally::FEWEST_TOLD;

/// Options on ballots, as a head names them alone.
const OPTIONS: [&str; 14] = [
    "非常满意",
    "很满意",
    "比较满意",
    "较满意",
    "满意",
    "基本满意",
    "不满意",
    "很不满意",
    "不了解",
    "弃权",
    "赞成",
    "反对",
    "同意",
    "不同意",
];

/// Cells under a head of ballots that show fewer than [`FEWEST_TOLD`] and more than none.
pub(super) fn small(cells: &[Cell]) -> Vec<&Cell> {
    let heads: Vec<&Cell> = cells.iter().filter(|cell| is_head(&cell.text)).collect();
    let counted = |cell: &&Cell| {
        let few = cell.text.trim().parse::<u64>().is_ok_and(|count| (1..FEWEST_TOLD).contains(&count));
        few && heads.iter().any(|head| head.row < cell.row && (head.column..=head.last_column).contains(&cell.column))
    };
    cells.iter().filter(counted).collect()
}

/// `满意`, `满意票`, `有效票数`; not `得票率`, nor a sentence.
fn is_head(text: &str) -> bool {
    let text: String = text.split_whitespace().collect::<String>().to_lowercase();
    let short = text.chars().count() <= 12 && !text.ends_with('率') && !text.contains('%');
    let named = text.contains('票') || text.contains("ballot") || text.contains("vote");
    OPTIONS.contains(&text.as_str()) || short && named
}
