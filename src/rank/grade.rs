//! Rounding once, and grade bands.

use super::standing::Standing;
use crate::base::text::Say;
use crate::rubric::model::{Rubric, Veto, VetoEffect};
use crate::score::card::Step;

/// Rounds the exact total; the only place where a total is rounded.
pub(super) fn round(rubric: &Rubric, standing: &mut Standing) {
    let rounding = rubric.rounding;
    standing.total = standing.exact.as_ref().map(|exact| exact.round(rounding.decimals, rounding.mode));
    if let Some(total) = &standing.total {
        let what = Say::new(format!("保留 {} 位小数", rounding.decimals), format!("rounded to {} decimals", rounding.decimals));
        standing.steps.push(Step { what, after: Some(total.clone()) });
    }
}

/// The band of the total, then what vetoes make of it.
pub(super) fn grade(rubric: &Rubric, standing: &mut Standing, struck: &[&Veto]) {
    let looked_at = if rubric.rounding.grade_on_rounded { &standing.total } else { &standing.exact };
    let Some(total) = looked_at else { return };
    let Some(mut index) = rubric.grades.iter().position(|grade| grade.from.as_ref().is_none_or(|from| from <= total)) else { return };
    for veto in struck {
        let least = match &veto.effect {
            VetoEffect::LowestGrade => rubric.grades.len().saturating_sub(1),
            VetoEffect::GradeAtMost(name) => rubric.grades.iter().position(|grade| grade.name == *name).unwrap_or(0),
            VetoEffect::Zero | VetoEffect::Exclude | VetoEffect::BarSelection => 0,
        };
        if least > index {
            index = least;
            let what = Say::new(format!("{}（{}）", veto.name, veto.clause), format!("{} ({})", veto.name, veto.clause));
            standing.steps.push(Step { what, after: None });
        }
    }
    standing.grade = rubric.grades.get(index).map(|grade| grade.name.clone());
}
