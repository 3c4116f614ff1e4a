//! Marks in a sheet: a condition that always holds colours the cells, and a relation leads to the comments' shapes.

use super::cells::ranges;
use super::comments::Drawing;
use super::styles::Looks;
use super::Notes;
use crate::report::package::Package;
use crate::report::xml::escape::escaped;
use crate::report::xml::{children, inside, plain, put_before, whole, Edits, Tag};

/// The condition of marks; those of an earlier run are known by it, whichever program saved the file since.
const ALWAYS: &str = "\"duly\"=\"duly\"";
/// So many ranges stand in one condition.
const MOST_RANGES: usize = 500;

/// What may stand from conditional formats on in a sheet, in the order of the standard (ECMA-376, part 1, 18.3.1.99). Ours stand before
/// those of the office: some programs go by the order and not by the priority.
const FROM_FORMATS: [&str; 24] = [
    "conditionalFormatting",
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
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "AlternateContent",
];
/// What may follow the drawing of comments.
const AFTER_DRAWING: usize = 15;

/// A sheet of the workbook: its part, the text of that, and the tags outside its cells.
pub(super) struct Sheet {
    pub part: String,
    pub text: String,
    pub tags: Vec<Tag>,
}

impl Sheet {
    /// The relation of the drawing that shows the comments.
    pub fn drawing(&self) -> Option<&str> {
        self.tags.iter().find(|tag| tag.opens("legacyDrawing"))?.attribute("id")
    }

    /// Whether the rule is a mark.
    fn is_mark(&self, rule: usize) -> bool {
        let formulas = children(&self.tags, rule).into_iter().filter_map(|index| self.text.get(inside(&self.tags, index)?));
        formulas.into_iter().any(|formula| plain(formula).split_whitespace().collect::<String>() == ALWAYS)
    }
}

/// Colours the cells and relates the sheet to its shapes; marks of an earlier run are taken away.
pub(super) fn write(package: &mut Package, sheet: &Sheet, notes: &Notes, looks: Looks, drawing: &Drawing) {
    let mut edits = Edits::default();
    let theirs = without_marks(sheet, &mut edits);
    let prefix = sheet.tags.first().map(|tag| tag.prefix.clone()).unwrap_or_default();
    let kinds = [(true, looks.error), (false, looks.warning)].map(|(is_error, look)| {
        let cells = notes.iter().filter(|(_, note)| note.is_error == is_error).map(|(_, note)| note.area);
        (look, ranges(cells))
    });
    let rules: Vec<(usize, String)> =
        kinds.iter().flat_map(|(look, ranges)| ranges.chunks(MOST_RANGES).map(|some| (*look, some.join(" ")))).collect();
    let first = before(sheet, &theirs, rules.len(), &mut edits);
    let condition = escaped(ALWAYS);
    let formats: Vec<String> = (first..)
        .zip(&rules)
        .map(|(priority, (look, cells))| {
            format!(
                r#"<{prefix}conditionalFormatting sqref="{cells}"><{prefix}cfRule type="expression" dxfId="{look}" priority="{priority}"><{prefix}formula>{condition}</{prefix}formula></{prefix}cfRule></{prefix}conditionalFormatting>"#
            )
        })
        .collect();
    if !formats.is_empty() {
        put_before(&sheet.text, &sheet.tags, &FROM_FORMATS, &formats.concat(), &mut edits);
    }
    match drawing {
        Drawing::Same => {}
        Drawing::New(id) => {
            let later = FROM_FORMATS.get(AFTER_DRAWING..).unwrap_or_default();
            let related = package.relation();
            let child = format!(r#"<{prefix}legacyDrawing xmlns:r="{related}" r:id="{id}"/>"#);
            put_before(&sheet.text, &sheet.tags, later, &child, &mut edits);
        }
        Drawing::Gone => {
            for (index, tag) in sheet.tags.iter().enumerate().filter(|(_, tag)| tag.opens("legacyDrawing")) {
                edits.replace(whole(&sheet.tags, index).unwrap_or(tag.at.clone()), "");
            }
        }
    }
    if !edits.is_empty() {
        package.set(&sheet.part, edits.apply(&sheet.text));
    }
}

/// Takes marks away; the numbers of the rules that are the office's own.
fn without_marks(sheet: &Sheet, edits: &mut Edits) -> Vec<usize> {
    let mut theirs = Vec::new();
    for (index, _) in sheet.tags.iter().enumerate().filter(|(_, tag)| tag.opens("conditionalFormatting")) {
        let rules = children(&sheet.tags, index);
        let is_rule = |rule: &usize| sheet.tags.get(*rule).is_some_and(|tag| tag.opens("cfRule"));
        let (ours, others): (Vec<usize>, Vec<usize>) = rules.into_iter().filter(is_rule).partition(|rule| sheet.is_mark(*rule));
        let gone = if others.is_empty() && !ours.is_empty() { vec![index] } else { ours };
        for element in gone.into_iter().filter_map(|index| whole(&sheet.tags, index)) {
            edits.replace(element, "");
        }
        theirs.extend(others);
    }
    theirs
}

/// The first priority of so many marks: before all of the office, which move up in their order where they must. A pivot table knows its
/// rules by their priority; where there is one, marks come last.
fn before(sheet: &Sheet, theirs: &[usize], marks: usize, edits: &mut Edits) -> usize {
    let priority = |tag: &Tag| tag.attribute("priority")?.parse::<usize>().ok();
    let known: Vec<(&Tag, usize)> =
        theirs.iter().filter_map(|rule| sheet.tags.get(*rule)).filter_map(|tag| Some((tag, priority(tag)?))).collect();
    let Some(lowest) = known.iter().map(|(_, priority)| *priority).min() else { return 1 };
    if lowest > marks {
        return 1;
    }
    let is_pivot = |tag: &Tag| tag.opens("conditionalFormatting") && matches!(tag.attribute("pivot"), Some("1" | "true"));
    if sheet.tags.iter().any(is_pivot) {
        return known.iter().map(|(_, priority)| priority + 1).max().unwrap_or(1);
    }
    if marks > 0 {
        for (tag, priority) in known {
            edits.replace(tag.at.clone(), tag.with("priority", &(priority + marks + 1 - lowest).to_string()));
        }
    }
    1
}
