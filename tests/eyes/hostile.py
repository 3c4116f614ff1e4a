"""Writes files that ask for far more than they hold into a folder; `bounds.py` then checks each.

Usage: hostile.py FOLDER. About 350 MB on disk, up to 4 GiB unpacked. Standard library; with pyarrow a parquet file, too.
"""

import struct
import sys
import zlib
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MILLION = 1_000_000


def squeezed(pieces):
    """(deflated bytes, size, checksum) of (bytes, times) after one another; a piece is deflated once, however often it stands."""
    out, size, checksum = [], 0, 0
    for piece, times in pieces:
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
        out.append(packed * times)
        for _ in range(times):
            checksum = zlib.crc32(piece, checksum)
        size += len(piece) * times
    out.append(b"\x03\x00")
    return b"".join(out), size, checksum


def archive(path, parts, says=None):
    """A zip of parts: text, bytes or pieces; `says` are sizes that are told instead of the true ones."""
    body, directory = b"", b""
    for name, content in parts.items():
        if isinstance(content, str):
            content = content.encode()
        packed, size, checksum = squeezed([(content, 1)] if isinstance(content, bytes) else content)
        size = (says or {}).get(name, size)
        encoded = name.encode()
        common = struct.pack("<HHHHHIIIHH", 20, 0x800, 8, 0, 0x21, checksum, len(packed), size, len(encoded), 0)
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + encoded
        body += b"PK\x03\x04" + common + encoded + packed
    end = struct.pack("<HHHHIIH", 0, 0, len(parts), len(parts), len(directory), len(body), 0)
    path.write_bytes(body + directory + b"PK\x05\x06" + end)


def head(prefix=""):
    return f'<?xml version="1.0"?>{prefix}<worksheet xmlns="{MAIN}">'


def book(sheet, sheets=None, strings=None, styles=None, target="worksheets/sheet1.xml", mode="", others=None):
    """The parts of a workbook."""
    sheets = sheets or '<sheet name="代表名册" sheetId="1" r:id="rId1"/>'
    links = "".join(
        f'<Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target="{where}"{extra}/>'
        for key, kind, where, extra in [
            ("rId1", "worksheet", target, mode),
            ("rId2", "sharedStrings", "sharedStrings.xml", ""),
            ("rId3", "styles", "styles.xml", ""),
        ]
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    if strings is not None:
        parts["xl/sharedStrings.xml"] = strings
    if styles is not None:
        parts["xl/styles.xml"] = styles
    return {**parts, **(others or {})}


def data(cells, before="", behind=""):
    return f'{head()}{before}<sheetData><row r="1">{cells}</row></sheetData>{behind}</worksheet>'


def rows(count, columns=1):
    cells = "".join(f'<c><v>{column}</v></c>' for column in range(columns))
    return "".join(f"<row>{cells}</row>" for _ in range(count))


def document(content):
    """The parts of an open document."""
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content}


ONE = '<c r="A1"><v>1</v></c>'


def bombs(folder):
    blank = [(b" " * MILLION, 4_000)]
    opened = [((head() + "<sheetData>").encode(), 1)]
    closed = [(b"</sheetData></worksheet>", 1)]
    archive(folder / "bomb.xlsx", book(opened + blank + closed))
    archive(folder / "bomb that lies.xlsx", book(opened + blank + closed), {"xl/worksheets/sheet1.xml": 1000})
    # Both just below what may be unpacked, so that memory is the bound.
    start = [(f'<sst xmlns="{MAIN}">'.encode(), 1)]
    strings = start + [(b"<si><t>aaaaaaaaaaaaaaaaaaaa</t></si>" * 30_000, 1_900)] + [(b"</sst>", 1)]
    archive(folder / "strings.xlsx", book(data(ONE), strings=strings))
    row = "<row>" + '<c t="inlineStr"><is><t>a</t></is></c>' * 1000 + "</row>"
    archive(folder / "cells.xlsx", book(opened + [(row.encode() * 20, 2_500)] + closed))
    archive(folder / "content.ods", document(blank))
    counted = f'<sst xmlns="{MAIN}" count="1000000000" uniqueCount="1000000000"><si><t>a</t></si></sst>'
    archive(folder / "a billion strings.xlsx", book(data('<c r="A1" t="s"><v>999999999</v></c>'), strings=counted))
    many = "".join(f'<sheet name="s{number}" sheetId="{number + 1}" r:id="rId1"/>' for number in range(100_000))
    archive(folder / "sheets.xlsx", book(data(ONE), sheets=many))
    formats = "".join(f'<numFmt numFmtId="{number}" formatCode="yyyy-mm-dd"/>' for number in range(200_000))
    cells = '<xf numFmtId="14"/>' * MILLION
    styles = f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellXfs count="4294967295">{cells}</cellXfs></styleSheet>'
    archive(folder / "styles.xlsx", book(data('<c r="A1" s="999999"><v>45000</v></c>'), styles=styles))
    comment = '<comment ref="A1" authorId="0"><text><t>a</t></text></comment>'
    comments = {"xl/comments1.xml": [(f'<comments xmlns="{MAIN}"><commentList>'.encode(), 1), (comment.encode() * 1000, 5_000)]}
    archive(folder / "comments.xlsx", book(data(ONE), others=comments))


