"""The words of the language that a case uses, so that a test can show that each occurred.

NEW are those that can be left out of random cases, as long as the program does not know them.
"""

from collections import Counter

from choosing import many
from conditions import as_list
from measuring import measure_word
from points import form_of

NEW = set(
    "units whole months-begun months-full word-peers congresses two-folders long-period where-signers where-position above at-most "
    "link split-sole ratio last times-of-ballots weights minimum-each trim below start band-pairs judged-ranges printed-to "
    "judged-by prorate-target per dimension-per total-cap normalise normalise-dimension normalise-part over "
    "turnout column-missing rank-condition running earlier no-grade mandates places quota-range floors ceilings lot margin shows notices".split()
)
OLD = set(
    "count sum distinct share-of mean rating value each first target needed full all-or-nothing bands judged where "
    "once split times none prorate-measure prorate-points prorate-cap cap floor no-value parts blend base bonus "
    "counts figures vetoes list-if tie-break selection barred grades days".split()
)
METHODS = {f"normalise-{method}" for method in "goalposts highest min-max percentile z-score".split()}
OUTCOMES = set("ranked listed excluded grades-open left-to-committee noticed not-in-office excused zeroed".split())
NORMALISING = {"normalise", "normalise-dimension", "normalise-part"}
DEPENDENT = {"notices": {"noticed"}, "places": {"grades-open"}}
ALL = NEW | OLD | METHODS | OUTCOMES


class Chooser:
    """A random source that knows which words may be used."""

    def __init__(self, random, only=None, without=()):
        self.random, self.only = random, set(only) if only is not None else None
        self.without = set(without)
        for word in self.without | (self.only or set()):
            if word not in NEW:
                raise SystemExit(f"unknown word {word}; known: {' '.join(sorted(NEW))}")

    def chance(self, share):
        return self.random.random() < share

    def uses(self, word, share):
        """Whether to use a word here; oftener where few words are asked for."""
        drawn = self.random.random()
        if word in self.without or (self.only is not None and word not in self.only):
            return False
        return drawn < (max(share, 0.5) if self.only is not None and len(self.only) < 8 else share)


def expected_words(only, without):
    """The words that many cases together must show."""
    left_out = set(without) | (NEW - set(only) if only is not None else set())
    for word, dependent in DEPENDENT.items():
        if word in left_out:
            left_out |= dependent
    if NORMALISING <= left_out:
        left_out |= METHODS
    return ALL - left_out


def words_of(rubric, results, folders):
    """How often each word stands in a rubric, and each outcome in its results."""
    found = Counter({"two-folders": int(len({one.split("/")[0] for one in folders}) > 1)})
    found["congresses"] = int(any("/" in one for one in folders))
    for spec in rubric["criteria"].values():
        found.update(of_measured(spec))
        found.update(of_points(spec["points"]))
        found[f"prorate-{spec.get('prorate', 'none')}"] += 1
        found.update(word for word in ("cap", "floor", "no-value", "none", "per", "total-cap") if word in spec)
    for spec in rubric.get("counts", {}).values():
        found.update(of_measured(spec))
    for kind, specs in {"": rubric["criteria"], "-dimension": rubric["dimensions"], "-part": rubric.get("parts", {})}.items():
        for spec in specs.values():
            if "normalise" in spec:
                found.update([f"normalise{kind}", f"normalise-{spec['normalise']['method']}"])
    found["dimension-per"] += sum("per" in spec for spec in rubric["dimensions"].values())
    found.update(word for word in ("parts", "blend", "base", "bonus", "counts", "figures", "vetoes", "grades") if rubric.get(word))
    found.update(of_head(rubric))
    found.update(of_standing(rubric))
    found.update(of_results(results))
    return {word: times for word, times in sorted(found.items()) if times and word in ALL}


def of_measured(spec):
    how = spec.get("measure", "count")
    yield measure_word(how)
    yield from (word for word in ("weights", "minimum-each", "trim", "turnout") if word in how)
    yield from (word for word in ("where", "once", "split", "times", "link") if word in spec)
    if "times" in spec and measure_word(how) in ("mean", "rating"):
        yield "times-of-ballots"
    if isinstance(spec.get("split"), dict) and "sole" in spec["split"]:
        yield "split-sole"
    for column, wanted in spec.get("where", {}).items():
        if column in ("signers", "position"):
            yield f"where-{column}"
        yield from (word for word in ("above", "at-most") if word in wanted)


def of_points(points):
    word = form_of(points)
    yield word
    if "below" in points:
        yield "below"
    if word == "bands" and any("to" in band and not isinstance(band["points"], list) for band in points["bands"]):
        yield "printed-to"
    if word == "bands" and any(isinstance(band["points"], list) for band in points["bands"]):
        yield "band-pairs"
    if word == "judged" and "by" in points:
        yield "judged-by"
    elif word == "judged" and isinstance(points["judged"][0], list):
        yield "judged-ranges"


def of_head(rubric):
    yield rubric["rubric"].get("exposure", "days")
    if "post" in rubric["rubric"].get("peers", []):
        yield "word-peers"
    for table in rubric["tables"].values():
        for column in table["columns"].values():
            yield from (word for word in ("units", "whole") if word in column)


def of_standing(rubric):
    standing, selection = rubric.get("standing", {}), rubric.get("selection", {})
    for veto in rubric.get("vetoes", {}).values():
        if veto["effect"] == "no-grade":
            yield "no-grade"
    if "mandates" in standing:
        yield "mandates"
    yield from (word for word in ("list-if", "tie-break") if word in standing)
    if any("places" in grade for grade in rubric.get("grades", [])):
        yield "places"
    if any("to" in grade for grade in rubric.get("grades", [])):
        yield "printed-to"
    if selection:
        yield "selection"
        yield from (word for word in ("floors", "ceilings", "margin", "shows", "barred") if word in selection)
        yield from (word for word in ["lot"] if selection.get("ties") == "lot")
        if "range" in selection["quota"]:
            yield "quota-range"
    if rubric.get("notices"):
        yield "notices"
    for condition in conditions_of(rubric):
        yield from (word for word in ("above", "at-most", "over", "running", "earlier") if word in condition)
        if "rank" in condition:
            yield "rank-condition"
        if "column" in condition and "missing" in condition:
            yield "column-missing"


def conditions_of(rubric):
    yield from as_list(rubric.get("base", {}).get("if", []))
    yield from as_list(rubric.get("standing", {}).get("list-if", []))
    yield from as_list(rubric.get("selection", {}).get("barred", []))
    for section in ("vetoes", "notices"):
        for spec in rubric.get(section, {}).values():
            yield from as_list(spec.get("if", spec.get("unless")))


def of_results(results):
    if len(many(results["period"]["id"])[0]) > 10:
        yield "long-period"
    for subject in results["subjects"]:
        yield subject["status"]
        if subject["grades-open"]:
            yield "grades-open"
        if subject["selected"] == "committee":
            yield "left-to-committee"
        if subject["notices"]:
            yield "noticed"
        if "exact-before" in subject:
            yield "zeroed"
        yield from (item["no-value"] for item in subject["items"] if item["no-value"])
