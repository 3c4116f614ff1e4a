//! 抽签记录: how a tie was parted by lot, each step with its numbers so that anybody can redo it, and who watched.

use crate::base::exact::Exact;
use crate::base::text::Language;
use crate::rank::lots::{Draw, Lot, FACTOR, MODULUS};
use crate::rank::standing::{QuotaLine, Selected};
use crate::report::roll::{Line, Roll};
use crate::report::sheet::{Cell, Grid, Head, Sheet, Show};

use super::proposal::{for_reference, shown as is_shown};

/// Makes the sheet; none where no lot was drawn.
pub(in crate::report) fn sheet(roll: &Roll) -> Option<Sheet> {
    let quotas = roll.review.outcome.quotas.iter().filter(|quota| is_shown(roll, quota));
    let drawn: Vec<(&QuotaLine, &Lot)> = quotas.filter_map(|quota| Some((quota, quota.lot.as_ref()?))).collect();
    let (_, first) = drawn.first()?;
    let title = roll.pick("抽签记录", "Lots");
    let leads = rule(roll, first);
    let mut row = Sheet::first_row(leads.len(), false, false);
    let mut rows = Vec::new();
    for (quota, lot) in &drawn {
        for (number, draw) in lot.draws.iter().enumerate() {
            row += 1;
            rows.push(step(roll, quota, number, draw, row));
        }
    }
    let mut notes: Vec<String> = drawn.iter().map(|(quota, lot)| outcome(roll, quota, lot)).collect();
    notes.push(caution(roll).to_owned());
    Some(Sheet {
        name: title.to_owned(),
        title: for_reference(roll, title),
        leads,
        grids: vec![Grid { heads: heads(roll), rows, ..Grid::default() }],
        notes,
        signed: true,
        signatures: watched(roll),
        over: Some(roll.pick("供参考", "For reference").to_owned()),
        ..Sheet::default()
    })
}

/// The algorithm in words.
fn rule(roll: &Roll, lot: &Lot) -> Vec<String> {
    let (seed, first, before) = (lot.seed, lot.first, MODULUS - 1);
    match roll.language() {
        Language::Chinese => vec![
            format!("办法规定名额边缘并列的抽签决定。种子数：{seed}。"),
            format!("首数 = 种子数 ÷ {before} 的余数 + 1 = {first}。以后每一个数 = 前一个数 × {FACTOR} ÷ {MODULUS} 的余数；各组都从首数开始。"),
            "签中还有几人，就用该数除以几，余数加 1 为第几人：签中的人按编号由小到大排列。抽出的人离开，直到只剩一人，不必再抽。先抽出的先列入。"
                .to_owned(),
        ],
        Language::English => vec![
            format!("Under the rubric lots decide between those tied at the edge. Seed: {seed}."),
            format!("First number = remainder of the seed ÷ {before}, plus 1 = {first}. Each further number = remainder of the one before × {FACTOR} ÷ {MODULUS}; every group begins with the first number."),
            "Divide the number by how many are in the urn: the remainder plus 1 is the place of the one drawn, in order of keys. Who is drawn leaves, until one is left, who need not be drawn. Who is drawn first is in first."
                .to_owned(),
        ],
    }
}

fn heads(roll: &Roll) -> Vec<Head> {
    vec![
        Head::new(roll.pick("组别", "Group"), 8, 18),
        Head::new(roll.pick("第几抽", "Draw"), 6, 8),
        Head::new(roll.pick("签中的人（按编号排列）", "In the urn, in order of keys"), 26, 50),
        Head::new(roll.pick("前一个数", "Number before"), 12, 14),
        Head::new(format!("× {FACTOR}"), 16, 18),
        Head::new(format!("÷ {MODULUS} {}", roll.pick("的余数", "leaves")), 14, 16),
        Head::new(roll.pick("人数", "How many"), 6, 8),
        Head::new(roll.pick("余数 + 1", "Remainder + 1"), 8, 10),
        Head::new(roll.pick("抽出", "Drawn"), 12, 24),
    ]
}

