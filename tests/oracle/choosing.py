"""Which rows a rule takes: its `where` and its `link`. Knows no measures and no points."""

import operator

from exact import fold, number

COMPARED = {"at-least": operator.ge, "above": operator.gt, "at-most": operator.le, "below": operator.lt}


def many(words):
    return [words] if isinstance(words, str) else words


def compares(limits, value):
    """Whether a number keeps all the limits that are given."""
    return all(holds(value, number(limits[word])) for word, holds in COMPARED.items() if word in limits)


def holds_for(where, row, entry=None):
    """Whether a row fulfils all conditions of a `where`; role, signers and position are the entry's."""
    return all(fits(wanted, looked_at(column, row, entry)) for column, wanted in where.items())


def looked_at(column, row, entry):
    if column in ("role", "signers", "position"):
        return getattr(entry, column) if entry else None
    return row.values.get(column)


def fits(wanted, value):
    if isinstance(wanted, (str, list)):
        return value in many(wanted)
    if "present" in wanted:
        return (value is not None) == wanted["present"]
    if "not" in wanted:
        return value not in many(wanted["not"])
    return value is not None and compares(wanted, value)


def links_of(spec):
    links = spec.get("link", [])
    return [links] if isinstance(links, dict) else links


def passes_links(spec, entry, subject, evidence):
    return all(passes(link, entry, subject, evidence) for link in links_of(spec))


def passes(link, entry, subject, evidence):
    """Whether the other table has a row that agrees (`in`), or has none (`not-in`)."""
    other = link.get("in") or link["not-in"]
    if entry.linked is not None:
        found = entry.linked is True or (entry.linked is not False and other in many(entry.linked))
    elif link.get("who", "same") == "same":
        others = [one for one in evidence.of(subject, [other]) if not one.outside_term]
        chosen = [one.row for one in others if holds_for(link.get("where", {}), one.row, one)]
        found = any(agrees(link["by"], entry.row, row) for row in chosen)
    else:
        chosen = [row for row in evidence.sources.get(other, []) if holds_for(link.get("where", {}), row)]
        found = any(agrees(link["by"], entry.row, row) for row in chosen)
    return found if "in" in link else not found


def agrees(columns, row, other):
    """`by = { source = "number" }`: this row's source reads as the other's number, for every pair."""
    return all(same(row.values.get(ours), other.values.get(theirs)) for ours, theirs in columns.items())


def same(ours, theirs):
    if ours is None or theirs is None:
        return False
    return fold(ours) == fold(theirs) if isinstance(ours, str) and isinstance(theirs, str) else ours == theirs
