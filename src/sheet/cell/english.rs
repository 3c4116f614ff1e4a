//! Dates that name their month in English.

use super::calendar::{dated, exact, Calendar};
use crate::base::period::Day;
use crate::base::problem::Fault;

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

fn month(token: &str) -> Option<u32> {
    let token = if token == "sept" { "sep" } else { token };
    (1..).zip(MONTHS).find(|(_, name)| token.len() >= 3 && name.starts_with(token)).map(|(number, _)| number)
}

/// `18 May 09`, `18-May-14`, `May 18, 2009`, `18 May`; `None` when no month is named.
pub(super) fn date(text: &str, calendar: Calendar) -> Option<Result<Day, Fault>> {
    let tokens: Vec<&str> = text.split([' ', '-', '/', ',', '.']).filter(|token| !token.is_empty()).take(4).collect();
    let (first, second) = (*tokens.first()?, *tokens.get(1)?);
    let (month, day) = match (month(first), month(second)) {
        (_, Some(month)) => (month, first),
        (Some(month), None) => (month, second),
        (None, None) => return None,
    };
    let Ok(day) = day.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']).parse() else { return Some(Err(Fault::NotADate)) };
    if tokens.get(3).is_some_and(|token| !token.contains(':')) {
        return Some(Err(Fault::NotADate));
    }
    let Some(year) = tokens.get(2) else { return Some(dated(month, day, calendar)) };
    Some(match (year.parse::<u32>(), year.len()) {
        (Ok(year), 4) => exact(year, month, day),
        // As Excel reads them: up to 29 is this century.
        (Ok(year), 2) => exact(if year < 30 { 2000 + year } else { 1900 + year }, month, day),
        (Ok(_) | Err(_), _) => Err(Fault::NotADate),
    })
}

#[cfg(test)]
mod tests {
    use super::super::date::text;
    use super::*;
    use crate::base::period::Period;
    use crate::base::text::Language;

    fn en(written: &str) -> Result<String, Fault> {
        let Some(period) = Period::parse("2009") else { panic!("a period") };
        text(written, Calendar { period: &period, language: Language::English }).map(|day| day.to_string())
    }

    #[test]
    fn english_dates_have_the_day_first() {
        for (written, day) in [
            ("18 May 09", "2009-05-18"),
            ("18-May-14", "2014-05-18"),
            ("23-05-2019", "2019-05-23"),
            ("05-06-2019", "2019-06-05"),
            ("5th June", "2009-06-05"),
            ("05/23/2019", "2019-05-23"),
            ("1 Sept 1999", "1999-09-01"),
        ] {
            assert_eq!(en(written), Ok(day.to_owned()), "{written}");
        }
        assert_eq!(en("05/06/2019"), Err(Fault::DateUnclear));
        assert_eq!(en("3.5"), Err(Fault::DateUnclear));
    }
}
