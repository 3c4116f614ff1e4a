"""Random criteria over given tables, and what follows them up to the selection. Knows no rows."""

from fractions import Fraction

from case_tables import NOTHINGS

EFFECTS = ["zero", "full", "skip", "renormalise", "renormalise"]
NUMBERS = [Fraction(text) for text in ("1/2", "3/2", "15/2", "1/3", "2/3", "1", "2", "3", "5", "10", "20")]


class Rules:
    """Builds the rule sections of a rubric from one random source."""

    def __init__(self, random, evidence):
        self.random, self.tables = random, evidence.tables
        self.sections = {}
        self.parts()
        self.dimensions()
        self.criteria()
        self.counts()
        self.base()
        self.figures()
        self.standing()

    def chance(self, share):
        return self.random.random() < share

    def amount(self):
        return self.random.choice(NUMBERS)

    def parts(self):
        self.part_ids = []
        if self.chance(0.4):
            weights = self.random.choice([["0.7", "0.3"], ["0.7", "0.2", "0.1"], ["1/3", "2/3"]])
            self.part_ids = [f"p{at}" for at in range(len(weights))]
            parts = {one: {"name": one, "weight": Fraction(weight)} for one, weight in zip(self.part_ids, weights)}
            self.sections["parts"] = parts
            missing = self.random.choice(["zero", "renormalise", "renormalise", "refuse"])
            self.sections["blend"] = {"missing": missing}

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

    def criteria(self):
        dimensions = list(self.sections["dimensions"])
        number = len(dimensions) + self.random.randint(1, 6)
        found = {}
        for at in range(number):
            dimension = dimensions[at] if at < len(dimensions) else self.random.choice(dimensions)
            head = {"name": f"第{at + 1}项", "clause": f"第{at + 1}条", "dimension": dimension}
            found[f"c{at}"] = head | self.criterion()
        self.sections["criteria"] = found

    def criterion(self):
        spec, kind = self.measured()
        spec["points"] = self.points(kind)
        choices = ["none", "none", "points", "cap"] + ["measure"] * (kind in ("count", "sum"))
        spec["prorate"] = self.random.choice(choices)
        if self.chance(0.3):
            spec["cap"] = self.random.choice([5, 8, 12, Fraction(25, 2)])
        if self.chance(0.2):
            spec["floor"] = self.random.choice([0, -3])
        if self.chance(0.2):
            spec["none"] = self.random.choice(["zero", *NOTHINGS])
        if self.chance(0.4):
            spec["no-value"] = {nothing: self.random.choice(EFFECTS) for nothing in self.random.sample(NOTHINGS, 2)}
        return spec

    def measured(self):
        """A `from … measure` and the kind of number it gives."""
        ident = self.random.choice(list(self.tables))
        table = self.tables[ident]
        kind = self.random.choice(table.measures)
        spec = {"from": ident}
        if "rating" in table.measures and {"votes", "tallies"} <= set(self.tables) and self.chance(0.6):
            spec["from"] = ["votes", "tallies"]
        if kind not in ("rating", "share-choice", "share", "mean", "value"):
            spec |= self.chosen(table)
        spec["measure"] = self.measure(table, kind)
        return spec, kind

    def measure(self, table, kind):
        few = {"minimum": self.random.choice([1, 3, 5])} if self.chance(0.5) else {}
        if few and self.chance(0.5):
            few["few"] = self.random.choice(NOTHINGS)
        if kind == "sum":
            return {"sum": self.random.choice(table.numbers)}
        if kind == "distinct":
            return {"distinct": self.random.choice(table.texts + list(table.words))}
        if kind == "mean":
            return {"mean": table.numbers[0]} | few
        if kind == "value":
            return {"value": table.numbers[0]}
        if kind == "rating":
            if self.chance(0.3):
                return {"rating": "choice", "values": {"good": 100, "fair": 75, "poor": 55, "unknown": 0}} | few
            values = {"good": 100, "fair": Fraction(125, 2), "poor": self.random.choice([0, 50])}
            return {"rating": "choice", "values": values, "not-counted": ["unknown"]} | few
        if kind == "share-choice":
            credit = {"good": 1, "fair": Fraction(1, 3), "poor": 0}
            return {"share-of": "choice", "credit": credit, "not-required": ["unknown"]}
        if kind == "share-kind":
            return {"share-of": "kind", "credit": {"inspect": 1, "study": Fraction(2, 3)}, "excused": ["learn"]}
        if kind == "share":
            credit = {"present": 1, "late": Fraction(1, 2), "absent": 0}
            return {"share-of": "status", "credit": credit, "excused": ["leave"], "not-required": ["uninvited"]}
        return "count"

    def chosen(self, table):
        """where, once, split, times."""
        spec, where = {}, {}
        words = table.words | table.optional_words
        for column, ids in words.items():
            if self.chance(0.25):
                one = self.random.choice(ids)
                where[column] = self.random.choice([one, [one, ids[0]], {"not": [one]}, {"present": True}])
        for column in table.numbers:
            if self.chance(0.2):
                where[column] = self.random.choice([{"at-least": 1}, {"below": 3}, {"at-least": 1, "below": 5}])
        if table.roles and self.chance(0.2):
            where["role"] = self.random.choice(table.roles)
        if where:
            spec["where"] = where
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

    def split(self):
        half = {"lead": self.random.choice([Fraction(1, 2), Fraction(3, 5)]), "others": "equal"}
        pair = {"lead": 20, "joint": self.random.choice([15, Fraction(1, 3)])}
        split = self.random.choice(["lead-only", "each-full", "equal", half, pair])
        return split | {"most": 3} if isinstance(split, dict) and self.chance(0.4) else split

    def points(self, kind):
        if kind == "value" and self.chance(0.5):
            return {"judged": [0, 10]}
        whole = {"rating": 100, "mean": 100}.get(kind, 1)
        if kind in ("rating", "mean") or kind.startswith("share"):
            bands = [(Fraction(9, 10), 15), (Fraction(4, 5), Fraction(25, 2)), (Fraction(1, 2), 5)]
            found = [{"from": edge * whole, "points": points} for edge, points in bands] + [{"points": 0}]
            full = {"full": self.random.choice([10, 20, 30])}
            reached = {"all-or-nothing": 5, "at-least": Fraction(whole * 3, 4)}
            return self.random.choice([full | ({"of": whole} if whole > 1 else {}), {"bands": found}, reached])
        target = {"target": 3, "at": 10, "step": self.amount()}
        return self.random.choice(
            [
                {"each": self.amount()},
                {"each": -self.amount()},
                {"first": {"count": self.random.choice([1, 2]), "points": self.amount()}, "then": self.amount()},
                target,
                target | {"step-down": self.amount()},
                {"needed": self.random.choice([2, 4]), "full": 30},
                {"all-or-nothing": self.amount(), "at-least": self.random.choice([1, 2])},
                {"bands": [{"from": 3, "points": 9}, {"from": 1, "points": Fraction(9, 2)}, {"points": 0}]},
            ]
        )

    def counts(self):
        found = {}
        for at in range(self.random.randint(1, 2)):
            spec, _ = self.measured()
            found[f"n{at}"] = {"name": f"计数{at}"} | spec
        self.sections["counts"] = found

    def condition(self):
        pick = self.random
        subject = pick.choice(
            [
                {"count": pick.choice(list(self.sections["counts"]))},
                {"criterion": pick.choice(list(self.sections["criteria"]))},
                {"dimension": pick.choice(list(self.sections["dimensions"]))},
                {"exposure": True},
                {"column": "post"},
            ]
        )
        if "column" in subject:
            return subject | pick.choice([{"is": ["leader"]}, {"is-not": ["member"]}])
        if "exposure" in subject:
            return subject | {"below": Fraction(1, 2)}
        if self.chance(0.15):
            return subject | {"missing": True}
        return subject | pick.choice([{"at-least": self.amount()}, {"below": self.amount()}, {"at-least": 1, "below": 9}])

    def base(self):
        if self.chance(0.4):
            base = {"points": self.random.choice([60, 85])}
            if self.chance(0.6):
                base["if"] = [self.condition()]
            if self.part_ids:
                base["part"] = self.random.choice(self.part_ids)
            self.sections["base"] = base

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

    def standing(self):
        pick = self.random
        effects = ["lowest-grade", "zero", "exclude", "bar-selection", {"grade-at-most": "称职"}]
        if self.chance(0.6):
            self.sections["vetoes"] = {
                f"v{at}": {"name": f"否决{at}", "clause": "附则", pick.choice(["if", "unless"]): self.condition()}
                | {"effect": pick.choice(effects)}
                for at in range(pick.randint(1, 2))
            }
        standing = {"ties": pick.choice(["shared", "dense"])}
        if self.chance(0.5):
            count, criterion = ({"count": "n0"}, {"criterion": pick.choice(list(self.sections["criteria"]))})
            standing["tie-break"] = pick.choice([[count], [criterion], [criterion, count]])
        if self.chance(0.3):
            standing["list-if"] = [self.condition() | {"reason": "只列名"}]
        self.sections["standing"] = standing
        high, middle, low = pick.choice([(90, 80, 60), (30, 20, 10), (Fraction(45, 2), 10, 0)])
        names = ["优秀", "良好", "称职"]
        grades = [{"name": name, "from": edge} for name, edge in zip(names, (high, middle, low))]
        self.sections["grades"] = [*grades, {"name": "不称职"}]
        self.selection()

    def selection(self):
        pick = self.random
        of, rounding = pick.choice(["all", "ranked", "eligible"]), pick.choice(["floor", "half-up", "ceil"])
        quota = {"percent": pick.choice([20, 35, Fraction(25, 2)]), "of": of, "rounding": rounding}
        if self.chance(0.4):
            quota["at-least"] = 1
        if self.chance(0.25):
            quota = {"number": pick.randint(1, 4)}
        spec = {"name": "优秀代表", "word": "表扬", "quota": quota, "per": pick.choice(["peer", "peer", "station"])}
        spec["ties"] = pick.choice(["include", "exclude", "committee"])
        if self.chance(0.5):
            spec["barred"] = [self.condition() | {"reason": "不参评"}]
        self.sections["selection"] = spec
