"""What the worker (`manage.py db_worker`) does for exports. It may be ended at any moment: another takes its work up.

Beside each export waits a task that looks after it: if nobody was at it for a while, it is written from its beginning.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from hashlib import file_digest
from pathlib import Path
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from tracker.actions.export_stages import QUIET, UNFINISHED, claim, expire, fail, finish_wanted, let_wait, quiet, tell
from tracker.forms.item_filters import ItemFilterForm
from tracker.models.exports import KEPT_FOR, Export
from tracker.workbooks.export_files import forget, forget_parts, forget_strays, keep, part_file
from tracker.workbooks.item_exports import XLSX, ExportRefusedError, asked_of, register, write_asked

_BEAT = timedelta(seconds=0.5)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class NotWantedError(Exception):
    """It was cancelled, or finished by another worker."""


@task()
def write_in_background(pk: str) -> None:
    write_export(UUID(pk))


@task()
def look_after(pk: str) -> None:
    """Write an export that has gone quiet; come back later while it is unfinished."""
    if not Export.objects.filter(pk=pk, stage__in=UNFINISHED).exists():
        return
    look_after.using(run_after=timezone.now() + QUIET).enqueue(pk)
    if quiet(timezone.now()).filter(pk=pk).update(beat=timezone.now()):
        write_export(UUID(pk))


@task()
def clear_in_background() -> None:
    clear_exports(timezone.now())


@transaction.atomic
def leave_to_worker(user: User, form: ItemFilterForm, total: int) -> Export:
    """Register a long list and let the worker write it. Asked for twice, it is written once."""
    unfinished = Export.objects.filter(made_by=user, stage__in=UNFINISHED, beat__isnull=False)
    same = unfinished.filter(asked=asked_of(form, XLSX)).select_related("office").first()
    if same is not None:
        return same
    export = register(user, form, XLSX)
    let_wait(export, total)
    _enqueue(export.pk)
    return export


def take_up(export: Export) -> None:
    """Let the worker begin again with one that has gone quiet: seen by whoever waits for it."""
    if quiet(timezone.now()).filter(pk=export.pk).update(beat=timezone.now()):
        _enqueue(export.pk)


def take_up_all(now: datetime) -> int:
    """The same for every export that has gone quiet. How many there were."""
    exports = list(quiet(now))
    for export in exports:
        take_up(export)
    return len(exports)


def write_export(pk: UUID) -> None:
    """Write an export and offer it: READY, or FAILED with one sentence. Does nothing for one that is not wanted."""
    export = claim(pk)
    if export is None:
        return
    with override(str(export.asked["language"])), _told_when_it_fails(export), part_file(pk) as part:
        cells = write_asked(export, part, Watch(export))
        _offer(export, part, cells)
        clear_in_background.using(run_after=timezone.now() + KEPT_FOR).enqueue()


def clear_exports(now: datetime) -> int:
    """Delete files that have expired, and what ended workers left. How many files there were."""
    places = expire(now)
    for place in places:
        forget(place)
    return len(places) + forget_strays()


class Watch:
    """Tells the waiting page how far the work is, twice a second. Raises NotWantedError once nobody wants it."""

    def __init__(self, export: Export) -> None:
        self._pk = export.pk
        self._last = timezone.now() - _BEAT

    def __call__(self, done: int, total: int) -> None:
        now = timezone.now()
        if now - self._last >= _BEAT:
            self._last = now
            if not tell(self._pk, done, total):
                raise NotWantedError


def _enqueue(pk: UUID) -> None:
    write_in_background.enqueue(str(pk))
    look_after.using(run_after=timezone.now() + QUIET).enqueue(str(pk))


def _offer(export: Export, part: Path, cells: bytes) -> None:
    with part.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    size = part.stat().st_size
    place = keep(part, export.pk, f".{XLSX}")
    if not finish_wanted(export, size=size, digest=digest, cells=cells, place=place):
        forget(place)
    forget_parts(export.pk)


@contextmanager
def _told_when_it_fails(export: Export) -> Iterator[None]:
    """A worker that is ended leaves its export as it is, to be taken up again."""
    try:
        yield
    except NotWantedError:
        return
    except ExportRefusedError as error:
        fail(export, str(error))
    except OSError as error:
        fail(export, _sentence(error))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        fail(export, _("生成时出错，没有生成文件。请再导出一次；仍不行请联系管理员。"))
        raise


def _sentence(error: OSError) -> str:
    if error.errno in _FULL:
        return _("服务器的磁盘空间不够，没有生成文件。请缩小范围再导出，或请管理员腾出空间。")
    return _("服务器写不了文件（%(reason)s），没有生成文件。请联系管理员。") % {"reason": error.strerror or error}
