"""Exact numbers and texts. Knows nothing of rubrics or tables."""

import re
import unicodedata
from fractions import Fraction
from math import isqrt


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


def parse_number(text, units=None):
    """3, 3.5, 85%, 3次; with units the longest one that stands behind the number multiplies it."""
    text = fold(text)
    if units:
        behind = [unit for unit in units if text.endswith(fold(unit))]
        if behind:
            unit = max(behind, key=lambda unit: len(fold(unit)))
            return parse_number(text[: -len(fold(unit))]) * number(units[unit])
    bare = "" if units else r"[^\d.]*"
    found = re.fullmatch(rf"([+-]?[\d,]*\.?\d+)(%?){bare}", text)
    if not found:
        raise Fault(f"not a number: {text}")
    value = Fraction(found[1].replace(",", ""))
    return value / 100 if found[2] else value


def whole(value, how):
    """A whole number: up is away from zero, down is toward it."""
    size = abs(value)
    size = -(-size // 1) if how == "up" else rounded(size, 0, how)
    return Fraction(-size if value < 0 else size)


def whole_part(value, how):
    """A number of places out of a share."""
    return int(rounded(value, 0, "half-up") if how == "half-up" else whole(value, {"ceil": "up"}.get(how, "down")))


def root(value, decimals):
    """The square root, rounded half-up once."""
    scaled = value * 10 ** (2 * decimals)
    below = isqrt(scaled.numerator // scaled.denominator)
    return Fraction(below + ((2 * below + 1) ** 2 <= 4 * scaled), 10**decimals)
