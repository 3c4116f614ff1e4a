"""Grades: by band for one subject, by rank for a peer group. Knows no points.

By rank, an allotment says who of a peer group gets which grade. A grade with a range of places may
have several; what they do not agree on is open.
"""

from adding import graded_total
from exact import Fault, number
from selecting import places_of


def graded_by_rank(rubric):
    return any("places" in grade for grade in rubric.get("grades", []))


def effects(rubric, result):
    return [rubric["vetoes"][ident]["effect"] for ident in result.vetoes]


def highest_open(rubric, result):
    """Place of the best grade that the vetoes leave; None where they leave none at all."""
    names = [grade["name"] for grade in rubric["grades"]]
    place = 0
    for effect in effects(rubric, result):
        if effect == "no-grade":
            return None
        if effect == "lowest-grade":
            place = len(names) - 1
        elif isinstance(effect, dict) and "grade-at-most" in effect:
            place = max(place, names.index(effect["grade-at-most"]))
    return place


def by_band(rubric, result, total):
    grades = rubric.get("grades", [])
    if not grades or total is None or graded_by_rank(rubric):
        return
    place = next(at for at, grade in enumerate(grades) if reaches(grade, total))
    held = highest_open(rubric, result)
    result.grade = None if held is None else grades[max(place, held)]["name"]


def reaches(grade, total):
    return "from" not in grade or total >= number(grade["from"])


def by_rank(rubric, peers, order):
    """Fills the grades of one peer group from the best down."""
    ranked = sorted((one for one in peers if one.status == "ranked"), key=order, reverse=True)
    taking = [one for one in ranked if highest_open(rubric, one) is not None]
    if not taking:
        return
    sizes = {"ranked": len(ranked), "all": len(peers)}
    allotments = list(Allotting(rubric, order, sizes).below(0, taking))
    if not allotments:
        raise Fault("no allotment of the grades fits")
    names = [grade["name"] for grade in rubric["grades"]]
    for one in taking:
        places = sorted({at for allotment in allotments for at in allotment[one.subject.key]})
        if len(places) == 1:
            one.grade = names[places[0]]
        else:
            one.grades_open = [names[at] for at in places]


class Allotting:
    """All allotments of the grades from one grade down: key to the grades that may be got."""

    def __init__(self, rubric, order, sizes):
        self.rubric, self.order, self.sizes = rubric, order, sizes
        self.grades = rubric["grades"]

    def below(self, at, rest):
        """Allotments of `rest` (in order of rank) to the grades from `at` on; none where they do not fit."""
        grade, last = self.grades[at], at == len(self.grades) - 1
        if last:
            if "places" not in grade or self.least(grade) <= len(rest) <= self.most(grade):
                yield {one.subject.key: {at} for one in rest}
            return
        entering = [one for one in rest if self.may_enter(one, at)]
        if "places" not in grade:
            yield from self.taken(at, rest, entering, [])
            return
        most, least = min(self.most(grade), len(entering)), self.least(grade)
        if "from" in grade:
            least = min(least, most)
        whole = [size for size in range(least, most + 1) if not self.parts_tie(entering, size)]
        for size in whole:
            yield from self.taken(at, rest, entering[:size], [])
        if not whole and least <= most:
            yield from self.at_edge(at, rest, entering, most)

    def least(self, grade):
        return places_of(grade["places"], self.sizes, "ranked")[0]

    def most(self, grade):
        return places_of(grade["places"], self.sizes, "ranked")[1]

    def may_enter(self, one, at):
        return highest_open(self.rubric, one) <= at and reaches(self.grades[at], graded_total(self.rubric, one))

    def parts_tie(self, entering, size):
        return 0 < size < len(entering) and self.order(entering[size - 1]) == self.order(entering[size])

    def taken(self, at, rest, chosen, tied):
        """Those chosen have the grade; those tied may have it or what they would get below."""
        keys = {one.subject.key for one in chosen}
        for allotment in self.below(at + 1, [one for one in rest if one.subject.key not in keys]):
            whole = allotment | {key: {at} for key in keys}
            together = set().union(*(whole[one.subject.key] for one in tied))
            yield whole | {one.subject.key: together for one in tied}

    def at_edge(self, at, rest, entering, size):
        """The tie at the edge included, excluded, or open."""
        edge = self.order(entering[size])
        above = [one for one in entering if self.order(one) > edge]
        tied = [one for one in entering if self.order(one) == edge]
        ties = self.grades[at].get("ties", "committee")
        if ties == "include":
            yield from self.taken(at, rest, above + tied, [])
        elif ties == "exclude":
            yield from self.taken(at, rest, above, [])
        else:
            yield from self.taken(at, rest, entering[:size], tied)
