"""Lots, as the manual tells them: numbers that anybody can redo. Knows no rubric and no points."""

BEFORE, MODULUS, FACTOR = 2147483646, 2147483647, 16807


def drawn(seed, tied, order):
    """Those tied in the order drawn: the best rank first, each rank apart, in one run of numbers."""
    number = seed % BEFORE + 1
    for rank in sorted({order(one) for one in tied}, reverse=True):
        urn = sorted((one for one in tied if order(one) == rank), key=lambda one: one.subject.key)
        while len(urn) > 1:
            number = number * FACTOR % MODULUS
            yield urn.pop(number % len(urn))
        yield from urn
