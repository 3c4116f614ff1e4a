//! Reading a table of TOML key by key: every mistake is collected, with its line and a mark below it.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};
use toml::Spanned;
use unicode_width::UnicodeWidthStr;

use crate::base::exact::Exact;
use crate::base::period::Day;
use crate::base::place::Place;
use crate::base::problem::{Fault, Problem};
use crate::base::text::Say;

/// The file that is read, and the mistakes found in it.
pub(super) struct Reader<'t> {
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

/// A table whose keys are asked for one by one; those never asked for are unknown.
pub(super) struct Fields<'r, 't> {
    reader: &'r Reader<'t>,
    table: &'r DeTable<'t>,
    span: Range<usize>,
    asked: RefCell<Vec<&'static str>>,
}

impl<'r, 't> Fields<'r, 't> {
    pub fn new(reader: &'r Reader<'t>, table: &'r DeTable<'t>, span: Range<usize>) -> Self {
        Self { reader, table, span, asked: RefCell::default() }
    }

    pub fn get(&self, key: &'static str) -> Option<Item<'r, 't>> {
        self.asked.borrow_mut().push(key);
        self.table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| Item { reader: self.reader, value })
    }

    pub fn need(&self, key: &'static str) -> Option<Item<'r, 't>> {
        let item = self.get(key);
        if item.is_none() {
            self.fault(Fault::RubricMissingKey { key: key.to_owned() }, "");
        }
        item
    }

    pub fn has(&self, key: &str) -> bool {
        self.table.iter().any(|(name, _)| name.get_ref() == key)
    }

    pub fn text(&self, key: &'static str) -> String {
        self.need(key).and_then(|item| item.text()).unwrap_or_default()
    }

    pub fn text_or_none(&self, key: &'static str) -> Option<String> {
        self.get(key)?.text()
    }

    pub fn texts(&self, key: &'static str) -> Vec<String> {
        self.get(key).map(|item| item.texts()).unwrap_or_default()
    }

    pub fn number(&self, key: &'static str) -> Option<Exact> {
        self.get(key)?.number()
    }

    pub fn need_number(&self, key: &'static str) -> Exact {
        self.need(key).and_then(|item| item.number()).unwrap_or_default()
    }

    pub fn flag(&self, key: &'static str) -> Option<bool> {
        self.get(key)?.flag()
    }

    pub fn whole(&self, key: &'static str) -> Option<u64> {
        self.get(key)?.whole()
    }

    pub fn choice<T: Copy>(&self, key: &'static str, words: &[(&str, T)], default: T) -> T {
        self.get(key).and_then(|item| item.choice(words)).unwrap_or(default)
    }

    /// The keys of the table itself, in order of the file: for tables whose keys are ids.
    pub fn entries(&self) -> Vec<(String, Item<'r, 't>)> {
        let mut entries: Vec<_> = self.table.iter().collect();
        entries.sort_by_key(|(name, _)| name.span().start);
        entries.into_iter().map(|(name, value)| (name.get_ref().to_string(), Item { reader: self.reader, value })).collect()
    }

    pub fn fault(&self, fault: Fault, found: &str) {
        self.reader.fault(fault, &self.span, found);
    }

    pub fn conflict(&self, why: Say) {
        self.fault(Fault::RubricConflict { why }, "");
    }

    pub fn line(&self) -> u32 {
        self.reader.line(self.span.start)
    }

    /// Every key that nobody asked for is a mistake.
    pub fn finish(self) {
        let asked = self.asked.into_inner();
        for (name, _) in self.table {
            let key: &str = name.get_ref();
            if !asked.contains(&key) {
                let mut known: Vec<String> = asked.iter().map(|word| (*word).to_owned()).collect();
                known.dedup();
                let nearest = nearest(key, &known);
                self.reader.fault(Fault::RubricUnknownKey { known, nearest }, &name.span(), key);
            }
        }
    }
}

/// One value.
#[derive(Clone, Copy)]
pub(super) struct Item<'r, 't> {
    reader: &'r Reader<'t>,
    value: &'r Spanned<DeValue<'t>>,
}

impl<'r, 't> Item<'r, 't> {
    fn wrong<T>(&self, zh: &str, en: &str) -> Option<T> {
        let expected = Say::new(zh, en);
        self.fault(Fault::RubricValue { expected }, self.raw());
        None
    }

    pub fn fault(&self, fault: Fault, found: &str) {
        self.reader.fault(fault, &self.value.span(), found);
    }

