"""Times a workbook for each congress by duly against the same workbooks written by XlsxWriter and by openpyxl.

    cargo build --release && python3 benches/peers/workbooks/run.py

Needs openpyxl and XlsxWriter. duly's time is that of a run into a new folder less that of the same run once more, which finds all
workbooks done; both read, score and write everything else. It includes reckoning what stands in the cells, which the others get for
nothing. Everything runs on one thread, duly also on all. What each library wrote is read back and compared with what duly wrote
before any time is printed; runs alternate.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import contents
from writers import WRITERS

ROOT = pathlib.Path(__file__).resolve().parents[3]


def scored(program, inputs, out, jobs):
    arguments = [program, "score", inputs, "--rubric", ROOT / "rubrics" / "township.toml", "--each", "congress", "--out", out, "--jobs", jobs]
    begun = time.perf_counter()
    subprocess.run([str(argument) for argument in arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def workbooks_by_duly(program, inputs, out, jobs):
    """Seconds for the workbooks alone."""
    shutil.rmtree(out, ignore_errors=True)
    new = scored(program, inputs, out, jobs)
    return new - scored(program, inputs, out, jobs)


def written(books, writer, folder):
    folder.mkdir(exist_ok=True)
    begun = time.perf_counter()
    for name, content in books.items():
        WRITERS[writer](content, folder / name)
    return time.perf_counter() - begun


def differing(books, writer, folder):
    """Names of workbooks that show something else; openpyxl keeps no results of formulas, so there they are not compared."""
    wrong = []
    for name, content in books.items():
        own, other = contents.compared(content), contents.compared(contents.book(folder / name))
        if writer == "openpyxl":
            forget = lambda cells: {place: (None if formula else value, formula, look) for place, (value, formula, look) in cells.items()}
            own = [(sheet, merged, heights, forget(cells)) for sheet, merged, heights, cells in own]
            other = [(sheet, merged, heights, forget(cells)) for sheet, merged, heights, cells in other]
        if own != other:
            wrong.append(name)
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "target" / "release" / "duly")
    parser.add_argument("--congresses", type=int, default=50)
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        sample = ["sample", "--congresses", str(given.congresses), "--periods", "1", "--format", "csv", "--out", str(folder / "in")]
        subprocess.run([str(given.program), *sample], check=True, stdout=subprocess.DEVNULL)
        inputs, out, every = folder / "in" / "2025-H2", folder / "out", str(os.cpu_count())
        scored(given.program, inputs, out, "1")
        books = {path.name: contents.book(path) for path in sorted((out / "congresses").rglob("*.xlsx"))}
        assert len(books) == given.congresses, f"{len(books)} workbooks of {given.congresses}"
        for writer in WRITERS:
            written(books, writer, folder / writer)
            wrong = differing(books, writer, folder / writer)
            if wrong:
                sys.exit(f"{writer} wrote something else: {', '.join(wrong[:10])}")
        taken = {label: [] for label in ("duly", f"duly, {every} threads", *WRITERS)}
        for _ in range(given.times):
            taken["duly"].append(workbooks_by_duly(given.program, inputs, out, "1"))
            taken[f"duly, {every} threads"].append(workbooks_by_duly(given.program, inputs, out, every))
            for writer in WRITERS:
                taken[writer].append(written(books, writer, folder / writer))
        cells = sum(len(sheet["cells"]) for content in books.values() for sheet in content["sheets"])
    median = {label: statistics.median(seconds) for label, seconds in taken.items()}
    print(f"{len(books)} workbooks, {cells} cells; medians of {given.times} alternating runs; contents agree")
    for label, seconds in median.items():
        print(f"  {label:20} {seconds:8.2f} s   {seconds / median['duly']:6.2f}")


if __name__ == "__main__":
    main()
