"""Writes numbers.json: what other people's programs make of many tables of invented ratings.

    pip install numpy pandas scipy statsmodels pingouin krippendorff
    python3 tests/statistics/make.py

tests/suite/statistics.rs holds the library's own functions against them. Tables come from a fixed seed; the versions of what made the numbers stand
in the file. Where a package has a figure, it is taken from there; the means of strata, for which none has all, are reckoned
with numpy from Cochran's and Särndal's formulas by way of the influence of each rating.
"""

import importlib.metadata
import json
import math
import pathlib

import krippendorff
import numpy
import pandas
import pingouin
import scipy.stats
from statsmodels.stats.meta_analysis import combine_effects
from statsmodels.stats.proportion import proportion_confint

PACKAGES = ["numpy", "pandas", "scipy", "statsmodels", "pingouin", "krippendorff"]
SEED = 1979


def marks(chance, rows, columns):
    """Marks of raters (columns) who differ in strictness, of subjects (rows) who differ more or less, with one decimal."""
    subjects = chance.normal(0, chance.uniform(1, 8), (rows, 1))
    raters = chance.normal(0, chance.uniform(0, 5), (1, columns))
    return numpy.round(80 + subjects + raters + chance.normal(0, chance.uniform(0.5, 6), (rows, columns)), 1)


def rated(chance):
    table = marks(chance, chance.integers(3, 13), chance.integers(2, 7))
    frame = pandas.DataFrame(table).reset_index().melt(id_vars="index")
    found = pingouin.intraclass_corr(data=frame, targets="index", raters="variable", ratings="value").set_index("Type")["ICC"]
    kinds = ["ICC(1,1)", "ICC(A,1)", "ICC(C,1)", "ICC(1,k)", "ICC(A,k)", "ICC(C,k)"]
    alpha = pingouin.cronbach_alpha(data=pandas.DataFrame(table))[0]
    return {"ratings": table.tolist(), "icc": [found[kind] for kind in kinds], "cronbach": alpha}


def with_gaps(chance):
    """Units rated in whole steps by some of the raters."""
    units, raters, steps = chance.integers(4, 15), chance.integers(2, 7), chance.integers(2, 8)
    usual = chance.integers(1, steps + 1, (units, 1))
    table = numpy.clip(usual + chance.integers(-1, 2, (units, raters)), 1, steps).astype(float)
    table[chance.random((units, raters)) < chance.uniform(0, 0.4)] = numpy.nan
    alpha = {level: krippendorff.alpha(reliability_data=table.T, level_of_measurement=level) for level in ["nominal", "ordinal", "interval"]}
    plain = [[None if numpy.isnan(cell) else cell for cell in row] for row in table.tolist()]
    return {"units": plain, **alpha, "raters": severity(table)}


def severity(table):
    """For each rater the mean and spread of own marks against the mean of the others' marks of the same subjects."""
    found = []
    for rater in range(table.shape[1]):
        own, others = table[:, rater], numpy.delete(table, rater, axis=1)
        kept = ~numpy.isnan(own) & ~numpy.isnan(others).all(axis=1)
        if not kept.any():
            found.append(None)
            continue
        own, rest = own[kept], numpy.nanmean(others[kept], axis=1)
        spread = lambda values: values.std(ddof=1) if len(values) > 1 else None
        varies = len(own) > 2 and own.std() > 1e-9 and rest.std() > 1e-9
        agreement = scipy.stats.pearsonr(own, rest).statistic if varies else None
        found.append([len(own), (own - rest).mean(), spread(own), spread(rest), agreement])
    return found


def share(chance):
    ballots = int(chance.integers(1, 400))
    hits = int(chance.integers(0, ballots + 1))
    confidence = float(chance.choice([0.8, 0.9, 0.95, 0.99]))
    of = lambda method: [float(end) for end in proportion_confint(hits, ballots, 1 - confidence, method)]
    return {"hits": hits, "ballots": ballots, "confidence": confidence, "wilson": of("wilson"), "exact": of("beta")}


