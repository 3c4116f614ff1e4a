//! A template filled: Markdown with figures in braces to blocks of text.
//!
//! `{{visits}}` is the figure, `{{visits:unit}}` its unit, `{{visits:before}}` that of the period before, `{{visits:change}}`
//! the difference in words, `{{solved/opinions}}` one in percent of another, `{{table}}` on a line of its own the table of all,
//! `{{bars visits opinions}}` likewise figures drawn beside those of the period before.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::bars::{asked, bars, Bar};
use super::facts::{percent, plain, Fact, Facts, Gap};
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

/// The blocks of a template, and what it asks for in vain.
pub(super) fn filled(template: &str, facts: &Facts) -> (Vec<Block>, Vec<Gap>) {
    let (mut blocks, mut gaps) = (Vec::new(), Vec::new());
    for (block, text) in parts(template) {
        if matches!(block, Block::Paragraph(_)) && text.trim() == "{{table}}" {
            blocks.push(Block::Table(table(facts)));
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
        if let Some(value) = value(named.trim(), facts) {
            out.push_str(&value);
        } else {
            gaps.push(Gap(named.trim().to_owned()));
            out.push_str(gap(facts.language));
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn value(named: &str, facts: &Facts) -> Option<String> {
    if let Some(word) = facts.words.get(named) {
        return Some(word.clone());
    }
    if let Some((part, whole)) = named.split_once('/') {
        let of = |id: &str| facts.figures.get(id.trim()).and_then(|fact| fact.now.as_ref());
        return percent(of(part)?, of(whole)?);
    }
    let (id, what) = named.split_once(':').unwrap_or((named, "now"));
    let fact = facts.figures.get(id.trim())?;
    match what.trim() {
        "now" => fact.now.as_ref().map(Exact::plain),
        "unit" => Some(fact.unit.clone()),
        "before" => fact.before.as_ref().map(Exact::plain),
        // What was before need not have been recorded; then nothing is said of a change.
        "change" => Some(fact.now.as_ref().zip(fact.before.as_ref()).map(|(now, before)| change(now, before, facts)).unwrap_or_default()),
        _unknown => None,
    }
}

/// `，比上期增加 3（5.2%）`; `比上年` where a year stands beside the one before.
fn change(now: &Exact, before: &Exact, facts: &Facts) -> String {
    let language = facts.language;
    let year = |id: &str| id.parse::<u32>().ok().filter(|_| id.len() == 4);
    let years = year(&facts.periods.0).zip(facts.periods.1.as_deref().and_then(year));
    let base = if years.is_some_and(|(now, before)| now == before + 1) { "上年" } else { "上期" };
    let difference = now - before;
    if difference.is_zero() {
        return match language {
            Language::Chinese => format!("，与{base}持平"),
            Language::English => ", as before".into(),
        };
    }
    let size = if difference.is_negative() { -difference.clone() } else { difference.clone() };
    let share = percent(&size, before).filter(|_| before.is_positive());
    let share = |open: &str, close: &str| share.as_ref().map(|share| format!("{open}{share}{close}")).unwrap_or_default();
    match (language, difference.is_negative()) {
        (Language::Chinese, false) => format!("，比{base}增加{}{}", size.plain(), share("（", "）")),
        (Language::Chinese, true) => format!("，比{base}减少{}{}", size.plain(), share("（", "）")),
        (Language::English, false) => format!(", up by {}{}", size.plain(), share(" (", ")")),
        (Language::English, true) => format!(", down by {}{}", size.plain(), share(" (", ")")),
    }
}

/// Every figure beside that of the period before, with where it was counted from.
fn table(facts: &Facts) -> Vec<Vec<String>> {
    let pick = |zh: &str, en: &str| if facts.language == Language::Chinese { zh.to_owned() } else { en.to_owned() };
    let (now, before) = &facts.periods;
    let before = before.clone().unwrap_or_else(|| pick("上期", "before"));
    let head =
        vec![pick("指标", "Figure"), pick("单位", "Unit"), before, now.clone(), pick("增减", "Change"), pick("来源", "Counted from")];
    let row = |fact: &Fact| {
        let or_gap = |number: Option<&Exact>| number.map_or_else(|| gap(facts.language).to_owned(), Exact::plain);
        let difference = fact.now.as_ref().zip(fact.before.as_ref()).map(|(now, before)| now - before);
        let sources = if fact.sources.is_empty() && fact.now.is_some() {
            pick("评分结果 results.json", "results.json")
        } else {
            fact.sources.join(if facts.language == Language::Chinese { "；" } else { "; " })
        };
        let before = if facts.periods.1.is_some() { or_gap(fact.before.as_ref()) } else { "—".to_owned() };
        let change = difference.as_ref().map_or_else(|| "—".to_owned(), |difference| plain(Some(difference)));
        vec![fact.name.clone(), fact.unit.clone(), before, or_gap(fact.now.as_ref()), change, sources]
    };
    let rows = facts.order.iter().filter_map(|id| facts.figures.get(id)).map(row);
    std::iter::once(head).chain(rows).collect()
}
