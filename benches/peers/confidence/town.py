"""Writes an invented town: two duties and forty ballots for each of so many delegates, and the rubric that scores them."""

import pathlib
import random

RUBRIC = """
[rubric]
id = "peers"
name = "peers"
version = "1"
locale = "en"
in-force = { from = 2025-01-01 }
rounding = { decimals = 2, mode = "half-up", rank-on = "rounded" }
subject = { table = "roster", name = "name", key = ["name"] }
[tables.roster]
sheet = ["roster"]
columns.name = { header = ["name"], type = "text" }
columns.one = { header = ["one"], type = "number" }
columns.two = { header = ["two"], type = "number" }
[tables.votes]
sheet = ["votes"]
across = "choice"
cell = "n"
columns.name = { header = ["name"], type = "name" }
columns.choice = { from = "header", type = "word", words = { good = ["good"], fair = ["fair"], poor = ["poor"] } }
columns.n = { type = "count" }
[dimensions.one]
name = "one"
full = 40
part = "duty"
[dimensions.two]
name = "two"
full = 60
part = "duty"
[dimensions.voters]
name = "voters"
full = 100
part = "voters"
[criteria.one]
name = "one"
clause = "1"
dimension = "one"
from = "roster"
measure = { value = "one" }
points = { full = 40, of = 40 }
examples = [{ why = "half", rows = [{ one = 20 }], points = 20 }]
[criteria.two]
name = "two"
clause = "2"
dimension = "two"
from = "roster"
measure = { value = "two" }
points = { full = 60, of = 60 }
examples = [{ why = "half", rows = [{ two = 30 }], points = 30 }]
[criteria.voters]
name = "voters"
clause = "3"
dimension = "voters"
from = "votes"
measure = { rating = "choice", values = { good = 100, fair = 60, poor = 0 } }
points = { full = 100, of = 100 }
examples = [{ why = "half", rows = [{ choice = "good" }, { choice = "poor" }], points = 50 }]
[parts.duty]
name = "duty"
weight = 0.6
[parts.voters]
name = "voters"
weight = 0.4
[selection]
name = "best"
word = "commendation"
quota = { number = 50 }
ties = "include"
"""


def write(folder: pathlib.Path, people: int, seed: int = 1) -> None:
    """`rubric.toml`, `in/roster.csv`, `in/votes.csv` for the program and `facts.csv` for numpy."""
    chance = random.Random(seed)
    roster, votes, facts = ["name,one,two"], ["name,good,fair,poor"], ["name,one,two,good,fair,poor"]
    for number in range(people):
        name = f"D{number:04}"
        one, two = chance.randint(100, 400) / 10, chance.randint(150, 600) / 10
        liked = chance.uniform(0.4, 0.9)
        ballots = [chance.random() for _ in range(40)]
        good = sum(ballot < liked for ballot in ballots)
        poor = sum(ballot > liked + (1 - liked) * 0.7 for ballot in ballots)
        counts = f"{good},{40 - good - poor},{poor}"
        roster.append(f"{name},{one},{two}")
        votes.append(f"{name},{counts}")
        facts.append(f"{name},{one},{two},{counts}")
    (folder / "in").mkdir(parents=True, exist_ok=True)
    put = lambda name, lines: (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    put("in/roster.csv", roster)
    put("in/votes.csv", votes)
    put("facts.csv", facts)
    put("rubric.toml", [RUBRIC])
