//! What stands in the XML of a part beside its texts: attributes, comments, and texts where nobody would look for any.
//!
//! In: a part with its tags. Out: what is private in it. Sizes, places, colours and identifiers are numbers too and no telephones, so
//! that a value of nothing but digits counts where it is a label, and elsewhere only as an identity number, by its check digit.

use crate::base::place::Place;
use crate::base::problem::{Fault, Problem};
use crate::base::text::Say;
use crate::report::xml::{following, Kind, Tag};

use super::private::{find, Private};
use super::Scan;

/// Attributes that name, label or remark.
const LABELS: [&str; 25] = [
    "alt",
    "author",
    "caption",
    "codeName",
    "comment",
    "descr",
    "display",
    "displayName",
    "error",
    "errorTitle",
    "formatCode",
    "initials",
    "label",
    "location",
    "name",
    "nickname",
    "prompt",
    "promptTitle",
    "string",
    "Target",
    "title",
    "tooltip",
    "totalsRowLabel",
    "user",
    "userName",
];

/// Elements whose `val` is what a cell holds; that of all others is a size or a setting.
const VALUED: [&str; 3] = ["filter", "customFilter", "inputCells"];

/// Elements of properties that hold times of saving and versions.
const DATED: [&str; 3] = ["created", "modified", "AppVersion"];

/// A part and where it is told to be.
pub(super) struct Part<'p> {
    pub path: &'p str,
    pub text: &'p str,
    pub tags: &'p [Tag],
    pub place: &'p Place,
    /// Its cells, or the texts that cells share, have been looked through.
    pub read: bool,
}

impl Part<'_> {
    /// What is private in its attributes, told once for each that holds such.
    pub fn attributes(&self, scan: &Scan, found: &mut Vec<Problem>) {
        for (tag, key, value) in self.tags.iter().flat_map(|tag| tag.attributes().map(move |(key, value)| (tag, key, value))) {
            // The name of a sheet is looked at with the sheet.
            if tag.name == "sheet" && key == "name" {
                continue;
            }
            for one in private(tag, key, value).into_iter().filter(|one| !scan.allowed.holds(&one.found)) {
                let (kind, path) = (one.kind.say(), self.path);
                let what = Say::new(format!("{}（{path} 的属性 {key}）", kind.zh), format!("{} (attribute {key} of {path})", kind.en));
                let fault = Fault::PublicPrivate { what };
                if !found.iter().any(|before| before.fault == fault && before.place == *self.place) {
                    found.push(Problem::new(fault, self.place.clone(), one.masked()));
                }
            }
        }
    }

    /// What is private between its tags, comments of the XML included.
    pub fn texts(&self, scan: &Scan, found: &mut Vec<Problem>) {
        let begun = self.tags.first().map_or(self.text.len(), |tag| tag.at.start);
        found.extend(scan.private(self.text.get(..begun).unwrap_or_default(), self.place));
        let mut in_cell = false;
        for (index, tag) in self.tags.iter().enumerate() {
            if self.read && matches!(tag.name.as_str(), "c" | "si") {
                in_cell = tag.kind == Kind::Open;
            }
            let opens = tag.kind != Kind::Close;
            let text = following(self.text, self.tags, index);
            let read = in_cell && opens && matches!(tag.name.as_str(), "t" | "v") && !text.contains("<!");
            let dated = opens && DATED.contains(&tag.name.as_str());
            if !read && !dated {
                found.extend(scan.private(&text, self.place));
            }
        }
    }
}

fn private(tag: &Tag, key: &str, value: &str) -> Vec<Private> {
    let label = LABELS.contains(&key) || key == "val" && VALUED.contains(&tag.name.as_str());
    if label || !is_code(value) {
        return find(value);
    }
    // Shorter than an identity number.
    if value.len() < 18 {
        return Vec::new();
    }
    find(value).into_iter().filter(Private::is_proven).collect()
}

/// A number, a size, a time, a colour, or an identifier in sixteens: nothing that anybody wrote.
fn is_code(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_hexdigit() || b" {}()[]-+.,:;%/$!_#TZ".contains(&byte))
}
