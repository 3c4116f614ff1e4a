"""From totals to vetoes, status, ranks and what follows. Knows no rows."""

from fractions import Fraction

from adding import graded_total, rounding_of
from conditions import Looker, first_holding, holds
from grading import by_band, by_rank, graded_by_rank
from selecting import select_peers


def judge(rubric, results, evidence, earlier, seed=None):
    """Steps 14 to 19 of the order of evaluation."""
    looker = Looker(rubric, earlier, evidence.period)
    for result in results:
        apply_vetoes(rubric, result, looker)
        by_band(rubric, result, graded_total(rubric, result))
        settle_status(rubric, result, looker)
    if rubric.get("standing", {}).get("mandates", "each") == "highest":
        keep_highest_mandates(rubric, results)
    for peers in split_by(results, lambda result: result.subject.peer):
        rank_peers(rubric, peers)
        if graded_by_rank(rubric):
            by_rank(rubric, peers, lambda result: order_key(rubric, result))
        for result in peers:
            barring = first_holding(rubric.get("selection", {}).get("barred", []), result, looker)
            result.barred = bool(barring) or has_effect(rubric, result, "bar-selection")
        if "selection" in rubric:
            select_peers(rubric, peers, lambda result: order_key(rubric, result), split_by, seed)
    for result in results:
        notices = rubric.get("notices", {}).items()
        result.notices = [ident for ident, spec in notices if holds(spec["if"], result, looker)]


def split_by(results, key):
    together = {}
    for result in results:
        together.setdefault(key(result), []).append(result)
    return list(together.values())


def has_effect(rubric, result, effect):
    return any(rubric["vetoes"][ident]["effect"] == effect for ident in result.vetoes)


def apply_vetoes(rubric, result, looker):
    for ident, spec in rubric.get("vetoes", {}).items():
        if holds(spec["if"], result, looker) if "if" in spec else not holds(spec["unless"], result, looker):
            result.vetoes.append(ident)
    if has_effect(rubric, result, "zero") and result.exact is not None:
        result.exact_before = result.exact
        result.exact = result.total = Fraction(0)


def settle_status(rubric, result, looker):
    listing = first_holding(rubric.get("standing", {}).get("list-if", []), result, looker)
    if has_effect(rubric, result, "exclude"):
        result.status = "excluded"
    elif result.exact is None or listing:
        result.status = "listed"
        result.reason = (listing or {}).get("reason")


def keep_highest_mandates(rubric, results):
    """Of one person's mandates that could be ranked only the highest are."""
    ranked = [result for result in results if result.status == "ranked"]
    for mandates in split_by(ranked, lambda result: result.subject.name):
        best = max(ranked_total(rubric, result) for result in mandates)
        for result in mandates:
            if ranked_total(rubric, result) < best:
                result.status = "listed"


def ranked_total(rubric, result):
    return result.exact if rounding_of(rubric)["rank-on"] == "exact" else result.total


def order_key(rubric, result):
    """Compared high first: the total, then each tie-break; no value comes last."""
    key = [ranked_total(rubric, result)]
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
        result.rank, result.rank_of = rank, len(ranked)
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
