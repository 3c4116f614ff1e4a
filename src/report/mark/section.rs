//! What duly says within a comment, between two lines of its own: known by them whoever saved the file, whatever stands around.
//!
//! Authors, names and formats do not last when a program saves a workbook anew; the text does.

use std::ops::Range;

use crate::report::xml::escape::escaped;
use crate::report::xml::{inside, plain, whole, Edits, Tag};

const BEGIN: &str = "【duly】";
const END: &str = "【/duly】";
/// Between what somebody else says and the section.
const GAP: &str = "\n\n";

/// The text with its first and last line, as it stands in a comment of its own.
pub(super) fn framed(text: &str) -> String {
    format!("{BEGIN}\n{text}\n{END}")
}

/// The same, behind what somebody else says.
pub(super) fn joined(text: &str) -> String {
    format!("{GAP}{}", framed(text))
}

/// What a comment says without duly.
pub(super) struct Rest {
    /// Whether duly said something.
    pub had_section: bool,
    /// The text of everybody else.
    pub text: String,
}

/// Takes the sections out of the comment whose text element this is.
pub(super) fn cut(text: &str, tags: &[Tag], element: usize, edits: &mut Edits) -> Rest {
    let pieces = pieces(text, tags, element);
    let said: String = pieces.iter().map(|piece| piece.said.as_str()).collect();
    let sections = sections(&said);
    let mut start = 0;
    let mut rest = String::new();
    for piece in pieces {
        let left = without(&piece.said, start, &sections);
        start += piece.said.len();
        if left != piece.said {
            if left.is_empty() {
                edits.replace(piece.all, "");
            } else {
                let prefix = &piece.prefix;
                edits.replace(piece.element, format!(r#"<{prefix}t xml:space="preserve">{}</{prefix}t>"#, escaped(&left)));
            }
        }
        rest.push_str(&left);
    }
    Rest { had_section: !sections.is_empty(), text: rest }
}

/// A text within a comment; formats divide what is said into several.
struct Piece {
    said: String,
    prefix: String,
    /// The element of the text.
    element: Range<usize>,
    /// The run that it is alone in, else itself.
    all: Range<usize>,
}

fn pieces(text: &str, tags: &[Tag], element: usize) -> Vec<Piece> {
    let Some(within) = whole(tags, element) else { return Vec::new() };
    let mut pieces = Vec::new();
    let mut run: Option<Range<usize>> = None;
    let mut reading = 0;
    for (index, tag) in tags.iter().enumerate().skip(element + 1).take_while(|(_, tag)| tag.at.start < within.end) {
        // How a word is read is no part of what is said.
        if tag.at.start < reading {
            continue;
        }
        if tag.opens("rPh") {
            reading = whole(tags, index).map_or(0, |element| element.end);
        } else if tag.opens("r") {
            run = whole(tags, index);
        } else if let (true, Some(element), Some(content)) = (tag.opens("t"), whole(tags, index), inside(tags, index)) {
            let all = run.clone().filter(|run| element.start < run.end).unwrap_or(element.clone());
            let said = plain(text.get(content).unwrap_or_default());
            pieces.push(Piece { said, prefix: tag.prefix.clone(), element, all });
        }
    }
    pieces
}

/// Where sections stand, each with the gap before it.
fn sections(said: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(begin) = said.get(from..).and_then(|rest| rest.find(BEGIN)).map(|at| from + at) {
        let behind = begin + BEGIN.len();
        let end = said.get(behind..).and_then(|rest| rest.find(END)).map_or(said.len(), |at| behind + at + END.len());
        let before = said.get(from..begin).unwrap_or_default();
        let mut kept = before;
        for _ in GAP.chars() {
            kept = kept.strip_suffix('\n').map_or(kept, |kept| kept.strip_suffix('\r').unwrap_or(kept));
        }
        found.push(begin - (before.len() - kept.len())..end);
        from = end;
    }
    found
}

/// The piece that begins at this byte of all that is said, without the sections.
fn without(piece: &str, start: usize, sections: &[Range<usize>]) -> String {
    let is_left = |(at, _): &(usize, char)| !sections.iter().any(|section| section.contains(&(start + at)));
    piece.char_indices().filter(is_left).map(|(_, mark)| mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::xml::tags;

    fn cut_of(text: &str) -> Result<(String, bool, String), quick_xml::Error> {
        let tags = tags(text)?;
        let mut edits = Edits::default();
        let rest = cut(text, &tags, 0, &mut edits);
        Ok((edits.apply(text), rest.had_section, rest.text))
    }

    #[test]
    fn the_section_is_cut_out_however_runs_divide_it() -> Result<(), quick_xml::Error> {
        let alone = "<text><t>【duly】\n甲\n【/duly】</t></text>";
        assert_eq!(cut_of(alone)?, ("<text></text>".into(), true, String::new()));
        let divided = "<text><r><rPr><b/></rPr><t>问过</t></r><r><t>本人\n\n【du</t></r><r><t>ly】\n甲&lt;\n【/duly】\n已改</t></r></text>";
        let (text, _, rest) = cut_of(divided)?;
        assert_eq!(rest, "问过本人\n已改");
        assert!(text.starts_with("<text><r><rPr><b/></rPr><t>问过</t></r><r><t xml:space=\"preserve\">本人</t></r>"), "{text}");
        let other = "<text><r><t>duly 是什么</t></r></text>";
        assert_eq!(cut_of(other)?, (other.to_owned(), false, "duly 是什么".to_owned()));
        let (_, _, rest) = cut_of("<text><t>问过\r\n\r\n【duly】\n甲\n【/duly】，再问\n\n【duly】\n没有尾</t></text>")?;
        assert_eq!(rest, "问过，再问");
        Ok(())
    }
}
