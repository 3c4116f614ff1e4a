"""Evidence with a fault: the engine must tell it and duly must refuse it, whatever else is right."""

import json
import subprocess

import cases
import files


def change(table, column, value):
    """The first row of the period says something else."""
    at, days = list(table.columns).index(column), [number for number, kind in enumerate(table.columns.values()) if kind == "date"]
    row = next(row for row in table.evidence if all(row[day] is None or row[day].year == 2025 for day in days))
    row[at] = value


def without(tables, _):
    """Somebody of the roster is not in the engine's."""
    del tables["roster"].evidence[0]


def doubled(tables, _):
    tables["roster"].evidence.append(list(tables["roster"].evidence[1]))


def cell(name, column, value):
    return lambda tables, _: change(tables[name], column, value)


# Rubric, what is done to the evidence, the code expected, and what its message must hold.
FAULTS = [
    ("attendance", cell("attendance", "出席情况", "出席了"), "tallies/evidence", "出席了"),
    ("attendance", cell("attendance", "会议", None), "tallies/evidence", "blank"),
    ("attendance", cell("attendance", "代表编号", "X999"), "tallies/evidence", "X999"),
    ("signed", cell("suggestions", "row", None), "tallies/evidence", "row"),
    ("attendance", cell("training", "完成学时", "八小时"), "tallies/evidence", "八小时"),
    ("attendance", cell("training", "完成学时", "1.0000001"), "tallies/evidence", "1.0000001"),
    ("attendance", cell("training", "课程", "①"), "tallies/evidence", "①"),
    ("attendance", cell("training", "次数", -1), "tallies/evidence", "-1"),
    ("signed", cell("suggestions", "role", "旁听"), "tallies/evidence", "旁听"),
    ("signed", cell("suggestions", "signers", 0), "tallies/evidence", "signers"),
    ("ballots", cell("marks", "评分人", "张三（主任）"), "tallies/evidence", "张三"),
    ("turnout", cell("hall", "实到", 999), "tallies/evidence", "more than the number before it"),
    ("turnout", cell("counted", "有效票", 0), "tallies/evidence", "not the same in all cells"),
    ("turnout", cell("counted", "n", 99), "tallies/evidence", "有效票"),
    ("turnout", cell("counted", "row", None), "tallies/evidence", "row"),
    ("turnout", cell("hall", "有效票", 0), "row/turnout", "ballots found"),
    ("attendance", doubled, "tallies/evidence", "more than once"),
    ("attendance", without, "tallies/other-roster", "D000"),
]


def check(program, rubrics, chosen, root, period):
    """What was not refused as it should be."""
    wrong = []
    for number, (case, spoil, code, said) in enumerate(FAULTS):
        rubric, folder = rubrics / f"{case}.toml", root / str(number)
        tables = cases.made(case, 0, 12)
        files.write_sheets(tables, folder / "sheets")
        spoil(tables, None)
        files.write_evidence(tables, folder / "evidence")
        for name, engine in chosen.items():
            plan = subprocess.run([program, "plan", "--rubric", rubric, "--period", period, "--sql", name, "--json"], capture_output=True, check=True)
            tallies = folder / f"tallies-{name}.parquet"
            engine(folder / "evidence", json.loads(plan.stdout.splitlines()[0])["sql"], tallies)
            command = [program, "score", folder / "sheets" / "名册.csv", "--tallies", tallies, "--rubric", rubric, "--period", period]
            done = subprocess.run([*command, "--out", folder / f"out-{name}", "--json", "--lang", "en"], capture_output=True, text=True, encoding="utf-8")
            lines = [json.loads(line) for line in done.stdout.splitlines()]
            told = [line["message"] for line in lines if line["type"] == "problem" and line["code"] == code]
            if done.returncode != 1 or not any(said in message for message in told):
                wrong.append(f"fault {number} ({code}, {said}) under {name}: exit {done.returncode}, {told or [line.get('code') for line in lines]}")
    print(f"{len(FAULTS)} faults, each under {', '.join(chosen)}", flush=True)
    return wrong
