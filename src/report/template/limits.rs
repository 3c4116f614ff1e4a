//! What a spreadsheet lets into a cell: lists to choose from, ranges of numbers and dates; and what it says otherwise.
//!
//! What duly would refuse is stopped; what it reads but does not count, or reads as well in another form, is asked back only.

use chrono::Datelike;
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula, XlsxError};

use super::form::Takes;
use super::hints;
use crate::base::exact::Exact;
use crate::base::period::{Day, Period};
use crate::base::place::column_name;
use crate::base::text::{Language, Say};

/// A list within a cell has at most so many characters, commas included; so has a message.
const MOST: usize = 255;
/// Any number that a person counts to.
const ANY: (f64, f64) = (-1e9, 1e9);

/// What limits depend on beside the column.
pub(super) struct Limits<'a> {
    /// Language of the messages.
    pub language: Language,
    /// The period that dates lie in.
    pub period: &'a Period,
    /// Words of a column, and the range in which they stand on the sheet of notes.
    pub lists: Vec<(Vec<String>, String)>,
}

/// The limit of a column whose first cell to fill in is in this row, from 0.
pub(super) fn limit(takes: &Takes, limits: &Limits, column: u16, first: u32) -> Result<Option<DataValidation>, XlsxError> {
    let stop = DataValidationErrorStyle::Stop;
    let ask = DataValidationErrorStyle::Warning;
    Ok(Some(match takes {
        Takes::Text | Takes::Name => return Ok(None),
        Takes::Names => limits.hint(&Say::new("一人或几人，用顿号分开", "one or more names, parted by semicolons"))?,
        Takes::Measured => limits.hint(&Say::new("数字带单位，如 1.5天", "a number with its unit"))?,
        Takes::Words(words) => limits.refuse(limits.list(words)?, stop, &choose(words))?,
        Takes::Number { ranges, strict } => {
            let style = if *strict { stop } else { ask };
            let within = hints::ranges(ranges);
            let said = if ranges.is_empty() {
                Say::new("这里填数字。", "This is a number.")
            } else {
                Say::new(format!("这里填数字，{}。", within.zh), format!("This is a number, {}.", within.en))
            };
            limits.refuse(number(ranges, column, first), style, &said)?
        }
        Takes::Whole => {
            let rule = DataValidation::new().allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0));
            limits.refuse(rule, stop, &Say::new("这里填不小于 0 的整数。", "This is a whole number not below 0."))?
        }
        Takes::Date => {
            let rule = DataValidation::new().allow_date(DataValidationRule::GreaterThanOrEqualTo(ExcelDateTime::from_ymd(1900, 1, 1)?));
            limits.refuse(rule, ask, &Say::new("这里填日期，如 2025-03-05。", "This is a date such as 2025-03-05."))?
        }
        Takes::DateInPeriod => limits.refuse(limits.in_period()?, ask, &limits.period_said())?,
        Takes::DateCarried => limits.refuse(limits.in_period()?, ask, &limits.carried_said())?,
    }))
}

