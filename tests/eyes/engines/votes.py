"""Votes with their turnout: counts that stand across in a sheet, ballots one by one with the turnout on a sheet beside them, and long rows
that tell both."""

import datetime

from facts import Table, day, maybe, people, terms

CHOICES = ["满意", "基本满意", "不满意", "弃权", "废票"]


def polls(dice):
    """Due, present, issued, returned, valid: none above the one before."""
    due = dice.randrange(40, 90)
    present = dice.randrange(due // 3, due + 1)
    issued = dice.randrange(present // 2, present + 1)
    returned = dice.randrange(issued // 2, issued + 1)
    return [due, present, issued, returned, dice.randrange(returned // 2, returned + 1)]


def parted(dice, total, ways):
    """So many ballots, in so many ways."""
    marks = sorted(dice.randrange(total + 1) for _ in range(ways - 1))
    return [high - low for low, high in zip([0, *marks], [*marks, total])]


def counted(dice, known):
    """A row of the sheet is five of the engine's, each with the numbers."""
    heads = ["应到", "实到", "发出票", "收回票", "有效票"]
    table = Table("计票表", ["述职代表", "编号", "日期", "审核", *heads, *CHOICES],
                  {"编号": "whole", "日期": "date", "审核": "text", **dict.fromkeys(heads, "whole"), "choice": "text", "n": "whole", "row": "whole"})
    for key, name in known:
        for _ in range(dice.randrange(4)):
            row = polls(dice)
            cells = [*parted(dice, row[4], 4), row[3] - row[4]]
            cells = [None if cell == 0 else cell for cell in cells]
            row[0] = maybe(dice, 0.9, row[0])
            row[1] = maybe(dice, 0.9, row[1])
            head = [dice.choice([day(dice), datetime.date(2024, 12, 31)] if dice.random() < 0.2 else [day(dice)]), dice.choice(["已审核", "已审核", "未审核"])]
            at = len(table.rows)
            table.add([name, key, *head, *row, *cells], *([key, *head, *row, choice, n, at] for choice, n in zip(CHOICES, cells)))
    return table


def apart(dice, known):
    """Ballots one by one, and what another sheet tells of them."""
    ballots = Table("测评票", ["姓名", "编号", "评分"], {"编号": "whole", "评分": "decimal"})
    hall = Table("到会情况", ["述职代表", "编号", "应到", "实到", "发出票", "有效票"], {"编号": "whole", "应到": "whole", "实到": "whole", "发出票": "whole", "有效票": "whole"})
    for key, name in known:
        for _ in range(dice.choice([0, 1, 1, 2])):
            due, present, issued, _, valid = polls(dice)
            hall.add([name, key, due, present, issued, valid], [key, due, present, issued, valid])
            for _ in range(valid):
                mark = dice.choice(["90", "85.5", "60", "72.25"])
                ballots.add([name, key, mark], [key, mark])
            if dice.random() < 0.3:
                ballots.add([name, key, None], [key, None])
    return ballots, hall


def long(dice, known):
    """A row for each choice; the turnout stands in one of a vote's rows, and in some beside a blank choice."""
    table = Table("长表", ["姓名", "编号", "日期", "方式", "评价", "票数", "应到", "实到"],
                  {"编号": "whole", "日期": "date", "方式": "text", "评价": "text", "票数": "whole", "应到": "whole", "实到": "whole"})
    for key, name in known:
        for _ in range(dice.randrange(3)):
            due, present, *_ = polls(dice)
            when, form = day(dice), dice.choice(["会议", "入户"])
            told = dice.randrange(3)
            for number, choice in enumerate(["满意", "不满意", None]):
                row = [when, form, choice, dice.randrange(30), *([maybe(dice, 0.9, due), present] if number == told else [None, None])]
                table.add([name, key, *row], [key, *row])
    return table


def turnout(dice, size):
    roster = Table("名册", ["编号", "姓名", "镇", "任职日期", "离任日期"], {"编号": "whole", "姓名": "text", "任职日期": "date", "离任日期": "date"})
    known = []
    for number, name in enumerate(people(dice, size)):
        first, last = terms(dice)
        known.append((100 + number, name))
        roster.add([100 + number, name, dice.choice(["东镇", "西镇"]), first, last], [100 + number, name, first, last])
    ballots, hall = apart(dice, known)
    return {"roster": roster, "counted": counted(dice, known), "ballots": ballots, "hall": hall, "long": long(dice, known)}
