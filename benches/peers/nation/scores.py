"""One run of scores.sql in DuckDB.  python3 scores.py FOLDER OUT THREADS"""

import pathlib
import sys

import duckdb


def main():
    folder, out, threads = sys.argv[1:]
    text = pathlib.Path(__file__).with_name("scores.sql").read_text(encoding="utf-8")
    connection = duckdb.connect(config={"threads": int(threads)})
    for statement in text.replace("{folder}", folder).replace("{out}", out).split(";\n"):
        if statement.strip():
            connection.execute(statement)


if __name__ == "__main__":
    main()
