//! `duly verify`: are the outputs those of the manifest, and do the inputs give them again?

use super::args::VerifyArgs;
use super::score::outputs;
use super::show::Show;
use super::Exit;
use crate::base::period::Day;
use crate::report::{sha256, Format, Manifest, RUBRIC};
use crate::run::{run_on, Again, Failure, Previous, Request};
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
    let Again { here, previous: earlier, changed, mut missing } = Again::of(&manifest, options.inputs.as_deref());
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
    let request = Request {
        inputs: Vec::new(),
        rubric: options.dir.join(RUBRIC).to_string_lossy().into_owned(),
        rubric_name: Some(manifest.rubric.path.clone()),
        rubric_id: None,
        period: Some(manifest.period.clone()),
        as_of: Day::parse_from_str(&manifest.as_of, "%Y-%m-%d").ok(),
        previous,
        draft: manifest.draft,
    };
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
