//! Comments of a sheet.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{address, cell};
use super::section::{cut, framed, joined};
use super::shapes::{self, Boxes};
use super::sheet::Sheet;
use super::{Notes, Unmarked, AUTHOR};
use crate::report::package::{Package, Relation, HEAD};
use crate::report::xml::escape::escaped;
use crate::report::xml::{append, children, inside, plain, put_before, tags, whole, Edits, Tag};

const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const DRAWING: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";

/// What becomes of the drawing that the sheet names.
pub(super) enum Drawing {
    Same,
    /// The sheet has none and gets this relation.
    New(String),
    /// Nothing is left in it.
    Gone,
}

/// Writes the notes as comments, and takes those of an earlier run away.
pub(super) fn write(package: &mut Package, sheet: &Sheet, notes: &Notes) -> Result<Drawing, Unmarked> {
    let relations = package.relations(&sheet.part)?;
    let known = relations.iter().find(|relation| relation.kind == "comments");
    if notes.is_empty() && known.is_none() {
        return Ok(Drawing::Same);
    }
    let text = match known {
        Some(known) => package.needed(&known.target)?,
        None => format!(r#"{HEAD}<comments xmlns="{}"><authors/><commentList/></comments>"#, package.main()),
    };
    let list = with_notes(&text, notes)?;
    if notes.is_empty() && list.text == text {
        return Ok(Drawing::Same);
    }
    match known {
        Some(known) if list.count == 0 => package.remove(&sheet.part, known)?,
        Some(known) => package.set(&known.target, list.text),
        None => {
            let part = package.free("xl/commentsDuly", ".xml");
            package.relate(&sheet.part, "comments", &part)?;
            package.declare("Override", "PartName", &format!("/{part}"), COMMENTS)?;
            package.set(&part, list.text);
        }
    }
    let drawing = relations.iter().find(|relation| Some(relation.id.as_str()) == sheet.drawing());
    draw(package, sheet, drawing, &list.boxes)
}

/// Shows the comments: their boxes stand in the drawing that the sheet names as its legacy one.
fn draw(package: &mut Package, sheet: &Sheet, known: Option<&Relation>, boxes: &Boxes) -> Result<Drawing, Unmarked> {
    if let Some(known) = known {
        let text = package.needed(&known.target)?;
        let (text, shows) = shapes::with(&text, boxes)?;
        if !shows {
            package.remove(&sheet.part, known)?;
            return Ok(Drawing::Gone);
        }
        package.set(&known.target, text);
        return Ok(Drawing::Same);
    }
    if boxes.new.is_empty() && boxes.joined.is_empty() {
        return Ok(Drawing::Same);
    }
    let part = package.free("xl/drawings/vmlDrawingDuly", ".vml");
    let id = package.relate(&sheet.part, "vmlDrawing", &part)?;
    package.declare("Default", "Extension", "vml", DRAWING)?;
    let (text, _) = shapes::with(shapes::EMPTY, boxes)?;
    package.set(&part, text);
    Ok(Drawing::New(id))
}

/// The list of comments.
struct List {
    text: String,
    /// How many it has.
    count: usize,
    boxes: Boxes,
}

/// The comments without what an earlier run said, and with these notes; one of somebody else at the same cell goes on with ours.
fn with_notes(text: &str, notes: &Notes) -> Result<List, Unmarked> {
    let found = tags(text)?;
    let prefix = found.first().map(|tag| tag.prefix.clone()).unwrap_or_default();
    let run = |text: &str| format!(r#"<{prefix}r><{prefix}t xml:space="preserve">{}</{prefix}t></{prefix}r>"#, escaped(text));
    let mut edits = Edits::default();
    let mut boxes = Boxes::default();
    let mut theirs = BTreeSet::new();
    for (index, tag) in found.iter().enumerate().filter(|(_, tag)| tag.opens("comment")) {
        let Some(at) = tag.attribute("ref").and_then(cell) else { continue };
        let body = children(&found, index).into_iter().find(|child| found.get(*child).is_some_and(|tag| tag.name == "text"));
        let mut own = Edits::default();
        let rest = body.map(|body| cut(text, &found, body, &mut own));
        if rest.as_ref().is_some_and(|rest| rest.had_section && rest.text.trim().is_empty()) {
            edits.replace(whole(&found, index).unwrap_or(tag.at.clone()), "");
            boxes.gone.insert(at);
            continue;
        }
        edits.extend(own);
        theirs.insert(at);
        if let (Some(body), Some(note)) = (body, notes.get(&at)) {
            append(text, &found, body, &run(&joined(&note.text)), &mut edits);
            boxes.joined.insert(at, format!("{}{}", rest.map(|rest| rest.text).unwrap_or_default(), joined(&note.text)));
        }
    }
    boxes.new = notes.iter().filter(|(at, _)| !theirs.contains(at)).map(|(at, note)| (*at, framed(&note.text))).collect();
    if !boxes.new.is_empty() {
        let author = author(text, &found, &prefix, &mut edits);
        let comment = |(at, text): (&(u32, u32), &String)| {
            let (at, run) = (address(*at), run(text));
            format!(r#"<{prefix}comment ref="{at}" authorId="{author}"><{prefix}text>{run}</{prefix}text></{prefix}comment>"#)
        };
        let more = boxes.new.iter().map(comment).collect::<Vec<_>>().concat();
        match found.iter().position(|tag| tag.opens("commentList")) {
            Some(list) => append(text, &found, list, &more, &mut edits),
            None => put_before(text, &found, &["extLst"], &format!("<{prefix}commentList>{more}</{prefix}commentList>"), &mut edits),
        }
    }
    Ok(List { text: edits.apply(text), count: theirs.len() + boxes.new.len(), boxes })
}

/// The number of our author, who is added where he is not yet there.
fn author(text: &str, found: &[Tag], prefix: &str, edits: &mut Edits) -> usize {
    let list = found.iter().position(|tag| tag.opens("authors"));
    let names: Vec<String> = list
        .map(|list| children(found, list))
        .unwrap_or_default()
        .into_iter()
        .filter_map(|name| text.get(inside(found, name)?).map(plain))
        .collect();
    if let Some(known) = names.iter().position(|name| name == AUTHOR) {
        return known;
    }
    let added = format!("<{prefix}author>{AUTHOR}</{prefix}author>");
    match list {
        Some(list) => append(text, found, list, &added, edits),
        None => put_before(text, found, &["commentList", "extLst"], &format!("<{prefix}authors>{added}</{prefix}authors>"), edits),
    }
    names.len()
}

/// Texts by the cells that they stand at.
pub(super) type Texts = BTreeMap<(u32, u32), String>;
