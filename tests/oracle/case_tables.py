"""Random clean evidence for one case: a roster and tables with rows. Knows no criteria.

Each table is told to the criteria as a Table: which of its columns hold words, numbers and texts.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

FIRST, LAST = date(2025, 7, 1), date(2025, 12, 31)
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
GIVEN = ["建国", "秀英", "桂兰", "志强", "文博", "晓燕", "海涛", "玉梅"]
OUTSIDERS = ["外来人士甲", "外来人士乙", "外来人士丙"]
NOTHINGS = ["not-required", "excused", "not-in-office", "not-recorded"]


@dataclass
class Table:
    """What criteria may say about a table."""

    words: dict = field(default_factory=dict)
    optional_words: dict = field(default_factory=dict)
    numbers: list = field(default_factory=list)
    texts: list = field(default_factory=list)
    roles: list = field(default_factory=list)
    measures: list = field(default_factory=list)


class Evidence:
    """Builds sheets (rows of texts) and table specs from one random source."""

    def __init__(self, random):
        self.random = random
        self.sheets, self.specs, self.tables = {}, {}, {}
        self.roster()
        makers = [self.attendance, self.suggestions, self.activities, self.reports]
        makers += [self.ballots, self.marks, self.mutual]
        chosen = random.sample(makers, random.randint(3, len(makers)))
        for maker in makers:
            if maker in chosen:
                maker()

    def chance(self, share):
        return self.random.random() < share

    def day(self):
        if self.chance(0.05):
            return self.random.choice([date(2025, 3, 5), date(2026, 1, 10)])
        return FIRST + timedelta(days=self.random.randrange((LAST - FIRST).days + 1))

    def written(self, day):
        forms = [str(day), f"{day.year}/{day.month}/{day.day}", f"{day.year}年{day.month}月{day.day}日"]
        if day.year == 2025:
            forms.append(f"{day.month}月{day.day}日")
        return self.random.choice(forms)

    def roster(self):
        pick = self.random
        self.mandate, twins = self.chance(0.3), self.chance(0.3)
        names = [one + two for one in SURNAMES for two in GIVEN]
        self.names = pick.sample(names, pick.randint(4, 12))
        people = [(name, "") for name in self.names]
        if twins and not self.mandate:
            people[1] = (people[0][0], "西村")
            people[0] = (people[0][0], "东村")
        rows = []
        for name, village in people:
            levels = ["镇级", "区级"] if self.mandate and self.chance(0.3) else [pick.choice(["镇级", "区级"])]
            for level in levels:
                post = pick.choice(["领导", "群众", "群众"])
                place = village or pick.choice(["东村", "南村"])
                rows.append([f"D{len(rows) + 1:02}", name, level, pick.choice("一二") + "站", place, post, *self.term()])
        self.called = [f"{name}（{village}）" if village else name for name, village in people]
        header = ["证号", "姓名", "层次", "联络站", "村", "身份", "当选日期", "离任日期", "暂停日期", "恢复日期"]
        self.sheets["代表名册"] = [header, *rows]
        texts = {"number": "证号", "name": "姓名", "level": "层次", "station": "联络站", "village": "村"}
        columns = {name: {"header": [text], "type": "text"} for name, text in texts.items()}
        columns["post"] = word("身份", leader="领导", member="群众")
        dates = {"from": "当选日期", "to": "离任日期", "suspended": "暂停日期", "restored": "恢复日期"}
        columns |= {name: {"header": [text], "type": "date", "optional": True} for name, text in dates.items()}
        self.specs["roster"] = {"sheet": ["代表名册"], "columns": columns}

    def term(self):
        start = end = pause = resume = ""
        if self.chance(0.2):
            start = self.random.choice(["2025-08-15", "2025-10-01", "2021-12-01"])
        if self.chance(0.15):
            end = max(start, self.random.choice(["2025-11-30", "2025-12-31", "2025-05-31"]))
        if self.chance(0.15):
            pause = self.random.choice(["2025-09-01", "2025-06-01"])
            resume = self.random.choice(["2025-10-01", ""])
        return start, end, pause, resume

    def put(self, ident, sheet, header, rows, columns, table, more=None):
        self.sheets[sheet] = [header, *rows]
        self.specs[ident] = {"sheet": [sheet]} | (more or {}) | {"columns": columns}
        self.tables[ident] = table

    def attendance(self):
        """Wide: one column a meeting, or long."""
        pick = self.random
        statuses = {"present": "出席", "late": "迟到", "leave": "请假", "uninvited": "未通知", "absent": "缺席"}
        cells = [*statuses.values(), "出席", "出席"]
        if self.chance(0.4):
            cells = ["请假", "未通知", "出席"]
        table = Table(words={"status": list(statuses)}, texts=["meeting"], measures=["share", "count"])
        columns = {"delegate": person("姓名"), "meeting": {"type": "text"}, "date": {"type": "date", "from": "header"}}
        if self.chance(0.6):
            days = sorted({self.day() for _ in range(pick.randint(1, 5))})
            header = ["序号", "姓名", *[f"{day.year}年{day.month}月{day.day}日例会" for day in days], "备注"]
            rows = [
                [str(at), name, *[pick.choice(cells if self.chance(0.95) else [""]) for _ in days], ""]
                for at, name in enumerate(self.called, 1)
                if self.chance(0.9)
            ]
            columns["status"] = {"type": "word", "words": {key: [text] for key, text in statuses.items()}}
            if self.chance(0.3):
                columns["status"]["blank"] = pick.choice([*NOTHINGS, "ignore"])
            elif self.chance(0.2):
                columns["status"]["default"] = "absent"
            self.put("meetings", "会议出勤", header, rows, columns, table, {"across": "meeting", "cell": "status"})
            return
        columns["meeting"] = {"header": ["会议"], "type": "text"}
        columns["date"] = {"header": ["日期"], "type": "date"}
        columns["status"] = word("出勤情况", **statuses)
        rows = []
        for at in range(pick.randint(1, 5)):
            day = self.day()
            rows += [[name, f"会议{at}", self.written(day), pick.choice(cells)] for name in self.called]
        self.put("meetings", "会议出勤", ["姓名", "会议", "日期", "出勤情况"], rows, columns, table)

    def suggestions(self):
        pick = self.random
        rows = []
        for at in range(pick.randint(2, 14)):
            people = pick.sample(self.called + OUTSIDERS, pick.randint(1, min(5, len(self.called))))
            lead = people[:1] if self.chance(0.9) or len(people) == 1 else []
            joint = people[len(lead) :]
            text = pick.choice(["、", "，", "；"]).join(joint)
            if joint and self.chance(0.15):
                text += f"等{len(joint) + pick.randint(0, 3)}人"
            number = f"J{pick.randint(1, at + 1):03}"
            state, kind = pick.choice(["立案", "未立案"]), pick.choice(["经济", "民生", "环保"])
            level = pick.choice(["镇级", "区级"])
            row = [number, self.written(self.day()), "".join(lead), text, state, kind, level, pick.choice(["是", ""])]
            rows.append([*row, str(pick.randint(0, 6)), pick.choice(["已核", "已核", "已核", "自报"])])
        header = "编号 提出日期 领衔代表 联名代表 立案 类别 层次 重点 采纳条数 核实".split()
        columns = {
            "number": {"header": ["编号"], "type": "text"},
            "date": {"header": ["提出日期"], "type": "date"},
            "lead": {"header": ["领衔代表"], "type": "name", "role": "lead", "optional": True},
            "joint": {"header": ["联名代表"], "type": "names", "role": "joint", "optional": True},
            "state": word("立案", filed="立案", pending="未立案"),
            "kind": word("类别", economy="经济", welfare="民生", nature="环保"),
            "level": {"header": ["层次"], "type": "text"},
            "key": word("重点", yes="是") | {"optional": True},
            "adopted": {"header": ["采纳条数"], "type": "number"},
            "verified": word("核实", yes="已核", claimed="自报"),
        }
        table = Table(
            words={"state": ["filed", "pending"], "kind": ["economy", "welfare", "nature"]},
            optional_words={"key": ["yes"]},
            numbers=["adopted"],
            texts=["number"],
            roles=["lead", "joint"],
            measures=["count", "count", "sum", "distinct"],
        )
        more = {"where": {"verified": "yes"}} if self.chance(0.5) else {}
        self.put("suggestions", "建议台账", header, rows, columns, table, more)

    def activities(self):
        pick = self.random
        rows = []
        for _ in range(pick.randint(2, 10)):
            people = pick.sample(self.called, pick.randint(1, min(6, len(self.called))))
            kind = pick.choice(["视察", "调研", "学习"])
            hours = pick.choice(["0.5", "1", "1.5", "2", "30"])
            rows.append([self.written(self.day()), kind, pick.choice(["水利", "教育", "养老"]), "、".join(people), hours])
        columns = {
            "date": {"header": ["日期"], "type": "date"},
            "kind": word("类型", inspect="视察", study="调研", learn="学习"),
            "topic": {"header": ["主题"], "type": "text"},
            "people": {"header": ["参加代表"], "type": "names"},
            "days": {"header": ["天数"], "type": "number", "between": [0, 10], "outside": "set-aside"},
        }
        measures = ["count", "sum", "distinct", "share-kind"]
        table = Table({"kind": ["inspect", "study", "learn"]}, {}, ["days"], ["topic"], [], measures)
        self.put("activities", "活动登记", ["日期", "类型", "主题", "参加代表", "天数"], rows, columns, table)

    def reports(self):
        pick = self.random
        rows = []
        for at in range(pick.randint(1, 6)):
            people = pick.sample(self.called, pick.randint(1, min(4, len(self.called))))
            others = people[1:] + (people[:1] if self.chance(0.2) else [])
            rows.append([f"报告{at}", people[0], "、".join(others), pick.choice(["国家", "省", "市"])])
        columns = {
            "title": {"header": ["题目"], "type": "text"},
            "drafter": {"header": ["执笔人"], "type": "name", "role": "drafter"},
            "author": {"header": ["参与人"], "type": "names", "role": "joint", "optional": True},
            "rank": word("级别", national="国家", province="省", city="市"),
        }
        words = {"rank": ["national", "province", "city"]}
        table = Table(words, texts=["title"], roles=["drafter", "joint"], measures=["count", "distinct"])
        self.put("reports", "调研报告", ["题目", "执笔人", "参与人", "级别"], rows, columns, table)

    def ballots(self):
        """Votes one by one, counted, or both."""
        pick = self.random
        choices = {"good": "满意", "fair": "基本满意", "poor": "不满意", "unknown": "不了解"}
        table = Table({"choice": list(choices)}, measures=["rating", "share-choice"])
        columns = {"delegate": person("姓名"), "choice": word("评价", **choices)}
        if self.chance(0.6):
            names = [name for name in self.called if self.chance(0.9)]
            rows = [[name, pick.choice(list(choices.values()))] for name in names for _ in range(pick.randint(1, 6))]
            self.put("votes", "评议票", ["姓名", "评价"], rows, columns, table)
        if "votes" in self.tables and self.chance(0.5):
            return
        rows = [[name, *[str(pick.randint(0, 9)) for _ in choices]] for name in self.called if self.chance(0.9)]
        words = {"type": "word", "words": {key: [text] for key, text in choices.items()}}
        columns = {"delegate": person("姓名"), "choice": words, "count": {"type": "count"}}
        header = ["姓名", *choices.values()]
        self.put("tallies", "评议汇总", header, rows, columns, table, {"across": "choice", "cell": "count"})

    def marks(self):
        """One row a subject: a number that may be nothing, beside another."""
        pick = self.random
        columns = {
            "delegate": person("姓名"),
            "turnout": {"header": ["参会率"], "type": "number", "blank": pick.choice(NOTHINGS)},
            "mark": {"header": ["考核分"], "type": "number", "between": [0, 10], "blank": pick.choice(NOTHINGS)},
        }
        if self.chance(0.5):
            columns["mark"]["only-with"] = "turnout"
        shares = ["85%", "0.9", "1", "0.5", "60%", ""]
        scores = ["0", "5", "7.5", "9.25", "10", ""]
        rows = [[name, pick.choice(shares), pick.choice(scores)] for name in self.called if self.chance(0.9)]
        table = Table(numbers=["mark", "turnout"], measures=["value"])
        self.put("marks", "考核分", ["姓名", "参会率", "考核分"], rows, columns, table)

    def mutual(self):
        pick = self.random
        pairs = [(rater, rated) for rater in self.called for rated in self.called if self.chance(0.6)]
        rows = [[rater, rated, str(pick.randint(60, 100))] for rater, rated in pairs]
        columns = {
            "rater": person("评议人"),
            "delegate": person("被评代表"),
            "score": {"header": ["评分"], "type": "number", "between": [0, 100]},
        }
        table = Table(numbers=["score"], measures=["mean"])
        more = {"self": pick.choice(["exclude", "include"])}
        self.put("mutual", "代表互评", ["评议人", "被评代表", "评分"], rows, columns, table, more)


def person(header):
    return {"header": [header], "type": "name"}


def word(header, **words):
    return {"header": [header], "type": "word", "words": {key: [text] for key, text in words.items()}}
