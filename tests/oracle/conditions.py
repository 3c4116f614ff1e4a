"""Whether a condition of a rubric holds for one subject's result, now and in earlier periods."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from choosing import compares, many
from spans import Period


@dataclass
class Looker:
    """What a condition needs beside the result: the rubric and the earlier results."""

    rubric: dict
    earlier: list = field(default_factory=list)
    period: Period | None = None

    @property
    def exactly(self):
        return self.rubric["rubric"].get("rounding", {}).get("grade-on", "rounded") == "exact"

    def before(self, periods):
        """The results so many periods before this one; None where there is a gap."""
        first, found = self.period.first, None
        for _ in range(periods):
            ends = str(first - timedelta(days=1))
            found = next((one for one in self.earlier if one["period"]["to"] == ends), None)
            if found is None:
                return None
            first = date.fromisoformat(found["period"]["from"])
        return found


def as_list(conditions):
    return [conditions] if isinstance(conditions, dict) else conditions


def all_hold(conditions, result, looker):
    return all(holds(condition, result, looker) for condition in as_list(conditions))


def first_holding(conditions, result, looker):
    return next((one for one in as_list(conditions) if holds(one, result, looker)), None)


def holds(condition, result, looker):
    """Now; and in as many earlier periods as `running` or `earlier` asks for."""
    if "earlier" in condition:
        return all(held(condition, result, looker, back) for back in range(1, condition["earlier"] + 1))
    running = range(1, condition.get("running", 1))
    return holds_now(condition, result, looker) and all(held(condition, result, looker, back) for back in running)


def holds_now(condition, result, looker):
    if "column" in condition:
        return of_column(condition, result.subject.values.get(condition["column"]))
    if "veto" in condition:
        wanted = condition["veto"]
        return bool(result.vetoes) if wanted == "any" else wanted in result.vetoes
    if "selected" in condition:
        return (result.selected is True) == condition["selected"]
    if "grade" in condition:
        return result.grade in many(condition["grade"])
    return of_number(condition, value_of(condition, result, looker))


def of_column(condition, value):
    if "missing" in condition:
        return (value is None) == condition["missing"]
    return value in many(condition["is"]) if "is" in condition else value not in many(condition["is-not"])


def of_number(condition, value):
    if "missing" in condition:
        return (value is None) == condition["missing"]
    return value is not None and compares(condition, value)


def value_of(condition, result, looker):
    if "over" in condition:
        above = value_of({key: one for key, one in condition.items() if key != "over"}, result, looker)
        over = result.counts[condition["over"]]
        return above / over if above is not None and over else None
    if "count" in condition:
        return result.counts[condition["count"]]
    if "criterion" in condition:
        return result.items[condition["criterion"]].points
    if "dimension" in condition:
        return result.dimensions[condition["dimension"]]
    if "part" in condition:
        return result.parts[condition["part"]]
    if "total" in condition:
        return result.exact if looker.exactly else result.total
    if "rank" in condition:
        return rank_value(condition, result.rank, result.rank_of)
    return result.subject.exposure


def rank_value(condition, rank, ranked):
    if rank is None:
        return None
    return Fraction(rank, ranked) if condition["rank"] == "share" else Fraction(rank)


def held(condition, result, looker, back):
    """Whether it held so many periods before; who was not there then does not meet it."""
    results = looker.before(back)
    records = {one["key"]: one for one in results["subjects"]} if results else {}
    then = records.get(result.subject.key)
    if then is None:
        return False
    if "grade" in condition:
        return then["grade"] in many(condition["grade"])
    return of_number(condition, value_then(condition, then, records, looker))


def value_then(condition, then, records, looker):
    if "total" in condition:
        value = then["exact" if looker.exactly else "total"]
    elif "criterion" in condition:
        items = {one["criterion"]: one["exact"] for one in then["items"]}
        value = items.get(condition["criterion"])
    else:
        ranked = sum(one["peer"] == then["peer"] and one["rank"] is not None for one in records.values())
        return rank_value(condition, then["rank"], ranked)
    return None if value is None else Fraction(value)
