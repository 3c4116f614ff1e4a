"""Random `from … measure` parts over given tables, for criteria and counts. Knows no points."""

from fractions import Fraction

from case_tables import NOTHINGS
from choosing import many

NUMBERS = [Fraction(text) for text in ("1/2", "3/2", "15/2", "1/3", "2/3", "1", "2", "3", "5", "10", "20")]
BALLOTS = ("rating", "share-choice", "share", "mean", "ratio", "stages")
STAGES = ["selfmark", "groupmark", "committee"]


class Measures:
    """Draws a measure and the rows it looks at."""

    def __init__(self, chooser, evidence):
        self.chooser, self.random = chooser, chooser.random
        self.tables = {ident: table for ident, table in evidence.tables.items() if table.measures}
        self.all_tables, self.all_specs = evidence.tables, evidence.specs
        self.folders = len(evidence.folders)

    def chance(self, share):
        return self.random.random() < share

    def amount(self):
        return self.random.choice(NUMBERS)

    def measured(self):
        """A `from … measure` and the kind of number it gives."""
        ident = self.random.choice(list(self.tables))
        table = self.tables[ident]
        kinds = [kind for kind in table.measures if kind != "value-ranged" or self.chooser.uses("judged-by", 0.8)]
        kinds = [kind for kind in kinds if kind != "value-step" or self.chooser.uses("judged-ranges", 0.8)]
        kind = self.random.choice(kinds)
        spec = {"from": ident}
        if ident in STAGES:
            spec["from"] = [stage for stage in STAGES if stage in self.tables]
        both = "rating" in table.measures and {"votes", "tallies"} <= set(self.tables)
        if both and self.chance(0.4):
            spec["from"] = ["votes", "tallies"]
        spec["measure"] = self.measure(table, kind, spec)
        if kind == "rating":
            self.turnout(spec)
        if kind not in BALLOTS and not kind.startswith("value"):
            spec |= self.chosen(table)
            if kind == "share-kind" and "once" not in spec:
                spec.pop("times", None)
        elif kind in ("rating", "mean"):
            spec |= self.weighed(table, spec)
        return spec, kind

    def measure(self, table, kind, spec):
        if kind == "sum":
            return {"sum": self.random.choice(table.numbers)}
        if kind == "distinct":
            return {"distinct": self.random.choice(table.texts + list(table.words))}
        if kind == "mean":
            return {"mean": table.numbers[0]} | self.beside(table, kind, spec)
        if kind.startswith("value"):
            return {"value": {"value": table.numbers[0], "value-step": "step", "value-ranged": "ranged"}[kind]}
        if kind == "ratio":
            return {"ratio": "done", "over": "planned"}
        if kind == "stages":
            return self.of_stages(spec)
        if kind == "rating":
            values = {"good": 100, "fair": Fraction(125, 2), "poor": self.random.choice([0, 50])}
            how = {"rating": "choice", "values": values, "not-counted": ["unknown"]}
            if self.chance(0.3):
                how = {"rating": "choice", "values": {"good": 100, "fair": 75, "poor": 55, "unknown": 0}}
            return how | self.beside(table, kind, spec)
        if kind == "share-choice":
            credit = {"good": 1, "fair": Fraction(1, 3), "poor": 0}
            return {"share-of": "choice", "credit": credit, "not-required": ["unknown"]}
        if kind == "share-kind":
            return {"share-of": "kind", "credit": {"inspect": 1, "study": Fraction(2, 3)}, "excused": ["learn"]}
        if kind == "share":
            credit = {"present": 1, "late": Fraction(1, 2), "absent": 0}
            return {"share-of": "status", "credit": credit, "excused": ["leave"], "not-required": ["uninvited"]}
        return "count"

    def few(self):
        few = {"minimum": self.random.choice([1, 3, 5])} if self.chance(0.4) else {}
        if few and self.chance(0.5):
            few["few"] = self.random.choice(NOTHINGS)
        return few

    def beside(self, table, kind, spec):
        """minimum, few, weights, trim."""
        found = self.few()
        column = {"rating": "mode", "mean": "class"}[kind]
        if column in table.words and isinstance(spec["from"], str) and self.chooser.uses("weights", 0.5):
            one, two = table.words[column]
            return found | self.weights({column: {one: Fraction(3, 5), two: self.amount()}})
        if kind == "mean" and self.chooser.uses("trim", 0.5):
            found["trim"] = self.random.choice([1, Fraction(1, 10), Fraction(1, 4), 2])
        return found

    def turnout(self, spec):
        """The turnout that a vote needs, told by its own rows or by a sheet beside it."""
        tables = [self.all_specs[ident] for ident in many(spec["from"])]
        told = any("turnout" in one for one in tables)
        if spec["from"] == "votes" and "hall" in self.all_tables:
            spec["from"], told = ["votes", "hall"], True
        if not told or not self.chooser.uses("turnout", 0.7):
            return
        over = "due" if "hall" in many(spec["from"]) else self.random.choice(["due", "due", "present"])
        of = "present" if over == "due" else "valid"
        share = self.random.choice([Fraction(1, 2), Fraction(2, 3), Fraction(2, 5)])
        spec["measure"]["turnout"] = {"of": of, "over": over, self.random.choice(["at-least", "above"]): share}
        spec["measure"].setdefault("few", self.random.choice(NOTHINGS))

    def weights(self, weights):
        found = {"weights": weights}
        if self.chance(0.85):
            found["missing"] = self.random.choice(["zero", "renormalise", "renormalise", "refuse"])
        if self.chooser.uses("minimum-each", 0.4):
            found["minimum-each"] = self.random.choice([1, 2, 3])
        return found

    def of_stages(self, spec):
        if len(spec["from"]) > 1 and self.chooser.uses("weights", 0.5):
            shares = [Fraction(1, 5), Fraction(3, 10), Fraction(1, 2)]
            return {"mean": "score"} | self.weights({"table": dict(zip(spec["from"], shares))})
        if self.chooser.uses("last", 1):
            return {"last": "score"}
        return {"mean": "score"}

    def weighed(self, table, spec):
        """Ballots that weigh by a word."""
        columns = [column for column in ("mode", "class") if column in table.words]
        if "trim" in spec["measure"] or "weights" in spec["measure"] or not isinstance(spec["from"], str):
            return {}
        if not columns or not self.chooser.uses("times-of-ballots", 0.6):
            return {}
        one, two = table.words[columns[0]]
        return {"times": {columns[0]: {one: self.random.choice([0, 1, 2]), two: self.amount()}}}

    def chosen(self, table):
        """where, link, once, split, times."""
        spec, where = {}, self.where(table)
        if where:
            spec["where"] = where
        if link := self.link(table):
            spec["link"] = link
        if "number" in table.texts and self.chance(0.4):
            spec["once"] = {"per": self.random.choice([["number"], ["number", "kind"], []]), "keep": "highest"}
        if "lead" in table.roles and self.chance(0.8):
            spec["split"] = self.split()
        times = {}
        for column, ids in table.words.items():
            if self.chance(0.3):
                times[column] = {one: self.amount() for one in ids}
        if table.roles and self.chance(0.3):
            times["role"] = {table.roles[0]: self.amount(), "else": self.random.choice([0, 1])}
        return spec | ({"times": times} if times else {})

    def where(self, table):
        where = {}
        for column, ids in (table.words | table.optional_words).items():
            if self.chance(0.25):
                one = self.random.choice(ids)
                where[column] = self.random.choice([one, [one, ids[0]], {"not": [one]}, {"present": True}])
        for column in table.numbers:
            if self.chance(0.3):
                where[column] = self.limits([1, 3, Fraction(3, 2)])
        if table.roles and self.chance(0.2):
            where["role"] = self.random.choice(table.roles)
        if "lead" in table.roles:
            if self.chooser.uses("where-signers", 0.2):
                where["signers"] = self.limits([2, 3])
            if self.chooser.uses("where-position", 0.15):
                where["position"] = self.random.choice([{"at-least": 2}, {"below": 3}, {"below": 2}])
        return where

    def limits(self, numbers):
        """One or two limits of a number."""
        one = self.random.choice(numbers)
        found = [{"at-least": one}, {"below": one}, {"at-least": 1, "below": 5}]
        if self.chooser.uses("above", 0.5):
            found += [{"above": one}, {"above": 1, "below": 5}]
        if self.chooser.uses("at-most", 0.5):
            found += [{"at-most": one}, {"at-least": 1, "at-most": 3}]
        return self.random.choice(found)

    def link(self, table):
        ours = "number" if "number" in table.texts else "source" if "title" in table.texts else None
        others = [one for one in ("suggestions", "reports", "excellent") if one in self.all_tables]
        others = [one for one in others if self.all_tables[one] is not table]
        if ours is None or not others or not self.chooser.uses("link", 0.5):
            return None
        links = [self.one_link(ours, self.random.choice(others), table) for _ in range(self.random.choice([1, 1, 2]))]
        return links[0] if len(links) == 1 and self.chance(0.5) else links

    def one_link(self, ours, other, table):
        theirs = "source" if other == "reports" else "number"
        spec = {self.random.choice(["in", "not-in"]): other, "by": {ours: theirs}}
        if "kind" in table.words and other == "excellent" and self.chance(0.3):
            spec["by"]["kind"] = "kind"
        if other == "excellent" or self.chance(0.4):
            spec["who"] = "anyone"
        elif self.chance(0.5):
            spec["who"] = "same"
        if other == "suggestions" and self.chance(0.4):
            spec["where"] = {"state": "filed"}
        return spec

    def split(self):
        half = {"lead": self.random.choice([Fraction(1, 2), Fraction(3, 5)]), "others": "equal"}
        pair = {"lead": 20, "joint": self.random.choice([15, Fraction(1, 3)])}
        if self.chooser.uses("split-sole", 0.5):
            pair["sole"] = self.random.choice([25, 10])
        split = self.random.choice(["lead-only", "each-full", "equal", half, pair])
        return split | {"most": 3} if isinstance(split, dict) and self.chance(0.4) else split
