"""An independent reading of docs/rubric.md, to hold the program's results against.

    python3 oracle.py score RUBRIC.toml INPUT_DIR --period 2025-H2 > results.json
    python3 oracle.py test RUBRIC.toml

In: a rubric and a folder of clean CSV files (file name = sheet name). Out: results.json.
It does not know workbooks, messages or the program's code. Read for clearness, not speed.
"""

import argparse
import hashlib
import json
import sys
import tomllib
from fractions import Fraction
from pathlib import Path

from adding import add_up, parts_of, round_as, rounding_of, tables_of
from exact import Fault, Period, number, printed, shown
from people import Entry, gather, holds_for
from scoring import STRONGEST_FIRST, measure, measure_word, score_item
from standing import judge
from tables import Row, read_sheets


def load(text):
    return tomllib.loads(text, parse_float=Fraction)


def score(rubric_text, folder, period_name):
    """The whole of results.json as a dictionary."""
    rubric = load(rubric_text)
    period = Period(period_name)
    evidence = gather(rubric, read_sheets(folder), period)
    results = [add_up(rubric, evidence, subject) for subject in evidence.subjects]
    judge(rubric, results)
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
            figure(ident, spec, evidence) for ident, spec in rubric.get("figures", {}).items()
        ],
        "subjects": [written(rubric, result) for result in results],
    }


def figure(ident, spec, evidence):
    """A number over source rows, each counted once whoever it names."""
    rows = [row for table in tables_of(spec) for row in evidence.sources.get(table, [])]
    weighed = [(Entry(row), Fraction(1)) for row in rows if holds_for(spec.get("where", {}), row)]
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
        "vetoes": result.vetoes,
        "selected": result.selected,
    }
    if result.exact_before is not None:
        record["exact-before"] = shown(result.exact_before)
    return record


def failing_examples(rubric):
    """Worked examples of the rubric that do not come out."""
    for ident, spec in rubric["criteria"].items():
        for example in spec.get("examples", []):
            entries = [example_entry(spec, at, given) for at, given in enumerate(example.get("rows", []))]
            item = score_item(permissive(rubric), ident, entries, number(example.get("exposure", 1)))
            wanted = example["points"]
            found = item.nothing if item.nothing else item.points
            is_number = not isinstance(wanted, str) or wanted[0].isdigit() or wanted[0] == "-"
            if found != (number(wanted) if is_number else wanted):
                yield f"{ident}: {example.get('why', '')}: {found}, not {wanted}"


def permissive(rubric):
    """The rubric with nothing refused, so that an example may expect a no-value."""
    skipping = {"no-value": dict.fromkeys(STRONGEST_FIRST, "skip")}
    criteria = {ident: spec | skipping for ident, spec in rubric["criteria"].items()}
    return rubric | {"criteria": criteria}


def example_entry(spec, at, given):
    row = Row(tables_of(spec)[0], ("example", at), None, count=given.get("n", 1))
    for column, value in given.items():
        if column not in ("role", "signers", "position", "n", "blank"):
            exact = isinstance(value, (int, Fraction)) and not isinstance(value, bool)
            row.values[column] = number(value) if exact else value
    how = spec.get("measure", "count")
    if "blank" in given and isinstance(how, dict):
        row.kinds[how[measure_word(how)]] = given["blank"]
    return Entry(row, given.get("role"), given.get("position", 1), given.get("signers", 1))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    scoring = commands.add_parser("score")
    scoring.add_argument("rubric", type=Path)
    scoring.add_argument("folder", type=Path)
    scoring.add_argument("--period", required=True)
    commands.add_parser("test").add_argument("rubric", type=Path)
    given = parser.parse_args()
    text = given.rubric.read_text(encoding="utf-8")
    try:
        if given.command == "test":
            failing = list(failing_examples(load(text)))
            print("\n".join(failing) or "all examples come out")
            return int(bool(failing))
        results = score(text, given.folder, given.period)
    except Fault as fault:
        print(f"refused: {fault}", file=sys.stderr)
        return 1
    print(json.dumps(results, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
