"""Opens every output of a scored folder with openpyxl and pandas, and compares the tables with results.json.

Usage: read_all.py FOLDER. Prints what was compared; a difference ends it with an error.
"""

import json
import sys
from pathlib import Path

import openpyxl
import pandas
import pyarrow.parquet

ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!")


def open_workbook(path):
    """No cell holds an error, no formula lacks its result, and pandas sees the same sheets."""
    values = openpyxl.load_workbook(path, data_only=True)
    formulas = openpyxl.load_workbook(path)
    counted = 0
    for sheet in formulas.worksheets:
        assert sheet.max_row > 1, f"{path.name} [{sheet.title}] is empty"
        for row in sheet.iter_rows():
            for cell in row:
                shown = values[sheet.title][cell.coordinate].value
                where = f"{path.name} [{sheet.title}] {cell.coordinate}"
                assert cell.data_type != "e", f"{where}: {cell.value}"
                assert not (isinstance(shown, str) and shown.startswith(ERRORS)), f"{where}: {shown}"
                if cell.data_type == "f":
                    assert shown is not None, f"{where}: a formula without a result"
                    counted += 1
    frames = pandas.read_excel(path, sheet_name=None, header=None)
    assert list(frames) == formulas.sheetnames, f"{list(frames)} and {formulas.sheetnames}"
    return counted


def expected_row(subject, period):
    """A subject of results.json as a row of the flat tables."""
    selected = subject["selected"]
    row = {
        "key": subject["key"],
        "name": subject["name"],
        "peer": subject["peer"],
        "period": period,
        "status": subject["status"],
        "total": subject["total"],
        "exact": subject["exact"],
        "rank": subject["rank"],
        "grade": subject["grade"],
        "selected": selected if isinstance(selected, str) else str(selected).lower(),
    }
    for item in subject["items"]:
        row["c." + item["criterion"]] = item["exact"]
    return row


def compare(name, rows, expected):
    assert len(rows) == len(expected), f"{name}: {len(rows)} rows, {len(expected)} subjects"
    for found, wanted in zip(rows, expected):
        assert list(found) == list(wanted), f"{name}: columns {list(found)}"
        for column, value in wanted.items():
            assert found[column] == value, f"{name}: {wanted['key']} {column}: {found[column]!r}, expected {value!r}"


def main(folder):
    results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    names = {output["path"] for output in manifest["outputs"]} | {"manifest.json"}
    assert names == {path.name for path in folder.iterdir()}, "the folder holds other files than the manifest says"

    books = sorted(folder.glob("*.xlsx"))
    formulas = {path.name: open_workbook(path) for path in books}
    assert formulas["ranking.xlsx"] > 0, "no formula in the ranking"

    expected = [expected_row(subject, results["period"]["id"]) for subject in results["subjects"]]
    parquet = folder / "results.parquet"
    compare("pyarrow", pyarrow.parquet.read_table(parquet).to_pylist(), expected)
    frame = pandas.read_parquet(parquet).astype(object)
    frame = frame.where(frame.notna(), None)
    compare("pandas", frame.to_dict("records"), expected)
    table = pandas.read_csv(folder / "results.csv", dtype=str, keep_default_na=False)
    texts = [{column: "" if value is None else str(value) for column, value in row.items()} for row in expected]
    compare("csv", table.to_dict("records"), texts)
    print(f"{len(expected)} subjects, {len(expected[0])} columns, {formulas} formulas")


main(Path(sys.argv[1]))
