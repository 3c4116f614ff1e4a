//! What TOML 1.1 allows and TOML 1.0 does not; a file that uses it could not be opened by other readers.

use std::ops::Range;
use std::str::CharIndices;

/// What is beyond TOML 1.0 in a text that is TOML 1.1: where, and what.
pub(super) fn beyond(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut scan = Scan { text, chars: text.char_indices(), open: Vec::new(), comma: None, found: Vec::new() };
    scan.run();
    scan.found
}

const NEWLINE: &str = "行内表 { } 中不得换行 / no newline inside an inline table";
const COMMA: &str = "行内表 { } 末尾不得有逗号 / no comma at the end of an inline table";
const ESCAPE: &str = "不得用 \\x 和 \\e / no \\x and no \\e in a text";
const TIME: &str = "时间须写到秒 / a time needs its seconds";

struct Scan<'t> {
    text: &'t str,
    chars: CharIndices<'t>,
    /// Brackets that are open.
    open: Vec<char>,
    /// A comma with nothing after it yet.
    comma: Option<usize>,
    found: Vec<(Range<usize>, &'static str)>,
}

impl Scan<'_> {
    fn run(&mut self) {
        while let Some((at, sign)) = self.chars.next() {
            let comma = self.comma.take_if(|_| !sign.is_whitespace() && sign != '#');
            match sign {
                '#' => self.comment(),
                '"' | '\'' => self.string(at, sign),
                '{' | '[' => self.open.push(sign),
                '}' => {
                    self.open.pop();
                    self.found.extend(comma.map(|comma| (comma..comma + 1, COMMA)));
                }
                ']' => {
                    self.open.pop();
                }
                ',' => self.comma = Some(at),
                '\n' if self.open.last() == Some(&'{') => self.found.push((at..at, NEWLINE)),
                '0'..='9' => self.number(at),
                _ => {}
            }
        }
    }

    fn rest(&self) -> &str {
        self.chars.as_str()
    }

    fn skip(&mut self, count: usize) {
        for _ in 0..count {
            self.chars.next();
        }
    }

    /// The line's end is left: it may stand inside an inline table.
    fn comment(&mut self) {
        let length = self.rest().find('\n').unwrap_or(self.rest().len());
        let count = self.rest().get(..length).map_or(0, |comment| comment.chars().count());
        self.skip(count);
    }

    fn string(&mut self, start: usize, quote: char) {
        let three: String = [quote; 3].iter().collect();
        let long = self.text.get(start..).is_some_and(|text| text.starts_with(&three));
        if long {
            self.skip(2);
        }
        while let Some((at, sign)) = self.chars.next() {
            if sign == '\\' && quote == '"' {
                if let Some((after, 'x' | 'e')) = self.chars.next() {
                    self.found.push((at..after + 1, ESCAPE));
                }
            } else if sign == quote && !long {
                return;
            } else if long && self.text.get(at..).is_some_and(|text| text.starts_with(&three)) {
                // Up to two quotes may stand before the three that end it.
                let quotes = self.text.get(at..).map_or(0, |text| text.chars().take_while(|sign| *sign == quote).count());
                self.skip(quotes.min(5) - 1);
                return;
            }
        }
    }

    /// A number, a date or a time, from its first digit.
    fn number(&mut self, start: usize) {
        let word = |sign: &char| sign.is_ascii_alphanumeric() || matches!(sign, ':' | '.' | '+' | '-' | '_');
        let count = self.rest().chars().take_while(word).count();
        self.skip(count);
        let token = self.text.get(start..=start + count).unwrap_or("");
        let time = token.split_once(['T', 't']).map_or(token, |(_, time)| time);
        let clock = time.split(['Z', 'z', '+', '-']).next().unwrap_or("");
        if clock.matches(':').count() == 1 {
            self.found.push((start..start + token.len(), TIME));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, &'static str)> {
        beyond(text).into_iter().map(|(span, why)| (text.get(span).unwrap_or(""), why)).collect()
    }

    #[test]
    fn what_only_toml_1_1_allows_is_found() {
        assert_eq!(found("a = { b = 1,\n c = 2 }"), [("", NEWLINE)]);
        assert_eq!(found("a = { b = 1, }"), [(",", COMMA)]);
        assert_eq!(found("a = { b = 1, # why\n}"), [("", NEWLINE), (",", COMMA)]);
        assert_eq!(found(r#"a = "\x41" "#), [(r"\x", ESCAPE)]);
        assert_eq!(found("a = \"\"\"\n\\e\"\"\""), [(r"\e", ESCAPE)]);
        assert_eq!(found("a = 07:32"), [("07:32", TIME)]);
        assert_eq!(found("a = 2025-01-01T07:32+08:00"), [("2025-01-01T07:32+08:00", TIME)]);
        assert_eq!(found("a = 2025-01-01 07:32"), [("07:32", TIME)]);
    }

    #[test]
    fn what_toml_1_0_allows_is_left_alone() {
        let sound = [
            "a = [\n  1, # one\n  2,\n]\n[b.c]\n[[d]]\n",
            "a = { b = [\n 1,\n ], c = \"\"\"\nx, }\n\"\"\" }",
            "a = { b = { }, c = '{ \\x , }' } # { b = 1, }",
            "a = \"\\\\x \\u0041 \\\" {\"\nb = 07:32:00\nc = 2025-01-01T07:32:00.5-08:00",
            "a = '''it's {, \\e''''\nb = \"\"\"\"\"\"\nc = \"\"",
            "\"07:32\" = 1\n1-2 = 0x1F",
        ];
        for text in sound {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
