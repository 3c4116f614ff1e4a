//! The list of workbooks with their hashes, in the form that `sha256sum --check` reads:
//!
//! ```text
//! # duly.congresses/1 <key>
//! <sha256>  congresses/四川省/清溪县/东镇.xlsx
//! ```
//!
//! A file may hold several such sections, one after the other: the [`super::journal`] does.

use super::FOLDER;

/// What a section begins with; the key follows.
const HEAD: &str = "# duly.congresses/1 ";

/// A workbook and the hash of its bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Hash of its bytes.
    pub sha256: String,
    /// Path within the output folder, with `/`.
    pub path: String,
}

/// Workbooks written under one key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Section {
    /// Hash of all that they depend on.
    pub key: String,
    /// The workbooks, in the order written.
    pub entries: Vec<Entry>,
}

/// The text of a list.
pub(super) fn text(key: &str, entries: impl Iterator<Item = Entry>) -> String {
    let lines = entries.map(|entry| line(&entry.sha256, &entry.path));
    head(key) + &lines.collect::<String>()
}

/// A section as it stands in a file.
pub(super) fn section(section: &Section) -> String {
    text(&section.key, section.entries.iter().cloned())
}

/// The line that begins a section.
pub(super) fn head(key: &str) -> String {
    format!("{HEAD}{key}\n")
}

/// The line of a workbook.
pub(super) fn line(sha256: &str, path: &str) -> String {
    format!("{sha256}  {path}\n")
}

/// The workbooks of a list.
pub fn entries(text: &str) -> Vec<Entry> {
    sections(text).into_iter().flat_map(|section| section.entries).collect()
}

/// The sections of a list, or of a journal.
pub(super) fn sections(text: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    // The last line was cut short unless it ends: what it says of is then simply not known.
    for line in text.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')) {
        if let Some(key) = line.strip_prefix(HEAD).filter(|key| is_hash(key)) {
            sections.push(Section { key: key.to_owned(), entries: Vec::new() });
        } else if let (Some(section), Some(entry)) = (sections.last_mut(), entry(line)) {
            section.entries.push(entry);
        }
    }
    sections
}

/// A line that names a workbook below the folder, and nothing elsewhere.
fn entry(line: &str) -> Option<Entry> {
    let (sha256, path) = line.split_once("  ").filter(|(sha256, _)| is_hash(sha256))?;
    let below = path.strip_prefix(FOLDER)?.strip_prefix('/')?;
    let plain = below.ends_with(".xlsx") && !path.contains('\\') && below.split('/').all(|part| !part.is_empty() && part != "..");
    plain.then(|| Entry { sha256: sha256.to_owned(), path: path.to_owned() })
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(digit: char) -> String {
        digit.to_string().repeat(64)
    }

    #[test]
    fn what_is_written_is_read_back_and_a_line_cut_short_is_not() {
        let entry = |digit, path: &str| Entry { sha256: hash(digit), path: path.to_owned() };
        let known = vec![entry('a', "congresses/东 镇.xlsx"), entry('b', "congresses/x/y.xlsx")];
        let text = text(&hash('1'), known.clone().into_iter());
        assert_eq!(sections(&text), [Section { key: hash('1'), entries: known.clone() }]);
        for cut in (0..text.len()).filter(|cut| text.is_char_boundary(*cut)) {
            let read = entries(text.get(..cut).unwrap_or_default());
            assert!(read.len() < 2 && known.starts_with(&read), "{cut}: {read:?}");
        }
    }

    #[test]
    fn no_line_leads_out_of_the_folder() {
        let head = head(&hash('1'));
        for path in
            ["../a.xlsx", "congresses/../a.xlsx", "/a.xlsx", "congresses//a.xlsx", "congresses/a.txt", "congresses\\a.xlsx", "other/a.xlsx"]
        {
            assert!(entries(&format!("{head}{}", line(&hash('a'), path))).is_empty(), "{path}");
        }
        assert!(entries(&line(&hash('a'), "congresses/a.xlsx")).is_empty(), "without a key nobody knows what it rests on");
    }
}
