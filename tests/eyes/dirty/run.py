"""Scores the same facts in many dirty folders, and says of each whether what came is what the paper promises.

Usage: run.py --program PATH [--only TEXT]... [--keep DIR] [--list] [--verbose]

For each variant one line: as expected, known (with its reason, each time), or differs (how). What differs and is not
known, and what is known and no longer differs, ends the run with 1.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import zipfile
from fractions import Fraction
from pathlib import Path

import cells
import dates
import facts
import files
import layout
import people
import sheets
import surveys
import tables
import words
import write
from expect import VARIANTS, Either, Problem, Same
from known import KNOWN, SILENT

HERE = Path(__file__).parent
MODULES = (layout, tables, cells, words, dates, files, surveys, people)  # each enters its variants when it is read


class Outcome:
    """What one run of the program left: exit code, problems, accounts of the sheets, subjects, and all bytes."""

    def __init__(self, program, folder, root):
        self.out = root / "out"
        source = write.write(folder, root)
        command = [program, "score", source, "--rubric", HERE / "rubric.toml", "--out", self.out, "--json", *folder.arguments]
        done = subprocess.run(command, capture_output=True, timeout=180)
        self.exit, self.said = done.returncode, done.stdout + done.stderr
        lines = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
        problems = [line for line in lines if line["type"] == "problem"]
        self.errors = [problem for problem in problems if problem["severity"] == "error"]
        self.warnings = [problem for problem in problems if problem["severity"] == "warning"]
        self.accounts = [account for line in lines if line["type"] == "summary" for account in line["sheets"]]
        results = self.out / "results.json"
        self.subjects = json.loads(results.read_text(encoding="utf-8"))["subjects"] if results.exists() else []

    def counted(self):
        sums = {}
        for account in self.accounts:
            sums[account["table"]] = sums.get(account["table"], 0) + account["counted"]
        return sums

    def everything(self):
        """All that was said and written, workbooks unpacked."""
        yield "messages", self.said
        for path in sorted(self.out.rglob("*")) if self.out.exists() else []:
            yield path.name, path.read_bytes()
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    for name in archive.namelist():
                        yield f"{path.name}/{name}", archive.read(name)


def told(problem):
    place = " ".join(str(problem[key]) for key in ("sheet", "cell") if problem.get(key))
    return f"{problem['code']} {place} {problem.get('found') or ''}".strip()


def some(problems):
    return "; ".join(told(problem) for problem in problems[:3]) + (f"; and {len(problems) - 3} more" if len(problems) > 3 else "")


def accounts_do_not_close(outcome):
    for account in outcome.accounts:
        if account["read"] != account["counted"] + account["set-aside"] + account["problems"]:
            yield f"the account of {account['sheet'] or account['file']} does not close: {account}"
        places = [(place.get("file"), place.get("sheet") or None) for problem in outcome.errors + outcome.warnings for place in (problem, *problem["related"])]
        if account["problems"] and (account["file"], account["sheet"] or None) not in places:
            yield f"{account['problems']} rows of {account['sheet'] or account['file']} have problems, and none of them is told"


def first_difference(found, wanted, path=""):
    """The first field in which two values of results.json differ."""
    if isinstance(found, dict) and isinstance(wanted, dict) and found.keys() == wanted.keys():
        pairs = ((f"{path}.{key}", found[key], wanted[key]) for key in wanted)
    elif isinstance(found, list) and isinstance(wanted, list) and len(found) == len(wanted):
        pairs = ((f"{path}[{number}]", found[number], wanted[number]) for number in range(len(wanted)))
    else:
        return None if found == wanted else f"{path}: {found!r} instead of {wanted!r}"
    return next((difference for pair in pairs if (difference := first_difference(pair[1], pair[2], pair[0]))), None)


def other_scores(outcome, clean, renamed):
    """How the subjects differ from those of the clean folder; nothing where they do not."""
    wanted = [{**subject, "name": renamed.get(subject["name"], subject["name"])} for subject in clean.subjects]
    found = {subject["key"]: subject for subject in outcome.subjects}
    if sorted(found) != sorted(subject["key"] for subject in wanted):
        yield f"other subjects: {sorted(found)}"
        return
    for subject in wanted:
        if difference := first_difference(found[subject["key"]], subject):
            yield f"{subject['name']}{difference}"
    if [subject["key"] for subject in outcome.subjects] != [subject["key"] for subject in wanted]:
        yield "the subjects stand in another order"


def not_the_same(expected, outcome, clean, folder):
    if outcome.exit != 0:
        yield f"exit {outcome.exit}; {some(outcome.errors) or outcome.said.decode('utf-8', 'replace')[-300:]}"
        return
    yield from list(other_scores(outcome, clean, folder.renamed))[:3]
    for table, number in clean.counted().items():
        if table not in expected.counted and outcome.counted().get(table, 0) != number:
            yield f"{outcome.counted().get(table, 0)} rows of {table} counted instead of {number}"
    if expected.warning and not any(warning["code"] in expected.warning for warning in outcome.warnings):
        yield f"no warning {' or '.join(expected.warning)}; said: {some(outcome.warnings) or 'nothing'}"


def leaks(expected, outcome):
    """Secrets, and respondents' addresses and names, stand nowhere: not even in the messages of a refusal."""
    for secret in getattr(expected, "secrets", ()):
        for where, content in outcome.everything():
            if secret.encode("utf-8") in content:
                yield f"{secret} stands in {where}"
                break


