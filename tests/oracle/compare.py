"""Compares the oracle's results with the program's, field by field.

    python3 compare.py oracle.json results.json

Prints `subject: field: oracle / program` for each difference; exit 1 on any.
Printed reasons, the order of subjects and sources of figures are not compared.
"""

import json
import sys
from fractions import Fraction
from pathlib import Path

PLAIN = "name status peer exposure total exact exact-before rank grade selected".split()
NESTED = {"items": "criterion", "dimensions": "id", "parts": "id"}


def differences(oracle, program):
    """Texts, one for each field that differs."""
    yield from of_maps("results", figures(oracle), figures(program))
    ours, theirs = by(oracle["subjects"], "key"), by(program["subjects"], "key")
    for key in sorted(ours.keys() | theirs.keys()):
        if key not in theirs or key not in ours:
            yield f"{key}: only in {'oracle' if key in ours else 'program'}"
        else:
            yield from of_maps(key, flat(ours[key]), flat(theirs[key]))


def by(records, ident):
    return {record[ident]: record for record in records}


def figures(results):
    return {f"figure {one['id']}": str(Fraction(one["value"])) for one in results.get("figures", [])}


def flat(subject):
    """A subject as one map from field to value."""
    fields = {field: subject.get(field) for field in PLAIN}
    fields["vetoes"] = [one["id"] if isinstance(one, dict) else one for one in subject.get("vetoes") or []]
    for field in ("groups", "rank-in"):
        for name, value in (subject.get(field) or {}).items():
            fields[f"{field}.{name}"] = value
    for field, ident in NESTED.items():
        for record in subject.get(field) or []:
            if record.get("kind", "blend") != "blend":
                continue
            for name, value in record.items():
                if name not in (ident, "kind"):
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
