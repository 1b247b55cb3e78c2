"""Taking a list of items away: at once while it is short, by the worker where it is long, as CSV at any length.

Every file is registered before it is written (导出登记).
"""

from collections.abc import Callable, Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker.actions.exports import begin_export, digest_of, finish_export, marked_as_failed
from tracker.forms.filter_words import in_words
from tracker.forms.item_filters import ItemFilterForm
from tracker.models.exports import Export
from tracker.permissions import Permission, may
from tracker.queries.item_rows import ItemRows
from tracker.queries.items import items
from tracker.rules.classified import is_classified
from tracker.tables.items import in_order
from tracker.workbooks.cell_logs import CellLog
from tracker.workbooks.csv_streams import csv_parts
from tracker.workbooks.item_columns import streamed
from tracker.workbooks.items import item_columns, items_listed, write_items

_AT_ONCE = 5_000  # rows written while the person waits: less than a second and a half; more are left to the worker
XLSX, CSV = "xlsx", "csv"


def takes_long(form: ItemFilterForm, number: int) -> bool:
    """Whether a list of so many rows is left to the worker. Never one whose conditions may not be written down."""
    return number > _AT_ONCE and not _is_secret(form)


class ExportRefusedError(Exception):
    """Whoever asked for it may not have it any more. Carries one sentence."""


def take_away(user: User, form: ItemFilterForm) -> tuple[bytes, Export]:
    """The whole workbook. form: read already, and within the user's scope."""
    entry = register(user, form, XLSX)
    with marked_as_failed(entry):
        file, log = BytesIO(), CellLog()
        write_items(file, _rows(form), in_words(form), number=entry.number, log=log.add_texts)
        content = file.getvalue()
        finish_export(entry, size=len(content), digest=digest_of(content), cells=log.packed())
    return content, entry


def take_away_as_csv(user: User, form: ItemFilterForm) -> tuple[Iterator[bytes], Export]:
    """The file in pieces, made while they are sent; it is registered as finished once the last has left."""
    entry = register(user, form, CSV)
    return _registered(entry, form), entry


def _registered(entry: Export, form: ItemFilterForm) -> Iterator[bytes]:
    log, digest, size = CellLog(), sha256(), 0
    with marked_as_failed(entry):
        columns = item_columns()
        heads = [column.head for column in columns]
        for part in csv_parts(heads, streamed(columns), _rows(form), log.add_texts):
            digest.update(part)
            size += len(part)
            yield part
        finish_export(entry, size=size, digest=digest.hexdigest(), cells=log.packed())


def write_asked(export: Export, path: Path, watch: Callable[[int, int], None]) -> bytes:
    """Write what was asked for, as whoever asked may see it now. The packed log of its cells.

    watch: told rows written and rows in all. Raises ExportRefusedError, OSError, and whatever `watch` raises.
    """
    form = _asked_form(export)
    rows, log = _rows(form), CellLog()
    watch(0, rows.number)
    write_items(
        path, rows, in_words(form), number=export.number, watch=lambda done: watch(done, rows.number), log=log.add_texts
    )
    return log.packed()


def register(user: User, form: ItemFilterForm, kind: str) -> Export:
    """kind: XLSX or CSV."""
    words = "" if _is_secret(form) else in_words(form)
    name = _("事项清单（%(day)s）") % {"day": timezone.localdate().isoformat()}
    asked = asked_of(form, kind)
    return begin_export(
        user, Export.Content.ITEMS, user.post.office, asked=asked, words=words, file_name=f"{name}.{kind}"
    )


def asked_of(form: ItemFilterForm, kind: str) -> dict[str, object]:
    """What a list is known by again: its address, the kind of file and the language."""
    query = "" if _is_secret(form) else urlencode(form.parameters())
    return {"query": query, "kind": kind, "language": get_language()}


def _is_secret(form: ItemFilterForm) -> bool:
    """Whether somebody searches for what sounds secret: such words are stored nowhere."""
    return is_classified(form.cleaned_data.get("q", ""))


def _asked_form(export: Export) -> ItemFilterForm:
    """Read anew with the scope of today. Raises ExportRefusedError."""
    user = export.made_by
    if user is None or not may(user, Permission.EXPORT):
        raise ExportRefusedError(_("导出人的岗位或权限已经变了，没有生成文件。"))
    form = ItemFilterForm(QueryDict(str(export.asked["query"])), user=user)
    if form.asks_beyond_scope:
        raise ExportRefusedError(_("筛选里的单位、批次或口径已经不在导出人的范围内，没有生成文件。"))
    return form


def _rows(form: ItemFilterForm) -> ItemRows:
    wanted = form.wanted()
    ordered = in_order(items(form.user, wanted), form.cleaned_data["sort"], wanted.under)
    return items_listed(form.user, ordered, wanted)
