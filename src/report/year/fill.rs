//! A template filled: Markdown with figures in braces to blocks of text.
//!
//! `{{visits}}` is the figure, `{{visits:unit}}` its unit, `{{visits:before}}` that of the period before, `{{visits:change}}`
//! the difference in words, `{{solved/opinions}}` one in percent of another with both numbers, `{{table}}` on a line of its own
//! the table of all, `{{bars visits opinions}}` likewise figures drawn beside those of the period before.

use super::bars::{asked, bars, Bar};
use super::facts::{Facts, Gap};
use super::parts::{half_width, parts, Part};
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
    /// Files and sheets that the table names by their numbers, head first.
    Places(Vec<[String; 2]>),
    /// A table of the template, filled, head first.
    Own(Vec<Vec<String>>),
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

/// What stands for a picture of changes where there is nothing to change from.
fn alone(language: Language) -> &'static str {
    match language {
        Language::Chinese => "没有给上一期的结果，不画变化图。",
        Language::English => "No period before was given, so no change is drawn.",
    }
}

/// The blocks of a template, and what it asks for in vain.
pub(super) fn filled(template: &str, facts: &Facts) -> (Vec<Block>, Vec<Gap>) {
    let (mut blocks, mut gaps) = (Vec::new(), Vec::new());
    let template = half_width(template);
    for part in parts(&template) {
        let mut fill = |text: &str| sentence(text, facts, &mut gaps);
        match part {
            Part::Heading(level, text) => blocks.push(Block::Heading(level, fill(&text))),
            Part::Point(text) => blocks.push(Block::Point(fill(&text))),
            Part::Table(rows) => {
                blocks.push(Block::Own(rows.iter().map(|row| row.iter().map(|cell| fill(cell)).collect()).collect()));
            }
            Part::Paragraph(text) if text.trim() == "{{table}}" => {
                let (rows, places) = table(facts, &shares(&template));
                blocks.push(Block::Table(rows));
                if !places.is_empty() {
                    blocks.push(Block::Places(places));
                }
            }
            Part::Paragraph(text) => match asked(&text) {
                // Alone, each bar would be as long as the others.
                Some(_) if facts.periods.1.is_none() => blocks.push(Block::Paragraph(alone(facts.language).to_owned())),
                Some(ids) => {
                    let periods = [facts.periods.1.clone().unwrap_or_default(), facts.periods.0.clone()];
                    blocks.push(Block::Bars(bars(&ids, facts, &mut gaps), periods));
                }
                None => blocks.push(Block::Paragraph(fill(&text))),
            },
        }
    }
    gaps.sort();
    gaps.dedup();
    (blocks, gaps)
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
    let named = &named.replace('：', ":").replace('／', "/");
    if let Some(word) = facts.words.get(named.as_str()) {
        return Value::Text(word.clone());
    }
    let (id, what) = named.split_once(':').unwrap_or((named.as_str(), "now"));
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
        "change" => Value::Text(change(fact, facts).unwrap_or_default()),
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
