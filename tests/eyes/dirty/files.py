"""Dirt of files: encodings, old formats, copies and files that are not what their ending says."""

from expect import UNKNOWN_NAME, Either, Problem, Same, variant
from sheets import Book, Sheet, clean

FILES = "domain 3.2 Files"
FORMATS = "issue 5.1 formats"


@variant("csv-gb18030", f"{FILES}: GBK CSV (GB18030, which holds the rare character)")
def _(folder):
    folder.all_separate("csv", "text", encoding="gb18030")
    return Same()


@variant("csv-utf8-with-mark", f"{FILES}: UTF-8 CSV with a byte order mark")
def _(folder):
    folder.all_separate("csv", "text", encoding="utf-8-sig")
    return Same()


@variant("csv-utf8-plain", f"{FILES}: UTF-8 CSV without a mark")
def _(folder):
    folder.all_separate("csv", "text")
    return Same()


@variant("csv-mixed-encodings", f"{FILES}: mixed GBK and UTF-8 CSV in one folder")
def _(folder):
    for number, sheet in enumerate(list(folder.main.sheets)):
        folder.separate(sheet.name, f"{sheet.name}.csv", "text", encoding=("gb18030", "utf-8", "utf-8-sig")[number % 3])
    return Same()


@variant("csv-with-a-lost-character", "design 6: an unknown name is an error; WPS writes ? where GBK lacks the rare character")
def _(folder):
    folder["会议出勤"].drop("代表证号")
    cell = folder["会议出勤"].at(4, "姓名")
    folder.separate("会议出勤", "会议出勤.csv", "text", encoding="gbk", errors="replace")
    return Problem(UNKNOWN_NAME, "会议出勤", (cell,))


@variant("tsv-utf16", f"{FORMATS}: Unicode text as Excel saves it, UTF-16 with tabs, named .tsv")
def _(folder):
    folder.all_separate("tsv", "text", encoding="utf-16", delimiter="\t")
    return Same()


@variant("csv-utf16", "domain 3.3: CSV may be UTF-8, GBK or UTF-16")
def _(folder):
    folder.separate("接待登记", "接待登记.csv", "text", encoding="utf-16")
    folder.separate("测评票", "测评票.csv", "text", encoding="utf-16", delimiter="\t")
    return Same()


@variant("csv-with-titles-and-empty-columns", f"{FORMATS} and domain 3.2 Layout: title rows and empty columns in a CSV")
def _(folder):
    for sheet in folder.sheets():
        sheet.above = [[f"石桥乡{sheet.name}"], ["填报单位：石桥乡人大主席团"]]
    folder.all_separate("csv", "text", encoding="gb18030", empty_columns=3)
    return Same()


@variant("csv-quoted", f"{FORMATS}: commas and line breaks between names, in quotes")
def _(folder):
    folder["活动台账"].each("参加代表", lambda row, value: value.replace("、", "," if row % 2 else "\n"))
    folder.separate("活动台账", "活动台账.csv", "text", encoding="gb18030")
    return Same()


@variant("csv-semicolons", "silent: a CSV whose separator is ;")
def _(folder):
    folder.separate("接待登记", "接待登记.csv", "text", delimiter=";")
    return Either()


@variant("csv-sep-line", "silent: Excel's own first line, sep=,")
def _(folder):
    folder.separate("接待登记", "接待登记.csv", "text", before="sep=,\r\n")
    return Either()


@variant("html-named-xls", f"{FORMATS}: a web page that a system exported as .xls, charset gb2312")
def _(folder):
    folder.separate("建议台账", "建议台账.xls", "html", encoding="utf-8")
    folder["接待登记"].above = [["石桥乡接待登记"]]
    folder.separate("接待登记", "接待登记.xls", "html", encoding="gb2312")
    return Same()


@variant("text-named-xls", "README: text that a system exported as .xls; what a file is stands in its bytes")
def _(folder):
    folder.separate("建议台账", "建议台账.xls", "text", encoding="gb18030", delimiter="\t")
    return Same()


@variant("workbook-named-xls", "README: what a file is stands in its bytes, whatever its ending says")
def _(folder):
    folder.main.path = "履职资料.xls"
    return Same()


@variant("xls-by-office", f"{FORMATS}: a real .xls, saved by LibreOffice")
def _(folder):
    folder.main.form, folder.main.path = "xls", "履职资料.xls"
    return Same()


