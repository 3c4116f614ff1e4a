"""Worked examples with published points, and the readings they must not be taken for.

    python3 -m unittest worked        (in this folder)

In: ../golden/eN-name/{rubric.toml, in/PERIOD/*.csv, expected.txt}. A line of expected.txt is
`key TAB field TAB value`; fields are exact, total, rank, grade, status, selected, exposure, vetoes
(joined by a comma) and item.ID, measure.ID, no-value.ID, dimension.ID, part.ID, rank-in.ID (exact).
The program's golden tests read the same folders.
"""

import shutil
import tempfile
import unittest
from fractions import Fraction
from pathlib import Path

from examples import failing_examples
from oracle import load, score

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
FOLDERS = sorted(path.parent for path in GOLDEN.glob("*/rubric.toml"))


def field_of(subject, field):
    """The value of one field as expected.txt writes it."""
    kind, _, ident = field.partition(".")
    if kind in ("item", "measure", "no-value"):
        item = next(item for item in subject["items"] if item["criterion"] == ident)
        return item[{"item": "exact"}.get(kind, kind)]
    if kind in ("dimension", "part"):
        return next(one["exact"] for one in subject[kind + "s"] if one["id"] == ident)
    if kind == "rank-in":
        return str(subject["rank-in"][ident])
    if kind == "vetoes":
        return ",".join(subject["vetoes"])
    value = subject[field]
    return str(value).lower() if isinstance(value, bool) else str(value)


def run(name, rubric=(), period=None, **sheets):
    """Subjects by key, after texts of the rubric or of a sheet were replaced: pairs (old, new)."""
    folder = next(GOLDEN.glob(name + "-*"))
    text = (folder / "rubric.toml").read_text(encoding="utf-8")
    for old, new in rubric:
        assert old in text, f"{name}: the rubric has no {old}"
        text = text.replace(old, new)
    source = next((folder / "in").iterdir())
    with tempfile.TemporaryDirectory() as scratch:
        target = Path(scratch) / source.name
        shutil.copytree(source, target)
        for sheet, pairs in sheets.items():
            path = target / f"{sheet}.csv"
            lines = path.read_text(encoding="utf-8")
            for old, new in pairs:
                assert old in lines, f"{name}: {sheet} has no {old}"
                lines = lines.replace(old, new)
            path.write_text(lines, encoding="utf-8")
        results = score(text, target, period or source.name)
    return {subject["key"]: subject for subject in results["subjects"]}


class Golden(unittest.TestCase):
    def test_every_folder_comes_out(self):
        for folder in FOLDERS:
            source = next((folder / "in").iterdir())
            text = (folder / "rubric.toml").read_text(encoding="utf-8")
            subjects = {one["key"]: one for one in score(text, source, source.name)["subjects"]}
            for line in (folder / "expected.txt").read_text(encoding="utf-8").splitlines():
                key, field, value = line.split("\t")
                with self.subTest(folder=folder.name, key=key, field=field):
                    self.assertEqual(field_of(subjects[key], field), value)

    def test_every_criterion_has_examples_that_come_out(self):
        for folder in FOLDERS:
            rubric = load((folder / "rubric.toml").read_text(encoding="utf-8"))
            with self.subTest(folder=folder.name):
                self.assertEqual(list(failing_examples(rubric)), [])
                bare = [ident for ident, spec in rubric["criteria"].items() if not spec.get("examples")]
                self.assertEqual(bare, [])


