"""Worked examples with published points: those of ../golden, and those of worked/ with their other readings.

    python3 -m unittest worked                  (in this folder) by the oracle
    python3 worked.py --program PROGRAM         every reading by the program

In: ../golden/NAME/{rubric.toml, in/PERIOD/*.csv, expected.txt}, which the program's golden tests read too: a
line of expected.txt is `key TAB field TAB value`. And worked/, see readings.py.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from case_words import NEW, words_of
from cases import parted
from earlier import read_earlier
from examples import failing_examples
from exact import Fault
from oracle import load, score
from readings import FOLDERS, all_readings, field_of

GOLDEN = sorted(path.parent for path in (Path(__file__).resolve().parent.parent / "golden").glob("*/rubric.toml"))


def by_oracle(reading, folder):
    """Results, or None where refused."""
    inputs = reading.stage(folder)
    try:
        return score(reading.rubric, inputs, reading.period, read_earlier(reading.previous), reading.seed)
    except Fault:
        return None


def by_program(reading, folder, program):
    inputs = reading.stage(folder)
    previous = [word for one in reading.previous for word in ("--previous", str(one))]
    command = [program, "score", *map(str, inputs), "--rubric", str(folder / "rubric.toml"), "--period", reading.period]
    command += ["--seed", str(reading.seed)] if reading.seed is not None else []
    command += [*previous, "--out", str(folder / "out"), "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"LANG": "en_US.UTF-8"})
    if done.returncode == 1:
        return None
    if done.returncode != 0:
        raise Fault(f"{reading.name}: exit {done.returncode}: {done.stdout}{done.stderr}")
    return json.loads((folder / "out" / "results.json").read_text(encoding="utf-8"))


def seed_of(folder):
    """The seed of a golden folder, where it has one."""
    path = folder / "seed.txt"
    return int(path.read_text(encoding="utf-8")) if path.exists() else None


def wrong(reading, results):
    """Texts, one for each figure that does not come out."""
    if results is None or reading.refused:
        return [] if results is None and reading.refused else [f"{reading.name}: {'' if reading.refused else 'is '}refused"]
    return list(reading.differences(results))


class Golden(unittest.TestCase):
    def test_every_folder_comes_out(self):
        for folder in GOLDEN:
            source = next((folder / "in").iterdir())
            text = (folder / "rubric.toml").read_text(encoding="utf-8")
            subjects = {one["key"]: one for one in score(text, source, source.name, seed=seed_of(folder))["subjects"]}
            for line in (folder / "expected.txt").read_text(encoding="utf-8").splitlines():
                if not line or line.startswith("#"):
                    continue
                key, field, value = line.split("\t")
                with self.subTest(folder=folder.name, key=key, field=field):
                    self.assertEqual(field_of(subjects[key], field), value)

    def test_every_example_comes_out(self):
        for folder in [*GOLDEN, *FOLDERS]:
            rubric = load((folder / "rubric.toml").read_text(encoding="utf-8"))
            with self.subTest(folder=folder.name):
                self.assertEqual(list(failing_examples(rubric)), [])


class Readings(unittest.TestCase):
    def test_every_reading_comes_out(self):
        for reading in all_readings():
            with self.subTest(reading=reading.name), tempfile.TemporaryDirectory() as folder:
                self.assertEqual(wrong(reading, by_oracle(reading, Path(folder))), [])

    def test_a_wrong_figure_is_found(self):
        reading = next(all_readings())
        key = next(iter(reading.spec["expected"]))
        reading.spec["expected"][key]["exact"] = "1/7"
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(len(wrong(reading, by_oracle(reading, Path(folder)))), 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--without", default="", help="rubrics with one of these words are left out")
    given = parser.parse_args()
    left_out = set(parted(given.without))
    found, done = [], 0
    for reading in all_readings():
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
            oracle = by_oracle(reading, Path(one))
            words = words_of(load(reading.rubric), oracle or {"subjects": [], "period": {"id": ""}}, [])
            if not left_out & words.keys() & NEW:
                found += wrong(reading, by_program(reading, Path(two), given.program))
                done += 1
    print("\n".join(found) or f"{done} readings come out")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
