"""Small files for tests, made on the spot: good ones, ugly ones and hostile ones."""

import csv
import io
import zipfile

from openpyxl import Workbook


def csv_bytes(rows, encoding="utf-8"):
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_bytes(rows, sheet="台账", **more_sheets):
    book = Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    for name, its_rows in more_sheets.items():
        added = book.create_sheet(name)
        for row in its_rows:
            added.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rewritten(data, member, change):
    """The workbook with the text of one part changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info.filename)
            new.writestr(info.filename, change(content.decode()).encode() if info.filename == member else content)
    return stream.getvalue()


SHEET_PART = "xl/worksheets/sheet1.xml"


def with_dimension(data, dimension):
    """A workbook that lies about how far it reaches."""
    return rewritten(
        data,
        SHEET_PART,
        lambda xml: (
            xml.split('<dimension ref="')[0]
            + f'<dimension ref="{dimension}"'
            + xml.split('<dimension ref="')[1].partition('"')[2]
        ),
    )
