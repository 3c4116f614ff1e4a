"""What liaison stations did, counted from the registers of a half-year as docs/stations.md says it. Knows no rubric file.

The rules counted by are those that rubrics/stations.toml tells in words: reception days on the 10th and 25th, moved to the next
working day; cases closed within 30 days; messages answered within 7; suggestions answered within three months, hard ones six.
"""

import calendar
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

from registers import day, register

FIXED = (10, 25)
AT_ONCE = ("当场解决", "解释说明")


class Half:
    """A half-year's folder, and its stations in office."""

    def __init__(self, folder, first, last):
        self.folder, self.first, self.last = folder, first, last
        book = register(folder, "联络站台账", ["站名", "启用日期"])
        opened = {row["站名"]: self.day(row["启用日期"]) for row in book if row["站名"]}
        self.opened = {name: one for name, one in opened.items() if one <= last}
        self.numbers = {row["编号"] for row in self.rows("建议台账", "编号", "建议标题") if self.has(row["提出日期"])}
        self.cases = [row for row in self.rows("群众反映事项", "编号", "登记日期") if row["转为建议编号"] not in self.numbers]

    def day(self, cell):
        return day(cell, self.last.year)

    def has(self, cell):
        return self.first <= self.day(cell) <= self.last

    def rows(self, sheet, *wanted, down=()):
        return register(self.folder, sheet, wanted, down)

    def of(self, rows, station, dated):
        """A station's rows dated in the half-year, since it opened."""
        own = [row for row in rows if row["联络站"] == station and self.has(row[dated])]
        return [row for row in own if self.day(row[dated]) >= self.opened[station]]


def month_later(start, months):
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def states(half, rows, opened, closed, due, at_once=()):
    """How many items are closed, open, in time, late, overdue, pending on the last day, as the sheets of follows print them."""
    told = Counter()
    for row in rows:
        end = half.day(row[closed])
        if end is None and row.get("处理方式") in at_once:
            end = half.day(row[opened])
        end = end if end and end <= half.last else None
        limit = due(row)
        told["件数"] += 1
        told["办结" if end else "在办"] += 1
        if limit is None:
            continue
        if end:
            told["按期办结" if end <= limit else "逾期办结"] += 1
        else:
            told["逾期未办结" if half.last > limit else "未到期"] += 1
    return told


def on_the_last_day(half, rows, head, closed):
    """What a column that is filled in with the closing holds on the last day, row by row: nothing where that came later."""
    later = [half.day(row[closed]) for row in rows]
    return [None if end and end > half.last else row[head] for end, row in zip(later, rows)]


def of_cases(half, rows):
    return states(half, rows, "登记日期", "办结日期", lambda row: half.day(row["登记日期"]) + timedelta(30), AT_ONCE)


def of_tasks(half, rows):
    return states(half, rows, "开始日期", "完成日期", lambda row: half.day(row["完成时限"]))


def of_messages(half, rows):
    return states(half, rows, "留言时间", "首次回复时间", lambda row: half.day(row["留言时间"]) + timedelta(7))


def of_suggestions(half, rows):
    def due(row):
        assigned = half.day(row["交办日期"])
        return assigned and month_later(assigned, 6 if row["是否延期办理"] == "是" else 3)

    return states(half, rows, "提出日期", "答复日期", due)


def answered_to(half, cases):
    """Closed cases whose voter has heard of it by the last day."""
    closed = [row for row in cases if of_cases(half, [row])["办结"]]
    return [row for row in closed if row["反馈日期"] and half.day(row["反馈日期"]) <= half.last]


def each(number, people):
    """A mean as the sheets print it."""
    if not people:
        return None
    return number // people if number % people == 0 else number / people


def reception_days(half, station, receptions):
    """Outcomes of the days due."""
    kinds = {half.day(row["日期"]): row["安排"] for row in half.rows("放假安排", "日期", "安排")}

    def works(one):
        return kinds.get(one) == "调休上班" if one in kinds else one.weekday() < 5

    due = []
    for month in range(half.first.month, half.last.month + 1):
        for number in FIXED:
            fixed = moved = date(half.first.year, month, number)
            while not works(moved):
                moved += timedelta(1)
            due.append((moved, fixed))
    due = [(moved, fixed) for moved, fixed in due if half.opened[station] <= moved <= half.last]
    held = sorted({half.day(row["接待日期"]) for row in half.of(receptions, station, "接待日期")})
    free = [one for one in held if one not in dict(due)]
    told = Counter(应开=len(due))
    for moved, fixed in due:
        other = next((one for one in free if (one.year, one.month) == (fixed.year, fixed.month)), None)
        if moved in held:
            told["按日开展" if moved == fixed else "顺延开展"] += 1
        elif other:
            free.remove(other)
            told["改日开展"] += 1
        else:
            told["未开展"] += 1
    return told


