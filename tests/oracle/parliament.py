"""The totals of rubrics/parliament.toml, reckoned again from the source file alone.

    python3 parliament.py mps_17th.csv results.json

Prints what differs; exit 1 on any.
"""

import csv
import json
import sys
from datetime import date
from fractions import Fraction

FIRST, LAST = date(2019, 6, 1), date(2024, 2, 10)


def day(text, otherwise):
    return otherwise if text == "In Office" else date(*map(int, reversed(text.split("-"))))


def total(row):
    """Attendance 40; debates 30 at 50, questions 25 at 210, bills 5 at 3, for the whole term."""
    start, end = max(day(row["Start of Term"], FIRST), FIRST), min(day(row["End of Term"], LAST), LAST)
    exposure = Fraction((end - start).days + 1, (LAST - FIRST).days + 1)
    needed = [("Debates", 50, 30), ("Questions", 210, 25), ("Private Member Bills", 3, 5)]
    share = Fraction(row["Attendance"].rstrip("%")) / 100
    return share * 40 + sum(min(Fraction(row[name]) / exposure / of, 1) * full for name, of, full in needed)


def main(source, results):
    with open(source, encoding="utf-8", errors="replace", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    with open(results, encoding="utf-8") as file:
        results = json.load(file)
    subjects = {subject["key"]: subject for subject in results["subjects"]}
    wrong = [] if len(subjects) == len(rows) == 559 else [f"{len(rows)} rows, {len(subjects)} subjects"]
    for row in rows:
        found = subjects[f"{row['Constituency']}/{row['Name']}"]
        expected = str(total(row)) if row["Attendance"] else None
        kinds = {item["no-value"] for item in found["items"]}
        if found["exact"] != expected or (expected is None and kinds != {"not-required"}):
            wrong.append(f"{row['Name']}: {expected} / {found['exact']} {kinds}")
    figures = {figure["id"]: figure["value"] for figure in results["figures"]}
    for name in ("Questions", "Debates"):
        expected = sum(int(row[name]) for row in rows if row["Attendance"])
        if figures[name.lower()] != str(expected):
            wrong.append(f"{name}: {expected} / {figures[name.lower()]}")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
