//! One value of a TOML file as what the vocabulary asks for: a text, an exact number, a day, one of some words.

use toml::de::DeValue;
use toml::Spanned;

use super::{nearest, Fields, Reader};
use crate::base::exact::Exact;
use crate::base::period::Day;
use crate::base::problem::Fault;
use crate::base::text::Say;
use crate::rubric::words::Kind;

/// One value.
#[derive(Clone, Copy)]
pub(in crate::rubric) struct Item<'r, 't> {
    reader: &'r Reader<'t>,
    value: &'r Spanned<DeValue<'t>>,
    /// What the table of words says of it; none where a key is unknown.
    kind: Option<&'static Kind>,
}

impl<'r, 't> Item<'r, 't> {
    pub fn new(reader: &'r Reader<'t>, value: &'r Spanned<DeValue<'t>>, kind: Option<&'static Kind>) -> Self {
        Self { reader, value, kind }
    }

    fn wrong<T>(&self, zh: &str, en: &str) -> Option<T> {
        let expected = Say::new(zh, en);
        self.fault(Fault::RubricValue { expected }, self.raw());
        None
    }

    pub fn fault(&self, fault: Fault, found: &str) {
        self.reader.fault(fault, &self.value.span(), found);
    }

    fn raw(&self) -> &str {
        let text = self.reader.text(self.value.span());
        text.lines().next().unwrap_or("")
    }

    pub fn text(&self) -> Option<String> {
        let text = self.value.get_ref().as_str().map(str::to_owned);
        text.or_else(|| self.wrong("一个带引号的文字", "a text in quotes"))
    }

    /// A text that is not empty.
    pub fn filled(&self) -> Option<String> {
        let text = self.text()?;
        if text.trim().is_empty() {
            return self.wrong("一个不为空的文字", "a text that is not empty");
        }
        Some(text)
    }

    /// One text or a list of texts, at least one.
    pub fn some_texts(&self) -> Vec<String> {
        if self.is_list() && self.list().is_empty() {
            self.wrong::<()>("至少一项", "at least one text");
        }
        self.texts()
    }

    /// One text or a list of texts.
    pub fn texts(&self) -> Vec<String> {
        if let Some(text) = self.value.get_ref().as_str() {
            vec![text.to_owned()]
        } else if self.is_list() {
            self.list().iter().filter_map(Item::text).collect()
        } else {
            self.wrong("文字，或方括号中的若干文字", "a text, or a list of texts").unwrap_or_default()
        }
    }

    pub fn number(&self) -> Option<Exact> {
        let read = match self.value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => Exact::parse(number.as_str()),
            DeValue::Float(number) => Exact::parse(number.as_str()),
            DeValue::String(text) => Exact::parse(text),
            DeValue::Integer(_) | DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => None,
        };
        read.or_else(|| self.wrong("一个数，如 3、0.5 或 \"1/3\"", "a number such as 3, 0.5 or \"1/3\""))
    }

    pub fn whole(&self) -> Option<u64> {
        let read = self.value.get_ref().as_integer().filter(|number| number.radix() == 10);
        let read = read.and_then(|number| number.as_str().parse().ok());
        read.or_else(|| self.wrong("不小于 0 的整数", "a whole number not below 0"))
    }

    /// Two numbers, the lower one first.
    pub fn pair(&self) -> Option<(Exact, Exact)> {
        let list = if self.is_list() { self.list() } else { Vec::new() };
        let [low, high] = list.as_slice() else { return self.wrong("两个数 [下限, 上限]", "two numbers [low, high]") };
        let (low, high) = low.number().zip(high.number())?;
        if low > high {
            let why = Say::new("下限高于上限", "the lower end is above the upper end");
            self.fault(Fault::RubricConflict { why }, self.raw());
        }
        Some((low, high))
    }

    /// Two whole numbers, the lower one first.
    pub fn whole_pair(&self) -> Option<(u64, u64)> {
        let (low, high) = self.pair()?;
        let whole = |number: &Exact| number.to_whole().and_then(|number| u64::try_from(number).ok());
        whole(&low)
            .zip(whole(&high))
            .or_else(|| self.wrong("两个不小于 0 的整数 [下限, 上限]", "two whole numbers [low, high], not below 0"))
    }

    pub fn flag(&self) -> Option<bool> {
        self.value.get_ref().as_bool().or_else(|| self.wrong("true 或 false", "true or false"))
    }

    pub fn day(&self) -> Option<Day> {
        self.day_text()
            .and_then(|text| Day::parse_from_str(&text, "%Y-%m-%d").ok())
            .or_else(|| self.wrong("日期，如 2025-01-01", "a date such as 2025-01-01"))
    }

    /// A TOML date as text; none for other kinds, such as a date with a time.
    pub fn day_text(&self) -> Option<String> {
        self.value.get_ref().as_datetime().filter(|date| date.time.is_none()).map(ToString::to_string)
    }

    /// What the word stands for; the words are those of the table of words, in its order.
    pub fn choice<T: Copy>(&self, words: &[(&str, T)]) -> Option<T> {
        debug_assert!(
            self.kind.is_none_or(|kind| kind.choices().is_some_and(|known| words.iter().map(|(word, _)| word).eq(known))),
            "the reader offers {:?}, src/rubric/words/ has {:?}",
            words.iter().map(|(word, _)| *word).collect::<Vec<_>>(),
            self.kind
        );
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
        match self.value.get_ref().as_array() {
            Some(values) => {
                let kind = self.kind.and_then(Kind::item);
                values.iter().map(|value| Item::new(self.reader, value, kind)).collect()
            }
            None => self.wrong("方括号中的若干项", "a list").unwrap_or_default(),
        }
    }

    pub fn fields(&self) -> Option<Fields<'r, 't>> {
        let fields = self.value.get_ref().as_table().map(|table| Fields::new(self.reader, table, self.value.span(), self.kind));
        fields.or_else(|| self.wrong("一个表 { … }", "a table { … }"))
    }

    /// Words and their numbers, in order of the file.
    pub fn numbers_by_word(&self) -> Vec<(String, Exact)> {
        let entries = self.fields().map(|fields| fields.entries()).unwrap_or_default();
        entries.into_iter().filter_map(|(word, item)| Some((word, item.number()?))).collect()
    }
}
