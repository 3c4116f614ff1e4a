"""Dirt of cells: names, lists of names and numbers, as domain.md section 3.2 lists them."""

import facts
from expect import NOT_A_NUMBER, UNKNOWN_NAME, Either, Problem, Same, variant
from sheets import ErrorValue

NAMES = "domain 3.2 Names"
LISTS = "domain 3.2 Many values in a cell"
DIGITS = "domain 3.2 Digits"
# where names stand, roster aside
LISTED = [("建议台账", "联名代表"), ("活动台账", "参加代表"), ("活动台账", "执笔人"), ("接待登记", "接待代表")]
SINGLE = [("会议出勤", "姓名"), ("建议台账", "领衔代表"), ("测评票", "述职代表")]


def everywhere(folder, old, new, roster=False):
    """Writes a name in another way wherever it stands."""
    for sheet, header in LISTED + SINGLE + ([("代表名册", "姓名")] if roster else []):
        folder[sheet].each(header, lambda _, value: value and value.replace(old, new))


@variant("names-with-spaces", f'{NAMES}: "张 三", "张　三" (U+3000), trailing spaces; also no-break spaces')
def _(folder):
    for old, new in (("王伟", "王　伟"), ("李红", "李 红 "), ("孙立", " 孙　　立"), ("郑海", "郑\u00a0海"), ("陈静", "陈静　")):
        everywhere(folder, old, new)
    return Same()


@variant("names-with-spaces-in-the-roster", f"{NAMES}: the roster itself aligns two-character names with U+3000")
def _(folder):
    folder["代表名册"].each("姓名", lambda _, name: f"{name[0]}　{name[1]}" if len(name) == 2 else name)
    return Same()


@variant("names-with-notes", f"{NAMES}: 李红（女）, 阿依古丽（女，维吾尔族）, half-width brackets too")
def _(folder):
    everywhere(folder, "李红", "李红（女）")
    everywhere(folder, "陈静", "陈静(女)")
    everywhere(folder, "阿依古丽·买买提", "阿依古丽·买买提（女，维吾尔族）")
    return Same()


@variant("notes-in-the-roster", f"{NAMES}: delegate lists annotate sex and ethnicity, other sheets do not")
def _(folder):
    for row, name in ((1, "李红（女）"), (2, "阿依古丽·买买提（女，维吾尔族）"), (9, "陈　静（女）")):
        folder["代表名册"].put(row, "姓名", name)
    return Same()


@variant("minority-dots", f'{NAMES}: "·/•/・/." in minority names, a different one in each sheet')
def _(folder):
    for (sheet, header), dot in zip(LISTED + SINGLE, "•・.．‧∙•", strict=True):
        folder[sheet].each(header, lambda _, value, dot=dot: value and value.replace("·", dot))
    return Same()


@variant("titles-glued-on", f"{NAMES}: a title glued on (张三主席); issue 5.3 lists titles")
def _(folder):
    folder["建议台账"].put(0, "领衔代表", "王伟代表")
    folder["接待登记"].put(0, "接待代表", "王伟主席")
    folder["接待登记"].put(5, "接待代表", "周小梅同志")
    return Same()


@variant("variant-characters", f"{NAMES}: simplified/variant pairs; silent whether they are one person")
def _(folder):
    cell = folder["接待登记"].put(6, "接待代表", "吳建國")
    return Either(UNKNOWN_NAME, warned=("people/outside-name", cell))  # design 6 allows a warning among participants


@variant("slip-in-attendance", "design 6: an unknown name is an error where rows score the person named")
def _(folder):
    cell = folder["会议出勤"].put(9, "姓名", "陈净")
    return Problem((*UNKNOWN_NAME, "people/key-and-name-differ"), "会议出勤", (cell,))


@variant("slip-in-attendance-without-key", "design 6: the same where no key stands beside the name")
def _(folder):
    folder["会议出勤"].drop("代表证号")
    cell = folder["会议出勤"].put(9, "姓名", "陈净")
    return Problem(UNKNOWN_NAME, "会议出勤", (cell,))


@variant("slip-among-signers", "design 6: among signers a name within one edit of a roster name is an error")
def _(folder):
    cell = folder["建议台账"].put(5, "联名代表", "吴建囯、郑海、钱大山（外）、孔二河（外）")
    return Problem(UNKNOWN_NAME, "建议台账", (cell,))


@variant("outside-signer", "design 6: an unknown name among signers is a warning and counts as an outside signer")
def _(folder):
    folder["建议台账"].put(5, "联名代表", "吴建国、郑海、钱大山、孔二河")
    return Same(warning=("people/outside-name", "people/unknown-name"))


SEPARATORS = ["，", ",", "；", ";", "／", "/", " ", "　", "\n", "、 "]


@variant("all-separators", f"{LISTS}: 、 ， , ； ; ／ / space, U+3000, line break")
def _(folder):
    for place, (sheet, header) in enumerate(LISTED):
        folder[sheet].each(header, lambda row, value, at=place: value and value.replace("、", SEPARATORS[(row + at) % len(SEPARATORS)]))
    return Same()


