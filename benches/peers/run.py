"""Runs every comparison of this folder and prints one table of medians and ratios.

    cargo build --release --examples && cargo build --release && python3 benches/peers/run.py

A comparison is a folder with a `run.py` that checks the results for equality, and then prints a JSON object a line for each measure
(`measure.py`). Names choose some of them; what stands behind `--` is handed on to each. `--markdown FILE` writes the table there.
"""

import argparse
import datetime
import json
import os
import pathlib
import platform
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def machine():
    """The machine in a line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    model = [line.split(":", 1)[1].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    load = os.getloadavg()[0]
    return f"{len(model)} cores of {model[0]}, {memory:.0f} GiB, {platform.system()} {platform.release()}; load at the start {load:.1f}"


def compared(folder, more):
    """The measures of one comparison; other lines go on to the screen."""
    measures = []
    process = subprocess.Popen([sys.executable, folder / "run.py", *more], stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        try:
            one = json.loads(line)
            measures.append({"comparison": folder.name, **one})
        except (ValueError, TypeError):
            print(f"  {line.rstrip()}", flush=True)
    return measures, process.wait()


def figure(number):
    return f"{number:.3g}" if number < 100 else f"{number:.0f}"


def table(measures):
    """Rows of a table in markdown."""
    lines = ["| comparison | measure | who | median | times ours | runs | peak MiB |", "|---|---|---|---|---|---|---|"]
    for one in measures:
        ratio = "" if one.get("times_own") is None else figure(one["times_own"])
        median = f"{figure(one['median'])} {one.get('unit', 's')}"
        count = str(len(one.get("runs", [])))
        cells = [one["comparison"], one["measure"], one["who"], median, ratio, count, str(one.get("peak_mib", ""))]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = sorted(path.parent.name for path in HERE.glob("*/run.py"))
    parser.add_argument("names", nargs="*", choices=[[], *names], metavar="NAME", help=", ".join(names))
    parser.add_argument("--markdown", type=pathlib.Path)
    arguments, more = sys.argv[1:], []
    if "--" in arguments:
        cut = arguments.index("--")
        arguments, more = arguments[:cut], arguments[cut + 1 :]
    given = parser.parse_args(arguments)
    begun, about = datetime.date.today(), machine()
    print(about, flush=True)
    measures, failed = [], []
    for name in given.names or names:
        print(f"{name}:", flush=True)
        found, exit_code = compared(HERE / name, more)
        measures += found
        if exit_code != 0:
            failed.append(name)
    print(table(measures))
    if given.markdown:
        given.markdown.write_text(f"{about}, {begun}\n\n{table(measures)}\n", encoding="utf-8")
    if failed:
        sys.exit(f"did not come to their end, or do not agree: {', '.join(failed)}")


if __name__ == "__main__":
    main()
