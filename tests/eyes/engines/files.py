"""Facts to files: sheets as CSV, evidence as Parquet."""

import csv
import datetime
import decimal

import pyarrow
import pyarrow.parquet

TYPES = {
    "text": pyarrow.string(),
    "whole": pyarrow.int64(),
    "decimal": pyarrow.decimal128(18, 6),
    "date": pyarrow.date32(),
}


def write_sheets(tables, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for table in tables.values():
        with open(folder / f"{table.sheet}.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(table.headers)
            writer.writerows(table.rows)


def typed(value, kind):
    if value is None or isinstance(value, datetime.date):
        return value
    if kind == "decimal":
        return decimal.Decimal(str(value))
    return int(value) if kind == "whole" else str(value)


def write_evidence(tables, folder):
    """One file a table, in an order of rows that is not that of the sheet."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        rows = sorted(table.evidence, key=str)
        columns = {}
        for at, (column, kind) in enumerate(table.columns.items()):
            columns[column] = pyarrow.array([typed(row[at], kind) for row in rows], TYPES[kind])
        pyarrow.parquet.write_table(pyarrow.table(columns), folder / f"{name}.parquet")
