//! What a workbook says of its sheets beside their cells, and the reader of cells does not tell: rows and columns that are not
//! shown, and merged regions.
//!
//! In: the path of a workbook. Out: of each sheet, by name, what is hidden, and what is merged where that is beyond doubt. Only tags are
//! looked at; what cannot be read here hides nothing, for the cells are read elsewhere. Sheets have millions of tags of which
//! few matter: a reader of XML, which checks them all, takes many times as long as the search for brackets here.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use zip::ZipArchive;

use super::address;
use crate::sheet::grid::{Hidden, Region};

type Archive = ZipArchive<BufReader<File>>;

/// Bytes of the lists of sheets.
const MOST_LIST: u64 = 1 << 22;
/// A longer tag is none of ours.
const MOST_TAG: u64 = 1 << 16;
/// Bytes looked at in one go.
const AT_ONCE: usize = 1 << 16;

/// What is said of a sheet.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Aspect {
    pub hidden: Hidden,
    /// Merged regions; none where only a reader of XML can tell them.
    pub merged: Option<Vec<Region>>,
}

/// Path within the file of each sheet, by its name; none where two sheets have it.
pub(super) fn parts(path: &Path) -> BTreeMap<String, Option<String>> {
    let archive = File::open(path).ok().and_then(|file| Archive::new(BufReader::new(file)).ok());
    archive.map(|mut archive| parts_in(&mut archive)).unwrap_or_default()
}

/// What the workbook says of its sheets, by name.
pub(super) fn aspects(path: &Path) -> BTreeMap<String, Aspect> {
    let archive = File::open(path).ok().and_then(|file| Archive::new(BufReader::new(file)).ok());
    let Some(mut archive) = archive else { return BTreeMap::new() };
    let parts = parts_in(&mut archive);
    parts.into_iter().filter_map(|(name, part)| Some((name, of_part(&mut archive, &part?)))).collect()
}

/// Path within the file of each sheet, by its name; none where two sheets have it.
fn parts_in(archive: &mut Archive) -> BTreeMap<String, Option<String>> {
    let mut targets = BTreeMap::new();
    tags(archive, "xl/_rels/workbook.xml.rels", MOST_LIST, |tag| {
        if let ("Relationship", Some(id), Some(target)) = (name(tag), attribute(tag, "Id"), attribute(tag, "Target")) {
            let target = target.trim_start_matches('/');
            let inside = if target.starts_with("xl/") { target.to_owned() } else { format!("xl/{target}") };
            targets.insert(id, inside);
        }
    });
    let mut parts: BTreeMap<String, Option<String>> = BTreeMap::new();
    tags(archive, "xl/workbook.xml", MOST_LIST, |tag| {
        if let ("sheet", Some(title), Some(id)) = (name(tag), attribute(tag, "name"), attribute(tag, "id")) {
            let target = targets.get(&id).cloned();
            parts.entry(title).and_modify(|other| *other = None).or_insert(target);
        }
    });
    parts
}

/// What is gathered from the tags of a sheet.
#[derive(Default)]
struct Gathered {
    hidden: Hidden,
    merged: Vec<Region>,
    row: u32,
    /// Lists of merged regions, and whether one is open.
    lists: u32,
    open: bool,
    /// Whether there is anything that tags do not tell: a comment, an address that is none.
    doubtful: bool,
    /// Whether the sheet came to its end.
    ended: bool,
}

fn of_part(archive: &mut Archive, part: &str) -> Aspect {
    let mut found = Gathered::default();
    // How much there is to unpack was looked at before.
    tags(archive, part, u64::MAX, |tag| found.tag(tag));
    let Gathered { mut hidden, merged, lists, doubtful, ended, .. } = found;
    hidden.rows.sort_unstable();
    hidden.columns = apart(hidden.columns);
    Aspect { hidden, merged: (ended && !doubtful && lists < 2).then_some(merged) }
}

impl Gathered {
    fn tag(&mut self, tag: &str) {
        let number = |key: &str| attribute(tag, key).and_then(|text| text.parse::<u32>().ok());
        match name(tag) {
            "row" => {
                self.row = number("r").unwrap_or(self.row.saturating_add(1));
                if is_hidden(tag) {
                    self.hidden.rows.push(self.row);
                }
            }
            "col" if is_hidden(tag) => self.hidden.columns.extend(number("min").zip(number("max"))),
            "mergeCells" => (self.lists, self.open) = (self.lists + 1, true),
            "mergeCell" if self.open => match attribute(tag, "ref").and_then(|text| address::region(&text)) {
                Some(region) => self.merged.push(region),
                None => self.doubtful = true,
            },
            "" => match closing(tag) {
                "mergeCells" => self.open = false,
                "worksheet" => self.ended = true,
                _ => {}
            },
            other => self.doubtful |= other.starts_with('!'),
        }
    }
}

