"""Times `duly score --seed` against the same analysis in numpy with a tenth of the draws, and checks that they agree.

    cargo build --release && python3 benches/peers/confidence/run.py

Needs numpy. The program's time for the analysis is that of a run with a seed less that of one without; runs alternate. Both
the clock and the time of processors are told: the program shares its work among threads, numpy's analysis runs on one.
Agreement is asserted before any time is printed: official ranks to the digit, shares and intervals within Monte Carlo error.
"""

import argparse
import json
import pathlib
import sys
import tempfile

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent), str(pathlib.Path(__file__).resolve().parents[1])]
import measure  # noqa: E402
import town  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent


def scored(program, folder, out, more):
    """One run of the program."""
    arguments = [program, "score", folder / "in", "--rubric", folder / "rubric.toml", "--period", "2025", "--format", "json", "--out", out]
    return measure.ran(arguments + more)


def analysed(folder, draws):
    ran = measure.ran([sys.executable, HERE / "analysis.py", folder, "--draws", draws])
    return json.loads(ran.output), ran.peak_mib


def agree(block, peer, peer_draws):
    """What differs by more than chance explains."""
    wrong = []
    subjects = {sure["key"]: sure for sure in block["peers"][0]["subjects"]}
    assert block["peers"][0]["reckoned"] and len(subjects) == len(peer["keys"])
    spread = lambda share: 5 * (share * (1 - share) * (1 / block["draws"] + 1 / peer_draws)) ** 0.5 + 5 / peer_draws
    for index, key in enumerate(peer["keys"]):
        sure = subjects[key]
        if sure["rank"] != peer["official"][index]:
            wrong.append(f"{key}: rank {sure['rank']} and {peer['official'][index]}")
        if list(sure["without"].values()) != [peer["without"][order][index] for order in (0, 1, 2)]:
            wrong.append(f"{key}: without {sure['without']}")
        for kind, (low, high), within in zip(("ballots", "weights"), (peer["ballots"], peer["weights"]), peer["within"]):
            share = float(sure[kind]["within"])
            if abs(share - within[index]) > spread((share + within[index]) / 2):
                wrong.append(f"{key}: within by {kind} {share} and {within[index]}")
            # The ends of an interval are off by chance as much as a twentieth of the draws is.
            room = 3 + (sure[kind]["high"] - sure[kind]["low"]) * 6 / peer_draws**0.5
            if abs(sure[kind]["low"] - low[index]) > room or abs(sure[kind]["high"] - high[index]) > room:
                wrong.append(f"{key}: by {kind} {sure[kind]} and {low[index]} to {high[index]}")
        room = 5 + (sure["set"][1] - sure["set"][0]) * 0.25
        if abs(sure["set"][0] - peer["sets"][0][index]) > room or abs(sure["set"][1] - peer["sets"][1][index]) > room:
            wrong.append(f"{key}: set {sure['set']} and {peer['sets'][0][index]} to {peer['sets'][1][index]}")
    total = [float(influence["total"]) for influence in block["peers"][0]["influences"]]
    named = [f"{one['of']}:{one['id']}" for one in block["peers"][0]["influences"]]
    for name, own, other in zip(named, [total[0], total[1], total[2], total[3], total[4], total[5]], peer["total"]):
        if abs(own - other) > 0.1 + 3 * max(own, other) / (peer_draws / 10) ** 0.5:
            wrong.append(f"{name}: total index {own} and {other:.3f}")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=pathlib.Path, default=measure.PROGRAM)
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args()
    tenth = given.draws // 10
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        town.write(folder, given.people)
        seeded = ["--seed", "1", "--draws", str(given.draws)]
        scored(given.program, folder, folder / "out", seeded)
        block = json.loads((folder / "out" / "results.json").read_text(encoding="utf-8"))["confidence"]
        wrong = agree(block, analysed(folder, tenth)[0], tenth)
        if wrong:
            sys.exit("they do not agree:\n  " + "\n  ".join(wrong[:20]) + f"\n  {len(wrong)} in all")
        print(f"{given.people} subjects; results agree")

        def duly():
            with_seed, without = (scored(given.program, folder, folder / out, more) for out, more in (("out", seeded), ("plain", [])))
            return with_seed.wall - without.wall, with_seed.processor - without.processor, with_seed.peak_mib

        def numpy():
            found, peak = analysed(folder, tenth)
            return found["seconds"], found["processor"], peak

        own, other = f"duly, {given.draws} draws", f"numpy, {tenth} draws"
        found = measure.alternating({own: duly, other: numpy}, given.times)
        # On a busy machine the clock tells what else runs; what the processors did tells less of that.
        for number, kind in enumerate(("", ", processor")):
            told = {name: [(one[number], one[2]) for one in runs] for name, runs in found.items()}
            measure.tell("confidence", f"{given.people} subjects{kind}", own, told)


if __name__ == "__main__":
    main()
