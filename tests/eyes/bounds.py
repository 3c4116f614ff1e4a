"""Checks every file below a folder with the program, one run a file, and tells time and memory.

Usage: bounds.py PROGRAM FOLDER [OPTION...]. Each run must end in 0 or 1, within the documented time for reading a file and a
little more. Prints what did not, the total time, and the slowest and the largest file. Memory is the most that either of the
program's two processes held at once. Options are handed to `duly check`. Standard library, on systems with os.wait4.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ENDINGS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods", ".csv", ".tsv", ".parquet"}
# The default of --max-seconds, and what starting up and checking the cells may take on a busy machine.
MOST_SECONDS = 60 + 60


def run(program, path, options):
    """One file: exit code (None for a signal or none in time), seconds, mebibytes, what was printed."""
    with tempfile.TemporaryFile() as output:
        arguments = [program, "check", str(path), "--rubric", "township", "--period", "2025", "--lang", "en", *options]
        started = time.monotonic()
        process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        while True:
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
            seconds = time.monotonic() - started
            if ended:
                break
            if seconds > MOST_SECONDS:
                process.kill()
                _, status, usage = os.wait4(process.pid, 0)
                break
            time.sleep(0.002)
        process.returncode = 0
        output.seek(0)
        printed = output.read().decode("utf-8", "replace")
    code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else None
    return code, seconds, usage.ru_maxrss / 1024, printed


def said(printed):
    """The problem of the whole file, in short."""
    for line in printed.splitlines():
        if line.startswith("error[file/"):
            return line.split(": ", 2)[-1][:110]
    return "read"


def main():
    program, folder, options = os.path.abspath(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]
    files = [folder] if folder.is_file() else sorted(path for path in folder.rglob("*") if path.is_file())
    rows, wrong, kinds = [], [], Counter()
    for path in files:
        code, seconds, memory, printed = run(program, path, options)
        rows.append((seconds, memory, path))
        kinds[code, path.suffix.lower() in ENDINGS] += 1
        if code not in (0, 1) or "panicked" in printed:
            wrong.append(f"{path} ended with {code} after {seconds:.1f} s: {printed[-300:]}")
        if len(files) < 60:
            print(f"{seconds:6.1f} s {memory:6.0f} MiB  exit {code}  {path.name}: {said(printed)}")
    for line in wrong:
        print("WRONG", line)
    for (code, is_kind), count in sorted(kinds.items(), key=str):
        print(f"exit {code}: {count} files" + ("" if is_kind else " of endings that are not read"))
    slowest, largest = max(rows), max(rows, key=lambda row: row[1])
    print(f"{len(rows)} files in {sum(row[0] for row in rows):.1f} s")
    print(f"slowest: {slowest[0]:.2f} s, {slowest[2]}")
    print(f"most memory: {largest[1]:.0f} MiB, {largest[2]}")
    sys.exit(bool(wrong))


main()