/// Runs in order, none of which touches another one.
fn apart(mut runs: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    runs.sort_unstable();
    let mut joined: Vec<(u32, u32)> = Vec::new();
    for (first, last) in runs {
        match joined.last_mut() {
            Some((_, before)) if first <= before.saturating_add(1) => *before = last.max(*before),
            Some(_) | None => joined.push((first, last)),
        }
    }
    joined
}

fn is_hidden(tag: &str) -> bool {
    tag.contains("hidden") && attribute(tag, "hidden").is_some_and(|value| value == "1" || value == "true")
}

/// Calls `each` with every tag but those of cells, without its brackets.
fn tags(archive: &mut Archive, part: &str, most: u64, mut each: impl FnMut(&str)) {
    let Ok(entry) = archive.by_name(part) else { return };
    let mut reader = BufReader::with_capacity(AT_ONCE, entry.take(most));
    let mut piece = Vec::new();
    // Goes behind the next `<`, keeping nothing of what stands before it.
    while reader.skip_until(b'<').is_ok_and(|skipped| skipped > 0) {
        piece.clear();
        if reader.by_ref().take(MOST_TAG).read_until(b'>', &mut piece).is_err() || piece.pop() != Some(b'>') {
            return;
        }
        if matches!(piece.as_slice(), b"v" | b"/v" | b"/c" | b"/row" | [b'c', b' ', ..]) {
            continue;
        }
        if let Ok(tag) = std::str::from_utf8(&piece) {
            each(tag);
        }
    }
}

/// The tag's name without its prefix.
fn name(tag: &str) -> &str {
    local(tag.split(|mark: char| mark.is_ascii_whitespace() || mark == '/').next().unwrap_or_default())
}

/// The name that a closing tag closes.
fn closing(tag: &str) -> &str {
    tag.strip_prefix('/').map_or("", |name| local(name.trim()))
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The value of an attribute, whatever its prefix.
fn attribute(tag: &str, wanted: &str) -> Option<String> {
    let (_, mut rest) = tag.split_once(|mark: char| mark.is_ascii_whitespace())?;
    loop {
        let (key, behind) = rest.split_once('=')?;
        let behind = behind.trim_start();
        let quote = behind.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
        let (value, after) = behind.get(1..)?.split_once(quote)?;
        if local(key.trim()) == wanted {
            return Some(unescaped(value));
        }
        rest = after;
    }
}

fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let plain = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    plain.iter().fold(text.to_owned(), |text, (written, meant)| text.replace(written, meant))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_that_touch_are_one() {
        assert_eq!(apart(vec![(7, 9), (1, 2), (3, 4), (8, 8), (20, 30)]), [(1, 4), (7, 9), (20, 30)]);
    }

    #[test]
    fn tags_and_attributes_are_told_however_they_are_written() {
        let tag = "x:row r = '7' spans=\"1:3\" x:hidden=\"true\"";
        assert_eq!((name(tag), attribute(tag, "r").as_deref(), is_hidden(tag)), ("row", Some("7"), true));
        assert_eq!(attribute("sheet name=\"甲&amp;乙\" r:id=\"rId1\"", "id").as_deref(), Some("rId1"));
        assert_eq!(attribute("sheet name=\"甲&amp;乙\"", "name").as_deref(), Some("甲&乙"));
        assert_eq!(attribute("row", "r"), None);
        assert!(!is_hidden("row r=\"1\" hidden=\"0\""));
        assert_eq!(["/x:worksheet", "/mergeCells ", "row"].map(closing), ["worksheet", "mergeCells", ""]);
    }

    fn merged(tags: &[&str]) -> Option<Vec<Region>> {
        let mut found = Gathered::default();
        for tag in tags {
            found.tag(tag);
        }
        (found.ended && !found.doubtful && found.lists < 2).then_some(found.merged)
    }

    #[test]
    fn merged_regions_are_told_only_where_tags_tell_them_all() {
        let region = Region { top: 1, bottom: 2, left: 2, right: 27 };
        let list = ["mergeCells count=\"1\"", "x:mergeCell ref='B1:AA2'/", "/mergeCells", "mergeCell ref=\"A1:A2\"/", "/x:worksheet"];
        assert_eq!(merged(&list), Some(vec![region]));
        assert_eq!(merged(&["/worksheet"]), Some(Vec::new()));
        assert_eq!(merged(list.get(..4).unwrap_or_default()), None, "no end");
        assert_eq!(merged(&["mergeCells", "mergeCell ref=\"B1:A\"/", "/mergeCells", "/worksheet"]), None, "no address");
        assert_eq!(merged(&["!-- x --", "/worksheet"]), None, "a comment may hold tags");
        assert_eq!(merged(&["mergeCells", "/mergeCells", "mergeCells", "/mergeCells", "/worksheet"]), None, "two lists");
    }
}
