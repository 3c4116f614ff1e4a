"""An independent reading of docs/rubric.md, to hold the program's results against.

    python3 oracle.py score RUBRIC.toml INPUT_DIR... --period 2025-H2 [--previous DIR]... > results.json
    python3 oracle.py test RUBRIC.toml

In: a rubric and folders of clean CSV files (file name = sheet name). Out: results.json.
It does not know workbooks, messages or the program's code. Read for clearness, not speed.
"""

import argparse
import hashlib
import json
import sys
import tomllib
from fractions import Fraction
from pathlib import Path

from adding import add_up, parts_of, round_as, rounding_of
from choosing import holds_for
from earlier import read_earlier
from examples import failing_examples
from exact import Fault, number, printed, shown
from following import carry, fill, is_carried, make, with_made
from measuring import measure
from people import Entry, gather
from scoring import tables_of
from spans import Period
from standing import judge
from tables import read_sheets
from turnout import once_a_line


def load(text):
    return with_made(tomllib.loads(text, parse_float=Fraction))


def evidence_of(rubric, folders, period, today):
    """All that was read, with what follows and calendars make of it."""
    follows = {spec["from"]: spec for spec in rubric.get("follow", {}).values()}

    def filled(ident, rows):
        spec = follows.get(ident)
        if spec is None:
            return rows
        rows = carry(spec, rows) if "carried" in spec else rows
        for row in rows:
            fill(spec, row, today)
            row.carried = is_carried(spec, row, period.first)
            if "carried" in spec:
                row.values["origin"] = "carried" if row.carried else "new"
        return rows

    evidence = gather(rubric, read_sheets(folders), period, filled)
    for ident, spec in rubric.get("calendar", {}).items():
        make(spec, ident, evidence, evidence.all_rows.get(spec.get("holidays"), []), today)
    return evidence


def score(rubric_text, folders, period_name, earlier=(), seed=None, today=None):
    """The whole of results.json as a dictionary."""
    rubric = load(rubric_text)
    period = Period(period_name)
    evidence = evidence_of(rubric, folders, period, today or period.last)
    results = add_up(rubric, evidence, list(earlier))
    judge(rubric, results, evidence, list(earlier), seed)
    results.sort(key=lambda one: (one.subject.peer, one.rank is None, one.rank or 0, one.subject.key))
    head = rubric["rubric"]
    return {
        "schema": "duly.results/1",
        "period": {"id": period.name, "from": str(period.first), "to": str(period.last)},
        "rubric": {
            "id": head["id"],
            "version": str(head["version"]),
            "sha256": hashlib.sha256(rubric_text.encode()).hexdigest(),
        },
        "figures": [
            figure(ident, spec, evidence, rubric["tables"]) for ident, spec in rubric.get("figures", {}).items()
        ],
        "subjects": [written(rubric, result) for result in results],
    }


def figure(ident, spec, evidence, tables):
    """A number over source rows, each counted once whoever it names."""
    rows = [row for table in tables_of(spec) for row in evidence.sources.get(table, [])]
    weighed = [(Entry(row), Fraction(1)) for row in rows if holds_for(spec.get("where", {}), row)]
    weighed = list(once_a_line(tables, spec.get("measure", "count"), weighed))
    outcome = measure(spec, weighed, False, {"not-recorded": "skip"})
    return {"id": ident, "value": shown(outcome.value or 0), "unit": spec.get("unit")}


def written(rubric, result):
    subject = result.subject
    decimals = rounding_of(rubric)["decimals"]

    def both(value):
        return {"points": printed(round_as(rubric, value), decimals), "exact": shown(value)}

    record = {
        "key": subject.key,
        "name": subject.name,
        "status": result.status,
        "reason": result.reason,
        "peer": subject.peer,
        "groups": subject.groups,
        "exposure": shown(subject.exposure),
        "items": [
            {"criterion": item.criterion, "measure": shown(item.measure)}
            | made_of(item.of)
            | both(item.points)
            | {"no-value": item.nothing}
            for item in result.items.values()
        ],
        "dimensions": [{"id": ident} | both(value) for ident, value in result.dimensions.items()],
        "parts": [
            {"id": part, "kind": "blend"}
            | both(result.parts[part])
            | {"weight": shown(number(rubric["parts"][part]["weight"]))}
            for part in parts_of(rubric)
            if part is not None
        ],
        "total": printed(result.total, decimals),
        "exact": shown(result.exact),
        "rank": result.rank,
        "rank-in": result.rank_in,
        "grade": result.grade,
        "grades-open": result.grades_open,
        "vetoes": result.vetoes,
        "selected": result.selected,
        "notices": result.notices,
    }
    if result.exact_before is not None:
        record["exact-before"] = shown(result.exact_before)
    return record


def made_of(of):
    """Numerator and denominator of a rate, as they were counted."""
    return {"of": dict(zip(("numerator", "denominator"), map(shown, of)))} if of else {}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    scoring = commands.add_parser("score")
    scoring.add_argument("rubric", type=Path)
    scoring.add_argument("folders", type=Path, nargs="+")
    scoring.add_argument("--period", required=True)
    scoring.add_argument("--previous", type=Path, action="append", default=[])
    scoring.add_argument("--seed", type=int)
    commands.add_parser("test").add_argument("rubric", type=Path)
    given = parser.parse_args()
    text = given.rubric.read_text(encoding="utf-8")
    try:
        if given.command == "test":
            failing = list(failing_examples(load(text)))
            print("\n".join(failing) or "all examples come out")
            return int(bool(failing))
        results = score(text, given.folders, given.period, read_earlier(given.previous), given.seed)
    except Fault as fault:
        print(f"refused: {fault}", file=sys.stderr)
        return 1
    print(json.dumps(results, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
