"""Survey exports as domain.md section 3.3 has them: each holds the ballots of facts.py, beside what must be dropped at the door."""

import facts
from expect import UNKNOWN_NAME, Either, Problem, Same, variant
from sheets import Sheet

WJX, TENCENT, FORMS = "domain 3.3 问卷星", "domain 3.3 腾讯问卷", "domain 3.3 腾讯文档"
CODES = {facts.GOOD: 1, facts.FAIR: 2, facts.POOR: 3, facts.ABSTAIN: 4}
COUNTED = ("ballots", "survey")  # a ballot a row there, a response a row here
SECRETS = ("203.0.113.", "昵称甲", "openid-canary", "微信来源地", "Mozilla/canary")


def lead(number):
    """问卷星's six lead columns."""
    return [number, f"2025/06/20 12:0{number % 10}:00", f"{60 + number}秒", "微信", "微信来源地", f"203.0.113.{number}(某省-某市)"]


LEAD = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP"]


def responses(value=lambda text: text):
    return [[value(text) for text in response] for response in facts.BALLOTS]


def survey(folder, header, rows, name="代表测评", path=None, **options):
    folder.take("测评票")
    folder.main.sheets.append(Sheet(name, header, rows))
    if path:
        folder.separate(name, path, "text", **options)
    return Same(counted=COUNTED, secrets=SECRETS)


def matrix(pattern):
    return LEAD + [pattern.format(name) for name in facts.NAMES]


def with_lead(rows):
    return [lead(number) + row for number, row in enumerate(rows, 1)]


@variant("wjx-matrix-new-style", f"{WJX}: six lead columns, a matrix with delegates as rows, 3、(张三), by text")
def _(folder):
    return survey(folder, matrix("3、({})"), with_lead(responses()))


@variant("wjx-matrix-old-style", f"{WJX}: 第3题(张三), by text, a GBK CSV")
def _(folder):
    return survey(folder, matrix("第3题({})"), with_lead(responses()), path="代表测评.csv", encoding="gb18030")


@variant("wjx-matrix-with-its-title", f"{WJX}: 3、请评价各位代表(张三)")
def _(folder):
    return survey(folder, matrix("3、请您评价各位代表({})"), with_lead(responses()))


@variant("wjx-by-number", f"{WJX}: by option number, −3 where a question was skipped, −2 where it was blank")
def _(folder):
    coded = [[-3 if text == facts.ABSTAIN and place % 2 else -2 if text == facts.ABSTAIN else CODES[text] for place, text in enumerate(row)] for row in facts.BALLOTS]
    return survey(folder, matrix("3、({})"), with_lead(coded))


@variant("wjx-question-each", f"{WJX}: one question for each delegate, 1、王伟 and 2：李红 and 3:…")
def _(folder):
    marks = "、：:"
    header = LEAD + [f"{number}{marks[number % 3]}{name}" for number, name in enumerate(facts.NAMES, 1)]
    return survey(folder, header, with_lead(responses()))


@variant("wjx-scored-paper", f"{WJX}: a scored paper adds 总分")
def _(folder):
    rows = [[*row[:6], 87, *row[6:]] for row in with_lead(responses())]
    return survey(folder, [*LEAD, "总分", *matrix("3、({})")[6:]], rows)


@variant("wjx-one-response-a-ballot", f"{WJX}: one response per delegate per ballot: 1、述职代表, 2、评价")
def _(folder):
    pairs = [[name, response[place]] for response in facts.BALLOTS for place, name in enumerate(facts.NAMES)]
    survey(folder, [*LEAD, "1、述职代表", "2、评价"], [lead(number) + pair for number, pair in enumerate(pairs, 1)], name="测评票")
    return Same(secrets=SECRETS)


@variant("wjx-multiple-choice", f"{WJX}: multi-choice by text is joined with ┋")
def _(folder):
    sheet = folder["活动台账"]
    for header in ("参加代表", "执笔人"):
        sheet.each(header, lambda _, value: value and value.replace("、", "┋"))
    sheet.header = [*LEAD, *(f"{number}、{text}" for number, text in enumerate(sheet.header, 1))]
    sheet.facts = with_lead(sheet.facts)
    return Same(secrets=SECRETS)


