//! A subject's scores, each with the steps that led to it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::few::Few;
use crate::base::exact::Exact;
use crate::base::text::Say;
use crate::rubric::model::NoValue;

/// All scores of one subject.
#[derive(Debug, Clone, Default)]
pub struct Scorecard {
    /// One for each criterion, in order of the rubric; subjects with the same numbers may share one.
    pub items: Vec<Arc<Item>>,
    /// One for each dimension, in order of the rubric.
    pub dimensions: Vec<DimensionScore>,
    /// One for each part.
    pub parts: Vec<PartScore>,
    /// Counts by id.
    pub counts: BTreeMap<String, Option<Exact>>,
    /// Base points given.
    pub base: Exact,
    /// Total before rounding and vetoes; none when nothing has a value.
    pub total: Option<Exact>,
    /// Steps from parts to total.
    pub steps: Vec<Step>,
}

/// The score of one criterion.
#[derive(Debug, Clone, Default)]
pub struct Item {
    /// What was measured.
    pub measure: Option<Exact>,
    /// What a measure that is a rate was made of, as it was counted: numerator and denominator, which give the measure.
    pub of: Option<(Exact, Exact)>,
    /// Points after floor and cap; none with a no-value that gives none.
    pub points: Option<Exact>,
    /// Points as they enter the dimension (after renormalising); 0 where there are none.
    pub entered: Exact,
    /// Which no-value it is.
    pub no_value: Option<NoValue>,
    /// Why there are too few ballots, where that is what the no-value stands for.
    pub few: Option<Few>,
    /// What could be attained.
    pub attainable: Option<Exact>,
    /// Left out on both sides.
    pub left_out: bool,
    /// Its sub-periods, in order; empty where the criterion has none.
    pub sub_periods: Vec<Item>,
    /// Why the rubric refuses to score it.
    pub refused: Option<Refusal>,
    /// The steps.
    pub steps: Vec<Step>,
}

impl Item {
    /// Why it has no value, in words.
    pub fn nothing(&self) -> Option<Say> {
        self.no_value.map(|kind| self.say(kind))
    }

    /// In words what this no-value of it stands for.
    pub fn say(&self, kind: NoValue) -> Say {
        self.few.map_or_else(|| kind.say(), Few::say)
    }
}

/// Why the rubric refuses to score an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A value is not recorded, or a no-value whose effect is `refuse`.
    NoValue(NoValue),
    /// Two rows where the measure takes one.
    TwoValues,
    /// A judged score outside its range, or in none of several.
    OutOfRange(Vec<(Exact, Exact)>),
}

/// The score of one dimension.
#[derive(Debug, Clone, Default)]
pub struct DimensionScore {
    /// Points after floor, cap and weight; none without value.
    pub points: Option<Exact>,
    /// The factor by which the items that remain were multiplied; 1 as a rule.
    pub scale: Exact,
    /// Which no-value it is.
    pub no_value: Option<NoValue>,
    /// The steps.
    pub steps: Vec<Step>,
}

/// The score of one part of the blend.
#[derive(Debug, Clone, Default)]
pub struct PartScore {
    /// Points; none without value.
    pub points: Option<Exact>,
    /// Weight after a missing part was spread; the rubric's as a rule.
    pub weight: Exact,
    /// The factor by which dimensions with `full` were multiplied when others had no value; 1 as a rule.
    pub scale: Exact,
    /// Bonus points, capped.
    pub bonus: Exact,
    /// Base points given in this part.
    pub base: Exact,
    /// The steps.
    pub steps: Vec<Step>,
}

/// One line of the ledger: a rule applied, and the number after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What was done, with its numbers.
    pub what: Say,
    /// The number after it; none where there is none.
    pub after: Option<Exact>,
}

impl Step {
    /// The step as one of this sub-period.
    #[must_use]
    pub fn under(&self, name: &Say) -> Self {
        let what = Say::new(format!("{}：{}", name.zh, self.what.zh), format!("{}: {}", name.en, self.what.en));
        Self { what, after: self.after.clone() }
    }
}
