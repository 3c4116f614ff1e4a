//! Rows and columns that a workbook does not show, which the reader of its cells does not tell.
//!
//! In: a workbook whose sheets have been read. Out: the same sheets, with what is hidden. Only tags of rows and
//! columns are looked at; what cannot be read here hides nothing, for the cells have been read already. Sheets have millions of tags of which
//! few matter: a reader of XML, which checks them all, takes more than three times as long as the search for brackets here.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use zip::ZipArchive;

use super::book::Sheet;
use crate::sheet::grid::Hidden;

type Archive = ZipArchive<BufReader<File>>;

/// Bytes of a sheet that are looked through.
const MOST_BYTES: u64 = 1 << 29;
/// Bytes of the lists of sheets.
const MOST_LIST: u64 = 1 << 22;
/// A longer tag is none of ours.
const MOST_TAG: u64 = 1 << 16;

/// Tells of each sheet what is hidden in it.
pub(super) fn mark(path: &Path, sheets: &mut [Sheet]) {
    let Some(mut archive) = File::open(path).ok().and_then(|file| Archive::new(BufReader::new(file)).ok()) else { return };
    let parts = parts(&mut archive);
    for sheet in sheets {
        if let Some(part) = parts.get(&sheet.name) {
            sheet.hidden = hidden(&mut archive, part);
        }
    }
}

/// Path within the file of each sheet, by its name.
fn parts(archive: &mut Archive) -> BTreeMap<String, String> {
    let mut targets = BTreeMap::new();
    tags(archive, "xl/_rels/workbook.xml.rels", MOST_LIST, |tag| {
        if let ("Relationship", Some(id), Some(target)) = (name(tag), attribute(tag, "Id"), attribute(tag, "Target")) {
            let target = target.trim_start_matches('/');
            let inside = if target.starts_with("xl/") { target.to_owned() } else { format!("xl/{target}") };
            targets.insert(id, inside);
        }
    });
    let mut parts = BTreeMap::new();
    tags(archive, "xl/workbook.xml", MOST_LIST, |tag| {
        if let ("sheet", Some(title), Some(id)) = (name(tag), attribute(tag, "name"), attribute(tag, "id")) {
            parts.extend(targets.get(&id).map(|target| (title, target.clone())));
        }
    });
    parts
}

fn hidden(archive: &mut Archive, part: &str) -> Hidden {
    let mut hidden = Hidden::default();
    let mut row = 0_u32;
    let number = |tag: &str, key: &str| attribute(tag, key).and_then(|text| text.parse::<u32>().ok());
    tags(archive, part, MOST_BYTES, |tag| match name(tag) {
        "row" => {
            row = number(tag, "r").unwrap_or(row.saturating_add(1));
            if is_hidden(tag) {
                hidden.rows.push(row);
            }
        }
        "col" if is_hidden(tag) => hidden.columns.extend(number(tag, "min").zip(number(tag, "max"))),
        _ => {}
    });
    hidden.rows.sort_unstable();
    hidden.columns = apart(hidden.columns);
    hidden
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
    attribute(tag, "hidden").is_some_and(|value| value == "1" || value == "true")
}

/// Calls `each` with every opening tag, without its brackets.
fn tags(archive: &mut Archive, part: &str, most: u64, mut each: impl FnMut(&str)) {
    let Ok(entry) = archive.by_name(part) else { return };
    let mut reader = BufReader::new(entry.take(most));
    let mut piece = Vec::new();
    while skip_to_tag(&mut reader) {
        piece.clear();
        if reader.by_ref().take(MOST_TAG).read_until(b'>', &mut piece).is_err() || piece.pop() != Some(b'>') {
            return;
        }
        if let Ok(tag) = std::str::from_utf8(&piece) {
            each(tag);
        }
    }
}

/// Goes behind the next `<`, keeping nothing of what stands before it.
fn skip_to_tag(reader: &mut impl BufRead) -> bool {
    loop {
        let Ok(buffer) = reader.fill_buf() else { return false };
        if buffer.is_empty() {
            return false;
        }
        let found = buffer.iter().position(|byte| *byte == b'<');
        let used = found.map_or(buffer.len(), |place| place + 1);
        reader.consume(used);
        if found.is_some() {
            return true;
        }
    }
}

/// The tag's name without its prefix.
fn name(tag: &str) -> &str {
    local(tag.split(|mark: char| mark.is_ascii_whitespace() || mark == '/').next().unwrap_or_default())
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
    }
}
