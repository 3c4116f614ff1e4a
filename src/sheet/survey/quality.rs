//! How carefully a survey was answered, as counts.
//!
//! In: what the tool wrote beside the answers of each response. Out: numbers of responses, and nothing that leads back
//! to one of them. They change no score.

use std::collections::BTreeMap;

use super::tool::{Lead, Tool};
use crate::base::text::{squeeze, tidy, Say};
use crate::sheet::cell::number;
use crate::sheet::grid::{RawCell, RawRow};

/// Whoever takes less than so many seconds for each question answered has hardly read it.
const SECONDS_PER_ANSWER: u64 = 1;
/// So many responses in the same second are a burst.
const BURST: u64 = 3;
/// With fewer answers nobody can say that all of them are alike.
pub const FEWEST_ANSWERS: usize = 5;

/// Counts of responses; none where the export does not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quality {
    /// Who wrote the export.
    pub tool: Tool,
    /// All responses.
    pub responses: u64,
    /// Answered in less than a second a question.
    pub short: Option<u64>,
    /// Sent in the same second as two others or more.
    pub bursts: Option<u64>,
    /// With all of at least five answers alike.
    pub straight: Option<u64>,
    /// From a network address that another came from.
    pub shared: Option<u64>,
}

/// What is looked at of one response, and forgotten.
pub(super) struct Response {
    answers: u64,
    seconds: Option<u64>,
    sent: Option<String>,
    address: Option<String>,
}

/// Reads what stands beside the answers.
pub(super) fn response(row: &RawRow, leads: &[(u32, Lead)]) -> Response {
    let cell = |wanted: Lead| leads.iter().filter(|(_, lead)| *lead == wanted).find_map(|(column, _)| row.cell(*column));
    let own = leads.iter().filter(|(column, _)| row.cell(*column).is_some()).count();
    Response {
        answers: row.cells.len().saturating_sub(own) as u64,
        seconds: cell(Lead::Taken).and_then(|cell| seconds(&cell.text())),
        sent: cell(Lead::Sent).and_then(second),
        address: cell(Lead::Address).map(|cell| squeeze(&cell.text())),
    }
}

impl Quality {
    /// Counts the responses of an export; which answers are alike is known only to who reads them.
    pub(super) fn of(tool: Tool, responses: &[Response]) -> Self {
        let timed = responses.iter().filter_map(|response| Some((response.seconds?, response.answers)));
        let short = timed.map(|(seconds, answers)| u64::from(seconds < answers * SECONDS_PER_ANSWER));
        Self {
            tool,
            responses: responses.len() as u64,
            short: short.reduce(|sum, one| sum + one),
            bursts: together(responses.iter().filter_map(|response| response.sent.as_deref()), BURST),
            straight: None,
            shared: together(responses.iter().filter_map(|response| response.address.as_deref()), 2),
        }
    }

    /// In one line.
    pub fn say(&self) -> Say {
        let mut zh = vec![format!("{}导出，{} 份答卷", self.tool.say().zh, self.responses)];
        let mut en = vec![format!("{} export; responses: {}", self.tool.say().en, self.responses)];
        let told = [
            (self.short, "每题不足 1 秒", "under a second a question"),
            (self.bursts, "同一秒提交 3 份以上", "sent three or more in the same second"),
            (self.straight, "各项答案全同", "all answers alike"),
            (self.shared, "与他人同一网络地址", "from a shared network address"),
        ];
        for (count, zh_text, en_text) in told {
            if let Some(count) = count {
                zh.push(format!("{zh_text} {count}"));
                en.push(format!("{en_text}: {count}"));
            }
        }
        Say::new(format!("{}（只提示，不影响得分）", zh.join("；")), format!("{} (for notice only; no score changes)", en.join("; ")))
    }
}

