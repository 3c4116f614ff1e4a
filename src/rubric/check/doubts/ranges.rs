//! Ranges as published, `80–89`, that leave a gap below the next one or reach into it.

use crate::base::exact::Exact;
use crate::base::problem::Fault;
use crate::rubric::check::Check;
use crate::rubric::model::{Criterion, Measure, Points, Prorate, Split};

/// `from` and `to` of a band or grade.
type Published<'a> = (Option<&'a Exact>, Option<&'a Exact>);

impl Check<'_> {
    pub(super) fn ranges(&self) {
        let rounding = self.rubric.rounding;
        let step = rounding.grade_on_rounded.then(|| Exact::fixed(1, rounding.decimals));
        let grades: Vec<Published> = self.rubric.grades.iter().map(|grade| (grade.from.as_ref(), grade.to.as_ref())).collect();
        self.meet(&["grades"], &grades, step.as_ref());
        for criterion in &self.rubric.criteria {
            if let Points::Bands(bands) = &criterion.points {
                let step = is_whole(criterion).then(Exact::one);
                let bands: Vec<Published> = bands.iter().map(|band| (band.from.as_ref(), band.to.as_ref())).collect();
                self.meet(&["criteria", &criterion.id, "points", "bands"], &bands, step.as_ref());
            }
        }
    }

    /// Each range ends where the next higher one begins, or one `step` below it where numbers come in steps.
    fn meet(&self, path: &[&str], ranges: &[Published], step: Option<&Exact>) {
        for (index, pair) in (1..).zip(ranges.windows(2)) {
            let [(Some(next), _), (_, Some(to))] = pair else { continue };
            let index = index.to_string();
            let here = [path, &[&index]].concat();
            let found = to.plain();
            if to > next {
                self.doubt(&here, "to", &found, Fault::RubricOverlap { next: next.plain() });
            } else if to < next && step.is_none_or(|step| &(*to + step) < *next) {
                let between = (*to + *next).over(&Exact::from(2i64)).unwrap_or_default();
                self.doubt(&here, "to", &found, Fault::RubricGap { next: next.plain(), between: between.plain() });
            }
        }
    }
}

/// Whether the measure is always a whole number.
fn is_whole(criterion: &Criterion) -> bool {
    let query = &criterion.query;
    let whole = |number: &Exact| number.to_whole().is_some();
    let times = query.times.iter().flat_map(|times| times.factors.iter().map(|(_, factor)| factor).chain(&times.otherwise)).all(whole);
    let split = match &query.split {
        None | Some(Split::LeadOnly | Split::EachFull) => true,
        Some(Split::Equal | Split::LeadAndRest { .. }) => false,
        Some(Split::Pair { lead, joint, sole, .. }) => whole(lead) && whole(joint) && sole.iter().all(whole),
    };
    let counted = match &query.measure {
        Measure::Count => times && split,
        Measure::Distinct(_) => true,
        Measure::Sum(_)
        | Measure::Share(_)
        | Measure::Ratio { .. }
        | Measure::Mean { .. }
        | Measure::Rating { .. }
        | Measure::Value(_)
        | Measure::Last(_) => false,
    };
    counted && criterion.prorate != Prorate::Measure && criterion.normalise.is_none()
}