    fn raw(&self) -> &str {
        let text = self.reader.text.get(self.value.span()).unwrap_or("");
        text.lines().next().unwrap_or("")
    }

    pub fn text(&self) -> Option<String> {
        match self.value.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            _ => self.wrong("一个带引号的文字", "a text in quotes"),
        }
    }

    /// One text or a list of texts.
    pub fn texts(&self) -> Vec<String> {
        match self.value.get_ref() {
            DeValue::String(text) => vec![text.to_string()],
            DeValue::Array(_) => self.list().iter().filter_map(Item::text).collect(),
            _ => self.wrong("文字，或方括号中的若干文字", "a text, or a list of texts").unwrap_or_default(),
        }
    }

    pub fn number(&self) -> Option<Exact> {
        let read = match self.value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => Exact::parse(number.as_str()),
            DeValue::Float(number) => Exact::parse(number.as_str()),
            DeValue::String(text) => Exact::parse(text),
            _ => None,
        };
        read.or_else(|| self.wrong("一个数，如 3、0.5 或 \"1/3\"", "a number such as 3, 0.5 or \"1/3\""))
    }

    pub fn whole(&self) -> Option<u64> {
        let read = match self.value.get_ref() {
            DeValue::Integer(number) => number.as_str().parse().ok(),
            _ => None,
        };
        read.or_else(|| self.wrong("不小于 0 的整数", "a whole number not below 0"))
    }

    pub fn flag(&self) -> Option<bool> {
        self.value.get_ref().as_bool().or_else(|| self.wrong("true 或 false", "true or false"))
    }

    pub fn day(&self) -> Option<Day> {
        self.day_text()
            .and_then(|text| Day::parse_from_str(&text, "%Y-%m-%d").ok())
            .or_else(|| self.wrong("日期，如 2025-01-01", "a date such as 2025-01-01"))
    }

    /// A TOML date as text; none for other kinds.
    pub fn day_text(&self) -> Option<String> {
        self.value.get_ref().as_datetime().map(|date| date.to_string().chars().take(10).collect())
    }

    pub fn choice<T: Copy>(&self, words: &[(&str, T)]) -> Option<T> {
        let known: Vec<String> = words.iter().map(|(word, _)| (*word).to_owned()).collect();
        let text = self.value.get_ref().as_str();
        let found = text.and_then(|text| words.iter().find(|(word, _)| *word == text));
        if found.is_none() {
            let hint = text.and_then(|text| nearest(text, &known)).map(|near| format!("（{near}？）")).unwrap_or_default();
            let listed = known.join(" ");
            self.wrong::<()>(&format!("其中之一：{listed}{hint}"), &format!("one of: {listed}{hint}"));
        }
        found.map(|(_, value)| *value)
    }

    pub fn is_text(&self) -> bool {
        self.value.get_ref().is_str()
    }

    pub fn is_list(&self) -> bool {
        self.value.get_ref().is_array()
    }

    pub fn is_table(&self) -> bool {
        self.value.get_ref().is_table()
    }

    pub fn is_number(&self) -> bool {
        self.value.get_ref().is_integer() || self.value.get_ref().is_float()
    }

    pub fn list(&self) -> Vec<Item<'r, 't>> {
        match self.value.get_ref() {
            DeValue::Array(values) => values.iter().map(|value| Item { reader: self.reader, value }).collect(),
            _ => self.wrong("方括号中的若干项", "a list").unwrap_or_default(),
        }
    }

    pub fn fields(&self) -> Option<Fields<'r, 't>> {
        match self.value.get_ref() {
            DeValue::Table(table) => Some(Fields::new(self.reader, table, self.value.span())),
            _ => self.wrong("一个表 { … }", "a table { … }"),
        }
    }

    /// Words and their numbers, in order of the file.
    pub fn numbers_by_word(&self) -> Vec<(String, Exact)> {
        let entries = self.fields().map(|fields| fields.entries()).unwrap_or_default();
        entries.into_iter().filter_map(|(word, item)| Some((word, item.number()?))).collect()
    }
}

/// The known word that is most like this one, if any is like it.
pub(super) fn nearest(word: &str, known: &[String]) -> Option<String> {
    let scored = known.iter().map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate));
    let limit = 1.max(word.chars().count() / 3);
    scored.filter(|(distance, _)| *distance <= limit).min().map(|(_, candidate)| candidate.clone())
}
