"""The cases by the name of their rubric."""

import random

from facts import attendance, ballots, signed
from votes import turnout

CASES = {"attendance": attendance, "signed": signed, "ballots": ballots, "turnout": turnout}


def made(case, seed, size):
    return CASES[case](random.Random(f"{case} {seed}"), size)
