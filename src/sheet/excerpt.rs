//! The lines of a sheet that show a problem: header, row, and a mark below the cell.

use unicode_width::UnicodeWidthStr;

use super::fit::Layout;
use super::grid::short;
use super::table::{Row, Table, Value};
use crate::base::exact::Exact;
use crate::rubric::model;

/// A column of the excerpt.
#[derive(Debug)]
pub struct Shown {
    /// Text of the header.
    pub header: String,
    /// Text of the cell.
    pub value: String,
    /// Whether the problem is here.
    pub marked: bool,
}

/// Columns of the header that are shown where the header itself is the problem.
const HEADS: usize = 8;

/// A row that was read, with `found` marked in the cell of this column. Words are shown as the rubric first writes them.
pub fn of_row(table: &Table, rule: &model::Table, row: &Row, column: u32, found: &str) -> Vec<String> {
    let shown = table.heads.iter().enumerate().filter(|(index, (at, _))| *index < 2 || **at == column);
    let shown = shown.map(|(_, (at, header))| {
        let cell = row.cells.iter().find(|(_, cell)| cell.column == *at);
        let value = cell.map(|(id, cell)| written(&cell.value, rule.column(id))).unwrap_or_default();
        Shown { header: header.clone(), value, marked: *at == column }
    });
    lines(table.header_row, row.number, &shown.collect::<Vec<_>>(), found)
}

/// What a cell holds, as an excerpt shows it.
pub fn written(value: &Value, column: Option<&model::Column>) -> String {
    match value {
        Value::Text(text) => short(text),
        Value::Word(id) => {
            let words = column.map(model::Column::words).unwrap_or_default();
            words.iter().find(|(word, _)| word == id).and_then(|(_, ways)| ways.first()).unwrap_or(id).clone()
        }
        Value::Number(number) => Exact::fixed(*number, 6).plain(),
        Value::Count(count) => count.to_string(),
        Value::Date(day) => day.to_string(),
        Value::Names(names) => {
            let people = names.people.iter().map(|person| match person.notes.as_slice() {
                [] => person.name.clone(),
                notes => format!("{}（{}）", person.name, notes.join("，")),
            });
            people.collect::<Vec<_>>().join("、") + names.more.as_ref().map_or("", |more| &more.said)
        }
        Value::NoValue(_) | Value::Void(_) => String::new(),
    }
}

/// A header of its own, marked.
pub fn of_header(row: u32, text: &str) -> Vec<String> {
    let line = format!("{row:>6} | {text} |");
    let mark = format!("{}{}", " ".repeat(9), "^".repeat(text.width().max(1)));
    vec![line, mark]
}

/// The header, with the column marked that is the problem.
pub fn header(layout: &Layout, column: Option<u32>) -> Vec<String> {
    let mut line = format!("{:>6} |", layout.bottom);
    let mut mark = None;
    let wanted = layout.heads.iter().enumerate().filter(|(index, (at, _))| *index < HEADS || Some(*at) == column);
    for (_, (at, text)) in wanted {
        if Some(*at) == column {
            mark = Some(" ".repeat(line.width() + 1) + &"^".repeat(text.width().max(1)));
        }
        line.push(' ');
        line.push_str(text);
        line.push_str(" |");
    }
    std::iter::once(line).chain(mark).collect()
}

/// Three lines: the header with its row number, the row, the mark below `part` of the cell or all of it.
pub fn lines(header_row: u32, row: u32, columns: &[Shown], part: &str) -> Vec<String> {
    let mut header = format!("{header_row:>6} |");
    let mut value = format!("{row:>6} |");
    let mut mark = String::new();
    for column in columns {
        if column.marked {
            let found = column.value.split_once(part).filter(|_| !part.is_empty());
            let (before, marked) = found.map_or(("", column.value.as_str()), |(before, _)| (before, part));
            mark = " ".repeat(value.width() + 1 + before.width()) + &"^".repeat(marked.width().max(1));
        }
        let width = column.header.width().max(column.value.width());
        for (line, text) in [(&mut header, &column.header), (&mut value, &column.value)] {
            line.push(' ');
            line.push_str(text);
            line.push_str(&" ".repeat(width.saturating_sub(text.width())));
            line.push_str(" |");
        }
    }
    vec![header, value, mark]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_keep_the_columns_below_each_other() {
        let shown = |header: &str, value: &str, marked| Shown { header: header.into(), value: value.into(), marked };
        let lines = lines(1, 12, &[shown("姓名", "李四", false), shown("3月5日", "出席", false), shown("3月12日", "未道", true)], "");
        assert_eq!(lines, ["     1 | 姓名 | 3月5日 | 3月12日 |", "    12 | 李四 | 出席   | 未道    |", "                         ^^^^"]);
        let lines = super::lines(1, 2, &[shown("联名", "张三、李司", true)], "李司");
        assert_eq!(lines.last().map(String::as_str), Some("               ^^^^"));
    }
}
