"""What a variant promises, and the list that every variant enters.

`Same`: nothing was lost, so every subject equals the clean folder's, field by field, and nothing is an error.
`Problem`: the paper never forgives this, so an error of one of these codes stands at one of these cells, nobody is
ranked, and one slip does not raise five errors.
`Either`: the paper is silent; the program may read it or refuse it, but it never scores differently.
"""

from dataclasses import dataclass

FEW = 4


@dataclass(frozen=True)
class Same:
    warning: tuple = ()  # codes of which at least one must be said
    counted: tuple = ()  # tables whose rows are told in another form, so that their number may differ
    secrets: tuple = ()  # texts that must appear nowhere in messages or results


@dataclass(frozen=True)
class Problem:
    codes: tuple
    sheet: str = None  # part of the sheet's or file's name
    cells: tuple = ()  # any of these; empty: anywhere
    most: int = FEW  # errors at most
    secrets: tuple = ()


@dataclass(frozen=True)
class Either:
    codes: tuple = ()  # where it is refused: one of these; empty: any error
    warned: tuple = ()  # a code and a cell: with this warning said, scores may differ, where the paper says so


@dataclass(frozen=True)
class Variant:
    id: str
    paper: str
    make: object


VARIANTS = []


def variant(id, paper):
    """Enters a function into the list: it changes a clean folder and returns what must come."""

    def enter(make):
        assert all(known.id != id for known in VARIANTS), id
        VARIANTS.append(Variant(id, paper, make))
        return make

    return enter


UNKNOWN_NAME = ("people/unknown-name", "people/near-name")
NOT_A_NUMBER = ("cell/not-a-number", "cell/unknown-unit")
UNCLEAR_DATE = ("cell/date-unclear", "cell/not-a-date")
