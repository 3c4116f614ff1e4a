"""Columns of tables that are followed, and tables that calendars make, as docs/rubric.md tells them. Knows no points."""

import calendar as months
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from choosing import holds_for, many
from exact import Fault, fold
from people import Entry, in_office
from tables import Row

LONGEST = 31


def with_made(rubric):
    """The rubric with the columns and tables that are made; each says that it is."""
    for spec in rubric.get("follow", {}).values():
        columns = rubric["tables"][spec["from"]]["columns"]
        made = {"progress": "word", "timely": "word", "age": "number", "deadline-day": "date", "days-past-due": "number"}
        made |= {"origin": "word"} if "carried" in spec else {}
        made |= {f"days-{step}": "number" for step in way_of(spec)}
        columns |= {name: {"type": kind, "made": True} for name, kind in made.items()}
    for ident in rubric.get("calendar", {}):
        columns = {"fixed": "date", "date": "date", "outcome": "word", "held-on": "date"}
        made = {name: {"type": kind, "made": True} for name, kind in columns.items()}
        rubric["tables"][ident] = {"columns": made, "made": True}
    return rubric


def way_of(spec):
    """The steps of a follow, the closing among them."""
    steps = list(spec.get("steps", []))
    return steps if spec["closed"] in steps else [*steps, spec["closed"]]


def fill(spec, row, today):
    """Writes into a row what is known of its item today."""
    opened = row.values.get(spec["opened"])
    check(spec, row, opened, row.values.get(column) if (column := due_column(spec, row)) else None)
    closed = row.values.get(spec["closed"])
    at_once = closed is None and "at-once" in spec and holds_for(spec["at-once"], row)
    closed = opened if at_once else closed
    if closed is not None and closed > today:
        closed = None
    due = due_of(spec, row, opened)
    not_told_yet(spec, row, today)
    ahead = opened is not None and opened > today
    end = closed or today
    row.values["progress"] = "closed" if closed else "ahead" if ahead else "open"
    row.values["timely"] = timely(due, closed, ahead, today)
    row.values["age"] = days(opened, end) if opened and opened <= end else None
    row.values["deadline-day"] = due
    row.values["days-past-due"] = None if due is None else Fraction(0) if ahead else max(days(due, end), Fraction(0))
    for step in way_of(spec):
        day = row.values.get(step)
        taken = opened and day and day <= today
        row.values[f"days-{step}"] = days(opened, day) if taken else None
    if at_once and closed:
        row.values[f"days-{spec['closed']}"] = Fraction(0)


def not_told_yet(spec, row, today):
    """What is filled in only with the closing, or with a step behind it, is blank until the day of that."""
    steps = way_of(spec)
    end = steps[steps.index(spec["closed"]) :]
    blank = set()
    for wish in spec.get("expects", []):
        asked = [row.values.get(column) for column in many(wish.get("filled", [])) if column in end]
        if any(day and day > today for day in asked) and holds_for(wish["where"], row):
            blank |= {column for column, test in wish["where"].items() if len(wish["where"]) == 1 or test == {"present": True}}
    for column in blank - set(spec.get("where", {})):
        if not isinstance(row.values.get(column), date):
            row.values[column] = None


def carry(spec, rows):
    """The rows of a followed table without those that a later register has again; the later ones know the first day and the way."""
    kept = []
    for row in rows:
        same = [one for one in rows if numbered(spec, one) and numbered(spec, one) == numbered(spec, row)]
        dated = [one for one in same if one.folder_period]
        own = row.folder_period and row.folder_period.first
        last = max((one.folder_period.first for one in dated), default=own)
        if own and own < last and open_on(spec, row, last):
            continue
        earlier = [one for one in dated if own and one.folder_period.first < own and open_on(spec, one, own)]
        earlier.sort(key=lambda one: one.folder_period.first)
        kept.append((row, earlier))
    return [completed(spec, row, earlier) for row, earlier in kept]


def completed(spec, row, earlier):
    """A copy of the row with what earlier registers tell of its item."""
    values = dict(row.values)
    firsts = [one.values[spec["opened"]] for one in [row, *earlier] if one.values.get(spec["opened"])]
    values[spec["opened"]] = min(firsts, default=None)
    for step in way_of(spec):
        told = [one.values[step] for one in earlier if one.values.get(step)]
        if values.get(step) is None and told:
            values[step] = told[-1]
    return replace(row, values=values)


def numbered(spec, row):
    number = row.values.get(spec["carried"])
    return (row.folder, fold(number)) if number else None


def open_on(spec, row, day):
    """Whether the item was not closed before the day."""
    closed = row.values.get(spec["closed"])
    if closed is None and "at-once" in spec and holds_for(spec["at-once"], row):
        closed = row.values.get(spec["opened"])
    return closed is None or closed >= day


