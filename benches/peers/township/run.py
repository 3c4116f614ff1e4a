"""Times the small case: the program's start, and the sample town end to end, read, scored and written as workbooks.

    cargo build --release && python3 benches/peers/township/run.py

Needs openpyxl. The figure is processor time, user and system, of the program and the processes it starts. Every run must write the
same bytes, and the program and openpyxl must see the same number of filled cells; only then is any time printed. What openpyxl is
timed with is less than the program does: it reads the same workbooks and does nothing with them.
"""

import argparse
import hashlib
import json
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import measure  # noqa: E402

SAMPLE = measure.PROJECT / "sample_data" / "2025-H2"
READ = """
import pathlib, sys, openpyxl
rows = 0
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.xlsx")):
    for sheet in openpyxl.load_workbook(path, read_only=True, data_only=True):
        rows += sum(any(cell not in (None, "") for cell in row) for row in sheet.iter_rows(values_only=True))
print(rows)
"""


def written(folder):
    """SHA-256 of every file of results, by name."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=pathlib.Path, default=measure.PROGRAM)
    parser.add_argument("--times", type=int, default=11)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        out = pathlib.Path(name) / "out"
        score = [given.program, "--json", "score", SAMPLE, "--rubric", measure.PROJECT / "rubrics" / "township.toml", "--out", out]
        reader = [sys.executable, "-c", READ, SAMPLE]
        first = measure.ran(score)
        summary = json.loads(first.output.splitlines()[-1])
        ours = sum(account["read"] for account in summary["sheets"])
        theirs = int(measure.ran(reader).output)
        assert 0 < ours <= theirs, f"{ours} rows of data and {theirs} rows with anything in them"
        expected = written(out)
        assert {"ranking.xlsx", "dossiers.xlsx", "results.json"} <= expected.keys()

        def processor(command):
            ran = measure.ran(command)
            assert written(out) == expected, "a run wrote other bytes"
            return ran.processor, ran.peak_mib

        runs = {"duly --version": lambda: processor([given.program, "--version"])}
        measure.tell("township", "start", "duly --version", measure.alternating(runs, given.times), "s of processor")
        runs = {"duly score": lambda: processor(score), "openpyxl, only reading": lambda: processor(reader)}
        measure.tell("township", "the sample end to end", "duly score", measure.alternating(runs, given.times), "s of processor")


if __name__ == "__main__":
    main()
