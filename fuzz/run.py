"""Throws random bytes at the readers, guided by which code they reach.

Usage: fuzz/run.py [SECONDS [TARGET...]]; ten minutes for each of all targets unless told. Needs `cargo install cargo-fuzz` and a C++
compiler; any Rust will do, as no sanitizer is used: the code is safe, so what can be found are panics, hangs and too much memory.
It begins with the rubrics, the sample's words and what is in `fuzz/finds`. A find is left in `fuzz/artifacts`: put it into
`fuzz/finds/TARGET`, where `cargo test --lib probe` reads it for ever.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGETS = ("cells", "header", "delimited", "quick", "rubric")


def seeds(target):
    """Files to begin with."""
    found = list((HERE / "finds" / target).iterdir())
    if target == "rubric":
        found += sorted((HERE.parent / "rubrics").glob("*.toml")) + sorted((HERE.parent / "tests/golden").glob("*/rubric.toml"))
    elif target in ("delimited", "header"):
        found += sorted((HERE.parent / "tests").glob("**/*.csv"))[:200]
    return found


def words(folder):
    """What cells hold, one file a cell."""
    cells = {cell for file in sorted((HERE.parent / "tests").glob("**/*.csv"))[:200] for cell in file.read_text("utf-8", "replace").replace("\n", ",").split(",")}
    for number, cell in enumerate(sorted(cells)[:2000]):
        (folder / f"cell-{number}").write_text(cell)


def run(target, seconds):
    corpus = HERE / "corpus" / target
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(target)):
        shutil.copyfile(seed, corpus / f"seed-{number}")
    if target == "cells":
        words(corpus)
    limits = [f"-max_total_time={seconds}", "-timeout=20", "-rss_limit_mb=2048", "-max_len=65536", "-print_final_stats=1"]
    command = ["cargo", "fuzz", "run", "--dev", "-s", "none", target, str(corpus), "--", *limits]
    return subprocess.run(command, cwd=HERE.parent, env=os.environ).returncode


def main():
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    ended = {target: run(target, seconds) for target in sys.argv[2:] or TARGETS}
    for target, code in ended.items():
        print(target, "clean" if code == 0 else f"has a find (exit {code}), see fuzz/artifacts/{target}")
    sys.exit(any(ended.values()))


main()
