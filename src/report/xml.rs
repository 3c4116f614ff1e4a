//! Tags of an XML text with the bytes where they stand, and edits between them: what is not edited stays as it was.

pub(super) mod escape;

use std::ops::Range;

use quick_xml::events::{BytesStart, Event};
use quick_xml::Reader;

use self::escape::escaped;

/// Whether a tag opens, closes, or does both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Close,
    Empty,
}

/// A tag.
#[derive(Debug, Clone)]
pub(super) struct Tag {
    pub kind: Kind,
    /// Bytes of the text.
    pub at: Range<usize>,
    /// Name without prefix.
    pub name: String,
    /// Prefix with its colon; empty where there is none.
    pub prefix: String,
    /// Keys with their prefixes, and values.
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// Value of the attribute; its prefix does not matter.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| local(key) == name).map(|(_, value)| value.as_str())
    }

    /// Keys without their prefixes, and values.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(key, value)| (local(key), value.as_str()))
    }

    /// The namespace that the prefix stands for, where this tag declares it.
    pub fn namespace(&self) -> Option<&str> {
        let key = if self.prefix.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{}", self.prefix.trim_end_matches(':')) };
        self.attributes.iter().find(|(known, _)| *known == key).map(|(_, value)| value.as_str())
    }

    /// The tag written anew with the attribute set.
    pub fn with(&self, name: &str, value: &str) -> String {
        let mut attributes = self.attributes.clone();
        match attributes.iter_mut().find(|(key, _)| key == name) {
            Some((_, known)) => value.clone_into(known),
            None => attributes.push((name.to_owned(), value.to_owned())),
        }
        let said: Vec<String> = attributes.iter().map(|(key, value)| format!(" {key}=\"{}\"", escaped(value))).collect();
        format!("<{}{}{}{}", self.prefix, self.name, said.concat(), if self.kind == Kind::Empty { "/>" } else { ">" })
    }

    pub fn opens(&self, name: &str) -> bool {
        self.name == name && self.kind != Kind::Close
    }
}

/// All tags of the text, in order.
pub(super) fn tags(text: &str) -> Result<Vec<Tag>, quick_xml::Error> {
    tags_outside(text, "")
}

/// The tags of a text that is half HTML, as legacy drawings are: elements need not be closed (`<br>`).
pub(super) fn tags_loosely(text: &str) -> Result<Vec<Tag>, quick_xml::Error> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    tags_read(reader, "", text.len())
}

/// The tags of the text but those within elements of this name, such as the million cells of a sheet.
pub(super) fn tags_outside(text: &str, passed: &str) -> Result<Vec<Tag>, quick_xml::Error> {
    tags_read(Reader::from_str(text), passed, text.len())
}

fn tags_read(mut reader: Reader<&[u8]>, passed: &str, length: usize) -> Result<Vec<Tag>, quick_xml::Error> {
    let mut tags = Vec::new();
    let mut start = 0;
    loop {
        let event = reader.read_event()?;
        let end = usize::try_from(reader.buffer_position()).unwrap_or(length);
        match event {
            Event::Start(tag) => {
                tags.push(of(&tag, Kind::Open, start..end)?);
                if local(tag.name().as_ref()) == passed {
                    let inside = reader.read_to_end(tag.name())?;
                    let (from, end) = (inside.end, usize::try_from(reader.buffer_position()).unwrap_or(length));
                    tags.push(named(tag.name().as_ref(), Kind::Close, usize::try_from(from).unwrap_or(end)..end));
                    start = end;
                    continue;
                }
            }
            Event::Empty(tag) => tags.push(of(&tag, Kind::Empty, start..end)?),
            Event::End(tag) => {
                tags.push(named(tag.name().as_ref(), Kind::Close, start..end));
            }
            Event::Eof => return Ok(tags),
            Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => {}
        }
        start = end;
    }
}

fn of(tag: &BytesStart, kind: Kind, at: Range<usize>) -> Result<Tag, quick_xml::Error> {
    let mut found = named(tag.name().as_ref(), kind, at);
    for attribute in tag.attributes() {
        let attribute = attribute?;
        let key = attribute.key.as_ref().to_owned();
        let raw = attribute.value.clone().into_owned();
        let value = quick_xml::escape::unescape(&raw).map_or_else(|_| raw.clone(), std::borrow::Cow::into_owned);
        found.attributes.push((key, value));
    }
    Ok(found)
}

fn named(name: &str, kind: Kind, at: Range<usize>) -> Tag {
    let (prefix, name) = name.split_once(':').map_or(("", name), |(prefix, name)| (prefix, name));
    let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}:") };
    Tag { kind, at, name: name.to_owned(), prefix, attributes: Vec::new() }
}

