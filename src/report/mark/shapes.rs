//! The boxes that show comments: shapes of a legacy drawing (VML).
//!
//! Spreadsheets write this format in ways that are no XML, so it is not parsed: shapes are found by their tags.

use std::collections::BTreeSet;

use super::comments::Texts;
use super::Unmarked;

/// What is to become of the boxes of a sheet.
#[derive(Debug, Default)]
pub(super) struct Boxes {
    /// Cells whose comment was taken away.
    pub gone: BTreeSet<(u32, u32)>,
    /// What the comments of somebody else say together with ours.
    pub joined: Texts,
    /// Comments of our own.
    pub new: Texts,
}

/// A drawing without shapes.
pub(super) const EMPTY: &str = r#"<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>"#;

/// Prefixes that our shapes use, and what they stand for.
const SPACES: [(&str, &str); 3] = [
    ("v", "urn:schemas-microsoft-com:vml"),
    ("o", "urn:schemas-microsoft-com:office:office"),
    ("x", "urn:schemas-microsoft-com:office:excel"),
];
/// Columns of a box, lines of it, and letters on a line of a column.
const WIDE: u32 = 5;
const LINES: std::ops::RangeInclusive<u32> = 4..=30;
const LETTERS: usize = 4;

/// The drawing with these boxes, and whether it shows anything.
pub(super) fn with(text: &str, boxes: &Boxes) -> Result<(String, bool), Unmarked> {
    let mut drawn = String::with_capacity(text.len());
    let (mut rest, mut seen) = (text, BTreeSet::new());
    while let Some((before, shape, after)) = next(rest) {
        drawn.push_str(before);
        rest = after;
        let at = cell(shape);
        if at.is_some_and(|at| boxes.gone.contains(&at)) {
            continue;
        }
        match at.and_then(|at| boxes.joined.get(&at).map(|text| (at, text))) {
            Some((at, text)) => {
                seen.insert(at);
                drawn.push_str(&fitting(shape, text));
            }
            None => drawn.push_str(shape),
        }
    }
    drawn.push_str(rest);
    let Some(end) = drawn.rfind("</") else {
        return Err(Unmarked::new("批注的图形部分没有结尾", "the drawing of its comments has no end"));
    };
    let unseen = boxes.joined.iter().filter(|(at, _)| !seen.contains(*at));
    let spaces: Vec<String> = SPACES
        .iter()
        .filter(|(prefix, space)| !drawn.contains(&format!("xmlns:{prefix}=\"{space}\"")))
        .map(|(prefix, space)| format!(" xmlns:{prefix}=\"{space}\""))
        .collect();
    let new: Vec<String> =
        boxes.new.iter().chain(unseen).enumerate().map(|(number, (at, text))| shape(number, *at, text, &spaces.concat())).collect();
    drawn.insert_str(end, &new.concat());
    // Boxes, buttons and lists alike tell the spreadsheet what they are for.
    let shows = drawn.contains("ClientData");
    Ok((drawn, shows))
}

/// What stands before the next shape, the shape, and what follows; whatever the prefix of its tag.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let starts = text.match_indices('<').find_map(|(at, _)| {
        let name = text.get(at + 1..)?.split(|mark: char| mark.is_whitespace() || mark == '>').next()?;
        (name.rsplit(':').next() == Some("shape")).then_some((at, name))
    });
    let (at, name) = starts?;
    let closing = format!("</{name}>");
    let end = text.get(at..)?.find(&closing).map_or(text.len(), |length| at + length + closing.len());
    Some((text.get(..at)?, text.get(at..end)?, text.get(end..)?))
}

/// The cell whose comment the shape shows.
fn cell(shape: &str) -> Option<(u32, u32)> {
    let number = |name: &str| value(shape, name).and_then(|(_, text)| text.trim().parse::<u32>().ok());
    if !shape.contains("\"Note\"") && !shape.contains("'Note'") {
        return None;
    }
    Some((number("Row")? + 1, number("Column")? + 1))
}

/// Where the content of the element begins, and what it is.
fn value<'s>(shape: &'s str, name: &str) -> Option<(usize, &'s str)> {
    let found = [format!(":{name}>"), format!("<{name}>")].iter().find_map(|tag| shape.find(tag.as_str()).map(|at| at + tag.len()))?;
    shape.get(found..)?.split('<').next().map(|text| (found, text))
}

/// The box of somebody else's comment, made large enough for ours too.
fn fitting(shape: &str, text: &str) -> String {
    let Some((at, anchor)) = value(shape, "Anchor") else { return shape.to_owned() };
    let numbers: Vec<u32> = anchor.split(',').filter_map(|number| number.trim().parse().ok()).collect();
    let [left, left_off, top, top_off, right, right_off, bottom, bottom_off] = numbers.as_slice() else { return shape.to_owned() };
    let right = (*right).max(left + WIDE - 1);
    let bottom = (*bottom).max(top + lines(text, right - left));
    let grown = format!("{left}, {left_off}, {top}, {top_off}, {right}, {right_off}, {bottom}, {bottom_off}");
    format!("{}{grown}{}", shape.get(..at).unwrap_or_default(), shape.get(at + anchor.len()..).unwrap_or_default())
}

/// Lines that the text takes in a box of so many columns.
fn lines(text: &str, columns: u32) -> u32 {
    let letters = usize::try_from(columns).unwrap_or(usize::MAX).saturating_mul(LETTERS).max(LETTERS);
    let lines: usize = text.lines().map(|line| line.chars().count() / letters + 1).sum();
    u32::try_from(lines).unwrap_or(u32::MAX).clamp(*LINES.start(), *LINES.end())
}

/// A hidden box that a spreadsheet shows when the mouse is over the cell.
fn shape(number: usize, (row, column): (u32, u32), text: &str, spaces: &str) -> String {
    let (top, left) = (row.saturating_sub(1), column.saturating_sub(1));
    let (first, above) = (left + 1, top.saturating_sub(1));
    let (right, bottom) = (left + WIDE, above + lines(text, WIDE - 1));
    let id = 90_000 + number;
    format!(
        r##"<v:shape{spaces} id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path gradientshapeok="t" o:connecttype="none"/><v:textbox><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{first}, 15, {above}, 4, {right}, 40, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{top}</x:Row><x:Column>{left}</x:Column></x:ClientData></v:shape>"##
    )
}
