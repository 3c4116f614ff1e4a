//! The run beside earlier results of the same period: who changed, and which rows did it.
//!
//! In: a run and what everybody was. Out: the comparison, kept in the run. The rows of then are known where every file of
//! then is found with the same bytes, and gives the same results again; else only results are compared.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::previous::Same;
use super::{again, run_on, Failure, Previous, Request, Run, Stage, TalliesFile};
use crate::change::{causes, changes, effect, Compared, Evidenced, State};
use crate::report::{self, sha256, FileEntry, Format, Manifest, RESULTS, RUBRIC};
use crate::sheet;
use crate::sheet::corrections::Correction;

/// Compares, and keeps what comes of it in the run.
pub(super) fn compare(run: &mut Run, same: Same, request: &Request, progress: &dyn Fn(Stage)) -> Result<(), Failure> {
    let mut left_out: Vec<String> = run.stopped.iter().chain(&same.stopped).cloned().collect();
    left_out.sort();
    left_out.dedup();
    let compared = |states: BTreeMap<String, State>| -> BTreeMap<String, State> {
        states.into_iter().filter(|(_, state)| !left_out.contains(&state.peer)).collect()
    };
    let (before, after) = (compared(same.states), compared(run.states()));
    let mut changes = changes(&before, &after, run.rubric());
    let earlier = if same.folder.is_alone { None } else { earlier(run, &same.folder, request, progress) };
    if let Some(earlier) = &earlier {
        let then = Evidenced {
            rubric: earlier.run.rubric(),
            evidence: &earlier.run.evidence,
            corrections: &earlier.corrections,
            renamed: earlier.renamed.clone(),
        };
        let now = Evidenced { rubric: run.rubric(), evidence: &run.evidence, corrections: &run.corrected.made, renamed: BTreeMap::new() };
        causes(&then, &now, &mut changes)?;
    }
    let inputs = earlier.as_ref().map(|earlier| earlier.inputs.clone()).unwrap_or_default();
    if let Some(entry) = run.previous.iter_mut().find(|entry| entry.path == same.folder.name) {
        entry.inputs = Some(inputs);
    }
    run.compared = Some(Compared {
        folder: same.folder.name.clone(),
        effect: effect(&before, &after),
        changes,
        has_rows: earlier.is_some(),
        other_rubric: same.rubric_sha256 != sha256(run.rubric().text.as_bytes()),
        left_out,
    });
    Ok(())
}

/// The earlier run, made again.
struct Earlier {
    run: Run,
    /// Its files.
    inputs: Vec<FileEntry>,
    /// Names now of files that had others.
    renamed: BTreeMap<String, String>,
    /// Its corrections, told by the names of now.
    corrections: Vec<Correction>,
}

fn earlier(now: &Run, folder: &Previous, request: &Request, progress: &dyn Fn(Stage)) -> Option<Earlier> {
    let manifest = Manifest::read(&folder.path).ok()?;
    if sha256(&std::fs::read(folder.path.join(RUBRIC)).ok()?) != manifest.rubric.sha256 {
        return None;
    }
    let elsewhere = request.elsewhere.as_deref();
    let (mut found, mut renamed) = (Vec::new(), BTreeMap::new());
    for input in &manifest.inputs {
        let same = now.sources.iter().find(|source| source.sha256 == input.sha256);
        if let Some(source) = same.filter(|source| source.name != input.path) {
            renamed.insert(input.path.clone(), source.name.clone());
        }
        let path: Option<PathBuf> = same.map(|source| source.path.clone());
        found.push(again::given(input, path.or_else(|| again::locate(&input.path, &input.sha256, elsewhere))?));
    }
    let mut before = Vec::new();
    for previous in manifest.previous.iter().filter(|previous| previous.inputs.is_none()) {
        let results = again::locate(&format!("{}/{RESULTS}", previous.path), &previous.sha256, elsewhere)?;
        before.push(Previous { name: previous.path.clone(), path: results.parent()?.to_owned(), is_alone: false });
    }
    let tallies = match &manifest.tallies {
        None => None,
        Some(file) => Some(TalliesFile { name: file.path.clone(), path: again::locate(&file.path, &file.sha256, elsewhere)? }),
    };
    let asked = Request { tallies, ..again::request(&manifest, &folder.path, before) };
    let run = run_on(&asked, sheet::given(found, manifest.unread()).ok()?, progress).ok()?;
    let written = report::write(&run.review(), &[Format::Json]).ok()?;
    let results = written.iter().find(|output| output.name == RESULTS).map(|output| sha256(&output.bytes))?;
    // Another version of the program may count otherwise; then its rows explain nothing.
    if !manifest.outputs.iter().any(|output| output.path == RESULTS && output.sha256 == results) {
        return None;
    }
    let inputs = manifest.inputs.iter().map(|input| FileEntry { path: input.path.clone(), sha256: input.sha256.clone() }).collect();
    let mut corrections = run.corrected.made.clone();
    for correction in &mut corrections {
        if let Some(name) = renamed.get(&*correction.target.file) {
            correction.target.file = name.as_str().into();
        }
    }
    Some(Earlier { run, inputs, renamed, corrections })
}
