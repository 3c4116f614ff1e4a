"""Invented facts of a period, as the rows that an office keeps, and the same as evidence tables of an engine.

A table is a pair: the rows of its sheet (texts under headers), and the rows of evidence (typed values, one for each person named).
"""

import datetime
import random

FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸"


def people(dice, count):
    names = [family + given for family in FAMILY for given in GIVEN]
    return dice.sample(names, count)


def day(dice, year=2025):
    return datetime.date(year, 1, 1) + datetime.timedelta(days=dice.randrange(365))


def maybe(dice, share, value):
    return value if dice.random() < share else None


def written(value):
    """As a sheet of text has it."""
    return "" if value is None else str(value)


class Table:
    def __init__(self, sheet, headers, evidence):
        self.sheet, self.headers, self.columns = sheet, headers, evidence
        self.rows, self.evidence = [], []

    def add(self, row, *evidence):
        self.rows.append([written(value) for value in row])
        self.evidence.extend(evidence)


def terms(dice):
    first = maybe(dice, 0.3, day(dice))
    last = maybe(dice, 0.3, day(dice))
    if first and last and last < first:
        first, last = last, first
    return first, last


def attendance(dice, size):
    roster = Table("名册", ["编号", "姓名", "镇", "层级", "年龄", "任职日期", "离任日期", "暂停日期", "恢复日期"],
                   {"编号": "text", "层级": "text", "年龄": "whole", "任职日期": "date", "离任日期": "date", "暂停日期": "date", "恢复日期": "date"})
    meetings = Table("出勤", ["姓名", "代表编号", "日期", "会议", "出席情况", "审核", "半天数"],
                     {"代表编号": "text", "日期": "date", "会议": "text", "出席情况": "text", "审核": "text", "半天数": "decimal", "row": "whole"})
    training = Table("培训", ["姓名", "代表编号", "日期", "课程", "完成学时", "计划学时", "次数"],
                     {"代表编号": "text", "日期": "date", "课程": "text", "完成学时": "text", "计划学时": "decimal", "次数": "whole", "row": "whole"})
    known = []
    for number, name in enumerate(people(dice, size)):
        first, last = terms(dice)
        pause = maybe(dice, 0.2, day(dice))
        back = pause and maybe(dice, 0.7, pause + datetime.timedelta(days=dice.randrange(1, 200)))
        if dice.random() < 0.05:
            last = datetime.date(2024, 12, 31)  # not in office in the period
            first = pause = back = None
        key = f"D{number:03}"
        known.append((key, name))
        row = [key, name, dice.choice(["东镇", "西镇", "南镇"]), dice.choice(["镇级", "县级"]), dice.randrange(20, 80), first, last, pause, back]
        roster.add(row, [key, row[3], row[4], first, last, pause, back])
    days = [day(dice) for _ in range(40)] + [datetime.date(2024, 12, 31), datetime.date(2026, 1, 1)]
    for _ in range(size * 25):
        key, name = dice.choice(known)
        row = [dice.choice(days), dice.choice(["人代会", "小组活动", "a类", "Ａ类", "视察"]),
               dice.choice(["出席", "出席", "√", "迟到", "请假", "事假", "缺席", "未通知", None, "出 席"]),
               dice.choice(["已审核", "已审核", "已审核", "未审核", None]),
               maybe(dice, 0.6, dice.choice(["1", "2", "0.5", "2.25", "7", "0.333333", "0.333334"]))]
        meetings.add([name, key, *row], [key, *row, len(meetings.rows)])
    for _ in range(size * 8):
        key, name = dice.choice(known)
        row = [maybe(dice, 0.7, day(dice)), maybe(dice, 0.9, dice.choice(["预算", "预 算", "法律（一）", "法律(一)", "调研", "Ａ课"])),
               maybe(dice, 0.8, dice.choice(["8", "12.5", "0", "300", "0.000001", "16"])),
               maybe(dice, 0.8, dice.choice(["8", "16", "0"])), maybe(dice, 0.9, dice.choice([1, 2, 5, 0]))]
        training.add([name, key, *row], [key, *row, len(training.rows)])
    return {"roster": roster, "attendance": meetings, "training": training}


