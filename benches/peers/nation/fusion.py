"""One run of scores.sql in DataFusion.  python3 fusion.py FOLDER OUT THREADS

The text is DuckDB's; what DataFusion words otherwise is put otherwise here. It has no whole numbers of 128 bits, but those of 64 bits hold
all that the nation's rubric makes of one half-year (some 10^15 at most).
"""

import pathlib
import re
import sys

import datafusion

TOLD = (
    "CASE WHEN {n} IS NULL THEN NULL WHEN {n} % {d} = 0 THEN CAST({n} / {d} AS VARCHAR) "
    "ELSE CAST({n} / gcd({n}, {d}) AS VARCHAR) || '/' || CAST({d} / gcd({n}, {d}) AS VARCHAR) END"
)


def told(match):
    top, below = (f"CAST({part.strip()} AS BIGINT)" for part in match.group(1).split(","))
    return TOLD.format(n=top, d=below)


def worded(text):
    """The statement as DataFusion reads it, without the macro before it and the copying around it."""
    query = text[text.index("WITH roster") : text.rindex(") TO '{out}'")]
    query = re.sub(r"--[^\n]*", "", query)
    query = re.sub(r"date_diff\('day', (greatest\(.*?\)), *\n? *(least\(.*?'\))\) \+ 1", r"CAST(\2 - \1 AS BIGINT) + 1", query, flags=re.DOTALL)
    query = query.replace("HUGEINT", "BIGINT").replace("UINTEGER", "INT UNSIGNED").replace("//", "/")
    query = re.sub(r"read_parquet\('\{folder\}/(\w+)\.parquet'\)", r"\1_file", query)
    return re.sub(r"told\(([^()]*)\)", told, query)


def main():
    folder, out, threads = sys.argv[1:]
    text = pathlib.Path(__file__).with_name("scores.sql").read_text(encoding="utf-8")
    settings = datafusion.SessionConfig().with_target_partitions(int(threads))
    context = datafusion.SessionContext(settings)
    for table in ("roster", "attendance", "suggestions", "ballots"):
        context.register_parquet(f"{table}_file", f"{folder}/{table}.parquet")
    frame = context.sql(worded(text))
    frame.write_parquet_with_options(out, datafusion.ParquetWriterOptions(compression="zstd(1)"), datafusion.DataFrameWriteOptions(single_file_output=True))


if __name__ == "__main__":
    main()