def shapes(folder):
    corners = ONE + '<c r="B1"><v>2</v></c></row><row r="1048576"><c r="A1048576"><v>3</v></c><c r="XFD1048576"><v>4</v></c>'
    archive(folder / "range.xlsx", book(data(corners, '<dimension ref="A1:XFD1048576"/>')))
    merge = lambda cells: f"<mergeCells>{cells}</mergeCells>"
    archive(folder / "merged.xlsx", book(data(corners, behind=merge('<mergeCell ref="A1:XFD1048576"/>'))))
    overlapping = "".join(f'<mergeCell ref="A{row}:XFD1048576"/>' for row in range(1, 20_000))
    archive(folder / "overlapping.xlsx", book(data(corners, behind=merge(overlapping))))
    millions = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, MILLION)) * 3
    archive(folder / "merges.xlsx", book(data(corners, behind=merge(millions))))
    hidden = "<cols>" + '<col min="20" max="30" hidden="1"/>' * MILLION + "</cols>"
    sheet = f"{head()}{hidden}<sheetData>{rows(20_000, 20)}</sheetData></worksheet>"
    archive(folder / "hidden.xlsx", book(sheet))
    archive(folder / "deep.xlsx", book(head() + "<a>" * MILLION))
    archive(folder / "deep.ods", document("<office:document-content>" + "<a>" * MILLION))
    doctype = f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]>'
    value = f'<c r="A1" t="str"><v>{"&a;" * 100_000}</v></c>'
    archive(folder / "entities.xlsx", book(f"{head(doctype)}<sheetData><row>{value}</row></sheetData></worksheet>"))
    laughs = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 40))
    doctype = f'<!DOCTYPE x [<!ENTITY b0 "lol">{laughs}]>'
    archive(folder / "laughs.xlsx", book(f'{head(doctype)}<sheetData><row><c t="str"><v>&b39;</v></c></row></sheetData></worksheet>'))
    outside = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    archive(folder / "outside.xlsx", book(f'{head(outside)}<sheetData><row><c t="str"><v>&f;</v></c></row></sheetData></worksheet>'))
    table = '<table:table table:name="t"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row></table:table>'
    content = f'<office:document-content><office:body><office:spreadsheet>{table}</office:spreadsheet></office:body></office:document-content>'
    archive(folder / "repeated.ods", document(content))


def names(folder):
    for number, (target, mode) in enumerate([
        ("../../../../etc/passwd", ""),
        ("/etc/passwd", ""),
        ("http://localhost/sheet.xml", ' TargetMode="External"'),
        ("file:///etc/passwd", ' TargetMode="External"'),
        ("\\\\server\\share\\sheet.xml", ' TargetMode="External"'),
    ]):
        archive(folder / f"points elsewhere {number}.xlsx", book(data(ONE), target=target, mode=mode))
    others = {name: "x" for name in ["../../outside.txt", "/outside.txt", "C:\\outside.txt", "CON", "NUL.xml", "xl/../../outside", ".", ""]}
    archive(folder / "names.xlsx", book(data(ONE), others=others))


def texts(folder):
    line = "张三，出席；" * 1000
    (folder / "one line.csv").write_text(line * 11_000)
    (folder / "one field.csv").write_text('"' + "a,b\n" * 50 * MILLION)
    (folder / "columns.csv").write_text("a," * MILLION)
    (folder / "page.xls").write_text("<table><tr>" + "<td colspan=1000 rowspan=1000>a" * 100_000)
    (folder / "tables.xls").write_text("<html>" + "<table><tr><td>" * 200_000)
    (folder / "nothing.xls").write_bytes(b"")
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        return
    column = pyarrow.array([7], pyarrow.int64()).take(pyarrow.array([0] * MILLION))
    table = pyarrow.table({"a": pyarrow.chunked_array([column] * 300)})
    parquet.write_table(table, folder / "rows.parquet", row_group_size=100 * MILLION)


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for write in (bombs, shapes, names, texts):
        write(folder)


main()