def signed(dice, size):
    roster = Table("名册", ["镇", "席位", "姓名", "任职日期", "离任日期"], {"镇": "text", "席位": "whole", "任职日期": "date", "离任日期": "date"})
    suggestions = Table("建议", ["建议号", "提出日期", "领衔", "联名", "执笔", "级别", "立案", "主题"],
                        {"subject": "text", "role": "text", "signers": "whole", "position": "whole", "row": "whole",
                         "建议号": "text", "提出日期": "date", "级别": "text", "立案": "text", "主题": "text"})
    excellent = Table("优秀建议", ["来源建议号", "等级"], {"来源建议号": "text", "等级": "text"})
    proposals = Table("议案", ["原建议号", "日期", "姓名"], {"subject": "text", "role": "text", "signers": "whole", "row": "whole", "原建议号": "text", "日期": "date"})
    known = []
    for number, name in enumerate(people(dice, size)):
        town = dice.choice(["东镇", "西镇"])
        known.append((f"{town}/{number}", name))
        first, last = terms(dice)
        roster.add([town, number, name, first, last], [town, number, first, last])
    outside = ["外来客", "路过者"]  # nobody of the roster, and nobody of a name near one

    def party(lead, joint, drafters):
        """Each person named, with the part played, how many sign, and the place among them."""
        signing = list(dict.fromkeys(([lead] if lead else []) + joint))
        keys = {name: key for key, name in known}
        for name, role in [(lead, "lead")] * bool(lead) + [(name, "joint") for name in joint] + [(name, "drafter") for name in drafters]:
            if name in keys:
                place = signing.index(name) + 1 if role != "drafter" and len(signing) > 1 else 1
                yield keys[name], role, max(len(signing), 1), place

    for number in range(size * 6):
        names = [name for _, name in dice.sample(known, 6)]
        lead = maybe(dice, 0.9, dice.choice(names + outside))
        joint = dice.sample(names + outside, dice.choice([0, 0, 1, 2, 3, 5]))
        drafters = dice.sample(names, 1) if dice.random() < 0.3 else []
        if dice.random() < 0.1 and lead:
            joint.append(lead)  # one person twice in a row
        label = maybe(dice, 0.9, f"第{number // 2}号")
        row = [label, dice.choice([day(dice), datetime.date(2024, 5, 1)] if dice.random() < 0.2 else [day(dice)]),
               dice.choice(["镇", "县", "区", "市"]), dice.choice(["立案", "已立案", "未立案"]), dice.choice(["修路", "供水", "教育", "养老", "环保"])]
        at = len(suggestions.rows)
        found = [[key, role, signers, place, at, *row] for key, role, signers, place in party(lead, joint, drafters)]
        sheet = row[:2] + [lead, "、".join(joint), "、".join(drafters)] + row[2:]
        suggestions.add(sheet, *(found or [[None, None, 1, 1, at, *row]]))
        if dice.random() < 0.2 and label:
            excellent.add([label, rank := dice.choice(["一等", "二等"])], [label, rank])
        if dice.random() < 0.2:
            named, at, when = dice.sample(names, 2), len(proposals.rows), day(dice)
            keys = {name: key for key, name in known}
            proposals.add([label, when, "、".join(named)], *([keys[name], "lead", 2, at, label, when] for name in named))
    return {"roster": roster, "suggestions": suggestions, "excellent": excellent, "proposals": proposals}


def ballots(dice, size):
    roster = Table("名册", ["编号", "姓名", "镇"], {"编号": "whole", "姓名": "text"})
    votes = Table("选民票", ["姓名", "编号", "对象", "评价", "票数"], {"编号": "whole", "对象": "text", "评价": "text", "票数": "whole"})
    marks = Table("互评分", ["被评人", "编号", "评分人", "得分", "方式"],
                  {"编号": "whole", "评分人": "text", "得分": "decimal", "方式": "text"})
    first = Table("初评", ["姓名", "编号", "分数"], {"编号": "whole", "分数": "decimal"})
    final = Table("终评", ["姓名", "编号", "分数"], {"编号": "whole", "分数": "decimal"})
    known = []
    for number, name in enumerate(people(dice, size)):
        known.append((100 + number, name))
        roster.add([100 + number, name, dice.choice(["东镇", "西镇"])], [100 + number, name])
    for key, name in known:
        for _ in range(dice.randrange(8)):
            row = [dice.choice(["选民", "代表互评", "干部"]), dice.choice(["满意", "满意", "基本满意", "不满意", "弃权", None]), dice.choice([0, 1, 1, 2, 9])]
            votes.add([name, key, *row], [key, *row])
        for rater_key, rater in dice.sample(known, min(9, len(known))) + [(key, name)] * dice.randrange(2):
            row = [maybe(dice, 0.9, dice.choice([rater, f"{rater[0]} {rater[1:]}"])), maybe(dice, 0.9, dice.choice(["88.5", "60", "91", "73.25", "101"])), dice.choice(["纸质", "电话", None])]
            marks.add([name, key, *row], [key, *row])
        if dice.random() < 0.8:
            score = maybe(dice, 0.8, dice.choice(["80", "77.5"]))
            first.add([name, key, score], [key, score])
        if dice.random() < 0.6:
            score = maybe(dice, 0.8, dice.choice(["90", "66.6"]))
            final.add([name, key, score], [key, score])
    return {"roster": roster, "votes": votes, "marks": marks, "first": first, "final": final}
