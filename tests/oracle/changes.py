"""What changed between two periods, and why, reckoned from the rules and the sheets by the oracle's own scoring.

    python3 changes.py FOLDER              prints the expected changes as JSON
    python3 changes.py FOLDER found.json   compares them with a comparison.json; exit 1 on any difference

FOLDER holds 2024.toml, 2025.toml and the sheets of both years. Written from docs/compare.md: each cause's part is what it
brings when it is changed, averaged over all orders in which the causes can be changed one after another.
"""

import itertools
import json
import sys
from fractions import Fraction
from pathlib import Path

from oracle import score


class Years:
    """Totals of both years under both rules."""

    def __init__(self, folder):
        folder = Path(folder)
        self.results = {}
        for rules, year in itertools.product(("2024", "2025"), repeat=2):
            text = (folder / f"{rules}.toml").read_text(encoding="utf-8")
            results = score(text, [folder / year], year)
            self.results[year, rules] = {one["key"]: one for one in results["subjects"]}

    def total(self, key, year, rules):
        """None where the year does not know the key."""
        one = self.results[year, rules].get(key)
        return None if one is None else Fraction(one["total"])

    def own(self, year):
        return self.results[year, year]


def parts(causes, worth):
    """Each cause's part of worth(all) - worth(none)."""
    orders = list(itertools.permutations(causes))
    sums = dict.fromkeys(causes, Fraction(0))
    for order in orders:
        for place, cause in enumerate(order):
            sums[cause] += worth(set(order[: place + 1])) - worth(set(order[:place]))
    return {cause: whole / len(orders) for cause, whole in sums.items()}


def pick(done, cause):
    return "2025" if cause in done else "2024"


def of_subjects(years):
    """By key: the change, and how much of it is activity and how much rules."""
    for key in sorted(years.own("2024").keys() & years.own("2025").keys()):
        worth = lambda done, key=key: years.total(key, pick(done, "activity"), pick(done, "rules"))
        split = parts(("activity", "rules"), worth)
        before, after = years.total(key, "2024", "2024"), years.total(key, "2025", "2025")
        yield key, {"difference": after - before, "growth": (after - before) / before if before > 0 else None, **split}


def of_groups(years):
    """By station, and None for all: the change of the mean, split in three."""
    stations = {one["groups"]["station"] for year in ("2024", "2025") for one in years.own(year).values()}
    for station in [None, *sorted(stations)]:
        members = {
            year: [key for key, one in years.own(year).items() if station in (None, one["groups"]["station"])]
            for year in ("2024", "2025")
        }

        def worth(done):
            # Who was there in one year only has no other activity than that year's.
            year = pick(done, "activity")
            totals = []
            for key in members[pick(done, "people")]:
                known = [one for one in (year, "2024", "2025") if key in years.own(one)]
                totals.append(years.total(key, known[0], pick(done, "rules")))
            return sum(totals, Fraction(0)) / len(totals)

        everything = {"activity", "rules", "people"}
        yield station, {"difference": worth(everything) - worth(set()), **parts(sorted(everything), worth)}


def expected(folder):
    years = Years(folder)
    then, now = years.own("2024"), years.own("2025")
    shown = lambda numbers: {name: None if one is None else str(one) for name, one in numbers.items()}
    return {
        "subjects": {key: shown(numbers) for key, numbers in of_subjects(years)},
        "groups": {station or "": shown(numbers) for station, numbers in of_groups(years)},
        "came": sorted(now.keys() - then.keys()),
        "left": sorted(then.keys() - now.keys()),
    }


def found_in(path):
    """The same of a comparison.json."""
    with open(path, encoding="utf-8") as file:
        (pair,) = json.load(file)["pairs"]
    fields = ("difference", "growth", "activity", "rules")
    subjects = {one["key"]: {field: one[field] for field in fields} for one in pair["changes"]}
    fields = ("difference", "activity", "rules", "people")
    groups = {one["value"] or "": {field: one[field] for field in fields} for one in pair["groups"]}
    return {
        "subjects": subjects,
        "groups": groups,
        "came": sorted(one["key"] for one in pair["came"]),
        "left": sorted(one["key"] for one in pair["left"]),
    }


def main(folder, found=None):
    wanted = expected(folder)
    if found is None:
        print(json.dumps(wanted, ensure_ascii=False, indent=2, sort_keys=True))
        return 0
    found = found_in(found)
    for part, numbers in wanted.items():
        if found[part] != numbers:
            print(f"{part}: {found[part]} and not {numbers}")
    return 0 if found == wanted else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