/// How many of them are alike with so many, themselves included; none of nothing.
fn together<'t>(texts: impl Iterator<Item = &'t str>, least: u64) -> Option<u64> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for text in texts {
        *counts.entry(text).or_default() += 1;
    }
    (!counts.is_empty()).then(|| counts.values().filter(|count| **count >= least).sum())
}

/// `93秒`, `1分33秒`, `1小时2分3秒`, `00:01:33`, `93` in seconds.
fn seconds(text: &str) -> Option<u64> {
    let text = squeeze(text);
    if text.contains(':') {
        return text.split(':').try_fold(0_u64, |sum, part| sum.checked_mul(60)?.checked_add(part.parse().ok()?));
    }
    let text = text.replace("小时", "时").replace("分钟", "分");
    let mut rest = text.as_str();
    let mut sum = 0_u64;
    while !rest.is_empty() {
        let end = rest.find(|mark: char| !mark.is_ascii_digit() && mark != '.').unwrap_or(rest.len());
        let (number, unit) = rest.split_at_checked(end)?;
        let whole: u64 = number.split('.').next()?.parse().ok()?;
        let unit_length = unit.chars().next().map_or(0, char::len_utf8);
        let each = match unit.chars().next() {
            None | Some('秒' | 's') => 1,
            Some('分') => 60,
            Some('时') => 3600,
            Some('天') => 86_400,
            Some(_) => return None,
        };
        sum = sum.checked_add(whole.checked_mul(each)?)?;
        rest = unit.get(unit_length..)?;
    }
    (!text.is_empty()).then_some(sum)
}

/// The second in which something was sent; none where the file tells the day or the minute only.
fn second(cell: &RawCell) -> Option<String> {
    match cell {
        RawCell::Text(text) => {
            let text = tidy(text);
            let groups: Vec<&str> = text.split(|mark: char| !mark.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
            (groups.len() >= 6).then(|| groups.join(" "))
        }
        RawCell::Number(value) => Some(number::plain(*value)).filter(|text| text.contains('.')),
        RawCell::Date(_) | RawCell::Bool(_) | RawCell::Error(_) | RawCell::Unfinished => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_taken_are_read_in_every_form() {
        for (text, expected) in [
            ("93秒", Some(93)),
            ("1分33秒", Some(93)),
            ("1小时2分3秒", Some(3723)),
            ("2分钟", Some(120)),
            ("00:01:33", Some(93)),
            ("93", Some(93)),
            ("93.5", Some(93)),
            ("很久", None),
            ("", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }

    #[test]
    fn a_second_is_known_only_where_it_is_written() {
        let text = |text: &str| second(&RawCell::Text(text.into()));
        assert_eq!(text("2026/09/03 12:00:00"), text("2026-09-03 12:00:00"));
        assert!(text("2026/09/03 12:00:00").is_some());
        assert_eq!(text("2023年3月19日 21:34"), None);
        assert_eq!(second(&RawCell::Number(46000.0)), None);
        assert!(second(&RawCell::Number(46000.5)).is_some());
    }

    fn quality(rows: &[(u64, Option<u64>, &str, &str)]) -> Quality {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let response = |(answers, seconds, sent, address): &(u64, Option<u64>, &str, &str)| Response {
            answers: *answers,
            seconds: *seconds,
            sent: some(sent),
            address: some(address),
        };
        Quality::of(Tool::Wenjuanxing, &rows.iter().map(response).collect::<Vec<_>>())
    }

    #[test]
    fn hasty_responses_are_counted() {
        let found =
            quality(&[(5, Some(4), "a", "x"), (5, Some(5), "a", "x"), (5, Some(60), "a", "y"), (5, None, "b", ""), (5, Some(9), "b", "z")]);
        assert_eq!((found.responses, found.short, found.bursts, found.shared), (5, Some(1), Some(3), Some(2)));
        let found = quality(&[(5, None, "", "")]);
        assert_eq!((found.responses, found.short, found.bursts, found.shared), (1, None, None, None), "not told is not none");
    }
}
