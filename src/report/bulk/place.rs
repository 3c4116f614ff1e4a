//! Where the workbook of a congress lies: `congresses/四川省/清溪县/东镇.xlsx`.
//!
//! In: names as the roster writes them. Out: paths with `/` that Windows takes too, no two alike whatever the case, and no
//! folder with more than some hundreds of entries. The same names in the same order give the same paths.

use std::collections::{BTreeMap, BTreeSet};

use super::FOLDER;
use crate::base::text::{tidy, Language};
use crate::report::wording::pick;

/// More entries than this in one folder are divided into numbered folders of so many.
pub(super) const MOST: usize = 300;
/// A name keeps so many characters, so that three of them below a folder of an office's fit into the 260 of a path.
const LONGEST: usize = 40;

/// A path for each congress, in the same order.
pub(super) fn places(names: &[Vec<String>], language: Language) -> Vec<String> {
    let mut root = Folder::default();
    for (number, values) in names.iter().enumerate() {
        root.take(values, number, language);
    }
    let mut places = vec![String::new(); names.len()];
    root.tell(FOLDER, &mut places);
    places
}

/// A folder while names are taken in.
#[derive(Default)]
struct Folder {
    /// Folders below, by value, with their names.
    folders: BTreeMap<String, usize>,
    /// Entries in order: a name, and what it is.
    entries: Vec<(String, Kind)>,
    /// Names taken: folders as they are, workbooks with their ending.
    taken: BTreeSet<String>,
}

enum Kind {
    Below(Folder),
    Workbook(usize),
}

impl Folder {
    fn take(&mut self, values: &[String], number: usize, language: Language) {
        match values {
            [] => self.add("", number, language),
            [last] => self.add(last, number, language),
            [first, rest @ ..] => {
                let known = *self.folders.entry(first.clone()).or_insert(self.entries.len());
                if known == self.entries.len() {
                    let name = self.free(first, "", language);
                    self.entries.push((name, Kind::Below(Self::default())));
                }
                if let Some((_, Kind::Below(folder))) = self.entries.get_mut(known) {
                    folder.take(rest, number, language);
                }
            }
        }
    }

    fn add(&mut self, value: &str, number: usize, language: Language) {
        let name = self.free(value, ".xlsx", language);
        self.entries.push((name, Kind::Workbook(number)));
    }

    /// The safe name with a number behind it where it is taken already.
    fn free(&mut self, value: &str, ending: &str, language: Language) -> String {
        let safe = safe(value, language);
        let mut name = format!("{safe}{ending}");
        let mut number = 2;
        while !self.taken.insert(name.to_lowercase()) {
            name = format!("{safe}-{number}{ending}");
            number += 1;
        }
        name
    }

    fn tell(&self, path: &str, places: &mut [String]) {
        let shelves = self.entries.len().div_ceil(MOST);
        let digits = shelves.to_string().len().max(3);
        for (index, (name, kind)) in self.entries.iter().enumerate() {
            let shelf = if shelves > 1 { format!("{:0digits$}/", index / MOST + 1) } else { String::new() };
            let path = format!("{path}/{shelf}{name}");
            match kind {
                Kind::Below(folder) => folder.tell(&path, places),
                Kind::Workbook(number) => {
                    if let Some(place) = places.get_mut(*number) {
                        *place = path;
                    }
                }
            }
        }
    }
}

/// Names that belong to devices on Windows, whatever follows behind a dot.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// The name as one of a file: what Windows, or a link in a workbook, does not take is replaced.
fn safe(value: &str, language: Language) -> String {
    let replaced = |mark: char| if mark.is_control() || "<>:\"/\\|?*#%".contains(mark) { '·' } else { mark };
    let short: String = tidy(value).chars().map(replaced).take(LONGEST).collect();
    // Windows drops dots and spaces at the end; a dot in front hides a file, and `~$` marks one that is open.
    let mut name = short.trim().trim_end_matches(['.', ' ']).to_owned();
    if name.is_empty() {
        pick(language, "未填", "blank").clone_into(&mut name);
    }
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    if DEVICES.contains(&stem.as_str()) || is_port(&stem) || name.starts_with(['.', '~']) {
        name.insert(0, '_');
    }
    name
}

