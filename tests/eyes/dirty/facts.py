"""What twelve invented delegates did in the first half of 2025, once, as plain values.

Every folder of workbooks is made from these facts. `points` reckons what rubric.toml gives for them, with fractions
and by another road than the program, so that the clean folder is a check too and not only a yardstick.
"""

from collections import Counter
from datetime import date
from fractions import Fraction

PERIOD = "2025-H1"
RARE = "赵\U0002ce7c"  # a character beyond the basic plane

# card, name, sex, station, village, by-election
DELEGATES = [
    ("2101001", "王伟", "男", "东山联络站", "东村", None),
    ("2101002", "李红", "女", "东山联络站", "东村", None),
    ("2101003", "阿依古丽·买买提", "女", "东山联络站", "上坪村", None),
    ("2101004", "欧阳明珠", "女", "东山联络站", "上坪村", None),
    ("2101005", RARE, "男", "石桥联络站", "石桥村", None),
    ("2101006", "孙立", "男", "石桥联络站", "石桥村", None),
    ("2101007", "周小梅", "女", "石桥联络站", "桥头村", None),
    ("2101008", "吴建国", "男", "石桥联络站", "桥头村", None),
    ("2101009", "郑海", "男", "河口联络站", "河口村", None),
    ("2101010", "陈静", "女", "河口联络站", "河口村", None),
    ("2101011", "马力克·艾山", "男", "河口联络站", "柳湾村", None),
    ("2101012", "何平", "女", "河口联络站", "柳湾村", date(2025, 3, 5)),
]
NAMES = [delegate[1] for delegate in DELEGATES]

MEETINGS = [
    (date(2025, 1, 8), "人代会"),
    (date(2025, 1, 9), "人代会"),
    (date(2025, 3, 18), "主席团会议"),
    (date(2025, 5, 20), "工作评议会"),
]
PRESENT, LATE, LEAVE, OFFICIAL, ABSENT = "出席", "迟到", "请假", "公假", "缺席"
ATTENDANCE = [
    [PRESENT, PRESENT, PRESENT, PRESENT],
    [PRESENT, LATE, PRESENT, PRESENT],
    [PRESENT, PRESENT, LEAVE, PRESENT],
    [LEAVE, LEAVE, PRESENT, ABSENT],
    [PRESENT, OFFICIAL, PRESENT, PRESENT],
    [ABSENT, PRESENT, ABSENT, PRESENT],
    [PRESENT, PRESENT, PRESENT, LATE],
    [PRESENT, PRESENT, OFFICIAL, LEAVE],
    [LATE, LATE, PRESENT, PRESENT],
    [PRESENT, ABSENT, PRESENT, PRESENT],
    [PRESENT, PRESENT, PRESENT, PRESENT],
    [PRESENT, PRESENT, PRESENT, LEAVE],  # the first two lie before her by-election
]

# number, title, date, lead, joint (a name with （外） is no delegate of this congress), filed, result
SUGGESTIONS = [
    ("建01", "关于修补东村机耕路的建议", date(2025, 1, 8), "王伟", [], "立案", "A"),
    ("建02", "关于增设公交站点的建议", date(2025, 1, 8), "李红", ["王伟"], "立案", "B"),
    ("建03", "关于上坪村饮水管网的建议", date(2025, 1, 9), "阿依古丽·买买提", ["欧阳明珠", "王伟"], "立案", "A"),
    ("建04", "关于校门口交通秩序的建议", date(2025, 2, 14), RARE, ["孙立"], "未立案", None),
    ("建05", "关于设立老年食堂的建议", date(2025, 3, 5), "孙立", [], "立案", "C"),
    ("建06", "关于整治石桥河道的建议", date(2025, 3, 10), "周小梅", ["吴建国", "郑海", "钱大山（外）", "孔二河（外）"], "立案", "A"),
    ("建07", "关于乡村医生补贴的建议", date(2025, 4, 7), "陈静", ["马力克·艾山", "何平"], "立案", "D"),
    ("建08", "关于河口渡船安全的建议", date(2025, 4, 22), "郑海", ["陈静"], "立案", "B"),
    ("建09", "关于路灯节能改造的建议", date(2025, 5, 6), "王伟", ["李红", RARE, "孙立"], "立案", "A"),
    ("建10", "关于农家书屋开放的建议", date(2025, 6, 12), "马力克·艾山", [], "立案", None),
]

