"""Times `duly score` on a nation against the same scores in SQL by DuckDB, and checks that they agree.

    cargo build --release && python3 benches/peers/nation/run.py

Needs duckdb, and GNU time as /usr/bin/time for memory. Both read the same parquet files and write the same results.parquet. Results are
compared, row by row, before any time is printed; runs alternate. `--congresses` and `--subjects` make a smaller nation.
"""

import argparse
import pathlib
import sys
import tempfile

import duckdb

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import measure  # noqa: E402


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
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=pathlib.Path, default=measure.PROGRAM)
    parser.add_argument("--congresses", type=int, default=40_000)
    parser.add_argument("--subjects", type=int, default=2_770_000)
    parser.add_argument("--times", "--rounds", dest="times", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--nation", type=pathlib.Path, help="a nation already there: the folder that holds 2025-H2")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        nation = given.nation or work / "nation"
        if not given.nation:
            size = ["--congresses", given.congresses, "--subjects", given.subjects]
            made = measure.ran([given.program, "sample", *size, "--periods", "1", "--format", "parquet", "--out", nation])
            print(f"sample: {made.wall:.1f} s, {made.peak_mib:.0f} MiB")
        rubric = measure.PROJECT / "rubrics" / "nation.toml"
        duly = [given.program, "score", nation, "--rubric", rubric, "--out", work / "ours", "--format", "parquet", "--jobs", given.jobs]
        sql = [sys.executable, HERE / "scores.py", nation / "2025-H2", work / "theirs.parquet", given.jobs]
        measure.ran(duly)
        measure.ran(sql)
        assert_equal(work / "ours" / "results.parquet", work / "theirs.parquet")
        runs = measure.alternating({"duly score": lambda: measure.ran(duly), "duckdb": lambda: measure.ran(sql)}, given.times)
    of = lambda seconds: {name: [(seconds(one), one.peak_mib) for one in all_of] for name, all_of in runs.items()}
    measure.tell("nation", "the whole by the clock", "duly score", of(lambda one: one.wall))
    measure.tell("nation", "the whole, of processors", "duly score", of(lambda one: one.processor), "s of processor")


if __name__ == "__main__":
    main()
