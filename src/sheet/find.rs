//! Which files are read.
//!
//! In: files and folders as the user gave them. Out: input files in order of path, each with its
//! hash and the period its folders name; what was skipped, and why. It opens no workbook.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::table::Source;
use crate::base::hash::sha256_of;
use crate::base::period::Period;
use crate::base::place::{slashed, Place};
use crate::base::problem::{Fault, Problem};
use crate::base::text::Say;

/// Files found under the inputs.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Files to read, in order of path.
    pub sources: Vec<Source>,
    /// Paths left alone, and why.
    pub skipped: Vec<(String, Say)>,
    /// Files that cannot be read as they are, and files given twice.
    pub problems: Vec<Problem>,
}

/// Finds the files to read. A path that does not exist is an error.
pub fn find(inputs: &[PathBuf]) -> io::Result<Found> {
    let mut found = Found::default();
    let mut files = BTreeMap::new();
    for input in inputs {
        let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", slashed(input)));
        if fs::metadata(input).map_err(named)?.is_dir() {
            walk(input, input, &mut files, &mut BTreeSet::new(), &mut found)?;
        } else {
            files.insert(slashed(input), (input.clone(), input.parent().map(Path::to_path_buf).unwrap_or_default()));
        }
    }
    let mut same: BTreeMap<String, Vec<Source>> = BTreeMap::new();
    for source in files.into_iter().filter_map(|(name, (path, root))| take(name, path, &root, &mut found)) {
        same.entry(source.sha256.clone()).or_default().push(source);
    }
    for sources in same.into_values() {
        keep_some(sources, &mut found);
    }
    found.sources.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

/// Of files with the same bytes the first by name without ending is read: `名册.xlsx` and not `名册 - 副本.xlsx`. In the folder of another
/// period it is that period's file: a roster is copied from one half-year to the next.
fn keep_some(mut sources: Vec<Source>, found: &mut Found) {
    sources.sort_by_key(|source| Path::new(&source.name).with_extension(""));
    let mut kept: Vec<Source> = Vec::new();
    for source in sources {
        match kept.iter().find(|first| !are_apart(first.period.as_ref(), source.period.as_ref())) {
            Some(first) => {
                let copy = Problem::new(Fault::FileTwice, Place::file(&source.name), "").related(Place::file(&first.name));
                found.problems.push(copy);
            }
            None => kept.push(source),
        }
    }
    found.sources.extend(kept);
}

/// Whether these are two periods of which no day lies in both.
fn are_apart(one: Option<&Period>, other: Option<&Period>) -> bool {
    one.zip(other).is_some_and(|(one, other)| one.to < other.from || other.to < one.from)
}

/// A file as an earlier run found it, and where it lies now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Name to tell it by.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// The period that its folders named.
    pub period: Option<Period>,
    /// The folder between the period's and the file.
    pub folder: Option<String>,
}

/// What an earlier run found, wherever the files lie now; `problems` are of files that it did not read.
pub fn given(files: Vec<Given>, problems: Vec<Problem>) -> io::Result<Found> {
    let sources = files.into_iter().map(|Given { name, path, period, folder }| {
        let sha256 = sha256_of(&path)?;
        Ok(Source { name, path, sha256, period, folder })
    });
    Ok(Found { sources: sources.collect::<io::Result<_>>()?, skipped: Vec::new(), problems })
}

type Files = BTreeMap<String, (PathBuf, PathBuf)>;

fn walk(folder: &Path, root: &Path, files: &mut Files, walked: &mut BTreeSet<PathBuf>, found: &mut Found) -> io::Result<()> {
    // A link may lead back to a folder above.
    if !walked.insert(fs::canonicalize(folder)?) {
        return Ok(());
    }
    if is_output(folder) {
        let why = Say::new("这是评分结果文件夹，不作为输入", "this folder holds results of an earlier run");
        found.skipped.push((slashed(folder), why));
        return Ok(());
    }
    let mut entries = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with("~$") {
            found.skipped.push((slashed(&path), Say::new("打开着的工作簿的临时文件", "the lock file of an open workbook")));
        } else if name.starts_with('.') {
            found.skipped.push((slashed(&path), Say::new("隐藏文件", "hidden")));
        } else if path.is_dir() {
            walk(&path, root, files, walked, found)?;
        } else {
            files.insert(slashed(&path), (path.clone(), root.to_path_buf()));
        }
    }
    Ok(())
}

/// Lies in a folder of results as long as not all workbooks of its congresses are written.
pub const UNFINISHED: &str = "congresses.unfinished";

/// Whether duly wrote this folder, or has begun to.
pub fn is_output(folder: &Path) -> bool {
    if folder.join(UNFINISHED).exists() {
        return true;
    }
    let manifest = fs::read(folder.join("manifest.json")).ok();
    let manifest: Option<serde_json::Value> = manifest.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let schema = manifest.as_ref().and_then(|manifest| manifest.get("schema")).and_then(serde_json::Value::as_str);
    schema.is_some_and(|schema| schema.starts_with("duly."))
}

/// Kinds of files in which an office may have data, and that are not read: that is said. Pictures and the like are passed over.
const HOLD_DATA: [&str; 21] = [
    "doc", "docx", "wps", "wpt", "rtf", "pdf", "ofd", "txt", "htm", "html", "mht", "zip", "rar", "7z", "xlt", "xltx", "xltm", "ett", "dbf",
    "numbers", "mdb",
];

