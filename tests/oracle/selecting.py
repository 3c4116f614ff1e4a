"""The quota, its floors, and who is selected. Knows no points.

A tie at the edge is asked in one way throughout: who has a place however the tie is parted is
selected; who has one only if it is parted in their favour is selected, left out or left to the
committee, as the rubric's `ties` says.
"""

from choosing import many
from exact import Fault, number, whole_part

AT_EDGE = {"include": True, "exclude": False, "committee": "committee"}


def select_peers(rubric, peers, order, split_by):
    per = rubric["selection"].get("per", "peer")
    for group in [peers] if per == "peer" else split_by(peers, lambda result: result.subject.groups[per]):
        select(rubric["selection"], group, order)


def select(spec, group, order):
    """The best of those eligible, as many as the quota gives."""
    ranked = [result for result in group if result.status == "ranked"]
    eligible = [result for result in ranked if not result.barred]
    bases = {"all": group, "ranked": ranked, "eligible": eligible}
    least, most = places_of(spec["quota"], {name: len(base) for name, base in bases.items()})
    needs = [floor_of(floor, least) for floor in spec.get("floors", [])]
    if sum(need for _, need in needs) > least:
        raise Fault("the floors ask for more places than there are")
    for result in eligible:
        result.selected = placed(spec, result, eligible, order, least, needs)
        if result.selected is False and most > least and placed(spec, result, eligible, order, most, needs):
            result.selected = "committee"


def places_of(quota, sizes, otherwise="eligible"):
    """The fewest and the most places."""
    if "number" in quota:
        return quota["number"], quota["number"]
    if "range" in quota:
        return tuple(quota["range"])
    exact = number(quota["percent"]) / 100 * sizes[quota.get("of", otherwise)]
    places = max(whole_part(exact, quota.get("rounding", "floor")), quota.get("at-least", 0))
    return places, places


def floor_of(floor, places):
    """Whom a floor brings in, and how many of them."""
    if "number" in floor:
        return floor, floor["number"]
    return floor, whole_part(number(floor["percent"]) / 100 * places, floor.get("rounding", "floor"))


def placed(spec, result, eligible, order, places, needs):
    own = order(result)
    above = [one for one in eligible if order(one) > own]
    tied = [one for one in eligible if order(one) == own and one is not result]
    if has_place(result, above + tied, eligible, places, needs):
        return True
    return AT_EDGE[spec.get("ties", "committee")] if has_place(result, above, eligible, places, needs) else False


def has_place(result, above, eligible, places, needs):
    """Whether there is a place for one behind all of `above`: one that a floor keeps, or a free one."""
    free, ahead = places, len(above)
    for floor, need in needs:
        kept = min(need, sum(of_kind(floor, one) for one in eligible))
        before = sum(of_kind(floor, one) for one in above)
        if of_kind(floor, result) and before < kept:
            return True
        free -= kept
        ahead -= min(kept, before)
    return ahead < free


def of_kind(floor, result):
    return result.subject.values.get(floor["column"]) in many(floor["is"])