def is_carried(spec, row, first):
    """Whether the item was opened before the period's first day and is still open on it."""
    opened = row.values.get(spec["opened"])
    return "carried" in spec and opened is not None and opened < first and open_on(spec, row, first)


def days(start, end):
    return Fraction((end - start).days)


def timely(due, closed, ahead, today):
    if due is None:
        return "no-deadline"
    if closed:
        return "on-time" if closed <= due else "late"
    return "pending" if ahead or today <= due else "overdue"


def check(spec, row, opened, due):
    """A record that contradicts itself is refused."""
    last = opened
    for step in way_of(spec):
        day = row.values.get(step)
        if day is not None and last is not None and day < last:
            raise Fault(f"{step} out of order at {row.place}")
        last = day or last
    if due is not None and opened is not None and due < opened:
        raise Fault(f"due before it is opened at {row.place}")
    for wish in spec.get("expects", []):
        if not holds_for(wish["where"], row):
            continue
        if any(row.values.get(column) is None for column in many(wish.get("filled", []))):
            raise Fault(f"nothing recorded at {row.place}")
        if any(row.values.get(column) is not None for column in many(wish.get("blank", []))):
            raise Fault(f"contradicted at {row.place}")


def due_rule(spec, row):
    if "extended" in spec and holds_for(spec["extended"]["where"], row):
        return spec["extended"]
    return spec.get("due")


def due_column(spec, row):
    """The column with the deadline, where the rule names one."""
    rule = due_rule(spec, row)
    return rule if isinstance(rule, str) else None


def due_of(spec, row, opened):
    rule = due_rule(spec, row)
    if rule is None or isinstance(rule, str):
        return row.values.get(rule)
    start = row.values.get(rule["from"]) if "from" in rule else opened
    if start is None:
        return None
    if "days" in rule:
        return start + timedelta(days=rule["days"])
    month = start.month - 1 + rule["months"]
    year, month = start.year + month // 12, month % 12 + 1
    return date(year, month, min(start.day, months.monthrange(year, month)[1]))


def make(spec, ident, evidence, holidays, today):
    """The rows of a calendar's table, into the evidence."""
    evidence.sources[ident] = []
    planned = planned_days(spec, evidence.period, holidays)
    for subject in evidence.subjects:
        entries = evidence.entries.get((spec["held"], subject.key), [])
        held = sorted({entry.row.date for entry in entries if entry.row.date and not entry.outside_term})
        held = [day for day in held if day <= today]
        own = [one for one in planned if in_office(subject.term, one[0])]
        for number, (due, fixed, outcome, day) in enumerate(outcomes(spec, own, held, today)):
            row = Row(ident, ("calendar", subject.key, number), None)
            row.values = {"fixed": fixed, "date": due, "outcome": outcome, "held-on": day}
            evidence.sources[ident].append(row)
            evidence.entries.setdefault((ident, subject.key), []).append(Entry(row))


def planned_days(spec, period, holidays):
    """Due day and fixed day of each, in order."""
    found = []
    for year in range(period.first.year - 1, period.last.year + 2):
        for month in spec.get("months", range(1, 13)):
            for day in spec["days"]:
                fixed = date(year, month, min(day, months.monthrange(year, month)[1]))
                due = moved(spec, fixed, holidays)
                if due in period:
                    found.append((due, fixed))
    return sorted(set(found))


def moved(spec, fixed, holidays):
    off = {row.values["date"] for row in holidays if row.values.get("kind", "off") != "work"}
    work = {row.values["date"] for row in holidays if row.values.get("kind") == "work"}
    weekends = spec.get("weekends", "keep") == "move"
    step = -1 if spec.get("move", "next") == "previous" else 1
    for count in range(LONGEST + 1):
        day = fixed + timedelta(days=step * count)
        if day in work or (day not in off and not (weekends and day.weekday() >= 5)):
            return day
    return fixed


def outcomes(spec, planned, held, today):
    """Each planned day with what became of it and the day on which it was held."""
    free = [day for day in held if day not in {due for due, _ in planned}]
    given = set()
    for due, fixed in planned:
        if due in held and due not in given:
            given.add(due)
            yield due, fixed, "held" if due == fixed else "moved", due
            continue
        other = next((day for day in free if stands_for(spec, due, fixed, day)), None)
        if other is not None:
            free.remove(other)
            yield due, fixed, "other-day", other
        else:
            yield due, fixed, "ahead" if due > today else "missed", None


def stands_for(spec, due, fixed, day):
    if "within" in spec:
        return abs((day - due).days) <= spec["within"]
    return (day.year, day.month) == (fixed.year, fixed.month)
