"""Random results of earlier periods, as results.json tells them: adjoining or not, some subjects missing."""

from datetime import timedelta
from fractions import Fraction

from case_standing import GRADES
from exact import printed, rounded, shown
from spans import Period


class Earlier:
    """Draws results of one or two periods before a period."""

    def __init__(self, random, rubric_id, criteria, keys):
        self.random, self.rubric_id, self.criteria, self.keys = random, rubric_id, criteria, keys

    def chance(self, share):
        return self.random.random() < share

    def before(self, period):
        found, first = [], Period(period).first
        for _ in range(self.random.choice([1, 2, 2])):
            last = first - timedelta(days=1 if self.chance(0.85) else 40)
            first = last - timedelta(days=self.random.choice([183, 364]))
            found.append(self.results(first, last))
        return found

    def results(self, first, last):
        return {
            "schema": "duly.results/1",
            "period": {"id": f"{first}..{last}", "from": str(first), "to": str(last)},
            "rubric": {"id": self.rubric_id, "version": "1", "sha256": "0" * 64},
            "figures": [],
            "subjects": [self.subject(key) for key in self.keys if self.chance(0.85)],
        }

    def subject(self, key):
        exact = Fraction(self.random.randint(-10, 400), 3) if self.chance(0.9) else None
        head = {"key": key, "name": key, "status": "listed" if exact is None else "ranked", "reason": None}
        head |= {"peer": self.random.choice(["", "镇级"]), "groups": {}, "exposure": "1"}
        head |= {"items": [self.item(ident) for ident in self.criteria], "dimensions": [], "parts": []}
        head |= {"total": self.text(exact), "exact": shown(exact)}
        head |= {"rank": None if exact is None else self.random.randint(1, 6), "rank-in": {}}
        return head | {"grade": self.random.choice(GRADES), "vetoes": [], "selected": False}

    def item(self, ident):
        points = Fraction(self.random.randint(0, 40), 4) if self.chance(0.9) else None
        nothing = "excused" if points is None else None
        return {"criterion": ident, "measure": None, "points": self.text(points), "exact": shown(points), "no-value": nothing}

    @staticmethod
    def text(value):
        return None if value is None else printed(rounded(value, 2, "half-up"), 2)