@variant("spaces-inside-and-between", f"{NAMES} and {LISTS}: 王　伟、李　红 with 、 between and spaces inside")
def _(folder):
    everywhere(folder, "王伟", "王　伟")
    everywhere(folder, "李红", "李　红")
    everywhere(folder, "孙立", "孙 立")
    return Same()


@variant("spaces-only", "silent: 王　伟　李　红, where a space is both inside names and between them")
def _(folder):
    folder["接待登记"].put(3, "接待代表", "王　伟　李　红")
    folder["活动台账"].put(5, "参加代表", "李 红 欧阳明珠 郑 海")
    return Either(UNKNOWN_NAME)


@variant("last-separator-hangs", f"{LISTS}: a separator at the end, two in a row")
def _(folder):
    folder["活动台账"].put(0, "参加代表", f"王伟、李红、、{facts.RARE}、郑海、陈静、")
    return Same()


@variant("full-stop-behind-names", "silent: 李红、孙立、周小梅。")
def _(folder):
    folder["活动台账"].put(1, "参加代表", "李红、孙立、周小梅。")
    return Either(UNKNOWN_NAME)


@variant("and-so-many", f"{LISTS}: 等5人, 等4名代表; docs/rubric.md: it gives the number of names")
def _(folder):
    folder["建议台账"].put(5, "联名代表", "吴建国、郑海等4人")
    folder["建议台账"].put(8, "联名代表", f"李红、{facts.RARE}、孙立等3名代表")
    return Same()


@variant("and-so-many-fewer-than-named", "silent: 等2人 behind three names")
def _(folder):
    folder["建议台账"].put(8, "联名代表", f"李红、{facts.RARE}、孙立等2人")
    return Either()


@variant("roles-in-the-cell", f"{LISTS}: 张三（领衔）、李四")
def _(folder):
    folder["建议台账"].put(1, "联名代表", "李红（领衔）、王伟")
    folder["建议台账"].put(7, "联名代表", "陈静（附议）")
    return Same()


@variant("nobody-joined", f"{DIGITS}: —, /, 无 where there is nobody")
def _(folder):
    for row, nobody in ((0, "无"), (4, "—"), (9, "/")):
        folder["建议台账"].put(row, "联名代表", nobody)
    folder["活动台账"].put(0, "执笔人", "无")
    return Same()


NUMBERS = ["3次", "十二", "２", "5", "4人次", "1.0", "0人", "六", "10 ", "7人次", "二十", "8次"]


@variant("numbers-as-text", f"{DIGITS}: full-width, 3次, 三次, 12人次, text numbers")
def _(folder):
    folder["接待登记"].each("接待人次", lambda row, _: NUMBERS[row])
    return Same()


@variant("half-days", "issue 5.3 half-days; docs/rubric.md units: 1.5天 is 3 half days")
def _(folder):
    lengths = ["1个半天", "1天", "1.5天", "1个半天", "2天", "一天", "0.5天"]
    folder["活动台账"].each("时长", lambda row, _: lengths[row])
    return Same()


@variant("half-a-day-without-number", "silent: 半天 and 一天半 with no number before the unit")
def _(folder):
    folder["活动台账"].put(0, "时长", "半天")
    folder["活动台账"].put(2, "时长", "一天半")
    return Either(NOT_A_NUMBER)


@variant("unknown-unit", "docs/rubric.md: a unit that is not listed is an error")
def _(folder):
    cell = folder["活动台账"].put(1, "时长", "6小时")
    return Problem(NOT_A_NUMBER, "活动台账", (cell,))


@variant("about-twelve", f"{DIGITS}: 约100; silent whether an estimate may score")
def _(folder):
    folder["接待登记"].put(1, "接待人次", "约12")
    return Either(NOT_A_NUMBER)


@variant("some-twelve", "silent: 12余人 and 近20人")
def _(folder):
    folder["接待登记"].put(1, "接待人次", "12余人")
    folder["接待登记"].put(10, "接待人次", "近20人")
    return Either(NOT_A_NUMBER)


@variant("range-of-numbers", "issue 5.3 ranges: 10-15 is no number")
def _(folder):
    cell = folder["接待登记"].put(1, "接待人次", "10-15")
    return Problem(NOT_A_NUMBER, "接待登记", (cell,))


@variant("no-number", f"{DIGITS}: —, /, 无 in a column of numbers: no zero by accident")
def _(folder):
    folder["接待登记"].put(6, "接待人次", "无")  # the fact is 0, so reading it as 0 would be right too
    return Either((*NOT_A_NUMBER, "cell/blank"))


@variant("dash-for-a-number", f"{DIGITS}: — where the fact is 12; design 3: nothing never becomes zero by accident")
def _(folder):
    cell = folder["接待登记"].put(1, "接待人次", "—")
    return Problem((*NOT_A_NUMBER, "cell/blank"), "接待登记", (cell,))


@variant("error-value", "issue 5.3: #N/A in a cell of numbers")
def _(folder):
    cell = folder["接待登记"].put(1, "接待人次", ErrorValue("#N/A"))
    return Problem(("cell/error-value",), "接待登记", (cell,))
