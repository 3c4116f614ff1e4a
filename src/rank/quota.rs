//! How many places: a percentage rounded as the rubric says, a number, a range.

use super::standing::QuotaLine;
use crate::base::exact::{Exact, RoundMode};
use crate::rubric::model::{QuotaBase, QuotaSize, Selection};

/// Percent × base ÷ 100, exact and rounded to whole places; `None` rounds up.
pub(super) fn rounded_percent(percent: &Exact, base: &Exact, rounding: Option<RoundMode>) -> (Exact, u64) {
    let exact = (percent * base).over(&Exact::from(100i64)).unwrap_or_default();
    let whole = rounding.map_or_else(|| exact.ceil(), |mode| exact.round(0, mode));
    let places = whole.to_whole().and_then(|places| u64::try_from(places).ok()).unwrap_or(0);
    (exact, places)
}

/// The places of a group: at least so many as the rubric says, at most the eligible.
pub(super) fn quota(selection: &Selection, all: usize, ranked: usize, eligible: usize) -> QuotaLine {
    let (base, exact, places, most) = match &selection.quota.size {
        QuotaSize::Number(number) => (None, Exact::from(*number), *number, *number),
        QuotaSize::Range(least, most) => (None, Exact::from(*least), *least, *most),
        QuotaSize::Percent { percent, of, rounding } => {
            let base = match of {
                QuotaBase::All => all,
                QuotaBase::Ranked => ranked,
                QuotaBase::Eligible => eligible,
            } as u64;
            let (exact, places) = rounded_percent(percent, &Exact::from(base), *rounding);
            (Some(base), exact, places, places)
        }
    };
    let (offered, eligible) = (places.max(selection.quota.at_least), eligible as u64);
    let most = most.max(offered).min(eligible);
    QuotaLine { base, exact, offered, places: offered.min(eligible), most, eligible, ..QuotaLine::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 沅江市, 2020: a quota of 20 %, <http://www.yuanjiang.gov.cn/20809/content_1249203.html>
    #[test]
    fn twenty_percent_is_rounded_as_the_rubric_says() {
        for (of, down, half_up, up) in [(64, 12, 13, 13), (61, 12, 12, 13), (50, 10, 10, 10)] {
            let places = |rounding| rounded_percent(&Exact::from(20i64), &Exact::from(i64::from(of)), rounding).1;
            assert_eq!(places(Some(RoundMode::Down)), down);
            assert_eq!(places(Some(RoundMode::HalfUp)), half_up);
            assert_eq!(places(None), up);
        }
    }
}
