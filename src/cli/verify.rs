//! `duly verify`: are the outputs those of the manifest, and do the inputs give them again?

use std::path::Path;

use super::args::VerifyArgs;
use super::compare::made;
use super::each;
use super::nation;
use super::score::outputs;
use super::show::Show;
use super::Exit;
use crate::base::hash::is_of;
use crate::report::bulk::{self, Entry, ROLL_UP};
use crate::report::{sha256, ComparisonManifest, Format, Manifest, PROBLEMS, RANKING, RESULTS};
use crate::run::{request, run_on, Again, Failure, Previous, Request, TalliesFile};
use crate::sheet::{self, Given};

pub(super) fn verify(options: &VerifyArgs, show: &mut Show) -> Result<Exit, Failure> {
    if let Some(folder) = options.inputs.as_deref() {
        std::fs::metadata(folder).map_err(|error| std::io::Error::new(error.kind(), format!("{}: {error}", folder.display())))?;
    }
    if let Ok(manifest) = ComparisonManifest::read(&options.dir) {
        return comparison(options, &manifest, show);
    }
    if bulk::is_unfinished(&options.dir) {
        show.say(
            "这个文件夹没有写完：请再运行一次同样的 duly score，会接着写。",
            "This folder is not finished: run the same duly score again, and it goes on where it was.",
        );
        show.json_summary("verify", Exit::Errors, &[], &[], &[]);
        return Ok(Exit::Errors);
    }
    let manifest = Manifest::read(&options.dir)?;
    let listed = listed(&manifest, &options.dir);
    let files = manifest.outputs.iter().map(|output| (output.path.as_str(), output.sha256.as_str()));
    let workbooks = listed.iter().map(|entry| (entry.path.as_str(), entry.sha256.as_str()));
    let mut wrong = differing(&options.dir, files.chain(workbooks));
    tell(show, &wrong, "与清单不符", "does not match the manifest");
    let Again { here, tallies, previous: earlier, changed, mut missing } = Again::of(&manifest, options.inputs.as_deref());
    tell(show, &changed, "输入文件已改动，未核对", "this input has changed; not checked");
    tell(show, &missing, "输入文件不在此处，或已改动，未核对", "input not found here, or changed; not checked");
    missing.extend(changed);
    if wrong.is_empty() && missing.is_empty() {
        wrong = recompute(options, &manifest, (here, tallies), earlier, show)?;
        tell(show, &wrong, "重新计算结果不同", "comes out differently");
    }
    let exit = if wrong.is_empty() { Exit::Done } else { Exit::Errors };
    let checked = manifest.outputs.len() + listed.len();
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

/// A folder that `duly compare` wrote: its files, the folders compared, and the comparison made again.
fn comparison(options: &VerifyArgs, manifest: &ComparisonManifest, show: &mut Show) -> Result<Exit, Failure> {
    let written = || manifest.outputs.iter().map(|output| (output.path.as_str(), output.sha256.as_str()));
    let mut wrong = differing(&options.dir, written());
    tell(show, &wrong, "与清单不符", "does not match the manifest");
    let results = |path: &str| format!("{path}/{RESULTS}");
    let compared: Vec<(String, &str)> = manifest.folders.iter().map(|folder| (results(&folder.path), folder.sha256.as_str())).collect();
    let gone = differing(Path::new(""), compared.iter().map(|(path, hash)| (path.as_str(), *hash)));
    tell(show, &gone, "已不在原处或已改动，未重新比较", "is not where it was, or has changed; not compared again");
    let mut again = false;
    if wrong.is_empty() && gone.is_empty() {
        let folders: Vec<&str> = manifest.folders.iter().map(|folder| folder.path.as_str()).collect();
        let made = made(&folders, options.inputs.as_deref(), show)?;
        show.finish_progress();
        let left_out: Vec<&String> = made.left_out.iter().map(|(folder, _)| folder).collect();
        again = left_out == manifest.not_split.iter().collect::<Vec<_>>();
        if again {
            let same = |name: &str, hash: &str| made.outputs.iter().any(|output| output.name == name && sha256(&output.bytes) == hash);
            wrong = written().filter(|(name, hash)| !same(name, hash)).map(|(name, _)| name.to_owned()).collect();
            tell(show, &wrong, "重新比较结果不同", "comes out differently");
        }
    }
    let exit = if wrong.is_empty() { Exit::Done } else { Exit::Errors };
    let checked = manifest.outputs.len();
    match (exit, again) {
        (Exit::Done, true) => show.say(
            &format!("{checked} 个文件与清单相符，重新比较结果相同。"),
            &format!("{checked} files match the manifest and come out the same again."),
        ),
        (Exit::Done, false) => show.say(
            &format!("{checked} 个文件与清单相符；未重新比较。评分时的输入文件若已移动，用 --inputs 指明现在的文件夹。"),
            &format!(
                "{checked} files match the manifest; not compared again. Where the inputs have moved, say with --inputs where they lie."
            ),
        ),
        (Exit::Errors | Exit::Failed | Exit::Bug, _) => show.say("核对不符。", "They do not match."),
    }
    show.json_summary("verify", exit, &[], &[], &[]);
    Ok(exit)
}

/// The workbooks of congresses that the run wrote; a list that an earlier one left behind is not its own.
fn listed(manifest: &Manifest, folder: &Path) -> Vec<Entry> {
    if manifest.each.is_empty() {
        Vec::new()
    } else {
        each::listed(folder)
    }
}

/// Names of files in a folder that do not have these bytes.
fn differing<'a>(folder: &Path, files: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<String> {
    let same = |name: &str, hash: &str| is_of(&folder.join(name), hash);
    files.filter(|(name, hash)| !same(name, hash)).map(|(name, _)| name.to_owned()).collect()
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
    (inputs, tallies): (Vec<Given>, Option<TalliesFile>),
    previous: Vec<Previous>,
    show: &Show,
) -> Result<Vec<String>, Failure> {
    // Problems of the public list stand in the list of problems.
    let publish = manifest.outputs.iter().any(|output| output.path == PROBLEMS);
    let request =
        Request { compare: true, publish, tallies, elsewhere: options.inputs.clone(), ..request(manifest, &options.dir, previous) };
    let found = sheet::given(inputs, manifest.unread())?;
    let kinds = [
        (RANKING, Format::Xlsx),
        (ROLL_UP, Format::Xlsx),
        ("results.json", Format::Json),
        ("results.parquet", Format::Parquet),
        ("results.csv", Format::Csv),
    ];
    let written = |name: &str| manifest.outputs.iter().any(|output| output.path == name);
    let formats: Vec<Format> = kinds.into_iter().filter(|(name, _)| written(name)).map(|(_, format)| format).collect();
    let large = nation::made_again(&request, &found, &formats, show)?;
    let (again, bound) = if let Some(nation::Again { outputs, bound }) = large {
        (outputs, bound)
    } else {
        let run = run_on(&request, found, &|stage| show.progress(stage))?;
        let bound = each::made_again(&run, show)?;
        (outputs(&run, &formats, bound.clone())?, bound)
    };
    show.finish_progress();
    let torn = each::differing(&listed(manifest, &options.dir), &bound);
    let same = |name: &str, hash: &str| again.iter().any(|output| output.name == name && sha256(&output.bytes) == hash);
    let differing = manifest.outputs.iter().filter(|output| !same(&output.path, &output.sha256));
    Ok(differing.map(|output| output.path.clone()).chain(torn).collect())
}
