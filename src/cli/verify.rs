//! `duly verify`: are the outputs those of the manifest, and do the inputs give them again?

use std::path::Path;

use super::args::VerifyArgs;
use super::score::outputs;
use super::show::Show;
use super::Exit;
use crate::report::{sha256, Format, Manifest, RESULTS};
use crate::run::{given, locate, request, run_on, Failure, Previous, Request};
use crate::sheet::{self, Given};

pub(super) fn verify(options: &VerifyArgs, show: &mut Show) -> Result<Exit, Failure> {
    if let Some(folder) = options.inputs.as_deref() {
        std::fs::metadata(folder).map_err(|error| std::io::Error::new(error.kind(), format!("{}: {error}", folder.display())))?;
    }
    let manifest = Manifest::read(&options.dir)?;
    let mut wrong = Vec::new();
    for output in &manifest.outputs {
        let found = std::fs::read(options.dir.join(&output.path)).ok().map(|bytes| sha256(&bytes));
        if found.as_ref() != Some(&output.sha256) {
            wrong.push(output.path.clone());
        }
    }
    tell(show, &wrong, "与清单不符", "does not match the manifest");
    let (mut here, mut missing, mut changed) = (Vec::new(), Vec::new(), Vec::new());
    for input in &manifest.inputs {
        match locate(&input.path, &input.sha256, options.inputs.as_deref()) {
            Some(path) => here.push(given(input, path)),
            None if options.inputs.is_none() && Path::new(&input.path).exists() => changed.push(input.path.clone()),
            None => missing.push(input.path.clone()),
        }
    }
    let mut earlier = Vec::new();
    for previous in &manifest.previous {
        let results = format!("{}/{RESULTS}", previous.path);
        match locate(&results, &previous.sha256, options.inputs.as_deref()) {
            Some(path) => {
                let is_alone = previous.inputs.as_ref().is_some_and(Vec::is_empty);
                earlier.extend(path.parent().map(|path| Previous { name: previous.path.clone(), path: path.to_owned(), is_alone }));
            }
            None if options.inputs.is_none() && Path::new(&results).exists() => changed.push(results),
            None => missing.push(results),
        }
        // Files of earlier results of this period, which say why a score changed.
        for input in previous.inputs.iter().flatten() {
            let is_input = manifest.inputs.iter().any(|own| own.sha256 == input.sha256);
            if !is_input && locate(&input.path, &input.sha256, options.inputs.as_deref()).is_none() {
                missing.push(input.path.clone());
            }
        }
    }
    tell(show, &changed, "输入文件已改动，未核对", "this input has changed; not checked");
    tell(show, &missing, "输入文件不在此处，或已改动，未核对", "input not found here, or changed; not checked");
    missing.extend(changed);
    if wrong.is_empty() && missing.is_empty() {
        wrong = recompute(options, &manifest, here, earlier, show)?;
        tell(show, &wrong, "重新计算结果不同", "comes out differently");
    }
    let exit = if wrong.is_empty() { Exit::Done } else { Exit::Errors };
    let checked = manifest.outputs.len();
    match (exit, missing.is_empty()) {
        (Exit::Done, true) => show.say(
            &format!("{checked} 个文件与清单相符，重新计算结果相同。"),
            &format!("{checked} files match the manifest and come out the same again."),
        ),
        (Exit::Done, false) => {
            show.say(
                &format!("{checked} 个文件与清单相符；未重新计算。输入文件若已移动，用 --inputs 指明现在的文件夹。"),
                &format!(
                    "{checked} files match the manifest; not recomputed. Where the inputs have moved, say with --inputs where they lie."
                ),
            );
        }
        (Exit::Errors | Exit::Failed | Exit::Bug, _) => show.say("核对不符。", "They do not match."),
    }
    show.json_summary("verify", exit, &[], &[], &[]);
    Ok(exit)
}

fn tell(show: &Show, names: &[String], zh: &str, en: &str) {
    for name in names {
        show.json_file(name, en);
        show.say(&format!("  {name}：{zh}"), &format!("  {name}: {en}"));
    }
}

/// Runs again on the same inputs; the names of outputs that differ.
fn recompute(
    options: &VerifyArgs,
    manifest: &Manifest,
    inputs: Vec<Given>,
    previous: Vec<Previous>,
    show: &Show,
) -> Result<Vec<String>, Failure> {
    let request = Request { compare: true, elsewhere: options.inputs.clone(), ..request(manifest, &options.dir, previous) };
    let run = run_on(&request, sheet::given(inputs, manifest.unread())?, &|stage| show.progress(stage))?;
    show.finish_progress();
    let kinds = [
        ("ranking.xlsx", Format::Xlsx),
        ("results.json", Format::Json),
        ("results.parquet", Format::Parquet),
        ("results.csv", Format::Csv),
    ];
    let written = |name: &str| manifest.outputs.iter().any(|output| output.path == name);
    let formats: Vec<Format> = kinds.into_iter().filter(|(name, _)| written(name)).map(|(_, format)| format).collect();
    let again = outputs(&run, &formats)?;
    let same = |name: &str, hash: &str| again.iter().any(|output| output.name == name && sha256(&output.bytes) == hash);
    let differing = manifest.outputs.iter().filter(|output| !same(&output.path, &output.sha256));
    Ok(differing.map(|output| output.path.clone()).collect())
}
