"""Dirt of words and keys: statuses, satisfaction, classes, identity numbers, telephones and keys."""

import facts
from expect import Either, Problem, Same, variant
from sheets import chinese

STATUS = "domain 3.2 Status"
NEVER = "design 6 never forgiven"
DAYS = [f"{chinese(day)}{name}" for day, name in facts.MEETINGS]


MARKS = {
    facts.PRESENT: ["√", "到会", 1, "1", "是", "１", " 出席", "出　席", "✓"],
    facts.LATE: ["迟", "迟到", "迟 到"],
    facts.LEAVE: ["事", "病假", "假", "事假", "病"],
    facts.OFFICIAL: ["公", "公假"],
    facts.ABSENT: ["×", 0, "旷", "未到", "0"],
}


@variant("status-marks", f"{STATUS}: 出席/到会/√/1/是; 请假/事假/病假/公假/假; 缺席/未到/×/0/旷")
def _(folder):
    for place, day in enumerate(DAYS):
        folder["会议出勤"].each(day, lambda row, status, at=place: MARKS[status][(row + at) % len(MARKS[status])])
    return Same()


@variant("unknown-status", f"{NEVER}: an unknown word")
def _(folder):
    cell = folder["会议出勤"].put(5, DAYS[1], "未道")
    return Problem(("cell/unknown-word",), "会议出勤", (cell,))


@variant("unknown-mark", f"{NEVER}: an unknown word: ○ is not on the rubric's list")
def _(folder):
    cell = folder["会议出勤"].put(8, DAYS[2], "○")
    return Problem(("cell/unknown-word",), "会议出勤", (cell,))


@variant("blank-status", f"{STATUS}: blank is unknown, not absent; not-recorded refuses")
def _(folder):
    cell = folder["会议出勤"].put(8, DAYS[2], None)
    return Problem(("row/not-recorded", "cell/blank"), "会议出勤", (cell,))


@variant("status-with-a-reason", "silent: 请假（外出学习）")
def _(folder):
    folder["会议出勤"].put(2, DAYS[2], "请假（外出学习）")
    return Either(("cell/unknown-word",))


@variant("satisfaction-words", "domain 3.2 Satisfaction: 很满意, 较满意, 一般, 不了解, blank")
def _(folder):
    words = {facts.GOOD: ["满意", "很满意", "满 意"], facts.FAIR: ["较满意", "一般", "基本满意"], facts.POOR: ["不满意"], facts.ABSTAIN: ["不了解", None, "弃权"]}
    folder["测评票"].each("评价", lambda row, choice: words[choice][row % len(words[choice])])
    return Same()


@variant("unknown-satisfaction", f"{NEVER}: an unknown word")
def _(folder):
    cell = folder["测评票"].put(17, "评价", "还行")
    return Problem(("cell/unknown-word",), "测评票", (cell,))


@variant("result-classes", "domain 3.2 Result class: A/A类/a/已解决, as the rubric lists them, case and width free")
def _(folder):
    forms = {"A": ["a", "A类", "Ａ", "已解决"], "B": ["b类", "Ｂ"], "C": ["ｃ"], "D": ["D 类"]}
    folder["建议台账"].each("办理结果", lambda row, letter: letter and forms[letter][row % len(forms[letter])])
    return Same()


IDENTITY = "110101199003074"


@variant("identity-lost-digits", f"{NEVER}: an ID whose digits Excel has dropped (the last three are 000)")
def _(folder):
    sheet = folder["代表名册"]
    sheet.insert(7, "身份证号", [f"{IDENTITY}{row:03}" for row in range(100, 112)])
    cell = sheet.put(3, "身份证号", 110101199003074000)
    return Problem(("cell/lost-digits",), "代表名册", (cell,), secrets=(IDENTITY,))


@variant("identity-as-power", f"{NEVER}: an ID as 1.10101E+17")
def _(folder):
    sheet = folder["代表名册"]
    sheet.insert(7, "身份证号", [f"{IDENTITY}{row:03}" for row in range(100, 112)])
    cell = sheet.put(3, "身份证号", "1.10101E+17")
    return Problem(("cell/lost-digits",), "代表名册", (cell,), secrets=(IDENTITY,))


@variant("telephones", "domain 3.2 ID, phone: as text, as a number, with spaces or dashes")
def _(folder):
    phones = ["13900001234", 13900001235, "139 0000 1236", "139-0000-1237"]
    folder["代表名册"].insert(7, "联系电话", [phones[row % 4] for row in range(12)])
    return Same(secrets=("13900001234", "13900001235", "139 0000 1236", "139-0000-1237"))


@variant("keys-as-numbers", "domain 3.2 Digits: keys as numbers in one sheet and as text, full-width, in the other")
def _(folder):
    folder["代表名册"].each("代表证号", lambda _, card: int(card))
    folder["会议出勤"].each("代表证号", lambda row, card: card.translate({48 + digit: 0xFF10 + digit for digit in range(10)}) if row % 2 else f" {card}")
    return Same()
