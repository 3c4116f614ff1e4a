"""From measures to the items of all subjects: proration, normalising, points, sub-periods. Knows no dimensions."""

from dataclasses import dataclass, field
from fractions import Fraction

from choosing import many
from exact import Fault, number
from measuring import Outcome, measure_word, measured, rate
from normalising import within_groups
from points import attainable_points, form_of, points_from
from spans import exposure, serves

DEFAULT_EFFECTS = {
    "not-required": "renormalise",
    "excused": "renormalise",
    "not-in-office": "renormalise",
    "not-recorded": "refuse",
}


@dataclass
class Item:
    """What one criterion gives one subject, in the period or in one sub-period."""

    criterion: str
    measure: Fraction | None
    points: Fraction | None
    nothing: str | None
    effect: str | None
    attainable: Fraction | None
    subs: list = field(default_factory=list)
    of: tuple | None = None


def effects_of(rubric, spec):
    return DEFAULT_EFFECTS | rubric.get("no-value", {}) | spec.get("no-value", {})


def tables_of(spec):
    return many(spec["from"])


def count_values(rubric, evidence):
    """The counts that rules refer to: by subject's key and count."""
    found = {subject.key: {} for subject in evidence.subjects}
    for ident, spec in rubric.get("counts", {}).items():
        for subject in evidence.subjects:
            entries = evidence.of(subject, tables_of(spec))
            outcome = measured(rubric["tables"], spec, entries, subject, evidence, effects_of(rubric, {}))
            found[subject.key][ident] = outcome.value
    for counts in found.values():
        whole = dict(counts)
        for ident, spec in rubric.get("counts", {}).items():
            counts[ident] = divided(spec, Outcome(whole[ident]), whole).value
    return found


def divided(spec, outcome, counts):
    """The measure over the count that `over` names: 0 there is not required, no value not recorded."""
    if "over" not in spec or outcome.value is None:
        return outcome
    below = counts.get(spec["over"])
    if below is None:
        return Outcome(None, "not-recorded")
    return rate(outcome.value, below) if below else Outcome(None, "not-required")


def score_criterion(rubric, ident, evidence, counts):
    """Steps 2 to 8 of the order of evaluation: the items of all subjects by key."""
    spec = rubric["criteria"][ident]
    how = rubric["rubric"].get("exposure", "days")
    chosen = {one.key: evidence.of(one, tables_of(spec)) for one in evidence.subjects}
    if "per" in spec:
        spans = evidence.period.parts(spec["per"])
        return {
            one.key: item_of_spans(rubric, ident, chosen[one.key], one, evidence, spans, counts[one.key], how)
            for one in evidence.subjects
        }
    effects = effects_of(rubric, spec)
    raw = [
        divided(spec, measured(rubric["tables"], spec, chosen[one.key], one, evidence, effects), counts[one.key])
        for one in evidence.subjects
    ]
    ready = [prorated(spec, outcome, one.exposure) for one, outcome in zip(evidence.subjects, raw)]
    if "normalise" in spec:
        values = within_groups(spec["normalise"], evidence.subjects, [outcome.value for outcome in ready])
        ready = [Outcome(value, outcome.nothing) for value, outcome in zip(values, ready)]
    return {
        one.key: item_of(rubric, ident, before, outcome, one.exposure, counts[one.key])
        for one, before, outcome in zip(evidence.subjects, raw, ready)
    }


def prorated(spec, outcome, share):
    """The measure after proration; what would be divided by no exposure is not in office."""
    prorate = spec.get("prorate", "none")
    divided = prorate == "measure" or (prorate == "target" and form_of(spec["points"]) == "needed")
    if outcome.nothing or not divided:
        return outcome
    if share == 0:
        return Outcome(None, "not-in-office")
    return Outcome(outcome.value / share) if prorate == "measure" else outcome


