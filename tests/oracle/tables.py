"""From CSV files to rows with typed values, by the tables of a rubric. Knows no people and no points."""

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path

import turnout
from exact import Fault, fold, number, parse_number, whole
from spans import Period, find_date, parse_span

ALWAYS_IGNORED = {fold(text) for text in "序号 备注 合计 小计 平均 签名 No. Total Remarks".split()}
MISSING = ("number", "word", "date")


class Ignored(Exception):
    """The row does not count."""


@dataclass
class Row:
    """One row, or one cell of a wide table."""

    table: str
    place: tuple
    folder_period: Period | None
    values: dict = field(default_factory=dict)
    kinds: dict = field(default_factory=dict)
    count: int = 1
    folder: str = ""
    carried: bool = False

    @property
    def date(self):
        return self.values.get("date")


@dataclass
class Sheet:
    """A CSV file with what its path tells."""

    name: str
    path: str
    folder: str
    period: Period | None
    header: list
    lines: list


def read_sheets(folders):
    """All CSV files below the folders, in order of path."""
    roots = folders if isinstance(folders, (list, tuple)) else [folders]
    paths = {path for root in roots for path in Path(root).resolve().rglob("*.csv")}
    sheets = []
    for path in sorted(paths, key=lambda path: path.as_posix()):
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = [[cell.strip() for cell in line] for line in csv.reader(file)]
        if not lines:
            continue
        parents = path.parent.parts
        spans = [at for at, part in enumerate(parents) if parse_span(part)]
        below = parents[spans[-1] + 1 :] if spans else ()
        period = Period(parents[spans[-1]]) if spans else None
        sheets.append(Sheet(path.stem, path.as_posix(), "/".join(below), period, lines[0], lines[1:]))
    return sheets


