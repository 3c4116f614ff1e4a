"""Sheets and folders as plain lists, before any file is written, and the clean folder made from the facts.

A variant takes this folder, changes it, and says what must come. Row numbers given to `put` and `at` count the rows of
facts from 0; the coordinates that come back are those of the sheet as it is then, titles and all.
"""

from dataclasses import dataclass, field

import facts
from openpyxl.utils import get_column_letter


@dataclass(frozen=True)
class Formula:
    """A formula with the value that was saved beside it; None where it was never calculated."""

    text: str
    value: object


@dataclass(frozen=True)
class Shown:
    """A value with a number format of its own."""

    value: object
    format: str


@dataclass(frozen=True)
class ErrorValue:
    """What Excel shows where a formula failed: #N/A."""

    code: str


@dataclass
class Sheet:
    name: str
    header: list
    facts: list
    above: list = field(default_factory=list)  # rows above the header
    upper: list = field(default_factory=list)  # further header rows, above `header`
    below: list = field(default_factory=list)  # rows after the facts
    merges: list = field(default_factory=list)
    hidden_rows: list = field(default_factory=list)
    hidden_columns: list = field(default_factory=list)
    filter: str = None

    @property
    def rows(self):
        return self.above + self.upper + [self.header] + self.facts + self.below

    @property
    def first(self):
        """The row number, as Excel counts, of the first row of facts."""
        return len(self.above) + len(self.upper) + 2

    def place(self, header):
        return self.header.index(header)

    def at(self, row, header):
        return f"{get_column_letter(self.place(header) + 1)}{self.first + row}"

    def put(self, row, header, value):
        """Writes one cell of the facts and gives its coordinate."""
        self.facts[row][self.place(header)] = value
        return self.at(row, header)

    def get(self, row, header):
        return self.facts[row][self.place(header)]

    def each(self, header, change):
        """Changes a whole column: `change` gets the row's number and its value."""
        place = self.place(header)
        for number, row in enumerate(self.facts):
            row[place] = change(number, row[place])

    def rename(self, names):
        self.header = [names.get(text, text) for text in self.header]

    def insert(self, place, header, values):
        self.header.insert(place, header)
        for number, row in enumerate(self.facts):
            row.insert(place, values[number] if isinstance(values, list) else values)
        for row in self.upper:
            row.insert(place, None)

    def drop(self, header):
        place = self.place(header)
        for row in [self.header] + self.facts:
            del row[place]


@dataclass
class Book:
    path: str
    sheets: list
    form: str = "xlsx"
    options: dict = field(default_factory=dict)


class Folder:
    """One period's folder of books. `renamed` tells names that the results must show instead of the facts' own."""

    def __init__(self, sheets):
        self.period = facts.PERIOD
        self.arguments = []
        self.books = [Book("履职资料.xlsx", sheets)]
        self.renamed = {}
        self.raw = {}  # files written byte for byte, by path

    @property
    def main(self):
        return self.books[0]

    def __getitem__(self, name):
        return next(sheet for book in self.books for sheet in book.sheets if sheet.name == name)

    def take(self, name):
        """Takes a sheet out of its book."""
        for book in self.books:
            for sheet in book.sheets:
                if sheet.name == name:
                    book.sheets.remove(sheet)
                    return sheet
        raise KeyError(name)

    def replace(self, name, *sheets):
        place = [sheet.name for sheet in self.main.sheets].index(name)
        self.main.sheets[place : place + 1] = sheets

    def separate(self, name, path, form, **options):
        """Puts a sheet into a file of its own."""
        self.books.append(Book(path, [self.take(name)], form, options))

    def all_separate(self, ending, form, **options):
        for sheet in list(self.main.sheets):
            self.separate(sheet.name, f"{sheet.name}.{ending}", form, **options)

    def sheets(self):
        return [sheet for book in self.books for sheet in book.sheets]


def chinese(day):
    return f"{day.year}年{day.month}月{day.day}日"


def joined(names):
    return "、".join(names) or None


def numbered(rows):
    return [[number, *row] for number, row in enumerate(rows, 1)]


def roster():
    header = ["序号", "代表证号", "姓名", "性别", "所属联络站", "选区", "补选日期"]
    rows = [[card, name, sex, station, village, start] for card, name, sex, station, village, start in facts.DELEGATES]
    return Sheet("代表名册", header, numbered(rows))


def meetings():
    header = ["序号", "代表证号", "姓名"] + [f"{chinese(day)}{name}" for day, name in facts.MEETINGS]
    rows = [[person[0], person[1], *statuses] for person, statuses in zip(facts.DELEGATES, facts.ATTENDANCE)]
    return Sheet("会议出勤", header, numbered(rows))


def suggestions():
    header = ["编号", "建议标题", "提出日期", "领衔代表", "联名代表", "立案情况", "办理结果"]
    rows = [[number, title, day, lead, joined(joint), state, result] for number, title, day, lead, joint, state, result in facts.SUGGESTIONS]
    return Sheet("建议台账", header, rows)


def activities():
    header = ["编号", "活动名称", "类型", "活动日期", "时长", "参加代表", "执笔人"]
    rows = [
        [number, topic, kind, day, length, joined(members), joined(drafters)]
        for number, topic, kind, day, length, members, drafters in facts.ACTIVITIES
    ]
    return Sheet("活动台账", header, rows)


def receptions():
    header = ["序号", "联络站", "接待日期", "接待代表", "来访人", "接待人次", "处理方式"]
    rows = [[station, day, joined(names), visitor, visits, handling] for station, day, names, visitor, visits, handling in facts.RECEPTIONS]
    return Sheet("接待登记", header, numbered(rows))


def ballots():
    rows = [[name, response[place]] for place, name in enumerate(facts.NAMES) for response in facts.BALLOTS]
    return Sheet("测评票", ["序号", "述职代表", "评价"], numbered(rows))


def clean():
    return Folder([roster(), meetings(), suggestions(), activities(), receptions(), ballots()])
