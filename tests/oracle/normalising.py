"""A number compared within a group. Knows no rubrics."""

from fractions import Fraction

from exact import number, root


def within_groups(spec, subjects, numbers):
    """The numbers (None: no value) of all subjects, each compared within its group."""
    within = spec.get("within", "peer")
    groups = [one.peer if within == "peer" else (one.peer, one.groups[within]) for one in subjects]
    found = []
    for group, value in zip(groups, numbers):
        others = [one for mate, one in zip(groups, numbers) if mate == group and one is not None]
        found.append(None if value is None else normalised(spec, value, others))
    return found


def normalised(spec, value, group):
    """One number of a group (itself included) on the new scale."""
    low, high = map(number, spec.get("to", [0, 1]))
    method = spec["method"]
    if method == "z-score":
        return z_score(spec, value, group)
    part = goalposts(spec, value) if method == "goalposts" else FRACTIONS[method](value, group)
    return number(spec["if-alone"]) if part is None else low + (high - low) * part


def goalposts(spec, value):
    start, end = map(number, spec["from"])
    return min(max((value - start) / (end - start), Fraction(0)), Fraction(1))


def of_highest(value, group):
    most = max(group)
    return max(value / most, Fraction(0)) if most > 0 and len(group) > 1 else None


def min_max(value, group):
    least, most = min(group), max(group)
    return (value - least) / (most - least) if most > least else None


def percentile(value, group):
    if len(group) == 1:
        return None
    below = sum(one < value for one in group)
    equal = sum(one == value for one in group) - 1
    return (below + Fraction(equal, 2)) / (len(group) - 1)


def z_score(spec, value, group):
    mean = sum(group, Fraction(0)) / len(group)
    spread = root(sum(((one - mean) ** 2 for one in group), Fraction(0)) / len(group), 12)
    if spread == 0:
        return number(spec["if-alone"])
    result = number(spec.get("at", 0)) + number(spec.get("spread", 1)) * (value - mean) / spread
    if "to" in spec:
        low, high = map(number, spec["to"])
        result = min(max(result, low), high)
    return result


FRACTIONS = {"highest": of_highest, "min-max": min_max, "percentile": percentile}
