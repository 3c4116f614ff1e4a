//! 报告数字: the numbers of the work report, each with the rows it was counted from.

use crate::report::roll::Roll;
use crate::report::sheet::{Cell, Grid, Head, Sheet};

/// Makes the sheet; none when the rubric has no figures.
pub(in crate::report) fn sheet(roll: &Roll) -> Option<Sheet> {
    if roll.review.figures.is_empty() {
        return None;
    }
    let name = roll.pick("报告数字", "Figures").to_owned();
    let rows = roll.review.figures.iter().map(|figure| {
        let sources = figure.sources.iter().map(|(place, first, last)| {
            let sheet = if place.sheet.is_empty() { String::new() } else { format!(" [{}]", place.sheet) };
            format!("{}{sheet} {first}:{last}", place.file)
        });
        vec![
            Cell::long(&figure.name),
            Cell::quantity(&figure.value),
            Cell::text(&figure.unit),
            Cell::long(sources.collect::<Vec<_>>().join("\n")),
            Cell::long(figure.note.as_ref().map_or("", |note| note.text(roll.language()))),
        ]
    });
    Some(Sheet {
        title: roll.pick("工作报告数字", "Figures of the work report").to_owned(),
        name,
        grids: vec![Grid {
            heads: vec![
                Head::new(roll.pick("指标", "Figure"), 16, 36),
                Head::new(roll.pick("数值", "Value"), 8, 14),
                Head::new(roll.pick("单位", "Unit"), 6, 10),
                Head::new(roll.pick("来源（文件、工作表、行）", "Source (file, sheet, rows)"), 30, 60),
                Head::new(roll.pick("说明", "Note"), 14, 36),
            ],
            rows: rows.collect(),
            ..Grid::default()
        }],
        notes: vec![roll
            .pick("每一源行只计一次；人次为次数，不是人数。", "Every source row is counted once; visits are not visitors.")
            .to_owned()],
        signed: true,
        ..Sheet::default()
    })
}
