"""Dirt of tables: counts under merged headers, several tables on a sheet, one table on several, formulas."""

import facts
from expect import Either, Problem, Same, variant
from sheets import Book, Formula, Sheet

LAYOUT = "domain 3.2 Layout"
FINDING = "issue 5.2"


def counts(upper, options):
    rows = []
    for place, name in enumerate(facts.NAMES):
        ballots = facts.ballots_of(place)
        rows.append([place + 1, name, VOTERS, *(ballots[option] for option in (facts.GOOD, facts.FAIR, facts.POOR, facts.ABSTAIN))])
    return Sheet("计票表", ["序号", "述职代表", "收回票", *options], rows, upper=upper)


VOTERS = facts.VOTERS
RANGES = ["满意(80-100)分", "基本满意(60-79分)", "不满意(59分以下)", "弃权"]


@variant("counts-two-row-header", "domain 3.1 R17's survey header: 测评情况 over 满意(80-100)分 / 基本满意(60-79分) / 不满意(59分以下)")
def _(folder):
    sheet = counts([["序号", "述职代表", "收回票", "测评情况", None, None, None]], RANGES)
    sheet.header[:3] = [None, None, None]
    sheet.merges += ["A1:A2", "B1:B2", "C1:C2", "D1:G1"]
    folder.replace("测评票", sheet)
    return Same(counted=("ballots", "counts"))


@variant("counts-three-row-header", f"{FINDING}: three-row merged headers over the same columns")
def _(folder):
    upper = [["序号", "述职代表", "测评", None, None, None, None], [None, None, "收回票", "测评情况", None, None, None]]
    sheet = counts(upper, RANGES)
    sheet.header[:3] = [None, None, None]
    sheet.merges += ["A1:A3", "B1:B3", "C1:G1", "C2:C3", "D2:G2"]
    folder.replace("测评票", sheet)
    return Same(counted=("ballots", "counts"))


@variant("one-row-counts", "docs/rubric.md across: a count a column, one header row, with 合计 at the right")
def _(folder):
    sheet = counts([], ["满意", "基本满意", "不满意", "弃权"])
    sheet.insert(7, "合计", VOTERS)
    folder.replace("测评票", sheet)
    return Same(counted=("ballots", "counts"))


@variant("tables-above-one-another", f"{LAYOUT}: several tables on one sheet, one above the other")
def _(folder):
    upper, lower = folder["建议台账"], folder.take("活动台账")
    upper.above = [["一、建议台账"]]
    upper.below = [[None], ["二、活动台账"], lower.header, *lower.facts]
    upper.name = "建议台账和活动台账"
    return Same()


@variant("tables-side-by-side", f"{FINDING}: several tables on a sheet, side by side with a blank column between")
def _(folder):
    left, right = folder["接待登记"], folder.take("测评票")
    left.header += [None, *right.header]
    height = max(len(left.facts), len(right.facts))
    width = len(left.facts[0])
    left.facts = [
        (left.facts[row] if row < len(left.facts) else [None] * width) + [None] + right.facts[row] for row in range(height)
    ]
    left.name = "接待登记及测评票"
    return Same()


@variant("sheet-per-station", f"{LAYOUT}: one sheet per village")
def _(folder):
    whole = folder["会议出勤"]
    parts = [
        Sheet(f"会议出勤（{station}）", list(whole.header), whole.facts[start : start + 4])
        for station, start in (("东山", 0), ("石桥", 4), ("河口", 8))
    ]
    folder.replace("会议出勤", *parts)
    return Same()


@variant("sheet-per-month", f"{LAYOUT}: one sheet per month")
def _(folder):
    whole = folder["接待登记"]
    months = sorted({row[2].month for row in whole.facts})
    parts = [Sheet(f"接待登记{month}月", list(whole.header), [row for row in whole.facts if row[2].month == month]) for month in months]
    folder.replace("接待登记", *parts)
    return Same()


@variant("formulas-with-results", f"{LAYOUT}: formulas with cached values")
def _(folder):
    sheet = folder["接待登记"]
    sheet.put(1, "接待人次", Formula("=10+2", 12))
    sheet.put(3, "接待代表", Formula('="王伟"&"、"&"李红"', "王伟、李红"))
    sheet.below = [["合计", None, None, None, None, Formula("=SUM(F2:F13)", 78), None]]
    folder["会议出勤"].put(0, facts_header(0), Formula('=IF(1=1,"出席","缺席")', "出席"))
    return Same()


def facts_header(place):
    day, name = facts.MEETINGS[place]
    return f"{day.year}年{day.month}月{day.day}日{name}"


@variant("formulas-saved-by-office", f"{LAYOUT}: formulas with cached values, as LibreOffice saves them")
def _(folder):
    folder["接待登记"].put(1, "接待人次", Formula("=10+2", None))
    folder["接待登记"].below = [["合计", None, None, None, None, Formula("=SUM(F2:F13)", None), None]]
    folder.main.form = "xlsx-by-office"
    return Same()


@variant("formula-without-result", "design 6: never forgiven: a formula without a value")
def _(folder):
    cell = folder["接待登记"].put(1, "接待人次", Formula("=10+2", None))
    return Problem(("cell/formula-without-value",), "接待登记", (cell,))


@variant("formula-without-result-in-a-status", "design 6: never forgiven: a formula without a value, in a cell of a wide table")
def _(folder):
    cell = folder["会议出勤"].put(5, facts_header(1), Formula('=IF(A1="",1,"出席")', None))
    return Problem(("cell/formula-without-value",), "会议出勤", (cell,))


@variant("unit-row-under-header", "silent: a second header row with units only, （人次）")
def _(folder):
    sheet = folder["接待登记"]
    sheet.facts.insert(0, [None, None, "（年月日）", None, None, "（人次）", None])
    return Either()


@variant("two-books-of-one-table", f"{FINDING}: a table in two files, half in each")
def _(folder):
    whole = folder.take("建议台账")
    for part, rows in (("1", whole.facts[:5]), ("2", whole.facts[5:])):
        folder.books.append(Book(f"建议{part}.xlsx", [Sheet("建议台账", list(whole.header), rows)]))
    return Same()
