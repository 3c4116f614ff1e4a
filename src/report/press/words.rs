//! The texts of a workbook, each held once and numbered in the order in which cells first have them, and how XML writes them.

#[expect(clippy::disallowed_types, reason = "it is only looked up in; texts are taken in the order of their numbers")]
use std::collections::HashMap;

use crate::report::package::{HEAD_LINE, MAIN};
use crate::report::xml::escape::push_text;

/// Texts and how many cells have one.
#[derive(Default)]
pub(super) struct Words {
    #[expect(clippy::disallowed_types, reason = "as above")]
    numbers: HashMap<String, u32>,
    /// The elements of those known so far.
    elements: String,
    cells: u32,
}

impl Words {
    /// The number of the text, for one more cell.
    pub fn number(&mut self, text: &str) -> u32 {
        self.cells += 1;
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        self.numbers.insert(text.to_owned(), number);
        let space = [' ', '\t', '\n'];
        let is_kept = text.starts_with(space) || text.ends_with(space);
        self.elements.push_str(if is_kept { "<si><t xml:space=\"preserve\">" } else { "<si><t>" });
        push_text(&mut self.elements, &unlike_escapes(text));
        self.elements.push_str("</t></si>");
        number
    }

    pub fn is_empty(&self) -> bool {
        self.cells == 0
    }

    /// The part that holds them.
    pub fn xml(&self) -> String {
        let (cells, different, elements) = (self.cells, self.numbers.len(), &self.elements);
        format!(r#"{HEAD_LINE}<sst xmlns="{MAIN}" count="{cells}" uniqueCount="{different}">{elements}</sst>"#)
    }
}

/// A text that happens to hold `_x0041_` would be read as `A`; its first `_` is written as what it is.
fn unlike_escapes(text: &str) -> String {
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, found) = rest.split_at(at);
        said.push_str(before);
        let is_escape = found.get(2..7).is_some_and(|code| {
            let (digits, end) = code.split_at_checked(4).unwrap_or_default();
            digits.chars().all(|digit| digit.is_ascii_hexdigit()) && end == "_"
        });
        said.push_str(if is_escape { "_x005F_x" } else { "_x" });
        rest = found.get(2..).unwrap_or_default();
    }
    said.push_str(rest);
    said
}
