//! The package that a workbook is: parts, relations between them, and the types of their content.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::xml::{append, tags, Edits};
use super::Unmarked;

const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "[Content_Types].xml";
/// Parts that are edited are texts of at most this size.
const MOST: u64 = 1 << 30;

/// A workbook being marked.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    changed: BTreeMap<String, String>,
}

/// A relation of a part to another.
pub(super) struct Relation {
    pub id: String,
    /// The last word of its type: `comments`, `vmlDrawing`.
    pub kind: String,
    /// Path within the package.
    pub target: String,
}

impl<'b> Package<'b> {
    pub fn open(bytes: &'b [u8]) -> Result<Self, Unmarked> {
        Ok(Self { archive: ZipArchive::new(Cursor::new(bytes))?, changed: BTreeMap::new() })
    }

    /// The text of a part, as far as it has been changed; nothing where there is no such part.
    pub fn text(&mut self, part: &str) -> Result<Option<String>, Unmarked> {
        if let Some(text) = self.changed.get(part) {
            return Ok(Some(text.clone()));
        }
        let Some(index) = self.archive.index_for_name(part) else { return Ok(None) };
        let mut text = String::new();
        self.archive.by_index(index)?.take(MOST).read_to_string(&mut text)?;
        Ok(Some(text))
    }

    pub fn set(&mut self, part: &str, text: String) {
        self.changed.insert(part.to_owned(), text);
    }

    /// Name and part of each worksheet.
    pub fn sheets(&mut self) -> Result<Vec<(String, String)>, Unmarked> {
        let targets: BTreeMap<String, String> = self
            .relations("xl/workbook.xml")?
            .into_iter()
            .filter(|relation| relation.kind == "worksheet")
            .map(|one| (one.id, one.target))
            .collect();
        let workbook = self.text("xl/workbook.xml")?.unwrap_or_default();
        let sheet = |tag: super::xml::Tag| Some((tag.attribute("name")?.to_owned(), targets.get(tag.attribute("id")?)?.clone()));
        Ok(tags(&workbook)?.into_iter().filter(|tag| tag.opens("sheet")).filter_map(sheet).collect())
    }

    /// The relations of a part.
    pub fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Unmarked> {
        let Some(text) = self.text(&relations_of(part))? else { return Ok(Vec::new()) };
        let relation = |tag: super::xml::Tag| {
            let kind = tag.attribute("Type")?.rsplit('/').next()?.to_owned();
            Some(Relation { id: tag.attribute("Id")?.to_owned(), kind, target: resolved(part, tag.attribute("Target")?) })
        };
        Ok(tags(&text)?.into_iter().filter(|tag| tag.opens("Relationship")).filter_map(relation).collect())
    }

    /// Relates a part to another, by an id that it has not used.
    pub fn relate(&mut self, part: &str, kind: &str, target: &str) -> Result<String, Unmarked> {
        let used: Vec<String> = self.relations(part)?.into_iter().map(|relation| relation.id).collect();
        let id = (0..=used.len()).map(|number| format!("rIdDuly{number}")).find(|id| !used.contains(id)).unwrap_or_default();
        let own = relations_of(part);
        let empty = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>"#;
        let text = self.text(&own)?.unwrap_or_else(|| empty.to_owned());
        self.grow(&own, &text, "Relationships", |prefix| {
            format!(r#"<{prefix}Relationship Id="{id}" Type="{RELATION}/{kind}" Target="/{target}"/>"#)
        })?;
        Ok(id)
    }

    /// Says what kind of content a part has, or all parts with an ending.
    pub fn declare(&mut self, tag: &str, key: &str, value: &str, content: &str) -> Result<(), Unmarked> {
        let text = self.text(TYPES)?.unwrap_or_default();
        if tags(&text)?.iter().any(|known| known.opens(tag) && known.attribute(key).is_some_and(|known| known.eq_ignore_ascii_case(value)))
        {
            return Ok(());
        }
        self.grow(TYPES, &text, "Types", |prefix| format!(r#"<{prefix}{tag} {key}="{value}" ContentType="{content}"/>"#))
    }

    fn grow(&mut self, part: &str, text: &str, root: &str, child: impl Fn(&str) -> String) -> Result<(), Unmarked> {
        let found = tags(text)?;
        let mut edits = Edits::default();
        if let Some((index, tag)) = found.iter().enumerate().find(|(_, tag)| tag.opens(root)) {
            append(text, &found, index, &child(&tag.prefix), &mut edits);
        }
        self.set(part, edits.apply(text));
        Ok(())
    }

    /// The bytes: parts that were not changed as they were, even in how they are packed.
    pub fn close(mut self) -> Result<Vec<u8>, Unmarked> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default();
        for index in 0..self.archive.len() {
            let entry = self.archive.by_index_raw(index)?;
            let name = entry.name()?.into_owned();
            match self.changed.remove(&name) {
                None => writer.raw_copy_file(entry)?,
                Some(text) => {
                    writer.start_file(name, options)?;
                    writer.write_all(text.as_bytes())?;
                }
            }
        }
        for (name, text) in self.changed {
            writer.start_file(name, options)?;
            writer.write_all(text.as_bytes())?;
        }
        Ok(writer.finish()?.into_inner())
    }
}

fn relations_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    format!("{folder}/_rels/{name}.rels")
}

/// A target as a path within the package.
fn resolved(part: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut path: Vec<&str> = part.split('/').collect();
    path.pop();
    for piece in target.split('/') {
        match piece {
            ".." => {
                path.pop();
            }
            "." => {}
            _ => path.push(piece),
        }
    }
    path.join("/")
}
