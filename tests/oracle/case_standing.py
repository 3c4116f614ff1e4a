"""Random conditions and all that follows the total: vetoes, grades, selection, notices."""

from fractions import Fraction

from case_rules import Rules

GRADES = ["优秀", "良好", "称职", "不称职"]


class Standing(Rules):
    """The later sections of a rubric."""

    def __init__(self, chooser, evidence):
        super().__init__(chooser, evidence)
        self.base()
        self.vetoes()
        self.standing()
        self.grades()
        self.selection()
        self.notices()
        self.only_declared(self.sections, {one["name"] for one in self.sections["grades"]})

    def only_declared(self, inside, names):
        """Conditions name grades that the rubric has."""
        for one in inside if isinstance(inside, list) else list(inside.values()):
            if isinstance(one, dict) and isinstance(one.get("grade"), list):
                one["grade"] = [name for name in one["grade"] if name in names] or ["称职"]
            if isinstance(one, (dict, list)):
                self.only_declared(one, names)

    def condition(self, *, late=False):
        """A condition on what stands early; `late` also on grades and ranks."""
        found = [self.of_number(), self.of_number(), self.of_number(), self.of_column()]
        found.append({"exposure": True, "below": Fraction(1, 2)})
        if self.chooser.uses("earlier", 0.5):
            found += [self.of_standing() | {"earlier": self.random.choice([1, 2])}] * 2
        if self.chooser.uses("running", 0.4):
            criterion = {"criterion": self.random.choice(list(self.sections["criteria"]))}
            found.append(criterion | {"running": 2} | self.limits([1, 3, 5]))
        if late and self.chooser.uses("rank-condition", 0.6):
            found += [self.of_rank()] * 2
        if late and self.chooser.uses("running", 0.5):
            found += [self.of_standing() | {"running": 2}] * 2
        if late:
            found.append({"grade": self.random.choice([["不称职"], ["优秀", "良好"]])})
        return self.random.choice(found)

    def of_number(self):
        pick = self.random
        subject = pick.choice(
            [
                {"count": pick.choice(list(self.sections["counts"]))},
                {"criterion": pick.choice(list(self.sections["criteria"]))},
                {"dimension": pick.choice(list(self.sections["dimensions"]))},
            ]
        )
        if "dimension" not in subject and self.chooser.uses("over", 0.3):
            others = [one for one in self.sections["counts"] if one != subject.get("count")]
            if others:
                subject["over"] = pick.choice(others)
        if self.chance(0.15) and "over" not in subject:
            return subject | {"missing": True}
        return subject | self.limits([1, 2, 5, 10])

    def of_column(self):
        found = [{"column": "post", "is": ["leader"]}, {"column": "post", "is-not": ["member"]}]
        if self.chooser.uses("column-missing", 0.6):
            found += [{"column": "kind", "missing": True}] * 2
        return self.random.choice(found)

    def of_rank(self):
        share = {"rank": "share"} | self.random.choice([{"at-most": Fraction(1, 2)}, {"above": Fraction(2, 3)}])
        return self.random.choice([{"rank": True, "at-most": 2}, {"rank": True, "above": 3}, share])

    def of_standing(self):
        """What earlier results tell."""
        total = {"total": True} | self.random.choice([{"below": 60}, {"at-least": 20}])
        grade = {"grade": self.random.choice([["不称职"], ["优秀", "良好"]])}
        return self.random.choice([total, grade, self.of_rank()])

    def base(self):
        if self.chance(0.4):
            base = {"points": self.random.choice([60, 85])}
            if self.chance(0.6):
                base["if"] = [self.condition()]
            if self.part_ids:
                base["part"] = self.random.choice(self.part_ids)
            self.sections["base"] = base

    def vetoes(self):
        pick = self.random
        effects = ["lowest-grade", "zero", "exclude", "bar-selection", {"grade-at-most": "称职"}]
        if self.chooser.uses("no-grade", 0.6):
            effects += ["no-grade"] * 2
        if self.chance(0.6):
            self.sections["vetoes"] = {
                f"v{at}": {"name": f"否决{at}", "clause": "附则", pick.choice(["if", "unless"]): self.condition()}
                | {"effect": pick.choice(effects)}
                for at in range(pick.randint(1, 2))
            }

    def standing(self):
        pick = self.random
        standing = {"ties": pick.choice(["shared", "dense"])}
        if self.chance(0.5):
            count, criterion = ({"count": "n0"}, {"criterion": pick.choice(list(self.sections["criteria"]))})
            standing["tie-break"] = pick.choice([[count], [criterion], [criterion, count]])
        if self.chance(0.3):
            standing["list-if"] = [self.condition() | {"reason": "只列名"}]
        if self.mandate and self.chooser.uses("mandates", 0.6):
            standing["mandates"] = pick.choice(["highest", "highest", "each"])
        self.sections["standing"] = standing

    def grades(self):
        edges = self.random.choice([(90, 80, 60), (30, 20, 10), (Fraction(45, 2), 10, 0)])
        grades = [{"name": name, "from": edge} for name, edge in zip(GRADES, edges)] + [{"name": GRADES[-1]}]
        if self.chooser.uses("printed-to", 0.3):
            grades[1]["to"] = edges[0] - 1
        if self.chooser.uses("places", 0.45):
            grades = self.places(grades)
        self.sections["grades"] = grades

    def places(self, grades):
        """Grades by rank: places alone, beside `from`, ranges, a last grade with its own."""
        pick = self.random
        kind = pick.choice(["percent", "mixed", "range", "range", "last"])
        first, second, third, last = ({"name": one["name"]} for one in grades)
        share = {"percent": pick.choice([20, 30]), "of": pick.choice(["ranked", "all"])}
        share["rounding"] = pick.choice(["floor", "half-up", "ceil"])
        first["places"] = share
        second["places"] = {"percent": 30, "of": "ranked", "rounding": "ceil"}
        third["from"] = grades[2]["from"]
        if kind == "mixed":
            first["from"], second["places"] = grades[0]["from"], {"number": pick.choice([1, 2])}
        if kind in ("range", "last"):
            first["places"] = pick.choice([{"number": 1}, {"range": [0, 2]}, {"range": [1, 2]}])
            second["places"] = {"range": [1, pick.choice([2, 3, 4])]}
        if kind == "last":
            third = None
            last["places"] = {"range": pick.choice([[0, 9], [1, 9], [1, 2]])}
        for grade in (first, second):
            if self.chance(0.6):
                grade["ties"] = pick.choice(["include", "exclude", "committee"])
        found = [first, second, third, last] if third else [first, second, last]
        return found if "称职" in (one["name"] for one in found) else [*found[:-1], found[-1] | {"name": "称职"}]

    def selection(self):
        pick = self.random
        of, rounding = pick.choice(["all", "ranked", "eligible"]), pick.choice(["floor", "half-up", "ceil"])
        quota = {"percent": pick.choice([20, 35, 50, Fraction(25, 2)]), "of": of, "rounding": rounding}
        if self.chance(0.4):
            quota["at-least"] = 1
        if self.chance(0.25):
            quota = {"number": pick.randint(1, 4)}
        if self.chooser.uses("quota-range", 0.25):
            quota = {"range": pick.choice([[1, 2], [2, 4], [0, 1], [1, 4]])}
        spec = {"name": "优秀代表", "word": "表扬", "quota": quota, "per": pick.choice(["peer", "peer", "station"])}
        spec["ties"] = pick.choice(["include", "exclude", "committee"])
        if "range" not in quota and self.chooser.uses("lot", 0.3):
            spec["ties"] = "lot"
        unclear = "range" in quota and spec["ties"] == "exclude"
        if not unclear and self.chooser.uses("floors", 0.4):
            spec["floors"] = self.floors()
        if not unclear and self.chooser.uses("ceilings", 0.4):
            spec["ceilings"] = self.ceilings(spec.get("floors", []))
        if self.chooser.uses("margin", 0.2):
            spec["margin"] = pick.choice([{"points": Fraction(3, 2)}, {"places": 2}, {"percent": 5}])
        if self.chooser.uses("shows", 0.2):
            spec["shows"] = [{"criterion": pick.choice(list(self.sections["criteria"]))}, {"count": "n0"}]
        if self.chance(0.5):
            spec["barred"] = [self.condition(late=True) | {"reason": "不参评"}]
        self.sections["selection"] = spec

    def floors(self):
        pick = self.random
        percent = {"percent": pick.choice([20, 50]), "rounding": pick.choice(["floor", "half-up", "ceil"])}
        one = {"column": "kind", "is": ["farmer"]} | pick.choice([percent, {"number": 1}])
        two = {"column": "kind", "is": ["worker", "cadre"], "percent": 30, "rounding": "floor"}
        found = pick.choice([[one], [one, two], [two]])
        return [floor | {"reason": "结构要求"} for floor in found]

    def ceilings(self, floors):
        """Kinds of their own, or those of a floor; none below it."""
        pick = self.random
        kinds = [floor["is"] for floor in floors] if floors and self.chance(0.5) else []
        taken = {word for floor in floors for word in floor["is"]}
        kinds = kinds[:1] or [[word] for word in ("cadre", "worker", "farmer") if word not in taken][:1]
        size = pick.choice([{"percent": pick.choice([50, 60]), "rounding": pick.choice(["floor", "half-up", "ceil"])}, {"number": pick.choice([1, 2])}])
        return [{"column": "kind", "is": kind, "reason": "结构要求"} | size for kind in kinds]

    def notices(self):
        found = {}
        for at in range(self.random.randint(1, 3) if self.chooser.uses("notices", 0.6) else 0):
            condition = self.random.choice([self.condition(late=True), self.condition(late=True), {"selected": True}])
            found[f"t{at}"] = {"name": "约谈", "clause": "附则", "if": condition, "text": "主席团约谈"}
        if found:
            self.sections["notices"] = found
