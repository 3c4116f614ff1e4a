"""What a number is worth, and what it could be worth at most. Knows no rows."""

from fractions import Fraction

from choosing import compares, many
from exact import Fault, number

FORMS = "each first target needed full all-or-nothing start bands judged".split()


def form_of(points):
    """The word that says how; `full` may stand beside `needed`."""
    return next(word for word in FORMS if word in points)


def points_from(form, value, rate=None, size=Fraction(1)):
    """Points before floor and cap; `size` shrinks the numbers of the measure, `rate` picks the judged band."""
    get = {key: number(part) for key, part in form.items() if key != "by" and not isinstance(part, (list, dict))}
    word = form_of(form)
    if word == "each":
        return get["each"] * value
    if word == "first":
        first, count = number(form["first"]["points"]), number(form["first"].get("count", 1)) * size
        return first * min(value, count) + get["then"] * max(value - count, 0)
    if word == "target":
        beyond = value - get["target"] * size
        return get["at"] + beyond * (get["step"] if beyond >= 0 else get.get("step-down", get["step"]))
    if word == "needed":
        return get["full"] * min(value / (get["needed"] * size), 1)
    if word == "full":
        return get["full"] * value / get.get("of", 1)
    if word == "all-or-nothing":
        limits = {key: get[key] * size for key in ("at-least", "below") if key in get} or {"at-least": size}
        return get[word] if compares(limits, value) else Fraction(0)
    if word == "start":
        return get["start"] - get["less"] * value
    if word == "bands":
        return in_bands(form["bands"], value)
    if not any(low <= value <= high for low, high in ranges_of(form, rate)):
        raise Fault(f"judged {value} is not within {form['judged']}")
    return value


def band_of(bands, value):
    """Place of the first band whose `from` is reached; None where there is none."""
    return next((at for at, band in enumerate(bands) if "from" not in band or number(band["from"]) <= value), None)


def in_bands(bands, value):
    at = band_of(bands, value)
    if at is None:
        return Fraction(0)
    band = bands[at]
    if not isinstance(band["points"], list):
        return number(band["points"])
    low, high = map(number, band["points"])
    start = number(band["from"])
    end = number(bands[at - 1]["from"] if at else band["to"])
    return low + (high - low) * min((value - start) / (end - start), 1)


def ranges_of(form, rate):
    """The ranges a judged number may lie in."""
    judged = form["judged"]
    if "by" in form:
        at = band_of(judged, rate)
        judged = [] if at is None else [judged[at]["between"]]
    elif not isinstance(judged[0], list):
        judged = [judged]
    return [tuple(map(number, pair)) for pair in judged]


def attainable_points(spec):
    """What an item could give at most; None for deductions and uncapped ones."""
    form = spec["points"]
    word = form_of(form)
    if "full" in form:
        most = number(form["full"])
    elif word in ("all-or-nothing", "start"):
        most = number(form[word])
    elif word == "bands":
        most = max(number(one) for band in form["bands"] for one in listed(band["points"]))
    elif word == "judged":
        ranges = [one["between"] if isinstance(one, dict) else listed(one) for one in form["judged"]]
        most = max(number(one) for pair in ranges for one in pair)
    else:
        most = number(spec.get("cap", 0))
    return most if most > 0 else None


def listed(value):
    return value if isinstance(value, list) else many(value) if isinstance(value, str) else [value]
