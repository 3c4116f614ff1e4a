//! 工作数字: the figures of the report over the periods, and the change from the period before.

use super::super::sheet::{Cell, Grid, Head, Sheet, Show};
use super::{page, View};
use crate::base::exact::Exact;
use crate::base::place::column_name;

/// None where the last period has no figures.
pub(super) fn sheet(view: &View) -> Option<Sheet> {
    let last = view.review.parts.last()?;
    if last.scored.figures.is_empty() {
        return None;
    }
    let first = Sheet::first_row(0, false, false);
    let rows = (first + 1..).zip(&last.scored.figures).map(|(row, figure)| {
        let (id, unit) = (&figure.id, &figure.unit);
        let name = last.rubric.figures.iter().find(|known| known.id == *id).map_or(id.as_str(), |known| known.name.as_str());
        let value = |part: &super::Part| {
            let same = part.scored.figures.iter().find(|figure| figure.id == *id && !figure.sources.is_empty());
            same.map(|figure| figure.value.clone())
        };
        let values: Vec<Option<Exact>> = view.review.parts.iter().map(value).collect();
        let mut cells = vec![Cell::long(name), Cell::text(unit)];
        cells.extend(values.iter().map(|value| value.as_ref().map_or(Cell::Empty, Cell::quantity)));
        cells.push(view.spark());
        cells.extend(against(&values, 2, row));
        cells
    });
    let mut heads = vec![Head::new(view.pick("指标", "Figure"), 24, 40), Head::new(view.pick("单位", "Unit"), 6, 10)];
    heads.extend(view.review.parts.iter().map(|part| Head::new(&part.scored.period.id, 10, 24)));
    heads.push(Head::new(view.pick("走势", "Trend"), 16, 18));
    heads.push(Head::new(view.pick("比上期", "Change"), 9, 12));
    heads.push(Head::new(view.pick("增幅", "Growth"), 9, 12));
    let notes = vec![view
        .pick(
            "由各期台账统计，出处见各期 ranking.xlsx 的“报告数字”。空白：那一期的台账里没有，不是 0；上期为 0 的不算增幅。",
            "Counted from the registers of each period; where, is told in its ranking.xlsx. A blank: in none of that period’s, which is not 0; no growth from 0.",
        )
        .to_owned()];
    let name = view.pick("工作数字", "Figures");
    Some(Sheet { grids: vec![Grid { heads, rows: rows.collect(), ..Grid::default() }], notes, ..page(name.into(), view.titled(name)) })
}

/// The last value less the one before, and that as a share of it: live, from the columns that begin at `from` in a row (from 1).
/// A dash for what is not recorded, and for growth from a base that is not above 0.
pub(super) fn against(values: &[Option<Exact>], from: usize, row: u32) -> [Cell; 2] {
    let at = |back: usize| format!("{}{row}", column_name(u32::try_from(from + values.len() - back).unwrap_or(1)));
    let mut back = values.iter().rev();
    let Some((now, then)) = back.next().and_then(Option::as_ref).zip(back.next().and_then(Option::as_ref)) else {
        return [Cell::dash(), Cell::dash()];
    };
    let difference = now - then;
    let show = if difference.to_whole().is_some() { Show::Quantity } else { Show::Hundredths };
    let growth = difference.over(then).filter(|_| then.is_positive());
    [
        Cell::Live(format!("{}-{}", at(0), at(1)), difference.to_f64(), show),
        growth.map_or_else(Cell::dash, |growth| Cell::Live(format!("{0}/{1}-1", at(0), at(1)), growth.to_f64(), Show::Percent)),
    ]
}
