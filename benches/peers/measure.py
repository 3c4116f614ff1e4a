"""Times and peaks of processes, and the one form in which every comparison tells them.

A comparison prints a JSON object a line for each measure; `run.py` collects these and makes the table. Other lines are for people.
"""

import json
import os
import pathlib
import re
import statistics
import subprocess
import tempfile
import time

PROJECT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("CARGO_TARGET_DIR") or PROJECT / "target").resolve() / "release" / "duly"
MIB = 1024


class Ran:
    """What one process took: seconds on the clock and of processors, the largest memory it held, what it printed."""

    def __init__(self, wall, processor, peak_mib, output, exit_code):
        self.wall, self.processor, self.peak_mib, self.output, self.exit_code = wall, processor, peak_mib, output, exit_code


def ran(command, accepted=(0,)):
    """Runs the command under `/usr/bin/time -v`; ends with its complaint where it ends with a code that is not accepted.

    Memory is what that says; seconds are taken finer than it prints them, its own millisecond included.
    """
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as complaint, tempfile.NamedTemporaryFile("r") as about:
        words = ["/usr/bin/time", "-v", "-o", about.name, *map(str, command)]
        begun = time.perf_counter()
        process = subprocess.Popen(words, stdout=output, stderr=complaint)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        for stream in (output, complaint):
            stream.seek(0)
        if process.returncode not in accepted:
            raise SystemExit(f"{' '.join(words)}\nended with {process.returncode}:\n{complaint.read()[-2000:]}")
        peak = int(re.search(r"Maximum resident set size.*: (\d+)$", about.read(), re.MULTILINE).group(1))
        return Ran(wall, used.ru_utime + used.ru_stime, peak / MIB, output.read(), process.returncode)


def alternating(runs, times):
    """Every named run in turn, so often; each gives seconds and MiB. All of one name, in order."""
    found = {name: [] for name in runs}
    for _ in range(times):
        for name, run in runs.items():
            found[name].append(run())
    return found


def tell(comparison, measure, own, found, unit="s"):
    """Prints the medians of each name as JSON lines, with their ratio to `own`."""
    median = {name: statistics.median(seconds for seconds, _ in runs) for name, runs in found.items()}
    for name, runs in found.items():
        line = {
            "comparison": comparison,
            "measure": measure,
            "who": name,
            "unit": unit,
            "median": round(median[name], 4),
            "runs": [round(seconds, 4) for seconds, _ in runs],
            "times_own": round(median[name] / median[own], 3) if median[own] else None,
            "peak_mib": round(max(peak for _, peak in runs)),
        }
        print(json.dumps(line, ensure_ascii=False), flush=True)
