//! `results.json`: all scores for other programs and for next year, schema `duly.results/1`.
//!
//! In: a review. Out: text. Field order is the order of the structs; numbers are decimal strings and reduced fractions.

mod confidence;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::exact::{Exact, RoundMode};
use crate::rank::standing::{Selected, Status};
use crate::rubric::model::{Criterion, Rubric};
use crate::score::card::{DimensionScore, Item, PartScore};
use crate::sheet::corrections::Correction;

use self::confidence::ConfidenceOut;
use super::roll::{Line, Roll};
use super::{FigureValue, Review};

/// The schema's name.
pub const SCHEMA: &str = "duly.results/1";

#[derive(Serialize)]
struct Results<'a> {
    schema: &'static str,
    #[serde(skip_serializing_if = "is_false")]
    draft: bool,
    period: PeriodOut,
    rubric: RubricOut<'a>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    stopped: &'a [String],
    figures: Vec<FigureOut<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    corrections: Vec<CorrectionOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<ConfidenceOut<'a>>,
    subjects: Vec<SubjectOut<'a>>,
}

#[derive(Serialize)]
struct PeriodOut {
    id: String,
    from: String,
    to: String,
}

#[derive(Serialize)]
struct RubricOut<'a> {
    id: &'a str,
    version: &'a str,
    sha256: &'a str,
}

#[derive(Serialize)]
struct FigureOut<'a> {
    id: &'a str,
    value: String,
    unit: &'a str,
    sources: Vec<SourceOut<'a>>,
}

#[derive(Serialize)]
struct CorrectionOut<'a> {
    number: &'a str,
    file: &'a str,
    sheet: &'a str,
    cell: Option<String>,
    removed: bool,
    before: Option<&'a str>,
    after: Option<&'a str>,
    reason: &'a str,
    approver: &'a str,
}

#[derive(Serialize)]
struct SourceOut<'a> {
    file: &'a str,
    sheet: &'a str,
    rows: String,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct SubjectOut<'a> {
    key: &'a str,
    name: &'a str,
    status: &'static str,
    reason: Option<&'a str>,
    peer: &'a str,
    groups: &'a BTreeMap<String, String>,
    exposure: String,
    items: Vec<ItemOut<'a>>,
    dimensions: Vec<DimensionOut<'a>>,
    parts: Vec<PartOut<'a>>,
    total: Option<String>,
    exact: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exact_before: Option<String>,
    rank: Option<u32>,
    rank_in: &'a BTreeMap<String, u32>,
    grade: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    grades_open: &'a [String],
    vetoes: &'a [String],
    notices: Vec<&'a str>,
    selected: SelectedOut,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct ItemOut<'a> {
    criterion: &'a str,
    measure: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<OfOut>,
    points: Option<String>,
    exact: Option<String>,
    no_value: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    too_few: Option<&'static str>,
}

/// What a rate was made of, as it was counted.
#[derive(Serialize)]
struct OfOut {
    numerator: String,
    denominator: String,
}

#[derive(Serialize)]
struct DimensionOut<'a> {
    id: &'a str,
    points: Option<String>,
    exact: Option<String>,
}

#[derive(Serialize)]
struct PartOut<'a> {
    id: &'a str,
    kind: &'static str,
    points: Option<String>,
    exact: Option<String>,
    weight: String,
}

#[derive(Serialize)]
#[serde(untagged)]
enum SelectedOut {
    Decided(bool),
    Open(&'static str),
}

/// The text of `results.json`.
pub(super) fn json(review: &Review) -> Result<Vec<u8>, serde_json::Error> {
    let (roll, period) = (Roll::of(review), review.period);
    let results = Results {
        schema: SCHEMA,
        draft: review.draft,
        period: PeriodOut { id: period.id.clone(), from: period.from.to_string(), to: period.to.to_string() },
        rubric: RubricOut { id: &review.rubric.id, version: &review.rubric.version, sha256: &review.rubric_sha256 },
        stopped: review.stopped,
        figures: review.figures.iter().map(figure).collect(),
        corrections: review.corrections.iter().map(correction).collect(),
        confidence: review.confidence.map(|found| confidence::out(review, found)),
        subjects: roll.lines().map(|line| subject(&roll, line)).collect(),
    };
    let mut text = serde_json::to_vec_pretty(&results)?;
    text.push(b'\n');
    Ok(text)
}

/// A correction; of a ballot or mark only that it was corrected.
fn correction(correction: &Correction) -> CorrectionOut<'_> {
    let (target, words) = (&correction.target, &correction.words);
    CorrectionOut {
        number: &words.number,
        file: &target.file,
        sheet: &target.sheet,
        cell: target.cell(),
        removed: correction.removal,
        before: (!correction.hushed).then_some(&correction.before),
        after: (!correction.hushed && !correction.removal).then_some(&correction.after),
        reason: &words.reason,
        approver: &words.approver,
    }
}

