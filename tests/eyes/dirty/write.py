"""Folders to files: workbooks by openpyxl, text in any encoding, web pages, and old formats by LibreOffice."""

import csv
import html
import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from sheets import ErrorValue, Formula, Shown

LEGACY = {"xls": "xls:MS Excel 97", "et": "xls:MS Excel 97", "ods": "ods", "xlsx-by-office": "xlsx:Calc MS Excel 2007 XML"}


def write(folder, root):
    """Writes all books below ROOT/period and gives that path."""
    target = root / folder.period
    target.mkdir(parents=True)
    for book in folder.books:
        path = target / book.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if book.sheets:
            FORMS[book.form](book, path)
    for name, content in folder.raw.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return target


def workbook(book, path):
    made = openpyxl.Workbook()
    made.remove(made.active)
    if book.options.get("from_1904"):
        made.epoch = CALENDAR_MAC_1904
    saved = {}
    for number, sheet in enumerate(book.sheets, 1):
        page = made.create_sheet(sheet.name)
        for row_number, row in enumerate(sheet.rows, 1):
            for column_number, value in enumerate(row, 1):
                if value is not None:
                    put(page.cell(row_number, column_number), value, saved.setdefault(number, {}))
        for area in sheet.merges:
            page.merge_cells(area)
        for row_number in sheet.hidden_rows:
            page.row_dimensions[row_number].hidden = True
        for letter in sheet.hidden_columns:
            page.column_dimensions[letter].hidden = True
        page.auto_filter.ref = sheet.filter
    made.save(path)
    if any(saved.values()):
        save_results(path, saved)


def put(cell, value, saved):
    if isinstance(value, Formula):
        cell.value = value.text
        if value.value is not None:
            saved[cell.coordinate] = value.value
    elif isinstance(value, Shown):
        cell.value = value.value
        cell.number_format = value.format
    elif isinstance(value, ErrorValue):
        cell.value = value.code
        cell.data_type = "e"
    else:
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # a text that starts with = or # stays a text
        if isinstance(value, date) and not isinstance(value, datetime):
            cell.number_format = "yyyy-mm-dd"


def save_results(path, saved):
    """Writes the results beside the formulas, as Excel does when it saves; openpyxl leaves them empty."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for number, results in saved.items():
        name = f"xl/worksheets/sheet{number}.xml"
        text = parts[name].decode("utf-8")
        for coordinate, value in results.items():
            is_text = isinstance(value, str)
            pattern = re.compile(rf'<c r="{coordinate}"([^>]*?)(?: t="\w+")?><f>(.*?)</f><v ?/?>(?:</v>)?</c>')
            kind = ' t="str"' if is_text else ""
            result = html.escape(str(value), quote=False)
            text, count = pattern.subn(
                lambda found: f'<c r="{coordinate}"{found[1]}{kind}><f>{found[2]}</f><v>{result}</v></c>', text
            )
            assert count == 1, f"{path.name} {coordinate}: the formula was not found"
        parts[name] = text.encode("utf-8")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def plain(value):
    """A cell as a text file has it."""
    if value is None:
        return ""
    if isinstance(value, Formula):
        return plain(value.value)
    if isinstance(value, Shown):
        return plain(value.value)
    if isinstance(value, ErrorValue):
        return value.code
    if isinstance(value, (date, datetime)):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    return str(value)


def text(book, path):
    (sheet,) = book.sheets
    options = {"encoding": "utf-8", "delimiter": ",", "before": "", "errors": "strict", **book.options}
    buffer = io.StringIO(newline="")
    buffer.write(options["before"])
    writer = csv.writer(buffer, delimiter=options["delimiter"], lineterminator="\r\n")
    width = max(len(row) for row in sheet.rows) + options.get("empty_columns", 0)
    for row in sheet.rows:
        writer.writerow([plain(value) for value in row] + [""] * (width - len(row)))
    path.write_bytes(buffer.getvalue().encode(options["encoding"], options["errors"]))


def page(book, path):
    (sheet,) = book.sheets
    encoding = book.options.get("encoding", "utf-8")
    lines = [f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}"></head><body><table border="1">']
    for row in sheet.rows:
        cells = "".join(f"<td>{html.escape(plain(value)) or '&nbsp;'}</td>" for value in row)
        lines.append(f"<tr>{cells}</tr>")
    lines.append("</table></body></html>")
    codec = "gb18030" if encoding.lower() in ("gb2312", "gbk") else encoding
    path.write_bytes("\r\n".join(lines).encode(codec))


def by_office(book, path):
    """Saves a workbook in an old format, with LibreOffice and a profile of its own."""
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "book.xlsx"
        workbook(book, source)
        out = Path(scratch) / "out"
        command = ["soffice", f"-env:UserInstallation=file://{PROFILE}", "--headless"]
        subprocess.run([*command, "--convert-to", LEGACY[book.form], "--outdir", out, source], check=True, capture_output=True, timeout=180)
        (made,) = out.iterdir()
        shutil.move(made, path)


PROFILE = Path(tempfile.gettempdir()) / "duly-dirty-office"
FORMS = {"xlsx": workbook, "text": text, "html": page, **dict.fromkeys(LEGACY, by_office)}
