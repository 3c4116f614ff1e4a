//! The file that is read: lines, marks below what is wrong, and the mistakes found so far.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use unicode_width::UnicodeWidthStr;

use super::beyond::beyond;
use crate::base::place::Place;
use crate::base::problem::{Fault, Problem};
#[cfg(test)]
use crate::rubric::words::Section;

/// The file that is read, and the mistakes found in it.
pub(in crate::rubric) struct Reader<'t> {
    file: Arc<str>,
    text: &'t str,
    /// Where each line starts.
    lines: Vec<usize>,
    problems: RefCell<Vec<Problem>>,
    /// Lines with a syntax error, by number.
    broken: BTreeSet<u32>,
    /// Sections and the words of them that were asked for.
    #[cfg(test)]
    asked: RefCell<BTreeSet<(&'static str, &'static str)>>,
}

/// More of a line than this is not shown, nor more than a part of it before what is marked.
const WIDEST: usize = 160;
const WIDEST_BEFORE: usize = 80;

impl<'t> Reader<'t> {
    pub fn new(file: &str, text: &'t str) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(end, _)| end + 1)).collect();
        Self {
            file: file.into(),
            text,
            lines,
            problems: RefCell::default(),
            broken: BTreeSet::new(),
            #[cfg(test)]
            asked: RefCell::default(),
        }
    }

    /// Takes note of a word that was asked for.
    #[cfg(test)]
    pub fn note(&self, section: Option<&'static Section>, key: &'static str) {
        if let Some(section) = section.filter(|section| section.word(key).is_some()) {
            self.asked.borrow_mut().insert((section.path, key));
        }
    }

    /// What was asked for.
    #[cfg(test)]
    pub fn into_asked(self) -> BTreeSet<(&'static str, &'static str)> {
        self.asked.into_inner()
    }

    /// Takes note of a syntax error; keys under its line are not checked again.
    pub fn syntax(&mut self, error: &toml::de::Error) {
        let span = error.span().unwrap_or(0..0);
        let line = self.line(span.start);
        let before = (1..line).rev().find(|number| !self.line_text(*number).trim().is_empty()).unwrap_or(line);
        // An open bracket makes every line behind it a mistake: one typo is one problem.
        if !self.broken.contains(&before) {
            self.fault(Fault::RubricSyntax { why: error.message().to_owned() }, &span, "");
        }
        // What was left open stands in the line before.
        self.broken.extend([before, line]);
    }

    /// Takes note of what only TOML 1.1 allows; the rest of the file is checked all the same.
    pub fn beyond(&self) {
        for (span, why) in beyond(self.text) {
            let why = format!("TOML 1.0：{why}");
            self.fault(Fault::RubricSyntax { why }, &span, "");
        }
    }

    pub fn fault(&self, fault: Fault, span: &Range<usize>, found: &str) {
        if self.broken.contains(&self.line(span.start)) {
            return;
        }
        let problem = Problem::new(fault, self.place(span.start), found).excerpt(self.excerpt(span));
        self.problems.borrow_mut().push(problem);
    }

    /// Whether no mistake was found.
    pub fn is_sound(&self) -> bool {
        self.problems.borrow().is_empty()
    }

    /// Behind a syntax error parts of the file are unread, so that what seems to be missing may be there.
    pub fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        if !self.broken.is_empty() {
            problems.retain(|problem| {
                matches!(problem.fault, Fault::RubricSyntax { .. } | Fault::RubricUnknownKey { .. } | Fault::RubricValue { .. })
            });
        }
        problems
    }

    /// What is written there.
    pub fn text(&self, span: Range<usize>) -> &'t str {
        self.text.get(span).unwrap_or("")
    }

    /// Number of the line, from 1.
    pub fn line(&self, offset: usize) -> u32 {
        u32::try_from(self.lines.partition_point(|start| *start <= offset)).unwrap_or(u32::MAX)
    }

    fn line_text(&self, number: u32) -> &'t str {
        let start = (number as usize).checked_sub(1).and_then(|index| self.lines.get(index)).copied().unwrap_or(0);
        self.text(self.line_span(start))
    }

    fn line_span(&self, offset: usize) -> Range<usize> {
        let number = self.lines.partition_point(|start| *start <= offset);
        let start = number.checked_sub(1).and_then(|index| self.lines.get(index)).copied().unwrap_or(0);
        start..self.lines.get(number).map_or(self.text.len(), |next| next - 1)
    }

    fn place(&self, offset: usize) -> Place {
        let start = self.line_span(offset).start;
        let column = self.text.get(start..offset).map_or(0, |part| part.chars().count());
        Place::file(&self.file).at(self.line(offset), u32::try_from(column).unwrap_or(0).saturating_add(1))
    }

    /// The line and a mark below the span; wide characters take two columns.
    fn excerpt(&self, span: &Range<usize>) -> Vec<String> {
        let line = self.line_span(span.start);
        let before = self.text.get(line.start..span.start).unwrap_or("");
        let skipped = before.char_indices().rev().nth(WIDEST_BEFORE).map_or(0, |(start, _)| start);
        let before = before.get(skipped..).unwrap_or("");
        let text = self.text.get(line.start + skipped..line.end).unwrap_or("").trim_end();
        let shown = text.char_indices().nth(WIDEST).map_or(text, |(end, _)| text.get(..end).unwrap_or(""));
        let marked = shown.get(before.len()..(before.len() + span.len()).min(shown.len())).unwrap_or("");
        let number = format!("{:>4} | ", self.line(span.start));
        let indent = " ".repeat(number.width() + before.width());
        vec![format!("{number}{shown}"), format!("{indent}{}", "^".repeat(marked.width().max(1)))]
    }
}
