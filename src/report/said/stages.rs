//! Sub-periods, comparison within a group and the time in office, in words.

use crate::base::exact::Exact;
use crate::base::period::{Counted, Per};
use crate::base::text::Say;
use crate::report::said::points::bounds;
use crate::report::wording::join;
use crate::rubric::model::{Method, Normalise, Rubric, Totals, Within};

/// `每半年各算一次，相加`, with the bounds on all of them together.
pub(in crate::report) fn division(per: Option<Per>, totals: &Totals) -> Say {
    let Some(per) = per.map(Per::say) else { return Say::default() };
    let each = Say::new(format!("每{}各算一次，相加", per.zh), format!("reckoned in each {} and added", per.en));
    let all = bounds(totals.floor.as_ref(), totals.cap.as_ref());
    let all = if all.zh.is_empty() { all } else { Say::new(format!("全期合计{}", all.zh), format!("{} together", all.en)) };
    join(&[each, all], "，", ", ")
}

/// Bounds that hold in each sub-period say so: `每半年至多 5`.
pub(in crate::report) fn each(bounds: Say, per: Option<Per>) -> Say {
    match per.map(Per::say) {
        Some(per) if !bounds.zh.is_empty() => Say::new(format!("每{}{}", per.zh, bounds.zh), format!("{} in each {}", bounds.en, per.en)),
        Some(_) | None => bounds,
    }
}

/// What is made of a number beside those of the group.
pub(in crate::report) fn normalised(rule: &Normalise) -> Say {
    let method = method(&rule.method);
    let scale = rule.to.as_ref().map(|(low, high)| {
        let (low, high) = (low.plain(), high.plain());
        match rule.method {
            Method::ZScore { .. } => Say::new(format!("限 {low} 至 {high}"), format!("held between {low} and {high}")),
            Method::Goalposts(..) | Method::Highest | Method::MinMax | Method::Percentile => {
                Say::new(format!("折到 {low} 至 {high}"), format!("on a scale from {low} to {high}"))
            }
        }
    });
    let group = match (&rule.method, &rule.within) {
        (Method::Goalposts(..), _) => Say::default(),
        (_, Within::Peer) => Say::new("在排名组内比较", "within the peer group"),
        (_, Within::Group(column)) => Say::new(format!("在同一 {column} 内比较"), format!("within the same {column}")),
    };
    let alone = rule.if_alone.as_ref().map(|alone| {
        let alone = alone.plain();
        Say::new(format!("无从比较的取 {alone}"), format!("{alone} where there is nothing to compare"))
    });
    join(&[method, scale.unwrap_or_default(), group, alone.unwrap_or_default()], "，", ", ")
}

fn method(method: &Method) -> Say {
    match method {
        Method::Goalposts(from, to) => {
            let (from, to) = (from.plain(), to.plain());
            Say::new(format!("定标换算：{from} 为 0，{to} 为 1"), format!("goalposts: {from} is 0 and {to} is 1"))
        }
        Method::Highest => Say::new("与最高者相比：x ÷ 最高", "of the highest: x ÷ highest"),
        Method::MinMax => Say::new("极差法：(x − 最低) ÷ (最高 − 最低)", "min-max: (x − lowest) ÷ (highest − lowest)"),
        Method::Percentile => {
            Say::new("百分位：低于者计 1、相等者计半，÷ 其他人数", "percentile: those below, equal ones by half, ÷ all others")
        }
        Method::ZScore { at, spread } => {
            let (at, spread) = (at.plain(), spread.plain());
            Say::new(
                format!("标准分：{at} + {spread} × (x − 平均) ÷ 标准差"),
                format!("z-score: {at} + {spread} × (x − mean) ÷ standard deviation"),
            )
        }
    }
}

/// How the time in office is counted, where it is not in days.
pub(in crate::report) fn exposure(rubric: &Rubric) -> Option<Say> {
    match rubric.exposure {
        Counted::Days => None,
        Counted::MonthsBegun => Some(Say::new(
            "在任时间按月计：月内在任一天即算一月。",
            "Time in office is counted in months: one day in office makes a month.",
        )),
        Counted::MonthsFull => {
            Some(Say::new("在任时间按月计：全月在任才算一月。", "Time in office is counted in months: only months wholly in office."))
        }
    }
}

/// Floor and cap, and what is done in stages to a dimension.
pub(super) fn bounded(floor: Option<&Exact>, cap: Option<&Exact>, per: Option<Per>, totals: &Totals, rule: Option<&Normalise>) -> Say {
    join(&[each(bounds(floor, cap), per), division(per, totals), rule.map(normalised).unwrap_or_default()], "，", ", ")
}
