//! `duly check --mark`: the office's files once more, with the cells in question coloured and commented.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Error, ErrorKind};
use std::path::{Component, Path, PathBuf};

use super::show::Show;
use crate::base::problem::Problem;
use crate::report::{marked, store, Output};
use crate::run::{is_free, Failure, Run};
use crate::sheet::is_output;

/// Where marks may be written: into a folder that is new or empty, neither among the inputs nor within results.
pub(super) fn allow(folder: &Path, inputs: &[PathBuf]) -> Result<(), Failure> {
    is_free(folder)?;
    let held = |why: &str| Failure::Io(Error::new(ErrorKind::InvalidInput, format!("--mark: {}: {why}", folder.display())));
    let whole = absolute(folder)?;
    for input in inputs {
        let input = absolute(input)?;
        if input.is_dir() && whole.starts_with(&input) {
            return Err(held(
                "在要核对的文件夹之内，标注后的文件会被再次读取 / it lies among the inputs, and the copies would be read as inputs",
            ));
        }
    }
    if whole.ancestors().any(is_output) {
        return Err(held("在评分结果文件夹之内；标注后的文件含有个人信息，请写到别处 / it lies within results; the copies hold personal data, so name another folder"));
    }
    Ok(())
}

/// The folder as an absolute path, whether or not it is there yet.
fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    if let Ok(whole) = fs::canonicalize(path) {
        return Ok(whole);
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let parent = if parent.exists() { fs::canonicalize(parent)? } else { absolute(parent)? };
    Ok(parent.join(path.file_name().unwrap_or_default()))
}

/// Writes every input into the folder, those with something to say marked; the paths written.
pub(super) fn write(run: &Run, folder: &Path, show: &Show) -> Result<Vec<String>, Failure> {
    let common = common(run.sources.iter().map(|source| source.path.as_path()));
    let mut folders: BTreeMap<PathBuf, Vec<Output>> = BTreeMap::new();
    let (mut marks, mut written) = (0, Vec::new());
    for source in &run.sources {
        let problems: Vec<&Problem> = run.problems.iter().filter(|problem| *problem.place.file == *source.name).collect();
        let bytes = fs::read(&source.path)?;
        let bytes = match marked(&bytes, &problems, show.language) {
            Ok(Some(copy)) => {
                marks += 1;
                copy
            }
            Ok(None) => bytes,
            Err(why) => {
                let said = why.0.text(show.language);
                show.say(&format!("未标注 {}：{said}", source.name), &format!("not marked, {}: {said}", source.name));
                bytes
            }
        };
        let within = source.path.strip_prefix(&common).unwrap_or(&source.path);
        let target = folder.join(within.components().filter(|part| matches!(part, Component::Normal(_))).collect::<PathBuf>());
        written.push(target.to_string_lossy().replace('\\', "/"));
        let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
        folders.entry(target.parent().unwrap_or(folder).to_path_buf()).or_default().push(Output { name, bytes });
    }
    for (folder, files) in &folders {
        store(files, folder)?;
    }
    let (all, folder) = (written.len(), folder.display());
    show.say(
        &format!("已把 {all} 个文件抄到 {folder}，其中 {marks} 个标注了有问题的单元格（红为错误，黄为提醒，批注里写明怎样改）。"),
        &format!("{all} files copied to {folder}; in {marks} of them the cells in question are marked (red: error, yellow: warning; the comment tells the fix)."),
    );
    show.say(
        "抄本含原表全部内容（包括个人信息），请勿公开；改好后可直接再核对这个文件夹。",
        "The copies hold all that the originals do, personal data too: do not publish them. Mend them and check that folder again.",
    );
    Ok(written)
}

/// The folder above the one that all files lie in, so that the name of the period's folder is kept.
fn common<'p>(paths: impl Iterator<Item = &'p Path>) -> PathBuf {
    let parents = paths.map(|path| path.parent().map(Path::to_path_buf).unwrap_or_default());
    let shared =
        parents.reduce(|one, other| one.components().zip(other.components()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect());
    shared.unwrap_or_default().parent().map(Path::to_path_buf).unwrap_or_default()
}
