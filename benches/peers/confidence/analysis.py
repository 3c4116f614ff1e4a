"""The analysis of docs/confidence.md in numpy, for one peer group of the invented town that town.py writes.

In: the folder of the town. Out: a JSON object with the seconds the analysis took, on the clock and of the processor, and its
numbers by key. Written from the page, not from the program; it shares no code and no random numbers with it.
"""

import argparse
import json
import pathlib
import time

import numpy

LEVEL, SPREAD, VALUES = 0.9, 0.2, numpy.array([100.0, 60.0, 0.0])
FULL = numpy.array([40.0, 60.0])  # duties one and two, both of the part duty
PARTS = numpy.array([0.6, 0.4])  # duty, voters
PLACES = 50


def table(path):
    """Keys, the two duties and the three counts of ballots."""
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    cells = [line.split(",") for line in lines]
    return [row[0] for row in cells], numpy.array([[float(cell) for cell in row[1:]] for row in cells])


def ranks(totals):
    """Ranks of each row, 1 for the highest; equal when equal to two decimals, halves away from zero."""
    keys = -numpy.floor(numpy.round(totals * 100, 6) + 0.5)
    ordered = numpy.sort(keys, axis=-1)
    if keys.ndim == 1:
        return numpy.searchsorted(ordered, keys, "left") + 1
    return numpy.stack([numpy.searchsorted(line, own, "left") + 1 for line, own in zip(ordered, keys)])


def blend(duties, voters, factors, parts, full=FULL):
    """Totals for each row of factors on the duties and on the parts; the attainable points stay 100."""
    level = full.sum() / (factors * full).sum(axis=1)
    duty = (factors * level[:, None]) @ duties.T
    weights = PARTS * parts
    weights = weights / weights.sum(axis=1)[:, None]
    return weights[:, :1] * duty + weights[:, 1:] * voters


def interval(drawn, official):
    """Ranks that leave out at most half of 1 − LEVEL of the draws at each end, widened to the official rank."""
    ordered = numpy.sort(drawn, axis=0)
    cut = int(len(drawn) * (1 - LEVEL) / 2 + 1e-9)
    return numpy.minimum(ordered[cut], official), numpy.maximum(ordered[len(drawn) - 1 - cut], official)


def sets(estimates, draws):
    """Ranks that the draws do not rule out, for all at once, by step-down."""
    one, other = numpy.triu_indices(len(estimates), 1)
    difference = estimates[one] - estimates[other]
    off = draws[:, one] - draws[:, other] - difference
    error = off.std(axis=0, ddof=1)
    off = numpy.abs(off) / numpy.where(error > 1e-9, error, numpy.inf)
    distance = numpy.abs(difference) / numpy.where(error > 1e-9, error, 1e-300)
    apart, open_ = numpy.zeros(len(one), bool), numpy.ones(len(one), bool)
    while open_.any():
        largest = numpy.sort(off[:, open_].max(axis=1))
        limit = largest[int(numpy.ceil(len(largest) * LEVEL)) - 1]
        more = open_ & (distance > limit)
        if not more.any():
            break
        apart |= more
        open_ &= ~more
    low, high = numpy.ones(len(estimates), int), numpy.full(len(estimates), len(estimates))
    ahead = numpy.where(difference > 0, one, other)[apart]
    behind = numpy.where(difference > 0, other, one)[apart]
    numpy.add.at(low, behind, 1)
    numpy.subtract.at(high, ahead, 1)
    return low, high


def analyse(cells, draws, seed):
    chance = numpy.random.default_rng(seed)
    duties, counts = cells[:, :2], cells[:, 2:].astype(int)
    cast = counts.sum(axis=1)
    voters = counts @ VALUES / cast
    ones = numpy.ones((1, 2))
    estimates = blend(duties, voters, ones, ones)[0]
    official = ranks(estimates)
    drawn = numpy.stack([chance.multinomial(n, own / n, size=draws) @ VALUES / n for own, n in zip(counts, cast)], axis=1)
    totals = blend(duties, drawn, numpy.ones((draws, 2)), numpy.ones((draws, 2)))
    by_ballots = ranks(totals)
    move = lambda size: 1 - SPREAD + 2 * SPREAD * chance.random((size, 2))
    by_weights = ranks(blend(duties, voters, move(draws), move(draws)))
    found = {"official": official, "ballots": interval(by_ballots, official), "weights": interval(by_weights, official)}
    found["within"] = [(drawn <= PLACES).mean(axis=0) for drawn in (by_ballots, by_weights)]
    found["sets"] = sets(estimates, totals[: max(draws // 10, 2)])
    found["without"] = [ranks(blend(duties, voters, numpy.array([kept]), ones)[0]) for kept in ([0.0, 1.0], [1.0, 0.0])]
    found["without"].append(ranks(duties.sum(axis=1)))
    found["total"] = influence(duties, voters, drawn, official, max(draws // 10, 2), chance)
    return found


def influence(duties, voters, drawn, official, points, chance):
    """Total indices of the four weights, of rounding and of the ballots on the mean shift of ranks."""

    def outcome(point):
        factors, parts = 1 - SPREAD + 2 * SPREAD * point[:, 0:2], 1 - SPREAD + 2 * SPREAD * point[:, 2:4]
        own = drawn[(point[:, 5] * len(drawn)).astype(int)]
        totals = blend(duties, own, factors, parts)
        exact = numpy.argsort(numpy.argsort(-totals, axis=1), axis=1) + 1
        chosen = numpy.where(point[:, 4:5] < 0.5, ranks(totals), exact)
        return numpy.abs(chosen - official).mean(axis=1)

    one, other = chance.random((points, 6)), chance.random((points, 6))
    first, second = outcome(one), outcome(other)
    variance = numpy.concatenate([first, second]).var()
    total = []
    for index in range(6):
        mixed = one.copy()
        mixed[:, index] = other[:, index]
        total.append(((first - outcome(mixed)) ** 2).mean() / (2 * variance))
    return numpy.array(total)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("town", type=pathlib.Path)
    parser.add_argument("--draws", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    keys, cells = table(given.town / "facts.csv")
    begun, worked = time.perf_counter(), time.process_time()
    found = analyse(cells, given.draws, given.seed)
    seconds, processor = time.perf_counter() - begun, time.process_time() - worked
    plain = lambda value: [plain(one) for one in value] if isinstance(value, (list, tuple)) else value.tolist()
    print(json.dumps({"seconds": seconds, "processor": processor, "keys": keys, **{name: plain(value) for name, value in found.items()}}))


if __name__ == "__main__":
    main()