@variant("xls-with-titles-and-merges", f"{FORMATS}: a real .xls with title rows and groups merged downward")
def _(folder):
    for sheet in folder.sheets():
        sheet.above = [[f"石桥乡{sheet.name}"]]
        sheet.merges.append("A1:E1")
    sheet = folder["接待登记"]
    for group in range(3):
        for row in range(group * 4 + 1, group * 4 + 4):
            sheet.put(row, "联络站", None)
        sheet.merges.append(f"B{group * 4 + 3}:B{group * 4 + 6}")
    folder.main.form, folder.main.path = "xls", "履职资料.xls"
    return Same()


@variant("et-by-wps", f"{FORMATS}: .et, which WPS writes in the same old format")
def _(folder):
    folder.main.form, folder.main.path = "et", "履职资料.et"
    return Same()


@variant("ods-by-office", f"{FORMATS}: .ods, saved by LibreOffice")
def _(folder):
    folder.main.form, folder.main.path = "ods", "履职资料.ods"
    return Same()


@variant("days-from-1904", f"{FORMATS}: a workbook whose days are counted from 1904, as Excel on a Mac made them")
def _(folder):
    folder.main.options["from_1904"] = True
    return Same()


@variant("copy-left-behind", f"{FILES}: (1); design 8: two files of the same bytes, one is read, with a warning")
def _(folder):
    folder.separate("接待登记", "接待登记.csv", "text")
    copied = clean()
    copied.separate("接待登记", "接待登记 (1).csv", "text")
    folder.books.append(copied.books[-1])
    return Same(warning=("file/twice",))


@variant("final-version-2", f"{FILES}: 副本, 最终版2: a copy saved again with one cell mended would count twice")
def _(folder):
    copied = clean()
    copied.separate("接待登记", "接待登记最终版2.xlsx", "xlsx")
    copied["接待登记"].put(0, "来访人", "冯某某")
    folder.books.append(copied.books[-1])
    return Problem(("sheet/copy",), "接待登记", most=3)


@variant("two-files-of-one-workbook", f"{FILES}: 副本: the whole workbook saved twice")
def _(folder):
    copied = clean()
    copied["活动台账"].put(0, "活动名称", "春耕备耕视察活动")
    folder.books.append(Book("履职资料 - 副本.xlsx", copied.main.sheets))
    return Problem(("sheet/copy", "people/key-of-two", "row/twice", "column/twice", "people/name-of-two"), most=40)


@variant("lock-and-hidden-files", "design 8: ~$… and hidden files are skipped")
def _(folder):
    folder.raw = {"~$履职资料.xlsx": b"\x05office lock", ".DS_Store": b"\x00\x00\x00\x01Bud1", "Thumbs.db": b"\xd0\xcf", "说明.txt": "说明".encode()}
    return Same()


@variant("names-of-sheets", "docs/rubric.md: a sheet's name equals or contains; case, width and spaces do not matter")
def _(folder):
    names = {"代表名册": "石桥乡代表名册（2025）", "会议出勤": " 会议 出勤", "建议台账": "2.建议台账", "接待登记": "接待登记　", "活动台账": "活动台账（上半年）"}
    for old, new in names.items():
        folder[old].name = new
    return Same()


@variant("folder-per-station", "design 8: a folder is searched, with folders inside it")
def _(folder):
    whole = folder.take("接待登记")
    for number, station in enumerate(("东山", "石桥", "河口")):
        part = Sheet("接待登记", list(whole.header), whole.facts[4 * number : 4 * number + 4])
        folder.books.append(Book(f"{station}联络站/接待登记.xlsx", [part]))
    return Same()


@variant("folder-in-words", "design 8: the period from the folder's name, 2025年上半年")
def _(folder):
    folder.period = "2025年上半年"
    return Same()


@variant("empty-file", "issue 5.1: a CSV of 0 bytes is nothing that counts, or is refused")
def _(folder):
    folder.raw = {"会议出勤（空）.csv": b""}
    return Either()


@variant("cut-workbook", "design 9.6: a truncated workbook is a problem, never a smaller score")
def _(folder):
    folder.raw = {"接待登记（补）.xlsx": b"PK\x03\x04" + b"\x00" * 200}
    return Problem(("file/unreadable",), "接待登记（补）")


@variant("utf8-cut-in-the-middle", "silent: a CSV cut inside a character")
def _(folder):
    sheet = folder.take("接待登记")
    text = "\r\n".join(",".join("" if value is None else str(value) for value in row) for row in sheet.rows)
    folder.raw = {"接待登记.csv": text.encode("utf-8")[:-4]}
    return Either()
