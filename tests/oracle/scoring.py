"""From a subject's entries to a measure, and from a measure to points. Knows no dimensions and no totals."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from exact import Fault, number
from people import holds_for

DEFAULT_EFFECTS = {
    "not-required": "renormalise",
    "excused": "renormalise",
    "not-in-office": "renormalise",
    "not-recorded": "refuse",
}
STRONGEST_FIRST = ["excused", "not-required", "not-in-office", "not-recorded"]
ZERO_WITHOUT_ROWS = ("count", "sum", "distinct")


@dataclass
class Outcome:
    """A value, or the kind of nothing there is instead."""

    value: Fraction | None
    nothing: str | None = None


@dataclass
class Item:
    """What one criterion gives one subject."""

    criterion: str
    measure: Fraction | None
    points: Fraction | None
    nothing: str | None
    effect: str | None
    attainable: Fraction | None


def effects_of(rubric, spec):
    return DEFAULT_EFFECTS | rubric.get("no-value", {}) | spec.get("no-value", {})


def score_item(rubric, ident, entries, exposure):
    """Steps 2 to 8 of the order of evaluation."""
    spec = rubric["criteria"][ident]
    effects = effects_of(rubric, spec)
    outcome = measured(spec, entries, effects)
    prorate = spec.get("prorate", "none")
    attainable = attainable_points(spec)
    if attainable is not None and prorate == "cap":
        attainable *= exposure
    if outcome.nothing:
        effect = effects[outcome.nothing]
        if effect == "refuse":
            raise Fault(f"criterion {ident}: {outcome.nothing}")
        points = {"zero": Fraction(0), "full": attainable or Fraction(0)}.get(effect)
        return Item(ident, None, points, outcome.nothing, effect, attainable)
    value = outcome.value / exposure if prorate == "measure" else outcome.value
    points = points_from(spec["points"], value)
    if prorate == "points":
        points *= exposure
    if "floor" in spec:
        points = max(points, number(spec["floor"]))
    if "cap" in spec:
        points = min(points, number(spec["cap"]) * (exposure if prorate == "cap" else 1))
    return Item(ident, outcome.value, points, None, None, attainable)


def measured(spec, entries, effects):
    """Rows chosen, weighed and measured."""
    fitting = [entry for entry in entries if holds_for(spec.get("where", {}), entry.row, entry.role)]
    weighed = [(entry, factor(spec, entry)) for entry in fitting if not entry.outside_term]
    weighed = best_by(weighed, lambda entry: entry.row.place)
    if "once" in spec:
        columns = spec["once"]["per"]
        weighed = best_by(weighed, lambda entry: tuple(entry.row.values.get(column) for column in columns))
    return measure(spec, weighed, len(fitting) > 0 and not weighed, effects)


def factor(spec, entry):
    result = share(spec.get("split"), entry)
    for column, by_word in spec.get("times", {}).items():
        word = entry.role if column == "role" else entry.row.values.get(column)
        given = by_word.get(word, by_word.get("else"))
        if given is None:
            raise Fault(f"no factor for {column} = {word}")
        result *= number(given)
    return result


def share(split, entry):
    """The share of a joint item that falls to one of its signers."""
    alone = entry.signers == 1
    leads = entry.role == "lead" or alone
    if split is None or split == "each-full":
        return Fraction(1)
    if split == "lead-only":
        return Fraction(leads)
    if split == "equal":
        return Fraction(1, entry.signers)
    if entry.position > split.get("most", entry.position):
        return Fraction(0)
    lead = number(split["lead"])
    if "joint" in split:
        return lead if leads else number(split["joint"])
    if alone:
        return Fraction(1)
    return lead if leads else (1 - lead) / (entry.signers - 1)


def best_by(weighed, same):
    """Of entries that are the same, the one with the largest factor, then by date, then by place."""
    best = {}
    for entry, weight in weighed:
        rank = (-weight, entry.row.date or date.max, entry.row.place)
        kept = best.get(same(entry))
        if kept is None or rank < kept[0]:
            best[same(entry)] = (rank, entry, weight)
    return [(entry, weight) for _, entry, weight in best.values()]


def measure(spec, weighed, only_outside, effects):
    how = spec.get("measure", "count")
    word = measure_word(how)
    if not weighed:
        return without_rows(spec, word, only_outside)
    if word == "count":
        return Outcome(sum((entry.row.count * weight for entry, weight in weighed), Fraction(0)))
    column = how[word]
    valued = [(entry.row, weight) for entry, weight in weighed if entry.row.values.get(column) is not None]
    kinds = {
        entry.row.kinds.get(column, "not-recorded")
        for entry, _ in weighed
        if entry.row.values.get(column) is None
    }
    if valued and "not-recorded" in kinds and effects["not-recorded"] == "refuse":
        raise Fault(f"an entry of {column} is not recorded")
    if not valued and word != "share-of":
        return Outcome(None, strongest(kinds))
    if word == "sum":
        return Outcome(sum((row.count * row.values[column] * weight for row, weight in valued), Fraction(0)))
    if word == "distinct":
        return Outcome(Fraction(len({row.values[column] for row, weight in valued if weight > 0})))
    rows = [row for row, _ in valued]
    if word == "value":
        if len(rows) > 1:
            raise Fault(f"two values of {column}")
        return Outcome(rows[0].values[column])
    if word == "share-of":
        return share_of(how, rows, kinds, spec)
    if word == "rating":
        worth = {key: number(value) for key, value in how["values"].items()}
        return average(how, [(row.count, worth[row.values[column]]) for row in rows if row.values[column] in worth])
    return average(how, [(row.count, row.values[column]) for row in rows])


def measure_word(how):
    words = ("sum", "distinct", "share-of", "mean", "rating", "value")
    return how if isinstance(how, str) else next(word for word in words if word in how)


def without_rows(spec, word, only_outside):
    if only_outside and word not in ZERO_WITHOUT_ROWS:
        return Outcome(None, "not-in-office")
    meaning = spec.get("none", "zero" if word in ZERO_WITHOUT_ROWS else "not-recorded")
    return Outcome(Fraction(0)) if meaning == "zero" else Outcome(None, meaning)


def strongest(kinds):
    return next((kind for kind in STRONGEST_FIRST if kind in kinds), "not-recorded")


def share_of(how, rows, kinds, spec):
    credit = {word: number(value) for word, value in how["credit"].items()}
    column = how["share-of"]
    total = sum(row.count for row in rows if row.values[column] in credit)
    if total:
        gained = sum(row.count * credit[row.values[column]] for row in rows if row.values[column] in credit)
        return Outcome(Fraction(gained) / total)
    kinds = set(kinds)
    for kind in ("excused", "not-required"):
        if any(row.values[column] in how.get(kind, []) for row in rows):
            kinds.add(kind)
    return Outcome(None, strongest(kinds))


def average(how, ballots):
    total = sum(count for count, _ in ballots)
    if total < max(1, how.get("minimum", 1)):
        return Outcome(None, how.get("few", "not-recorded"))
    return Outcome(sum((count * value for count, value in ballots), Fraction(0)) / total)


def points_from(form, value):
    """The points a measure is worth, before floor and cap."""
    get = {key: number(part) for key, part in form.items() if isinstance(part, (int, Fraction, str))}
    if "each" in form:
        return get["each"] * value
    if "first" in form:
        count = number(form["first"].get("count", 1))
        return number(form["first"]["points"]) * min(value, count) + get["then"] * max(value - count, 0)
    if "target" in form:
        above = value - get["target"]
        return get["at"] + above * (get["step"] if above >= 0 else get.get("step-down", get["step"]))
    if "needed" in form:
        return get["full"] * min(value / get["needed"], 1)
    if "full" in form:
        return get["full"] * value / get.get("of", 1)
    if "all-or-nothing" in form:
        return get["all-or-nothing"] if value >= get.get("at-least", 1) else Fraction(0)
    if "bands" in form:
        bands = (band for band in form["bands"] if "from" not in band or number(band["from"]) <= value)
        band = next(bands, None)
        return number(band["points"]) if band else Fraction(0)
    low, high = map(number, form["judged"])
    if not low <= value <= high:
        raise Fault(f"judged {value}, not within {low}..{high}")
    return value


def attainable_points(spec):
    """What an item could give at most; None for deductions and uncapped ones."""
    form = spec["points"]
    if "full" in form or "all-or-nothing" in form:
        most = number(form.get("full", form.get("all-or-nothing")))
    elif "bands" in form:
        most = max(number(band["points"]) for band in form["bands"])
    elif "judged" in form:
        most = number(form["judged"][1])
    else:
        most = number(spec.get("cap", 0))
    return most if most > 0 else None
