//! A template filled: Markdown with figures in braces to blocks of text.
//!
//! `{{visits}}` is the figure, `{{visits:unit}}` its unit, `{{visits:before}}` that of the period before, `{{visits:change}}`
//! the difference in words, `{{solved/opinions}}` one in percent of another with both numbers, `{{table}}` on a line of its own
//! the table of all, `{{bars visits opinions}}` likewise figures drawn beside those of the period before.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::bars::{asked, bars, Bar};
use super::facts::{Facts, Gap};
use super::table::table;
use super::words::{change, change_of_shares, share, Share};
use crate::base::exact::Exact;
use crate::base::text::Language;

/// A piece of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading of level 1 to 3.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(String),
    /// A line of a list.
    Point(String),
    /// The table of figures, head first.
    Table(Vec<Vec<String>>),
    /// Figures drawn, with the ids of both periods.
    Bars(Vec<Bar>, [String; 2]),
}

/// What a figure nobody recorded is written as.
pub(super) fn gap(language: Language) -> &'static str {
    match language {
        Language::Chinese => "【未记录】",
        Language::English => "[not recorded]",
    }
}

/// What a figure is written as on which folders do not agree.
pub(super) fn differs(language: Language) -> &'static str {
    match language {
        Language::Chinese => "【数字不一致】",
        Language::English => "[numbers differ]",
    }
}

/// The blocks of a template, and what it asks for in vain.
pub(super) fn filled(template: &str, facts: &Facts) -> (Vec<Block>, Vec<Gap>) {
    let (mut blocks, mut gaps) = (Vec::new(), Vec::new());
    for (block, text) in parts(template) {
        if matches!(block, Block::Paragraph(_)) && text.trim() == "{{table}}" {
            blocks.push(Block::Table(table(facts, &shares(template))));
            continue;
        }
        if let Some(ids) = asked(&text).filter(|_| matches!(block, Block::Paragraph(_))) {
            let periods = [facts.periods.1.clone().unwrap_or_default(), facts.periods.0.clone()];
            blocks.push(Block::Bars(bars(&ids, facts, &mut gaps), periods));
            continue;
        }
        let text = sentence(&text, facts, &mut gaps);
        blocks.push(match block {
            Block::Heading(level, _) => Block::Heading(level, text),
            Block::Point(_) => Block::Point(text),
            Block::Paragraph(_) | Block::Table(_) | Block::Bars(..) => Block::Paragraph(text),
        });
    }
    gaps.sort();
    gaps.dedup();
    (blocks, gaps)
}

/// Kinds of blocks with their text.
fn parts(template: &str) -> Vec<(Block, String)> {
    let (mut parts, mut open, mut text) = (Vec::new(), None, String::new());
    for event in Parser::new(template) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => open = Some(Block::Heading(depth(level), String::new())),
            Event::Start(Tag::Item) => open = Some(Block::Point(String::new())),
            Event::Start(Tag::Paragraph) => open = open.or(Some(Block::Paragraph(String::new()))),
            Event::End(TagEnd::Heading(_) | TagEnd::Item | TagEnd::Paragraph) => {
                if let Some(block) = open.take() {
                    parts.push((block, std::mem::take(&mut text)));
                }
            }
            Event::Text(more) | Event::Code(more) | Event::InlineHtml(more) | Event::Html(more) => text.push_str(&more),
            Event::SoftBreak | Event::HardBreak => text.push('\n'),
            Event::Start(_)
            | Event::End(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::Rule
            | Event::TaskListMarker(_) => {}
        }
    }
    // Lines of one paragraph are one line; Chinese has no space between them.
    parts.into_iter().map(|(block, text)| (block, joined(&text))).collect()
}

fn joined(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii());
        if latin(out.chars().last()) && latin(line.chars().next()) {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 | HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => 3,
    }
}

/// A text with every pair of braces filled.
fn sentence(text: &str, facts: &Facts, gaps: &mut Vec<Gap>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, from)) = rest.split_once("{{") {
        out.push_str(before);
        let Some((named, after)) = from.split_once("}}") else {
            out.push_str("{{");
            rest = from;
            continue;
        };
        match value(named.trim(), facts) {
            Value::Text(value) => out.push_str(&value),
            Value::Differs => out.push_str(differs(facts.language)),
            Value::Gap => {
                gaps.push(Gap(named.trim().to_owned()));
                out.push_str(gap(facts.language));
            }
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The shares that a template asks for, each once: the ids of part and whole.
fn shares(template: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let asked = template.split("{{").skip(1).filter_map(|rest| Some(rest.split_once("}}")?.0.split(':').next()?.trim()));
    for (part, whole) in asked.filter_map(|named| named.split_once('/')) {
        let pair = (part.trim().to_owned(), whole.trim().to_owned());
        if !found.contains(&pair) {
            found.push(pair);
        }
    }
    found
}

/// What stands in a pair of braces.
enum Value {
    Text(String),
    Gap,
    Differs,
}

impl Value {
    fn of(text: Option<String>, differs: bool) -> Self {
        match text {
            Some(text) => Self::Text(text),
            None if differs => Self::Differs,
            None => Self::Gap,
        }
    }
}

fn value(named: &str, facts: &Facts) -> Value {
    if let Some(word) = facts.words.get(named) {
        return Value::Text(word.clone());
    }
    let (id, what) = named.split_once(':').unwrap_or((named, "now"));
    let (id, what) = (id.trim(), what.trim());
    if let Some((part, whole)) = id.split_once('/') {
        return of_share(&Share::of(facts, part.trim(), whole.trim()), what, facts);
    }
    let Some(fact) = facts.figures.get(id) else { return Value::Gap };
    match what {
        "now" => Value::of(fact.now.as_ref().map(Exact::plain), fact.differs.0),
        "unit" => Value::Text(fact.unit.clone()),
        "before" => Value::of(fact.before.as_ref().map(Exact::plain), fact.differs.1),
        // What was before need not have been recorded; then nothing is said of a change.
        "change" => {
            Value::Text(fact.now.as_ref().zip(fact.before.as_ref()).map(|(now, before)| change(now, before, facts)).unwrap_or_default())
        }
        _unknown => Value::Gap,
    }
}

fn of_share(asked: &Share, what: &str, facts: &Facts) -> Value {
    let told = |numbers: &Option<(Exact, Exact)>| share(numbers.as_ref()?, facts.language);
    match what {
        "now" => Value::of(told(&asked.now), asked.differs.0),
        "before" => Value::of(told(&asked.before), asked.differs.1),
        "change" => Value::Text(change_of_shares(asked, facts).unwrap_or_default()),
        _unknown => Value::Gap,
    }
}
