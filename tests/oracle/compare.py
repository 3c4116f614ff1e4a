"""Compares the oracle's results with the program's, field by field.

    python3 compare.py oracle.json results.json

Prints `subject: field: oracle / program` for each difference; exit 1 on any. Not compared: printed
reasons (`too-few` of an item too), sources of figures, figures that the rubric does not ask for, and parts that are no blend.
A field that neither this list nor the oracle knows is a difference, so that none is overlooked.
"""

import json
import sys
from fractions import Fraction
from pathlib import Path

PLAIN = "name status peer exposure total exact exact-before rank grade selected".split()
LISTS = "grades-open notices".split()
MAPS = "groups rank-in".split()
NESTED = {"items": "criterion", "dimensions": "id", "parts": "id"}
KNOWN = {"key", "reason", "vetoes", *PLAIN, *LISTS, *MAPS, *NESTED}


def differences(oracle, program):
    """Texts, one for each field that differs."""
    yield from of_maps("results", head(oracle), head(program))
    wanted = {one["id"] for one in oracle["figures"]}
    yield from of_maps("results", figures(oracle, wanted), figures(program, wanted))
    order = [[one["key"] for one in results["subjects"]] for results in (oracle, program)]
    if order[0] != order[1] and sorted(order[0]) == sorted(order[1]):
        yield f"results: order: {' '.join(order[0])} / {' '.join(order[1])}"
    ours, theirs = by(oracle["subjects"], "key"), by(program["subjects"], "key")
    for key in sorted(ours.keys() | theirs.keys()):
        if key not in theirs or key not in ours:
            yield f"{key}: only in {'oracle' if key in ours else 'program'}"
        else:
            yield from of_maps(key, flat(ours[key]), flat(theirs[key]))


def by(records, ident):
    return {record[ident]: record for record in records}


def head(results):
    """Schema, period and rubric."""
    fields = {"schema": results["schema"]}
    for section in ("period", "rubric"):
        fields |= {f"{section}.{name}": value for name, value in results[section].items()}
    return fields


def figures(results, wanted):
    return {
        f"figure {one['id']}": f"{Fraction(one['value'])} {one['unit']}"
        for one in results.get("figures", [])
        if one["id"] in wanted
    }


def flat(subject):
    """A subject as one map from field to value."""
    fields = {field: subject.get(field) for field in PLAIN}
    fields |= {field: subject.get(field) or [] for field in LISTS}
    fields |= {field: "not known to the comparison" for field in subject.keys() - KNOWN}
    fields["vetoes"] = [one["id"] if isinstance(one, dict) else one for one in subject.get("vetoes") or []]
    for field in MAPS:
        for name, value in (subject.get(field) or {}).items():
            fields[f"{field}.{name}"] = value
    for field, ident in NESTED.items():
        records = [one for one in subject.get(field) or [] if one.get("kind", "blend") == "blend"]
        fields[field] = [record[ident] for record in records]
        for record in records:
            for name, value in record.items():
                if name not in (ident, "kind", "too-few"):
                    fields[f"{field}.{record[ident]}.{name}"] = value
    return fields


def of_maps(subject, ours, theirs):
    for field in sorted(ours.keys() | theirs.keys()):
        left, right = ours.get(field), theirs.get(field)
        if left != right:
            yield f"{subject}: {field}: {left} / {right}"


def main():
    oracle, program = (json.loads(Path(path).read_text(encoding="utf-8")) for path in sys.argv[1:3])
    found = list(differences(oracle, program))
    print("\n".join(found) or f"same: {len(oracle['subjects'])} subjects")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
