"""The worked examples inside a rubric."""

from types import SimpleNamespace

from choosing import many
from exact import Fault, number
from measuring import STRONGEST_FIRST, Outcome, measure_word, measured
from normalising import normalised
from people import Entry
from scoring import added, divided, effects_of, item_of, prorated, span_of, tables_of
from spans import Period, find_date
from tables import Row


def failing_examples(rubric):
    """Worked examples of the rubric that do not come out."""
    for ident, spec in rubric["criteria"].items():
        for example in spec.get("examples", []):
            wanted = example["points"]
            is_number = not isinstance(wanted, str) or wanted[0].isdigit() or wanted[0] == "-"
            try:
                item = example_item(permissive(rubric), ident, example)
                found = item.nothing if item.nothing else item.points
            except Fault as fault:
                found = str(fault)
            if found != (number(wanted) if is_number else wanted):
                yield f"{ident}: {example.get('why', '')}: {found}, not {wanted}"


def permissive(rubric):
    """The rubric with nothing refused, so that an example may expect a no-value."""
    skipping = {"no-value": dict.fromkeys(STRONGEST_FIRST, "skip")}
    criteria = {ident: spec | skipping for ident, spec in rubric["criteria"].items()}
    return rubric | {"criteria": criteria}


def example_item(rubric, ident, example):
    spec = rubric["criteria"][ident]
    entries = [example_entry(rubric, spec, at, given) for at, given in enumerate(example.get("rows", []))]
    share = number(example.get("exposure", 1))
    counts = {one: number(value) for one, value in example.get("counts", {}).items()}
    if "per" not in spec:
        return one_item(rubric, ident, example, entries, share, counts)
    dates = [entry.row.date for entry in entries if entry.row.date]
    period = Period(example["period"]) if "period" in example else Period("", (min(dates), max(dates)))
    spans = period.parts(spec["per"])
    subs = []
    for span in spans:
        own = [entry for entry in entries if span_of(entry.row, spans, period) is span]
        subs.append(one_item(rubric, ident, example, own, share, counts))
    return added(spec, ident, subs)


def one_item(rubric, ident, example, entries, share, counts):
    spec = rubric["criteria"][ident]
    raw = divided(spec, measured(rubric["tables"], spec, entries, SimpleNamespace(), None, effects_of(rubric, spec)), counts)
    ready = prorated(spec, raw, share)
    if "normalise" in spec and not ready.nothing:
        group = [ready.value, *map(number, example.get("among", []))]
        ready = Outcome(normalised(spec["normalise"], ready.value, group))
    return item_of(rubric, ident, raw, ready, share, counts)


def example_entry(rubric, spec, at, given):
    table = given.get("table", tables_of(spec)[0])
    columns = rubric["tables"][table]["columns"]
    row = Row(table, ("example", at), None, count=given.get("n", 1))
    for column, value in given.items():
        if column in columns:
            exact = columns[column]["type"] in ("number", "count")
            row.values[column] = number(value) if exact else value
            if columns[column]["type"] == "date" and isinstance(value, str):
                row.values[column] = find_date(value, Period(value[:4]))
    how = spec.get("measure", "count")
    if "blank" in given and isinstance(how, dict):
        row.kinds[many(how[measure_word(how)])[0]] = given["blank"]
    linked = given.get("linked", False)
    return Entry(row, given.get("role"), given.get("position", 1), given.get("signers", 1), linked=linked)
