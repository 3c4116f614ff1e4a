//! Headers of an export to what was asked: the number taken off, a matrix parted into question and line.
//!
//! In: header texts. Out: questions, each of one level or two. It knows no rubric.

use std::collections::BTreeMap;

use super::Question;
use crate::base::text::tidy;

/// Remarks that the tools put behind a question.
const HINTS: [&str; 12] =
    ["必填", "选填", "必答", "自动", "单选", "单选题", "多选", "多选题", "矩阵单选题", "矩阵量表题", "量表题", "打分题"];
/// What stands between a question and the line of its matrix.
const PARTINGS: [char; 7] = ['—', '–', '-', '_', ':', '|', '/'];

/// A header without its number and remarks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// Number of the question.
    pub number: Option<u32>,
    /// What was asked.
    pub text: String,
}

/// Reads one header.
pub fn read(header: &str) -> Title {
    let text = tidy(header);
    let text = text.trim_start_matches('*').trim_start();
    let (number, rest) = numbered(text).map_or((None, text), |(number, rest)| (Some(number), rest));
    Title { number, text: without_hints(rest).to_owned() }
}

/// `3、`, `3:`, `3.`, `第3题`, `Q3`: the number, and what is behind it.
fn numbered(text: &str) -> Option<(u32, &str)> {
    let called = text.strip_prefix('第').or_else(|| text.strip_prefix(['Q', 'q']));
    let digits = called.unwrap_or(text);
    let end = digits.find(|mark: char| !mark.is_ascii_digit()).unwrap_or(digits.len());
    let (digits, rest) = digits.split_at_checked(end)?;
    let number = digits.parse().ok()?;
    let behind = |rest: &'_ str| rest.strip_prefix(['、', ':', '.']).map(str::len);
    if text.starts_with('第') {
        let rest = rest.strip_prefix('题')?;
        let at = behind(rest).unwrap_or(rest.len());
        return Some((number, rest.get(rest.len() - at..)?.trim_start()));
    }
    let parted = behind(rest).and_then(|length| rest.get(rest.len() - length..));
    match parted {
        // `3.5日座谈会` is a date; `1.2024年履职` is a question about a year.
        Some(behind) if rest.starts_with('.') && behind.starts_with(|mark: char| mark.is_ascii_digit()) && called.is_none() => {
            let year = behind.find(|mark: char| !mark.is_ascii_digit()) == Some(4);
            year.then_some((number, behind))
        }
        Some(behind) => Some((number, behind.trim_start())),
        None if called.is_some() => Some((number, rest.trim_start())),
        None => None,
    }
}

/// `张三(必填)`, `张三[单选题]` → `张三`.
fn without_hints(text: &str) -> &str {
    let mut text = text.trim().trim_end_matches(':').trim_end();
    while let Some((start, inside)) = last_bracket(text).filter(|(_, inside)| HINTS.contains(&inside.trim())) {
        let _ = inside;
        text = text.get(..start).unwrap_or_default().trim_end();
    }
    text
}

