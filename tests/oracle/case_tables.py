"""Random clean evidence for one case: a roster, folders of one or two periods, and tables with rows.

Each table is told to the criteria as a Table: which of its columns hold words, numbers and texts.
Knows no criteria. The tables themselves are in case_sheets.py.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from case_sheets import Sheets, word
from spans import Period

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
GIVEN = ["建国", "秀英", "桂兰", "志强", "文博", "晓燕", "海涛", "玉梅"]
NOTHINGS = ["not-required", "excused", "not-in-office", "not-recorded"]
LONG = "2025-03-10..2026-02-20"


@dataclass
class Table:
    """What criteria may say about a table."""

    words: dict = field(default_factory=dict)
    optional_words: dict = field(default_factory=dict)
    numbers: list = field(default_factory=list)
    texts: list = field(default_factory=list)
    roles: list = field(default_factory=list)
    measures: list = field(default_factory=list)
    dated: bool = False
    folders: int = 1


class Evidence(Sheets):
    """Builds sheets (rows of texts, by folder) and table specs from one random source."""

    def __init__(self, chooser):
        self.chooser, self.random = chooser, chooser.random
        self.specs, self.tables = {}, {}
        self.period, self.folders = "2025-H2", ["2025-H2"]
        if chooser.uses("two-folders", 0.3):
            self.period, self.folders = "2025", ["2025-H1", "2025-H2"]
        elif chooser.uses("long-period", 0.1):
            self.period, self.folders = LONG, [LONG]
        self.congresses = [""]
        if chooser.uses("congresses", 0.15):
            self.congresses = ["甲镇", "乙镇"]
        self.sheets = {self.path(folder, congress): {} for folder in self.folders for congress in self.congresses}
        self.rosters()
        makers = self.makers()
        chosen = self.random.sample(makers, self.random.randint(4, len(makers)))
        for maker in makers:
            if maker in chosen:
                maker()

    def chance(self, share):
        return self.random.random() < share

    def day(self, folder):
        """A day of the folder's period; now and then one outside."""
        span = Period(folder)
        if self.chance(0.05):
            return self.random.choice([span.first - timedelta(days=80), span.last + timedelta(days=10)])
        return span.first + timedelta(days=self.random.randrange(span.days))

    def written(self, day):
        forms = [str(day), f"{day.year}/{day.month}/{day.day}", f"{day.year}年{day.month}月{day.day}日"]
        if day in Period(self.period) and self.period != LONG:
            forms.append(f"{day.month}月{day.day}日")
        return self.random.choice(forms)

    @staticmethod
    def path(folder, congress):
        return f"{folder}/{congress}" if congress else folder

    def rosters(self):
        """One roster, or one for each congress in a folder of its own, where names may be the same."""
        self.keys, self.people = [], {}
        self.mandate = self.chance(0.3) and len(self.congresses) == 1
        for congress in self.congresses:
            self.people[congress] = self.roster(congress)
        texts = {"number": "证号", "name": "姓名", "level": "层次", "station": "联络站", "village": "村"}
        columns = {name: {"header": [text], "type": "text"} for name, text in texts.items()}
        columns["congress"] = {"type": "text", "from": "folder"}
        columns["post"] = word("身份", leader="领导", member="群众")
        columns["kind"] = word("界别", farmer="农民", worker="工人", cadre="干部") | {"optional": True}
        dates = {"from": "当选日期", "to": "离任日期", "suspended": "暂停日期", "restored": "恢复日期"}
        columns |= {name: {"header": [text], "type": "date", "optional": True} for name, text in dates.items()}
        if len(self.congresses) == 1:
            del columns["congress"]
        self.specs["roster"] = {"sheet": ["代表名册"], "columns": columns}

    def roster(self, congress):
        """The rows of one congress; returns how its people are called in its sheets."""
        pick = self.random
        twins = self.chance(0.3)
        names = [one + two for one in SURNAMES for two in GIVEN]
        if len(self.congresses) > 1:
            names = names[:24]
        people = [(name, "") for name in pick.sample(names, pick.randint(4, 12))]
        if twins and not self.mandate:
            people[1] = (people[0][0], "西村")
            people[0] = (people[0][0], "东村")
        rows = []
        for name, village in people:
            levels = ["镇级", "区级"] if self.mandate and self.chance(0.3) else [pick.choice(["镇级", "区级"])]
            for level in levels:
                post, kind = pick.choice(["领导", "群众", "群众"]), pick.choice(["农民", "工人", "干部", ""])
                place = village or pick.choice(["东村", "南村"])
                self.keys.append(f"D{len(self.keys) + 1:02}")
                head = [self.keys[-1], name, level, pick.choice("一二") + "站", place, post, kind]
                rows.append([*head, *self.term()])
        header = "证号 姓名 层次 联络站 村 身份 界别 当选日期 离任日期 暂停日期 恢复日期".split()
        for folder in self.folders:
            self.sheets[self.path(folder, congress)]["代表名册"] = [header, *rows]
        return [f"{name}（{village}）" if village else name for name, village in people]

    def term(self):
        span = Period(self.period)

        def after(share):
            return str(span.first + timedelta(days=int(span.days * share)))

        start = end = pause = resume = ""
        if self.chance(0.25):
            start = self.random.choice([after(0.25), after(0.5), str(span.first), "2021-12-01"])
        if self.chance(0.2):
            end = max(start, self.random.choice([after(0.7), after(0.85), str(span.last), "2025-01-31"]))
        if self.chance(0.2):
            pause = self.random.choice([after(0.3), "2025-01-20"])
            resume = self.random.choice([after(0.5), after(0.45), ""])
        return start, end, pause, resume

    def put(self, ident, sheet, columns, table, rows, more=None, header=None, spread=0.8):
        """A table: `rows(folder)` gives its rows (and header); in all folders or, now and then, in one."""
        used = self.folders if self.chance(spread) else [self.random.choice(self.folders)]
        for folder in used:
            for congress in self.congresses:
                self.called = self.people[congress]
                found = rows(folder)
                self.sheets[self.path(folder, congress)][sheet] = [header, *found] if header else found
        table.folders = len(used)
        table.dated = table.dated or "date" in columns
        self.specs[ident] = {"sheet": [sheet]} | (more or {}) | {"columns": columns}
        self.tables[ident] = table

    @staticmethod
    def table(*given, **more):
        return Table(*given, **more)
