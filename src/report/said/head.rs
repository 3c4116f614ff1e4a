//! When a rubric is in force, and how much of a published text it says, in words.

use crate::base::exact::RoundMode;
use crate::base::text::{Language, Say};
use crate::report::wording::{join, long_day, same};
use crate::rubric::model::{Criterion, Measure, Rubric, Scope};

/// `自2025年1月1日起`, `2025-01-01 to 2025-12-31`.
pub(in crate::report) fn in_force(rubric: &Rubric) -> Say {
    let (first, last) = rubric.in_force;
    let (zh, en) = (long_day(first, Language::Chinese), long_day(first, Language::English));
    match last {
        Some(last) => {
            let (to_zh, to_en) = (long_day(last, Language::Chinese), long_day(last, Language::English));
            Say::new(format!("{zh}至{to_zh}"), format!("{en} to {to_en}"))
        }
        None => Say::new(format!("自{zh}起"), format!("from {en}")),
    }
}

/// How much of the published text the rubric says.
pub(in crate::report) fn scope(scope: Scope) -> Say {
    match scope {
        Scope::Complete => Say::new("计分条目齐全", "all scored items"),
        Scope::Part => Say::new("只含已公布的条目", "published items only"),
        Scope::Model => Say::new("范本，不是任何地方的规定", "a model, the rule of no place"),
    }
}

/// How percentages of ballots are printed; nothing where nothing is rated.
pub(in crate::report) fn shares(rubric: &Rubric) -> Say {
    let (shares, rated) = (rubric.shares, |criterion: &Criterion| matches!(criterion.query.measure, Measure::Rating { .. }));
    if !rubric.criteria.iter().any(rated) {
        return Say::default();
    }
    let decimals = shares.decimals;
    let (zh, en) = match shares.mode {
        RoundMode::HalfUp | RoundMode::HalfEven | RoundMode::Down if shares.hundred => {
            ("最大余额法，合计凑足 100%", "largest remainder, adding up to 100 %")
        }
        RoundMode::HalfUp => ("四舍五入", "half up"),
        RoundMode::HalfEven => ("四舍六入五成双", "half to even"),
        RoundMode::Down => ("舍去以后各位", "further decimals cut off"),
    };
    Say::new(format!("{decimals} 位小数，{zh}"), format!("{decimals} decimals, {en}"))
}

/// `政协桐城市委员会（政协；只含已公布的条目）`.
pub(in crate::report) fn origin(rubric: &Rubric) -> Say {
    let source = &rubric.source;
    let body = source.body.as_deref().map(same);
    let labels: Vec<Say> = body.into_iter().chain(source.scope.map(scope)).collect();
    let issuer = rubric.issuer.clone().unwrap_or_default();
    if labels.is_empty() {
        return same(issuer);
    }
    let labels = join(&labels, "；", "; ");
    Say::new(format!("{issuer}（{}）", labels.zh), format!("{issuer} ({})", labels.en).trim_start().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::model::Source;

    fn of(issuer: Option<&str>, body: Option<&str>, scope: Option<Scope>) -> Say {
        let source = Source { body: body.map(str::to_owned), scope, ..Source::default() };
        origin(&Rubric { issuer: issuer.map(str::to_owned), source, ..crate::report::fixture::rubric() })
    }

    #[test]
    fn the_origin_is_the_issuer_and_what_is_to_be_known_of_the_text() {
        assert_eq!(of(Some("某镇"), None, None), same("某镇"));
        assert_eq!(of(None, None, Some(Scope::Complete)).en, "(all scored items)");
        let both = of(Some("某市政协"), Some("政协"), Some(Scope::Part));
        assert_eq!(both, Say::new("某市政协（政协；只含已公布的条目）", "某市政协 (政协; published items only)"));
    }
}
