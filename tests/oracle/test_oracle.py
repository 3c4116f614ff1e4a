"""The oracle's own tests: small cases worked by hand.   python3 -m unittest test_oracle"""

import json
import tempfile
import unittest
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

from adding import remaining
from case_words import NEW
from cases import count, make
from compare import differences
from exact import Fault, parse_number, printed, root, rounded, whole
from measuring import share
from oracle import score
from people import Entry
from points import points_from
from scoring import Item, added
from selecting import has_place
from spans import Period, find_date
from tables import Row, split_names

WORDS_SEEN_IN = 150

HEAD = """
[rubric]
id = "t"
name = "t"
version = "1"
in-force = { from = 2025-01-01 }
subject = { table = "roster", name = "name", key = ["name", "level"], mandate = "level", term = { from = "from", pause = "pause", resume = "resume" } }
[tables.roster]
sheet = ["名册"]
columns.name = { header = ["姓名"], type = "text" }
columns.level = { header = ["层次"], type = "text" }
columns.from = { header = ["当选"], type = "date", optional = true }
columns.pause = { header = ["暂停"], type = "date", optional = true }
columns.resume = { header = ["恢复"], type = "date", optional = true }
[tables.sheet]
sheet = ["考勤"]
across = "meeting"
cell = "status"
columns.person = { header = ["姓名"], type = "name" }
columns.level = { header = ["层次"], type = "text", optional = true }
columns.meeting = { type = "text" }
columns.date = { type = "date", from = "header" }
columns.status = { type = "word", words = { present = ["√"], leave = ["假"], absent = ["×"] } }
[dimensions]
a = { name = "a", full = 30 }
[criteria.rate]
name = "rate"
clause = "1"
dimension = "a"
from = "sheet"
measure = { share-of = "status", credit = { present = 1, absent = 0 }, excused = ["leave"] }
points = { full = 20 }
[criteria.judged]
name = "judged"
clause = "2"
dimension = "a"
from = "sheet"
where = { status = "present" }
points = { needed = 2, full = 10 }
"""
ROSTER = "姓名,层次,当选,暂停,恢复\n甲,镇级,,,\n甲,区级,,,\n乙,镇级,2025-07-02,,\n丙,镇级,,2025-06-01,2025-12-30\n丁,镇级,,2025-06-01,\n"
SHEET = "序号,姓名,层次,7月1日会,8月1日会,备注\n1,甲,区级,√,×,\n2,甲,,√,√,\n3,乙,,×,假,无\n4,丙,镇级,√,√,\n"


def run(rubric=HEAD, roster=ROSTER, sheet=SHEET):
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "名册.csv").write_text(roster, encoding="utf-8")
        (Path(folder) / "考勤.csv").write_text(sheet, encoding="utf-8")
        return {one["key"]: one for one in score(rubric, folder, "2025-H2")["subjects"]}


class Scoring(unittest.TestCase):
    def test_exposure_counts_both_ends_and_leaves_out_suspension(self):
        subjects = run()
        self.assertEqual(subjects["乙/镇级"]["exposure"], "183/184")
        self.assertEqual(subjects["丙/镇级"]["exposure"], "1/92")
        self.assertNotIn("丁/镇级", subjects)

    def test_rows_count_for_the_mandate_they_name_or_for_each(self):
        subjects = run()
        self.assertEqual(subjects["甲/区级"]["items"][0]["measure"], "3/4")
        self.assertEqual(subjects["甲/镇级"]["items"][0]["measure"], "1")

    def test_only_leave_is_excused_and_renormalised(self):
        second = run()["乙/镇级"]
        self.assertEqual(second["items"][0]["no-value"], "excused")
        self.assertEqual(second["exact"], "0")

    def test_only_rows_in_suspension_are_not_in_office(self):
        third = run()["丙/镇级"]
        self.assertEqual(third["items"][0]["no-value"], "not-in-office")

    def test_a_blank_cell_is_refused_unless_said_otherwise(self):
        blank = SHEET.replace("√,×", "√,")
        self.assertRaises(Fault, run, sheet=blank)
        skipping = run(HEAD + '[no-value]\nnot-recorded = "skip"\n', sheet=blank)
        self.assertEqual(skipping["甲/区级"]["items"][0]["measure"], "1")

    def test_dense_and_shared_ranks(self):
        ranks = {key: one["rank"] for key, one in run().items()}
        self.assertEqual(ranks, {"甲/镇级": 1, "甲/区级": 2, "乙/镇级": 3, "丙/镇级": 3})


class Small(unittest.TestCase):
    def test_rounding(self):
        for value, mode, wanted in (
            ("0.125", "half-up", "0.13"),
            ("-0.125", "half-up", "-0.13"),
            ("0.125", "half-even", "0.12"),
            ("0.135", "half-even", "0.14"),
            ("-0.129", "down", "-0.12"),
        ):
            self.assertEqual(printed(rounded(Fraction(value), 2, mode), 2), wanted)
        self.assertEqual(printed(rounded(Fraction("-0.001"), 2, "half-up"), 2), "0.00")

    def test_dates_without_year(self):
        self.assertEqual(str(find_date("1月8日会", Period("2018-09-01..2019-08-31"))), "2019-01-08")

    def test_names(self):
        self.assertEqual(split_names("甲、乙（东村） 丙等5人"), (["甲", "乙（东村）", "丙"], 5))

    def test_shares(self):
        def of(split, role, position, signers):
            return share(split, Entry(Row("t", (), None), role, position, signers))

        half = {"lead": Fraction(1, 2), "others": "equal", "most": 3}
        self.assertEqual([of(half, "joint", at, 4) for at in (2, 3, 4)], [Fraction(1, 6), Fraction(1, 6), 0])
        self.assertEqual(of(half, "lead", 1, 1), 1)
        self.assertEqual(of("lead-only", "joint", 1, 1), 1)
        self.assertEqual(of({"lead": 20, "joint": 15}, "joint", 2, 2), 15)

    def test_points(self):
        two_speeds = {"first": {"count": 1, "points": 15}, "then": 5}
        self.assertEqual([points_from(two_speeds, Fraction(at)) for at in (0, 1, 3)], [0, 15, 25])
        target = {"target": 3, "at": 10, "step": 5, "step-down": 2}
        self.assertEqual([points_from(target, Fraction(at)) for at in (1, 3, 4)], [6, 10, 15])
        bands = {"bands": [{"from": Fraction("0.9"), "points": 15}, {"points": 0}]}
        self.assertEqual([points_from(bands, Fraction(at)) for at in ("0.9", "0.89")], [15, 0])

    def test_remaining(self):
        self.assertEqual(remaining([(20, True), (10, False), (None, False)]), 3)
        self.assertIsNone(remaining([(20, True), (None, False)]))
        self.assertEqual(remaining([(None, True), (None, False)]), 1)


