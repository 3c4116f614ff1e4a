"""The figures of the year's report, counted again in the sample's workbooks.

    python3 figures.py SAMPLE_DATA report.md BEFORE NOW

Reads the workbooks as a person would, with openpyxl and by their headers; knows nothing of the program. report.md is what
`duly report` wrote of the years BEFORE and NOW. Prints what differs; exit 1 on anything.
"""

import re
import sys
from pathlib import Path

from openpyxl import load_workbook

ANSWERED = set("ABCD")


def rows_of(folder, sheet):
    """Rows below the header as maps from header to value; blanks of merged groups are filled from above."""
    for path in sorted(folder.glob("*.xlsx")):
        book = load_workbook(path, data_only=True)
        if sheet not in book.sheetnames:
            continue
        lines = [list(line) for line in book[sheet].iter_rows(values_only=True)]
        at = next(number for number, line in enumerate(lines) if sum(cell is not None for cell in line) > 4)
        heads = [re.sub(r"\s", "", str(head or "")) for head in lines[at]]
        rows = []
        for line in lines[at + 1 :]:
            row = dict(zip(heads, line))
            if any(str(cell).replace(" ", "").replace("\u3000", "").startswith(("合计", "小计", "总计")) for cell in line if cell):
                continue
            if sum(cell is not None for cell in line) > 2:
                rows.append(row)
        return rows
    return []


def filled(rows, *heads):
    last = {}
    for row in rows:
        for head in heads:
            last[head] = row[head] if row.get(head) is not None else last.get(head)
            row[head] = last[head]
    return rows


def number(cell):
    found = re.search(r"[\d.]+", str(cell or "0"))
    return float(found.group()) if found else 0


def word(cell):
    return re.sub(r"[\s\u3000]", "", str(cell or ""))


def day(cell):
    return cell.date().isoformat() if hasattr(cell, "date") else word(cell)


def counted(folders):
    """Name of the figure to its number, over all half-years."""
    each = lambda sheet: [row for folder in folders for row in rows_of(folder, sheet)]
    receptions = [row for row in each("接待登记") if word(row.get("处理方式"))]
    handled = lambda *words: sum(word(row["处理方式"]) in words for row in receptions)
    filed = [row for row in each("建议台账") if word(row.get("立案情况")) in ("立案", "已立案", "是")]
    numbers = lambda rows: len({word(row["编号"]) for row in rows})
    last = f"{folders[0].name[:4]}-12-31"
    # What was answered after the year is open in it, whatever the register says later.
    answer = lambda row: word(row.get("办理结果"))[:1] if day(row.get("答复日期")) <= last else ""
    activities = [row for row in each("活动台账") if word(row.get("审核状态")) in ("已核", "已核实", "审定")]
    kinds = lambda *kinds: [row for row in activities if word(row["类型"]) in kinds]
    training = [
        row for folder in folders for row in filled(rows_of(folder, "培训签到"), "期次", "日期") if word(row.get("姓名"))
    ]
    stations = [row for row in each("联络站台账") if word(row.get("站名"))]
    cases = [row for row in each("群众反映事项") if word(row.get("联络站"))]
    deeds = [row for row in each("为民实事") if word(row.get("实事"))]
    pleased = lambda row: answer(row) and word(row.get("代表满意度")) in ("满意", "基本满意")
    return {
        "接待群众": sum(number(row["接待人次"]) for row in receptions),
        "收集意见建议": sum(number(row["收集意见（条）"]) for row in receptions),
        "当场解决": handled("当场解决", "已解决"),
        "转交部门": handled("转交部门", "转办"),
        "跟踪督办": handled("跟踪督办"),
        "代表建议立案": numbers(filed),
        "代表建议已答复": numbers(row for row in filed if answer(row) in ANSWERED and answer(row)),
        "代表建议已解决": numbers(row for row in filed if answer(row) == "A"),
        "重点督办建议": numbers(row for row in filed if word(row.get("是否重点督办")) in ("是", "√")),
        "议案列入议程": numbers(row for row in each("议案台账") if word(row.get("处理方式")).startswith("列入")),
        "作出决议决定": sum(word(row.get("类型")) in ("决议", "决定") for row in each("决议决定台账")),
        "代表视察": numbers(kinds("视察", "代表视察")),
        "专题调研": numbers(kinds("调研", "专题调研")),
        "执法检查": numbers(kinds("执法检查")),
        "代表小组活动": numbers(kinds("小组活动")),
        "形成调研报告": numbers(row for row in kinds("调研", "专题调研") if word(row.get("成果"))),
        "举办培训": len({(word(row["期次"]), word(row["日期"])) for row in training}),
        "参加培训": sum(word(row.get("签到")) in ("√", "到", "已签到") for row in training),
        "代表联络站": len({word(row["站名"]) for row in stations}),
        "联络站开展接待日": sum(number(row["接待日实开（次）"]) for row in stations),
        "登记群众反映事项": len(cases),
        "反映事项当场解决": sum(word(row["处理方式"]) == "当场解决" for row in cases),
        "线上留言": numbers(row for row in each("线上留言") if word(row.get("联络站"))),
        "代表对建议办理满意、基本满意": numbers(row for row in filed if pleased(row)),
        "办实事": len(deeds),
        "实事受益": sum(number(row["受益人数"]) for row in deeds),
    }


def told(path):
    """Name of the figure to both years' numbers in the report's table."""
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    # A second table lists the files and sheets; it has two columns.
    return {line[0]: (line[2], line[3]) for line in cells if len(line) > 3}


def main(sample, report, before, now):
    found, wrong = told(report), []
    for place, year in enumerate((before, now)):
        folders = [folder for folder in sorted(Path(sample).iterdir()) if folder.name.startswith(f"{year}-H")]
        for name, value in counted(folders).items():
            said = found.get(name, ("missing", "missing"))[place]
            if said != f"{value:g}":
                wrong.append(f"{year} {name}: the report says {said}, counted are {value:g}")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
