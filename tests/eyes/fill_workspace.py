"""Fills a workspace of `duly new` in as an office would, knowing of each cell only what the workbook itself lets in.

Usage: fill_workspace.py FOLDER [SEED]

The rubric in the folder tells which columns name people; lists, ranges and dates are read from the workbooks' own
validations, so that a list that lacks a word, or a range that is too wide, shows as a problem in `duly check`.
"""

import datetime
import pathlib
import random
import sys
import tomllib

import openpyxl
from openpyxl.utils import range_boundaries

NAMES = {
    "zh": ["赵一凡", "钱双喜", "孙三多", "李思源", "周五岳", "吴六合", "郑七星", "王八方", "冯九州", "陈十全"],
    "en": ["Ann Able", "Bob Baker", "Cy Carter", "Dee Dyer", "Eve Fisher", "Flo Glover", "Gus Hooper", "Hal Mason", "Ida Page", "Jo Smith"],
}
NOTES = {"zh": "填写说明", "en": "Notes on filling in"}
REMARKS = {"zh": "备注", "en": "Remarks"}
JOIN = {"zh": "、", "en": "; "}
# 2024-12-31, counted as workbooks count days.
LATE = 45_657


def main(folder, seed):
    folder = pathlib.Path(folder)
    (rule,) = folder.glob("*.toml")
    rubric = tomllib.loads(rule.read_text(encoding="utf-8"))
    for path in sorted(folder.rglob("*.xlsx")):
        book = openpyxl.load_workbook(path)
        locale = rubric["rubric"].get("locale", "zh")
        for sheet in book.worksheets:
            if sheet.title != NOTES[locale]:
                Sheet(sheet, book, rubric, locale, random.Random(f"{seed} {path.name}")).fill()
        book.save(path)


