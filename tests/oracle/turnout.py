"""Who voted: the numbers that a table's `turnout` names. Knows no people, no measures and no points."""

from dataclasses import replace
from fractions import Fraction

from choosing import fits
from exact import Fault, number

POLLS = ("due", "present", "issued", "returned", "valid")


def check(spec, rows):
    """The rows of one line of a sheet: no number above the one before, and counts that add up."""
    named = spec.get("turnout")
    if not named or not rows:
        return
    told = {poll: rows[0].values.get(named[poll]) for poll in POLLS if poll in named}
    told = {poll: value for poll, value in told.items() if value is not None}
    numbers = list(told.values())
    if any(value < 0 or value.denominator != 1 for value in numbers) or numbers != sorted(numbers, reverse=True):
        raise Fault(f"turnout {numbers} at {rows[0].place}")
    cell = spec.get("cell")
    if cell is None or spec["columns"][cell]["type"] != "count":
        return
    void = named.get("void", [])
    everything = sum(row.count for row in rows)
    valid = sum(row.count for row in rows if row.values[spec["across"]] not in void)
    if "valid" in told and valid != told["valid"]:
        raise Fault(f"{valid} valid ballots at {rows[0].place}")
    if "returned" in told and void and everything != told["returned"]:
        raise Fault(f"{everything} ballots at {rows[0].place}")
    if "returned" in told and "valid" not in told and everything > told["returned"]:
        raise Fault(f"{everything} ballots at {rows[0].place}")


def tells_only(spec, columns):
    """Whether a table has a turnout and not the column that is measured."""
    return "turnout" in spec and bool(columns) and columns[0] not in spec["columns"]


def line_of(row):
    """The line of the sheet that a row, or a cell of a wide table, stands in."""
    return row.place[:2]


def once_a_line(tables, how, weighed):
    """A sum of a turnout's column takes each line once and looks at no count."""
    column = how.get("sum") if isinstance(how, dict) else None
    seen = set()
    for entry, weight in weighed:
        named = tables[entry.row.table].get("turnout", {})
        if column is None or column not in [named.get(poll) for poll in POLLS]:
            yield entry, weight
        elif line_of(entry.row) not in seen:
            seen.add(line_of(entry.row))
            yield replace(entry, row=replace(entry.row, count=1)), weight


def added(tables, where, columns, entries):
    """Each number over all lines of the subject; None where a line leaves it out."""
    told, seen = {}, set()
    for entry in entries:
        table = tables[entry.row.table]
        named = table.get("turnout")
        if not named or entry.outside_term or line_of(entry.row) in seen or not taken(table, where, columns, entry.row):
            continue
        values = {poll: entry.row.values.get(named[poll]) for poll in POLLS if poll in named}
        if all(value is None for value in values.values()):
            continue
        seen.add(line_of(entry.row))
        for poll, value in values.items():
            before = told.get(poll, Fraction(0))
            told[poll] = None if before is None or value is None else before + value
    return told


def taken(table, where, columns, row):
    """Conditions on what is counted in the line are none on the line."""
    aside = {table.get("across"), table.get("cell"), *columns}
    where = {column: wanted for column, wanted in where.items() if column not in aside}
    return all(fits(wanted, row.values.get(column)) for column, wanted in where.items() if column in table["columns"])


def lacking(how, told):
    """The no-value of a turnout that is not told or too low, or None."""
    least = how.get("turnout")
    if least is None:
        return None
    of, over = told.get(least["of"]), told.get(least["over"])
    if of is None or not over:
        return "not-recorded"
    share = of / over
    enough = share >= number(least["at-least"]) if "at-least" in least else share > number(least["above"])
    return None if enough else how.get("few", "not-recorded")
