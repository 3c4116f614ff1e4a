//! Parts to the total.

use super::card::{PartScore, Scorecard};
use super::item::{Ledger, Steps};
use crate::base::exact::Exact;
use crate::base::text::Say;
use crate::rubric::model::{Missing, Rubric};

/// The total; none where no item has a value.
pub(super) fn total(rubric: &Rubric, card: &mut Scorecard, kept: Steps) -> Option<Exact> {
    card.items.iter().any(|item| item.points.is_some()).then(|| blend(rubric, card, kept))?
}

fn blend(rubric: &Rubric, card: &mut Scorecard, kept: Steps) -> Option<Exact> {
    if !rubric.blend.declared {
        return card.parts.first()?.points.clone();
    }
    let missing = card.parts.iter().any(|part| part.points.is_none());
    if missing {
        match rubric.blend.missing {
            Missing::Refuse => return None,
            Missing::Zero => {}
            Missing::Renormalise => spread(&mut card.parts)?,
        }
    }
    let mut total = Exact::zero();
    let mut ledger = Ledger::new(&mut card.steps, kept);
    for (known, part) in rubric.parts.iter().zip(&card.parts) {
        let points = part.points.clone().unwrap_or_default();
        let added = &points * &part.weight;
        total = &total + &added;
        let said = || {
            let (points, weight, added) = (points.plain(), part.weight.plain(), added.plain());
            Say::new(
                format!("加{} {points} × {weight}（{added}），累计", known.name),
                format!("plus {} {points} × {weight} ({added}), together", known.name),
            )
        };
        ledger.step(said, &total);
    }
    Some(total)
}

/// Spreads the weights of parts without value over the others, in proportion.
fn spread(parts: &mut [PartScore]) -> Option<()> {
    let all: Exact = parts.iter().map(|part| part.weight.clone()).sum();
    let there: Exact = parts.iter().filter(|part| part.points.is_some()).map(|part| part.weight.clone()).sum();
    let factor = all.over(&there)?;
    for part in parts {
        part.weight = if part.points.is_some() { &part.weight * &factor } else { Exact::zero() };
    }
    Some(())
}
