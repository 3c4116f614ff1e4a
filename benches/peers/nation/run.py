"""Times `duly score` on a nation against the same scores in SQL by DuckDB, and checks that they agree.

    cargo build --release && python3 benches/peers/nation/run.py

Needs duckdb, and GNU time as /usr/bin/time for memory. Both read the same parquet files and write the same results.parquet. Results are
compared, row by row, before any time is printed; runs alternate. `--congresses` and `--subjects` make a smaller nation.
"""

import argparse
import math
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

import duckdb

HERE = pathlib.Path(__file__).parent
PROJECT = HERE.parents[2]


def measured(command):
    """Seconds by the clock, and peak memory in MiB where GNU time is there to tell it."""
    begun = time.perf_counter()
    timed = pathlib.Path("/usr/bin/time").exists()
    done = subprocess.run((["/usr/bin/time", "-v"] if timed else []) + command, capture_output=True, text=True)
    seconds = time.perf_counter() - begun
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    peak = re.search(r"Maximum resident set size \(kbytes\): (\d+)", done.stderr)
    return seconds, int(peak.group(1)) / 1024 if peak else math.nan


def assert_equal(ours, theirs):
    """Every row and every column."""
    both = (f"SELECT * FROM read_parquet('{one}') EXCEPT ALL SELECT * FROM read_parquet('{other}')" for one, other in ((ours, theirs), (theirs, ours)))
    for query in both:
        different = duckdb.sql(f"SELECT count(*) FROM ({query})").fetchall()[0][0]
        if different:
            print(duckdb.sql(f"SELECT * FROM ({query}) LIMIT 5"))
            sys.exit(f"{different} rows are in one result and not in the other")
    rows = duckdb.sql(f"SELECT count(*), count(DISTINCT peer) FROM read_parquet('{ours}')").fetchall()[0]
    print(f"the same {rows[0]} rows of {rows[1]} congresses, {len(duckdb.sql(f'SELECT * FROM read_parquet({str(ours)!r})').columns)} columns")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", default=str(PROJECT / "target/release/duly"))
    parser.add_argument("--congresses", type=int, default=40_000)
    parser.add_argument("--subjects", type=int, default=2_770_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--nation", type=pathlib.Path, help="a nation already there: the folder that holds 2025-H2")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        nation = given.nation or work / "nation"
        if not given.nation:
            size = ["--congresses", str(given.congresses), "--subjects", str(given.subjects)]
            seconds, peak = measured([given.program, "sample", *size, "--periods", "1", "--format", "parquet", "--out", str(nation)])
            print(f"sample: {seconds:.1f} s, {peak:.0f} MiB")
        folder = nation / "2025-H2"
        rubric = str(PROJECT / "rubrics/nation.toml")
        duly = [given.program, "score", str(nation), "--rubric", rubric, "--out", str(work / "ours"), "--format", "parquet", "--jobs", str(given.jobs)]
        sql = [sys.executable, str(HERE / "scores.py"), str(folder), str(work / "theirs.parquet"), str(given.jobs)]
        measured(duly), measured(sql)
        assert_equal(work / "ours/results.parquet", work / "theirs.parquet")
        ours, theirs = [], []
        for _ in range(given.rounds):
            ours.append(measured(duly))
            theirs.append(measured(sql))
    median = lambda runs, which: statistics.median(run[which] for run in runs)
    print(f"{'':8}{'median s':>10}{'least':>8}{'most':>8}{'MiB':>8}")
    for name, runs in (("duly", ours), ("duckdb", theirs)):
        times = [run[0] for run in runs]
        print(f"{name:8}{median(runs, 0):10.2f}{min(times):8.2f}{max(times):8.2f}{median(runs, 1):8.0f}")
    print(f"duly takes {median(ours, 0) / median(theirs, 0):.2f} of the time")


if __name__ == "__main__":
    main()
