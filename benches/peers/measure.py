"""Times and peaks of processes, and the one form in which every comparison tells them.

A comparison prints a JSON object a line for each measure; `run.py` collects these and makes the table. Other lines are for people.
"""

import json
import pathlib
import re
import statistics
import subprocess
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = PROJECT / "target" / "release" / "duly"
MIB = 1024


class Ran:
    """What one process took: seconds on the clock and of processors, the largest memory it held, what it printed."""

    def __init__(self, wall, processor, peak_mib, output, exit_code):
        self.wall, self.processor, self.peak_mib, self.output, self.exit_code = wall, processor, peak_mib, output, exit_code


def ran(command, accepted=(0,)):
    """Runs the command under `/usr/bin/time -v`; ends with its complaint where it ends with a code that is not accepted."""
    with tempfile.NamedTemporaryFile("r", suffix=".time") as about:
        words = ["/usr/bin/time", "-v", "-o", about.name, *map(str, command)]
        done = subprocess.run(words, capture_output=True, text=True)
        told = about.read()
    if done.returncode not in accepted:
        raise SystemExit(f"{' '.join(words)}\nended with {done.returncode}:\n{done.stderr[-2000:]}")
    value = lambda name: re.search(rf"{re.escape(name)}.*: (\S+)$", told, re.MULTILINE).group(1)
    seconds = 0.0
    for part in value("Elapsed (wall clock) time").split(":"):
        seconds = seconds * 60 + float(part)
    processor = float(value("User time")) + float(value("System time"))
    return Ran(seconds, processor, int(value("Maximum resident set size")) / MIB, done.stdout, done.returncode)


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
