//! Comments of a sheet and the shapes that show them.

use super::package::Package;
use super::sheet::address;
use super::xml::{append, escaped, tags, whole, Edits};
use super::{Note, Notes, Unmarked, AUTHOR};

const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const DRAWING: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";
const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
/// Marks the shapes that are ours.
const OURS: &str = r#"alt="duly""#;

/// Writes the notes as comments; the id of a relation that the sheet must name, where it had no shapes so far.
pub(super) fn write(package: &mut Package, sheet: &str, number: usize, notes: &Notes) -> Result<Option<String>, Unmarked> {
    let relations = package.relations(sheet)?;
    let of_kind = |kind: &str| relations.iter().find(|relation| relation.kind == kind).map(|relation| relation.target.clone());
    let comments = of_kind("comments");
    if notes.is_empty() && comments.is_none() {
        return Ok(None);
    }
    let part = if let Some(part) = comments {
        part
    } else {
        let part = format!("xl/commentsDuly{number}.xml");
        package.relate(sheet, "comments", &part)?;
        package.declare("Override", "PartName", &format!("/{part}"), COMMENTS)?;
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        package.set(&part, format!(r#"{HEAD}<comments xmlns="{main}"><authors/><commentList/></comments>"#));
        part
    };
    let text = package.text(&part)?.unwrap_or_default();
    package.set(&part, with_comments(&text, notes)?);
    // Shapes of comments stand in the drawing that the sheet names as its legacy one.
    let drawing = of_kind("vmlDrawing");
    let (part, new) = if let Some(part) = drawing {
        (part, None)
    } else {
        let part = format!("xl/drawings/vmlDrawingDuly{number}.vml");
        let id = package.relate(sheet, "vmlDrawing", &part)?;
        package.declare("Default", "Extension", "vml", DRAWING)?;
        let spaces = r#"xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel""#;
        package.set(&part, format!("<xml {spaces}></xml>"));
        (part, Some(id))
    };
    let text = package.text(&part)?.unwrap_or_default();
    package.set(&part, with_shapes(&text, notes));
    Ok(new)
}

/// The comments without our earlier ones, and with these; one of somebody else at the same cell goes on with ours.
fn with_comments(text: &str, notes: &Notes) -> Result<String, Unmarked> {
    let found = tags(text)?;
    let prefix = found.first().map(|tag| tag.prefix.clone()).unwrap_or_default();
    let mut edits = Edits::default();
    let authors = found.iter().position(|tag| tag.opens("authors"));
    let closing = |index: usize| whole(&found, index).and_then(|element| text.get(element)).unwrap_or_default();
    let names: Vec<&str> = found
        .iter()
        .enumerate()
        .filter(|(_, tag)| tag.opens("author"))
        .map(|(index, _)| closing(index).split_once('>').and_then(|(_, rest)| rest.split_once('<')).map_or("", |(name, _)| name))
        .collect();
    let own = names.iter().position(|name| *name == AUTHOR);
    let author = own.unwrap_or(names.len());
    if let (None, Some(authors)) = (own, authors) {
        append(text, &found, authors, &format!("<{prefix}author>{AUTHOR}</{prefix}author>"), &mut edits);
    }
    let mut theirs = Vec::new();
    for (index, tag) in found.iter().enumerate().filter(|(_, tag)| tag.opens("comment")) {
        if tag.attribute("authorId") == own.map(|own| own.to_string()).as_deref() {
            edits.replace(whole(&found, index).unwrap_or(tag.at.clone()), "");
        } else if let Some(cell) = tag.attribute("ref") {
            theirs.push((cell.to_owned(), index));
        }
    }
    let mut more = String::new();
    for (cell, note) in notes {
        let cell = address(*cell);
        let body = |text: &str| format!(r#"<{prefix}r><{prefix}t xml:space="preserve">{}</{prefix}t></{prefix}r>"#, escaped(text));
        match theirs.iter().find(|(known, _)| *known == cell) {
            Some((_, index)) => {
                let inside = found.iter().enumerate().skip(*index).find(|(_, tag)| tag.opens("text"));
                if let Some((index, _)) = inside {
                    append(text, &found, index, &body(&format!("\n\n{AUTHOR}:\n{}", note.text)), &mut edits);
                }
            }
            None => more.extend([format!(
                r#"<{prefix}comment ref="{cell}" authorId="{author}"><{prefix}text>{}</{prefix}text></{prefix}comment>"#,
                body(&note.text)
            )]),
        }
    }
    if let Some(list) = found.iter().position(|tag| tag.opens("commentList")) {
        append(text, &found, list, &more, &mut edits);
    }
    Ok(edits.apply(text))
}

/// The shapes without our earlier ones, and with these. The format is read by spreadsheets only, so it is not parsed.
fn with_shapes(text: &str, notes: &Notes) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<v:shape ") {
        kept.push_str(before);
        let (shape, further) = after.split_once("</v:shape>").unwrap_or((after, ""));
        if !shape.split('>').next().is_some_and(|tag| tag.contains(OURS)) {
            kept.extend(["<v:shape ", shape, "</v:shape>"]);
        }
        rest = further;
    }
    kept.push_str(rest);
    let Some(end) = kept.rfind("</xml>") else { return text.to_owned() };
    let shapes: Vec<String> = notes.iter().enumerate().map(|(number, (cell, note))| shape(number, *cell, note)).collect();
    kept.insert_str(end, &shapes.join(""));
    kept
}

/// A hidden box that a spreadsheet shows when the mouse is over the cell.
fn shape(number: usize, (row, column): (u32, u32), note: &Note) -> String {
    let (top, left) = (row.saturating_sub(1), column.saturating_sub(1));
    let lines = u32::try_from(note.text.lines().map(|line| line.chars().count() / 18 + 1).sum::<usize>()).unwrap_or(u32::MAX).clamp(4, 20);
    let (right, bottom) = (left + 5, top + lines);
    let (first, above) = (left + 1, top.saturating_sub(1));
    let id = 90_000 + number;
    format!(
        r##"<v:shape id="_x0000_s{id}" {OURS} type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" path="m,l,21600r21600,l21600,xe" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path gradientshapeok="t" o:connecttype="none"/><v:textbox><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{first}, 15, {above}, 4, {right}, 40, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{top}</x:Row><x:Column>{left}</x:Column></x:ClientData></v:shape>"##
    )
}
