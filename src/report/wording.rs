//! Dates, periods and short words as an office prints them, in the language of the workbook.

use chrono::Datelike;

use crate::base::period::{Day, Period};
use crate::base::text::{Language, Say};
use crate::rubric::model::Rubric;

/// The word in this language.
pub(super) fn pick<'a>(language: Language, zh: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Chinese => zh,
        Language::English => en,
    }
}

/// `2025年12月31日`, `2025-12-31`.
pub(super) fn long_day(day: Day, language: Language) -> String {
    match language {
        Language::Chinese => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Language::English => day.to_string(),
    }
}

/// First and last day of a period.
pub(super) fn span(period: &Period, language: Language) -> String {
    let (from, to) = (long_day(period.from, language), long_day(period.to, language));
    match language {
        Language::Chinese => format!("{from}至{to}"),
        Language::English => format!("{from} to {to}"),
    }
}

/// What a group column is called: its first header in the language of the workbooks, else its first, without 所属 or 所在.
pub(super) fn group_title(rubric: &Rubric, id: &str) -> String {
    let column = rubric.table(&rubric.subject.table).and_then(|table| table.column(id));
    let headers = || column.into_iter().flat_map(|column| &column.headers);
    // Tables of databases have English headers, beside the office's own.
    let own = headers().find(|header| header.is_ascii() == (rubric.locale == Language::English));
    let header = own.or_else(|| headers().next()).map_or(id, String::as_str);
    header.trim_start_matches("所属").trim_start_matches("所在").to_owned()
}

/// What the column of names is called: 姓名 for people, else the first header of that column, as 站名 or 单位名称.
pub(super) fn name_title(rubric: &Rubric) -> String {
    if rubric.locale == Language::English {
        return "Name".to_owned();
    }
    let column = rubric.table(&rubric.subject.table).and_then(|table| table.column(&rubric.subject.name));
    let headers = || column.into_iter().flat_map(|column| &column.headers);
    if headers().any(|header| header.ends_with("姓名")) {
        return "姓名".to_owned();
    }
    headers().find(|header| !header.is_ascii()).map_or_else(|| "名称".to_owned(), Clone::clone)
}

/// Several sentences or words as one.
pub(super) fn join(parts: &[Say], zh: &str, en: &str) -> Say {
    let texts = |language| parts.iter().map(|part| part.text(language)).filter(|text| !text.is_empty()).collect::<Vec<_>>();
    Say::new(texts(Language::Chinese).join(zh), texts(Language::English).join(en))
}

/// The same word in both languages: names, headers, words of the rubric.
pub(super) fn same(word: impl Into<String>) -> Say {
    let word = word.into();
    Say::new(word.clone(), word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::Fixture;

    #[test]
    fn a_group_is_called_by_its_header_in_the_language_of_the_workbooks() {
        let mut rubric = Fixture::new().rubric;
        let id = rubric.subject.table.clone();
        let mut named = |headers: &[&str], locale: Language| {
            rubric.locale = locale;
            let table = rubric.tables.iter_mut().find(|table| table.id == id);
            let column = table.and_then(|table| table.columns.first_mut()).unwrap_or_else(|| panic!("the roster has no column"));
            column.headers = headers.iter().map(|&header| header.to_owned()).collect();
            let column = column.id.clone();
            group_title(&rubric, &column)
        };
        assert_eq!(named(&["province", "省"], Language::Chinese), "省");
        assert_eq!(named(&["省", "province"], Language::English), "province");
        assert_eq!(named(&["所属联络站", "联络站"], Language::Chinese), "联络站");
        assert_eq!(named(&["province"], Language::Chinese), "province");
        assert_eq!(named(&["省"], Language::English), "省");
    }
}