/// The file, if it is of a kind that is read.
fn take(name: String, path: PathBuf, root: &Path, found: &mut Found) -> Option<Source> {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match ending.as_str() {
        "xlsx" | "xlsm" | "xlsb" | "xls" | "et" | "ods" | "csv" | "tsv" | "parquet" => {}
        _ if HOLD_DATA.contains(&ending.as_str()) => {
            let why = Say::new("这种文件不读；里面有数据的，另存为 xlsx", "files of this kind are not read; save what holds data as xlsx");
            found.skipped.push((name, why));
            return None;
        }
        _ => return None,
    }
    // A pipe or a device has no end, or never begins.
    let is_file = fs::metadata(&path).is_ok_and(|about| about.is_file());
    if !is_file {
        let why = Say::new("不是普通文件", "it is no regular file");
        found.problems.push(Problem::new(Fault::FileUnreadable { why }, Place::file(&name), ""));
        return None;
    }
    let sha256 = match sha256_of(&path) {
        Ok(sha256) => sha256,
        Err(error) => {
            let fault = Fault::FileUnreadable { why: Say::new(error.to_string(), error.to_string()) };
            found.problems.push(Problem::new(fault, Place::file(&name), ""));
            return None;
        }
    };
    let (period, folder) = folders(&path, root);
    Some(Source { name, path, sha256, period, folder })
}

/// The period that this folder names, or the nearest one above it on its path.
pub fn period_of_folder(folder: &Path) -> Option<Period> {
    folders(&folder.join("*"), folder).0
}

/// The period that the nearest folder names, and the folders between it (else the input) and the file.
fn folders(path: &Path, root: &Path) -> (Option<Period>, Option<String>) {
    let names = |path: &Path| -> Vec<String> {
        let normal = path.components().filter_map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
        });
        normal.collect()
    };
    let parents = path.parent().map(names).unwrap_or_default();
    let above = |index: usize| index.checked_sub(1).and_then(|above| parents.get(above));
    let period_at = |index: usize, name: &String| Period::parse(name).or_else(|| within_year(above(index)?, name));
    let nearest = parents.iter().enumerate().rev().find_map(|(index, name)| period_at(index, name).map(|period| (index + 1, period)));
    let root_names = names(root);
    let (start, period) = nearest.map_or((root_names.len(), None), |(start, period)| (start, Some(period)));
    // An input that names no folder (`.`, `..`, a file beside) means the one where the user stands.
    let stands = || {
        let folder = fs::canonicalize(if root.as_os_str().is_empty() { Path::new(".") } else { root }).ok()?;
        names(&folder).iter().rev().find_map(|name| Period::parse(name))
    };
    let period = period.or_else(|| if root_names.is_empty() { stands() } else { None });
    let between = parents.get(start..).unwrap_or_default().join("/");
    (period, (!between.is_empty()).then_some(between))
}

/// `上半年` or `一季度` in a folder of its year.
fn within_year(year: &str, name: &str) -> Option<Period> {
    let part = ["半年", "季度", "月"].iter().any(|word| name.ends_with(word));
    let year = year.trim().trim_end_matches('年');
    part.then(|| Period::parse(&format!("{year}年{}", name.trim()))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str, root: &str) -> (Option<String>, Option<String>) {
        let (period, folder) = folders(Path::new(path), Path::new(root));
        (period.map(|period| period.id), folder)
    }

    #[test]
    fn the_nearest_folder_that_reads_as_a_period_counts() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(of("sample_data/2025-H2/东镇/a.xlsx", "sample_data/2025-H2"), (some("2025-H2"), some("东镇")));
        assert_eq!(of("2024/2025年上半年/a.xlsx", "2024"), (some("2025-H1"), None));
        assert_eq!(of("2024年/下半年/东镇/a.xlsx", "2024年"), (some("2024-H2"), some("东镇")));
        assert_eq!(of("in/2024/一季度/a.xlsx", "in"), (some("2024-Q1"), None));
        assert_eq!(of("2024/东镇/上半年/a.xlsx", "2024"), (some("2024"), some("东镇/上半年")));
        assert_eq!(of("data/东镇/x/a.xlsx", "data"), (None, some("东镇/x")));
        assert_eq!(of("a.xlsx", ""), (None, None));
    }

    #[test]
    fn files_are_found_in_order_and_copies_are_said() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(path, text))
        };
        for (name, text) in [
            ("b.csv", "one"),
            ("a/c.tsv", "two"),
            ("b - 副本.csv", "one"),
            ("~$b.xlsx", ""),
            (".hidden.csv", "x"),
            ("old.xls", "x"),
            ("page.html", "x"),
            ("readme.md", "x"),
            ("out/manifest.json", r#"{"schema":"duly.manifest/1"}"#),
            ("out/r.csv", "x"),
            ("begun/congresses.unfinished", ""),
            ("begun/congresses/r.csv", "x"),
        ] {
            write(name, text)?;
        }
        let found = find(&[folder.path().to_path_buf()])?;
        let root = format!("{}/", slashed(folder.path()));
        let short = |name: &str| name.replace(&root, "");
        assert_eq!(found.sources.iter().map(|source| short(&source.name)).collect::<Vec<_>>(), ["a/c.tsv", "b.csv", "old.xls"]);
        assert_eq!(
            found.skipped.iter().map(|(name, _)| short(name)).collect::<Vec<_>>(),
            [".hidden.csv", "begun", "out", "~$b.xlsx", "page.html"]
        );
        let codes = found.problems.iter().map(|problem| (problem.fault.code(), short(&problem.place.file))).collect::<Vec<_>>();
        assert_eq!(codes, [("file/twice", "b - 副本.csv".to_owned())]);
        assert!(find(&[folder.path().join("none")]).is_err());
        Ok(())
    }
}
