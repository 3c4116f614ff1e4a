//! The block `confidence`: how sure ranks are, for other programs.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::exact::{Exact, RoundMode};
use crate::confidence::{Confidence, Held, Influence, PeerConfidence, Range, Sure, LEVEL, SPREAD};
use crate::report::Review;
use crate::rubric::model::Rubric;
use crate::stats::weights::Input;

#[derive(Serialize)]
pub(super) struct ConfidenceOut<'a> {
    seed: u64,
    draws: u32,
    level: String,
    spread: String,
    held: Vec<HeldOut<'a>>,
    peers: Vec<PeerOut<'a>>,
}

#[derive(Serialize)]
struct HeldOut<'a> {
    of: &'static str,
    id: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct PeerOut<'a> {
    peer: &'a str,
    reckoned: bool,
    ballots: Vec<&'a str>,
    places: &'a [usize],
    spared: BTreeMap<&'a str, String>,
    influences: Vec<InfluenceOut<'a>>,
    subjects: Vec<SureOut<'a>>,
}

#[derive(Serialize)]
struct InfluenceOut<'a> {
    of: &'static str,
    id: Option<&'a str>,
    first: Option<String>,
    total: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct SureOut<'a> {
    key: &'a str,
    rank: u32,
    ballots: Option<RangeOut>,
    weights: Option<RangeOut>,
    set: Option<(u32, u32)>,
    among_best: Option<bool>,
    without: BTreeMap<&'a str, u32>,
    near_edge: bool,
    moved_by: Option<String>,
    total_error: Option<ErrorsOut>,
}

/// Standard errors of a total, in points.
#[derive(Serialize)]
struct ErrorsOut {
    ballots: Option<String>,
    all: String,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct RangeOut {
    low: u32,
    high: u32,
    within: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    without_rank: Option<String>,
}

/// The block of a review.
pub(super) fn out<'a>(review: &'a Review, confidence: &'a Confidence) -> ConfidenceOut<'a> {
    let thousandths = |number: i64| Exact::fixed(number, 3).plain();
    ConfidenceOut {
        seed: confidence.seed,
        draws: confidence.draws,
        level: thousandths(i64::try_from(LEVEL).unwrap_or(0)),
        spread: thousandths(i64::from(SPREAD)),
        held: confidence.held.iter().map(|one| held(review.rubric, *one)).collect(),
        peers: confidence.peers.iter().map(|found| peer(review, confidence.draws, found)).collect(),
    }
}

/// What was held fixed, and its id where it has one.
fn held(rubric: &Rubric, held: Held) -> HeldOut<'_> {
    let criterion = |number: usize| rubric.criteria.get(number).map(|one| one.id.as_str());
    let (of, id) = match held {
        Held::Measure(number) => ("measure", criterion(number)),
        Held::ByCount(number) => ("by-count", criterion(number)),
        Held::Compared(number) => ("compared", criterion(number)),
        Held::Veto(number) => ("veto", rubric.vetoes.get(number).map(|one| one.id.as_str())),
        Held::List(_) => ("list-if", None),
        Held::Base => ("base", None),
        Held::TieBreak(_) => ("tie-break", None),
        Held::Eligibility(_) => ("barred", None),
        Held::Mandates => ("mandates", None),
    };
    HeldOut { of, id }
}

fn peer<'a>(review: &'a Review, draws: u32, found: &'a PeerConfidence) -> PeerOut<'a> {
    let criterion = |number: &usize| review.rubric.criteria.get(*number).map(|criterion| criterion.id.as_str());
    PeerOut {
        peer: &found.peer,
        reckoned: found.fits,
        ballots: found.rated.iter().filter_map(criterion).collect(),
        places: &found.places,
        spared: found.spared.iter().filter_map(|(number, spared)| Some((subject_key(review, *number)?, share(*spared, draws)?))).collect(),
        influences: found.influences.iter().map(|one| influence(review.rubric, one)).collect(),
        subjects: found.subjects.iter().filter_map(|sure| subject(review, draws, found, sure)).collect(),
    }
}

fn influence<'a>(rubric: &'a Rubric, found: &Influence) -> InfluenceOut<'a> {
    let share = |share: Option<f64>| share.map(|share| format!("{share:.3}"));
    let (of, id) = named(rubric, found.input);
    InfluenceOut { of, id, first: share(found.first), total: share(found.total) }
}

/// What kind of input it is, and its id where it has one.
fn named(rubric: &Rubric, input: Input) -> (&'static str, Option<&str>) {
    match input {
        Input::Dimension(index) => ("dimension", rubric.dimensions.get(index).map(|one| one.id.as_str())),
        Input::Part(index) => ("part", rubric.parts.get(index).map(|one| one.id.as_str())),
        Input::BonusCap => ("bonus-cap", None),
        Input::Rounding => ("rounding", None),
        Input::Ballots => ("ballots", None),
    }
}

fn subject<'a>(review: &'a Review, draws: u32, peer: &PeerConfidence, sure: &Sure) -> Option<SureOut<'a>> {
    let ids = review.rubric.dimensions.iter().map(|one| one.id.as_str());
    let moved_by = sure.moved_by.and_then(|index| peer.influences.get(index)).map(|one| named(review.rubric, one.input));
    Some(SureOut {
        key: &review.evidence.subjects.get(sure.number)?.key,
        rank: sure.rank,
        ballots: sure.ballots.map(|found| range(draws, found)),
        weights: sure.weights.map(|found| range(draws, found)),
        set: sure.set,
        among_best: sure.among_best,
        without: ids.zip(&sure.without).filter_map(|(id, rank)| Some((id, (*rank)?))).collect(),
        total_error: sure
            .errors
            .as_ref()
            .map(|errors| ErrorsOut { ballots: errors.ballots.as_ref().map(Exact::plain), all: errors.all.plain() }),
        near_edge: sure.near,
        moved_by: moved_by.map(|(of, id)| id.map_or_else(|| of.to_owned(), |id| format!("{of}:{id}"))),
    })
}

fn subject_key<'a>(review: &'a Review, number: usize) -> Option<&'a str> {
    review.evidence.subjects.get(number).map(|subject| subject.key.as_str())
}

fn range(draws: u32, found: Range) -> RangeOut {
    let without_rank = (found.out > 0).then(|| share(found.out, draws)).flatten();
    RangeOut { low: found.low, high: found.high, within: found.within.and_then(|within| share(within, draws)), without_rank }
}

/// A share of draws.
fn share(hits: u32, draws: u32) -> Option<String> {
    Exact::ratio(hits.into(), draws.into()).map(|share| share.print(4, RoundMode::HalfUp))
}
