//! A template taken apart: Markdown to headings, paragraphs, points and tables, each with its text as it was written.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// A heading of level 1 to 3.
    Heading(u8, String),
    /// A paragraph, or a numbered line.
    Paragraph(String),
    /// A line of a list without numbers.
    Point(String),
    /// A table of the office's own, head first.
    Table(Vec<Vec<String>>),
}

/// Braces and signs typed with a Chinese keyboard are the same ones.
pub(super) fn half_width(template: &str) -> String {
    template.replace('｛', "{").replace('｝', "}")
}

/// The pieces of a template, in order.
pub(super) fn parts(template: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let (mut open, mut text, mut table): (Option<Part>, String, Vec<Vec<String>>) = (None, String::new(), Vec::new());
    // The next number of each list that is open; none where it has no numbers.
    let mut lists: Vec<Option<u64>> = Vec::new();
    for event in Parser::new_ext(template, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => open = Some(Part::Heading(depth(level), String::new())),
            Event::Start(Tag::List(first)) => lists.push(first),
            Event::End(TagEnd::List(_)) => {
                lists.pop();
            }
            Event::Start(Tag::Item) => {
                open = Some(match lists.last_mut() {
                    Some(Some(number)) => {
                        text = format!("{number}. ");
                        *number += 1;
                        Part::Paragraph(String::new())
                    }
                    Some(None) | None => Part::Point(String::new()),
                });
            }
            Event::Start(Tag::Paragraph) => open = open.or(Some(Part::Paragraph(String::new()))),
            Event::Start(Tag::TableHead | Tag::TableRow) => table.push(Vec::new()),
            Event::End(TagEnd::TableCell) => {
                let cell = joined(&std::mem::take(&mut text));
                table.last_mut().into_iter().for_each(|row| row.push(cell.clone()));
            }
            Event::End(TagEnd::Table) => parts.push(Part::Table(std::mem::take(&mut table))),
            // Lines of one paragraph are one line; Chinese has no space between them.
            Event::End(TagEnd::Heading(_) | TagEnd::Item | TagEnd::Paragraph) => {
                let said = joined(&std::mem::take(&mut text));
                parts.extend(open.take().map(|part| match part {
                    Part::Heading(level, _) => Part::Heading(level, said),
                    Part::Point(_) => Part::Point(said),
                    Part::Paragraph(_) | Part::Table(_) => Part::Paragraph(said),
                }));
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
    parts
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_keeps_numbers_points_and_tables() {
        let told = parts("# 题\n\n一\n二 a\nb\n\n3. 甲\n4. 乙\n\n- 丙\n\n| 项 | 数 |\n|---|---|\n| 接待 | {{visits}} |\n");
        let text = |text: &str| text.to_owned();
        let expected = [
            Part::Heading(1, text("题")),
            Part::Paragraph(text("一二 a b")),
            Part::Paragraph(text("3. 甲")),
            Part::Paragraph(text("4. 乙")),
            Part::Point(text("丙")),
            Part::Table(vec![vec![text("项"), text("数")], vec![text("接待"), text("{{visits}}")]]),
        ];
        assert_eq!(told, expected);
    }
}