@variant("wjx-as-downloaded", f"{WJX}: silent which table a sheet named Sheet1 is, in 30211_按文本_代表测评_10_10.xlsx")
def _(folder):
    survey(folder, matrix("3、({})"), with_lead(responses()))
    folder.separate("代表测评", "30211_按文本_代表测评_10_10.xlsx", "xlsx")
    folder["代表测评"].name = "Sheet1"
    return Either(("row/not-recorded", "table/missing", "sheet/unknown"))


TENCENT_LEAD = ["编号", "开始答题时间", "结束答题时间", "答题时长", "语言", "清洗数据结果", "智能清洗数据无效概率"]
TENCENT_LEAD += ["地理位置国家和地区", "地理位置省", "地理位置市", "用户类型", "用户标识", "昵称", "自定义字段", "IP", "UA", "Referrer"]


def tencent(row, number):
    before = [number, f"2025-06-20 12:0{number % 10}:00", f"2025-06-20 12:1{number % 10}:00", "93秒", "简中", "有效", "0%"]
    return [*before, "中国", "微信来源地", "某市", "微信", "openid-canary", "昵称甲", None, f"203.0.113.{number}", "Mozilla/canary", None, *row, None]


def tencent_rows():
    header = TENCENT_LEAD + [f"{number}.{name}" for number, name in enumerate(facts.NAMES, 1)] + [None]
    return header, [tencent(row, number) for number, row in enumerate(responses(), 1)]


@variant("tencent-survey-utf16", f"{TENCENT}: seventeen lead columns, 1.题目, an empty last column, UTF-16 CSV")
def _(folder):
    return survey(folder, *tencent_rows(), path="代表测评.csv", encoding="utf-16")


@variant("tencent-survey-gbk", f"{TENCENT}: the same as GBK CSV")
def _(folder):
    return survey(folder, *tencent_rows(), path="代表测评.csv", encoding="gb18030")


@variant("tencent-survey-workbook", f"{TENCENT}: the same as a workbook")
def _(folder):
    return survey(folder, *tencent_rows())


@variant("tencent-document-form", f"{FORMS}: 提交时间（自动）, 题目（必填）, 提交者（自动）; the sheet ends in （收集结果）")
def _(folder):
    header = ["提交者（自动）", "提交时间（自动）", *(f"{name}（必填）" for name in facts.NAMES)]
    rows = [["昵称甲", f"2025年6月20日 21:3{number % 10}", *row] for number, row in enumerate(responses())]
    return survey(folder, header, rows, name="述职测评（收集结果）")


@variant("tencent-document-form-other-order", f"{FORMS}: the order of the automatic columns varies")
def _(folder):
    header = ["提交时间（自动）", *(f"{number}.{name}（必填）" for number, name in enumerate(facts.NAMES, 1)), "提交者（自动）"]
    rows = [[f"2025/6/20 21:3{number % 10}:00", *row, "昵称甲"] for number, row in enumerate(responses())]
    return survey(folder, header, rows, name="述职测评（收集结果）")


@variant("plain-matrix", "docs/rubric.md across of type name: a response a row, a column a delegate, no tool's columns")
def _(folder):
    return survey(folder, ["序号", *facts.NAMES], [[number, *row] for number, row in enumerate(responses(), 1)])


@variant("plain-matrix-with-a-slip", "docs/rubric.md across of type name: all further headers must be roster names; design 6: an unknown name is an error")
def _(folder):
    survey(folder, ["序号", *facts.NAMES], [[number, *row] for number, row in enumerate(responses(), 1)])
    folder["代表测评"].rename({"陈静": "陈净"})
    return Problem((*UNKNOWN_NAME, "column/missing"), "代表测评", ("K1",))


@variant("plain-matrix-with-another-column", "docs/rubric.md across of type name: a column of nobody on the roster, 填表人, is left out as its cells hold no values")
def _(folder):
    survey(folder, ["序号", "填表人", *facts.NAMES], [[number, "某选民", *row] for number, row in enumerate(responses(), 1)])
    return Same(counted=("ballots",))
