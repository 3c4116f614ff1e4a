//! A small land to try it on: provinces of counties of towns of three delegates each.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use calamine::{open_workbook, Data, Reader, Xlsx};
use tempfile::TempDir;

use super::super::program::{duly_in, printed};
use super::super::verifying::{laid_out, write};

const RUBRIC: &str = r#"
[rubric]
id = "land"
name = "land"
version = "1"
locale = "en"
in-force = { from = 2025-01-01 }
peers = ["province", "county", "congress"]
subject = { table = "roster", name = "name", key = ["card"] }
[tables.roster]
sheet = ["roster"]
columns.card = { header = ["card"], type = "text" }
columns.name = { header = ["name"], type = "text" }
columns.province = { header = ["P"], type = "text" }
columns.county = { header = ["C"], type = "text" }
columns.congress = { header = ["T"], type = "text", optional = true }
columns.phone = { header = ["phone"], type = "secret", optional = true }
[tables.suggestions]
sheet = ["suggestions"]
columns.number = { header = ["number"], type = "text" }
columns.names = { header = ["names"], type = "names", role = "joint" }
[dimensions.all]
name = "all"
[criteria.suggest]
name = "suggestions"
clause = "1"
dimension = "all"
from = "suggestions"
points = { each = 1 }
examples = [{ why = "one", rows = [{ number = "1" }], points = 1 }]
[[grades]]
name = "good"
from = 3
[[grades]]
name = "fair"
[selection]
name = "best"
quota = { number = 1 }
ties = "committee"
"#;

/// Inputs and a place for results.
pub struct Land {
    place: TempDir,
}

impl Land {
    /// Two provinces of two counties of so many towns.
    pub fn new(towns: usize) -> Self {
        let (mut roster, mut suggestions) = ("card,name,P,C,T\n".to_owned(), "number,names\n".to_owned());
        for town in 0..4 * towns {
            let (province, county) = (town / (2 * towns), town / towns);
            for (letter, name) in [("a", "Ann"), ("b", "Bob"), ("c", "Cid")] {
                let _ = writeln!(roster, "T{town}{letter},{name}{town},P{province},C{county},T{town}");
            }
            let _ = writeln!(suggestions, "{town}1,Ann{town}、Bob{town}、Cid{town}\n{town}2,Ann{town}、Bob{town}\n{town}3,Ann{town}");
            if town % 2 == 0 {
                let _ = writeln!(suggestions, "{town}4,Ann{town}");
            }
        }
        Self { place: laid_out(RUBRIC, &[("in/roster.csv", &roster), ("in/suggestions.csv", &suggestions)]) }
    }

    /// The same inputs, and no results yet.
    pub fn copy(other: &Self) -> Self {
        let files: Vec<(&str, String)> = ["in/roster.csv", "in/suggestions.csv"].into_iter().map(|name| (name, other.read(name))).collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
        Self { place: laid_out(&other.read("rubric.toml"), &files) }
    }

    pub fn path(&self) -> &Path {
        self.place.path()
    }

    pub fn out(&self, name: &str) -> PathBuf {
        self.path().join("out").join(name)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub fn write(&self, name: &str, text: &str) {
        write(self.path(), name, text);
    }

    /// The arguments of `duly score` with a workbook for each congress.
    pub fn arguments() -> Vec<&'static str> {
        "score in --rubric rubric.toml --period 2025-H1 --out out --each province,county,congress".split(' ').collect()
    }

    #[track_caller]
    pub fn score(&self, more: &[&str], exit: i32) -> String {
        let arguments = [&Self::arguments()[..], more].concat();
        self.run(&arguments.join(" "), exit)
    }

    /// What a command printed that ends so.
    #[track_caller]
    pub fn run(&self, command: &str, exit: i32) -> String {
        let output = duly_in(self.path(), &command.split(' ').collect::<Vec<_>>());
        let said = printed(&output);
        assert_eq!(output.status.code(), Some(exit), "duly {command}\n{said}{}", String::from_utf8_lossy(&output.stderr));
        said
    }

    /// What a command says that cannot run.
    #[track_caller]
    pub fn fail(&self, command: &str) -> String {
        let output = duly_in(self.path(), &command.split(' ').collect::<Vec<_>>());
        assert_eq!(output.status.code(), Some(2), "duly {command}\n{}", printed(&output));
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    /// Every file of the results with its bytes.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.out(""))
    }

    /// The hash of a workbook by the list.
    pub fn hash_of(&self, path: &str) -> String {
        let list = self.read("out/congresses.sha256");
        list.lines().find_map(|line| line.strip_suffix(path)).unwrap_or_default().trim().to_owned()
    }

    /// The rows of a sheet of the roll-up, below its head, each as a line of its cells.
    pub fn table(&self, sheet: &str) -> Vec<String> {
        let rows = cells(&self.out("congresses.xlsx"), sheet);
        let below = rows.into_iter().skip_while(|row| !row.iter().any(|cell| cell == "Mean")).skip(1);
        below.take_while(|row| row.len() > 3 && !row[3].is_empty()).map(|row| row.join(" ").trim().to_owned()).collect()
    }
}

/// Every file below a folder with its bytes, by path within it.
pub fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                let name = entry.path().strip_prefix(root).map(|path| path.to_string_lossy().replace('\\', "/")).unwrap_or_default();
                found.insert(name, fs::read(entry.path()).unwrap_or_else(|error| panic!("{error}")));
            }
        }
    }
    found
}

pub fn cells(path: &Path, sheet: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap_or_else(|error: calamine::XlsxError| panic!("{}: {error}", path.display()));
    let range = book.worksheet_range(sheet).unwrap_or_else(|error| panic!("{sheet}: {error}"));
    range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

pub fn sha256(path: &Path) -> String {
    duly::report::sha256(&fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}
