"""The tables of random cases: what an office keeps, row by row. Knows no criteria."""

from case_ballots import Ballots, person, plain, word

OUTSIDERS = ["外来人士甲", "外来人士乙", "外来人士丙"]
NOTHINGS = ["not-required", "excused", "not-in-office", "not-recorded"]


class Sheets(Ballots):
    """One method a table; `put`, `day` and the people come from case_tables.py."""

    def makers(self):
        return [
            self.attendance,
            self.suggestions,
            self.activities,
            self.reports,
            self.excellent,
            self.ballots,
            self.marks,
            self.mutual,
            self.plans,
            self.stages,
        ]

    def named(self):
        return [name for name in self.called if self.chance(0.9)]

    def attendance(self):
        """Wide: one column a meeting, or long."""
        pick = self.random
        statuses = {"present": "出席", "late": "迟到", "leave": "请假", "uninvited": "未通知", "absent": "缺席"}
        cells = [*statuses.values(), "出席", "出席"]
        if self.chance(0.4):
            cells = ["请假", "未通知", "出席"]
        table = self.table(words={"status": list(statuses)}, texts=["meeting"], measures=["share", "count"])
        columns = {"delegate": person("姓名"), "meeting": {"type": "text"}, "date": {"type": "date", "from": "header"}}
        if self.chance(0.6):
            columns["status"] = {"type": "word", "words": {key: [text] for key, text in statuses.items()}}
            if self.chance(0.3):
                columns["status"]["blank"] = pick.choice([*NOTHINGS, "ignore"])
            elif self.chance(0.2):
                columns["status"]["default"] = "absent"

            def wide(folder):
                days = sorted({self.day(folder) for _ in range(pick.randint(1, 5))})
                header = ["序号", "姓名", *[f"{day.year}年{day.month}月{day.day}日例会" for day in days], "备注"]
                chosen = [pick.choice(cells if self.chance(0.95) else [""]) for _ in self.called for _ in days]
                found = [header]
                for at, name in enumerate(self.named(), 1):
                    found.append([str(at), name, *[chosen.pop() for _ in days], ""])
                return found

            self.put("meetings", "会议出勤", columns, table, wide, {"across": "meeting", "cell": "status"})
            return
        columns["meeting"], columns["date"] = plain("会议"), plain("日期", "date")
        columns["status"] = word("出勤情况", **statuses)

        def long(folder):
            days = [(at, self.day(folder)) for at in range(pick.randint(1, 5))]
            return [[name, f"会议{at}", self.written(day), pick.choice(cells)] for at, day in days for name in self.called]

        self.put("meetings", "会议出勤", columns, table, long, header=["姓名", "会议", "日期", "出勤情况"])

    def suggestions(self):
        pick = self.random

        def rows(folder):
            for at in range(pick.randint(2, 14)):
                people = pick.sample(self.called + OUTSIDERS, pick.randint(1, min(5, len(self.called))))
                lead = people[:1] if self.chance(0.9) or len(people) == 1 else []
                joint = people[len(lead) :]
                text = pick.choice(["、", "，", "；"]).join(joint)
                if joint and self.chance(0.15):
                    text += f"等{len(joint) + pick.randint(0, 3)}人"
                state, kind = pick.choice(["立案", "未立案"]), pick.choice(["经济", "民生", "环保"])
                level = pick.choice(["镇级", "区级"])
                row = [f"J{pick.randint(1, at + 1):03}", self.written(self.day(folder)), "".join(lead), text, state]
                row += [kind, level, pick.choice(["是", ""]), str(pick.randint(0, 6))]
                yield [*row, pick.choice(["已核", "已核", "已核", "自报"])]

        columns = {
            "number": plain("编号"),
            "date": plain("提出日期", "date"),
            "lead": plain("领衔代表", "name", role="lead", optional=True),
            "joint": plain("联名代表", "names", role="joint", optional=True),
            "state": word("立案", filed="立案", pending="未立案"),
            "kind": word("类别", economy="经济", welfare="民生", nature="环保"),
            "level": plain("层次"),
            "key": word("重点", yes="是") | {"optional": True},
            "adopted": plain("采纳条数", "number"),
            "verified": word("核实", yes="已核", claimed="自报"),
        }
        table = self.table(
            words={"state": ["filed", "pending"], "kind": ["economy", "welfare", "nature"]},
            optional_words={"key": ["yes"]},
            numbers=["adopted"],
            texts=["number"],
            roles=["lead", "joint"],
            measures=["count", "count", "sum", "distinct"],
        )
        more = {"where": {"verified": "yes"}} if self.chance(0.5) else {}
        header = "编号 提出日期 领衔代表 联名代表 立案 类别 层次 重点 采纳条数 核实".split()
        self.put("suggestions", "建议台账", columns, table, lambda folder: list(rows(folder)), more, header)

    def activities(self):
        pick = self.random
        days = plain("天数", "number", between=[0, 10], outside="set-aside")
        written = ["0.5", "1", "1.5", "2", "30"]
        if self.chooser.uses("units", 0.4):
            days["units"] = {"天": 2, "半天": 1, "小时": "1/4"}
            written = ["0.5天", "1半天", "1.5天", "3", "1 小时", "3半天", "30天"]
        if self.chooser.uses("whole", 0.4):
            days["whole"] = pick.choice(["up", "down", "half-up"])

        def rows(folder):
            found = []
            for _ in range(pick.randint(2, 10)):
                people = pick.sample(self.called, pick.randint(1, min(6, len(self.called))))
                head = [self.written(self.day(folder)), pick.choice(["视察", "调研", "学习"])]
                found.append([*head, pick.choice(["水利", "教育", "养老"]), "、".join(people), pick.choice(written)])
            return found

        columns = {
            "date": plain("日期", "date"),
            "kind": word("类型", inspect="视察", study="调研", learn="学习"),
            "topic": plain("主题"),
            "people": plain("参加代表", "names"),
            "days": days,
        }
        measures = ["count", "sum", "distinct", "share-kind"]
        table = self.table({"kind": ["inspect", "study", "learn"]}, {}, ["days"], ["topic"], [], measures)
        self.put("activities", "活动登记", columns, table, rows, header=["日期", "类型", "主题", "参加代表", "天数"])

    def reports(self):
        """Reports; some are turned from a suggestion."""
        pick = self.random

        def rows(_):
            found = []
            for at in range(pick.randint(1, 6)):
                people = pick.sample(self.called, pick.randint(1, min(4, len(self.called))))
                others = people[1:] + (people[:1] if self.chance(0.2) else [])
                source = f"J{pick.randint(1, 5):03}" if self.chance(0.6) else ""
                found.append([f"报告{at}", people[0], "、".join(others), pick.choice(["国家", "省", "市"]), source])
            return found

        columns = {
            "title": plain("题目"),
            "drafter": plain("执笔人", "name", role="drafter"),
            "author": plain("参与人", "names", role="joint", optional=True),
            "rank": word("级别", national="国家", province="省", city="市"),
            "source": plain("来源建议", optional=True),
        }
        words = {"rank": ["national", "province", "city"]}
        table = self.table(words, texts=["title"], roles=["drafter", "joint"], measures=["count", "distinct"])
        self.put("reports", "调研报告", columns, table, rows, header=["题目", "执笔人", "参与人", "级别", "来源建议"])

    def excellent(self):
        """A list that names nobody: the suggestions called excellent."""
        if not self.chooser.uses("link", 0.7):
            return
        pick = self.random

        def rows(_):
            numbers = sorted({f"J{pick.randint(1, 6):03}" for _ in range(pick.randint(1, 4))})
            return [[number, pick.choice(["经济", "民生", "环保"])] for number in numbers]

        columns = {"number": plain("编号"), "kind": word("类别", economy="经济", welfare="民生", nature="环保")}
        self.put("excellent", "优秀名单", columns, self.table(), rows, header=["编号", "类别"])

    def marks(self):
        """One row a subject: numbers that may be nothing; one judged within what another allows."""
        pick = self.random
        blanks = [pick.choice(NOTHINGS) for _ in range(4)]
        columns = {
            "delegate": person("姓名"),
            "turnout": plain("参会率", "number", blank=blanks[0]),
            "mark": plain("考核分", "number", between=[0, 10], blank=blanks[1]),
            "step": plain("评定分", "number", blank=blanks[2]),
            "ranged": plain("区间分", "number", blank=blanks[3]),
        }
        if self.chance(0.5):
            columns["mark"]["only-with"] = "turnout"
        allowed = {"85%": (8, 11), "0.9": (12, 15), "1": (12, 15), "0.5": (0, 7), "60%": (0, 7), "": (0, 7)}

        def rows(_):
            found = []
            for name in self.named():
                turnout = pick.choice(list(allowed))
                low, high = allowed[turnout]
                ranged = str(pick.choice([low, high, low + 3, low + 1])) if self.chance(0.9) else ""
                mark, step = pick.choice(["0", "5", "7.5", "9.25", "10", ""]), pick.choice(["10", "8", "7", "4.5", "0", "3", ""])
                found.append([name, turnout, mark, step, ranged])
            return found

        table = self.table(numbers=["mark", "turnout"], measures=["value", "value-step", "value-ranged"])
        self.put("marks", "考核分", columns, table, rows, header=["姓名", "参会率", "考核分", "评定分", "区间分"])

    def mutual(self):
        pick = self.random
        ranks = {"chair": "主席团", "member": "代表"}

        def rows(_):
            pairs = [(rater, rated) for rater in self.called for rated in self.called if self.chance(0.6)]
            return [[rater, rated, str(pick.randint(60, 100)), pick.choice(list(ranks.values()))] for rater, rated in pairs]

        columns = {"rater": person("评议人"), "delegate": person("被评代表")}
        columns |= {"score": plain("评分", "number", between=[0, 100]), "class": word("评议人身份", **ranks)}
        table = self.table({"class": list(ranks)}, numbers=["score"], measures=["mean"])
        more = {"self": pick.choice(["exclude", "include"])}
        self.put("mutual", "代表互评", columns, table, rows, more, ["评议人", "被评代表", "评分", "评议人身份"])

    def plans(self):
        """Tasks planned and done, several rows a subject."""
        if not self.chooser.uses("ratio", 0.7):
            return
        pick = self.random
        blank = pick.choice([*NOTHINGS, "ignore"])

        def rows(folder):
            names = [name for name in self.named() for _ in range(pick.randint(1, 3))]
            days = [self.written(self.day(folder)) for _ in names]
            planned, done = ["0", "2", "4", "12"], ["0", "1", "3", ""]
            return [[name, day, pick.choice(planned), pick.choice(done)] for name, day in zip(names, days)]

        columns = {"delegate": person("姓名"), "date": plain("日期", "date"), "planned": plain("计划数", "number")}
        columns["done"] = plain("完成数", "number", blank=blank)
        table = self.table(numbers=["planned", "done"], measures=["ratio", "ratio", "sum"])
        self.put("plans", "任务清单", columns, table, rows, header=["姓名", "日期", "计划数", "完成数"])

    def stages(self):
        """Self, group, committee: three sheets with one mark each."""
        if not (self.chooser.uses("last", 0.6) or self.chooser.uses("weights", 0.6)):
            return
        pick = self.random
        for ident, sheet in (("selfmark", "自评表"), ("groupmark", "小组评分"), ("committee", "委员会评分")):

            def rows(_):
                return [[name, pick.choice(["60", "75.5", "88", "90", "100", ""])] for name in self.called if self.chance(0.7)]

            columns = {"delegate": person("姓名"), "score": plain("得分", "number", blank="ignore")}
            table = self.table(numbers=["score"], measures=["stages"])
            self.put(ident, sheet, columns, table, rows, header=["姓名", "得分"], spread=0.1)