fn local(key: &str) -> &str {
    key.rsplit_once(':').map_or(key, |(_, local)| local)
}

/// The element that this tag opens, with everything in it.
pub(super) fn whole(tags: &[Tag], index: usize) -> Option<Range<usize>> {
    let first = tags.get(index)?;
    if first.kind == Kind::Empty {
        return Some(first.at.clone());
    }
    let mut depth = 0_usize;
    let last = tags.get(index..)?.iter().find(|tag| {
        match tag.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            Kind::Empty => {}
        }
        depth == 0
    })?;
    Some(first.at.start..last.at.end)
}

/// Pieces put in place of others.
#[derive(Default)]
pub(super) struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    pub fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.0.push((at..at, text.into()));
    }

    pub fn replace(&mut self, at: Range<usize>, text: impl Into<String>) {
        self.0.push((at, text.into()));
    }

    pub fn extend(&mut self, more: Self) {
        self.0.extend(more.0);
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text with all edits made; those at one place in the order given.
    pub fn apply(mut self, text: &str) -> String {
        self.0.sort_by_key(|(at, _)| at.start);
        let mut edited = String::with_capacity(text.len());
        let mut done = 0;
        for (at, piece) in self.0 {
            edited.push_str(text.get(done..at.start).unwrap_or_default());
            edited.push_str(&piece);
            done = done.max(at.end);
        }
        edited.push_str(text.get(done..).unwrap_or_default());
        edited
    }
}

/// Puts children at the end of the element that the tag opens, which may be empty.
pub(super) fn append(text: &str, tags: &[Tag], index: usize, children: &str, edits: &mut Edits) {
    let (Some(tag), Some(element)) = (tags.get(index), whole(tags, index)) else { return };
    let name = format!("{}{}", tag.prefix, tag.name);
    if tag.kind == Kind::Empty {
        let own = text.get(tag.at.clone()).unwrap_or_default();
        let open = own.trim_end_matches("/>").trim_end();
        edits.replace(element, format!("{open}>{children}</{name}>"));
    } else if let Some(closing) = text.get(element.clone()).and_then(|whole| whole.rfind("</")) {
        edits.insert(element.start + closing, children);
    }
}

/// What stands between the tags of the element, as it is written.
pub(super) fn inside(tags: &[Tag], index: usize) -> Option<Range<usize>> {
    let (first, element) = (tags.get(index)?, whole(tags, index)?);
    let last = tags.iter().skip(index).find(|tag| tag.at.end == element.end)?;
    Some(if first.kind == Kind::Empty { element.end..element.end } else { first.at.end..last.at.start })
}

/// The text right behind a tag, up to the next one, as it is meant.
pub(super) fn behind(text: &str, tags: &[Tag], index: usize) -> String {
    let opens = tags.get(index).is_some_and(|tag| tag.kind != Kind::Empty);
    if opens {
        following(text, tags, index)
    } else {
        String::new()
    }
}

/// The text between a tag of any kind and the next one, as it is meant.
pub(super) fn following(text: &str, tags: &[Tag], index: usize) -> String {
    let Some(begun) = tags.get(index).map(|tag| tag.at.end) else { return String::new() };
    let ended = tags.get(index + 1).map_or(text.len(), |next| next.at.start);
    plain(text.get(begun..ended).unwrap_or_default())
}

/// The numbers of the tags that open children of the element.
pub(super) fn children(tags: &[Tag], parent: usize) -> Vec<usize> {
    let Some(element) = inside(tags, parent) else { return Vec::new() };
    let mut found = Vec::new();
    let mut done = element.start;
    for (index, tag) in tags.iter().enumerate().skip(parent + 1).take_while(|(_, tag)| tag.at.start < element.end) {
        if tag.at.start >= done {
            found.push(index);
            done = whole(tags, index).map_or(tag.at.end, |child| child.end);
        }
    }
    found
}

/// Puts a child into the root: before the first of these children, else at its end.
pub(super) fn put_before(text: &str, tags: &[Tag], later: &[&str], child: &str, edits: &mut Edits) {
    let Some(root) = tags.iter().position(|tag| tag.kind != Kind::Close) else { return };
    let following = children(tags, root).into_iter().filter_map(|index| tags.get(index)).find(|tag| later.contains(&tag.name.as_str()));
    match following {
        Some(tag) => edits.insert(tag.at.start, child),
        None => append(text, tags, root, child, edits),
    }
}

/// Text between tags as it is meant.
pub(super) fn plain(written: &str) -> String {
    quick_xml::escape::unescape(written).map_or_else(|_| written.to_owned(), std::borrow::Cow::into_owned)
}