class OtherReadings(unittest.TestCase):
    """Other settings give the values of the other readings, so each example tells them apart."""

    def test_e1_totals(self):
        totals = sorted((Fraction(one["exact"]) for one in run("e1").values()), reverse=True)
        self.assertEqual(totals, [120, 115, 105, 105, 95, 90, 80, 60, 35])

    def test_e1_floor_gives_40(self):
        floor = [("step = 5 }", "step = 5 }\nfloor = 0")]
        self.assertEqual(run("e1", floor)["第二组"]["exact"], "40")

    def test_e1_on_every_target_gives_100(self):
        met = [("第六组,达到,2,1,", "第六组,达到,3,1,")]
        self.assertEqual(run("e1", 小组考评表=met)["第六组"]["exact"], "100")

    def test_e1_suggestions_step_both_ways(self):
        for count, points in enumerate(["-5", "0", "5", "10", "15", "20", "25"]):
            subject = run("e1", 小组考评表=[("第一组,达到,5,", f"第一组,达到,{count},")])["第一组"]
            self.assertEqual(field_of(subject, "item.suggestions"), points)

    def test_e1_ties_at_the_edge(self):
        for ties, chosen in (("include", 4), ("exclude", 2)):
            subjects = run("e1", [('ties = "committee"', f'ties = "{ties}"')])
            self.assertEqual(sum(one["selected"] is True for one in subjects.values()), chosen)
        subjects = run("e1")
        self.assertEqual({key for key, one in subjects.items() if one["selected"] == "committee"}, {"第四组", "第五组"})

    def test_e2_blank_counted_as_zero(self):
        self.assertEqual(run("e2", 选民评议=[("9,甲,\n", "9,甲,0\n")])["甲"]["total"], "81.78")

    def test_e2_value_above_100_accepted(self):
        wider = [('between = [0, 100], outside = "set-aside"', "between = [0, 106]")]
        self.assertEqual(run("e2", wider)["甲"]["total"], "90.02")

    def test_e2_self_mark_counted(self):
        counted = run("e2", [('self = "exclude"', 'self = "include"')])["甲"]
        self.assertEqual((counted["exact"], counted["total"]), ("3561/40", "89.03"))

    def test_e2_no_peers_renormalised(self):
        alone = [(f"{rater},甲,", f"{rater},外人,") for rater in "甲乙丙丁"]
        renormalised = [('missing = "refuse"', 'missing = "renormalise"')]
        self.assertEqual(run("e2", renormalised, 代表互评=alone)["甲"]["total"], "88.92")

    def test_e3_other_readings(self):
        absent = [("leave = 30", "leave = 0")]
        equal = [('split = { lead = 0.5, others = "equal" }', 'split = "equal"')]
        each = [('split = { lead = 0.5, others = "equal" }', 'split = "each-full"')]
        uncapped = [
            ("cap = 10\n", ""),
            ("cap = 15\n", ""),
            ('"活动", full = 10', '"活动"'),
            ('"社情民意", full = 15', '"社情民意"'),
        ]
        for change, total, grade in (
            (absent, "39.17", "不合格"),
            (equal, "56.83", "不合格"),
            (each, "71.00", "合格"),
            (uncapped, "71.17", "合格"),
        ):
            subject = run("e3", change)["乙"]
            self.assertEqual((subject["total"], subject["grade"]), (total, grade))

    def test_e4_half_years(self):
        self.assertEqual(run("e4", period="2023-H1")["甲"]["exact"], "55")
        self.assertEqual(run("e4", period="2023-H2")["甲"]["exact"], "65")

    def test_e6_all_bases_added_gives_108(self):
        self.assertEqual(run("e6", [('once = { per = [], keep = "highest" }\n', "")])["甲"]["exact"], "108")

    def test_e10_rounding(self):
        everyone = 'percent = 20, of = "all", rounding = '
        eligible = 'percent = 20, of = "eligible", rounding = "floor"'
        for mode, seats in (("floor", 12), ("half-up", 13), ("ceil", 13)):
            self.assertEqual(self.selected([(eligible, f'{everyone}"{mode}"')]), seats)
        self.assertEqual(self.selected([]), 10)
        self.assertEqual(self.selected([(eligible, "number = 9")]), 9)

    def test_e10_rounding_of_61(self):
        fewer = {
            "代表名册": [(f"代表{at},其他\n", "") for at in (62, 63, 64)],
            "履职得分": [(f"代表{at},{101 - at}\n", "") for at in (62, 63, 64)],
        }
        for mode, seats in (("floor", 12), ("half-up", 12), ("ceil", 13)):
            change = [('of = "eligible", rounding = "floor"', f'of = "all", rounding = "{mode}"')]
            self.assertEqual(self.selected(change, **fewer), seats)

    def selected(self, rubric, **sheets):
        return sum(one["selected"] is True for one in run("e10", rubric, **sheets).values())

    def test_e12_headlines_of_one_ballot_box(self):
        satisfied = [("good = 90, fair = 70, poor = 50", "good = 100, fair = 0, poor = 0")]
        broadly = [("good = 90, fair = 70, poor = 50", "good = 100, fair = 100, poor = 0")]
        self.assertEqual(run("e12a", satisfied)["乙局"]["exact"], "60")
        self.assertEqual(run("e12a", broadly)["乙局"]["exact"], "90")

    def test_e12_unknown_counted_as_zero(self):
        counted = [('poor = 55 }, not-counted = ["unknown"]', "poor = 55, unknown = 0 }")]
        counted.append(("], points = 100 }", "], points = 50 }"))
        self.assertEqual(run("e12b", counted)["甲局"]["total"], "79.38")

    def test_e12_rounded_to_integers_first(self):
        subject = run("e12e", [("decimals = 2", "decimals = 0")])["甲"]
        self.assertEqual((subject["total"], subject["grade"]), ("90", "优秀"))
        exact = run("e12e", [("decimals = 2", "decimals = 0"), ('grade-on = "rounded"', 'grade-on = "exact"')])
        self.assertEqual(exact["甲"]["grade"], "良好")


if __name__ == "__main__":
    unittest.main()
