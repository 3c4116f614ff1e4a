"""Periods, their parts, dates, and the share of a period in office. Knows nothing of rubrics or tables."""

import calendar
import re
from datetime import date, timedelta
from fractions import Fraction

from exact import Fault, fold

MONTHS = {"year": 12, "half-year": 6, "quarter": 3, "month": 1}


class Period:
    """A span of days, both ends counted."""

    def __init__(self, name, span=None):
        self.name = name
        span = span or parse_span(name)
        if span is None:
            raise Fault(f"not a period: {name}")
        self.first, self.last = span
        self.days = (self.last - self.first).days + 1

    def __contains__(self, day):
        return self.first <= day <= self.last

    def __iter__(self):
        return (self.first + timedelta(days=at) for at in range(self.days))

    def covers(self, other):
        return self.first <= other.first and other.last <= self.last

    def parts(self, kind):
        """The calendar years, half-years, quarters or months it touches, the ends cut to it."""
        months = MONTHS[kind]
        found, day = [], self.first
        while day <= self.last:
            end_month = (day.month - 1) // months * months + months
            end = date(day.year, end_month, calendar.monthrange(day.year, end_month)[1])
            end = min(end, self.last)
            found.append(Period(f"{day}..{end}", (day, end)))
            day = end + timedelta(days=1)
        return found


def parse_span(name):
    """First and last day of 2025, 2025-H1, 2025-Q3, 2025-03 or FROM..TO; None for other texts."""
    if found := re.fullmatch(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)", name):
        return date.fromisoformat(found[1]), date.fromisoformat(found[2])
    found = re.fullmatch(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d\d)))?", name)
    if not found:
        return None
    year, half, quarter, month = (int(part) if part else 0 for part in found.groups())
    if half:
        first, last = half * 6 - 5, half * 6
    elif quarter:
        first, last = quarter * 3 - 2, quarter * 3
    else:
        first, last = (month, month) if month else (1, 12)
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def find_date(text, period):
    """The first date found in a text; without a year the one that lies in the period."""
    text = fold(text)
    if found := re.search(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})", text):
        return date(*(int(part) for part in found.groups()))
    if found := re.search(r"(?<!\d)(\d{1,2})[-/.月](\d{1,2})(?!\d)", text):
        month, day = int(found[1]), int(found[2])
        years = range(period.first.year, period.last.year + 1)
        fitting = [year for year in years if date(year, month, day) in period]
        return date((fitting or list(years))[0], month, day)
    return None


def in_office(term, day):
    start, end, pause, resume = term
    return start <= day <= end and not (pause is not None and pause <= day < resume)


def serves(term, period):
    """Whether there is a day in office at all."""
    return any(in_office(term, day) for day in period)


def exposure(term, period, how="days"):
    """The share of the period in office: of its days, or of its calendar months begun or full."""
    if how == "days":
        return Fraction(sum(in_office(term, day) for day in period), period.days)
    months = period.parts("month")
    if how == "months-begun":
        return Fraction(sum(serves(term, month) for month in months), len(months))
    return Fraction(sum(all(in_office(term, day) for day in month) for month in months), len(months))
