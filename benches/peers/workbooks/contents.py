"""What stands in a folder of workbooks, as plain data that any library can write again.

A sheet is its name, widths of columns, heights of rows, merged ranges, and cells: place, value, formula, number of a look. A look is
font, size, bold, alignment, frame and number format. Left out, in favour of the others: conditional formats, filters, page set-up.
"""

import openpyxl


def look(cell):
    font, alignment, border = cell.font, cell.alignment, cell.border
    return (
        font.name,
        font.size,
        bool(font.bold),
        alignment.horizontal,
        alignment.vertical,
        bool(alignment.wrap_text),
        tuple(getattr(getattr(border, side), "style", None) for side in ("left", "right", "top", "bottom")),
        cell.number_format,
    )


def sheet(formulas, values, looks):
    cells = []
    for row in formulas.iter_rows():
        for cell in row:
            if isinstance(cell, openpyxl.cell.cell.MergedCell) or (cell.value is None and not cell.has_style):
                continue
            number = looks.setdefault(look(cell), len(looks))
            value = values.cell(cell.row, cell.column).value
            formula = cell.value if cell.data_type == "f" else None
            cells.append((cell.row, cell.column, value, formula, number))
    widths = sorted((letter, round(one.width, 2)) for letter, one in formulas.column_dimensions.items() if one.width)
    heights = sorted((number, one.height) for number, one in formulas.row_dimensions.items() if one.height)
    merged = sorted((one.min_row, one.min_col, one.max_row, one.max_col) for one in formulas.merged_cells.ranges)
    return {"name": formulas.title, "cells": cells, "widths": widths, "heights": heights, "merged": merged}


def book(path):
    looks = {}
    formulas, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    sheets = [sheet(formulas[name], values[name], looks) for name in formulas.sheetnames]
    return {"looks": list(looks), "sheets": sheets}


def shown(value):
    """A number to sixteen digits: XlsxWriter writes no more, and to fewer it would be rounded twice."""
    return float(f"{value:.16g}") if isinstance(value, (int, float)) else value


def compared(content):
    """Names, merged ranges, and what each cell shows and how: the numbers of looks are a library's own."""
    told = []
    for one in content["sheets"]:
        cells = {(row, column): (shown(value), formula, content["looks"][look]) for row, column, value, formula, look in one["cells"]}
        told.append((one["name"], one["merged"], one["heights"], cells))
    return told
