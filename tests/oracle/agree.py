"""Random cases by the oracle and by the program.

    python3 agree.py --program PROGRAM --seeds 1-40 [--only WORDS] [--without WORDS] [--all-words] [--keep DIR]

Prints what differs, and how many cases agree; exit 1 on any difference. With --all-words it is an error
too when a word of case_words.py did not occur in these cases.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from case_words import expected_words
from cases import make, parted
from compare import differences

SHOWN = 6


def program_results(program, folder, case):
    """What the program makes of a case: results, or what it said instead."""
    inputs = [str(folder / one) for one in case["inputs"]]
    previous = [word for one in case["previous"] for word in ("--previous", str(folder / one))]
    command = [program, "score", *inputs, "--rubric", str(folder / "rubric.toml"), "--period", case["period"]]
    command += ["--seed", str(case["seed"])] if case["seed"] is not None else []
    command += [*previous, "--out", str(folder / "out"), "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"LANG": "en_US.UTF-8"})
    if done.returncode != 0:
        return None, f"exit {done.returncode}: {first_problem(done.stdout)}{done.stderr}"
    return json.loads((folder / "out" / "results.json").read_text(encoding="utf-8")), None


def first_problem(text):
    """The first error of a long print."""
    at = text.find("error[")
    return text[at : at + 600] if at >= 0 else text[-600:]


def case_differs(program, seed, folder, only, without):
    """Texts of what differs for one seed, and the words of its case."""
    oracle = make(seed, folder, only, without)
    case = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    results, refused = program_results(program, folder, case)
    found = [refused] if refused else list(differences(oracle, results))
    return [f"seed {seed}: {text}" for text in found], case["words"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--seeds", required=True, help="FIRST-LAST")
    parser.add_argument("--only")
    parser.add_argument("--without", default="")
    parser.add_argument("--all-words", action="store_true")
    parser.add_argument("--keep", type=Path, help="a folder that keeps the cases")
    given = parser.parse_args()
    first, last = (int(part) for part in given.seeds.split("-"))
    only, without = parted(given.only), parted(given.without)
    words, agreeing, differing = Counter(), 0, 0
    for seed in range(first, last + 1):
        with tempfile.TemporaryDirectory() as scratch:
            folder = (given.keep or Path(scratch)) / str(seed)
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            found, used = case_differs(given.program, seed, folder, only, without)
        words.update(used)
        agreeing, differing = agreeing + (not found), differing + bool(found)
        for text in found[:SHOWN]:
            print(text)
    missing = sorted(expected_words(only, without) - words.keys()) if given.all_words else []
    if missing:
        print("did not occur: " + " ".join(missing))
    print(f"{agreeing} cases agree, {differing} differ")
    return int(bool(differing or missing))


if __name__ == "__main__":
    sys.exit(main())
