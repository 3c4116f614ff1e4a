"""Dirt of layout: what stands above, below, beside and between the tables."""

from expect import Either, Same, variant
from openpyxl.utils import get_column_letter
from sheets import Sheet

LAYOUT = "domain 3.2 Layout"
FINDING = "issue 5.2"


def titled(sheet, *lines):
    """Puts title rows above the header, the first merged over the whole width."""
    sheet.above = [[line] for line in lines]
    sheet.merges.append(f"A1:{get_column_letter(len(sheet.header))}1")


@variant("title-and-unit-lines", f"{LAYOUT}: title row(s) merged above the header; unit/date line")
def _(folder):
    for sheet in folder.sheets():
        titled(sheet, f"石桥乡2025年上半年{sheet.name}", "填报单位：石桥乡人大主席团　　填报日期：2025年6月30日　　单位：次、件")
    return Same()


@variant("long-preamble", f"{LAYOUT}: title row(s) above the header, here six with instructions and a blank row")
def _(folder):
    for sheet in folder.sheets():
        titled(sheet, "附件2", f"石桥乡{sheet.name}（2025年上半年）", "填表说明：", "1.姓名须与代表名册一致；", "2.日期写年月日。", None)
        sheet.merges.clear()
    return Same()


def two_rows(sheet):
    """会议出勤 with the meeting above, merged, and the day below; names and numbers merged downward."""
    upper = ["序号", "代表证号", "姓名", "人代会", None, "主席团会议", "工作评议会"]
    lower = [None, None, None, "1月8日上午", "1月9日上午", "3月18日", "5月20日"]
    sheet.upper, sheet.header = [upper], lower
    top = len(sheet.above) + 1
    sheet.merges += [f"{letter}{top}:{letter}{top + 1}" for letter in "ABC"] + [f"D{top}:E{top}"]


@variant("two-row-header", f"{LAYOUT}: two-row merged headers; {FINDING}; days without year in the header, the period gives it")
def _(folder):
    two_rows(folder["会议出勤"])
    return Same()


@variant("two-row-header-under-title", f"{LAYOUT}: title, unit line and a two-row merged header together")
def _(folder):
    sheet = folder["会议出勤"]
    titled(sheet, "石桥乡人大代表会议出勤表", "√ 出席　× 缺席　　2025年上半年")
    two_rows(sheet)
    return Same()


def merged_down(sheet, header):
    """Keeps a group's value in its first cell only and merges it downward."""
    place, letter = sheet.place(header), get_column_letter(sheet.place(header) + 1)
    start, rows = 0, sheet.facts
    for number in range(1, len(rows) + 1):
        if number == len(rows) or rows[number][place] != rows[start][place]:
            for row in rows[start + 1 : number]:
                row[place] = None
            if number - start > 1:
                sheet.merges.append(f"{letter}{sheet.first + start}:{letter}{sheet.first + number - 1}")
            start = number


@variant("groups-merged-down", f"{LAYOUT}: merged vertical cells for group names (fill down)")
def _(folder):
    for header in ("所属联络站", "选区"):
        merged_down(folder["代表名册"], header)
    merged_down(folder["接待登记"], "联络站")
    return Same()


@variant("groups-blank-below", f"{LAYOUT}: group names only in the first row of the group, not merged")
def _(folder):
    merged_down(folder["代表名册"], "所属联络站")
    merged_down(folder["接待登记"], "联络站")
    for sheet in folder.sheets():
        sheet.merges.clear()
    return Same()


def with_subtotals(sheet, header, number, label):
    """A 小计 row after each group, 合计 and 平均 at the end."""
    rows, group, place = [], [], sheet.place(number)
    for index, row in enumerate(sheet.facts):
        group.append(row)
        rows.append(row)
        if index + 1 == len(sheet.facts) or sheet.facts[index + 1][sheet.place(header)] != row[sheet.place(header)]:
            rows.append(total(sheet, label, "小计", place, sum(each[place] for each in group)))
            group = []
    values = [row[place] for row in sheet.facts]
    sheet.facts = rows
    sheet.below += [total(sheet, label, "合　计", place, sum(values)), total(sheet, label, "平均", place, sum(values) / len(values))]


def total(sheet, label, word, place, value):
    row = [None] * len(sheet.header)
    row[sheet.place(label)], row[place] = word, value
    return row


@variant("totals-inside-and-at-end", f"{LAYOUT}: 合计/小计/平均 rows inside and at the end")
def _(folder):
    with_subtotals(folder["接待登记"], "联络站", "接待人次", "序号")
    return Same()


@variant("totals-in-the-name-column", f"{LAYOUT}: 小计 and 合计 stand where a name would; issue 5.5: total rows never become people")
def _(folder):
    with_subtotals(folder["接待登记"], "联络站", "接待人次", "接待代表")
    folder["会议出勤"].below = [[None, None, "合计", 9, 8, 9, 8]]
    return Same()