def total(rows, head):
    return int(sum(row[head] for row in rows if row[head] is not None))


def counters(half):
    """For each station what the sheet 联络站对比 lists; a rate is a pair."""
    receptions = half.rows("接待登记", "联络站", "接待日期", down=["联络站", "接待日期"])
    delegates = half.rows("代表名册", "所属联络站", "代表证号", down=["所属联络站"])
    sessions = half.rows("培训签到", "代表证编号", "签到", down=["期次", "日期", "联络站"])
    present = [row for row in sessions if row["签到"] in ("√", "到", "已签到")]
    cards = {row["代表证编号"] for row in present if half.has(row["日期"])}
    for station in half.opened:
        days = reception_days(half, station, receptions)
        own = half.of(receptions, station, "接待日期")
        cases = half.of(half.cases, station, "登记日期")
        case = of_cases(half, cases)
        routes = Counter(row["处理方式"] for row in cases)
        task = of_tasks(half, half.of(half.rows("任务清单", "编号", "任务"), station, "开始日期"))
        box = next((row for row in half.rows("联络站满意度", "联络站", "满意") if row["联络站"] == station), None)
        members = {row["代表证号"] for row in delegates if row["所属联络站"] == station and row["层级"] == "镇级"}
        deeds = half.of(half.rows("为民实事", "联络站", "实事"), station, "日期")
        yield station, {
            "镇代表": len(members),
            "接待日应开": days["应开"],
            "接待日实开": days["按日开展"] + days["顺延开展"] + days["改日开展"],
            "接待日未开": days["未开展"],
            "接待人次": total(own, "接待人次"),
            "人均接待人次": each(total(own, "接待人次"), len(members)),
            "收集意见": total(own, "收集意见（条）"),
            "反映事项": case["件数"],
            "当场解决": routes["当场解决"],
            "已解释": routes["解释说明"],
            "转办督办": routes["转交办理"] + routes["跟踪督办"],
            "办结率": (case["办结"], case["件数"]),
            "办结": case["办结"],
            "反馈率": (len(answered_to(half, cases)), case["办结"]),
            "在办": case["在办"],
            "逾期未办结": case["逾期未办结"],
            "满意率": box and (int(box["满意"]), int(box["满意"] + box["基本满意"] + box["不满意"])),
            "任务完成率": (task["办结"], task["件数"]),
            "任务": task["件数"],
            "参加过培训": (len(members & cards), len(members)),
            "参训人次": len(half.of(present, station, "日期")),
            "实事件数": len(deeds),
            "投入资金（元）": total(deeds, "投入资金（元）"),
            "受益人数": total(deeds, "受益人数"),
        }


def figures(half):
    """What the report gives for the whole town, by the figure's id; cases that became suggestions are among them."""
    receptions = half.rows("接待登记", "联络站", "接待日期", down=["联络站", "接待日期"])
    cases = [row for row in half.rows("群众反映事项", "编号", "登记日期") if half.has(row["登记日期"])]
    told = of_cases(half, cases)
    deeds = [row for row in half.rows("为民实事", "联络站", "实事") if half.has(row["日期"])]
    suggestions = [row for row in half.rows("建议台账", "编号", "建议标题") if half.has(row["提出日期"]) and row["立案情况"] == "立案"]
    results, pleased = (on_the_last_day(half, suggestions, head, "答复日期") for head in ("办理结果", "代表满意度"))
    return {
        "visits": total([row for row in receptions if half.has(row["接待日期"])], "接待人次"),
        "cases": len(cases),
        "people": total(cases, "涉及人数"),
        "cases-solved": sum(row["处理方式"] == "当场解决" for row in cases),
        "closed": told["办结"],
        "open": told["在办"],
        "messages": sum(half.has(row["留言时间"]) for row in half.rows("线上留言", "编号", "留言时间")),
        "answered": of_suggestions(half, suggestions)["办结"],
        "settled": results.count("A"),
        "satisfied": pleased.count("满意") + pleased.count("基本满意"),
        "deeds": len(deeds),
        "aided": total(deeds, "受益人数"),
        "money": total(deeds, "投入资金（元）"),
    }


def share(pair):
    return Fraction(*pair) if pair and pair[1] else None
