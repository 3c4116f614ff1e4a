//! The package that a workbook is: parts, relations between them, and the types of their content.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::broken::Broken;
use super::xml::{append, tags, whole, Edits, Tag};
use crate::base::archive::of_no_system;

/// How every part of XML begins.
pub(super) const HEAD: &str = HEAD_LINE.trim_ascii_end();
/// The same on a line of its own.
pub(super) const HEAD_LINE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Namespaces of sheets and of relations (ISO/IEC 29500, transitional).
pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
pub(super) const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// Namespaces of the two forms of the standard, transitional and strict: of relations, and of sheets.
const TRANSITIONAL: [&str; 2] = [RELATIONS, MAIN];
const STRICT: [&str; 2] = ["http://purl.oclc.org/ooxml/officeDocument/relationships", "http://purl.oclc.org/ooxml/spreadsheetml/main"];
const TYPES: &str = "[Content_Types].xml";
/// Parts that are edited are texts of at most this size.
const MOST: u64 = 1 << 30;

/// A workbook's package, and the parts of it that have been changed.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Names of the parts, as they are compared: with `/`, in lower case.
    names: BTreeMap<String, String>,
    changed: BTreeMap<String, String>,
    removed: BTreeSet<String>,
    workbook: String,
    strict: bool,
}

/// A relation of a part to another.
pub(super) struct Relation {
    pub id: String,
    /// The last word of its type: `comments`, `vmlDrawing`.
    pub kind: String,
    /// Name of the part.
    pub target: String,
}

