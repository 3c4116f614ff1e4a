"""From items to dimensions, parts and a total, all exact. Knows no ranks and no grades."""

from dataclasses import dataclass, field
from fractions import Fraction

from conditions import all_hold
from exact import Fault, number, rounded
from scoring import effects_of, measured, score_item


@dataclass
class Result:
    """All that is worked out for one subject."""

    subject: object
    items: dict = field(default_factory=dict)
    counts: dict = field(default_factory=dict)
    dimensions: dict = field(default_factory=dict)
    parts: dict = field(default_factory=dict)
    exact: Fraction | None = None
    total: Fraction | None = None
    exact_before: Fraction | None = None
    vetoes: list = field(default_factory=list)
    status: str = "ranked"
    reason: str | None = None
    grade: str | None = None
    rank: int | None = None
    rank_in: dict = field(default_factory=dict)
    barred: bool = False
    selected: bool | str = False


def rounding_of(rubric):
    return {"decimals": 2, "mode": "half-up", "rank-on": "rounded", "grade-on": "rounded"} | rubric["rubric"].get(
        "rounding", {}
    )


def round_as(rubric, value):
    rounding = rounding_of(rubric)
    return None if value is None else rounded(value, rounding["decimals"], rounding["mode"])


def add_up(rubric, evidence, subject):
    """Steps 2 to 13 of the order of evaluation."""
    result = Result(subject)
    for ident, spec in rubric.get("counts", {}).items():
        entries = evidence.of(subject, tables_of(spec))
        result.counts[ident] = measured(spec, entries, effects_of(rubric, {})).value
    for ident, spec in rubric["criteria"].items():
        entries = evidence.of(subject, tables_of(spec))
        try:
            result.items[ident] = score_item(rubric, ident, entries, subject.exposure)
        except Fault as fault:
            raise Fault(f"{subject.key}: {fault}") from None
    for ident in rubric["dimensions"]:
        items = [item for name, item in result.items.items() if rubric["criteria"][name]["dimension"] == ident]
        result.dimensions[ident] = dimension_points(rubric["dimensions"][ident], items)
    for part in parts_of(rubric):
        result.parts[part] = part_points(rubric, result, part)
    if any(item.points is not None for item in result.items.values()):
        result.exact = blended(rubric, result)
    result.total = round_as(rubric, result.exact)
    return result


def tables_of(spec):
    return [spec["from"]] if isinstance(spec["from"], str) else spec["from"]


def parts_of(rubric):
    return list(rubric.get("parts", {})) or [None]


def dimension_points(spec, items):
    """The sum of a dimension's items, renormalised, clamped and weighed; None without value."""
    scale = remaining([(item.attainable, item.effect == "renormalise") for item in items])
    if scale is None:
        return None
    total = Fraction(0)
    for item in items:
        if item.points is not None:
            total += item.points * (scale if item.attainable is not None else 1)
    if "floor" in spec:
        total = max(total, number(spec["floor"]))
    cap = spec.get("cap", spec.get("full", "none"))
    if cap != "none":
        total = min(total, number(cap))
    return total * number(spec.get("weight", 1))


def remaining(shares):
    """F ÷ (F − f) of pairs (attainable, left out); None when nothing remains."""
    whole = sum((most or 0 for most, _ in shares), Fraction(0))
    out = sum((most or 0 for most, left_out in shares if left_out), Fraction(0))
    if whole > 0:
        return None if out == whole else whole / (whole - out)
    return None if shares and all(left_out for _, left_out in shares) else Fraction(1)


def part_points(rubric, result, part):
    """The dimensions of a part, its base and its bonus; None without value."""
    first = parts_of(rubric)[0]
    own = {ident: spec for ident, spec in rubric["dimensions"].items() if spec.get("part", first) == part}
    plain = [ident for ident, spec in own.items() if not spec.get("bonus", False)]
    scale = remaining([(attainable_of(own[ident]), result.dimensions[ident] is None) for ident in plain])
    if scale is None:
        return None
    total = Fraction(0)
    for ident in plain:
        if result.dimensions[ident] is not None:
            total += result.dimensions[ident] * (scale if attainable_of(own[ident]) is not None else 1)
    base = rubric.get("base")
    if base and base.get("part", first) == part and all_hold(base.get("if", []), result):
        total += number(base["points"])
    bonus = sum((result.dimensions[ident] or 0 for ident in own if ident not in plain), Fraction(0))
    if "cap" in rubric.get("bonus", {}):
        bonus = min(bonus, number(rubric["bonus"]["cap"]))
    return total + bonus


def attainable_of(spec):
    most = number(spec.get("full", 0)) * number(spec.get("weight", 1))
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
