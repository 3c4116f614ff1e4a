"""Random rules from parts to figures over given tables. Knows no rows; standing is in case_standing.py."""

from fractions import Fraction

from case_measures import Measures
from case_tables import NOTHINGS

EFFECTS = ["zero", "full", "skip", "renormalise", "renormalise"]
SPANS = ["half-year", "quarter", "month", "year"]
COUNTED = ("count", "sum", "distinct")


class Rules(Measures):
    """Builds the rule sections of a rubric from one random source."""

    def __init__(self, chooser, evidence):
        super().__init__(chooser, evidence)
        self.mandate = evidence.mandate
        self.sections = {}
        self.counts()
        self.parts()
        self.dimensions()
        self.criteria()
        self.figures()

    def parts(self):
        self.part_ids = []
        if self.chance(0.4):
            weights = self.random.choice([["0.7", "0.3"], ["0.7", "0.2", "0.1"], ["1/3", "2/3"]])
            self.part_ids = [f"p{at}" for at in range(len(weights))]
            parts = {one: {"name": one, "weight": Fraction(weight)} for one, weight in zip(self.part_ids, weights)}
            for part in parts.values():
                if self.chooser.uses("normalise-part", 0.25):
                    part["normalise"] = self.normalise()
            self.sections["parts"] = parts
            missing = self.random.choice(["zero", "renormalise", "renormalise", "refuse"])
            self.sections["blend"] = {"missing": missing}

    def normalise(self):
        """A way to compare within a group."""
        method = self.random.choice(["goalposts", "highest", "min-max", "percentile", "z-score"])
        spec = {"method": method}
        if method == "goalposts":
            return spec | {"from": self.random.choice([[0, 50], [20, 0], [1, 4]]), "to": self.random.choice([[0, 100], [0, 20]])}
        if self.chance(0.6):
            spec["within"] = self.random.choice(["peer", "station"])
        if method == "z-score":
            spec |= {"at": 75, "spread": self.random.choice([10, Fraction(15, 2)])}
        if self.chance(0.6):
            spec["to"] = self.random.choice([[0, 100], [60, 90], [0, 10]] if method != "z-score" else [[0, 100], [60, 90]])
        return spec | {"if-alone": self.random.choice([80, 1, Fraction(1, 2)])}

    def dimensions(self):
        number = self.random.randint(max(2, len(self.part_ids)), 4)
        found = {}
        for at in range(number):
            spec = {"name": f"第{at + 1}维"}
            if self.chance(0.7):
                spec["full"] = self.random.choice([10, 20, 40, 60])
            if self.chance(0.15):
                spec["cap"] = self.random.choice(["none", 15])
            if self.chance(0.4):
                spec["floor"] = self.random.choice([0, 0, -5])
            if self.chance(0.3):
                spec["weight"] = self.random.choice([Fraction(1, 2), Fraction(13, 10), Fraction(1, 3)])
            if self.part_ids:
                spec["part"] = self.part_ids[at % len(self.part_ids)]
            self.compare_or_split(spec)
            found[f"d{at}"] = spec
        if self.chance(0.6):
            bonus = {"name": "附加分", "bonus": True}
            if self.part_ids:
                bonus["part"] = self.random.choice(self.part_ids)
            if self.chance(0.5):
                bonus["cap"] = self.amount()
            found["extra"] = bonus
            if self.chance(0.5):
                self.sections["bonus"] = {"cap": self.random.choice([5, 10])}
        self.sections["dimensions"] = found

    def compare_or_split(self, spec):
        if self.chooser.uses("dimension-per", 0.2):
            dated = any(table.dated for table in self.tables.values())
            spec["per"] = self.random.choice(SPANS if dated else ["half-year", "year"])
            if self.chooser.uses("total-cap", 0.5):
                spec["total-cap"] = self.random.choice([15, 25])
            if self.chance(0.3):
                spec["total-floor"] = 0
        if self.chooser.uses("normalise-dimension", 0.2):
            spec["normalise"] = self.normalise()

    def criteria(self):
        dimensions = list(self.sections["dimensions"])
        number = len(dimensions) + self.random.randint(1, 6)
        found = {}
        for at in range(number):
            dimension = dimensions[at] if at < len(dimensions) else self.random.choice(dimensions)
            head = {"name": f"第{at + 1}项", "clause": f"第{at + 1}条", "dimension": dimension}
            found[f"c{at}"] = head | self.criterion(self.sections["dimensions"][dimension].get("per"))
        self.sections["criteria"] = found

    def criterion(self, per):
        """One rule; `per` is that of its dimension."""
        spec, kind = self.measured()
        while per and not self.may_split(spec, per, kind):
            spec, kind = self.measured()
        self.split_up(spec, kind, per)
        if "per" in spec and isinstance(spec["measure"], dict):
            spec["measure"].pop("turnout", None)
        if "per" not in spec and kind != "value-ranged" and self.chooser.uses("normalise", 0.15):
            spec["normalise"] = self.normalise()
        spec["points"] = self.points(kind, "normalise" in spec)
        choices = ["none", "none", "points", "cap"] + ["measure"] * (kind in ("count", "sum"))
        if kind in COUNTED and {"first", "target", "needed", "all-or-nothing"} & set(spec["points"]):
            choices += ["target"] * 2 if self.chooser.uses("prorate-target", 0.8) else []
        spec["prorate"] = self.random.choice(choices)
        if self.chance(0.3):
            spec["cap"] = self.random.choice([5, 8, 12, Fraction(25, 2)])
        if self.chance(0.2) or ("start" in spec["points"] and self.chance(0.6)):
            spec["floor"] = self.random.choice([0, -3])
        if self.chance(0.2):
            spec["none"] = self.random.choice(["zero", *NOTHINGS])
        if self.chance(0.4):
            spec["no-value"] = {nothing: self.random.choice(EFFECTS) for nothing in self.random.sample(NOTHINGS, 2)}
        return spec

    def split_up(self, spec, kind, per):
        """Sub-periods: those of the dimension, those needed, or at random."""
        if per:
            spec["per"] = per
            return
        needed = kind.startswith("value") and self.folders > 1
        per = self.random.choice(["half-year"] if needed else SPANS)
        if (needed or self.chance(0.5)) and self.may_split(spec, per, kind) and self.chooser.uses("per", 0.8 if needed else 0.4):
            spec["per"] = per
            if self.chooser.uses("total-cap", 0.4):
                spec["total-cap"] = self.random.choice([10, 20])
            if self.chance(0.2):
                spec["total-floor"] = self.random.choice([0, -3])

    def may_split(self, spec, per, kind):
        tables = [spec["from"]] if isinstance(spec["from"], str) else spec["from"]
        dated = all(self.tables[one].dated for one in tables)
        return kind != "value-ranged" and (dated or per in ("half-year", "year"))

    def points(self, kind, normalised):
        if kind == "value-step":
            return {"judged": [[8, 10], [Fraction(9, 2), 7], [0, 3]]} if not normalised else {"each": self.amount()}
        if kind == "value-ranged":
            bands = [(Fraction(9, 10), [12, 15]), (Fraction(4, 5), [8, 11])]
            judged = [{"from": edge, "between": pair} for edge, pair in bands] + [{"between": [0, 7]}]
            return {"judged": judged, "by": "rate"}
        if kind == "value" and not normalised and self.chance(0.5):
            return {"judged": [0, 10]}
        whole = {"rating": 100, "mean": 100, "stages": 100}.get(kind, 1)
        if kind in ("rating", "mean", "ratio", "stages") or kind.startswith("share"):
            return self.points_of_rate(whole)
        return self.points_of_count()

    def points_of_rate(self, whole):
        bands = [(Fraction(9, 10), 15), (Fraction(4, 5), Fraction(25, 2)), (Fraction(1, 2), 5)]
        found = [{"from": edge * whole, "points": points} for edge, points in bands] + [{"points": 0}]
        if self.chooser.uses("printed-to", 0.3):
            found[0]["to"], found[1]["to"] = whole, Fraction(89, 100) * whole
        full = {"full": self.random.choice([10, 20, 30])}
        reached = {"all-or-nothing": 5, "at-least": Fraction(whole * 3, 4)}
        forms = [full | ({"of": whole} if whole > 1 else {}), {"bands": found}, reached]
        if self.chooser.uses("band-pairs", 0.6):
            rising = [{"from": Fraction(9, 10) * whole, "to": whole, "points": [12, 15]}]
            rising += [{"from": Fraction(4, 5) * whole, "points": [8, 11]}, {"from": 0, "points": [0, 7]}]
            forms += [{"bands": rising}] * 2
        return self.random.choice(forms)

    def points_of_count(self):
        target = {"target": 3, "at": 10, "step": self.amount()}
        forms = [
            {"each": self.amount()},
            {"each": -self.amount()},
            {"first": {"count": self.random.choice([1, 2]), "points": self.amount()}, "then": self.amount()},
            target,
            target | {"step-down": self.amount()},
            {"needed": self.random.choice([2, 4]), "full": 30},
            {"all-or-nothing": self.amount(), "at-least": self.random.choice([1, 2])},
            {"bands": [{"from": 3, "points": 9}, {"from": 1, "points": Fraction(9, 2)}, {"points": 0}]},
        ]
        if self.chooser.uses("start", 0.6):
            forms += [{"start": self.random.choice([10, 50]), "less": self.amount()}] * 2
        if self.chooser.uses("below", 0.6):
            forms += [{"all-or-nothing": 5, "below": 1}, {"all-or-nothing": 8, "at-least": 1, "below": 3}]
        if self.chooser.uses("band-pairs", 0.4):
            forms.append({"bands": [{"from": 3, "to": 6, "points": [9, 12]}, {"from": 1, "points": [2, 8]}, {"points": 0}]})
        return self.random.choice(forms)

    def counts(self):
        found = {}
        for at in range(self.random.randint(1, 2)):
            spec, _ = self.measured()
            found[f"n{at}"] = {"name": f"计数{at}"} | spec
        if "marks" in self.tables:
            found["rate"] = {"name": "参会率", "from": "marks", "measure": {"value": "turnout"}}
            if self.tables["marks"].folders > 1:
                del found["rate"]
                self.tables["marks"].measures.remove("value-ranged")
        self.sections["counts"] = found

    def figures(self):
        found = {}
        for ident, table in self.tables.items():
            words = [*table.words]
            if "count" not in table.measures or self.chance(0.4):
                continue
            spec = {"name": f"合计{ident}", "unit": "件", "from": ident}
            if words and self.chance(0.5):
                spec["where"] = {words[0]: table.words[words[0]][0]}
            measures = ["count"] + [{"sum": one} for one in table.numbers] + [{"distinct": one} for one in table.texts]
            found[f"f-{ident}"] = spec | {"measure": self.random.choice(measures)}
        if found:
            self.sections["figures"] = found
