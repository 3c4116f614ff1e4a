"""Dirt of people: keys, namesakes and rows that are no people, as issue 5.5 lists them."""

import facts
from cells import LISTED, SINGLE
from expect import Either, Problem, Same, variant

PEOPLE = "issue 5.5"
NEVER = "design 6 never forgiven"


@variant("key-of-two-people", f"{NEVER}: one key with two people")
def _(folder):
    cell = folder["代表名册"].put(9, "代表证号", "2101009")
    folder["会议出勤"].drop("代表证号")
    return Problem(("people/key-of-two",), "代表名册", (cell, folder["代表名册"].at(8, "代表证号")), most=40)


@variant("person-with-two-keys", f"{PEOPLE}: one person with two keys, listed twice")
def _(folder):
    sheet = folder["代表名册"]
    again = list(sheet.facts[8])
    again[sheet.place("代表证号")] = "2101099"
    sheet.facts.append(again)
    folder["会议出勤"].drop("代表证号")
    return Problem(("people/name-of-two", "people/key-of-two", "row/twice"), most=40)


@variant("listed-twice-alike", "silent: one roster row stands twice, word for word")
def _(folder):
    folder["代表名册"].facts.append(list(folder["代表名册"].facts[8]))
    return Either()


def namesake(folder, note):
    """郑海 is called 王伟 too; `note` says how the sheets tell the two apart."""
    folder.renamed = {"郑海": "王伟"}
    folder["代表名册"].put(8, "姓名", "王伟")
    for sheet, header in LISTED + SINGLE:
        folder[sheet].each(header, lambda _, value: value and value.replace("王伟", note("东村")).replace("郑海", note("河口村")))


@variant("namesakes-told-apart", f"{PEOPLE}: same name twice, 王伟（东村）; docs/rubric.md tell-apart")
def _(folder):
    namesake(folder, lambda village: f"王伟（{village}）")
    return Same()


@variant("namesakes-told-apart-by-key", f"{PEOPLE}: same name twice, told apart in the attendance by the key beside the name")
def _(folder):
    namesake(folder, lambda village: f"王　伟({village})")
    folder["会议出勤"].each("姓名", lambda _, name: "王伟" if "王" in name else name)
    return Same()


@variant("namesakes-not-told-apart", f"{NEVER}: two people of one name without a second key")
def _(folder):
    namesake(folder, lambda village: f"王伟（{village}）")
    cell = folder["接待登记"].put(0, "接待代表", "王伟")
    return Problem(("people/name-of-two",), "接待登记", (cell,))


@variant("namesakes-with-another-village", f"{NEVER}: two people of one name; the note names a village of neither")
def _(folder):
    namesake(folder, lambda village: f"王伟（{village}）")
    cell = folder["接待登记"].put(0, "接待代表", "王伟（桥头村）")
    return Problem(("people/name-of-two", "people/unknown-name"), "接待登记", (cell,))


@variant("key-of-another", f"{PEOPLE}: the key in the attendance is another person's")
def _(folder):
    cell = folder["会议出勤"].put(8, "代表证号", "2101008")
    return Problem(("people/key-and-name-differ",), "会议出勤", (cell, folder["会议出勤"].at(8, "姓名")))


@variant("key-nobody-has", f"{PEOPLE}: the key in the attendance is nobody's, the name is right")
def _(folder):
    folder["会议出勤"].put(8, "代表证号", "2101090")
    return Either(("people/key-and-name-differ", "people/unknown-name"))


@variant("rows-in-other-order", "design 4: never row order; every sheet upside down")
def _(folder):
    for sheet in folder.sheets():
        sheet.facts.reverse()
    return Same()


@variant("named-twice-in-a-cell", "docs/rubric.md: one subject named twice in one source row keeps one entry")
def _(folder):
    folder["活动台账"].put(0, "参加代表", f"王伟、李红、{facts.RARE}、郑海、陈静、李红")
    return Same()


@variant("absent-from-attendance", "docs/rubric.md share-of: no row at all is not-recorded, which refuses")
def _(folder):
    del folder["会议出勤"].facts[4]
    return Problem(("row/not-recorded",))


@variant("attendance-row-twice", "domain 2.10 step 2, design 4 step 1: duplicates are set aside or flagged; one attendance row twice, word for word")
def _(folder):
    folder["会议出勤"].facts.append(list(folder["会议出勤"].facts[5]))
    return Either()


@variant("attendance-contradicts", "domain 2.10 step 2: one person stands twice in the attendance, here and there with another status")
def _(folder):
    sheet = folder["会议出勤"]
    sheet.facts.append([13, "2101010", "陈静", *[facts.PRESENT] * 4])
    return Either()


@variant("reception-row-twice", "domain 2.10 step 2: duplicates are set aside or flagged; one reception twice, only its running number differs")
def _(folder):
    sheet = folder["接待登记"]
    sheet.facts.insert(4, [13, *sheet.facts[3][1:]])
    return Either(warned=("row/twice", sheet.at(4, "序号")))


@variant("activity-row-twice", "domain 2.10 step 2: one activity twice, with the same number")
def _(folder):
    sheet = folder["活动台账"]
    sheet.facts.insert(4, list(sheet.facts[3]))
    return Either(warned=("row/twice", sheet.at(4, "编号")))  # the rubric has no `once` there, so a flag is enough
