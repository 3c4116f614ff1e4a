"""Reads the sheet of workbook.py with one library into typed columns and prints seconds and digests of all columns.

The seconds are those of reading alone: starting Python and importing the library are left out, in favour of the library.
"""

import argparse
import datetime
import json
import time

EPOCH = datetime.date(1899, 12, 30)


def digests(columns):
    """Of each column: sum of numbers and days, how many texts, their characters."""
    told = []
    for column in columns:
        total = texts = characters = 0
        for value in column:
            if isinstance(value, str):
                texts, characters = texts + 1, characters + len(value)
            elif isinstance(value, datetime.date):
                day = value.date() if isinstance(value, datetime.datetime) else value
                total += (day - EPOCH).days
            elif value is not None:
                total += int(value)
        told.append([total, texts, characters])
    return told


def by_pandas(engine):
    def read(path):
        import pandas

        frame = pandas.read_excel(path, engine=engine)
        return lambda: [[one.to_pydatetime() if hasattr(one, "to_pydatetime") else one for one in frame[name]] for name in frame.columns]

    import pandas  # noqa: F401

    return read


def fastexcel():
    import fastexcel as library

    def read(path):
        batch = library.read_excel(path).load_sheet(0, dtypes={2: "string"}).to_arrow()
        return lambda: [[day(one) if number == 2 else one for one in column.to_pylist()] for number, column in enumerate(batch.columns)]

    return read


def polars():
    import polars as library

    def read(path):
        frame = library.read_excel(path, engine="calamine", schema_overrides={"日期": library.String})
        return lambda: [[day(one) if number == 2 else one for one in column.to_list()] for number, column in enumerate(frame.get_columns())]

    return read


def day(text):
    """A date that the library gives as text, because some cells of its column are none."""
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return text


def python_calamine():
    import python_calamine as library

    def read(path):
        rows = library.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        return lambda: list(zip(*rows[1:]))

    return read


def openpyxl():
    import openpyxl as library

    def read(path):
        rows = list(library.load_workbook(path, read_only=True).worksheets[0].iter_rows(values_only=True))
        return lambda: list(zip(*rows[1:]))

    return read


READERS = {
    "fastexcel": fastexcel,
    "polars": polars,
    "python-calamine": python_calamine,
    "pandas, calamine": lambda: by_pandas("calamine"),
    "openpyxl": openpyxl,
    "pandas, openpyxl": lambda: by_pandas("openpyxl"),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--by", choices=READERS, required=True)
    parser.add_argument("--digest", action="store_true")
    given = parser.parse_args()
    read = READERS[given.by]()
    begun = time.perf_counter()
    columns = read(given.file)
    told = {"seconds": time.perf_counter() - begun}
    if given.digest:
        told["digests"] = digests(columns())
    print(json.dumps(told))


if __name__ == "__main__":
    main()
