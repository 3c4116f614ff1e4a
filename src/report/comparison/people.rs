//! 进出与调动: who came, who left, who stands in another group; and who may be the same under another key.

use super::super::sheet::{Cell, Grid, Head, Sheet};
use super::{page, View};
use crate::compare::Came;

/// None where nobody came, left or moved.
pub(super) fn sheet(view: &View) -> Option<Sheet> {
    let mut rows = Vec::new();
    for number in 0..view.review.comparison.pairs.len() {
        let Some((before, after, pair)) = view.pair(number) else { continue };
        let span = format!("{} → {}", before.scored.period.id, after.scored.period.id);
        let came = |one: &Came, what: &str| {
            let told = |what: &str, names: &[String]| (!names.is_empty()).then(|| format!("{what}{}", names.join("、")));
            let same = view.pick(
                "别的期有同名者，编号不同，未视为同一人：",
                "a namesake under another key in another period, not taken for the same: ",
            );
            let also = told(view.pick("也在：", "also in: "), &one.elsewhere);
            let remark: Vec<String> = also.into_iter().chain(told(same, &one.namesakes)).collect();
            let remark = remark.join("；");
            vec![
                Cell::text(&span),
                Cell::text(what),
                Cell::text(&one.member.name),
                Cell::text(&one.key),
                view.peer(&one.member.peer),
                view.points(one.member.official.as_ref()),
                Cell::long(remark),
            ]
        };
        rows.extend(pair.came.iter().map(|one| came(one, view.pick("新增", "came"))));
        rows.extend(pair.left.iter().map(|one| came(one, view.pick("减少", "left"))));
        for change in pair.changes.iter().filter(|change| !change.moved.is_empty()) {
            let moved: Vec<String> = change
                .moved
                .iter()
                .map(|moved| format!("{}{}{} → {}", view.what(&moved.what), view.pick("：", ": "), moved.from, moved.to))
                .collect();
            rows.push(vec![
                Cell::text(&span),
                Cell::text(view.pick("变动", "moved")),
                Cell::text(&change.after.name),
                Cell::text(&change.key),
                view.peer(&change.after.peer),
                view.points(change.after.official.as_ref()),
                Cell::long(moved.join("；")),
            ]);
        }
    }
    if rows.is_empty() {
        return None;
    }
    let heads = vec![
        Head::new(view.pick("两期", "Periods"), 16, 40),
        Head::new(view.pick("情况", "What"), 7, 10),
        Head::new(view.named(), 9, 16),
        Head::new(view.pick("编号", "Key"), 10, 24),
        Head::new(view.pick("排名组", "Peers"), 8, 16),
        Head::new(view.pick("总分", "Total"), 9, 12),
        Head::new(view.pick("说明", "Remark"), 20, 44),
    ];
    let name = view.pick("进出与变动", "Came, left, moved");
    let title = view.titled(name);
    Some(Sheet { grids: vec![Grid { heads, rows, filter: true, ..Grid::default() }], points: true, ..page(name.into(), title) })
}
