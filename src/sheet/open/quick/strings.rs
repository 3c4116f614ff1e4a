//! The shared texts of a workbook, where they are written plainly.
//!
//! In: the part that holds them. Out: each text by its number, as the reader of workbooks has it; nothing for one that is written in
//! another way (runs of several fonts, readings, characters by number).

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use zip::ZipArchive;

use super::tags;

/// Shared texts behind one another.
#[derive(Debug, Default)]
pub struct Strings {
    texts: String,
    /// Where each ends; the first bit tells whether it is known.
    ends: Vec<u64>,
}

const UNKNOWN: u64 = 1 << 63;
/// Bytes read at once.
const AT_ONCE: usize = 1 << 18;
/// A longer piece between two ends of texts is none that is read here.
const MOST_PIECE: usize = 1 << 20;

impl Strings {
    /// Those of a workbook; none where they cannot be read here.
    pub fn of(path: &Path) -> Self {
        let archive = File::open(path).ok().and_then(|file| ZipArchive::new(BufReader::new(file)).ok());
        let strings = archive.and_then(|mut archive| Self::read(archive.by_name("xl/sharedStrings.xml").ok()?));
        strings.unwrap_or_default()
    }

    fn read(mut from: impl Read) -> Option<Self> {
        let (mut strings, mut window, mut is_open) = (Self::default(), Vec::with_capacity(AT_ONCE), false);
        loop {
            let before = window.len();
            let most = u64::try_from(AT_ONCE).ok()?;
            from.by_ref().take(most).read_to_end(&mut window).ok()?;
            if window.len() == before {
                return None;
            }
            let mut rest = window.as_slice();
            if !is_open {
                rest = tags::behind(rest, b"sst")?;
                is_open = true;
            }
            while let Some(end) = find(rest, b"</si>") {
                let (item, after) = rest.split_at_checked(end)?;
                rest = after.get(b"</si>".len()..)?;
                strings.take(item.trim_ascii_start())?;
            }
            if rest.trim_ascii_start().starts_with(b"</sst>") {
                return Some(strings);
            }
            let left = rest.len();
            if left > MOST_PIECE {
                return None;
            }
            window.drain(..window.len() - left);
        }
    }

    /// Takes what stands between two ends; nothing where it is more than one text.
    fn take(&mut self, item: &[u8]) -> Option<()> {
        let inside = item.strip_prefix(b"<si>")?;
        let known = plain(inside).and_then(|(text, is_kept)| self.push(text, is_kept)).is_some();
        // Where anything else than this text may begin or end, the numbers behind it would not be these.
        if !known && !tags::is_closed(inside, &[b"si", b"sst"]) {
            return None;
        }
        let end = u64::try_from(self.texts.len()).ok()?;
        self.ends.push(if known { end } else { end | UNKNOWN });
        Some(())
    }

    /// Keeps a text, its blanks at both ends only where it is said; nothing where more is to be understood.
    fn push(&mut self, text: &[u8], is_kept: bool) -> Option<()> {
        let text = std::str::from_utf8(text).ok()?;
        let ends = |text: &str| text.trim_matches([' ', '\t', '\r', '\n']).len() == text.len();
        if text.contains(['\r', '<']) || text.contains("_x") || !(is_kept || ends(text)) {
            return None;
        }
        let start = self.texts.len();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('&') {
            self.texts.push_str(before);
            let meant = [("amp;", '&'), ("lt;", '<'), ("gt;", '>'), ("quot;", '"'), ("apos;", '\'')];
            let found = meant.iter().find_map(|(written, meant)| Some((behind.strip_prefix(written)?, *meant)));
            let Some((after, meant)) = found else {
                self.texts.truncate(start);
                return None;
            };
            self.texts.push(meant);
            rest = after;
        }
        self.texts.push_str(rest);
        Some(())
    }

    /// The text with this number, from 0.
    pub fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)?;
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0) & !UNKNOWN;
        let known = end & UNKNOWN == 0;
        self.texts.get(usize::try_from(start).ok()?..usize::try_from(end & !UNKNOWN).ok()?).filter(|_| known)
    }
}

/// The text between plain tags, and whether its blanks are kept.
fn plain(inside: &[u8]) -> Option<(&[u8], bool)> {
    let text = inside.strip_suffix(b"</t>")?;
    text.strip_prefix(b"<t>").map(|text| (text, false)).or_else(|| Some((text.strip_prefix(b"<t xml:space=\"preserve\">")?, true)))
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = *wanted.first()?;
    let mut from = 0;
    loop {
        let at = from + bytes.get(from..)?.iter().position(|byte| *byte == first)?;
        if bytes.get(at..)?.starts_with(wanted) {
            return Some(at);
        }
        from = at + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(items: &str) -> Option<Vec<Option<String>>> {
        let part = format!("<?xml version=\"1.0\"?>\r\n<sst xmlns=\"x\" count=\"9\" uniqueCount=\"9\">{items}</sst>");
        let strings = Strings::read(part.as_bytes())?;
        Some((0..strings.ends.len()).map(|number| strings.get(number).map(str::to_owned)).collect())
    }

    #[test]
    fn plain_texts_are_read_and_others_are_left() {
        let items =
            "<si><t>姓名</t></si>\n<si><t xml:space=\"preserve\"> a &lt;b&gt; &amp; c</t></si><si><r><t>赵</t></r><r><t>一</t></r></si>\
                     <si><t> blank</t></si><si><t>a&#10;b</t></si><si><t>_x000D_</t></si><si><t>末</t></si><si><t></t></si>";
        let some = |text: &str| Some(text.to_owned());
        let expected = vec![some("姓名"), some(" a <b> & c"), None, None, None, None, some("末"), some("")];
        assert_eq!(read(items), Some(expected));
    }

    #[test]
    fn numbers_that_may_be_others_are_not_given() {
        for items in
            ["<si/><si><t>a</t></si>", "<!-- <si><t>x</t></si> --><si><t>a</t></si>", "<x:si><t>a</t></x:si>", "<si><t>a</t></si><si>"]
        {
            assert_eq!(read(items), None, "{items}");
        }
        assert!(Strings::read("<x:sst><x:si/></x:sst>".as_bytes()).is_none());
    }

    #[test]
    fn texts_across_the_pieces_that_are_read_are_whole() {
        let items = (0..40_000).map(|number| format!("<si><t>第{number}号问题</t></si>")).collect::<Vec<_>>().concat();
        assert!(items.len() > 3 * AT_ONCE);
        let found = read(&items).unwrap_or_default();
        assert_eq!(found.len(), 40_000);
        assert!(found.iter().enumerate().all(|(number, text)| *text == Some(format!("第{number}号问题"))));
    }
}