# number, topic, kind, date, half days, members, drafters
ACTIVITIES = [
    ("活01", "春耕备耕视察", "视察", date(2025, 2, 20), 1, ["王伟", "李红", RARE, "郑海", "陈静"], []),
    ("活02", "农村养老专题调研", "调研", date(2025, 3, 5), 2, ["李红", "孙立", "周小梅"], ["王伟"]),
    ("活03", "水污染防治执法检查", "执法检查", date(2025, 3, 10), 3, ["吴建国", "郑海", "马力克·艾山", "何平"], ["陈静"]),
    ("活04", "河道治理视察", "视察", date(2025, 4, 15), 1, ["阿依古丽·买买提", "欧阳明珠", RARE, "孙立"], []),
    ("活05", "集镇管网专题调研", "调研", date(2025, 5, 13), 4, ["王伟", "周小梅", "吴建国", "何平"], ["马力克·艾山", RARE]),
    ("活06", "食品安全执法检查", "执法检查", date(2025, 6, 3), 2, ["李红", "欧阳明珠", "郑海"], ["阿依古丽·买买提"]),
    ("活07", "民生实事视察", "视察", date(2025, 6, 24), 1, ["王伟", "陈静", "何平", "孙立", "周小梅"], []),
]

# station, date, delegates, visitor, visits, handling
RECEPTIONS = [
    ("东山联络站", date(2025, 1, 10), ["王伟"], "冯某", 3, "当场解决"),
    ("东山联络站", date(2025, 2, 10), ["李红", "欧阳明珠"], "褚某", 12, "转交部门"),
    ("东山联络站", date(2025, 3, 10), ["阿依古丽·买买提"], "卫某", 2, "当场解决"),
    ("东山联络站", date(2025, 5, 10), ["王伟", "李红"], "蒋某", 5, "跟踪督办"),
    ("石桥联络站", date(2025, 1, 10), [RARE, "孙立"], "沈某", 4, "转交部门"),
    ("石桥联络站", date(2025, 3, 5), ["周小梅"], "韩某", 1, "当场解决"),
    ("石桥联络站", date(2025, 4, 10), ["吴建国"], "杨某", 0, "当场解决"),
    ("石桥联络站", date(2025, 6, 10), ["周小梅", RARE], "朱某", 6, "转交部门"),
    ("河口联络站", date(2025, 2, 10), ["郑海"], "秦某", 10, "跟踪督办"),
    ("河口联络站", date(2025, 3, 10), ["何平", "陈静"], "尤某", 7, "当场解决"),
    ("河口联络站", date(2025, 4, 10), ["马力克·艾山"], "许某", 20, "转交部门"),
    ("河口联络站", date(2025, 5, 10), ["郑海", "何平"], "吕某", 8, "当场解决"),
]

GOOD, FAIR, POOR, ABSTAIN = "满意", "基本满意", "不满意", "弃权"
VOTERS = 10


def choice(voter, place):
    """What the voter said of the delegate at this place of the list: fixed, and different for each."""
    number = (voter * voter * 3 + place * 5 + voter * (place % 4)) % 13
    return GOOD if number < 7 else FAIR if number < 10 else POOR if number < 12 else ABSTAIN


BALLOTS = [[choice(voter, place) for place in range(len(NAMES))] for voter in range(VOTERS)]


def ballots_of(place):
    return Counter(response[place] for response in BALLOTS)


def in_office(delegate, day):
    return delegate[5] is None or day >= delegate[5]


def session_points(delegate, statuses):
    credit = {PRESENT: Fraction(1), OFFICIAL: Fraction(1), LATE: Fraction(1, 2), ABSENT: Fraction(0)}
    due = [status for status, (day, _) in zip(statuses, MEETINGS) if in_office(delegate, day)]
    counted = [credit[status] for status in due if status != LEAVE]
    return 25 * sum(counted) / len(counted) - 2 * due.count(ABSENT)


def suggestion_points(name):
    shares, replies = Fraction(0), 0
    for _, _, _, lead, joint, state, result in SUGGESTIONS:
        if state != "立案":
            continue
        if lead == name:
            shares += Fraction(1, 2) if joint else 1
            replies += {"A": 2, "B": 1}.get(result, 0)
        elif name in joint:
            shares += Fraction(1, 2) / len(joint)
    return min(6 * shares, Fraction(18)) + min(replies, 4)


def activity_points(name):
    half_days = sum(row[4] for row in ACTIVITIES if name in row[5])
    reports = sum({"视察": 2, "调研": 4, "执法检查": 3}[row[2]] for row in ACTIVITIES if name in row[6])
    return min(half_days, 12) + min(reports, 8)


def reception_points(name):
    visits = [row[4] for row in RECEPTIONS if name in row[2]]
    return min(2 * len(visits), 10) + min(Fraction(sum(visits), 7), Fraction(6))


def voter_points(place):
    ballots = ballots_of(place)
    valid = ballots[GOOD] + ballots[FAIR] + ballots[POOR]
    return Fraction(30 * (100 * ballots[GOOD] + 75 * ballots[FAIR]), 100 * valid)


def points():
    """The exact total of each delegate, by name."""
    totals = {}
    for place, delegate in enumerate(DELEGATES):
        name = delegate[1]
        session = min(session_points(delegate, ATTENDANCE[place]), Fraction(25))
        between = min(suggestion_points(name) + activity_points(name) + reception_points(name), Fraction(45))
        totals[name] = session + between + voter_points(place)
    return totals
