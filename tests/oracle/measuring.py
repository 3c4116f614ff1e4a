"""From a subject's entries to a number, or to the kind of nothing there is instead. Knows no points."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from choosing import holds_for, many, passes_links
from exact import Fault, number
from turnout import added, lacking, once_a_line, tells_only

STRONGEST_FIRST = ["excused", "not-required", "not-in-office", "not-recorded"]
ZERO_WITHOUT_ROWS = ("count", "sum", "distinct")
WORDS = ("sum", "distinct", "share-of", "ratio", "mean", "rating", "value", "last")


@dataclass
class Outcome:
    """A value, or the kind of nothing there is instead; of a rate also its numerator and denominator."""

    value: Fraction | None
    nothing: str | None = None
    of: tuple | None = None


def rate(above, below):
    return Outcome(Fraction(above) / below, None, (Fraction(above), Fraction(below)))


@dataclass
class Beside:
    """What some measures look at beside the rows: the tables in order, the turnout, whether rows have factors."""

    tables: list
    told: dict
    weighs: bool


def measure_word(how):
    return how if isinstance(how, str) else next(word for word in WORDS if word in how)


def measured(tables, spec, entries, subject, evidence, effects):
    """Rows chosen, weighed and measured."""
    where, how = spec.get("where", {}), spec.get("measure", "count")
    columns = columns_of(how)
    told = added(tables, where, columns, entries)
    entries = [one for one in entries if not tells_only(tables[one.row.table], columns)]
    fitting = [one for one in entries if holds_for(where, one.row, one)]
    fitting = [one for one in fitting if passes_links(spec, one, subject, evidence)]
    weighed = [(entry, factor(spec, entry)) for entry in fitting if not entry.outside_term]
    weighed = best_by(weighed, lambda entry: entry.row.place)
    if "once" in spec:
        weighed = best_by(weighed, lambda entry: same_once(spec["once"]["per"], entry.row))
    weighed = list(once_a_line(tables, how, weighed))
    return measure(spec, weighed, len(fitting) > 0 and not weighed, effects, told)


def columns_of(how):
    """The columns that are measured, the one above the line first."""
    if isinstance(how, str):
        return []
    word = measure_word(how)
    return [how[word]] + ([how["over"]] if word == "ratio" else [])


def same_once(columns, row):
    """What rows that count once have in common; a blank has nothing in common with any."""
    values = tuple(row.values.get(column) for column in columns)
    return row.place if None in values else values


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
        if alone:
            return number(split.get("sole", lead))
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


def measure(spec, weighed, only_outside, effects, told=None):
    how = spec.get("measure", "count")
    word = measure_word(how)
    if not weighed:
        return without_rows(spec, word, only_outside)
    if word == "count":
        return Outcome(sum((entry.row.count * weight for entry, weight in weighed), Fraction(0)))
    columns = columns_of(how)
    valued, kinds = [], set()
    for entry, weight in weighed:
        blanks = [column for column in columns if entry.row.values.get(column) is None]
        kinds |= {entry.row.kinds.get(column, "not-recorded") for column in blanks}
        if not blanks:
            valued.append((entry.row, weight))
    if valued and "not-recorded" in kinds and effects["not-recorded"] == "refuse":
        raise Fault(f"an entry of {columns} is not recorded")
    if not valued and word != "share-of":
        return Outcome(None, strongest(kinds))
    if word == "share-of":
        return share_of(how, [row for row, _ in valued], kinds)
    return MEASURES[word](how, valued, Beside(many(spec.get("from", [])), told or {}, "times" in spec))


def without_rows(spec, word, only_outside):
    if only_outside and word not in ZERO_WITHOUT_ROWS:
        return Outcome(None, "not-in-office")
    meaning = spec.get("none", "zero" if word in ZERO_WITHOUT_ROWS else "not-recorded")
    return Outcome(Fraction(0)) if meaning == "zero" else Outcome(None, meaning)


def strongest(kinds):
    return next((kind for kind in STRONGEST_FIRST if kind in kinds), "not-recorded")


def share_of(how, rows, kinds):
    credit = {word: number(value) for word, value in how["credit"].items()}
    column = how["share-of"]
    total = sum(row.count for row in rows if row.values[column] in credit)
    if total:
        gained = sum(row.count * credit[row.values[column]] for row in rows if row.values[column] in credit)
        return rate(gained, total)
    kinds = set(kinds)
    for kind in ("excused", "not-required"):
        if any(row.values[column] in how.get(kind, []) for row in rows):
            kinds.add(kind)
    return Outcome(None, strongest(kinds))


def summed(how, valued, _):
    return Outcome(sum((row.count * row.values[how["sum"]] * weight for row, weight in valued), Fraction(0)))


def distinct(how, valued, _):
    return Outcome(Fraction(len({row.values[how["distinct"]] for row, weight in valued if weight > 0})))


def ratio(how, valued, _):
    done = sum(row.count * row.values[how["ratio"]] for row, _ in valued)
    over = sum(row.count * row.values[how["over"]] for row, _ in valued)
    return rate(done, over) if over else Outcome(None, "not-required")


def only_value(how, valued, _):
    if len(valued) > 1:
        raise Fault(f"two values of {how['value']}")
    return Outcome(valued[0][0].values[how["value"]])


def last_value(how, valued, beside):
    """The number of the last table that has one."""
    table = max((row.table for row, _ in valued), key=beside.tables.index)
    numbers = [row.values[how["last"]] for row, _ in valued if row.table == table]
    if len(numbers) > 1:
        raise Fault(f"two values of {how['last']} in {table}")
    return Outcome(numbers[0])


def rating(how, valued, beside):
    worth = {key: number(value) for key, value in how["values"].items()}
    column = how["rating"]
    ballots = [(row, weight, worth[row.values[column]]) for row, weight in valued if row.values[column] in worth]
    outcome = average(how, ballots, beside.told)
    # Where every option is worth 0 or 1, the mean is a share of the ballots.
    if outcome.value is not None and set(worth.values()) <= {0, 1} and "weights" not in how and not beside.weighs:
        return rate(sum(row.count * value for row, _, value in ballots), sum(row.count for row, _, _ in ballots))
    return outcome


def mean(how, valued, beside):
    return average(how, [(row, weight, row.values[how["mean"]]) for row, weight in valued], beside.told)


def average(how, ballots, told):
    """The mean of ballots (row, weight, value): plain, trimmed, or of the means of classes."""
    few = how.get("few", "not-recorded")
    total = sum(row.count for row, _, _ in ballots)
    if total < how.get("minimum", 1):
        return Outcome(None, few)
    if nothing := lacking(how, told):
        return Outcome(None, nothing)
    if "weights" in how:
        return of_classes(how, ballots)
    if "trim" in how:
        ballots = trimmed(number(how["trim"]), ballots)
        if not ballots:
            return Outcome(None, few)
    value = plain_mean(ballots)
    return Outcome(value, "not-recorded" if value is None else None)


def plain_mean(ballots):
    over = sum((row.count * weight for row, weight, _ in ballots), Fraction(0))
    if over == 0:
        return None
    return sum((row.count * weight * value for row, weight, value in ballots), Fraction(0)) / over


def trimmed(trim, ballots):
    """Each ballot one, without the highest and the lowest."""
    singles = [(row, weight, value) for row, weight, value in ballots for _ in range(row.count)]
    singles.sort(key=lambda one: one[2])
    away = int(trim * len(singles)) if trim < 1 else int(trim)
    kept = singles[away : max(len(singles) - away, away)]
    return [(Single, weight, value) for _, weight, value in kept]


class Single:
    """What is counted of a ballot that stands for itself."""

    count = 1


def of_classes(how, ballots):
    ((column, weights),) = how["weights"].items()
    total, present = Fraction(0), Fraction(0)
    for word, weight in weights.items():
        own = [one for one in ballots if (one[0].table if column == "table" else one[0].values[column]) == word]
        value = plain_mean(own) if sum(row.count for row, _, _ in own) >= how.get("minimum-each", 1) else None
        if value is not None:
            total += number(weight) * value
            present += number(weight)
        elif how.get("missing", "refuse") == "refuse":
            return Outcome(None, "not-recorded")
    if how.get("missing") == "renormalise":
        if present == 0:
            return Outcome(None, "not-recorded")
        total = total / present * sum(map(number, weights.values()))
    return Outcome(total)


MEASURES = {"sum": summed, "distinct": distinct, "ratio": ratio, "value": only_value, "last": last_value}
MEASURES |= {"rating": rating, "mean": mean}
