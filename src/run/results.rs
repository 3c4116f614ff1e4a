//! `results.json` read back: the one reader of what `report` writes.
//!
//! In: a folder that `duly score` wrote. Out: what stands in its results, checked against its manifest. What each step makes
//! of it stands with that step. Keys that results of an earlier version of the program lack are empty.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::problem::Fault;
use crate::base::text::Say;
use crate::report::{sha256, Manifest, RESULTS, RESULTS_SCHEMA};

/// What is read of `results.json`.
#[derive(Deserialize)]
pub(super) struct Results {
    schema: String,
    #[serde(default)]
    pub draft: bool,
    period: PeriodIn,
    pub rubric: RubricIn,
    #[serde(default)]
    pub stopped: Vec<String>,
    #[serde(default)]
    pub figures: Vec<FigureIn>,
    confidence: Option<ConfidenceIn>,
    pub subjects: Vec<SubjectIn>,
}

#[derive(Deserialize)]
struct ConfidenceIn {
    peers: Vec<PeerIn>,
}

#[derive(Deserialize)]
struct PeerIn {
    subjects: Vec<SureIn>,
}

#[derive(Deserialize)]
struct SureIn {
    key: String,
    #[serde(rename = "total-error")]
    total_error: Option<ErrorIn>,
}

#[derive(Deserialize)]
struct ErrorIn {
    all: String,
}

#[derive(Deserialize)]
struct PeriodIn {
    id: String,
}

#[derive(Deserialize)]
pub(super) struct RubricIn {
    pub id: String,
    #[serde(default)]
    pub version: String,
    pub sha256: String,
}

#[derive(Deserialize)]
pub(super) struct FigureIn {
    pub id: String,
    pub value: String,
    pub unit: String,
    pub sources: Vec<SourceIn>,
}

#[derive(Deserialize)]
pub(super) struct SourceIn {
    pub file: String,
    pub sheet: String,
    pub rows: String,
}

#[derive(Deserialize)]
pub(super) struct SubjectIn {
    pub key: String,
    #[serde(default)]
    pub name: String,
    pub peer: String,
    #[serde(default)]
    pub groups: BTreeMap<String, String>,
    #[serde(default)]
    pub exposure: String,
    pub items: Vec<ItemIn>,
    #[serde(default)]
    pub dimensions: Vec<DimensionIn>,
    pub total: Option<String>,
    pub exact: Option<String>,
    pub rank: Option<u32>,
    pub grade: Option<String>,
    pub reason: Option<String>,
    #[serde(default)]
    pub vetoes: Vec<String>,
    /// `true`, `false` or `"committee"`.
    #[serde(default)]
    pub selected: Value,
}

#[derive(Deserialize)]
pub(super) struct ItemIn {
    pub criterion: String,
    pub measure: Option<String>,
    pub of: Option<OfIn>,
    pub exact: Option<String>,
    #[serde(rename = "no-value")]
    pub no_value: Option<String>,
    #[serde(rename = "too-few")]
    pub too_few: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct OfIn {
    pub numerator: String,
    pub denominator: String,
}

#[derive(Deserialize)]
pub(super) struct DimensionIn {
    pub id: String,
    pub exact: Option<String>,
}

impl Results {
    /// The results in these bytes and their period; none where they are in another form.
    pub fn parse(bytes: &[u8]) -> Option<(Self, Period)> {
        let results: Self = serde_json::from_slice(bytes).ok().filter(|results: &Self| results.schema == RESULTS_SCHEMA)?;
        let period = Period::parse(&results.period.id)?;
        Some((results, period))
    }

    /// Standard errors of totals, by key; of nobody where the run had no seed.
    pub fn errors(&self) -> BTreeMap<String, Exact> {
        let all = self.confidence.iter().flat_map(|found| &found.peers).flat_map(|peer| &peer.subjects);
        all.filter_map(|sure| Some((sure.key.clone(), Exact::parse(&sure.total_error.as_ref()?.all)?))).collect()
    }

    /// How many are ranked in each peer group.
    pub fn ranked(&self) -> BTreeMap<String, u64> {
        let mut ranked: BTreeMap<String, u64> = BTreeMap::new();
        for subject in self.subjects.iter().filter(|subject| subject.rank.is_some()) {
            *ranked.entry(subject.peer.clone()).or_default() += 1;
        }
        ranked
    }
}

/// A number as text, where there is one.
pub(super) fn number(text: Option<&String>) -> Option<Exact> {
    text.and_then(|text| Exact::parse(text))
}

/// A folder whose results are the ones that its manifest tells of.
pub(super) struct Opened {
    pub manifest: Manifest,
    pub results: Results,
    pub period: Period,
    /// Hash of `results.json`.
    pub sha256: String,
}

/// Opens a folder of final results.
pub(super) fn open(folder: &Path) -> Result<Opened, Fault> {
    let Ok(manifest) = Manifest::read(folder) else {
        return Err(none("没有 manifest.json，或不是 duly 写出的", "there is no manifest.json of duly in it"));
    };
    let (bytes, sha256) = written(&manifest, folder, RESULTS)?;
    let Some((results, period)) = Results::parse(&bytes) else {
        return Err(none("results.json 不是本程序的格式", "results.json is not in the form that this program writes"));
    };
    if results.draft {
        return Err(none("是草稿，不是结果", "it is a draft and no result"));
    }
    Ok(Opened { manifest, results, period, sha256 })
}

/// The bytes of a file of the folder and their hash, which is that of the manifest.
pub(super) fn written(manifest: &Manifest, folder: &Path, name: &str) -> Result<(Vec<u8>, String), Fault> {
    let Some(written) = manifest.outputs.iter().find(|output| output.path == name) else {
        return Err(none(&format!("那次没有写出 {name}"), &format!("that run wrote no {name}")));
    };
    let Ok(bytes) = std::fs::read(folder.join(name)) else {
        return Err(none(&format!("缺 {name}"), &format!("{name} is missing")));
    };
    if sha256(&bytes) != written.sha256 {
        return Err(Fault::PreviousChanged);
    }
    Ok((bytes, written.sha256.clone()))
}

/// Why a folder is no folder of results.
pub(super) fn none(zh: &str, en: &str) -> Fault {
    Fault::PreviousNone { why: Say::new(zh, en) }
}
