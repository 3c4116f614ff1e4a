"""Whether a condition of a rubric holds for one subject's result. Knows no ranks."""

from exact import number


def as_list(conditions):
    return [conditions] if isinstance(conditions, dict) else conditions


def all_hold(conditions, result, grade_total=None):
    return all(holds(condition, result, grade_total) for condition in as_list(conditions))


def first_holding(conditions, result, grade_total=None):
    return next((one for one in as_list(conditions) if holds(one, result, grade_total)), None)


def holds(condition, result, grade_total=None):
    if "column" in condition:
        value = result.subject.values.get(condition["column"])
        if "is" in condition:
            return value in many(condition["is"])
        return value not in many(condition["is-not"])
    if "veto" in condition:
        wanted = condition["veto"]
        return bool(result.vetoes) if wanted == "any" else wanted in result.vetoes
    if "grade" in condition:
        return result.grade in many(condition["grade"])
    value = value_of(condition, result, grade_total)
    if "missing" in condition:
        return (value is None) == condition["missing"]
    if value is None:
        return False
    above = "at-least" not in condition or value >= number(condition["at-least"])
    return above and ("below" not in condition or value < number(condition["below"]))


def value_of(condition, result, grade_total):
    if "count" in condition:
        return result.counts[condition["count"]]
    if "criterion" in condition:
        return result.items[condition["criterion"]].points
    if "dimension" in condition:
        return result.dimensions[condition["dimension"]]
    if "part" in condition:
        return result.parts[condition["part"]]
    if "total" in condition:
        return grade_total
    return result.subject.exposure


def many(words):
    return [words] if isinstance(words, str) else words