/// One draw; the numbers are formulas, so that whoever opens the workbook can follow them. `row` counts from 1.
fn step(roll: &Roll, quota: &QuotaLine, number: usize, draw: &Draw, row: u32) -> Vec<Cell> {
    let group = if quota.group.is_empty() { roll.pick("全部", "All").to_owned() } else { quota.group.clone() };
    let among = draw.among.iter().enumerate().filter_map(|(place, who)| Some(format!("{}. {}", place + 1, called(roll, roll.line(*who)?))));
    let whole = |number: u64| Exact::from(number).to_f64();
    let before = if number == 0 {
        Cell::Number(whole(draw.before), Show::Whole)
    } else {
        Cell::Live(format!("F{}", row - 1), whole(draw.before), Show::Whole)
    };
    vec![
        Cell::text(group),
        Cell::whole(number + 1),
        Cell::long(among.collect::<Vec<_>>().join(roll.pick("；", "; "))),
        before,
        Cell::Live(format!("D{row}*{FACTOR}"), whole(draw.before * FACTOR), Show::Whole),
        Cell::Live(format!("MOD(E{row},{MODULUS})"), whole(draw.number), Show::Whole),
        Cell::whole(draw.among.len()),
        Cell::Live(format!("MOD(F{row},G{row})+1"), whole(draw.place as u64), Show::Whole),
        roll.line(draw.drawn).map_or_else(Cell::dash, |line| Cell::text(called(roll, line))),
    ]
}

fn called(roll: &Roll, line: &Line) -> String {
    format!("{}{}", line.subject.name, roll.language().bracketed(&line.subject.key))
}

/// The order drawn, and who is in.
fn outcome(roll: &Roll, quota: &QuotaLine, lot: &Lot) -> String {
    let lines: Vec<&Line> = lot.order.iter().filter_map(|number| roll.line(*number)).collect();
    let names = |lines: Vec<&Line>| lines.into_iter().map(|line| called(roll, line)).collect::<Vec<_>>().join(roll.pick("、", ", "));
    let chosen = names(lines.iter().copied().filter(|line| line.standing.selected == Selected::Yes).collect());
    let (order, group, places) = (names(lines), &quota.group, lot.places);
    match roll.language() {
        Language::Chinese => format!("{group}抽签先后：{order}。名额 {places} 名，列入建议：{chosen}。"),
        Language::English => format!("{group}, in the order drawn: {order}. {places} place(s), proposed: {chosen}."),
    }
}

fn caution(roll: &Roll) -> &'static str {
    roll.pick(
        "种子数须在并列名单公布之后、当众以无人能预知的方式产生（如摇号、掷骰子），只产生一次；看过结果再换种子数的，抽签无效。算法为公开的“最小标准”随机数（Park 与 Miller，1988），任何人可用计算器或本表的公式重算。",
        "The seed is drawn once, in public, after the names of those tied were told, in a way that nobody can foresee (balls, dice); a seed changed after the outcome is known makes the lot void. The numbers are the published “minimal standard” (Park and Miller, 1988): anybody can redo them with a calculator or the formulas here.",
    )
}

/// Who watches.
fn watched(roll: &Roll) -> Vec<String> {
    let lines = [
        (
            "种子数产生方式：____________________________    时间：____年__月__日__时__分    地点：________________",
            "How the seed was drawn: ____________________    When: ____________________    Where: ____________________",
        ),
        (
            "主持人：______________    监督人：______________    监督人：______________    并列人选或其代表：______________",
            "Chair: ______________    Scrutineer: ______________    Scrutineer: ______________    Those tied, or for them: ______________",
        ),
    ];
    lines.into_iter().map(|(zh, en)| roll.pick(zh, en).to_owned()).collect()
}
