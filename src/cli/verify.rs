//! `duly verify`: are the outputs those of the manifest, and do the inputs give them again?

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::args::VerifyArgs;
use super::score::all;
use super::show::Show;
use super::Exit;
use crate::base::period::Day;
use crate::report::{sha256, Format};
use crate::run::{run_on, Failure, Request};
use crate::sheet;

pub(super) fn verify(options: &VerifyArgs, show: &mut Show) -> Result<Exit, Failure> {
    let manifest = read_manifest(&options.dir)?;
    let outputs = files(&manifest, "outputs");
    let mut wrong = Vec::new();
    for (name, hash) in &outputs {
        let found = std::fs::read(options.dir.join(name)).ok().map(|bytes| sha256(&bytes));
        if found.as_deref() != Some(hash) {
            wrong.push(name.clone());
        }
    }
    tell(show, &wrong, "与清单不符", "does not match the manifest");
    let (mut here, mut missing) = (Vec::new(), Vec::new());
    for (name, hash) in files(&manifest, "inputs") {
        match locate(&name, &hash, options.inputs.as_deref()) {
            Some(path) => here.push((name, path)),
            None => missing.push(name),
        }
    }
    tell(show, &missing, "输入文件不在或已改动，未核对", "input not found or changed; not checked");
    if wrong.is_empty() && missing.is_empty() {
        wrong = recompute(options, &manifest, here, &outputs, show)?;
        tell(show, &wrong, "重新计算结果不同", "comes out differently");
    }
    let exit = if wrong.is_empty() { Exit::Done } else { Exit::Errors };
    let checked = outputs.len();
    match (exit, missing.is_empty()) {
        (Exit::Done, true) => show.say(
            &format!("{checked} 个文件与清单相符，重新计算结果相同。"),
            &format!("{checked} files match the manifest and come out the same again."),
        ),
        (Exit::Done, false) => {
            show.say(&format!("{checked} 个文件与清单相符；未重新计算。"), &format!("{checked} files match the manifest; not recomputed."));
        }
        (Exit::Errors | Exit::Failed, _) => show.say("核对不符。", "They do not match."),
    }
    show.json_summary("verify", exit, &[], &[], &[]);
    Ok(exit)
}

fn tell(show: &Show, names: &[String], zh: &str, en: &str) {
    for name in names {
        show.say(&format!("  {name}：{zh}"), &format!("  {name}: {en}"));
    }
}

fn read_manifest(folder: &Path) -> Result<Value, Failure> {
    let path = folder.join("manifest.json");
    let named = |why: String| std::io::Error::new(std::io::ErrorKind::InvalidData, format!("{}: {why}", path.display()));
    let text = std::fs::read_to_string(&path).map_err(|error| named(error.to_string()))?;
    Ok(serde_json::from_str(&text).map_err(|error| named(error.to_string()))?)
}

/// Paths and hashes of a list of the manifest.
fn files(manifest: &Value, list: &str) -> BTreeMap<String, String> {
    let entries = manifest.get(list).and_then(Value::as_array).into_iter().flatten();
    let text = |entry: &Value, key: &str| entry.get(key).and_then(Value::as_str).map(str::to_owned);
    entries.filter_map(|entry| Some((text(entry, "path")?, text(entry, "sha256")?))).collect()
}

/// The file with these bytes: where it was, or at the longest end of its path under the folder given.
fn locate(name: &str, hash: &str, folder: Option<&Path>) -> Option<PathBuf> {
    let parts: Vec<&str> = name.split('/').collect();
    let moved =
        folder.into_iter().flat_map(|folder| (0..parts.len()).map(|skipped| folder.join(parts.iter().skip(skipped).collect::<PathBuf>())));
    let was = folder.is_none().then(|| PathBuf::from(name));
    was.into_iter().chain(moved).find(|path| std::fs::read(path).is_ok_and(|bytes| sha256(&bytes) == hash))
}

/// Runs again on the same inputs; the names of outputs that differ.
fn recompute(
    options: &VerifyArgs,
    manifest: &Value,
    inputs: Vec<(String, PathBuf)>,
    outputs: &BTreeMap<String, String>,
    show: &Show,
) -> Result<Vec<String>, Failure> {
    let text = |key: &str| manifest.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let request = Request {
        inputs: Vec::new(),
        rubric: options.dir.join("rubric.toml").to_string_lossy().into_owned(),
        rubric_id: None,
        period: Some(text("period")),
        as_of: Day::parse_from_str(&text("as-of"), "%Y-%m-%d").ok(),
        draft: manifest.get("draft").and_then(Value::as_bool).unwrap_or(false),
    };
    let mut run = run_on(&request, sheet::given(inputs)?, &|stage| show.progress(stage))?;
    show.finish_progress();
    manifest.pointer("/rubric/path").and_then(Value::as_str).unwrap_or_default().clone_into(&mut run.chosen.name);
    let kinds = [
        ("ranking.xlsx", Format::Xlsx),
        ("results.json", Format::Json),
        ("results.parquet", Format::Parquet),
        ("results.csv", Format::Csv),
    ];
    let formats: Vec<Format> = kinds.into_iter().filter(|(name, _)| outputs.contains_key(*name)).map(|(_, format)| format).collect();
    let again = all(&run, &formats)?;
    let differs =
        |name: &String, hash: &String| again.iter().find(|output| output.name == *name).is_none_or(|output| sha256(&output.bytes) != *hash);
    Ok(outputs.iter().filter(|(name, hash)| differs(name, hash)).map(|(name, _)| name.clone()).collect())
}
