//! Marks in a sheet: a condition that always holds colours the cells, and a relation leads to the comments' shapes.

use super::package::Package;
use super::styles::Looks;
use super::xml::{tags, whole, Edits, Kind, Tag};
use super::{Notes, Unmarked};
use crate::base::place::column_name;

/// The condition of marks; marks of an earlier run are known by it.
const ALWAYS: &str = "&quot;duly&quot;=&quot;duly&quot;";

/// What may follow conditional formats in a sheet, in the order of the standard (ECMA-376, part 1, 18.3.1.99).
const AFTER_FORMATS: [&str; 21] = [
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
];
/// What may follow the drawing of comments.
const AFTER_DRAWING: usize = 14;

/// Colours the cells and relates the sheet to its shapes, where `drawing` is the id of a new relation.
pub(super) fn write(package: &mut Package, part: &str, notes: &Notes, looks: Looks, drawing: Option<&str>) -> Result<(), Unmarked> {
    let Some(text) = package.text(part)? else { return Ok(()) };
    let found = tags(&text)?;
    let mut edits = Edits::default();
    for (index, _) in found.iter().enumerate().filter(|(_, tag)| tag.opens("conditionalFormatting")) {
        let Some(element) = whole(&found, index) else { continue };
        if text.get(element.clone()).is_some_and(|own| own.contains(ALWAYS)) {
            edits.replace(element, "");
        }
    }
    let prefix = found.first().map(|tag| tag.prefix.clone()).unwrap_or_default();
    let highest = found.iter().filter(|tag| tag.opens("cfRule")).filter_map(|tag| tag.attribute("priority")?.parse::<u32>().ok()).max();
    let mut priority = highest.unwrap_or(0);
    let mut formats = String::new();
    for (is_error, look) in [(true, looks.error), (false, looks.warning)] {
        let cells: Vec<String> = notes.iter().filter(|(_, note)| note.is_error == is_error).map(|(cell, _)| address(*cell)).collect();
        if cells.is_empty() {
            continue;
        }
        priority += 1;
        formats.extend([format!(
            r#"<{prefix}conditionalFormatting sqref="{}"><{prefix}cfRule type="expression" dxfId="{look}" priority="{priority}"><{prefix}formula>{ALWAYS}</{prefix}formula></{prefix}cfRule></{prefix}conditionalFormatting>"#,
            cells.join(" ")
        )]);
    }
    edits.insert(place_before(&found, &AFTER_FORMATS), formats);
    if let Some(id) = drawing {
        let related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let later = AFTER_FORMATS.get(AFTER_DRAWING..).unwrap_or_default();
        edits.insert(place_before(&found, later), format!(r#"<{prefix}legacyDrawing xmlns:r="{related}" r:id="{id}"/>"#));
    }
    let edited = edits.apply(&text);
    package.set(part, edited);
    Ok(())
}

/// Where the first of these children of the sheet begins, else its end.
fn place_before(found: &[Tag], later: &[&str]) -> usize {
    let mut depth = 0_usize;
    for tag in found {
        let is_child = depth == 1 && tag.kind != Kind::Close;
        if is_child && later.contains(&tag.name.as_str()) || depth == 1 && tag.kind == Kind::Close {
            return tag.at.start;
        }
        match tag.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            Kind::Empty => {}
        }
    }
    found.last().map_or(0, |tag| tag.at.start)
}

/// How many children of this name the element has.
pub(super) fn children(found: &[Tag], parent: usize, name: &str) -> usize {
    let Some(element) = whole(found, parent) else { return 0 };
    let inside = found.iter().filter(|tag| tag.at.start > element.start && tag.at.end < element.end);
    inside.filter(|tag| tag.opens(name)).count()
}

/// `C12`.
pub(super) fn address((row, column): (u32, u32)) -> String {
    format!("{}{row}", column_name(column))
}
