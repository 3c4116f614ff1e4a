//! The file that is read: lines, marks below what is wrong, and the mistakes found so far.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use unicode_width::UnicodeWidthStr;

use crate::base::place::Place;
use crate::base::problem::{Fault, Problem};

/// The file that is read, and the mistakes found in it.
pub(in crate::rubric) struct Reader<'t> {
    file: Arc<str>,
    text: &'t str,
    problems: RefCell<Vec<Problem>>,
    broken: Vec<Range<usize>>,
}

impl<'t> Reader<'t> {
    pub fn new(file: &str, text: &'t str) -> Self {
        Self { file: file.into(), text, problems: RefCell::default(), broken: Vec::new() }
    }

    /// Takes note of a syntax error; keys under its line are not checked again.
    pub fn syntax(&mut self, error: &toml::de::Error) {
        let span = error.span().unwrap_or(0..0);
        let line = self.line_span(span.start);
        // An open bracket makes every line behind it a mistake: one typo is one problem.
        let between = self.broken.last().and_then(|last| self.text.get(last.end..line.start.max(last.end)));
        if !between.is_some_and(|between| between.trim().is_empty()) {
            self.fault(Fault::RubricSyntax { why: error.message().to_owned() }, &span, "");
        }
        // What was left open stands in the line before.
        let before = self.text.get(..line.start).map_or(0, |before| before.trim_end().len());
        self.broken.push(self.line_span(before).start..line.end);
    }

    pub fn fault(&self, fault: Fault, span: &Range<usize>, found: &str) {
        if self.broken.iter().any(|line| line.contains(&span.start)) {
            return;
        }
        let problem = Problem::new(fault, self.place(span.start), found).excerpt(self.excerpt(span));
        self.problems.borrow_mut().push(problem);
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

    pub fn line(&self, offset: usize) -> u32 {
        let before = self.text.get(..offset).unwrap_or("");
        u32::try_from(before.matches('\n').count()).unwrap_or(u32::MAX).saturating_add(1)
    }

    fn line_span(&self, offset: usize) -> Range<usize> {
        let before = self.text.get(..offset).unwrap_or("");
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let end = self.text.get(offset..).and_then(|rest| rest.find('\n')).map_or(self.text.len(), |length| offset + length);
        start..end
    }

    fn place(&self, offset: usize) -> Place {
        let start = self.line_span(offset).start;
        let column = self.text.get(start..offset).map_or(0, |part| part.chars().count());
        Place::file(&self.file).at(self.line(offset), u32::try_from(column).unwrap_or(0).saturating_add(1))
    }

    /// The line and a mark below the span; wide characters take two columns.
    fn excerpt(&self, span: &Range<usize>) -> Vec<String> {
        let line = self.line_span(span.start);
        let text = self.text.get(line.clone()).unwrap_or("").trim_end();
        let before = self.text.get(line.start..span.start).unwrap_or("");
        let marked = self.text.get(span.start..span.end.min(line.end)).unwrap_or("");
        let number = format!("{:>4} | ", self.line(span.start));
        let indent = " ".repeat(number.width() + before.width());
        vec![format!("{number}{text}"), format!("{indent}{}", "^".repeat(marked.width().max(1)))]
    }
}
