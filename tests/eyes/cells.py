"""Prints what other readers find in spreadsheets: one line of JSON a file, {sheet: {"row,column": value}}.

Usage: cells.py FILE... openpyxl reads xlsx, xlrd xls, pyxlsb xlsb, pandas with odfpy ods, pyarrow parquet, Python itself csv.
A value is a text, a number, true or false, {"day": "2025-03-05"} or {"error": "#REF!"}. Blank cells are left out.
"""

import csv
import datetime
import json
import sys
from pathlib import Path


def value(cell):
    """A value as JSON; a time of day and a duration are parts of a day, as they stand in the file."""
    if isinstance(cell, bool):
        return cell
    if hasattr(cell, "to_pydatetime"):
        cell = cell.to_pydatetime()
    if isinstance(cell, datetime.datetime):
        return {"day": cell.date().isoformat()}
    if isinstance(cell, datetime.date):
        return {"day": cell.isoformat()}
    if isinstance(cell, datetime.time):
        return (cell.hour * 3600 + cell.minute * 60 + cell.second) / 86400
    if isinstance(cell, datetime.timedelta):
        return cell.total_seconds() / 86400
    if isinstance(cell, (int, float)) or hasattr(cell, "item"):
        return float(cell)
    return str(cell)


def openpyxl_cells(path):
    import openpyxl

    for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    shown = {"error": cell.value} if cell.data_type == "e" else value(cell.value)
                    yield sheet.title, cell.row, cell.column, shown


def xlrd_cells(path):
    import xlrd

    book = xlrd.open_workbook(path)
    for sheet in book.sheets():
        for row in range(sheet.nrows):
            for column, cell in enumerate(sheet.row(row)):
                if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                    continue
                shown = cell.value
                if cell.ctype == xlrd.XL_CELL_DATE and cell.value >= 1:
                    shown = value(xlrd.xldate_as_datetime(cell.value, book.datemode))
                elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
                    shown = bool(cell.value)
                elif cell.ctype == xlrd.XL_CELL_ERROR:
                    shown = {"error": xlrd.error_text_from_code[cell.value]}
                yield sheet.name, row + 1, column + 1, shown


def pyxlsb_cells(path):
    import pyxlsb

    with pyxlsb.open_workbook(str(path)) as book:
        for name in book.sheets:
            with book.get_sheet(name) as sheet:
                for row in sheet.rows(sparse=True):
                    for cell in row:
                        if cell.v is not None:
                            yield name, cell.r + 1, cell.c + 1, value(cell.v)


def ods_cells(path):
    import pandas

    for name, frame in pandas.read_excel(path, engine="odf", sheet_name=None, header=None, keep_default_na=False, na_values=[]).items():
        for row, cells in enumerate(frame.itertuples(index=False), 1):
            for column, cell in enumerate(cells, 1):
                if cell != "" and not (isinstance(cell, float) and cell != cell):
                    yield name, row, column, value(cell)


def parquet_cells(path):
    from pyarrow import parquet

    for column, (name, values) in enumerate(parquet.read_table(path).to_pydict().items(), 1):
        yield "", 1, column, name
        for row, cell in enumerate(values, 2):
            if cell is not None:
                yield "", row, column, value(cell)


def csv_cells(path):
    data = path.read_bytes()
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    delimiter = "\t" if path.suffix == ".tsv" else csv.Sniffer().sniff(text.split("\n")[0], ",;\t").delimiter
    for row, cells in enumerate(csv.reader(text.splitlines(keepends=True), delimiter=delimiter), 1):
        for column, cell in enumerate(cells, 1):
            yield "", row, column, cell


READERS = {
    ".xlsx": openpyxl_cells,
    ".xlsm": openpyxl_cells,
    ".xls": xlrd_cells,
    ".xlsb": pyxlsb_cells,
    ".ods": ods_cells,
    ".parquet": parquet_cells,
    ".csv": csv_cells,
    ".tsv": csv_cells,
}


def main():
    for path in map(Path, sys.argv[1:]):
        sheets = {}
        for sheet, row, column, shown in READERS[path.suffix](path):
            if shown is not None and not (isinstance(shown, str) and not shown.strip()):
                sheets.setdefault(sheet, {})[f"{row},{column}"] = shown
        print(json.dumps({"file": str(path), "sheets": sheets}))


main()
