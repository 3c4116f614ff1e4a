"""Random clean cases, the same for the same seed.

    python3 cases.py --seed N --out DIR [--only WORDS] [--without WORDS]
    python3 cases.py --count N

Writes DIR/rubric.toml, DIR/in/PERIOD/*.csv, DIR/earlier/N/results.json, DIR/oracle.json (what the oracle
makes of it) and DIR/case.json: the period, the input folders, the earlier ones, and how often each word
of case_words.py is used. Nothing is to be refused: a draft that the oracle refuses (a part without
value, a not-recorded entry) is drawn again.
"""

import argparse
import csv
import json
import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path


from case_earlier import Earlier
from case_rules import EFFECTS
from case_standing import Standing
from case_tables import NOTHINGS, Evidence
from case_words import Chooser, conditions_of, expected_words, words_of
from earlier import write_manifest
from exact import Fault
from oracle import load, score


@dataclass
class Case:
    """The text of a rubric, its sheets by folder, the earlier results."""

    text: str
    period: str
    sheets: dict
    earlier: list
    seed: int | None = None

    @property
    def folders(self):
        """The folders of periods; below them may be those of congresses."""
        return list(dict.fromkeys(path.split("/")[0] for path in self.sheets))


def draw(chooser):
    """One draft."""
    source = chooser.random
    evidence = Evidence(chooser)
    rules = Standing(chooser, evidence)
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
        "peers": source.choice([[], [], ["level"], ["level", "village"]]),
        "groups": ["station"],
        "rounding": {"decimals": decimals, "mode": mode} | on,
    }
    if chooser.uses("word-peers", 0.15):
        head["peers"] = source.choice([["post"], ["level", "post"]])
    if len(evidence.congresses) > 1:
        head["peers"] = source.choice([["congress"], ["congress", "level"], []])
    for how in ("months-begun", "months-full"):
        if "exposure" not in head and chooser.uses(how, 0.2):
            head["exposure"] = how
    nothing = {one: source.choice(EFFECTS) for one in NOTHINGS if one == "not-recorded" or source.random() < 0.7}
    if source.random() < 0.1:
        nothing["not-recorded"] = "refuse"
    document = {"rubric": head, "tables": evidence.specs, "no-value": nothing} | rules.sections
    needs = any("running" in one or "earlier" in one for one in conditions_of(document))
    before = Earlier(source, "random", list(rules.sections["criteria"]), evidence.keys)
    earlier = before.before(evidence.period) if needs else []
    lots = document["selection"]["ties"] == "lot" and source.random() < 0.8
    return Case(document_text(document), evidence.period, evidence.sheets, earlier, source.randrange(2**64) if lots else None)


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
        return "{ " + ", ".join(f"{key_text(key)} = {value_text(one)}" for key, one in value.items()) + " }"
    return str(value)


def key_text(key):
    return key if key.isascii() else f'"{key}"'


def document_text(document):
    lines = []
    for section, content in document.items():
        if isinstance(content, list):
            for one in content:
                lines += [f"[[{section}]]", *pairs(one), ""]
        elif section in ("tables", "criteria", "dimensions", "parts", "counts", "vetoes", "figures", "notices"):
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


def write(folder, case):
    folder = Path(folder)
    for period, sheets in case.sheets.items():
        (folder / "in" / period).mkdir(parents=True, exist_ok=True)
        for name, rows in sheets.items():
            with (folder / "in" / period / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows(rows)
    (folder / "rubric.toml").write_text(case.text, encoding="utf-8")
    for at, results in enumerate(case.earlier):
        (folder / "earlier" / str(at)).mkdir(parents=True, exist_ok=True)
        text = json.dumps(results, ensure_ascii=False, indent=1)
        (folder / "earlier" / str(at) / "results.json").write_text(text, encoding="utf-8")
        write_manifest(folder / "earlier" / str(at))


def make(seed, folder, only=None, without=()):
    """Writes the first draft of a seed that is not refused; returns its results."""
    for attempt in range(200):
        case = draw(Chooser(random.Random(f"{seed}/{attempt}"), only, without))
        try:
            results = score_of(case)
        except Fault:
            continue
        write(folder, case)
        told = {"period": case.period, "inputs": [f"in/{one}" for one in case.folders]}
        told["previous"] = [f"earlier/{at}" for at in range(len(case.earlier))]
        told["seed"] = case.seed
        told["words"] = words_of(load(case.text), results, case.sheets)
        (Path(folder) / "case.json").write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
        (Path(folder) / "oracle.json").write_text(json.dumps(results, ensure_ascii=False, indent=1), encoding="utf-8")
        return results
    raise Fault(f"seed {seed}: every draft is refused")


def score_of(case):
    with tempfile.TemporaryDirectory() as scratch:
        write(scratch, case)
        folders = [Path(scratch) / "in" / one for one in case.folders]
        return score(case.text, folders, case.period, case.earlier, case.seed)


def count(seeds, only, without, show=print):
    """Prints how often each word occurred in so many cases; exit 1 where one did not."""
    found, wanted = Counter(), expected_words(only, without)
    for seed in range(1, seeds + 1):
        with tempfile.TemporaryDirectory() as scratch:
            make(seed, scratch, only, without)
            found.update(json.loads((Path(scratch) / "case.json").read_text(encoding="utf-8"))["words"])
    for word in sorted(wanted):
        show(f"{found[word]:6} {word}")
    return int(any(found[word] == 0 for word in wanted))


def parted(words):
    """A list of words parted by commas or spaces; None where none is given at all."""
    return None if words is None else words.replace(",", " ").split()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--only", help="of the words that may be left out only these, parted by commas; empty for none")
    parser.add_argument("--without", default="", help="these words are left out")
    parser.add_argument("--count", type=int, help="counts the words of so many cases")
    given = parser.parse_args()
    only, without = parted(given.only), parted(given.without)
    if given.count:
        return count(given.count, only, without)
    make(given.seed, given.out, only, without)
    return 0


if __name__ == "__main__":
    sys.exit(main())
