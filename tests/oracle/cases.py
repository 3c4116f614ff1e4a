"""Random clean cases, the same for the same seed.

    python3 cases.py --seed N --out DIR

Writes DIR/rubric.toml and DIR/in/2025-H2/*.csv, on which nothing is to be refused: a draft that the
oracle refuses (a part without value, a not-recorded entry) is drawn again.
"""

import argparse
import csv
import random
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

from case_rules import EFFECTS, Rules
from case_tables import NOTHINGS, Evidence
from exact import Fault
from oracle import score

PERIOD = "2025-H2"


def draw(source):
    """One draft: the text of a rubric and its sheets."""
    evidence = Evidence(source)
    rules = Rules(source, evidence)
    subject = {"table": "roster", "name": "name", "key": ["number"], "called": "代表"}
    subject["term"] = {"from": "from", "to": "to", "pause": "suspended", "resume": "restored"}
    subject["tell-apart"] = ["village"]
    if evidence.mandate:
        subject["mandate"] = "level"
    decimals, mode = source.choice([0, 1, 2, 2, 3]), source.choice(["half-up", "half-up", "half-even", "down"])
    on = {key: source.choice(["rounded", "exact"]) for key in ("rank-on", "grade-on")}
    head = {
        "id": "random",
        "name": "随机算例",
        "version": "1",
        "in-force": {"from": Raw("2025-01-01")},
        "subject": subject,
        "peers": source.choice([[], ["level"], ["level", "village"]]),
        "groups": ["station"],
        "rounding": {"decimals": decimals, "mode": mode} | on,
    }
    nothing = {one: source.choice(EFFECTS) for one in NOTHINGS}
    if source.random() < 0.1:
        nothing["not-recorded"] = "refuse"
    document = {"rubric": head, "tables": evidence.specs, "no-value": nothing} | rules.sections
    return document_text(document), evidence.sheets


class Raw(str):
    """A text that is written without quotes."""


def value_text(value):
    """A value as TOML; a fraction as a decimal where it is one."""
    if isinstance(value, Raw):
        return value
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Fraction):
        if value.denominator == 1:
            return str(value.numerator)
        return repr(float(value)) if 10**6 % value.denominator == 0 else f'"{value}"'
    if isinstance(value, list):
        return "[" + ", ".join(value_text(one) for one in value) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {value_text(one)}" for key, one in value.items()) + " }"
    return str(value)


def document_text(document):
    lines = []
    for section, content in document.items():
        if isinstance(content, list):
            for one in content:
                lines += [f"[[{section}]]", *pairs(one), ""]
        elif section in ("tables", "criteria", "dimensions", "parts", "counts", "vetoes", "figures"):
            for ident, one in content.items():
                lines += [f"[{section}.{ident}]", *pairs(one), ""]
        else:
            lines += [f"[{section}]", *pairs(content), ""]
    return "\n".join(lines)


def pairs(table):
    for key, value in table.items():
        if key == "columns":
            yield from (f"columns.{name} = {value_text(column)}" for name, column in value.items())
        else:
            yield f"{key} = {value_text(value)}"


def write(folder, text, sheets):
    target = Path(folder) / "in" / PERIOD
    target.mkdir(parents=True, exist_ok=True)
    (Path(folder) / "rubric.toml").write_text(text, encoding="utf-8")
    for name, rows in sheets.items():
        with (target / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
    return target


def make(seed, folder):
    """Writes the first draft of a seed that is not refused; returns its results."""
    for attempt in range(100):
        text, sheets = draw(random.Random(f"{seed}/{attempt}"))
        with tempfile.TemporaryDirectory() as scratch:
            try:
                results = score(text, write(scratch, text, sheets), PERIOD)
            except Fault:
                continue
        write(folder, text, sheets)
        return results
    raise Fault(f"seed {seed}: every draft is refused")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", required=True)
    parser.add_argument("--out", required=True, type=Path)
    given = parser.parse_args()
    make(given.seed, given.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
