//! The lines of a sheet that show a problem: header, row, and a mark below the cell.

use unicode_width::UnicodeWidthStr;

/// A column of the excerpt.
pub struct Shown {
    /// Text of the header.
    pub header: String,
    /// Text of the cell.
    pub value: String,
    /// Whether the problem is here.
    pub marked: bool,
}

/// Three lines: the header with its row number, the row, the mark.
pub fn lines(header_row: u32, row: u32, columns: &[Shown]) -> Vec<String> {
    let mut header = format!("{header_row:>6} |");
    let mut value = format!("{row:>6} |");
    let mut mark = String::new();
    for column in columns {
        if column.marked {
            mark = " ".repeat(value.width() + 1) + &"^".repeat(column.value.width().max(1));
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
        let lines = lines(1, 12, &[shown("姓名", "李四", false), shown("3月5日", "出席", false), shown("3月12日", "未道", true)]);
        assert_eq!(lines, ["     1 | 姓名 | 3月5日 | 3月12日 |", "    12 | 李四 | 出席   | 未道    |", "                         ^^^^"]);
    }
}
