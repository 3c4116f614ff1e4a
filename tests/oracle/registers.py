"""An office's registers in workbooks, as clerks keep them: a title above, merged cells, dates typed in many forms. Knows no rubric.

In: a folder of .xlsx files. Out: for a sheet its rows below the header, each a dictionary from header to cell; and the
same rows as CSV files, for the oracle.
"""

import csv
import re
from datetime import date, datetime
from functools import cache
from pathlib import Path

import openpyxl

HEADER_WITHIN = 6
DATED = re.compile("日期|时间|时限")


@cache
def sheets(folder):
    """Every sheet of a folder's workbooks, from its name to its cells row by row."""
    found = {}
    for path in sorted(Path(folder).glob("*.xlsx")):
        book = openpyxl.load_workbook(path, data_only=True, read_only=True)
        found |= {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    return found


def register(folder, name, wanted, fill_down=()):
    """The rows of the sheet of this name. `wanted` are headers that tell which row is the header; totals and signatures are left out.

    A blank in a column of `fill_down` takes what stands above it.
    """
    rows = sheets(folder).get(name)
    if rows is None:
        return []
    at = next(at for at, row in enumerate(rows[:HEADER_WITHIN]) if set(wanted) <= set(row))
    below = {}
    found = []
    for row in rows[at + 1 :]:
        record = {head: cell for head, cell in zip(rows[at], row, strict=True) if head}
        if row[0] is None or row[0] == "合计" or not any(cell is not None for cell in row[1:]):
            continue
        for head in fill_down:
            record[head] = below[head] = record[head] if record[head] is not None else below.get(head)
        found.append(record)
    return found


def day(cell, year):
    """The date in a cell; one without a year is of `year`. None where the cell is blank."""
    if cell is None or isinstance(cell, datetime):
        return cell.date() if cell else None
    numbers = [int(part) for part in re.findall(r"\d+", str(cell))]
    return date(*([year] if len(numbers) == 2 else []), *numbers)


def write_csv(rows, path, year):
    """Rows as a CSV file; dates in one form, in columns that say that they hold dates."""
    heads = list(rows[0])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heads)
        for row in rows:
            writer.writerow([day(row[head], year) or "" if DATED.search(head) else plain(row[head]) for head in heads])


def plain(cell):
    """A cell as text, whole numbers without a point."""
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
