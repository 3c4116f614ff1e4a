"""Times `duly check` on a sheet of a million rows against calamine's own pass and against other readers of spreadsheets.

    cargo build --release --examples && cargo build --release && python3 benches/peers/sheets/run.py

Needs fastexcel, polars, python-calamine, pandas and openpyxl. Every reader must first give the same digests of all columns, and the
program must tell of exactly the faulty cells and count all other rows; only then is any time printed. Python's readers are timed
without starting Python, the program and calamine's pass as whole processes.
"""

import argparse
import json
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import measure  # noqa: E402
from sheets import workbook  # noqa: E402
from sheets.read import READERS  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
SLOW = ["openpyxl", "pandas, openpyxl"]


def check(program, folder, files=("records.xlsx",)):
    inputs = [folder / "in" / "2025-H2" / name for name in (*files, "roster.csv")]
    return [program, "--json", "check", *inputs, "--rubric", folder / "rubric.toml", "--period", "2025-H2"]


def told_by_duly(lines, planted):
    """What the program tells otherwise than it should."""
    objects = [json.loads(line) for line in lines.splitlines() if line.startswith("{")]
    cells = sorted(one["cell"] for one in objects if one.get("severity") == "error")
    assert cells == sorted(planted["faulty"]), f"{len(cells)} faulty cells told, {len(planted['faulty'])} planted"
    accounts = next(one["sheets"] for one in objects if one.get("type") == "summary")
    records = next(one for one in accounts if one["table"] == "records")
    counted = planted["rows"] - len(planted["faulty"])
    assert (records["read"], records["counted"]) == (planted["rows"], counted), f"{records} of {planted['rows']}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=pathlib.Path, default=measure.PROGRAM)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="leave out the readers that take a minute")
    given = parser.parse_args()
    example = given.program.parent / "examples" / "calamine_pass"
    readers = [name for name in READERS if not (given.quick and name in SLOW)]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        workbook.write(folder, given.rows)
        planted = json.loads((folder / "planted.json").read_text(encoding="utf-8"))
        file = folder / "in" / "2025-H2" / "records.xlsx"
        by = lambda reader, *more: measure.ran([sys.executable, HERE / "read.py", file, "--by", reader, *more])
        told_by_duly(measure.ran(check(given.program, folder), accepted=(1,)).output, planted)
        assert json.loads(measure.ran([example, file]).output)["digests"] == planted["digests"], "calamine's pass"
        for reader in readers:
            found = json.loads(by(reader, "--digest").output)["digests"]
            assert found == planted["digests"], f"{reader}: {found} and not {planted['digests']}"
        print(f"{given.rows} rows, {len(planted['faulty'])} of them faulty; all readers agree")

        def duly():
            run = measure.ran(check(given.program, folder), accepted=(1,))
            return run.wall, run.peak_mib

        def own_pass():
            run = measure.ran([example, file])
            return run.wall, run.peak_mib

        def other(reader):
            run = by(reader)
            return json.loads(run.output)["seconds"], run.peak_mib

        runs = {"duly check": duly, "calamine's pass": own_pass}
        runs.update({reader: lambda reader=reader: other(reader) for reader in readers})
        measure.tell("sheets", f"a sheet of {given.rows} rows", "duly check", measure.alternating(runs, given.times))
        second = folder / "in" / "2025-H2" / "again.xlsx"
        two_files(given, folder, file, second)


def two_files(given, folder, file, second):
    """The same sheet and another one like it, one after the other and both at once."""
    workbook.write(folder / "other", given.rows, seed=2)
    second.write_bytes((folder / "other" / "in" / "2025-H2" / "records.xlsx").read_bytes())

    def run(files):
        ran = measure.ran(check(given.program, folder, files), accepted=(1,))
        return ran.wall, ran.peak_mib

    runs = {"one file": lambda: run([file.name]), "two files": lambda: run([file.name, second.name])}
    measure.tell("sheets", "a folder of two such sheets", "one file", measure.alternating(runs, given.times))


if __name__ == "__main__":
    main()