def item_of(rubric, ident, raw, outcome, share, counts):
    """Points of a measure, floor and cap; or what its kind of nothing does."""
    spec = rubric["criteria"][ident]
    prorate = spec.get("prorate", "none")
    attainable = attainable_points(spec)
    if attainable is not None and prorate == "cap":
        attainable *= share
    by = counts.get(spec["points"].get("by"))
    if "by" in spec["points"] and by is None and not outcome.nothing:
        outcome = Outcome(None, "not-recorded")
    if outcome.nothing:
        effect = effects_of(rubric, spec)[outcome.nothing]
        if effect == "refuse":
            raise Fault(f"criterion {ident}: {outcome.nothing}")
        points = {"zero": Fraction(0), "full": attainable or Fraction(0)}.get(effect)
        return Item(ident, None, points, outcome.nothing, effect, attainable)
    points = points_from(spec["points"], outcome.value, by, share if prorate == "target" else Fraction(1))
    if prorate == "points":
        points *= share
    cap = number(spec["cap"]) * (share if prorate == "cap" else 1) if "cap" in spec else None
    return Item(ident, raw.value, clamped(points, spec.get("floor"), cap), None, None, attainable, of=raw.of)


def clamped(points, floor, cap):
    """Not below the floor, then not above the cap."""
    if floor is not None:
        points = max(points, number(floor))
    return points if cap is None else min(points, number(cap))


def item_of_spans(rubric, ident, entries, subject, evidence, spans, counts, how):
    """One item out of those of the sub-periods."""
    spec = rubric["criteria"][ident]
    split = {span.name: [] for span in spans}
    for entry in entries:
        split[span_of(entry.row, spans, evidence.period).name].append(entry)
    subs = []
    for span in spans:
        share = exposure(subject.term, span, how)
        if serves(subject.term, span):
            raw = measured(rubric["tables"], spec, split[span.name], subject, evidence, effects_of(rubric, spec))
            raw = divided(spec, raw, counts)
        else:
            raw = Outcome(None, "not-in-office")
        subs.append(item_of(rubric, ident, raw, prorated(spec, raw, share), share, counts))
    return added(spec, ident, subs)


def span_of(row, spans, period):
    """The sub-period of a row: by its date, else by its folder's period."""
    if row.date is not None:
        day = max(row.date, spans[0].first)
        found = [span for span in spans if day in span]
    else:
        found = [span for span in spans if span.covers(row.folder_period or period)]
    if not found:
        raise Fault(f"a row of {row.table} belongs to no sub-period")
    return found[0]


def added(spec, ident, subs):
    """The sub-periods' points added, those left out made up for, then `total-floor` and `total-cap`."""
    attainable = None
    if any(sub.attainable is not None for sub in subs):
        attainable = sum((sub.attainable or 0 for sub in subs), Fraction(0))
    out = [sub for sub in subs if sub.effect == "renormalise"]
    most = attainable
    if attainable is not None and "total-cap" in spec:
        most = min(attainable, number(spec["total-cap"]))
    lost = sum((sub.attainable or 0 for sub in out), Fraction(0))
    nothing = None
    if all(sub.nothing for sub in subs):
        nothing = next((sub.nothing for sub in subs), None)
    if len(out) == len(subs) or (attainable and lost == attainable):
        first = next(sub for sub in subs if sub.nothing)
        return Item(ident, None, None, first.nothing, "renormalise", most, subs)
    having = [sub.points for sub in subs if sub.points is not None]
    if not having:
        return Item(ident, None, None, nothing, "skip", most, subs)
    points = sum(having, Fraction(0))
    if attainable:
        points *= attainable / (attainable - lost)
    points = clamped(points, spec.get("total-floor"), spec.get("total-cap"))
    return Item(ident, measure_of(spec, subs), points, nothing, None, most, subs)


def measure_of(spec, subs):
    """The sum of the sub-periods' measures where measures can be added."""
    values = [sub.measure for sub in subs if sub.measure is not None]
    addable = measure_word(spec.get("measure", "count")) in ("count", "sum", "distinct")
    return sum(values, Fraction(0)) if values and addable else None
