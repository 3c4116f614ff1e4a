//! Where each copy goes: below the folder of marks, with as much of its path as tells the period.
//!
//! In: the files that were read. Out: a path for each, in their order, no two alike. It reads no file.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::sheet::period_of_folder;
use crate::sheet::table::Source;

/// The path of each file's copy within the folder of marks.
pub(super) fn paths(sources: &[Source]) -> Vec<PathBuf> {
    let here = here();
    let whole: Vec<PathBuf> = sources.iter().map(|source| lexical(&here, &source.path)).collect();
    let base = base(sources, &whole);
    let mut taken = BTreeSet::new();
    whole.iter().map(|path| apart(within(path, &base), &mut taken)).collect()
}

/// The folder where the user stands; it is not told, only its last names are.
fn here() -> PathBuf {
    fs::canonicalize(".").unwrap_or_default()
}

/// The path from the root, without `.` and `..`.
fn lexical(here: &Path, path: &Path) -> PathBuf {
    let mut whole = if path.is_absolute() { PathBuf::new() } else { here.to_path_buf() };
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                whole.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => whole.push(part),
        }
    }
    whole
}

/// The folder above the one that all files lie in, so that its name is kept; or one further above, where only then the copies are of the
/// same period as the files.
fn base(sources: &[Source], whole: &[PathBuf]) -> PathBuf {
    let above = shared(whole).parent().map(Path::to_path_buf).unwrap_or_default();
    let tells = |base: &&Path| {
        let told = |path: &PathBuf| period_of_folder(within(path, base).parent()?);
        sources.iter().zip(whole).all(|(source, path)| source.period.is_none() || told(path) == source.period)
    };
    let found = above.ancestors().find(tells).map(Path::to_path_buf);
    found.unwrap_or(above)
}

/// The folder that all files lie in.
fn shared(whole: &[PathBuf]) -> PathBuf {
    let parents = whole.iter().map(|path| path.parent().map(Path::to_path_buf).unwrap_or_default());
    let both =
        |one: PathBuf, other: PathBuf| one.components().zip(other.components()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect();
    parents.reduce(both).unwrap_or_default()
}

fn within(path: &Path, base: &Path) -> PathBuf {
    let within = path.strip_prefix(base).unwrap_or(path);
    within.components().filter(|part| matches!(part, Component::Normal(_))).collect()
}

/// The same names on two drives are told apart by a folder.
fn apart(path: PathBuf, taken: &mut BTreeSet<PathBuf>) -> PathBuf {
    let further = (2..).map(|number: usize| Path::new(&format!("({number})")).join(&path));
    let free = std::iter::once(path.clone()).chain(further).find(|path| !taken.contains(path)).unwrap_or(path);
    taken.insert(free.clone());
    free
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::period::Period;

    fn copies(files: &[(&str, Option<&str>)]) -> Vec<String> {
        let source = |(path, period): &(&str, Option<&str>)| Source {
            name: (*path).to_owned(),
            path: PathBuf::from(path),
            sha256: String::new(),
            period: period.and_then(Period::parse),
            folder: None,
        };
        let sources: Vec<Source> = files.iter().map(source).collect();
        paths(&sources).iter().map(|path| path.to_string_lossy().replace('\\', "/")).collect()
    }

    #[test]
    fn the_folder_that_names_the_period_is_kept() {
        let some = Some("2025-H1");
        assert_eq!(copies(&[("2025-H1/a.xlsx", some)]), ["2025-H1/a.xlsx"]);
        assert_eq!(copies(&[("in/2025-H1/东镇/a.xlsx", some)]), ["2025-H1/东镇/a.xlsx"], "the period stands above the input");
        assert_eq!(copies(&[("2025年/上半年/东镇/a.xlsx", some)]), ["2025年/上半年/东镇/a.xlsx"], "half a year is none without its year");
        assert_eq!(copies(&[("in/东镇/a.xlsx", None), ("in/西镇/a.xlsx", None)]), ["in/东镇/a.xlsx", "in/西镇/a.xlsx"]);
        assert_eq!(copies(&[("2025-H1/./a.xlsx", some), ("x/../2025-H1/b.xlsx", some)]), ["2025-H1/a.xlsx", "2025-H1/b.xlsx"]);
    }

    #[test]
    fn a_file_beside_keeps_the_folder_where_the_user_stands() {
        let here = here().file_name().map(|name| name.to_string_lossy().into_owned());
        assert_eq!(copies(&[("./a.xlsx", None)]), [format!("{}/a.xlsx", here.unwrap_or_default())]);
    }

    #[test]
    fn no_two_copies_are_one_file() {
        let mut taken = BTreeSet::new();
        let all: Vec<PathBuf> = (0..3).map(|_| apart(PathBuf::from("a/b.xlsx"), &mut taken)).collect();
        assert_eq!(all, ["a/b.xlsx", "(2)/a/b.xlsx", "(3)/a/b.xlsx"].map(PathBuf::from));
    }
}
