//! A page to look at: one file that works without a network, with the list, the ledgers, groups, trends and figures.
//!
//! In: scored periods. Out: HTML. What is not for everybody's eyes is not in the file at all unless it is asked for:
//! hiding is no protection.

mod data;
#[cfg(test)]
mod tests;

use super::taken::PeriodParts;
use crate::base::period::Day;
use crate::base::problem::Problem;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What the page is made of.
#[derive(Debug)]
pub struct PageReview<'a> {
    /// Periods, oldest first; the last is shown. Those without a main folder are left out.
    pub periods: Vec<PeriodParts<'a>>,
    /// Problems of the last period, where its inputs are still there.
    pub problems: &'a [Problem],
    /// Today of the last period.
    pub as_of: Day,
    /// For the office only: everybody, with points, ledgers and problems.
    pub internal: bool,
}

/// The page.
pub fn page(review: &PageReview) -> Result<Vec<u8>, serde_json::Error> {
    let Some(data) = data::data(review) else { return Ok(Vec::new()) };
    let text = |key: &str| data.get(key).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    let (lang, title) = (text("lang"), text("title"));
    // In a script element only the start of a tag could end the data.
    let data = serde_json::to_string(&data)?.replace('<', "\\u003c");
    let mut page = String::new();
    let mut rest = PAGE;
    while let Some((before, from)) = rest.split_once('@') {
        page.push_str(before);
        let (name, after) = from.split_once('@').unwrap_or((from, ""));
        match name {
            "lang" => page.push_str(&lang),
            "title" => page.push_str(&escaped(&title)),
            "style" => page.push_str(STYLE.trim_end()),
            "script" => page.push_str(SCRIPT.trim_end()),
            "data" => page.push_str(&data),
            other => page.push_str(other),
        }
        rest = after;
    }
    page.push_str(rest);
    Ok(page.into_bytes())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
