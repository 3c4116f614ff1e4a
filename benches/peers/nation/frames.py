"""The scores of rubrics/nation.toml in polars from Python, with the columns of results.parquet.  python3 frames.py FOLDER OUT THREADS

Written from the rubric and its manual, as `scores.sql` is, and not from the program. Every number is whole: a point is numerator and
denominator. Fractions are reduced by numpy's greatest common divisor, which polars has not. The period is 2025-H2, 184 days.
"""

import datetime
import os
import sys

FOLDER, OUT, THREADS = sys.argv[1:]
os.environ["POLARS_MAX_THREADS"] = THREADS
import numpy  # noqa: E402
import polars  # noqa: E402
from polars import col, lit, when  # noqa: E402

FIRST, LAST = datetime.date(2025, 7, 1), datetime.date(2025, 12, 31)
RATINGS = {"优秀": 100, "称职": 80, "基本称职": 60, "不称职": 30}
# Of each class: the fewest votes that count, and its column.
CLASSES = {"选民": (2, "v"), "代表": (3, "d"), "领导": (1, "o")}
WIDE = polars.Int128


def scan(table):
    return polars.scan_parquet(f"{FOLDER}/{table}.parquet")


def both(whole, other):
    return col("kind") == whole, col("status").is_in(other)


def counted(name, kind, states, where=True):
    is_kind, is_state = both(kind, states)
    return (is_kind & is_state & where).sum().cast(polars.Int64).alias(name)


def members():
    ends = [col("from").fill_null(FIRST).clip(lower_bound=FIRST), col("to").fill_null(LAST).clip(upper_bound=LAST)]
    return scan("roster").with_columns(days=(ends[1] - ends[0]).dt.total_days() + 1).filter(col("days") > 0)


def inside(rows, people):
    """The rows of the period, with whether each lies in its subject's term."""
    term = (col("from") <= col("date")).fill_null(True) & (col("date") <= col("to")).fill_null(True)
    return rows.filter(col("date").is_between(FIRST, LAST)).join(people.select("subject", "from", "to"), on="subject").with_columns(inside=term)


def attended(people):
    full, half = ["出席", "公假"], ["迟到", "早退"]
    within, found = col("inside"), []
    for letter, kind in (("s", "人代会"), ("g", "小组会议")):
        for name, states in (("full", full), ("half", half), ("none", ["缺席"]), ("leave", ["请假"])):
            found.append(counted(f"{letter}_{name}", kind, states, within))
        found.append(((col("kind") == kind) & ~within).sum().cast(polars.Int64).alias(f"{letter}_out"))
    found += [counted("visits", "视察", full, within), counted("studies", "调研", full, within)]
    found += [counted("t_full", "学习培训", full, within), counted("t_half", "学习培训", half, within)]
    found.append(counted("receptions", "接待选民", ["出席", *half], within))
    return inside(scan("attendance"), people).group_by("subject").agg(found)


