"""Random stations with receptions, holidays and cases, by the oracle and by the program.

    python3 stations_agree.py --program PROGRAM --seeds 1-60

Prints what differs, and how many cases agree; exit 1 on any difference, or when an outcome, a progress, a timeliness or
an origin never occurred, or a reason to refuse a record.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

from agree import first_problem
from compare import differences
from exact import Fault
from oracle import evidence_of, load, score
from spans import Period

OUTCOMES = "held moved other-day missed ahead".split()
PROGRESS = "open closed ahead".split()
TIMELY = "on-time late pending overdue no-deadline".split()
ORIGIN = "new carried".split()
REFUSED = ["contradicted", "nothing recorded", "out of order", "due before"]
BEFORE = {"2024-H1": "2023-H2", "2025": "2024-H2", "2025-H2": "2025-H1"}

HEAD = """
[rubric]
id = "random-stations"
name = "联络站"
version = "1"
in-force = { from = 2020-01-01 }
exposure = "months-begun"
subject = { table = "roster", name = "station", key = ["station"], term = { from = "from", to = "to" } }
[no-value]
not-required = "skip"
excused = "skip"
not-in-office = "skip"
not-recorded = "skip"
[tables.roster]
sheet = "roster"
columns.station = { header = "station", type = "text" }
columns.from = { header = "from", type = "date", optional = true }
columns.to = { header = "to", type = "date", optional = true }
[tables.visits]
sheet = "visits"
columns.station = { header = "station", type = "name" }
columns.date = { header = "date", type = "date" }
[tables.off]
sheet = "off"
optional = true
columns.date = { header = "date", type = "date" }
columns.kind = { header = "kind", type = "word", words = { off = ["off"], work = ["work"] } }
[tables.cases]
sheet = "cases"
columns.number = { header = "number", type = "text" }
columns.station = { header = "station", type = "name" }
columns.date = { header = "opened", type = "date" }
columns.route = { header = "route", type = "word", words = { solved = ["solved"], passed = ["passed"] } }
columns.hard = { header = "hard", type = "word", words = { yes = ["yes"], no = ["no"] } }
columns.limit = { header = "limit", type = "date", optional = true }
columns.passed = { header = "passed", type = "date", optional = true }
columns.answered = { header = "answered", type = "date", optional = true }
columns.told = { header = "told", type = "date", optional = true }
columns.said = { header = "said", type = "word", optional = true, words = { good = ["good"], poor = ["poor"] } }
[dimensions.all]
name = "all"
[counts.every]
name = "every"
from = "cases"
"""


def criterion(ident, table, rest):
    return f'[criteria.{ident}]\nname = "{ident}"\nclause = "1"\ndimension = "all"\nfrom = "{table}"\npoints = {{ each = 1 }}\n{rest}\n'


def criteria():
    """A criterion for each word, and sums of the days."""
    for word in OUTCOMES:
        yield criterion(f"days-{word}", "days", f'where = {{ outcome = "{word}" }}')
        yield f'[figures.{word}]\nname = "{word}"\nunit = "次"\nfrom = "days"\nwhere = {{ outcome = "{word}" }}\n'
    yield criterion("held-on", "days", 'where = { held-on = { present = true } }\nmeasure = { distinct = "held-on" }')
    credit = "credit = { held = 1, moved = 0.9, other-day = 0.5, missed = 0 }, not-required = [\"ahead\"]"
    yield criterion("share", "days", f'measure = {{ share-of = "outcome", {credit} }}\nnone = "not-required"')
    for word in PROGRESS:
        yield criterion(f"progress-{word}", "cases", f'where = {{ progress = "{word}" }}\nover = "every"')
    for word in TIMELY:
        yield criterion(f"timely-{word}", "cases", f'where = {{ timely = "{word}" }}')
    for column in ("age", "days-past-due", "days-passed", "days-answered"):
        yield criterion(f"sum-{column}", "cases", f"where = {{ {column} = {{ present = true }} }}\nmeasure = {{ sum = \"{column}\" }}")
    for word in ("good", "poor"):
        yield criterion(f"said-{word}", "cases", f'where = {{ said = "{word}" }}')
    yield criterion("deadlines", "cases", 'where = { deadline-day = { present = true } }\nmeasure = { distinct = "deadline-day" }\nprorate = "measure"')


def of_origin():
    """Criteria that only what is carried over has."""
    for word in ORIGIN:
        yield criterion(f"origin-{word}", "cases", f'where = {{ origin = "{word}" }}\nper = "quarter"')


EXPECTS = """expects = [
  { where = { route = "passed" }, filled = ["passed"] },
  { where = { hard = "yes" }, blank = ["told"] },
  { where = { said = { present = true }, hard = "yes" }, filled = "answered" },
  { where = { said = "good" }, filled = "answered" },
]"""


def rules(chance, carried, expects):
    """A calendar and a follow."""
    days = chance.sample([1, 10, 15, 28, 30, 31], chance.randint(1, 3))
    lines = ["[calendar.days]", 'name = "days"', 'held = "visits"', f"days = {days}"]
    if chance.random() < 0.4:
        lines.append(f"months = {sorted(chance.sample(range(1, 13), chance.randint(3, 9)))}")
    if chance.random() < 0.6:
        lines.append('weekends = "move"')
    if chance.random() < 0.7:
        lines.append('holidays = "off"')
    if chance.random() < 0.3:
        lines.append('move = "previous"')
    if chance.random() < 0.6:
        lines.append(f"within = {chance.choice([0, 2, 5, 20])}")
    steps = chance.choice(['["passed", "answered", "told"]', '["passed"]'])
    lines += ["[follow.cases]", 'name = "cases"', 'from = "cases"', 'opened = "date"', f"steps = {steps}", 'closed = "answered"']
    if carried:
        lines.append('carried = "number"')
    if expects:
        lines.append(EXPECTS)
    if chance.random() < 0.6:
        lines.append('at-once = { route = "solved" }')
    due = chance.choice([None, '"limit"', "{ days = 20 }", '{ months = 1 }', '{ months = 2, from = "passed" }'])
    if due:
        lines.append(f"due = {due}")
        if chance.random() < 0.5:
            lines.append('extended = { ' + chance.choice(["days = 45", "months = 3"]) + ', where = { hard = "yes" } }')
    return "\n".join(lines) + "\n"


def tables(chance, period):
    """Text tables by name."""
    def some_day(before=0, after=0):
        return period.first + timedelta(days=chance.randint(-before, period.days - 1 + after))

    names = ["东站", "西站", "南站"]
    opened = {name: some_day(100) if chance.random() < 0.5 else None for name in names}
    left = {name: some_day(0, 60) if chance.random() < 0.2 else None for name in names}
    left = {name: day if not (day and opened[name] and day < opened[name]) else None for name, day in left.items()}
    roster = [[name, opened[name] or "", left[name] or ""] for name in names]
    visits = {(name, some_day(10, 10)) for name in names for _ in range(chance.randint(0, 14))}
    off = {some_day(20, 20) for _ in range(chance.randint(0, 30))}
    cases = [case(chance, f"{period.name}/{number}", some_day()) for number in range(chance.randint(3, 25))]
    return {
        "roster": [["station", "from", "to"], *roster],
        "visits": [["station", "date"], *sorted(visits)],
        "off": [["date", "kind"], *[[day, chance.choice(["off", "off", "work"])] for day in sorted(off)]],
        "cases": [CASE, *cases],
    }


CASE = "number station opened route hard limit passed answered told said".split()


def case(chance, number, day):
    """A line of the register, from the day it is opened."""
    line = [number, chance.choice(["东站", "西站", "南站"]), day, chance.choice(["solved", "passed"]), chance.choice(["yes", "no"])]
    line.append(day + timedelta(days=chance.randint(-1, 40)) if chance.random() < 0.7 else "")
    for _ in range(3):
        day += timedelta(days=chance.randint(0, 60))
        line.append(day if chance.random() < 0.5 else "")
    line.append(chance.choice(["good", "poor"]) if line[7] else "")
    return line


def as_expected(chance, lines):
    """Fills in and blanks what EXPECTS asks for; now and then one cell is left as it was."""
    spared = chance.choice(lines) if chance.random() < 0.3 else None
    for line in lines:
        if line is not spared:
            line[6] = line[6] or (line[2] if line[3] == "passed" else "")
            line[8] = "" if line[4] == "yes" else line[8]


def carry_over(chance, earlier, lines, period):
    """An earlier register, some of whose items stand in the later one again: under the first day or a later one, with less or more."""
    cases = []
    for number in range(chance.randint(2, 15)):
        day = earlier.first + timedelta(days=chance.randint(0, earlier.days - 1))
        one = case(chance, f"{chance.choice(['', period.name])}/{number}", day)
        if chance.random() < 0.4:
            again = [*one[:2], chance.choice([day, period.first + timedelta(days=chance.randint(0, 20))]), *one[3:6], "", "", "", ""]
            if not one[7] and chance.random() < 0.7:
                again[7] = period.first + timedelta(days=chance.randint(0, period.days - 1))
                again[9] = chance.choice(["good", "poor"])
            lines["cases"].append(again)
            one[8] = ""
        cases.append(one)
    return {"cases": [CASE, *cases]}


def write(place, lines_of):
    """Tables as CSV files of a folder."""
    place.mkdir(exist_ok=True)
    for name, lines in lines_of.items():
        (place / f"{name}.csv").write_text("\n".join(",".join(map(str, line)) for line in lines) + "\n", encoding="utf-8")
    return place


def differs(program, seed, folder, seen):
    """Texts of what differs in one random case."""
    chance = random.Random(seed)
    period = Period(chance.choice(["2024-H1", "2025", "2025-H2", "2023-11-20..2024-03-10"]))
    carried = period.name in BEFORE and chance.random() < 0.6
    expects = chance.random() < 0.5
    rubric = HEAD + rules(chance, carried, expects) + "".join(criteria()) + "".join(of_origin() if carried else [])
    (folder / "rubric.toml").write_text(rubric, encoding="utf-8")
    written = tables(chance, period)
    if expects:
        as_expected(chance, written["cases"][1:])
    places = [write(folder / (period.name if carried else "in"), written)]
    if carried:
        earlier = BEFORE[period.name]
        before = carry_over(chance, Period(earlier), written, period)
        if expects:
            as_expected(chance, before["cases"][1:])
        places = [write(folder / earlier, before), write(folder / period.name, written)]
    today = period.last if chance.random() < 0.5 else period.first + timedelta(days=chance.randint(5, period.days - 1))
    try:
        expected = score(rubric, places, period.name, today=today)
    except Fault as fault:
        expected = None
        seen.update(why for why in REFUSED if why in str(fault))
    columns = [("days", "outcome"), ("cases", "progress"), ("cases", "timely"), ("cases", "origin")]
    if expected:
        evidence = evidence_of(load(rubric), places, period, today)
        seen.update(row.values.get(column) for table, column in columns for row in evidence.sources[table])
    command = [program, "score", *map(str, places), "--rubric", str(folder / "rubric.toml"), "--period", period.name]
    command += ["--as-of", str(today), "--out", str(folder / "out"), "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"LANG": "en_US.UTF-8"})
    if expected is None:
        seen["refused"] += 1
        return [] if done.returncode == 1 else [f"seed {seed}: refused, but exit {done.returncode}"]
    if done.returncode != 0:
        return [f"seed {seed}: exit {done.returncode}: {first_problem(done.stdout)}{done.stderr}"]
    results = json.loads((folder / "out" / "results.json").read_text(encoding="utf-8"))
    return [f"seed {seed}: {text}" for text in differences(expected, results)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--seeds", required=True, help="FIRST-LAST")
    given = parser.parse_args()
    first, last = map(int, given.seeds.split("-"))
    seen, agreeing, differing = Counter(), 0, 0
    for seed in range(first, last + 1):
        with tempfile.TemporaryDirectory() as scratch:
            found = differs(given.program, seed, Path(scratch), seen)
        agreeing, differing = agreeing + (not found), differing + bool(found)
        print("\n".join(found[:6]), end="\n" if found else "")
    missing = [word for word in OUTCOMES + PROGRESS + TIMELY + ORIGIN + REFUSED if not seen[word]]
    if missing:
        print("did not occur: " + " ".join(missing))
    print(f"{agreeing} cases agree ({seen['refused']} of them refused), {differing} differ")
    return int(bool(differing or missing))


if __name__ == "__main__":
    sys.exit(main())
