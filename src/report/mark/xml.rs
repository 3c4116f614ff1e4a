//! Tags of an XML text with the bytes where they stand, and edits between them: what is not edited stays as it was.

use std::ops::Range;

use quick_xml::events::{BytesStart, Event};
use quick_xml::Reader;

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
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// Value of the attribute; its prefix does not matter.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn opens(&self, name: &str) -> bool {
        self.name == name && self.kind != Kind::Close
    }
}

/// All tags of the text, in order.
pub(super) fn tags(text: &str) -> Result<Vec<Tag>, quick_xml::Error> {
    let mut reader = Reader::from_str(text);
    let mut tags = Vec::new();
    let mut start = 0;
    loop {
        let event = reader.read_event()?;
        let end = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        match event {
            Event::Start(tag) => tags.push(of(&tag, Kind::Open, start..end)?),
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
        let key = attribute.key.local_name().as_ref().to_owned();
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

/// The tag's own text with the attribute set.
pub(super) fn with_attribute(tag: &str, name: &str, value: &str) -> String {
    let given = format!(" {name}=");
    if let Some(start) = tag.find(&given) {
        let rest = tag.get(start + given.len()..).unwrap_or_default();
        let mark = rest.chars().next().unwrap_or('"');
        let length = rest.get(1..).and_then(|rest| rest.find(mark)).unwrap_or(0);
        let after = rest.get(length + 2..).unwrap_or_default();
        return format!("{}{given}\"{value}\"{after}", tag.get(..start).unwrap_or_default());
    }
    let end = tag.rfind("/>").or_else(|| tag.rfind('>')).unwrap_or(tag.len());
    let (open, close) = tag.split_at(end);
    format!("{} {name}=\"{value}\"{close}", open.trim_end())
}

/// Text as it stands between tags or in an attribute.
pub(super) fn escaped(text: &str) -> String {
    let allowed = |mark: &char| matches!(mark, '\t' | '\n' | '\r') || *mark >= ' ' && !matches!(mark, '\u{fffe}' | '\u{ffff}');
    quick_xml::escape::escape(text.chars().filter(allowed).collect::<String>()).into_owned()
}
