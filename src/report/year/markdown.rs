//! The document as Markdown.

use super::bars::Bar;
use super::fill::Block;

pub(super) fn markdown(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut listed = false;
    for block in blocks {
        let point = matches!(block, Block::Point(_));
        let apart = !out.is_empty() && (!listed || !point);
        if apart {
            out.push('\n');
        }
        listed = point;
        let text = match block {
            Block::Heading(level, text) => format!("{} {text}\n", "#".repeat(usize::from(*level))),
            Block::Paragraph(text) => format!("{text}\n"),
            Block::Point(text) => format!("- {text}\n"),
            Block::Table(rows) | Block::Own(rows) => table(rows),
            Block::Places(rows) => table(rows),
            Block::Bars(bars, periods) => bars.iter().map(|bar| drawn(bar, periods)).collect(),
        };
        out.push_str(&text);
    }
    out
}

/// A line of a list, with bars of block characters.
fn drawn(bar: &Bar, periods: &[String; 2]) -> String {
    let (long, numbers) = (bar.long(30), bar.numbers());
    let each = periods.iter().zip(long).zip(numbers).filter(|((id, _), _)| !id.is_empty());
    let each = each.map(|((id, long), number)| format!("{id} {} {number}", "█".repeat(long.unwrap_or(0))));
    format!("- {}: {}\n", bar.name, each.collect::<Vec<_>>().join(" / "))
}

fn table<R: AsRef<[String]>>(rows: &[R]) -> String {
    let line = |row: &R| {
        format!("| {} |\n", row.as_ref().iter().map(|cell| cell.replace('|', "\\|").replace('\n', " ")).collect::<Vec<_>>().join(" | "))
    };
    let mut rows = rows.iter();
    let Some(head) = rows.next() else { return String::new() };
    let rule = format!("|{}\n", "---|".repeat(head.as_ref().len()));
    [line(head), rule].into_iter().chain(rows.map(line)).collect()
}
