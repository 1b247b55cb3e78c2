"""A person's own workbook back, with what must be mended marked in it."""

from tracker.models.uploads import Upload

HEADING = "台账提示"


def marked_book(upload: Upload) -> bytes:
    """An .xlsx: the person's own workbook with a column 台账提示 at the right of each table and marked cells.

    Where the file was a .csv, or the workbook cannot be kept or marked, a workbook of the values as they were read.
    Raises ImportFileError when the upload was stored or given up, or is not read yet.
    """
    raise NotImplementedError
