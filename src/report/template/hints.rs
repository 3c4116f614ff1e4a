//! What is to be written into a column, and what a blank in it is, in words.

use super::form::{written, Takes};
use crate::base::exact::Exact;
use crate::base::text::Say;
use crate::report::wording::{join, same};
use crate::rubric::model::{Blank, Column, ColumnKind, Rubric, Table, Whole};

/// What is to be written.
pub(super) fn fill(rubric: &Rubric, table: &Table, column: &Column, takes: &Takes) -> Say {
    let subject = &rubric.subject;
    let roster = table.id == subject.table;
    if roster && subject.name == column.id {
        return Say::new("姓名，其他各表照此填写", "the name, as all other tables have it");
    }
    if roster && subject.key == [column.id.as_str()] {
        return Say::new("各不相同的编号，按文本保存，开头的 0 不会丢失", "a number that nobody else has, kept as text");
    }
    if roster {
        if let Some(said) = term(rubric, column) {
            return said;
        }
    }
    match takes {
        Takes::Text if column.kind == ColumnKind::Secret => Say::new("文字；程序不保存也不显示", "text; never stored and never shown"),
        Takes::Text if column.kind == ColumnKind::Key => Say::new("与名册相同的编号", "the number as on the roster"),
        Takes::Text => Say::new("文字", "text"),
        Takes::Name => Say::new("一人的姓名，与名册相同", "one name as on the roster"),
        Takes::Names => Say::new(
            "一人或几人的姓名，用顿号分开；不在名册上的写作“某某（外）”",
            "one or more names, parted by semicolons; who is not on the roster is written “Name (outside)”",
        ),
        Takes::Words(_) => Say::new("从下拉列表中选", "choose from the list"),
        Takes::Number { ranges, strict } => number(column, ranges, *strict),
        Takes::Measured => measured(column),
        Takes::Whole => Say::new("张数或次数，不小于 0 的整数", "how many, a whole number not below 0"),
        Takes::Date => Say::new("日期，如 2025-03-05", "a date such as 2025-03-05"),
        Takes::DateInPeriod => Say::new("考核期内的日期，期外的不计入", "a date in the period; rows outside it do not count"),
        Takes::DateCarried => {
            Say::new("考核期内的日期；上期没办结、结转来的，填原来的日期", "a date in the period; of what is carried over, its own date")
        }
    }
}

/// What a blank is.
pub(super) fn blank(table: &Table, column: &Column) -> Say {
    let other = column.only_with.as_ref().and_then(|other| table.column(other)).and_then(|other| other.headers.first());
    if let Some(other) = other {
        return Say::new(format!("没有“{other}”的不看这一列"), format!("not looked at where “{other}” is blank"));
    }
    if column.fill_down {
        return Say::new("同上一行", "as in the row above");
    }
    match &column.blank {
        Blank::Word(word) => {
            let ways = column.words().iter().find(|(id, _)| id == word).and_then(|(_, ways)| ways.first());
            let word = ways.unwrap_or(word);
            Say::new(format!("按“{word}”计"), format!("counts as “{word}”"))
        }
        Blank::Error | Blank::Ignore | Blank::NoValue(_) if column.optional => Say::new("可以不填", "may be left blank"),
        Blank::Error => Say::new("必须填写", "must be filled in"),
        Blank::Ignore => Say::new("该行不计入", "the row does not count"),
        Blank::NoValue(kind) => {
            let kind = kind.say();
            Say::new(format!("视为“{}”", kind.zh), format!("means {}", kind.en))
        }
    }
}

/// `0 至 10`; `8 至 10、4 至 7`.
pub(super) fn ranges(ranges: &[(Exact, Exact)]) -> Say {
    let each = |(low, high): &(Exact, Exact)| {
        let (low, high) = (low.plain(), high.plain());
        Say::new(format!("{low} 至 {high}"), format!("{low} to {high}"))
    };
    join(&ranges.iter().map(each).collect::<Vec<_>>(), "、", ", ")
}

/// The words, as a list in a sentence.
pub(super) fn words(column: &Column) -> Say {
    join(&written(column).iter().map(same).collect::<Vec<_>>(), "、", ", ")
}

/// The dates of a term: what a blank means differs.
fn term(rubric: &Rubric, column: &Column) -> Option<Say> {
    let term = &rubric.subject.term;
    let is = |of: &Option<String>| of.as_ref() == Some(&column.id);
    if is(&term.from) {
        return Some(Say::new("就任日期；考核期前已就任的可以不填", "first day in office; blank where before the period"));
    }
    if is(&term.to) {
        return Some(Say::new("任期内最后一天；仍在任的不填", "last day in office; blank while in office"));
    }
    if is(&term.pause) {
        return Some(Say::new("暂停职务的第一天；没有暂停的不填", "first day of a suspension, if any"));
    }
    is(&term.resume).then(|| Say::new("恢复职务的第一天；没有暂停的不填", "first day back after a suspension, if any"))
}

fn number(column: &Column, within: &[(Exact, Exact)], strict: bool) -> Say {
    let mut parts = vec![Say::new("数字", "a number")];
    if !within.is_empty() {
        let within = ranges(within);
        let beyond = if strict { Say::default() } else { Say::new("（超出的不计）", " (others do not count)") };
        parts.push(Say::new(format!("{}{}", within.zh, beyond.zh), format!("{}{}", within.en, beyond.en)));
    }
    let above_one = within.iter().any(|(_, high)| *high > Exact::one());
    parts.extend(above_one.then(|| Say::new("不写百分号", "without a percent sign")));
    parts.extend(whole(column));
    join(&parts, "，", ", ")
}

fn measured(column: &Column) -> Say {
    let units: Vec<Say> = column.units.iter().map(|(unit, _)| same(unit)).collect();
    let units = join(&units, "、", ", ");
    let said = Say::new(format!("数字带单位，单位为 {}", units.zh), format!("a number with its unit: {}", units.en));
    join(&[vec![said], whole(column).into_iter().collect()].concat(), "，", ", ")
}

fn whole(column: &Column) -> Option<Say> {
    Some(match column.whole? {
        Whole::Up => Say::new("不足一个的按一个计", "a part counts as a whole one"),
        Whole::Down => Say::new("不足一个的不计", "a part does not count"),
        Whole::HalfUp => Say::new("小数四舍五入", "rounded to a whole number"),
    })
}