def suggested(people):
    """In parts of 5040, which all numbers of signers up to ten divide."""
    signers, leads = col("signers").cast(polars.Int64), col("role") == "领衔"
    good, fair = (col("result") == "A类").fill_null(False), (col("result") == "B类").fill_null(False)
    rows = inside(scan("suggestions").filter(col("state") == "立案"), people).filter("inside")
    return rows.group_by("subject").agg(
        share=when(signers == 1).then(5040).when(leads).then(2520).otherwise(2520 // (signers - 1)).sum(),
        replies=when(leads & good).then(2).when(leads & fair).then(1).otherwise(0).cast(polars.Int64).sum(),
        solved=when(good & (leads | (signers == 1))).then(4).when(good).then(1).otherwise(0).cast(polars.Int64).sum(),
        led=leads.sum().cast(polars.Int64),
    )


def voted():
    value = col("rating").replace_strict(RATINGS, default=None, return_dtype=polars.Int64)
    sums = []
    for group, (fewest, letter) in CLASSES.items():
        of_class = value.filter(col("class") == group)
        sums += [of_class.count().cast(polars.Int64).alias(f"{letter}_n"), of_class.sum().alias(f"{letter}_sum")]
    found = scan("ballots").group_by("subject").agg(sums)
    enough = [when(col(f"{letter}_n") >= fewest).then(col(f"{letter}_sum")).alias(f"{letter}_sum") for fewest, letter in CLASSES.values()]
    return found.with_columns(enough)


def items():
    """No number where all is excused or outside the term, 0 where nothing is recorded."""
    people = members()
    frame = people.select("subject", "name", "congress", "days")
    for other in (attended(people), suggested(people), voted()):
        frame = frame.join(other, on="subject", how="left")
    marks = [f"{letter}_sum" for _, letter in CLASSES.values()]
    frame = frame.with_columns(polars.exclude("subject", "name", "congress", "days", *marks).fill_null(0))
    rates = []
    for letter in "sg":
        full, half, none = (col(f"{letter}_{name}") for name in ("full", "half", "none"))
        nothing = (col(f"{letter}_leave") + col(f"{letter}_out")) == 0
        rates.append(when(full + half + none > 0).then(10 * (2 * full + half)).when(nothing).then(0).alias(f"{letter}n"))
        rates.append((full + half + none).clip(lower_bound=1).alias(f"{letter}d"))
    days = col("days")
    return frame.with_columns(
        *rates,
        absences=(-3 * (col("s_none") + col("g_none"))).clip(lower_bound=-9),
        shared=(8 * col("share")).clip(upper_bound=16 * 5040),
        replied=col("replies").clip(upper_bound=4),
        inspected=(2 * col("visits") + 3 * col("studies")).clip(upper_bound=16),
        tn=8 * polars.min_horizontal((2 * col("t_full") + col("t_half")) * 184, 6 * days),
        td=6 * days,
        rn=16 * polars.min_horizontal(col("receptions") * 184, 5 * days),
        rd=5 * days,
        extra=col("solved").clip(upper_bound=20),
    )


def totals(frame):
    wide = lambda name: col(name).cast(WIDE)
    sn, gn, sd, gd, absences, days = (wide(name) for name in ("sn", "gn", "sd", "gd", "absences", "days"))
    alone = lambda n, d: n * 2 * d + absences * sd * gd
    session = when(sn.is_null() & gn.is_null()).then(None).when(gn.is_null()).then(alone(sn, gd)).when(sn.is_null()).then(alone(gn, sd))
    session = session.otherwise(sn * gd + gn * sd + absences * sd * gd).clip(lower_bound=0)
    between = wide("shared") * days + (wide("replied") + wide("inspected")) * 5040 * days + wide("tn") * 840 + wide("rn") * 1008
    frame = frame.with_columns(session=session, session_d=sd * gd, between=between, between_d=5040 * days)
    weights, parts = lit(14), []
    for (_, letter), weight in zip(CLASSES.values(), (3, 2, 1)):
        weights = weights + when(col(f"{letter}_sum").is_null()).then(0).otherwise(weight)
        parts.append(when(col(f"{letter}_sum").is_null()).then(1).otherwise(col(f"{letter}_n")).cast(WIDE).alias(f"{letter}d_"))
    extra = 3 * wide("extra") * col("session_d") * col("between_d")
    two = 12 * (col("session") * col("between_d") + col("between") * col("session_d"))
    duty = when(col("session").is_null()).then(20 * col("session_d") * col("between")).otherwise(two) + extra
    frame = frame.with_columns(*parts, duty=duty, duty_d=12 * col("session_d") * col("between_d"), weights=weights.cast(WIDE))
    v, d, o = (col(f"{letter}d_") for letter in "vdo")
    votes = 3 * wide("v_sum").fill_null(0) * d * o + 2 * wide("d_sum").fill_null(0) * v * o + wide("o_sum").fill_null(0) * v * d
    total_n, total_d = 14 * col("duty") * v * d * o + col("duty_d") * votes, col("duty_d") * v * d * o * col("weights")
    frame = frame.with_columns(total_n=total_n, total_d=total_d)
    return frame.with_columns(cents=((200 * col("total_n") + col("total_d")) // (2 * col("total_d"))).cast(polars.Int64), is_ranked=2 * col("days") >= 184)


def ranked(frame):
    """Places in each congress, and who is proposed: 20 in a hundred, none of those tied at the border before the others."""
    order = (col("cents") * 2**17 + (col("sn") * 2520 // col("sd") + 1).fill_null(0)) * 2**16 + col("led")
    frame = frame.with_columns(order=when("is_ranked").then(order), eligible=col("is_ranked") & (col("s_none") < 1))
    frame = frame.with_columns(
        place=col("order").rank("min", descending=True).over("congress").cast(polars.Int64),
        of_all=col("is_ranked").sum().over("congress").cast(polars.Int64),
        of_eligible=col("eligible").sum().over("congress").cast(polars.Int64),
    ).collect()
    tied = frame.lazy().filter("is_ranked").group_by("congress", "place").agg(tied=col("eligible").sum().cast(polars.Int64)).sort("congress", "place")
    tied = tied.with_columns(with_tied=col("tied").cum_sum().over("congress"))
    return frame.lazy().join(tied, on=["congress", "place"], how="left").with_columns(
        places=polars.min_horizontal((40 * col("of_all") + 100) // 200, col("of_eligible"))
    )


def told(n, d):
    """Reduced fractions as text."""
    empty = n.is_null()
    top, below = (series.fill_null(1).cast(polars.Int64).to_numpy() for series in (n, d))
    common = numpy.gcd(top, below)
    frame = polars.DataFrame({"n": top // common, "d": below // common, "empty": empty})
    number = col("n").cast(polars.String)
    fraction = when(col("d") == 1).then(number).otherwise(number + "/" + col("d").cast(polars.String))
    return frame.select(when(~col("empty")).then(fraction)).to_series()


def results(frame):
    cents, none = col("cents"), col("s_none")
    grade = when((cents >= 8500) & (none < 2)).then(lit("优秀")).when((cents >= 7000) & (none < 2)).then(lit("称职"))
    before = col("with_tied") - col("tied") >= col("places")
    chosen = when(~col("eligible") | before).then(lit("false")).when(col("with_tied") <= col("places")).then(lit("true")).otherwise(lit("committee"))
    frame = frame.sort(col("congress"), col("place"), col("subject").cast(polars.String), nulls_last=True).collect()
    fractions = {"exact": ("total_n", "total_d"), "c.sessions": ("sn", "sd"), "c.groups": ("gn", "gd"), "c.absences": ("absences", None)}
    fractions |= {"c.suggestions": ("shared", 5040), "c.replies": ("replied", None), "c.inspections": ("inspected", None)}
    fractions |= {"c.study": ("tn", "td"), "c.receptions": ("rn", "rd"), "c.solved": ("extra", 4)}
    fractions |= {"c.voters": ("v_sum", "v_n"), "c.delegates": ("d_sum", "d_n"), "c.officials": ("o_sum", "o_n")}
    below = lambda d: frame[d] if isinstance(d, str) else polars.repeat(d or 1, frame.height, dtype=polars.Int64, eager=True)
    texts = {name: told(frame[n], below(d)) for name, (n, d) in fractions.items()}
    frame = frame.select(
        key=col("subject").cast(polars.String), name="name", peer="congress", period=lit("2025-H2"),
        status=when("is_ranked").then(lit("ranked")).otherwise(lit("listed")),
        total=(cents // 100).cast(polars.String) + "." + (cents % 100).cast(polars.String).str.zfill(2),
        rank=col("place").cast(polars.UInt32),
        grade=grade.when(cents >= 5500).then(lit("基本称职")).otherwise(lit("不称职")),
        selected=chosen,
    )
    exact = texts.pop("exact")
    frame.insert_column(6, exact.alias("exact"))
    return frame.with_columns(series.alias(name) for name, series in texts.items())


def main():
    frame = ranked(totals(items()).collect(engine="streaming").lazy())
    results(frame).write_parquet(OUT, compression="zstd")


if __name__ == "__main__":
    main()