impl<'b> Package<'b> {
    /// Opens the package; `None` where the bytes are none that holds a workbook of XML parts.
    pub fn open(bytes: &'b [u8]) -> Result<Option<Self>, Broken> {
        if !bytes.starts_with(b"PK") {
            return Ok(None);
        }
        let archive = ZipArchive::new(Cursor::new(bytes))?;
        let mut names = BTreeMap::new();
        for name in archive.file_names() {
            let name = name?.into_owned();
            names.insert(compared(&name), name);
        }
        let (changed, removed, workbook) = (BTreeMap::new(), BTreeSet::new(), String::new());
        let mut package = Self { archive, names, changed, removed, workbook, strict: false };
        let main = package.relations("")?.into_iter().find(|relation| relation.kind == "officeDocument");
        package.workbook = main.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target);
        let is_binary = package.workbook.to_lowercase().ends_with(".bin");
        let known = !is_binary && package.names.contains_key(&compared(&package.workbook));
        if !known {
            return Ok(None);
        }
        let text = package.needed(&package.workbook.clone())?;
        let Some(root) = tags(&text)?.into_iter().next().filter(|root| root.name == "workbook") else { return Ok(None) };
        package.strict = root.namespace() == STRICT.get(1).copied();
        Ok(Some(package))
    }

    /// The part of the workbook itself.
    pub fn workbook(&self) -> &str {
        &self.workbook
    }

    /// The namespace of sheets and comments.
    pub fn main(&self) -> &'static str {
        self.form()[1]
    }

    /// The namespace of relations.
    pub fn relation(&self) -> &'static str {
        self.form()[0]
    }

    fn form(&self) -> [&'static str; 2] {
        if self.strict {
            STRICT
        } else {
            TRANSITIONAL
        }
    }

    /// The text of a part, as far as it has been changed; nothing where there is no such part.
    pub fn text(&mut self, part: &str) -> Result<Option<String>, Broken> {
        let part = &self.known(part.to_owned());
        if self.removed.contains(part) {
            return Ok(None);
        }
        if let Some(text) = self.changed.get(part) {
            return Ok(Some(text.clone()));
        }
        let Some(index) = self.archive.index_for_name(part) else { return Ok(None) };
        let mut bytes = Vec::new();
        self.archive.by_index(index)?.take(MOST).read_to_end(&mut bytes)?;
        if bytes.len() as u64 >= MOST {
            return Err(Broken::new(&format!("{part} 超过 1 GiB"), format!("{part} is larger than 1 GiB")));
        }
        // The mark of the byte order says nothing in a text of UTF-8.
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        let unread = |_| Broken::new(&format!("{part} 的编码不是 UTF-8"), format!("{part} is not in UTF-8"));
        std::str::from_utf8(bytes).map(|text| Some(text.to_owned())).map_err(unread)
    }

    /// The text of a part that must be there.
    pub fn needed(&mut self, part: &str) -> Result<String, Broken> {
        self.text(part)?.ok_or_else(|| Broken::new(&format!("缺少 {part}"), format!("it has no {part}")))
    }

    /// Paths of all parts as the archive spells them, in order.
    pub fn parts(&self) -> Vec<String> {
        self.names.values().cloned().collect()
    }

    pub fn set(&mut self, part: &str, text: String) {
        self.changed.insert(part.to_owned(), text);
    }

    /// Whether nothing has been changed.
    pub fn is_same(&self) -> bool {
        self.changed.is_empty() && self.removed.is_empty()
    }

    /// A name that no part has.
    pub fn free(&self, stem: &str, ending: &str) -> String {
        let name = |number: usize| format!("{stem}{number}{ending}");
        let is_free = |name: &String| !self.names.contains_key(&compared(name)) && !self.changed.contains_key(name);
        (1..=self.names.len() + self.changed.len() + 1).map(name).find(is_free).unwrap_or_default()
    }

    /// Name and part of each worksheet.
    pub fn sheets(&mut self) -> Result<Vec<(String, String)>, Broken> {
        let workbook = self.workbook.clone();
        let worksheets = self.relations(&workbook)?.into_iter().filter(|relation| relation.kind == "worksheet");
        let targets: BTreeMap<String, String> = worksheets.map(|one| (one.id, one.target)).collect();
        let text = self.needed(&workbook)?;
        let sheet = |tag: Tag| Some((tag.attribute("name")?.to_owned(), targets.get(tag.attribute("id")?)?.clone()));
        Ok(tags(&text)?.into_iter().filter(|tag| tag.opens("sheet")).filter_map(sheet).collect())
    }

    /// The relations of a part; those of the package itself for an empty name.
    pub fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Broken> {
        let Some(text) = self.text(&self.relations_of(part))? else { return Ok(Vec::new()) };
        let relation = |tag: Tag| {
            let kind = tag.attribute("Type")?.rsplit('/').next()?.to_owned();
            let target = self.known(resolved(part, tag.attribute("Target")?));
            Some(Relation { id: tag.attribute("Id")?.to_owned(), kind, target })
        };
        Ok(tags(&text)?.into_iter().filter(|tag| tag.opens("Relationship")).filter_map(relation).collect())
    }

    /// Relates a part to another, by an id that it has not used.
    pub fn relate(&mut self, part: &str, kind: &str, target: &str) -> Result<String, Broken> {
        let used: Vec<String> = self.relations(part)?.into_iter().map(|relation| relation.id).collect();
        let id = (0..=used.len()).map(|number| format!("rIdDuly{number}")).find(|id| !used.contains(id)).unwrap_or_default();
        let own = self.relations_of(part);
        let empty = format!(r#"{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>"#);
        let text = self.text(&own)?.unwrap_or(empty);
        let base = self.relation();
        self.grow(&own, &text, |prefix| format!(r#"<{prefix}Relationship Id="{id}" Type="{base}/{kind}" Target="/{target}"/>"#))?;
        Ok(id)
    }

    /// Says what kind of content a part has, or all parts with an ending.
    pub fn declare(&mut self, tag: &str, key: &str, value: &str, content: &str) -> Result<(), Broken> {
        let text = self.needed(TYPES)?;
        let is_it = |known: &Tag| known.opens(tag) && known.attribute(key).is_some_and(|known| known.eq_ignore_ascii_case(value));
        if tags(&text)?.iter().any(is_it) {
            return Ok(());
        }
        self.grow(TYPES, &text, |prefix| format!(r#"<{prefix}{tag} {key}="{value}" ContentType="{content}"/>"#))
    }

    /// Takes a part away that only this one relates to.
    pub fn remove(&mut self, part: &str, related: &Relation) -> Result<(), Broken> {
        self.prune(&self.relations_of(part), |tag| tag.opens("Relationship") && tag.attribute("Id") == Some(&related.id))?;
        let name = format!("/{}", related.target);
        self.prune(TYPES, |tag| tag.opens("Override") && tag.attribute("PartName").is_some_and(|part| part.eq_ignore_ascii_case(&name)))?;
        self.changed.remove(&related.target);
        self.removed.insert(related.target.clone());
        Ok(())
    }

    fn prune(&mut self, part: &str, is_it: impl Fn(&Tag) -> bool) -> Result<(), Broken> {
        let text = self.needed(part)?;
        let found = tags(&text)?;
        let mut edits = Edits::default();
        for (index, tag) in found.iter().enumerate().filter(|(_, tag)| is_it(tag)) {
            edits.replace(whole(&found, index).unwrap_or(tag.at.clone()), "");
        }
        self.set(part, edits.apply(&text));
        Ok(())
    }

    fn grow(&mut self, part: &str, text: &str, child: impl Fn(&str) -> String) -> Result<(), Broken> {
        let found = tags(text)?;
        let mut edits = Edits::default();
        if let Some(tag) = found.first() {
            append(text, &found, 0, &child(&tag.prefix), &mut edits);
        }
        self.set(part, edits.apply(text));
        Ok(())
    }

    /// The bytes: parts that were not changed as they were, even in how they are packed.
    pub fn close(mut self) -> Result<Vec<u8>, Broken> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default();
        for index in 0..self.archive.len() {
            let entry = self.archive.by_index_raw(index)?;
            let name = entry.name()?.into_owned();
            match self.changed.remove(&name) {
                None if self.removed.contains(&name) => {}
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
        Ok(of_no_system(writer.finish()?.into_inner()))
    }

    /// The name as the archive spells it: some programs write `\` or other letters than in the relation.
    fn known(&self, part: String) -> String {
        self.names.get(&compared(&part)).cloned().unwrap_or(part)
    }

    fn relations_of(&self, part: &str) -> String {
        let part = part.replace('\\', "/");
        let (folder, name) = part.rsplit_once('/').map_or((String::new(), part.as_str()), |(folder, name)| (format!("{folder}/"), name));
        self.known(format!("{folder}_rels/{name}.rels"))
    }
}

fn compared(name: &str) -> String {
    name.replace('\\', "/").to_lowercase()
}

/// A target as a path within the package.
fn resolved(part: &str, target: &str) -> String {
    let (part, target) = (part.replace('\\', "/"), target.replace('\\', "/"));
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
