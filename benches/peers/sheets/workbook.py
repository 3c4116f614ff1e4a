"""Writes the sheet that every reader gets: eight columns, three whole numbers, one date, four of Chinese text.

In: a folder and a number of rows. Out: `records.xlsx` as Excel writes one (shared strings, every cell with its address), `roster.csv`,
`rubric.toml` whose table it fits, and `planted.json`: the cells that are faulty on purpose, and digests of all columns.
"""

import argparse
import datetime
import json
import pathlib
import random
import zipfile

KINDS = ["调研", "视察", "培训", "接待选民", "走访"]
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国志海春兰"
FIRST = datetime.date(2025, 7, 1)
EPOCH = datetime.date(1899, 12, 30)
HEADER = ["编号", "代表", "日期", "方式", "地点", "主题", "时长", "人数"]
SERIALS = {"日期"}
# A row in so many has a date that is none, or a word nobody defined.
FAULTY = 5_003

RUBRIC = """
[rubric]
id = "sheets"
name = "履职记录"
version = "1"
locale = "zh"
in-force = { from = 2025-01-01 }
rounding = { decimals = 2, mode = "half-up", rank-on = "rounded" }
subject = { table = "roster", name = "name", key = ["name"] }
[tables.roster]
sheet = ["roster"]
columns.name = { header = ["姓名"], type = "text" }
[tables.records]
sheet = ["履职记录"]
columns.number = { header = ["编号"], type = "number" }
columns.name = { header = ["代表"], type = "name" }
columns.date = { header = ["日期"], type = "date" }
columns.kind = { header = ["方式"], type = "word", words = { study = ["调研"], visit = ["视察"], train = ["培训"], receive = ["接待选民"], call = ["走访"] } }
columns.place = { header = ["地点"], type = "text", optional = true }
columns.topic = { header = ["主题"], type = "text", optional = true }
columns.hours = { header = ["时长"], type = "number" }
columns.people = { header = ["人数"], type = "number" }
[dimensions.work]
name = "履职"
full = 100
[criteria.work]
name = "履职"
clause = "1"
dimension = "work"
from = "records"
measure = "count"
points = { full = 100, of = 1000 }
examples = [{ why = "一半", rows = [{ n = 500 }], points = 50 }]
"""

STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
    "</Types>"
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def relations(kinds):
    """The parts of a package by number."""
    one = lambda number, kind, target: f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{PACKAGE}">' + "".join(one(n + 1, *kind) for n, kind in enumerate(kinds)) + "</Relationships>"


class Strings:
    """Texts, each kept once."""

    def __init__(self):
        self.numbers, self.uses = {}, 0

    def number(self, text):
        self.uses += 1
        return self.numbers.setdefault(text, len(self.numbers))


def record(chance, number, people):
    """One row as values, and the column of its fault, where it has one."""
    day = FIRST + datetime.timedelta(days=chance.randrange(184))
    place = f"{chance.choice('东西南北中')}{chance.choice('河山桥店庄')}村{chance.randrange(1, 40)}组"
    topic = f"{chance.choice('水路电医学老')}{chance.choice('利灯网保校龄')}问题第{chance.randrange(130_000)}号"
    row = [number, chance.choice(people), day, chance.choice(KINDS), place, topic, chance.randrange(1, 9), chance.randrange(1, 200)]
    fault = None
    if number % FAULTY == 0:
        fault = 2 if chance.random() < 0.5 else 3
        row[fault] = "下月初" if fault == 2 else "喝茶"
    return row, fault


class Digests:
    """Sums of numbers and days, and number and characters of texts, column by column."""

    def __init__(self):
        self.sums, self.characters, self.texts = [0] * 8, [0] * 8, [0] * 8

    def add(self, column, value):
        if isinstance(value, str):
            self.texts[column] += 1
            self.characters[column] += len(value)
        else:
            self.sums[column] += (value - EPOCH).days if isinstance(value, datetime.date) else value

    def told(self):
        return [list(one) for one in zip(self.sums, self.texts, self.characters)]


def write(folder, rows, seed=1):
    """Writes the four files."""
    folder.mkdir(parents=True, exist_ok=True)
    # The people are the same whatever the seed, so that sheets of several can stand beside each other.
    chance = random.Random(1)
    people = sorted({chance.choice(SURNAMES) + chance.choice(GIVEN) + chance.choice(GIVEN) for _ in range(2_000)})
    if seed != 1:
        chance = random.Random(seed)
    strings, digests, planted = Strings(), Digests(), []
    cell = lambda column, row, value: (
        f'<c r="{"ABCDEFGH"[column]}{row}" t="s"><v>{strings.number(value)}</v></c>'
        if isinstance(value, str)
        else f'<c r="{"ABCDEFGH"[column]}{row}" s="1"><v>{(value - EPOCH).days}</v></c>'
        if isinstance(value, datetime.date)
        else f'<c r="{"ABCDEFGH"[column]}{row}"><v>{value}</v></c>'
    )
    line = lambda number, values: f'<row r="{number}" spans="1:8">' + "".join(cell(c, number, v) for c, v in enumerate(values)) + "</row>"
    (folder / "in" / "2025-H2").mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / "in" / "2025-H2" / "records.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("_rels/.rels", relations([("officeDocument", "xl/workbook.xml")]))
        sheet = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="履职记录" sheetId="1" r:id="rId1"/></sheets></workbook>'
        package.writestr("xl/workbook.xml", sheet)
        parts = [("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
        package.writestr("xl/_rels/workbook.xml.rels", relations(parts))
        package.writestr("xl/styles.xml", STYLES)
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(f'<worksheet xmlns="{MAIN}"><dimension ref="A1:H{rows + 1}"/><sheetData>{line(1, HEADER)}'.encode())
            lines = []
            for number in range(1, rows + 1):
                values, fault = record(chance, number, people)
                for column, value in enumerate(values):
                    digests.add(column, value)
                if fault is not None:
                    planted.append(f"{'ABCDEFGH'[fault]}{number + 1}")
                lines.append(line(number + 1, values))
                if len(lines) == 5_000:
                    part.write("".join(lines).encode())
                    lines.clear()
            part.write("".join(lines).encode() + b"</sheetData></worksheet>")
        with package.open("xl/sharedStrings.xml", "w") as part:
            part.write(f'<sst xmlns="{MAIN}" count="{strings.uses}" uniqueCount="{len(strings.numbers)}">'.encode())
            part.write("".join(f"<si><t>{text}</t></si>" for text in strings.numbers).encode() + b"</sst>")
    (folder / "in" / "2025-H2" / "roster.csv").write_text("姓名\n" + "\n".join(people) + "\n", encoding="utf-8")
    (folder / "rubric.toml").write_text(RUBRIC, encoding="utf-8")
    told = {"rows": rows, "faulty": planted, "digests": digests.told()}
    (folder / "planted.json").write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    given = parser.parse_args()
    write(given.folder, given.rows)
