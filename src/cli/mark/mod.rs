//! `duly check --mark`: the office's files once more, with the cells in question coloured and commented, and a list
//! of all problems beside them.

mod kept;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::show::Show;
use crate::base::place::slashed;
use crate::base::problem::Problem;
use crate::base::text::Say;
use crate::report::{marked, problem_list, store, Copies, Copy, Output, Unmarked, PROBLEMS};
use crate::run::{is_free, Failure, Run};
use crate::sheet::is_output;
use crate::sheet::table::Source;

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

/// What became of the files.
#[derive(Default)]
struct Account {
    /// Paths written.
    written: Vec<String>,
    marked: usize,
    cleaned: usize,
    /// Copies without marks though there are problems in them, and why.
    without: Vec<(String, Unmarked)>,
}

/// Writes every input into the folder, those with something to say marked, and the list of all problems; the paths written.
pub(super) fn write(run: &Run, folder: &Path, show: &Show) -> Result<Vec<String>, Failure> {
    let written = write_all(run, folder, show);
    if written.is_err() {
        // It was new or empty. A second run of the same command finds it so, and no copy of personal data is left behind.
        let _ = fs::remove_dir_all(folder);
    }
    written
}

fn write_all(run: &Run, folder: &Path, show: &Show) -> Result<Vec<String>, Failure> {
    let mut account = Account::default();
    let paths = kept::paths(&run.sources);
    let pairs: Vec<(&Source, &PathBuf)> = run.sources.iter().zip(&paths).collect();
    for beside in pairs.chunk_by(|(_, one), (_, other)| one.parent() == other.parent()) {
        let mut files = Vec::new();
        for (source, path) in beside {
            let Some(bytes) = copy(run, source, path, show, &mut account)? else { continue };
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            account.written.push(slashed(&folder.join(path)));
            files.push(Output { name, bytes });
        }
        store(&files, &folder.join(beside.first().and_then(|(_, path)| path.parent()).unwrap_or(Path::new(""))))?;
    }
    let count = account.written.len();
    let names: Vec<String> = paths.iter().map(|path| slashed(path)).collect();
    let copies = Copies {
        problems: &named_as_copies(run, &names),
        files: &names.iter().map(String::as_str).collect(),
        without: &account.without.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(),
    };
    let list = problem_list(&run.review(), &copies, show.language);
    let list = list.map_err(|error| Failure::Internal(error.to_string()))?;
    account.written.push(slashed(&folder.join(&list.name)));
    store(&[list], folder)?;
    tell(&account, count, folder, show);
    Ok(account.written)
}

/// The bytes of the copy; `None` for the list of an earlier run, as it is written anew.
fn copy(run: &Run, source: &Source, path: &Path, show: &Show, account: &mut Account) -> Result<Option<Vec<u8>>, Failure> {
    let problems: Vec<&Problem> = run.problems.iter().filter(|problem| *problem.place.file == *source.name).collect();
    let bytes = fs::read(&source.path).map_err(|error| Error::new(error.kind(), format!("{}: {error}", source.name)))?;
    Ok(match marked(&bytes, &problems, show.language) {
        Ok(Copy::Marked(copy)) => {
            account.marked += 1;
            Some(copy)
        }
        Ok(Copy::Cleaned(copy)) => {
            account.cleaned += 1;
            Some(copy)
        }
        Ok(Copy::Same) => Some(bytes),
        Ok(Copy::List) => None,
        Err(why) => {
            account.without.push((slashed(path), why));
            Some(bytes)
        }
    })
}

/// The problems as the copies are named.
fn named_as_copies(run: &Run, names: &[String]) -> Vec<Problem> {
    let names: BTreeMap<&str, Arc<str>> =
        run.sources.iter().zip(names).map(|(source, name)| (source.name.as_str(), name.as_str().into())).collect();
    let renamed = |problem: &Problem| {
        let mut problem = problem.clone();
        if let Some(name) = names.get(&*problem.place.file) {
            problem.place.file = Arc::clone(name);
        }
        problem
    };
    run.problems.iter().map(renamed).collect()
}

/// So many names stand in one message.
const NAMED: usize = 5;

fn tell(account: &Account, copied: usize, folder: &Path, show: &Show) {
    let (marked, cleaned, folder) = (account.marked, account.cleaned, slashed(folder));
    show.say(
        &format!("已把 {copied} 个文件抄到 {folder}，其中 {marked} 个标注了有问题的单元格（红为错误，黄为提醒，批注里写明怎样改）。"),
        &format!("{copied} files copied to {folder}; in {marked} of them the cells in question are marked (red: error, yellow: warning; the comment tells the fix)."),
    );
    if cleaned > 0 {
        show.say(
            &format!("{cleaned} 个文件已没有要标注的单元格，上次的标注已清除。"),
            &format!("In {cleaned} files no cell is in question any longer; their earlier marks are gone."),
        );
    }
    let of_format: Vec<&str> =
        account.without.iter().filter(|(_, why)| matches!(why, Unmarked::Format)).map(|(path, _)| path.as_str()).collect();
    if !of_format.is_empty() {
        let (count, more) = (of_format.len(), of_format.len() > NAMED);
        let some = |between: &str| of_format.iter().take(NAMED).copied().collect::<Vec<_>>().join(between);
        show.say(
            &format!("{count} 个文件有问题，但格式带不了标注（{}{}）：照 {PROBLEMS} 改；要标注，先另存为 xlsx。", some("、"), if more { " 等" } else { "" }),
            &format!("{count} files have problems and are of a format that carries no marks ({}{}): mend them from {PROBLEMS}; to have marks, save them as xlsx first.", some(", "), if more { ", …" } else { "" }),
        );
    }
    for (path, why) in &account.without {
        let said = why.said();
        show.json_file(path, Say::new(format!("未标注：{}", said.zh), format!("not marked: {}", said.en)).text(show.language));
        if matches!(why, Unmarked::Broken(_)) {
            let said = said.text(show.language);
            show.say(
                &format!("未标注 {path}：{said}。它的问题见 {PROBLEMS}。"),
                &format!("Not marked, {path}: {said}. Its problems are in {PROBLEMS}."),
            );
        }
    }
    show.say(
        &format!("全部问题（文件、单元格、改法）列在 {folder}/{PROBLEMS}。"),
        &format!("All problems, with file, cell and fix, are listed in {folder}/{PROBLEMS}."),
    );
    show.say(
        "抄本含原表全部内容（包括个人信息），请勿公开；改好后可直接再核对这个文件夹。",
        "The copies hold all that the originals do, personal data too: do not publish them. Mend them and check that folder again.",
    );
}
