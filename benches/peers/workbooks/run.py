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
import resource
import shutil
import sys
import tempfile
import time

import contents
from writers import WRITERS

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import measure  # noqa: E402


def scored(program, inputs, out, jobs):
    rubric = measure.PROJECT / "rubrics" / "township.toml"
    return measure.ran([program, "score", inputs, "--rubric", rubric, "--each", "congress", "--out", out, "--jobs", jobs])


def workbooks_by_duly(program, inputs, out, jobs):
    """Seconds for the workbooks alone, and the peak of the whole run in MiB."""
    shutil.rmtree(out, ignore_errors=True)
    new = scored(program, inputs, out, jobs)
    return new.wall - scored(program, inputs, out, jobs).wall, new.peak_mib


def written(books, writer, folder):
    """Seconds, and the peak of this process in MiB: it holds what all workbooks show."""
    folder.mkdir(exist_ok=True)
    begun = time.perf_counter()
    for name, content in books.items():
        WRITERS[writer](content, folder / name)
    return time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / measure.MIB


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
    parser.add_argument("--program", type=pathlib.Path, default=measure.PROGRAM)
    parser.add_argument("--congresses", type=int, default=50)
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        sample = ["sample", "--congresses", str(given.congresses), "--periods", "1", "--format", "csv", "--out", str(folder / "in")]
        measure.ran([given.program, *sample])
        inputs, out, every = folder / "in" / "2025-H2", folder / "out", str(os.cpu_count())
        scored(given.program, inputs, out, "1")
        books = {path.name: contents.book(path) for path in sorted((out / "congresses").rglob("*.xlsx"))}
        assert len(books) == given.congresses, f"{len(books)} workbooks of {given.congresses}"
        for writer in WRITERS:
            written(books, writer, folder / writer)
            wrong = differing(books, writer, folder / writer)
            if wrong:
                sys.exit(f"{writer} wrote something else: {', '.join(wrong[:10])}")
        runs = {"duly score --each": lambda: workbooks_by_duly(given.program, inputs, out, "1")}
        runs[f"duly score --each, {every} threads"] = lambda: workbooks_by_duly(given.program, inputs, out, every)
        runs |= {name: lambda name=name: written(books, name, folder / name) for name in WRITERS}
        taken = measure.alternating(runs, given.times)
        cells = sum(len(sheet["cells"]) for content in books.values() for sheet in content["sheets"])
    print(f"{len(books)} workbooks, {cells} cells; contents agree")
    measure.tell("workbooks", f"{len(books)} workbooks", "duly score --each", taken)


if __name__ == "__main__":
    main()
