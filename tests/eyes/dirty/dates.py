"""Dirt of dates, as domain.md section 3.2 lists them; what cannot be dated is refused and never guessed."""

from datetime import date, datetime

from expect import UNCLEAR_DATE, Either, Problem, Same, variant
from sheets import Shown

DATES = "domain 3.2 Dates"
NEVER = "design 6 never forgiven"
BY_ELECTION = 9  # the reception of 何平 on 10 March, after her by-election of 5 March
NUMERALS = {48 + digit: 0xFF10 + digit for digit in range(10)}

FORMS = [
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day:%Y%m%d}",
    lambda day: int(f"{day:%Y%m%d}"),
    lambda day: f"{day.month}月{day.day}日",
    lambda day: f"{day.year}年{day.month:02}月{day.day:02}日上午",
    lambda day: f"{day.year}年{day.month}月{day.day}日 10:13",
    lambda day: f"{day:%Y-%m-%d} 09:30:00",
    lambda day: f"{day.year}年 {day.month}月 {day.day}日",
    lambda day: f"{day.year}年{day.month}月{day.day}日".translate(NUMERALS),
    lambda day: f"{day.year}．{day.month:02}．{day.day:02}",
    lambda day: (day - date(1899, 12, 30)).days,
    lambda day: Shown(day, 'm"月"d"日"'),
    lambda day: datetime(day.year, day.month, day.day, 9, 30),
    lambda day: f"{day.month}月{day.day}日下午",
    lambda day: f"{day.year}-{day.month}-{day.day}",
]


def as_forms(folder, start):
    for shift, (sheet, header) in enumerate((("建议台账", "提出日期"), ("活动台账", "活动日期"), ("接待登记", "接待日期"))):
        folder[sheet].each(header, lambda row, day, at=shift: FORMS[(row + start + 6 * at) % len(FORMS)](day))


@variant("date-forms", f"{DATES}: every form with a day, with and without year, as text, number and date, a different one in each row")
def _(folder):
    as_forms(folder, 0)
    return Same()


@variant("date-forms-turned", f"{DATES}: the same forms, each on another row")
def _(folder):
    as_forms(folder, 9)
    return Same()


@variant("serial-numbers", f"{DATES}: serial 45356")
def _(folder):
    for sheet, header in (("建议台账", "提出日期"), ("接待登记", "接待日期")):
        folder[sheet].each(header, lambda _, day: (day - date(1899, 12, 30)).days)
    folder["代表名册"].each("补选日期", lambda _, day: day and (day - date(1899, 12, 30)).days)
    return Same()


@variant("month-and-day-as-text", f'{DATES}: "3.5", "3/5", "3-5" typed as text')
def _(folder):
    folder["建议台账"].put(4, "提出日期", "3.5")
    folder["活动台账"].put(1, "活动日期", "3/5")
    folder["接待登记"].put(5, "接待日期", "3-5")
    folder["接待登记"].put(BY_ELECTION, "接待日期", "3.10")
    return Same()


@variant("month-and-day-as-number", f"{DATES}: 3.5 (read as the number 3.5)")
def _(folder):
    folder["建议台账"].put(4, "提出日期", 3.5)
    folder["活动台账"].put(1, "活动日期", 3.5)
    folder["活动台账"].put(3, "活动日期", 4.15)
    return Same()


@variant("tenth-as-number", "silent: 3.10 typed, 3.1 kept: 10 March or 1 March? On 1 March 何平 was not yet elected")
def _(folder):
    folder["接待登记"].put(BY_ELECTION, "接待日期", 3.1)
    return Either(UNCLEAR_DATE)


@variant("days-from-to", f"{DATES}: 3.5-3.7, an event over days; issue 5.3 ranges")
def _(folder):
    folder["活动台账"].put(1, "活动日期", "3.5-3.7")
    folder["活动台账"].put(4, "活动日期", "2025年5月13日-15日")
    folder["活动台账"].put(5, "活动日期", "2025.6.3—6.4")
    folder["活动台账"].put(6, "活动日期", "6月24日至25日")
    return Same()


@variant("month-only", f"{DATES}: 2024.3; silent what a month without day scores")
def _(folder):
    folder["活动台账"].put(3, "活动日期", "2025.4")
    folder["建议台账"].put(9, "提出日期", "2025年6月")
    return Either(UNCLEAR_DATE)


@variant("month-of-a-by-election", "silent: 2025年3月 for 何平, elected on the 5th of it")
def _(folder):
    folder["接待登记"].put(BY_ELECTION, "接待日期", "2025年3月")
    return Either(UNCLEAR_DATE)


@variant("quarter", f"{DATES}: 一季度; silent what a quarter scores")
def _(folder):
    folder["活动台账"].put(0, "活动日期", "一季度")
    folder["活动台账"].put(3, "活动日期", "2025年二季度")
    return Either(UNCLEAR_DATE)


@variant("quarter-of-a-by-election", "silent: 一季度 for 何平, elected within it")
def _(folder):
    folder["接待登记"].put(BY_ELECTION, "接待日期", "一季度")
    return Either(UNCLEAR_DATE)


@variant("two-digit-year", "silent: 25.4.15 and 25/4/10")
def _(folder):
    folder["活动台账"].put(3, "活动日期", "25.4.15")
    folder["接待登记"].put(6, "接待日期", "25/4/10")
    return Either(UNCLEAR_DATE)


@variant("chinese-numerals", "silent: 二〇二五年四月十五日")
def _(folder):
    folder["活动台账"].put(3, "活动日期", "二〇二五年四月十五日")
    return Either(UNCLEAR_DATE)


@variant("year-not-given", f"{NEVER}: a date without a year where the period does not give one (two years)")
def _(folder):
    folder.period, folder.arguments = "材料", ["--period", "2024-01-01..2025-12-31"]
    cell = folder["活动台账"].put(3, "活动日期", "4月15日")
    return Problem(UNCLEAR_DATE, "活动台账", (cell,))


@variant("no-such-day", "issue 5.3: 2025-02-30")
def _(folder):
    cell = folder["活动台账"].put(0, "活动日期", "2025-02-30")
    return Problem(UNCLEAR_DATE, "活动台账", (cell,))


@variant("day-or-month-first", "issue 5.3: 05/06/2025 can be read in two ways")
def _(folder):
    cell = folder["建议台账"].put(8, "提出日期", "05/06/2025")
    return Problem(UNCLEAR_DATE, "建议台账", (cell,))


@variant("no-date", "docs/rubric.md blank = error: a blank where a date must be")
def _(folder):
    cell = folder["建议台账"].put(8, "提出日期", None)
    return Problem(("cell/blank",), "建议台账", (cell,))


@variant("date-is-a-word", "issue 5.3: 待定 is no date")
def _(folder):
    cell = folder["建议台账"].put(8, "提出日期", "待定")
    return Problem(UNCLEAR_DATE, "建议台账", (cell,))
