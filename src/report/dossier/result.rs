//! What came out: total, rank, grade and why; then every criterion with its measure and points.

use crate::base::text::Language;
use crate::report::folio::{Block, Slot};
use crate::report::roll::{Line, Roll};
use crate::report::sheet::{Cell, Show};
use crate::report::sheets::items::measure;
use crate::report::sheets::remarks::remarks;

use super::basics::paired;

pub(super) fn rows(roll: &Roll, line: &Line) -> Vec<Block> {
    let (rubric, standing) = (roll.rubric(), line.standing);
    let rounding = rubric.rounding;
    let total = standing.total.as_ref().map_or_else(|| "—".to_owned(), |total| total.print(rounding.decimals, rounding.mode));
    let peer = if line.subject.peer.is_empty() { String::new() } else { format!("{} ", line.subject.peer) };
    let rank = standing.rank.map_or_else(
        || "—".to_owned(),
        |rank| match roll.language() {
            Language::Chinese => format!("{peer}第 {rank} 名（共 {} 名）", standing.ranked),
            Language::English => format!("{peer}{rank} of {}", standing.ranked),
        },
    );
    let label = |zh, en| roll.pick(zh, en).to_owned();
    let mut blocks = paired(vec![
        (label("总分", "Total"), total),
        (label("名次", "Rank"), rank),
        (label("等次", "Grade"), standing.grade_or_open()),
        (label("说明", "Remarks"), remarks(roll, line)),
    ]);
    let heads =
        [("项目", "Criterion", 2), ("计量", "Measure", 1), ("得分", "Points", 1), ("满分", "At most", 1), ("依据条款", "Clause", 1)];
    blocks.push(Block::Row(heads.into_iter().map(|(zh, en, span)| Slot::head(roll.pick(zh, en), span)).collect()));
    for (dimension, score) in rubric.dimensions.iter().zip(&line.card.dimensions) {
        let points = |number: Option<&crate::base::exact::Exact>| {
            number.map_or_else(Cell::dash, |points| Cell::Number(points.to_f64(), Show::Points))
        };
        for (criterion, item) in rubric.criteria.iter().zip(&line.card.items).filter(|(criterion, _)| criterion.dimension == dimension.id) {
            blocks.push(Block::Row(vec![
                Slot::of(Cell::long(&criterion.name), 2),
                Slot::of(measure(roll, criterion, item), 1),
                Slot::of(points(item.points.as_ref()), 1),
                Slot::of(points(item.attainable.as_ref()), 1),
                Slot::of(Cell::long(&criterion.clause), 1),
            ]));
        }
        blocks.push(Block::Row(vec![
            Slot::head(&dimension.name, 2),
            Slot::of(Cell::text(roll.pick("小计", "Subtotal")), 1),
            Slot::of(points(score.points.as_ref()), 1),
            Slot::of(points(dimension.full.as_ref()), 1),
            Slot::of(Cell::Empty, 1),
        ]));
    }
    blocks
}
