//! How a mean of ballots came about, in words: its classes, what was left out, the turnout it needs.
//!
//! Voters' ballots are secret. Where a class has so few that its mean would tell a single one, no mean of a class is told: the
//! one that is hidden could be reckoned from the others. Stages (`table`) are papers of bodies, not ballots, and are told.

use super::{classes, counted, left_out, Weighed};
use crate::base::exact::Exact;
use crate::base::text::Say;
use crate::rubric::model::{Ballots, Measure, Query, TABLE};
use crate::score::card::Step;
use crate::score::measure::numbers;
use crate::tally::{Tally, FEWEST_TOLD};

/// How the measure came about, where it is more than one sum.
pub(in crate::score) fn steps(query: &Query, tally: &Tally) -> Vec<Step> {
    let mut steps: Vec<Step> = query.measure.ballots().and_then(|ballots| turnout(ballots, tally)).into_iter().collect();
    if let Some(weights) = query.measure.weights() {
        let classes = classes(query, weights, &counted(query, tally));
        let secret = weights.column != TABLE && classes.iter().any(|class| (1..FEWEST_TOLD).contains(&class.rows));
        steps.extend(classes.iter().map(|class| if secret { counted_only(class) } else { of_class(class) }));
        if secret {
            let what = Say::new(
                format!("有一类不足 {FEWEST_TOLD} 份：各类的平均都不列，以免看出某一张票"),
                format!("a class has fewer than {FEWEST_TOLD}: no mean of a class is told, so that no single ballot shows"),
            );
            steps.push(Step { what, after: None });
        }
        return steps;
    }
    match &query.measure {
        Measure::Ratio { .. } => {
            let done: Exact = tally.classes.values().map(numbers).sum();
            let planned: Exact = tally.classes.values().map(|sums| Exact::fixed_sum(sums.below, 6)).sum();
            let (done, planned) = (done.plain(), planned.plain());
            let what = Say::new(format!("合计 {done} ÷ 合计 {planned}"), format!("sum {done} ÷ sum {planned}"));
            steps.push(Step { what, after: None });
        }
        Measure::Mean { trim: Some(trim), .. } => {
            let all: u64 = tally.classes.values().map(|sums| sums.rows).sum();
            let off = left_out(trim, all).min(all);
            let what = Say::new(
                format!("共 {all} 份，去掉最高、最低各 {off} 份"),
                format!("of {all} the {off} highest and the {off} lowest are left out"),
            );
            steps.push(Step { what, after: None });
        }
        Measure::Count
        | Measure::Sum(_)
        | Measure::Distinct(_)
        | Measure::Share(_)
        | Measure::Mean { .. }
        | Measure::Rating { .. }
        | Measure::Value(_)
        | Measure::Last(_) => {}
    }
    steps
}

/// `实到 41 ÷ 应到 80`, and whether that is enough.
fn turnout(ballots: &Ballots, tally: &Tally) -> Option<Step> {
    let least = ballots.turnout.as_ref()?;
    let (of, over) = (least.of.say(), least.over.say());
    let told = |number: Option<u64>| number.map_or_else(|| "—".to_owned(), |number| number.to_string());
    let (number, whole) = (told(tally.turnout.of(least.of)), told(tally.turnout.of(least.over)));
    let enough = match tally.turnout.share(least.of, least.over) {
        None => Say::new("没有记录", "not recorded"),
        Some(share) if least.range.holds(&share) => Say::new("达到要求", "enough"),
        Some(_) => Say::new("未达到要求", "not enough"),
    };
    let what = Say::new(
        format!("{} {number} ÷ {} {whole}：{}", of.zh, over.zh, enough.zh),
        format!("{} {number} ÷ {} {whole}: {}", of.en, over.en, enough.en),
    );
    Some(Step { what, after: None })
}

fn counted_only(class: &Weighed) -> Step {
    let (id, rows) = (class.class, class.rows);
    Step { what: Say::new(format!("{id}：{rows} 份"), format!("{id}: {rows} ballots")), after: None }
}

fn of_class(class: &Weighed) -> Step {
    let (id, rows, weight) = (class.class, class.rows, class.weight.plain());
    let Some(mean) = &class.mean else {
        return Step { what: Say::new(format!("{id}：{rows} 份，缺"), format!("{id}: {rows} ballots, missing")), after: None };
    };
    let what = Say::new(
        format!("{id}：{rows} 份，平均 {} × 权重 {weight}", mean.plain()),
        format!("{id}: {rows} ballots, mean {} × weight {weight}", mean.plain()),
    );
    Step { what, after: Some(class.weight * mean) }
}
