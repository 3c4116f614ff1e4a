"""From totals to vetoes, grades, ranks and selection. Knows no rows."""

from fractions import Fraction

from adding import rounding_of
from conditions import first_holding, holds
from exact import number, rounded


def judge(rubric, results):
    """Steps 14 to 18 of the order of evaluation."""
    for result in results:
        apply_vetoes(rubric, result)
        give_grade(rubric, result)
        settle_status(rubric, result)
    for peers in split_by(results, lambda result: result.subject.peer):
        rank_peers(rubric, peers)
        if "selection" in rubric:
            select_peers(rubric, peers)


def split_by(results, key):
    together = {}
    for result in results:
        together.setdefault(key(result), []).append(result)
    return list(together.values())


def graded_total(rubric, result):
    return result.exact if rounding_of(rubric)["grade-on"] == "exact" else result.total


def effects_of(rubric, result, kind):
    vetoes = rubric.get("vetoes", {})
    return [vetoes[ident]["effect"] for ident in result.vetoes if is_kind(vetoes[ident]["effect"], kind)]


def is_kind(effect, kind):
    return effect == kind or (isinstance(effect, dict) and kind in effect)


def apply_vetoes(rubric, result):
    total = graded_total(rubric, result)
    for ident, spec in rubric.get("vetoes", {}).items():
        struck = holds(spec["if"], result, total) if "if" in spec else not holds(spec["unless"], result, total)
        if struck:
            result.vetoes.append(ident)
    if effects_of(rubric, result, "zero") and result.exact is not None:
        result.exact_before = result.exact
        result.exact = result.total = Fraction(0)


def give_grade(rubric, result):
    grades = rubric.get("grades", [])
    total = graded_total(rubric, result)
    if not grades or total is None:
        return
    names = [grade["name"] for grade in grades]
    place = next(at for at, grade in enumerate(grades) if "from" not in grade or total >= number(grade["from"]))
    for effect in effects_of(rubric, result, "grade-at-most"):
        place = max(place, names.index(effect["grade-at-most"]))
    if effects_of(rubric, result, "lowest-grade"):
        place = len(names) - 1
    result.grade = names[place]


def settle_status(rubric, result):
    total = graded_total(rubric, result)
    listing = first_holding(rubric.get("standing", {}).get("list-if", []), result, total)
    if effects_of(rubric, result, "exclude"):
        result.status = "excluded"
    elif result.exact is None or listing:
        result.status = "listed"
        result.reason = (listing or {}).get("reason")
    barring = first_holding(rubric.get("selection", {}).get("barred", []), result, total)
    result.barred = bool(barring) or bool(effects_of(rubric, result, "bar-selection"))


def order_key(rubric, result):
    """Compared high first: the total, then each tie-break; no value comes last."""
    on = result.exact if rounding_of(rubric)["rank-on"] == "exact" else result.total
    key = [on]
    for rule in rubric.get("standing", {}).get("tie-break", []):
        value = tie_value(rule, result)
        key.append((value is not None, value or Fraction(0)))
    return tuple(key)


def tie_value(rule, result):
    if "count" in rule:
        return result.counts[rule["count"]]
    if "criterion" in rule:
        return result.items[rule["criterion"]].points
    if "dimension" in rule:
        return result.dimensions[rule["dimension"]]
    return result.parts[rule["part"]] if "part" in rule else result.subject.exposure


def rank_peers(rubric, peers):
    ranked = [result for result in peers if result.status == "ranked"]
    for result, rank in ranks(rubric, ranked):
        result.rank = rank
    for column in rubric["rubric"].get("groups", []):
        for group in split_by(ranked, lambda result: result.subject.groups[column]):
            for result, rank in ranks(rubric, group):
                result.rank_in[column] = rank


def ranks(rubric, results):
    """Pairs of result and rank; equals share one."""
    keys = sorted((order_key(rubric, result) for result in results), reverse=True)
    if rubric.get("standing", {}).get("ties", "shared") == "dense":
        keys = sorted(set(keys), reverse=True)
    return [(result, keys.index(order_key(rubric, result)) + 1) for result in results]


def select_peers(rubric, peers):
    per = rubric["selection"].get("per", "peer")
    for group in [peers] if per == "peer" else split_by(peers, lambda result: result.subject.groups[per]):
        select(rubric, group)


def select(rubric, group):
    """The best of those eligible, as many as the quota gives; a tie at the edge as the rubric says."""
    ranked = [result for result in group if result.status == "ranked"]
    eligible = [result for result in ranked if not result.barred]
    seats = seats_of(rubric["selection"]["quota"], {"all": group, "ranked": ranked, "eligible": eligible})
    keys = sorted((order_key(rubric, result) for result in eligible), reverse=True)
    if seats == 0 or not keys:
        return
    edge = keys[min(seats, len(keys)) - 1]
    tied = len(keys) > seats and keys[seats] == edge
    at_edge = {"include": True, "exclude": False, "committee": "committee"}
    for result in eligible:
        key = order_key(rubric, result)
        if key > edge or (key == edge and not tied):
            result.selected = True
        elif key == edge:
            result.selected = at_edge[rubric["selection"].get("ties", "committee")]


def seats_of(quota, bases):
    if "number" in quota:
        return quota["number"]
    share = number(quota["percent"]) / 100 * len(bases[quota.get("of", "eligible")])
    mode = quota.get("rounding", "floor")
    whole = rounded(share, 0, "half-up") if mode == "half-up" else Fraction(share.__floor__())
    if mode == "ceil":
        whole = Fraction(share.__ceil__())
    return max(int(whole), quota.get("at-least", 0))