/// `com1`, `lpt9`: the superscript digits count too.
fn is_port(stem: &str) -> bool {
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    port.is_some_and(|digit| digit.chars().count() == 1 && digit.contains(|mark: char| mark.is_ascii_digit() || "¹²³".contains(mark)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(names: &[&[&str]]) -> Vec<String> {
        let names: Vec<Vec<String>> = names.iter().map(|values| values.iter().map(|value| (*value).to_owned()).collect()).collect();
        places(&names, Language::Chinese)
    }

    #[test]
    fn a_path_is_of_province_county_and_congress() {
        let places = of(&[&["四川省", "清溪县", "东镇"], &["四川省", "清溪县", "西镇"], &["四川省", "白沙县", "东镇"]]);
        assert_eq!(
            places,
            ["congresses/四川省/清溪县/东镇.xlsx", "congresses/四川省/清溪县/西镇.xlsx", "congresses/四川省/白沙县/东镇.xlsx"]
        );
    }

    #[test]
    fn windows_takes_every_name() {
        let names = ["a/b:c", "CON", "nul.x", "com1", "LPT²", "combo", " 尾点. ", ".隐", "~$a", "", "a#1%", "一\u{0}二", "NUL "];
        let values: Vec<Vec<&str>> = names.iter().map(|name| vec![*name]).collect();
        let values: Vec<&[&str]> = values.iter().map(Vec::as_slice).collect();
        let told: Vec<String> = of(&values).into_iter().map(|place| place.replace("congresses/", "").replace(".xlsx", "")).collect();
        // Normal form makes a plain 2 of the superscript one.
        assert_eq!(told, ["a·b·c", "_CON", "_nul.x", "_com1", "_LPT2", "combo", "尾点", "_.隐", "_~$a", "未填", "a·1·", "一·二", "_NUL"]);
    }

    #[test]
    fn no_two_are_alike_whatever_the_case() {
        let long = "很".repeat(90);
        let other = format!("{long}长");
        let places = of(&[&["East"], &["EAST"], &["east-2"], &["Ｅast"], &[&long], &[&other]]);
        assert_eq!(places.first().map(String::as_str), Some("congresses/East.xlsx"));
        assert_eq!(places.get(1).map(String::as_str), Some("congresses/EAST-2.xlsx"));
        let folded: BTreeSet<String> = places.iter().map(|place| place.to_lowercase()).collect();
        assert_eq!(folded.len(), 6, "{places:?}");
        assert!(places.iter().all(|place| place.chars().count() < 70), "{places:?}");
        // Two spellings of one folder are two folders; within each the names begin anew.
        assert_eq!(of(&[&["A", "x"], &["a", "x"], &["A", "y"]]), ["congresses/A/x.xlsx", "congresses/a-2/x.xlsx", "congresses/A/y.xlsx"]);
    }

    #[test]
    fn a_folder_holds_some_hundreds_at_most() {
        let names: Vec<Vec<String>> = (0..40_000).map(|number| vec![format!("镇{number}")]).collect();
        let places = places(&names, Language::Chinese);
        let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
        for place in &places {
            *folders.entry(place.rsplit_once('/').map_or("", |(folder, _)| folder)).or_default() += 1;
        }
        assert_eq!((folders.len(), folders.values().max()), (134, Some(&MOST)));
        assert_eq!(places.get(300).map(String::as_str), Some("congresses/002/镇300.xlsx"));
        assert_eq!(of(&[&["镇"]]), ["congresses/镇.xlsx"], "a few need no numbers");
    }
}