def not_that_problem(expected, outcome):
    if outcome.exit != 1:
        yield f"exit {outcome.exit} instead of 1; errors: {some(outcome.errors) or 'none'}; warnings: {some(outcome.warnings) or 'none'}"
        return
    fitting = [problem for problem in outcome.errors if fits(problem, expected)]
    if not fitting:
        yield f"no error {' or '.join(expected.codes)} at {expected.sheet or 'any sheet'} {' or '.join(expected.cells)}; came: {some(outcome.errors)}"
    if len(outcome.errors) > expected.most:
        yield f"one slip, {len(outcome.errors)} errors: {some(outcome.errors)}"
    if ranked := [subject["name"] for subject in outcome.subjects if subject["status"] == "ranked"]:
        yield f"ranked nonetheless: {len(ranked)} subjects"


def fits(problem, expected):
    places = [problem, *problem.get("related", [])] if expected.cells else [problem]
    named = any(
        isinstance(place, dict)
        and (not expected.sheet or expected.sheet in f"{place.get('file')} {place.get('sheet')}")
        and (not expected.cells or place.get("cell") in expected.cells)
        for place in places
    )
    return problem["code"] in expected.codes and named


def neither(expected, outcome, clean, folder):
    if outcome.exit == 1:
        if expected.codes and not any(problem["code"] in expected.codes for problem in outcome.errors):
            yield f"refused, but not with {' or '.join(expected.codes)}: {some(outcome.errors)}"
        if any(subject["status"] == "ranked" for subject in outcome.subjects):
            yield "ranked in spite of errors"
    elif outcome.exit != 0:
        yield f"exit {outcome.exit}: {outcome.said.decode('utf-8', 'replace')[-300:]}"
    elif not expected.warned or not any((warning["code"], warning["cell"]) == expected.warned for warning in outcome.warnings):
        for difference in list(other_scores(outcome, clean, folder.renamed))[:3]:
            yield f"scores differently with no error: {difference}; warnings: {some(outcome.warnings) or 'none'}"


def differences(expected, outcome, clean, folder):
    if isinstance(expected, Same):
        yield from not_the_same(expected, outcome, clean, folder)
    elif isinstance(expected, Problem):
        yield from not_that_problem(expected, outcome)
    elif isinstance(expected, Either):
        yield from neither(expected, outcome, clean, folder)
    yield from accounts_do_not_close(outcome)
    yield from leaks(expected, outcome)


def run_clean(program, root):
    """The clean folder, which must give what facts.py reckons by itself."""
    outcome = Outcome(program, sheets.clean(), root / "clean")
    assert outcome.exit == 0 and not outcome.errors + outcome.warnings, f"the clean folder: {some(outcome.errors + outcome.warnings)}"
    found = {subject["name"]: Fraction(subject["exact"]) for subject in outcome.subjects}
    assert found == facts.points(), f"the clean folder: {found}, reckoned {facts.points()}"
    return outcome


def judge(variant, arguments, clean, root):
    """One line for one variant, and whether it is as it should be."""
    folder = sheets.clean()
    expected = variant.make(folder)  # said before the program runs
    outcome = Outcome(arguments.program, folder, root / variant.id)
    found = list(differences(expected, outcome, clean, folder))
    kind = type(expected).__name__.lower()
    reason = KNOWN.get(variant.id)
    if reason and outcome.exit == 0 and variant.id not in SILENT and any(other_scores(outcome, clean, folder.renamed)):
        reason, found = None, [f"known to differ otherwise ({reason}), but now it scores differently with no error", *found]
    if not found and not reason:
        how = f" ({some(outcome.errors + outcome.warnings) or 'nothing said'})" if arguments.verbose else ""
        print(f"as expected  {kind:7} {variant.id}{how}")
        return True
    if not found:
        print(f"NO LONGER    {kind:7} {variant.id}: it is as expected now; take it from known.py ({reason})")
        return False
    print(f"{'known     ' if reason else 'DIFFERS   '}   {kind:7} {variant.id}: {variant.paper}")
    for line in ([f"reason: {reason}"] if reason else []) + found:
        print(f"               {line}")
    return bool(reason)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="duly", help="the program to run")
    parser.add_argument("--only", action="append", default=[], help="variants whose name or paper holds this text")
    parser.add_argument("--keep", type=Path, help="an empty folder in which to leave all inputs and outputs")
    parser.add_argument("--list", action="store_true", help="print the variants and what the paper says, and end")
    parser.add_argument("--verbose", action="store_true", help="tell the problems of those that are as expected too")
    arguments = parser.parse_args()
    assert all(MODULES)
    assert KNOWN.keys() <= {each.id for each in VARIANTS}, "known.py names a variant that there is not"
    chosen = [each for each in VARIANTS if not arguments.only or any(text in f"{each.id} {each.paper}" for text in arguments.only)]
    if arguments.list:
        for each in chosen:
            print(f"{each.id}: {type(each.make(sheets.clean())).__name__.lower()}; {each.paper}")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        root = arguments.keep or Path(scratch)
        clean = run_clean(arguments.program, root)
        print(f"clean        {len(clean.subjects)} subjects, each with the points reckoned by hand")
        right = [judge(each, arguments, clean, root) for each in chosen]
    print(f"{len(right)} variants, {right.count(False)} to look at, {sum(each.id in KNOWN for each in chosen)} known to differ")
    return 0 if all(right) and right else 1


if __name__ == "__main__":
    sys.exit(main())
