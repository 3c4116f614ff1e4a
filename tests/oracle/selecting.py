"""The quota, its floors and ceilings, lots, and who is selected. Knows no points.

A tie at the edge is asked in one way throughout: who has a place however the tie is parted is
selected; who has one only if it is parted in their favour is selected, left out or left to the
committee, as the rubric's `ties` says; or those tied are put in order by lot and asked once more.
"""

from choosing import many
from exact import Fault, number, whole_part
from lots import drawn

AT_EDGE = {"include": True, "exclude": False, "committee": "committee", "lot": "committee"}


def select_peers(rubric, peers, order, split_by, seed):
    per = rubric["selection"].get("per", "peer")
    for group in [peers] if per == "peer" else split_by(peers, lambda result: result.subject.groups[per]):
        select(rubric["selection"], group, order, seed)


def select(spec, group, order, seed=None):
    """The best of those eligible, as many as the quota gives."""
    ranked = [result for result in group if result.status == "ranked"]
    eligible = [result for result in ranked if not result.barred]
    bases = {"all": group, "ranked": ranked, "eligible": eligible}
    least, most = places_of(spec["quota"], {name: len(base) for name, base in bases.items()})
    bounds = bounds_of(spec, least)
    if sum(size_of(floor, least) for floor in spec.get("floors", [])) > least:
        raise Fault("the floors ask for more places than there are")
    for result in eligible:
        result.selected = placed(spec, result, eligible, order, least, bounds)
        if result.selected is False and most > least and placed(spec, result, eligible, order, most, bounds):
            result.selected = "committee"
    if spec.get("ties") == "lot" and seed is not None:
        tied = [result for result in eligible if result.selected == "committee"]
        place = {id(one): at for at, one in enumerate(drawn(seed, tied, order))}
        for result in eligible:
            result.selected = placed(spec, result, eligible, lambda one: (order(one), -place.get(id(one), -1)), least, bounds)


def places_of(quota, sizes, otherwise="eligible"):
    """The fewest and the most places."""
    if "number" in quota:
        return quota["number"], quota["number"]
    if "range" in quota:
        return tuple(quota["range"])
    exact = number(quota["percent"]) / 100 * sizes[quota.get("of", otherwise)]
    places = max(whole_part(exact, quota.get("rounding", "floor")), quota.get("at-least", 0))
    return places, places


def bounds_of(spec, places):
    """For each kind who is of it, how many places it has at least, and at most (None: any number)."""
    found = []
    ceilings = {frozenset(many(one["is"])): (one, size_of(one, places)) for one in spec.get("ceilings", [])}
    for floor in spec.get("floors", []):
        _, most = ceilings.pop(frozenset(many(floor["is"])), (floor, None))
        need = size_of(floor, places)
        found.append((floor, need if most is None else min(need, most), most))
    return found + [(ceiling, 0, most) for ceiling, most in ceilings.values()]


def size_of(bound, places):
    if "number" in bound:
        return bound["number"]
    return whole_part(number(bound["percent"]) / 100 * places, bound.get("rounding", "floor"))


def placed(spec, result, eligible, order, places, bounds):
    own = order(result)
    above = [one for one in eligible if order(one) > own]
    tied = [one for one in eligible if order(one) == own and one is not result]
    if has_place(result, above + tied, eligible, places, bounds):
        return True
    if not has_place(result, above, eligible, places, bounds):
        return False
    edge = AT_EDGE[spec.get("ties", "committee")]
    return "committee" if edge is True and at_most(result, above + tied, bounds) else edge


def at_most(result, above, bounds):
    """Whether those above have all places that the kind of this one may have."""
    return any(
        most is not None and of_kind(bound, result) and sum(of_kind(bound, one) for one in above) >= most for bound, _, most in bounds
    )


def has_place(result, above, eligible, places, bounds):
    """Whether there is a place for one behind all of `above`: one that a floor keeps, or a free one."""
    if at_most(result, above, bounds):
        return False
    free, ahead = places, len(above)
    for bound, need, most in bounds:
        kept = min(need, sum(of_kind(bound, one) for one in eligible))
        before = sum(of_kind(bound, one) for one in above)
        if of_kind(bound, result) and before < kept:
            return True
        free -= kept
        ahead -= min(kept, before)
        # Beyond the most of a kind nobody of it competes for a place.
        ahead -= 0 if most is None else max(before - most, 0)
    return ahead < free


def of_kind(bound, result):
    return result.subject.values.get(bound["column"]) in many(bound["is"])
