"""The stations of a half-year, counted from the office's own workbooks, against what the program made of them.

    python3 registers_agree.py RUBRIC.toml FOLDER RESULTS

FOLDER is a half-year as an office hands it in, RESULTS what `duly score --rubric stations` wrote of it. Compared are every count of
the sheet 联络站对比, the outcomes of reception days, the states of cases, tasks, suggestions and messages (by station and by who is
responsible), words counted apart, the figures, and results.json as the oracle scores the same registers. Exit 1 on any difference.
"""

import json
import sys
import tempfile
from collections import Counter
from fractions import Fraction
from pathlib import Path

import openpyxl

import station_counts as counting
from compare import differences
from exact import Fault, fold
from oracle import score
from registers import register, write_csv
from spans import Period

# Sheet, headers by which its header row is known, columns filled down.
REGISTERS = {
    "联络站台账": (["站名", "启用日期"], []),
    "六有核查": (["核查项目", "核查结果"], ["联络站"]),
    "接待登记": (["接待日期", "接待人次"], ["联络站", "接待日期", "接待代表"]),
    "放假安排": (["日期", "安排"], []),
    "群众反映事项": (["编号", "登记日期"], []),
    "任务清单": (["编号", "任务"], []),
    "线上留言": (["编号", "留言时间"], []),
    "建议台账": (["编号", "建议标题"], []),
    "代表名册": (["所属联络站", "代表证号"], ["所属联络站"]),
    "培训签到": (["代表证编号", "签到"], ["期次", "日期", "学时", "联络站"]),
    "为民实事": (["实事", "数据来源"], []),
    "联络站满意度": (["联络站", "满意"], []),
}
STATES = "件数 办结 在办 按期办结 逾期办结 逾期未办结 未到期".split()
OUTCOMES = "应开 按日开展 顺延开展 改日开展 未开展".split()


def printed(book, sheet, first):
    """Tables of a sheet that begin with a cell `first`: dictionaries from the cells below it, folded, to what stands beside, by header."""
    found, heads = {}, None
    sheet = f"{sheet}按{first}" if f"{sheet}按{first}" in book.sheetnames else sheet
    for row in book[sheet].iter_rows(values_only=True):
        if row[0] == first:
            heads = row
        elif row[0] is None and not any(heads and isinstance(cell, str) for cell in row):
            heads = None
        elif heads and row[0] is not None:
            cells = {head: cell for head, cell in zip(heads, row, strict=True) if head}
            found.setdefault(fold(row[0]), {}).update({head: cell for head, cell in cells.items() if head != first})
    return found


def told(value):
    """A counted value as the sheets print it."""
    if isinstance(value, tuple):
        return f"{value[0]}/{value[1]}" if value[1] else "—"
    return "—" if value is None else value


def against(where, counted, cells):
    for head, value in counted.items():
        if cells.get(head) != told(value):
            yield f"{where}: {head}: {told(value)} / {cells.get(head)}"


def of_states(book, sheet, first, groups):
    """States of a follow, for each group of rows."""
    cells = printed(book, sheet, first)
    for name, states in groups.items():
        yield from against(f"{sheet} {name}", {head: states[head] for head in STATES}, cells.get(fold(name), {}))
    whole = sum(groups.values(), Counter())
    yield from against(f"{sheet} 合计", {head: whole[head] for head in STATES}, cells.get("合计", {}))


def of_words(book, sheet, head, told):
    """Words of a column, counted apart; a blank is （未填）."""
    words = Counter(word or "（未填）" for word in told)
    cells = printed(book, sheet, head)
    for word, number in words.items():
        yield from against(f"{sheet} {head} {word}", {"件数": number}, cells.get(fold(word), {}))
    yield from against(f"{sheet} {head}", {"件数": len(told)}, cells.get("合计", {}))


def grouped(half, rows, head, dated, of):
    """States of the rows with each value of a column."""
    values = sorted({row[head] for row in rows if row[head]})
    return {value: of(half, [row for row in rows if row[head] == value and half.has(row[dated])]) for value in values}


def of_workbook(half, book):
    for station, counted in counting.counters(half):
        yield from against(station, counted, printed(book, "联络站对比", "联络站").get(station, {}))
    receptions = half.rows("接待登记", "联络站", "接待日期", down=["联络站", "接待日期"])
    days = printed(book, "接待日", "联络站")
    for station in half.opened:
        outcomes = counting.reception_days(half, station, receptions)
        yield from against(f"接待日 {station}", {head: outcomes[head] for head in OUTCOMES}, days.get(station, {}))
    for sheet, name, wanted, dated, by, of in [
        ("案件", None, None, "登记日期", "承办单位", counting.of_cases),
        ("任务", "任务清单", ["编号", "任务"], "开始日期", "责任人", counting.of_tasks),
        ("留言", "线上留言", ["编号", "留言时间"], "留言时间", None, counting.of_messages),
    ]:
        rows = half.cases if name is None else half.rows(name, *wanted)
        rows = [row for station in half.opened for row in half.of(rows, station, dated)]
        yield from of_states(book, sheet, "联络站", {name: of(half, half.of(rows, name, dated)) for name in half.opened})
        if by:
            yield from of_states(book, sheet, by, grouped(half, rows, by, dated, of))
        if sheet == "案件":
            yield from of_words(book, sheet, "处理方式", [row["处理方式"] for row in rows])
        for head, closed in {"案件": [("群众满意度", "办结日期")], "留言": [("网友评价", "首次回复时间")]}.get(sheet, []):
            yield from of_words(book, sheet, head, counting.on_the_last_day(half, rows, head, closed))
    filed = [row for row in half.rows("建议台账", "编号", "建议标题") if row["立案情况"] == "立案" and half.has(row["提出日期"])]
    yield from of_states(book, "建议办理", "主办单位", grouped(half, filed, "主办单位", "提出日期", counting.of_suggestions))
    for head in ("办理结果", "代表满意度"):
        yield from of_words(book, "建议办理", head, counting.on_the_last_day(half, filed, head, "答复日期"))


def of_results(half, rubric, results):
    """results.json as the oracle scores the registers, and its figures as counted."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch) / results["period"]["id"]
        place.mkdir()
        for sheet, (wanted, down) in REGISTERS.items():
            rows = register(half.folder, sheet, wanted, down)
            if rows:
                write_csv(rows, place / f"{sheet}.csv", half.last.year)
        try:
            yield from differences(score(rubric, [place], results["period"]["id"]), results)
        except Fault as fault:
            yield f"the registers cannot be scored in the period of the results: {fault}"
    given = {one["id"]: Fraction(one["value"]) for one in results["figures"]}
    for name, value in counting.figures(half).items():
        if given.get(name) != value:
            yield f"figure {name}: {value} / {given.get(name)}"


def main():
    rubric, folder, place = map(Path, sys.argv[1:4])
    results = json.loads((place / "results.json").read_text(encoding="utf-8"))
    period = Period(results["period"]["id"])
    half = counting.Half(folder, period.first, period.last)
    book = openpyxl.load_workbook(place / "stations.xlsx", data_only=True)
    found = [*of_workbook(half, book), *of_results(half, rubric.read_text(encoding="utf-8"), results)]
    print("\n".join(found) or f"same: {len(half.opened)} stations")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