fn figure(figure: &FigureValue) -> FigureOut<'_> {
    let sources = figure.sources.iter().map(|(place, first, last)| SourceOut {
        file: place.file.as_ref(),
        sheet: place.sheet.as_ref(),
        rows: format!("{first}:{last}"),
    });
    FigureOut { id: &figure.id, value: figure.value.plain(), unit: &figure.unit, sources: sources.collect() }
}

fn subject<'a>(roll: &Roll<'a>, line: &Line<'a>) -> SubjectOut<'a> {
    let (rubric, standing) = (roll.rubric(), line.standing);
    let print = |number: &Option<Exact>| printed(rubric, number.as_ref());
    SubjectOut {
        key: &line.subject.key,
        name: &line.subject.name,
        status: status(standing.status),
        reason: standing.reason.as_ref().map(|reason| reason.text(roll.language())),
        peer: &line.subject.peer,
        groups: &line.subject.groups,
        exposure: line.subject.exposure.to_string(),
        items: rubric.criteria.iter().zip(&line.card.items).map(|(criterion, score)| item(rubric, criterion, score)).collect(),
        dimensions: rubric.dimensions.iter().zip(&line.card.dimensions).map(|(of, score)| dimension(rubric, &of.id, score)).collect(),
        parts: parts(rubric, line),
        total: print(&standing.total),
        exact: fraction(standing.exact.as_ref()),
        exact_before: fraction(standing.exact_before.as_ref()),
        rank: standing.rank.filter(|_| line.ranked()),
        rank_in: &standing.rank_in,
        grade: standing.grade.as_deref(),
        grades_open: &standing.grades_open,
        vetoes: &standing.vetoes,
        notices: standing.notices.iter().map(|notice| notice.id.as_str()).collect(),
        selected: match standing.selected {
            Selected::Yes => SelectedOut::Decided(true),
            Selected::No => SelectedOut::Decided(false),
            Selected::Committee => SelectedOut::Open("committee"),
        },
    }
}

fn item<'a>(rubric: &Rubric, criterion: &'a Criterion, item: &Item) -> ItemOut<'a> {
    ItemOut {
        criterion: &criterion.id,
        measure: fraction(item.measure.as_ref()),
        of: item.of.as_ref().map(|(above, below)| OfOut { numerator: above.to_string(), denominator: below.to_string() }),
        points: printed(rubric, item.points.as_ref()),
        exact: fraction(item.points.as_ref()),
        no_value: item.no_value.map(crate::rubric::model::NoValue::id),
        too_few: item.few.map(crate::score::Few::id),
    }
}

fn dimension<'a>(rubric: &Rubric, id: &'a str, score: &DimensionScore) -> DimensionOut<'a> {
    DimensionOut { id, points: printed(rubric, score.points.as_ref()), exact: fraction(score.points.as_ref()) }
}

/// The parts of a blend; without one, the base points, so that dimensions and parts fold to the total.
fn parts<'a>(rubric: &'a Rubric, line: &Line) -> Vec<PartOut<'a>> {
    if rubric.blend.declared {
        let part = |(of, score): (&'a crate::rubric::model::Part, &PartScore)| PartOut {
            id: of.id.as_str(),
            kind: "blend",
            points: printed(rubric, score.points.as_ref()),
            exact: fraction(score.points.as_ref()),
            weight: of.weight.to_string(),
        };
        return rubric.parts.iter().zip(&line.card.parts).map(part).collect();
    }
    let base = rubric.base.as_ref().map(|_| PartOut {
        id: "base",
        kind: "base",
        points: printed(rubric, Some(&line.card.base)),
        exact: fraction(Some(&line.card.base)),
        weight: Exact::one().to_string(),
    });
    base.into_iter().collect()
}

/// `ranked`, `listed`, `excluded`.
pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Ranked => "ranked",
        Status::Listed => "listed",
        Status::Excluded => "excluded",
    }
}

/// At the rubric's decimals, rounded as the rubric rounds.
pub(super) fn printed(rubric: &Rubric, number: Option<&Exact>) -> Option<String> {
    let mode: RoundMode = rubric.rounding.mode;
    number.map(|number| number.print(rubric.rounding.decimals, mode))
}

/// The reduced fraction.
pub(super) fn fraction(number: Option<&Exact>) -> Option<String> {
    number.map(Exact::to_string)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_false(value: &bool) -> bool {
    !value
}
