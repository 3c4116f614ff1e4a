"""Times `duly score` on a nation against the same scores by DuckDB, DataFusion (SQL) and polars (from Python), and checks that they agree.

    cargo build --release && python3 benches/peers/nation/run.py

Needs duckdb, datafusion, polars and numpy, and GNU time as /usr/bin/time for memory. All read the same parquet files and write the same
results.parquet. Results are compared, row by row, before any time is printed, and those of one job and two byte by byte; runs alternate.
`--congresses` and `--subjects` make a smaller nation. How time grows is told of a hundredth, a tenth and the whole.
"""

import argparse
import math
import pathlib
import sys
import tempfile

import duckdb

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import measure  # noqa: E402

PEERS = {"duckdb": "scores.py", "datafusion": "fusion.py", "polars": "frames.py"}


def assert_equal(ours, theirs):
    """Every row and every column."""
    both = (f"SELECT * FROM read_parquet('{one}') EXCEPT ALL SELECT * FROM read_parquet('{other}')" for one, other in ((ours, theirs), (theirs, ours)))
    for query in both:
        different = duckdb.sql(f"SELECT count(*) FROM ({query})").fetchall()[0][0]
        if different:
            print(duckdb.sql(f"SELECT * FROM ({query}) LIMIT 5"))
            sys.exit(f"{different} rows are in one result and not in the other")
    rows = duckdb.sql(f"SELECT count(*), count(DISTINCT peer) FROM read_parquet('{ours}')").fetchall()[0]
    print(f"{theirs.stem}: the same {rows[0]} rows of {rows[1]} congresses, {len(duckdb.sql(f'SELECT * FROM read_parquet({str(ours)!r})').columns)} columns")


def scored(given, nation, out, jobs):
    """The command that scores a nation."""
    rubric = measure.PROJECT / "rubrics" / "nation.toml"
    return [given.program, "score", nation, "--rubric", rubric, "--out", out, "--format", "parquet", "--jobs", jobs]


def sampled(given, out, share=1):
    """Makes a nation, or a part of one."""
    size = ["--congresses", given.congresses // share, "--subjects", given.subjects // share]
    return measure.ran([given.program, "sample", *size, "--periods", "1", "--format", "parquet", "--out", out])


def growth(given, work, whole):
    """How processor time grows with the number of delegates: the slope between the logarithms, from part to part."""
    runs = {}
    for share in (100, 10):
        sampled(given, work / f"part-{share}", share)
        command = scored(given, work / f"part-{share}", work / f"out-{share}", given.jobs)
        found = [measure.ran(command) for _ in range(given.times)]
        runs[f"1/{share}"] = [(one.processor, one.peak_mib) for one in found]
    runs["1"] = [(one.processor, one.peak_mib) for one in whole]
    seconds = [sorted(run[0] for run in found)[len(found) // 2] for found in runs.values()]
    slopes = [math.log10(after / before) for before, after in zip(seconds, seconds[1:])]
    print(f"time grows with the number of delegates to the power of {', '.join(f'{slope:.2f}' for slope in slopes)}")
    measure.tell("nation", "parts of a nation, duly", "1", runs, "s of processor")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=pathlib.Path, default=measure.PROGRAM)
    parser.add_argument("--congresses", type=int, default=40_000)
    parser.add_argument("--subjects", type=int, default=2_770_000)
    parser.add_argument("--times", "--rounds", dest="times", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--nation", type=pathlib.Path, help="a nation already there: the folder that holds 2025-H2")
    parser.add_argument("--peers", nargs="*", choices=[[], *PEERS], default=list(PEERS), metavar="NAME", help=", ".join(PEERS))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        nation = given.nation or work / "nation"
        if not given.nation:
            made = sampled(given, nation)
            print(f"sample: {made.wall:.1f} s, {made.peak_mib:.0f} MiB")
        own, alone = scored(given, nation, work / "ours", given.jobs), scored(given, nation, work / "alone", 1)
        others = {peer: [sys.executable, HERE / PEERS[peer], nation / "2025-H2", work / f"{peer}.parquet", given.jobs] for peer in given.peers}
        for command in (own, alone, *others.values()):
            measure.ran(command)
        ours, one_job = (work / out / "results.parquet" for out in ("ours", "alone"))
        assert ours.read_bytes() == one_job.read_bytes(), "one job gives other bytes"
        for peer in others:
            assert_equal(ours, work / f"{peer}.parquet")
        commands = {"duly score": own, **others}
        runs = measure.alternating({name: lambda command=command: measure.ran(command) for name, command in commands.items()}, given.times)
        of = lambda seconds: {name: [(seconds(one), one.peak_mib) for one in all_of] for name, all_of in runs.items()}
        measure.tell("nation", "the whole by the clock", "duly score", of(lambda one: one.wall))
        measure.tell("nation", "the whole, of processors", "duly score", of(lambda one: one.processor), "s of processor")
        growth(given, work, runs["duly score"])


if __name__ == "__main__":
    main()