/// The bracket at the end: where it opens, and what is in it.
fn last_bracket(text: &str) -> Option<(usize, &str)> {
    let text = text.trim_end().trim_end_matches(':');
    let mut depth = 0_u32;
    let inside = text.strip_suffix([')', ']', '】'])?;
    for (at, mark) in inside.char_indices().rev() {
        match mark {
            ')' | ']' | '】' => depth += 1,
            '(' | '[' | '【' if depth == 0 => return inside.get(at + mark.len_utf8()..).map(|inside| (at, inside)),
            '(' | '[' | '【' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The questions under these headers: columns that share a number are one question with several lines.
pub fn questions(titles: &[(u32, Title)]) -> Vec<Question> {
    let mut shared: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for (_, title) in titles {
        if let Some(number) = title.number {
            shared.entry(number).or_default().push(&title.text);
        }
    }
    let mut last = None;
    let questions = titles.iter().map(|(column, title)| {
        let lines = title.number.and_then(|number| shared.get(&number)).map(Vec::as_slice).unwrap_or_default();
        let levels = levels(&title.text, lines);
        let first = title.number.is_none() || title.number != last;
        last = title.number;
        Question { column: *column, levels, first }
    });
    questions.collect()
}

/// Question and line of a matrix; `lines` are all texts with its number.
fn levels(text: &str, lines: &[&str]) -> Vec<String> {
    let kept = |parts: &[&str]| parts.iter().map(|part| tidy(without_hints(part))).filter(|part| !part.is_empty()).collect();
    if let Some((start, inside)) = last_bracket(text) {
        let above = text.get(..start).unwrap_or_default();
        let alike = |line: &&str| last_bracket(line).is_some_and(|(start, _)| line.get(..start) == Some(above));
        if above.is_empty() || lines.len() > 1 && lines.iter().all(alike) {
            return kept(&[above, inside]);
        }
    }
    let common = common_start(lines);
    match text.get(..common).and_then(|start| start.rfind(PARTINGS).map(|at| (at, start))).filter(|_| lines.len() > 1) {
        Some((at, _)) => {
            let above = text.get(..at).unwrap_or_default().trim_end_matches(PARTINGS);
            let line = text.get(at..).unwrap_or_default().trim_start_matches(PARTINGS);
            kept(&[above, line])
        }
        None => kept(&[text]),
    }
}

/// Bytes that all begin with.
fn common_start(lines: &[&str]) -> usize {
    let Some((first, rest)) = lines.split_first() else { return 0 };
    let alike = |other: &&str| first.char_indices().zip(other.chars()).find(|((_, one), two)| one != two).map(|((at, _), _)| at);
    rest.iter().map(|other| alike(other).unwrap_or(first.len().min(other.len()))).min().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_remarks_are_taken_off() {
        for (header, number, text) in [
            ("3、张三", Some(3), "张三"),
            ("3：张三", Some(3), "张三"),
            ("3:张三", Some(3), "张三"),
            ("3.张三", Some(3), "张三"),
            ("３．张三", Some(3), "张三"),
            ("Q3 张三", Some(3), "张三"),
            ("Q3.张三（必填）", Some(3), "张三"),
            ("第3题：张三", Some(3), "张三"),
            ("第3题(张三)", Some(3), "(张三)"),
            ("*张三（必填）", None, "张三"),
            ("张三[单选题]", None, "张三"),
            ("1.2024年履职情况", Some(1), "2024年履职情况"),
            ("3.5日座谈会", None, "3.5日座谈会"),
            ("3月5日", None, "3月5日"),
            ("王伟（东村）", None, "王伟(东村)"),
        ] {
            assert_eq!(read(header), Title { number, text: text.into() }, "{header}");
        }
    }

    fn parted(headers: &[&str]) -> Vec<String> {
        let titles: Vec<(u32, Title)> = (1..).zip(headers).map(|(column, header)| (column, read(header))).collect();
        questions(&titles).iter().map(|question| format!("{}{}", if question.first { "" } else { "+" }, question.text())).collect()
    }

    #[test]
    fn a_matrix_is_parted_into_question_and_line() {
        assert_eq!(parted(&["3、(张三)", "3、(李四)", "4、建议"]), ["张三", "+李四", "建议"]);
        assert_eq!(parted(&["第3题(张三)", "第3题(李四)"]), ["张三", "+李四"]);
        assert_eq!(parted(&["25、(其他（请补充）:)"]), ["其他(请补充)"]);
        assert_eq!(parted(&["1、请评价(王伟（东村）)", "1、请评价(王伟（西村）)"]), ["请评价/王伟(东村)", "+请评价/王伟(西村)"]);
        assert_eq!(parted(&["2、请评价—张三", "2、请评价—张四"]), ["请评价/张三", "+请评价/张四"]);
        assert_eq!(
            parted(&["1.张三:能力", "1.张三:作风", "2.李四:能力", "2.李四:作风"]),
            ["张三/能力", "+张三/作风", "李四/能力", "+李四/作风"]
        );
        assert_eq!(parted(&["1、王伟（东村）", "2、王伟（西村）"]), ["王伟(东村)", "王伟(西村)"], "one column a question: no matrix");
        assert_eq!(parted(&["姓名（必填）", "评价（必填）"]), ["姓名", "评价"]);
    }

    /// What stands between backticks.
    fn quoted(cell: &str) -> Vec<String> {
        cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    }

    #[test]
    fn the_page_says_what_a_header_is_read_as() {
        let page = include_str!("../../../docs/inputs/surveys.md");
        let rows = page.split("<!-- headers -->").nth(1).and_then(|rest| rest.split("<!-- end -->").next()).unwrap_or_default();
        let mut tried = 0;
        for row in rows.lines().filter(|row| row.starts_with("| `")) {
            let cells: Vec<&str> = row.trim_matches('|').split(" | ").collect();
            let [headers, expected] = cells.as_slice() else { panic!("{row}") };
            let levels: Vec<String> = expected.split(", ").map(|part| part.replace(" over ", "/")).collect();
            let expected = quoted(&levels.join(" ").replace("`/`", "/"));
            let headers = quoted(headers);
            let found: Vec<String> = parted(&headers.iter().map(String::as_str).collect::<Vec<_>>());
            assert_eq!(found.iter().map(|text| text.trim_start_matches('+').to_owned()).collect::<Vec<_>>(), expected, "{row}");
            tried += 1;
        }
        assert!(tried >= 14, "only {tried} rows");
    }
}