impl Limits<'_> {
    /// The limit of a header that is to be filled in.
    pub fn head(&self, takes: &Takes) -> Result<Option<DataValidation>, XlsxError> {
        // Headers may say more than the word or the date: 第一次主席团会议, 3月5日上午.
        let ask = DataValidationErrorStyle::Warning;
        Ok(Some(match takes {
            Takes::Words(words) => {
                let said =
                    Say::new(format!("表头中要写明：{}。", words.join("、")), format!("The header names one of: {}.", words.join(", ")));
                self.refuse(self.list(words)?, ask, &said)?
            }
            Takes::Date | Takes::DateInPeriod | Takes::DateCarried => {
                let hint = Say::new("填日期，如 2025-03-05；一列一次", "the date, such as 2025-03-05; one event a column");
                self.hint_on(self.refuse(self.in_period()?, ask, &self.period_said())?, &hint)?
            }
            Takes::Name => self.hint(&Say::new("填一人的姓名，与名册相同；一列一人", "one name as on the roster; one person a column"))?,
            Takes::Text | Takes::Names | Takes::Number { .. } | Takes::Measured | Takes::Whole => {
                self.hint(&Say::new("填名称或日期；一列一次", "a name or date; one event a column"))?
            }
        }))
    }

    /// A list to choose from: in the cell, or where it is too long, on the sheet of notes.
    fn list(&self, words: &[String]) -> Result<DataValidation, XlsxError> {
        let length = words.iter().map(|word| word.chars().count() + 1).sum::<usize>();
        let plain = length <= MOST && words.iter().all(|word| !word.contains([',', '"']) && !word.starts_with('='));
        match self.lists.iter().find(|(list, _)| list == words) {
            Some((_, range)) if !plain => Ok(DataValidation::new().allow_list_formula(Formula::new(range))),
            Some(_) | None => DataValidation::new().allow_list_strings(words),
        }
    }

    fn in_period(&self) -> Result<DataValidation, XlsxError> {
        let (from, to) = (excel_day(self.period.from)?, excel_day(self.period.to)?);
        Ok(DataValidation::new().allow_date(DataValidationRule::Between(from, to)))
    }

    fn period_said(&self) -> Say {
        let (from, to) = (self.period.from, self.period.to);
        Say::new(
            format!("考核期为 {from} 至 {to}，期外的不计入。这里填日期，如 {from}。仍要这样填吗？"),
            format!("The period is {from} to {to}; what is outside does not count. This is a date such as {from}. Leave it so?"),
        )
    }

    fn carried_said(&self) -> Say {
        let (from, to) = (self.period.from, self.period.to);
        Say::new(
            format!("考核期为 {from} 至 {to}。上期没办结、结转来的，填原来的日期；别的期外日期不计入。仍要这样填吗？"),
            format!(
                "The period is {from} to {to}. What is carried over keeps its own date; what else is outside does not count. Leave it so?"
            ),
        )
    }

    fn refuse(&self, rule: DataValidation, style: DataValidationErrorStyle, said: &Say) -> Result<DataValidation, XlsxError> {
        let title = Say::new("请核对", "Please check");
        rule.set_error_style(style).set_error_title(title.text(self.language))?.set_error_message(shortened(said.text(self.language)))
    }

    fn hint(&self, said: &Say) -> Result<DataValidation, XlsxError> {
        self.hint_on(DataValidation::new().allow_any_value(), said)
    }

    fn hint_on(&self, rule: DataValidation, said: &Say) -> Result<DataValidation, XlsxError> {
        rule.set_input_message(shortened(said.text(self.language)))
    }
}

fn choose(words: &[String]) -> Say {
    Say::new(format!("请从列表中选：{}", words.join("、")), format!("Choose from the list: {}", words.join(", ")))
}

/// A number in one of the ranges, or any.
fn number(ranges: &[(Exact, Exact)], column: u16, first: u32) -> DataValidation {
    let rule = DataValidation::new();
    match ranges {
        [] => rule.allow_decimal_number(DataValidationRule::Between(ANY.0, ANY.1)),
        [(low, high)] => rule.allow_decimal_number(DataValidationRule::Between(low.to_f64(), high.to_f64())),
        several => {
            let cell = format!("{}{}", column_name(u32::from(column) + 1), first + 1);
            let each = several.iter().map(|(low, high)| format!("AND({cell}>={},{cell}<={})", low.to_f64(), high.to_f64()));
            rule.allow_custom(Formula::new(format!("AND(ISNUMBER({cell}),OR({}))", each.collect::<Vec<_>>().join(","))))
        }
    }
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    format!("{}…", text.chars().take(MOST - 1).collect::<String>())
}

/// A day as a spreadsheet keeps it.
pub(super) fn excel_day(day: Day) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or(1900);
    ExcelDateTime::from_ymd(year, u8::try_from(day.month()).unwrap_or(1), u8::try_from(day.day()).unwrap_or(1))
}