@variant("rates-under-the-attendance", "silent: a last row 出勤率 75% 67% under the statuses, which no list of totals names")
def _(folder):
    folder["会议出勤"].below = [[None, None, "出勤率", "75%", "67%", "75%", "67%"]]
    return Either()


@variant("group-name-subtotals", f"{LAYOUT}: 小计 with the group's name glued to it, 东山联络站小计")
def _(folder):
    sheet = folder["接待登记"]
    with_subtotals(sheet, "联络站", "接待人次", "联络站")
    station = None
    for row in sheet.facts:
        row[1], station = (f"{station}小计", station) if row[1] == "小计" else (row[1], row[1])
    return Same()


@variant("signature-lines", f"{LAYOUT}: 备注 and signature lines after the data")
def _(folder):
    for sheet in folder.sheets():
        sheet.below += [["备注：本表一式两份，乡人大主席团和联络站各存一份。"], [None, "制表人：林某", None, "审核人：高某", None], ["2025年7月1日"]]
    return Same()


@variant("signature-right-under", f"{LAYOUT}: signature cells under several columns, names under 姓名")
def _(folder):
    sheet = folder["会议出勤"]
    sheet.below = [[None] * 7, ["制表：", None, "林某某", "审核：", "高某某", "签发：", "马某某"], [None, None, "（盖章）"]]
    return Same()


@variant("hidden-rows-and-columns", f"{LAYOUT}: hidden rows/columns hold facts like any other")
def _(folder):
    folder["会议出勤"].hidden_rows = [4, 7]
    folder["会议出勤"].hidden_columns = ["B", "E"]
    folder["接待登记"].hidden_rows = [3]
    folder["代表名册"].hidden_columns = ["D"]
    return Same()


@variant("filter-on", f"{LAYOUT}: filters on, the rows that it hides are still there")
def _(folder):
    sheet = folder["建议台账"]
    sheet.filter, sheet.hidden_rows = "A1:G11", [5, 6, 9]
    folder["代表名册"].filter, folder["代表名册"].hidden_rows = "A1:G13", [3, 4, 5, 6]
    return Same()


@variant("spacer-columns", f"{LAYOUT}: blank spacer columns")
def _(folder):
    for sheet in folder.sheets():
        sheet.insert(2, None, None)
        sheet.insert(0, None, None)
    return Same()


@variant("blank-rows-between", f"{LAYOUT}: blank rows between groups and above the first fact")
def _(folder):
    for sheet in folder.sheets():
        for place in (8, 4, 4, 0):
            sheet.facts.insert(min(place, len(sheet.facts)), [None] * len(sheet.header))
    return Same()


@variant("header-repeated", "issue 5.5: header rows never become people; the header again on every printed page")
def _(folder):
    for sheet in folder.sheets():
        sheet.facts.insert(5, list(sheet.header))
    return Same()


@variant("header-synonyms", "domain 3.1: synonyms of headers, with spaces, line breaks and full-width signs inside")
def _(folder):
    folder["代表名册"].rename({"代表证号": "证 号", "姓名": "代表　姓名", "所属联络站": "联络站", "选区": "所在\n选区", "补选日期": "当选日期"})
    folder["会议出勤"].rename({"代表证号": "证\n号", "姓名": " 姓　名 "})
    folder["建议台账"].rename({"编号": "建议号", "建议标题": "案  由", "领衔代表": "第一提出人", "联名代表": "附议人", "立案情况": "是否立案", "办理结果": "答复类别"})
    folder["活动台账"].rename({"活动名称": "活动主题", "活动日期": "时间", "时长": "天数", "参加代表": "参加人员", "执笔人": "报告执笔人"})
    folder["接待登记"].rename({"接待代表": "值班代表", "接待人次": "来访人次", "来访人": "来访群众"})
    folder["测评票"].rename({"评价": "测评意见"})
    folder["活动台账"].each("天数", lambda _, half_days: f"{half_days}个半天")
    return Same()


@variant("columns-in-other-order", "domain 3.1: columns come in any order, with columns nobody asked for")
def _(folder):
    for sheet in folder.sheets():
        sheet.insert(1, "备注", "见附件")
        sheet.header.reverse()
        for row in sheet.facts:
            row.reverse()
    folder["代表名册"].insert(2, "工作单位及职务", "某村委会主任")
    return Same()


@variant("notes-sheets", f"{FINDING}: sheets that are notes, and empty sheets, hold nothing that counts")
def _(folder):
    notes = Sheet("填表说明", ["说明"], [["一、姓名与代表名册一致。"], ["二、会议出勤填出席、请假、缺席。"], [None], ["三、联系人：林某"]])
    folder.main.sheets.insert(0, notes)
    folder.main.sheets.append(Sheet("Sheet2", [None], []))
    folder.main.sheets.append(Sheet("下拉选项", ["出席", "立案"], [["请假", "未立案"], ["缺席", None]]))
    return Same()
