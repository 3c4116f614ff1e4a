//! 分项变化: by how much the points of each dimension changed, and the place among the others there.

use super::super::sheet::{Cell, Grid, Head, Sheet, Show};
use super::{page, Part, View};
use crate::base::exact::Exact;
use crate::compare::{Change, Pair};

/// None where the two periods have no dimension in common.
pub(super) fn sheet(view: &View, before: &Part, after: &Part, pair: &Pair) -> Option<Sheet> {
    let both = after.rubric.dimensions.iter().filter(|dimension| before.rubric.dimensions.iter().any(|other| other.id == dimension.id));
    let dimensions: Vec<(&str, &str)> = both.map(|dimension| (dimension.id.as_str(), dimension.name.as_str())).collect();
    if dimensions.is_empty() {
        return None;
    }
    let mut changes: Vec<&Change> = pair.changes.iter().filter(|change| !change.dimensions.is_empty()).collect();
    changes.sort_by_key(|change| (change.after.peer.as_str(), change.after.rank.unwrap_or(u32::MAX), change.key.as_str()));
    let place = |share: Option<&Exact>| share.map_or_else(Cell::dash, |share| Cell::Number(share.to_f64(), Show::Percent));
    let rows = changes.into_iter().map(|change| {
        let mut cells = vec![Cell::text(&change.after.name), view.peer(&change.after.peer), place(change.percentile.as_ref())];
        for (id, _) in &dimensions {
            cells.push(view.points(change.dimensions.get(*id)));
            cells.push(place(change.places.get(*id)));
        }
        cells
    });
    let shift = view.pick("位次", "Place");
    let mut heads = vec![
        Head::new(view.named(), 9, 16),
        Head::new(view.pick("排名组", "Peers"), 7, 14),
        Head::new(shift, 9, 10).under(view.pick("总分", "Total")),
    ];
    for (_, name) in &dimensions {
        heads.push(Head::new(view.pick("得分", "Points"), 9, 11).under(*name));
        heads.push(Head::new(shift, 9, 10).under(*name));
    }
    let (then, now) = (&before.scored.period.id, &after.scored.period.id);
    let notes = vec![view
        .pick(
            "得分：精确分之差，舍入一次。位次：不高于本人的同组参评者所占百分比之差，+10% 即多超过了同组一成的人；换了排名组的不算。",
            "Points: the difference of exact points, rounded once. Place: change of the share of the other ranked of the peer group with no more points; +10 % is a tenth of the group passed. None across peer groups.",
        )
        .to_owned()];
    let name = view.pick("分项变化", "Dimensions");
    Some(Sheet {
        grids: vec![Grid { heads, rows: rows.collect(), filter: true, ..Grid::default() }],
        notes,
        points: true,
        ..page(format!("{name} {now}"), view.titled(&format!("{name}{}", view.span(then, now))))
    })
}