class Sheet:
    def __init__(self, sheet, book, rubric, locale, dice):
        self.sheet, self.book, self.rubric, self.locale, self.dice = sheet, book, rubric, locale, dice
        self.id, self.table = self.find_table()
        self.first = int("".join(mark for mark in sheet.freeze_panes if mark.isdigit()))
        self.subject = rubric["rubric"]["subject"]
        self.judged = any("by" in criterion["points"] for criterion in rubric["criteria"].values())

    def find_table(self):
        fitting = [(id, table) for id, table in self.rubric["tables"].items() if self.sheet.title in table["sheet"]]
        (found,) = [one for one in fitting if one[1]["sheet"][0] == self.sheet.title] or fitting
        return found

    def column_of(self, header):
        own = [(id, column) for id, column in self.table["columns"].items() if header in column.get("header", [])]
        return own[0] if own else (None, None)

    def is_roster(self):
        return self.id == self.subject["table"]

    def fill(self):
        names = NAMES[self.locale]
        blank = self.fill_headers(names)
        classes, rounds = self.classes()
        # Where a person judges, or each class of ballots must have some that count, chance alone does not do.
        self.judged = self.judged or classes is not None
        for place, name in enumerate(names * rounds):
            row = self.first + place
            self.round = place // len(names)
            for column in range(1, self.sheet.max_column + 1):
                header = self.sheet.cell(self.first - 1, column).value or self.sheet.cell(self.first - 2, column).value
                if not header or header == REMARKS[self.locale]:
                    continue
                id, rule = self.column_of(header) if column not in blank else (None, None)
                if rule is None:
                    rule = self.table["columns"][self.table["cell"]]
                value = self.value(id, rule, place, name, self.validation(row, column), classes)
                if value is not None:
                    self.sheet.cell(row, column).value = value
            self.put_in_order(row)

    def put_in_order(self, row):
        """Nothing is done before it is begun: the days of an item's way rise."""
        headers = {self.column_of(self.sheet.cell(self.first - 1, column).value or "")[0]: column for column in range(1, self.sheet.max_column + 1)}
        for follow in self.rubric.get("follow", {}).values():
            sources = follow["from"] if isinstance(follow["from"], list) else [follow["from"]]
            if self.id not in sources:
                continue
            ids = [follow["opened"], *follow.get("steps", []), follow["closed"]]
            cells = [self.sheet.cell(row, headers[id]) for id in dict.fromkeys(ids) if id in headers]
            days = sorted(cell.value for cell in cells)
            for cell, day in zip(cells, days):
                cell.value = day
            self.leave_blank(row, headers, follow.get("expects", []))

    def leave_blank(self, row, headers, expects):
        """Empties what must be blank beside the words that the row holds."""
        for one in expects:
            words = {id: self.table["columns"][id]["words"] for id in one["where"] if "words" in self.table["columns"].get(id, {})}
            held = lambda id, word: id in words and self.sheet.cell(row, headers[id]).value in words[id][word]
            if "blank" in one and all(held(id, word) for id, word in one["where"].items()):
                for id in one["blank"]:
                    self.sheet.cell(row, headers[id]).value = None

    def fill_headers(self, names):
        """Heads the further columns of a wide table that are to be headed; gives all columns that are headed so."""
        if "across" not in self.table:
            return set()
        across = self.table["columns"][self.table["across"]]
        bottom = self.first - 1
        own = {column for column in range(1, self.sheet.max_column + 1) if self.sheet.cell(bottom, column).value or self.is_merged(bottom, column)}
        spare = [column for column in range(1, self.sheet.max_column + 1) if column not in own]
        people = across["type"] == "name"
        used = spare[: len(names)] if people else spare[:4]
        for number, column in enumerate(used):
            lower = self.validation(bottom, column)
            if people:
                value = names[number]
            elif lower is not None and lower.type in ("list", "date"):
                value = self.allowed(lower)
            else:
                value = f"第{number + 1}次"
            self.sheet.cell(bottom, column).value = value
            upper = self.validation(bottom - 1, column)
            if upper is not None and upper.type == "list":
                self.sheet.cell(bottom - 1, column).value = self.allowed(upper)
        return set(used)

    def is_merged(self, row, column):
        return any(area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col for area in self.sheet.merged_cells.ranges)

    def validation(self, row, column):
        for rule in self.sheet.data_validations.dataValidation:
            for area in str(rule.sqref).split():
                left, top, right, bottom = range_boundaries(area)
                if left <= column <= right and top <= row <= bottom:
                    return rule
        return None

    def classes(self):
        """The column that parts ballots into classes, each of which must have some, and how many classes there are."""
        for criterion in self.rubric["criteria"].values():
            measure = criterion.get("measure", "count")
            for column, weights in (measure.get("weights", {}) if isinstance(measure, dict) else {}).items():
                if column in self.table["columns"] and self.id in criterion["from"]:
                    return column, len(weights)
        return None, 1

    def value(self, id, rule, place, name, validation, classes):
        kind = rule["type"]
        term = self.subject.get("term", {}).values()
        if self.is_roster() and id == self.subject["name"]:
            return name
        if self.is_roster() and (id in self.subject["key"]) or kind == "key":
            return f"{place + 1:03}"
        if self.is_roster() and id in term or kind == "secret":
            return None
        if kind in ("name", "names"):
            return self.people(id, rule, place, name)
        if id is not None and id == classes:
            return self.words(validation.formula1)[self.round]
        if validation is not None and validation.type is not None and validation.type != "none":
            return self.allowed(validation)
        if kind == "number":
            return "1" + next(iter(rule.get("units", {"": 1})))
        return f"{place + 1:03}"

    def people(self, id, rule, place, name):
        names = NAMES[self.locale]
        after = lambda step: names[(place + step) % len(names)]
        if id == "rater":
            return after(1)
        if rule["type"] == "name":
            return name
        if rule.get("role", "lead") != "lead":
            return JOIN[self.locale].join([after(1), after(2)])
        return JOIN[self.locale].join([name, after(3)])

    def allowed(self, validation):
        """A value that the validation lets in."""
        if validation.type == "list":
            words = self.words(validation.formula1)
            return words[0] if self.judged else self.dice.choice(words)
        low = float(validation.formula1) if validation.type != "custom" else None
        high = float(validation.formula2) if validation.type != "custom" and validation.formula2 else None
        if validation.type == "date":
            # A day that may be any, such as a deadline, is the last of the year.
            number = self.dice.randint(int(low), int(high)) if high else max(int(low), LATE)
            day = datetime.date(1899, 12, 30) + datetime.timedelta(days=number)
            return day
        if validation.type == "whole":
            return self.dice.randint(int(low), int(low) + 40)
        if validation.type == "decimal":
            low, high = (low, high) if abs(low) < 1e8 else (0, 20)
            return high if self.judged else round(self.dice.uniform(low, high), 1 if high - low > 1 else 2)
        # Several ranges: an end of one of them.
        ends = [part.split(")")[0].split(",")[0] for part in validation.formula1.split(">=")[1:]]
        return float(self.dice.choice(ends))

    def words(self, formula):
        if formula.startswith('"'):
            return formula.strip('"').split(",")
        title, area = formula.lstrip("=").replace("'", "").split("!")
        return [cell.value for (cell,) in self.book[title][area.replace("$", "")]]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "1")
