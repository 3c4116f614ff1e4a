"""Scores the same facts from rows and from tallies that engines have counted, and compares the results byte for byte.

Usage: run.py --program PATH [--engines duckdb,datafusion,spark] [--seeds N] [--size N] [--keep DIR]

Needs pyarrow and the engines: pip install pyarrow duckdb datafusion (pyspark, with Java 17, for Spark).
For each rubric of the folder `rubrics` it writes sheets (CSV) and evidence tables (Parquet) of the same invented facts, scores the
sheets, has each engine run the statement of `duly plan`, and scores its table. Ends with 1 where anything differs.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pyarrow.parquet

import cases
import engines
import faults
import files

HERE = Path(__file__).parent
PERIOD = "2025"


def duly(program, *arguments, good=(0,)):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8")
    if done.returncode not in good:
        raise SystemExit(f"duly {' '.join(map(str, arguments))}\nended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def statement(program, rubric, engine):
    line = json.loads(duly(program, "plan", "--rubric", rubric, "--period", PERIOD, "--sql", engine, "--json").splitlines()[0])
    return line["sql"]


def tallied(program, rubric, name, engine, evidence, roster, root):
    """Where the results lie that come of an engine's tallies."""
    tallies, out = root / f"tallies-{name}.parquet", root / f"out-{name}"
    engine(evidence, statement(program, rubric, name), tallies)
    arguments = [roster, "--tallies", tallies, "--rubric", rubric, "--period", PERIOD, "--out", out, "--format", "json,parquet"]
    duly(program, "score", *arguments)
    duly(program, "verify", out)
    return tallies, out


def compare(case, seed, rubric, tables, options, chosen, root):
    """What differs, in words."""
    sheets, evidence = root / "sheets", root / "evidence"
    files.write_sheets(tables, sheets)
    files.write_evidence(tables, evidence)
    rows = root / "out-rows"
    duly(options.program, "score", sheets, "--rubric", rubric, "--period", PERIOD, "--out", rows, "--format", "json,parquet")
    roster = sheets / f"{tables['roster'].sheet}.csv"
    wrong, first = [], None
    for name, engine in chosen.items():
        tallies, out = tallied(options.program, rubric, name, engine, evidence, roster, root)
        for result in ["results.json", "results.parquet"]:
            if (rows / result).read_bytes() != (out / result).read_bytes():
                wrong.append(f"{case} {seed}: {result} of {name} differs from that of the rows, see {out}")
        counted = pyarrow.parquet.read_table(tallies).to_pylist()
        if first is not None and counted != first:
            wrong.append(f"{case} {seed}: {name} counts otherwise than the engine before it")
        first = counted
    scored = json.loads((rows / "results.json").read_text(encoding="utf-8"))["subjects"]
    items = sum(item["points"] is not None for subject in scored for item in subject["items"])
    print(f"{case} {seed}: {len(scored)} subjects, {items} items with points, {len(first or [])} rows of tallies", flush=True)
    if not items:
        wrong.append(f"{case} {seed}: nothing was scored")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--engines", default="duckdb,datafusion")
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--size", type=int, default=40)
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    chosen = engines.named(options.engines.split(","))
    wrong = []
    for name, engine in chosen.items():
        if isinstance(engine, engines.Spark):
            print(f"{name}: {engine.workers()} workers", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        root = options.keep or Path(scratch)
        for case in cases.CASES:
            rubric = HERE / "rubrics" / f"{case}.toml"
            if options.only and case not in options.only:
                continue
            for seed in range(options.seeds):
                tables = cases.made(case, seed, options.size)
                wrong += compare(case, seed, rubric, tables, options, chosen, root / f"{case}-{seed}")
        wrong += faults.check(options.program, HERE / "rubrics", chosen, root / "faults", PERIOD)
    print("\n".join(wrong) or f"rows and {', '.join(chosen)} give the same results")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