class Language(unittest.TestCase):
    def test_units_and_whole_numbers(self):
        units = {"天": 2, "半天": 1, "小时": "1/4"}
        texts = ("1.5天", "3半天", "2 小时", "3", "1.5天")
        self.assertEqual([parse_number(text, units) for text in texts], [3, 3, Fraction(1, 2), 3, 3])
        self.assertRaises(Fault, parse_number, "1周", units)
        values = [Fraction(text) for text in ("1/4", "-1/4", "5/2", "-5/2", "2")]
        self.assertEqual([whole(value, "up") for value in values], [1, -1, 3, -3, 2])
        self.assertEqual([whole(value, "down") for value in values], [0, 0, 2, -2, 2])
        self.assertEqual([whole(value, "half-up") for value in values], [0, 0, 3, -3, 2])

    def test_roots_are_rounded_once(self):
        self.assertEqual(root(Fraction(9), 12), 3)
        self.assertEqual(root(Fraction(2), 3), Fraction("1.414"))
        self.assertEqual(root(Fraction("2.002225"), 2), Fraction("1.42"))
        self.assertEqual(root(Fraction(1, 4), 0), 1)

    def test_parts_of_a_period_are_cut_to_it(self):
        parts = [(str(one.first), str(one.last)) for one in Period("2025-03-10..2025-10-05").parts("quarter")]
        wanted = [("2025-03-10", "2025-03-31"), ("2025-04-01", "2025-06-30"), ("2025-07-01", "2025-09-30")]
        self.assertEqual(parts, [*wanted, ("2025-10-01", "2025-10-05")])
        self.assertEqual(len(Period("2024-12-31..2026-01-01").parts("year")), 3)

    def test_forms_of_points(self):
        self.assertEqual([points_from({"all-or-nothing": 5, "below": 1}, Fraction(at)) for at in (0, 1)], [5, 0])
        both = {"all-or-nothing": 5, "at-least": 1, "below": 3}
        self.assertEqual([points_from(both, Fraction(at)) for at in (0, 1, 3)], [0, 5, 0])
        self.assertEqual(points_from({"start": 50, "less": 5}, Fraction(3)), 35)
        pairs = {"bands": [{"from": 4, "to": 6, "points": [10, 12]}, {"from": 2, "points": [4, 8]}]}
        self.assertEqual([points_from(pairs, Fraction(at)) for at in (1, 2, 3, 4, 5, 9)], [0, 4, 6, 10, 11, 12])

    def test_places_behind_others(self):
        def one(kind):
            return SimpleNamespace(subject=SimpleNamespace(values={"kind": kind}))

        first, second, third = one("a"), one("a"), one("b")
        needs = [({"column": "kind", "is": ["b"]}, 1, None)]
        order = [first, second, third]
        found = [has_place(mine, order[:at], order, 2, needs) for at, mine in enumerate(order)]
        self.assertEqual(found, [True, False, True])
        capped = [({"column": "kind", "is": ["a"]}, 0, 1)]
        found = [has_place(mine, order[:at], order, 2, capped) for at, mine in enumerate(order)]
        self.assertEqual(found, [True, False, True])

    def test_an_item_made_up_for(self):
        def sub(points, effect=None):
            return Item("c", None, points, effect and "excused", effect, Fraction(10))

        left_out = sub(None, "renormalise")
        self.assertEqual(added({}, "c", [sub(Fraction(6)), left_out]).points, 12)
        self.assertEqual(added({"total-cap": 8}, "c", [sub(Fraction(6)), left_out]).attainable, 8)
        self.assertEqual(added({}, "c", [sub(Fraction(6)), sub(None, "skip")]).points, 6)
        self.assertEqual(added({}, "c", [left_out, left_out]).effect, "renormalise")


class Cases(unittest.TestCase):
    def test_same_seed_same_case_and_no_differences(self):
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
            for seed in range(5):
                first, second = make(seed, one), make(seed, two)
                self.assertEqual(list(differences(first, second)), [])
                second["subjects"][0]["total"] = "other"
                self.assertEqual(len(list(differences(first, second))), 1)


    def test_every_word_of_the_language_occurs(self):
        self.assertEqual(count(WORDS_SEEN_IN, None, [], show=lambda text: None), 0)

    def test_words_left_out_do_not_occur(self):
        with tempfile.TemporaryDirectory() as folder:
            make(1, folder, [])
            words = json.loads((Path(folder) / "case.json").read_text(encoding="utf-8"))["words"]
        self.assertEqual(NEW & words.keys(), set())


if __name__ == "__main__":
    unittest.main()