def mean(chance):
    ratings = marks(chance, chance.integers(3, 40), 1)[:, 0]
    population = int(len(ratings) + chance.integers(0, 200))
    error = (ratings.var(ddof=1) / len(ratings) * (1 - len(ratings) / population)) ** 0.5
    interval = lambda error: [float(end) for end in scipy.stats.t.interval(0.95, len(ratings) - 1, ratings.mean(), error)]
    cut = float(chance.choice([0.05, 0.1, 0.2, 0.3]))
    return {
        "ratings": ratings.tolist(), "population": population, "mean": ratings.mean(), "error": error,
        "endless-error": scipy.stats.sem(ratings), "interval": interval(error) if error > 0 else [ratings.mean()] * 2,
        "cut": cut, "trimmed": scipy.stats.trim_mean(ratings, cut),
    }


def strata(chance):
    own = [marks(chance, chance.integers(2, 15), 1)[:, 0] for _ in range(chance.integers(2, 5))]
    sizes = numpy.array([len(ratings) + chance.integers(0, 120) for ratings in own])
    # How far each rating moves the weighed mean: what it is off its stratum's, by the stratum's share of voters for each asked.
    influence = [size / sizes.sum() * (ratings - ratings.mean()) / len(ratings) for size, ratings in zip(sizes, own)]
    value = sum(size * ratings.mean() for size, ratings in zip(sizes, own)) / sizes.sum()
    within = sum((1 - len(one) / size) * len(one) * one.var(ddof=1) for size, one in zip(sizes, influence))
    asked = numpy.concatenate(influence)
    after = (1 - len(asked) / sizes.sum()) * len(asked) * asked.var(ddof=1)
    told = [{"ratings": ratings.tolist(), "population": int(size)} for size, ratings in zip(sizes, own)]
    return {"strata": told, "stratified": [value, within**0.5], "post-stratified": [value, after**0.5]}


def shrunk(chance):
    groups = int(chance.integers(2, 20))
    errors = numpy.round(chance.uniform(0.5, 5, groups), 3)
    values = numpy.round(80 + chance.normal(0, chance.uniform(0, 6), groups) + chance.normal(0, errors), 3)
    fitted = combine_effects(values, errors**2, method_re="dl")
    between = max(fitted.tau2, 0.0)
    centre = numpy.average(values, weights=1 / (errors**2 + between))
    if fitted.tau2 > 0:
        assert abs(centre - fitted.mean_effect_re) < 1e-9
    # The posterior of a normal mean: precisions add up, and means by their precisions.
    if between > 0:
        precision = 1 / between + 1 / errors**2
        members = numpy.stack([(centre / between + values / errors**2) / precision, precision**-0.5], axis=1)
    else:
        members = numpy.stack([numpy.full(groups, centre), numpy.zeros(groups)], axis=1)
    return {"means": numpy.stack([values, errors], axis=1).tolist(), "between": between, "centre": centre, "members": members.tolist()}


def pairs(chance):
    differences = numpy.round(chance.normal(chance.normal(0, 2), 3, chance.integers(3, 40)), 2)
    confidence = float(chance.choice([0.8, 0.9, 0.95, 0.99]))
    found = scipy.stats.ttest_1samp(differences, 0).confidence_interval(confidence)
    return {"differences": differences.tolist(), "confidence": confidence, "interval": [float(found.low), float(found.high)]}


def plain(value):
    """Numbers of numpy as Python's own."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    value = value.item() if isinstance(value, numpy.generic) else value
    # What has no value is none in JSON, too.
    return None if isinstance(value, float) and math.isnan(value) else value


def main():
    chance = numpy.random.default_rng(SEED)
    kinds = {"rated": (rated, 60), "with-gaps": (with_gaps, 60), "shares": (share, 200), "means": (mean, 60)}
    kinds |= {"strata": (strata, 60), "shrunk": (shrunk, 60), "pairs": (pairs, 60)}
    tables = {name: [plain(make(chance)) for _ in range(times)] for name, (make, times) in kinds.items()}
    versions = {name: importlib.metadata.version(name) for name in PACKAGES}
    # One table a line, so that a difference shows where it is.
    lines = lambda name: f'"{name}": [\n' + ",\n".join(json.dumps(one) for one in tables[name]) + "\n]"
    text = f'{{\n"made-with": {json.dumps(versions)},\n"seed": {SEED},\n' + ",\n".join(lines(name) for name in kinds) + "\n}\n"
    pathlib.Path(__file__).with_name("numbers.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
