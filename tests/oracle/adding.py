"""From items to dimensions, parts and a total, all exact. Knows no ranks and no grades."""

from dataclasses import dataclass, field
from fractions import Fraction

from conditions import Looker, all_hold
from exact import Fault, number, rounded
from normalising import within_groups
from scoring import clamped, count_values, score_criterion


@dataclass
class Result:
    """All that is worked out for one subject."""

    subject: object
    counts: dict = field(default_factory=dict)
    items: dict = field(default_factory=dict)
    dimensions: dict = field(default_factory=dict)
    parts: dict = field(default_factory=dict)
    exact: Fraction | None = None
    total: Fraction | None = None
    exact_before: Fraction | None = None
    vetoes: list = field(default_factory=list)
    status: str = "ranked"
    reason: str | None = None
    grade: str | None = None
    grades_open: list = field(default_factory=list)
    rank: int | None = None
    rank_of: int | None = None
    rank_in: dict = field(default_factory=dict)
    barred: bool = False
    selected: bool | str = False
    notices: list = field(default_factory=list)


def rounding_of(rubric):
    return {"decimals": 2, "mode": "half-up", "rank-on": "rounded", "grade-on": "rounded"} | rubric["rubric"].get(
        "rounding", {}
    )


def round_as(rubric, value):
    rounding = rounding_of(rubric)
    return None if value is None else rounded(value, rounding["decimals"], rounding["mode"])


def graded_total(rubric, result):
    return result.exact if rounding_of(rubric)["grade-on"] == "exact" else result.total


def add_up(rubric, evidence, earlier):
    """Steps 2 to 13 of the order of evaluation, for all subjects side by side."""
    counts = count_values(rubric, evidence)
    items = {ident: score_criterion(rubric, ident, evidence, counts) for ident in rubric["criteria"]}
    results = []
    for subject in evidence.subjects:
        own = {ident: of_all[subject.key] for ident, of_all in items.items()}
        results.append(Result(subject, counts[subject.key], own))
    for ident, spec in rubric["dimensions"].items():
        names = [name for name, one in rubric["criteria"].items() if one["dimension"] == ident]
        values = [dimension_sum(spec, [result.items[name] for name in names]) for result in results]
        values = compared(spec, evidence, values)
        for result, value in zip(results, values):
            result.dimensions[ident] = None if value is None else value * number(spec.get("weight", 1))
    for part in parts_of(rubric):
        looker = Looker(rubric, earlier, evidence.period)
        values = [part_points(rubric, result, part, looker, evidence.period) for result in results]
        values = compared(rubric.get("parts", {}).get(part, {}), evidence, values)
        for result, value in zip(results, values):
            result.parts[part] = value
    for result in results:
        if any(item.points is not None for item in result.items.values()):
            result.exact = blended(rubric, result)
        result.total = round_as(rubric, result.exact)
    return results


def compared(spec, evidence, values):
    return within_groups(spec["normalise"], evidence.subjects, values) if "normalise" in spec else values


def parts_of(rubric):
    return list(rubric.get("parts", {})) or [None]


def dimension_sum(spec, items):
    """A dimension before normalising and weight; with `per` its sub-periods added."""
    if "per" not in spec:
        return dimension_points(spec, items)
    together = zip(*(item.subs for item in items)) if items else []
    values = [dimension_points(spec, subs) for subs in together]
    having = [value for value in values if value is not None]
    if values and not having:
        return None
    total = sum(having, Fraction(0))
    if "full" in spec and having:
        total = total * len(values) / len(having)
    return clamped(total, spec.get("total-floor"), spec.get("total-cap"))


def dimension_points(spec, items):
    """The sum of a dimension's items, renormalised and clamped; None without value."""
    scale = remaining([(item.attainable, item.effect == "renormalise") for item in items])
    if scale is None:
        return None
    total = Fraction(0)
    for item in items:
        if item.points is not None:
            total += item.points * (scale if item.attainable is not None else 1)
    cap = spec.get("cap", spec.get("full", "none"))
    return clamped(total, spec.get("floor"), None if cap == "none" else cap)


def remaining(shares):
    """F ÷ (F − f) of pairs (attainable, left out); None when nothing remains."""
    whole = sum((most or 0 for most, _ in shares), Fraction(0))
    out = sum((most or 0 for most, left_out in shares if left_out), Fraction(0))
    if whole > 0:
        return None if out == whole else whole / (whole - out)
    return None if shares and all(left_out for _, left_out in shares) else Fraction(1)


def part_points(rubric, result, part, looker, period):
    """The dimensions of a part, its base and its bonus; None without value."""
    first = parts_of(rubric)[0]
    own = {ident: spec for ident, spec in rubric["dimensions"].items() if spec.get("part", first) == part}
    plain = [ident for ident, spec in own.items() if not spec.get("bonus", False)]
    fulls = {ident: attainable_of(own[ident], period) for ident in plain}
    scale = remaining([(fulls[ident], result.dimensions[ident] is None) for ident in plain])
    if scale is None:
        return None
    total = Fraction(0)
    for ident in plain:
        if result.dimensions[ident] is not None:
            total += result.dimensions[ident] * (scale if fulls[ident] is not None else 1)
    base = rubric.get("base")
    if base and base.get("part", first) == part and all_hold(base.get("if", []), result, looker):
        total += number(base["points"])
    bonus = sum((result.dimensions[ident] or 0 for ident in own if ident not in plain), Fraction(0))
    if "cap" in rubric.get("bonus", {}):
        bonus = min(bonus, number(rubric["bonus"]["cap"]))
    return total + bonus


def attainable_of(spec, period):
    """What a dimension counts for towards its part: its `full` of each sub-period, weighed."""
    times = len(period.parts(spec["per"])) if "per" in spec else 1
    most = number(spec.get("full", 0)) * number(spec.get("weight", 1)) * times
    return most if most > 0 else None


def blended(rubric, result):
    """The total of the parts by their weights; None without value."""
    if "parts" not in rubric:
        return result.parts[None]
    weights = {ident: number(spec["weight"]) for ident, spec in rubric["parts"].items()}
    missing = rubric.get("blend", {}).get("missing", "refuse")
    present = [ident for ident in weights if result.parts[ident] is not None]
    total = sum((weights[ident] * result.parts[ident] for ident in present), Fraction(0))
    if len(present) < len(weights):
        if missing == "refuse":
            raise Fault(f"{result.subject.key}: a part has no value")
        if missing == "renormalise":
            remains = sum(weights[ident] for ident in present)
            return total / remains * sum(weights.values()) if remains else None
    return total
