"""The month's files of an area in one archive: a folder for the area and for each unit directly below it.

Each holds the workbook up to the end of the month and the list of what landed in it; 目录.csv says what is there.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tracker.forms.item_filters import ItemFilterForm
from tracker.models.exports import Export
from tracker.models.offices import Office
from tracker.periods import month_span
from tracker.workbooks import cells
from tracker.workbooks.cells import Entry
from tracker.workbooks.csv_streams import csv_parts
from tracker.workbooks.export import registered_export
from tracker.workbooks.files import written_beside
from tracker.workbooks.item_exports import take_away
from tracker.workbooks.streams import StreamColumn

_UNFIT = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A line of the table of contents."""

    path: str
    code: str
    office: str
    content: str
    number: str
    size: int
    digest: str


def write_package(path: Path, area: Office, month: int, today: date, reader: User) -> list[PackedFile]:
    """Write the archive beside the place and move it there whole. What is in it. Raises OSError.

    month: 202610, begun by today. One file at a time is held in memory.
    """
    packed = []
    with written_beside(path) as beside, ZipFile(beside, "w", ZIP_STORED) as archive:
        for place, office in enumerate(_offices(area, min(month_span(month).last, today))):
            for content, entry in _files(office, month, today, reader):
                name = f"{place:02d} {office.name}/{entry.file_name}".translate(_UNFIT | {ord("/"): "/"})
                archive.writestr(name, content)
                packed.append(_line(name, office, entry))
        archive.writestr(f"{_('目录')}.csv", b"".join(_contents(packed)))
    return packed


def _offices(area: Office, day: date) -> list[Office]:
    """The area and what is directly below it, in official order; without those that keep no ledger of what they get."""
    below = Office.objects.within(area).in_force(day).filter(depth=area.depth + 1)
    return [area, *(office for office in below if not office.reports_sending)]


def _files(office: Office, month: int, today: date, reader: User) -> Iterator[tuple[bytes, Export]]:
    span = month_span(month)
    yield registered_export(reader, office, month // 100, min(span.last, today))
    told = {"office": office.code, "from": span.first.isoformat(), "to": span.last.isoformat()}
    form = ItemFilterForm(QueryDict(urlencode(told)), user=reader)
    form.wanted()
    yield take_away(reader, form)


def _line(name: str, office: Office, entry: Export) -> PackedFile:
    content = str(entry.get_content_display())
    return PackedFile(name, office.code, office.name, content, entry.number, entry.size or 0, entry.digest)


def _contents(packed: Iterable[PackedFile]) -> Iterator[bytes]:
    heads = [_("文件"), _("单位代码"), _("单位"), _("内容"), _("导出编号"), _("字节"), _("文件校验值")]
    says: list[Callable[..., Entry]] = [*[cells.text] * 5, cells.count, cells.text]
    columns = [StreamColumn((place,), say, 0) for place, say in enumerate(says)]
    return csv_parts(heads, columns, map(astuple, packed))
