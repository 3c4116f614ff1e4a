//! 评分依据: the rubric that ran, clause by clause, with its version and hash.

use crate::base::text::Say;
use crate::report::roll::Roll;
use crate::report::said::head::{in_force, scope};
use crate::report::said::points::{bounds, no_values, points};
use crate::report::said::query::Speaker;
use crate::report::said::standing::sentences;
use crate::report::sheet::{Cell, Grid, Head, Sheet};
use crate::rubric::model::{Criterion, Rubric, Scope};

/// Makes the sheet.
pub(in crate::report) fn sheet(roll: &Roll) -> Sheet {
    let (rubric, language) = (roll.rubric(), roll.language());
    let name = roll.pick("评分依据", "Rubric").to_owned();
    let common = common_no_values(rubric);
    let said = sentences(rubric).into_iter().chain(common.clone()).enumerate();
    let mut notes: Vec<String> = said.map(|(number, say)| format!("{}. {}", number + 1, say.text(language))).collect();
    notes.push(roll.pick("全部计算使用精确分数，不用浮点数。", "All scores are exact fractions, never floating-point numbers.").to_owned());
    Sheet {
        title: format!("{name}{}{}", roll.pick("：", ": "), rubric.name),
        name,
        leads: leads(roll),
        grids: vec![Grid {
            heads: heads(roll, common.is_none()),
            rows: rubric.criteria.iter().map(|criterion| row(roll, criterion, common.is_none())).collect(),
            ..Grid::default()
        }],
        notes,
        signed: true,
        ..Sheet::default()
    }
}

/// The same in short, for workbooks that are written by the thousand: what counts, under which clause, for how many points.
pub(in crate::report) fn in_short(roll: &Roll) -> Sheet {
    let (rubric, language) = (roll.rubric(), roll.language());
    let name = roll.pick("评分依据", "Rubric").to_owned();
    let heads = vec![
        Head::new(roll.pick("条款", "Clause"), 10, 20),
        Head::new(roll.pick("名称", "Name"), 10, 24),
        Head::new(roll.pick("分项", "Dimension"), 8, 16),
        Head::new(roll.pick("计分", "Points"), 20, 52),
        Head::new(roll.pick("上下限", "Bounds"), 8, 14),
    ];
    let row = |criterion: &Criterion| {
        let dimension = rubric.dimension(&criterion.dimension).map_or(criterion.dimension.as_str(), |dimension| dimension.name.as_str());
        vec![
            Cell::long(&criterion.clause),
            Cell::long(&criterion.name),
            Cell::text(dimension),
            Cell::long(points(rubric, criterion).text(language)),
            Cell::text(bounds(criterion.floor.as_ref(), criterion.cap.as_ref()).text(language)),
        ]
    };
    let whole = roll.pick(
        "计哪些行、怎样计、没有数时怎样，以及等次、名额的规定，见结果文件夹中的 rubric.toml。",
        "Which rows count and how, what a missing number does, grades and quotas: see rubric.toml in the folder of results.",
    );
    Sheet {
        title: format!("{name}：{}", rubric.name),
        name,
        leads: leads(roll),
        grids: vec![Grid { heads, rows: rubric.criteria.iter().map(row).collect(), ..Grid::default() }],
        notes: vec![whole.to_owned()],
        ..Sheet::default()
    }
}

fn leads(roll: &Roll) -> Vec<String> {
    let rubric = roll.rubric();
    let label = |zh, en, value: &str| format!("{}{value}", roll.pick(zh, en));
    let mut leads = vec![
        format!("{}{}", label("办法：", "Rubric: ", &rubric.name), roll.language().bracketed(&rubric.id)),
        [label("版本：", "Version: ", &rubric.version), label("施行：", "In force: ", in_force(rubric).text(roll.language()))].join("    "),
        label("SHA-256：", "SHA-256: ", &roll.review.rubric_sha256),
    ];
    let source = &rubric.source;
    // What a model is, its note says; without one, the scope does.
    let covered = source.scope.map(|covered| match covered {
        Scope::Model if source.note.is_some() => roll.pick("范本", "a model").to_owned(),
        Scope::Model | Scope::Complete | Scope::Part => scope(covered).text(roll.language()).to_owned(),
    });
    let texts: Vec<&str> =
        [&source.title, &source.url, &source.body, &covered, &source.note].into_iter().flatten().map(String::as_str).collect();
    if !texts.is_empty() {
        leads.push(label("来源：", "Source: ", &texts.join(roll.pick("；", "; "))));
    }
    leads
}

/// What a missing number does, when it does the same under every criterion.
fn common_no_values(rubric: &Rubric) -> Option<Say> {
    let mut said = rubric.criteria.iter().map(no_values);
    let first = said.next()?;
    let common = said.all(|say| say == first);
    common.then(|| Say::new(format!("没有数时：{}。", first.zh), format!("Without a number: {}.", first.en)))
}

fn heads(roll: &Roll, each: bool) -> Vec<Head> {
    let mut heads = vec![
        Head::new(roll.pick("条款", "Clause"), 10, 16),
        Head::new(roll.pick("名称", "Name"), 10, 18),
        Head::new(roll.pick("分项", "Dimension"), 8, 14),
        Head::new(roll.pick("表", "Tables"), 8, 14),
        Head::new(roll.pick("计哪些、怎样计", "Rows and measure"), 24, 56),
        Head::new(roll.pick("计分", "Points"), 14, 28),
        Head::new(roll.pick("上下限", "Bounds"), 8, 12),
        Head::new(roll.pick("算例", "Examples"), 7, 11),
    ];
    if each {
        heads.push(Head::new(roll.pick("没有数时", "No value"), 14, 28));
    }
    heads
}

fn row(roll: &Roll, criterion: &Criterion, each: bool) -> Vec<Cell> {
    let (rubric, language) = (roll.rubric(), roll.language());
    let speaker = Speaker::new(rubric, &criterion.query);
    let dimension = rubric.dimension(&criterion.dimension).map_or(criterion.dimension.as_str(), |dimension| dimension.name.as_str());
    let mut row = vec![
        Cell::long(&criterion.clause),
        Cell::long(&criterion.name),
        Cell::text(dimension),
        Cell::text(speaker.tables().text(language)),
        Cell::long(speaker.rule().text(language)),
        Cell::long(points(rubric, criterion).text(language)),
        Cell::text(bounds(criterion.floor.as_ref(), criterion.cap.as_ref()).text(language)),
        Cell::whole(criterion.examples.len()),
    ];
    if each {
        row.push(Cell::long(no_values(criterion).text(language)));
    }
    row
}
