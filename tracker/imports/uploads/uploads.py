"""A file dropped in by a person: received, read, corrected, stored, or given up. Long files are left to the worker.

upload = receive(name, data, office, user)        # raises ImportFileError: one sentence, nothing was kept
preview_of(upload)                                # imports.previews.Preview; None while it is being read
correct_columns(upload, fingerprint, {"时间": "date", "备注": ""})
answer_name(upload, "应急局", office, user)        # remembered as an alias; the file is read again
store(upload, user)                               # upload.batch, at once or when the worker is done
give_up(upload)
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.actions.aliases import confirm_alias
from tracker.imports.layouts.contents import AUTO, About, tables_of
from tracker.imports.layouts.fields import field_choices
from tracker.imports.ledgers import digest_of
from tracker.imports.opening.files import read_file
from tracker.imports.uploads.answers import Answers, check_texts
from tracker.imports.uploads.cleaning import check_name, check_titles, cleaned
from tracker.imports.uploads.jobs import read_in_background, store_in_background
from tracker.imports.uploads.kept_books import book_to_keep
from tracker.imports.uploads.packing import packed
from tracker.imports.uploads.previews import Preview
from tracker.imports.uploads.steps import read_upload, store_upload
from tracker.models.ledger_templates import LedgerTemplate
from tracker.models.offices import Office
from tracker.models.uploads import KEPT_FOR, Upload

Stage = Upload.Stage
AT_ONCE = 3_000  # rows that are read while the person waits; more are left to the worker
QUIET = timedelta(seconds=60)
_UNSTORED = (Stage.WAITING, Stage.READING, Stage.READY, Stage.FAILED)
_AT_WORK = (Stage.WAITING, Stage.READING, Stage.STORING)
_SETTLED = (Stage.STORING, Stage.STORED)


class NothingToStoreError(Exception):
    """Nothing was stored: no row would change the ledger, the ledger has changed since the preview, or the upload is
    no longer open. Carries one sentence."""


def receive(
    file_name: str, data: bytes, office: Office, by: User, *, kind: str = AUTO, year: int | None = None
) -> Upload:
    """Keep a file for `office` until it is stored or given up, and read it: stage READY, or WAITING when it is long.

    Classified rows are blanked before anything is kept. Raises ImportFileError with one sentence when the file cannot
    be used; then nothing of it is kept. Expired uploads are deleted on the way.
    """
    check_name(file_name)
    sheets = cleaned(read_file(file_name, data))
    name, digest = file_name[-200:], digest_of(data)
    check_titles(tables_of(sheets, About(name, digest, kind, year)))
    purge(timezone.now())
    upload = Upload.objects.create(
        office=office,
        uploaded_by=by,
        file_name=name,
        digest=digest,
        sheets=packed(sheets),
        book=book_to_keep(file_name, data, sheets),
        kind=kind,
        year=year,
        total=sum(len(sheet.rows) for sheet in sheets),
        beat=timezone.now(),
    )
    return _read(upload)


def preview_of(upload: Upload) -> Preview | None:
    """What storing it would do; None while it is not read yet, or when it could not be (upload.problem says why)."""
    return None if upload.preview is None else Preview.from_json(upload.preview)


def progress_of(upload: Upload) -> tuple[str, int, int]:
    """The step under way in words (读取, 比对, 写入), rows done and rows in all; for the waiting page."""
    if upload.stage == Stage.READING and upload.done >= upload.total:
        return _("正在与台账比对、试算各项数字"), upload.done, upload.total
    return str(upload.get_stage_display()), min(upload.done, upload.total), upload.total


def correct_columns(upload: Upload, fingerprint: str, columns: Mapping[str, str]) -> Upload:
    """Read the columns of every table with these headings as a person says: heading → field, "" is not read.

    The corrections are kept with the upload, and the file is read again: READY at once, or WAITING when it is long.
    Read at once, they are also remembered for the next file with these headings: it may be the same one, mended.
    Headings that are not named stay as they were. Raises ValueError for a field that does not exist.
    """
    known = {name for name, _label in field_choices()}
    if unknown := set(columns.values()) - known:
        raise ValueError(f"No such field: {', '.join(sorted(unknown))}.")
    with transaction.atomic():
        newest = _unstored(upload)
        newest.columns[fingerprint] = newest.columns.get(fingerprint, {}) | dict(columns)
        _let_wait(newest)
    read = _read(newest)
    if read.stage == Stage.READY:
        _remember(read, fingerprint)
    return read


def forget_corrections(upload: Upload) -> Upload:
    """Read the file again as if nothing had been said of it: for corrections with which it cannot be read."""
    with transaction.atomic():
        newest = _unstored(upload)
        newest.columns, newest.answers, newest.kind, newest.year = {}, {}, AUTO, None
        _let_wait(newest)
    return _read(newest)


def change_context(upload: Upload, *, kind: str, year: int | None) -> Upload:
    """Read the file again as a ledger of one kind, or with a year for dates that name none."""
    with transaction.atomic():
        newest = _unstored(upload)
        newest.kind, newest.year = kind, year
        _let_wait(newest)
    return _read(newest)


def answer(upload: Upload, told: Answers) -> Upload:
    """Add what a person says of cells, rows and sheets, and read the file again. The file itself stays as it is.

    Raises answers.AnswerRefusedError with one sentence.
    """
    check_texts(told.cells.values())
    with transaction.atomic():
        newest = _unstored(upload)
        newest.answers = (Answers.from_json(newest.answers) | told).to_json()
        _let_wait(newest)
    return _read(newest)


def forget_answers(upload: Upload) -> Upload:
    """Read the file again as it is: no cell put right, no row accepted, no hidden sheet shown."""
    with transaction.atomic():
        newest = _unstored(upload)
        newest.answers = {}
        _let_wait(newest)
    return _read(newest)


def answer_name(upload: Upload, text: str, office: Office, by: User) -> Upload:
    """The office that a name means: remembered as an alias, and the file is read again.

    Raises actions.aliases.AliasRefusedError with one sentence.
    """
    confirm_alias(text, office, upload.office, by)
    return read_again(upload)


def read_again(upload: Upload) -> Upload:
    """After an alias was confirmed or taken back, or when something else has changed the ledger."""
    with transaction.atomic():
        newest = _unstored(upload)
        _let_wait(newest)
    return _read(newest)


def store(upload: Upload, by: User) -> Upload:
    """Store every good row in one transaction. STORED with its batch, or STORING when the worker does it.

    Refused and doubtful rows are left out. A second click finds it stored. Raises NothingToStoreError.
    """
    newest = Upload.objects.filter(pk=upload.pk).first()
    if newest is None or newest.stage not in {Stage.READY, Stage.STORING, Stage.STORED}:
        raise NothingToStoreError(_("这个文件已经放弃，或还没有读完。请重新上传。"))
    preview = preview_of(newest)
    if newest.stage == Stage.READY and (preview is None or not preview.counts.storable):
        raise NothingToStoreError(_("没有要写入的行：都已在台账中，或要先改正。"))
    ready = Upload.objects.filter(pk=upload.pk, stage=Stage.READY)
    if ready.update(stage=Stage.STORING, done=0, beat=timezone.now()):
        _work(newest, Stage.STORING)
    done = _newest(upload)
    if done.stage == Stage.READY:
        raise NothingToStoreError(done.problem)
    return done


def give_up(upload: Upload) -> None:
    """Delete the upload with everything that was read; one that was stored stays, its batch names it."""
    Upload.objects.filter(pk=upload.pk, stage__in=_UNSTORED).delete()


def resume(now: datetime) -> int:
    """Take up again the unfinished uploads that nobody has worked at for a minute. How many there were."""
    quiet = Upload.objects.filter(stage__in=_AT_WORK, beat__lt=now - QUIET)
    taken = 0
    for pk, stage in quiet.values_list("pk", "stage"):
        if quiet.filter(pk=pk).update(beat=now):
            _enqueue(pk, stage)
            taken += 1
    return taken


def purge(now: datetime) -> int:
    """Delete uploads that were never stored and are older than KEPT_FOR. How many there were."""
    expired = Upload.objects.filter(uploaded_at__lt=now - KEPT_FOR).exclude(stage__in=_SETTLED)
    return expired.delete()[0]


def _unstored(upload: Upload) -> Upload:
    """The upload as it stands now, locked. Raises NothingToStoreError when it is gone or on its way into the ledger."""
    found = Upload.objects.select_for_update(of=("self",)).select_related("office", "uploaded_by")
    newest = found.filter(pk=upload.pk, stage__in=_UNSTORED).first()
    if newest is None:
        raise NothingToStoreError(_("这个文件已经写入或放弃，不能再改。"))
    return newest


def _remember(upload: Upload, fingerprint: str) -> None:
    template, _is_new = LedgerTemplate.objects.get_or_create(
        office=upload.office, fingerprint=fingerprint, defaults={"name": upload.file_name}
    )
    template.columns |= upload.columns[fingerprint]
    template.save()


def _let_wait(upload: Upload) -> None:
    upload.stage, upload.problem, upload.done, upload.beat = Stage.WAITING, "", 0, timezone.now()
    upload.save(update_fields=["stage", "problem", "done", "beat", "columns", "answers", "kind", "year"])


def _read(upload: Upload) -> Upload:
    _work(upload, Stage.WAITING)
    return _newest(upload)


def _work(upload: Upload, stage: str) -> None:
    """At once while the person waits, or by the worker where that would take long."""
    if upload.total > AT_ONCE:
        _enqueue(upload.pk, stage)
    elif stage == Stage.STORING:
        store_upload(upload.pk)
    else:
        read_upload(upload.pk)


def _enqueue(pk: UUID, stage: str) -> None:
    job = store_in_background if stage == Stage.STORING else read_in_background
    job.enqueue(str(pk))


def _newest(upload: Upload) -> Upload:
    return Upload.objects.select_related("office", "uploaded_by", "batch").get(pk=upload.pk)
