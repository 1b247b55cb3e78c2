"""An office's own .xlsx as it is handed in to be filled: sound, not secret, and asking for something."""

from io import BytesIO
from zipfile import ZipFile

from django.utils.translation import gettext as _

from tracker.imports.opening.cells import text_of
from tracker.imports.opening.containers import check_container
from tracker.imports.opening.sheets import Sheet
from tracker.imports.opening.workbook_files import read_workbook
from tracker.imports.problems import ImportFileError
from tracker.imports.uploads.cleaning import check_name, refused_as_classified
from tracker.rules.classified import is_classified
from tracker.workbooks.filling.figures import figures
from tracker.workbooks.filling.places import Place, TemplateError, places_in

MOST_BYTES = 5 * 1024 * 1024
_ACTIVE = ("xl/vbaProject.bin", "xl/connections.xml", "xl/externalLinks/")


def read_template(file_name: str, data: bytes) -> list[Place]:
    """Where it asks for figures. Raises ImportFileError with one sentence; nothing of a secret file is told again."""
    if len(data) > MOST_BYTES:
        raise ImportFileError(_("模板超过 5 MB。请删去用不到的工作表和图片后再上传。"))
    check_name(file_name)
    check_container(data)
    _check_is_passive(data)
    if any(_is_classified(sheet) for sheet in read_workbook(data, as_written=True)):
        raise refused_as_classified()
    try:
        places = places_in(data)
    except TemplateError as error:
        raise ImportFileError(str(error)) from error
    _check_places(places)
    return places


def _is_classified(sheet: Sheet) -> bool:
    return is_classified(sheet.name) or any(is_classified(text_of(cell)) for row in sheet.rows for cell in row)


def _check_is_passive(data: bytes) -> None:
    """A workbook that runs something, or fetches something from elsewhere, is not handed on under our number."""
    with ZipFile(BytesIO(data)) as archive:
        if any(name.startswith(_ACTIVE) for name in archive.namelist()):
            raise ImportFileError(_("模板里有宏、外部链接或数据连接，不能使用。请去掉后另存为 .xlsx 再上传。"))


def _check_places(places: list[Place]) -> None:
    if not any(name in figures() for place in places for name in place.names):
        raise ImportFileError(
            _("模板里没有要填的地方。请在单元格里写上要填的名称，如 {{会议.统计口径.本年累计}}，再上传。")
        )
    for place in places:
        for name in place.names:
            if not place.is_alone and name in figures() and figures()[name].is_list:
                told = {"sheet": place.sheet, "cell": place.cell, "name": name}
                raise ImportFileError(_("“%(sheet)s”表 %(cell)s：“%(name)s”一行一个，要单独占一格。") % told)
