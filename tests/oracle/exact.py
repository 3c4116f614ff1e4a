"""Exact numbers, dates and periods. Knows nothing of rubrics or tables."""

import calendar
import re
import unicodedata
from datetime import date
from fractions import Fraction


class Fault(Exception):
    """What a person must settle before anything is scored."""


def number(value):
    """An integer, an exact decimal or a string with a fraction, as a fraction."""
    return Fraction(value.replace(" ", "")) if isinstance(value, str) else Fraction(value)


def shown(value):
    """A reduced fraction: "15" or "85/6"."""
    return None if value is None else str(Fraction(value))


def rounded(value, decimals, mode):
    """The value rounded once; half-up goes away from zero."""
    scaled = abs(value) * 10**decimals
    whole, rest = divmod(scaled, 1)
    if mode == "half-up":
        whole += rest >= Fraction(1, 2)
    elif mode == "half-even":
        whole += rest > Fraction(1, 2) or (rest == Fraction(1, 2) and whole % 2 == 1)
    elif mode != "down":
        raise Fault(f"no such rounding mode: {mode}")
    result = Fraction(whole, 10**decimals)
    return -result if value < 0 else result


def printed(value, decimals):
    """A number already rounded, with its decimals."""
    if value is None:
        return None
    digits = str(int(abs(value) * 10**decimals)).rjust(decimals + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits)


def fold(text):
    """Text without what does not matter: width, letter case, spaces."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def parse_number(text):
    """3, 3.5, 85%, 3次."""
    found = re.fullmatch(r"([+-]?[\d,]*\.?\d+)(%?)[^\d.]*", fold(text))
    if not found:
        raise Fault(f"not a number: {text}")
    value = Fraction(found[1].replace(",", ""))
    return value / 100 if found[2] else value


class Period:
    """A span of days, both ends counted."""

    def __init__(self, name):
        self.name = name
        span = parse_span(name)
        if span is None:
            raise Fault(f"not a period: {name}")
        self.first, self.last = span
        self.days = (self.last - self.first).days + 1

    def __contains__(self, day):
        return self.first <= day <= self.last

    def covers(self, other):
        return self.first <= other.first and other.last <= self.last


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
