"""The bytes of a file → sheets of plain cells. The name decides between workbook and text, the content must agree."""

from dataclasses import dataclass, field
from pathlib import PurePath

from django.utils.translation import gettext as _

from tracker.imports.opening.cells import Cell
from tracker.imports.opening.merges import Merge
from tracker.imports.problems import ImportFileError

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows from the first one of the sheet on; the row number a person sees is the index + 1.

    classified: rows, from 0, that were emptied because they bore a mark of secrecy. hidden: rows nobody sees in Excel.
    """

    name: str
    rows: list[list[Cell]]
    visible: bool = True
    merges: list[Merge] = field(default_factory=list)
    classified: frozenset[int] = frozenset()
    hidden: frozenset[int] = frozenset()


def check_size(data: bytes) -> None:
    if not data:
        raise ImportFileError(_("文件是空的。请确认选对了文件，并在关闭后再上传。"))
    if len(data) > MAX_BYTES:
        raise ImportFileError(
            _("文件超过 %(megabytes)s MB。请按月份或年份拆开后分别导入。") % {"megabytes": MAX_BYTES // 1024 // 1024}
        )


def check_extent(rows: int, columns: int) -> None:
    """Raises ImportFileError for a sheet with more rows or columns than a ledger has."""
    if rows > MAX_ROWS:
        raise ImportFileError(_("表格超过 %(rows)s 行。请拆开后分别导入。") % {"rows": MAX_ROWS})
    if columns > MAX_COLUMNS:
        raise ImportFileError(_("表格超过 %(columns)s 列。请只保留台账的各列。") % {"columns": MAX_COLUMNS})


def extension(file_name: str) -> str:
    """.xlsx, .csv or .ics. Raises ImportFileError for anything else."""
    suffix = PurePath(file_name).suffix.lower()
    if suffix in {".xlsx", ".csv", ".ics"}:
        return suffix
    raise ImportFileError(
        _("不能读取 %(suffix)s 文件。请用 Excel 或 WPS 打开后另存为 .xlsx，或导出为 .csv。")
        % {"suffix": suffix or _("没有扩展名的")}
    )