class Reader:
    """Reads the rows of one table."""

    def __init__(self, ident, spec, period, known_names):
        self.ident, self.spec, self.period, self.known_names = ident, spec, period, known_names
        self.columns = {name: column for name, column in spec["columns"].items() if not column.get("made")}
        self.across, self.cell = spec.get("across"), spec.get("cell")
        self.plain = {
            name: column
            for name, column in self.columns.items()
            if name not in (self.across, self.cell) and "from" not in column
        }

    def rows(self, sheets):
        found = [(sheet, self.header_of(sheet)) for sheet in sheets if self.named(sheet)]
        found = [(sheet, header) for sheet, header in found if header is not None]
        if not found and not self.spec.get("optional", False):
            raise Fault(f"table {self.ident} is missing")
        return [row for sheet, header in found for row in self.rows_of(sheet, header)]

    def named(self, sheet):
        wanted = self.spec["sheet"]
        wanted = [wanted] if isinstance(wanted, str) else wanted
        return any(fold(name) in fold(sheet.name) for name in wanted)

    def header_of(self, sheet):
        """Column id to place, or None when a needed column is not there."""
        folded = [fold(text) for text in sheet.header]
        places = {}
        for name, column in self.plain.items():
            texts = column["header"]
            texts = [texts] if isinstance(texts, str) else texts
            at = next((folded.index(fold(text)) for text in texts if fold(text) in folded), None)
            if at is not None:
                places[name] = at
            elif not column.get("optional", False):
                return None
        return places

    def rows_of(self, sheet, places):
        above = {}
        for at, line in enumerate(sheet.lines):
            line = line + [""] * (len(sheet.header) - len(line))
            if not any(line):
                continue
            raw = {name: line[place] for name, place in places.items()}
            for name in raw:
                if self.columns[name].get("fill-down", False):
                    raw[name] = above[name] = raw[name] or above.get(name, "")
            wide = self.further(sheet, places) if self.across else [None]
            found = []
            for place in wide:
                row = Row(self.ident, (sheet.path, at, place or 0), sheet.period, folder=sheet.folder)
                try:
                    self.fill(row, sheet, raw, line, place)
                except Ignored:
                    continue
                found.append(row)
            turnout.check(self.spec, found)
            yield from found

    def further(self, sheet, places):
        """Places of the across headers."""
        ignored = ALWAYS_IGNORED | {fold(text) for text in self.spec.get("ignore", [])}
        column = self.columns[self.across]
        for at, header in enumerate(sheet.header):
            if not header or fold(header) in ignored or at in places.values():
                continue
            if column["type"] == "word" and word_of(column, header) is None:
                continue
            if column["type"] == "name" and fold(header) not in self.known_names:
                continue
            yield at

    def fill(self, row, sheet, raw, line, place):
        texts = dict(raw)
        sources = {"sheet": sheet.name, "folder": sheet.folder}
        if place is not None:
            sources["header"] = sheet.header[place]
            texts[self.across] = sheet.header[place]
            texts[self.cell] = line[place]
        for name, column in self.columns.items():
            if column.get("from") and name != self.across:
                self.found_in(row, name, column, sources[column["from"]])
            elif name in texts:
                self.put(row, name, column, texts[name])
        for name, column in self.columns.items():
            partner = column.get("only-with")
            if partner and row.values.get(partner) is None and row.values.get(name) is not None:
                row.values[name] = None
                row.kinds[name] = row.kinds.get(partner, "not-recorded")

    def found_in(self, row, name, column, text):
        if column["type"] == "date":
            row.values[name] = find_date(text, self.period)
        elif column["type"] == "word":
            row.values[name] = word_in(column, text)
        else:
            row.values[name] = text or None

    def put(self, row, name, column, text):
        if not text:
            self.put_blank(row, name, column)
            return
        kind = column["type"]
        if kind == "number":
            row.values[name] = self.number_in(column, text)
        elif kind == "count":
            row.count = int(parse_number(text))
            row.values[name] = number(row.count)
        elif kind == "date":
            row.values[name] = find_date(text, self.period)
            if row.values[name] is None:
                raise Fault(f"not a date: {text}")
        elif kind == "word":
            row.values[name] = word_of(column, text)
            if row.values[name] is None:
                raise Fault(f"unknown word in {self.ident}.{name}: {text}")
        elif kind != "secret":
            row.values[name] = text

    def put_blank(self, row, name, column):
        row.values[name] = column.get("default")
        if row.values[name] is not None or column.get("optional", False):
            return
        if column["type"] == "count":
            raise Ignored
        if column["type"] not in MISSING:
            return
        blank = column.get("blank", "not-recorded" if name == self.cell else "error")
        if blank == "ignore":
            raise Ignored
        if blank == "error":
            raise Fault(f"blank in {self.ident}.{name} at {row.place}")
        row.kinds[name] = blank

    @staticmethod
    def number_in(column, text):
        """The number of a cell, in the unit and rounding of its column."""
        value = parse_number(text, column.get("units"))
        if "whole" in column:
            value = whole(value, column["whole"])
        if "between" not in column:
            return value
        low, high = map(number, column["between"])
        if low <= value <= high:
            return value
        if column.get("outside", "error") == "set-aside":
            raise Ignored
        raise Fault(f"outside {low}..{high}: {value}")


def word_of(column, text):
    """The id of the word a whole cell holds."""
    for ident, texts in column["words"].items():
        if fold(text) in {fold(ident), *map(fold, texts)}:
            return ident
    return None


def word_in(column, text):
    """The id of the longest word found in a text."""
    found = [
        (len(fold(word)), ident)
        for ident, texts in column["words"].items()
        for word in texts
        if fold(word) in fold(text)
    ]
    return max(found)[1] if found else None


def split_names(text):
    """Names in a cell, and how many people it stands for: "甲、乙等5人" is two names, five people."""
    more = re.search(r"等\s*(\d+)\s*人?\s*$", text)
    if more:
        text = text[: more.start()]
    names = [name for name in re.split(r"[、，,；;／/\s]+", text) if name]
    return names, max(int(more[1]), len(names)) if more else len(names)
