"""The same workbooks written by XlsxWriter and by openpyxl, from the plain data of contents.py."""

import openpyxl
import xlsxwriter
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import column_index_from_string

SIDES = ("left", "right", "top", "bottom")
LINES = {"thin": 1, "medium": 2}


def with_xlsxwriter(content, path):
    # Level 3 of compression, as duly writes; the library has no way to say so but its own zip file.
    book = xlsxwriter.Workbook(str(path))
    formats = []
    for name, size, bold, horizontal, vertical, wrap, border, number in content["looks"]:
        look = {"font_name": name, "font_size": size, "bold": bold, "text_wrap": wrap, "num_format": number}
        look |= {side: LINES[style] for side, style in zip(SIDES, border) if style}
        look |= {"align": horizontal} if horizontal else {}
        # The file's own default is the bottom, which is what no word means.
        look |= {"valign": {"center": "vcenter", None: "bottom"}.get(vertical, vertical)}
        formats.append(book.add_format(look))
    for one in content["sheets"]:
        page = book.add_worksheet(one["name"])
        for letter, width in one["widths"]:
            page.set_column(f"{letter}:{letter}", width - 0.71)
        for number, height in one["heights"]:
            page.set_row(number - 1, height)
        first = {(top, left): (top - 1, left - 1, bottom - 1, right - 1) for top, left, bottom, right in one["merged"]}
        for row, column, value, formula, look in one["cells"]:
            place, format = (row - 1, column - 1), formats[look]
            if (row, column) in first:
                page.merge_range(*first[row, column], "" if value is None else value, format)
            elif formula is not None:
                page.write_formula(*place, formula, format, "" if value is None else value)
            elif value is None:
                page.write_blank(*place, None, format)
            elif isinstance(value, str):
                page.write_string(*place, value, format)
            else:
                page.write_number(*place, value, format)
    book.close()


def with_openpyxl(content, path):
    book = openpyxl.Workbook()
    book.remove(book.active)
    looks = []
    for name, size, bold, horizontal, vertical, wrap, border, number in content["looks"]:
        sides = {side: Side(style=style) for side, style in zip(SIDES, border) if style}
        alignment = Alignment(horizontal=horizontal, vertical=vertical, wrap_text=wrap)
        looks.append((Font(name=name, size=size, bold=bold), alignment, Border(**sides), number))
    for one in content["sheets"]:
        page = book.create_sheet(one["name"])
        for letter, width in one["widths"]:
            page.column_dimensions[letter].width = width
            assert column_index_from_string(letter)
        for number, height in one["heights"]:
            page.row_dimensions[number].height = height
        for row, column, value, formula, look in one["cells"]:
            cell = page.cell(row, column, value if formula is None else formula)
            cell.font, cell.alignment, cell.border, cell.number_format = looks[look]
        for top, left, bottom, right in one["merged"]:
            page.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    book.save(path)


WRITERS = {"XlsxWriter": with_xlsxwriter, "openpyxl": with_openpyxl}
