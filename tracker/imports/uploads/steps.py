"""The two long steps of an upload, reading and storing. Either can be run again after it was killed at any moment."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from tracker.actions.efforts import note_effort
from tracker.imports.layouts.columns import fields_of
from tracker.imports.layouts.contents import About
from tracker.imports.layouts.lines import Outcome
from tracker.imports.ledgers import ImportReport, draft_rows, plan_rows, read_sheets, store_plan
from tracker.imports.opening.sheets import Sheet
from tracker.imports.plans import Draft
from tracker.imports.problems import ImportFileError
from tracker.imports.uploads.answers import Answers, answered
from tracker.imports.uploads.packing import unpacked
from tracker.imports.uploads.permitted import keep_to_scope
from tracker.imports.uploads.previews import Preview
from tracker.imports.uploads.rehearsals import rehearse
from tracker.imports.uploads.summaries import Corrections, preview_from
from tracker.imports.values.names import OfficeNames
from tracker.measures.efforts import LONGEST_IMPORT, seconds_taken
from tracker.models.efforts import Effort
from tracker.models.ledger_templates import LedgerTemplate
from tracker.models.uploads import Upload

Stage = Upload.Stage
_BEAT = timedelta(seconds=1)
_CHANGED = gettext_lazy("您看过预览之后，台账有了变化。已重新核对，请看过再写入。")
_UNREAD = (Stage.WAITING, Stage.READING)


class GivenUpError(Exception):
    """The person gave the upload up while it was being worked at."""


def read_upload(pk: UUID) -> None:
    """Read and rehearse an upload that waits: READY with its preview, or FAILED with one sentence.

    Does nothing for one that is read already or gone. What was corrected meanwhile makes it read again.
    """
    while upload := _waiting(pk):
        try:
            preview, problem = _preview(upload).to_json(), ""
        except ImportFileError as error:
            preview, problem = None, str(error)
        except GivenUpError:
            return
        _finish_reading(upload, preview, problem)


def store_upload(pk: UUID) -> None:
    """Store an upload that is STORING: its batch, its templates and its end are one transaction.

    Does nothing for one that is stored already or gone, so that a second worker makes no second batch. Where the
    ledger has changed since the preview, nothing is stored: it is read again, and a person must see it first.
    """
    upload = Upload.objects.select_related("office", "uploaded_by").filter(pk=pk, stage=Stage.STORING).first()
    if upload is None:
        return
    try:
        report, about = read_anew(upload, sheets_of(upload), Watch(upload))
    except GivenUpError:
        return
    report.forget_cells()
    if not _store_as_foretold(upload, report, draft_rows(report), about):
        read_upload(pk)


@transaction.atomic
def _store_as_foretold(upload: Upload, report: ImportReport, drafts: list[Draft], about: About) -> bool:
    """Store it, unless its rows would now fare otherwise than the person has seen. False: it waits to be read again."""
    locked = Upload.objects.select_for_update().filter(pk=upload.pk, stage=Stage.STORING).first()
    if locked is None:
        return True
    plan = plan_rows(drafts, upload.office)
    if upload.preview and upload.preview["counts"] != report.counts():
        Upload.objects.filter(pk=upload.pk).update(stage=Stage.WAITING, problem=str(_CHANGED))
        return False
    if plan:
        locked.batch = store_plan(plan, report, about, upload.office, upload.uploaded_by, upload.pk)
        _note_effort(upload, report)
        _remember_columns(upload, report)
    locked.stage, locked.sheets, locked.book, locked.preview = Stage.STORED, b"", b"", None
    locked.answers = {}
    locked.save()
    return True


def _note_effort(upload: Upload, report: ImportReport) -> None:
    """From dropping the file to storing it. A step for the file, one to store it, one for each column put right."""
    stored = len(report.with_outcome(Outcome.NEW, Outcome.UPDATED))
    seconds = seconds_taken(upload.uploaded_at.timestamp(), timezone.now().timestamp(), LONGEST_IMPORT)
    corrections = sum(len(told) for told in upload.columns.values())
    note_effort(upload.office, Effort.Way.IMPORT, stored, seconds, 2 + corrections)


def read_anew(
    upload: Upload, sheets: list[Sheet], watch: "Watch | None" = None, names: OfficeNames | None = None
) -> tuple[ImportReport, About]:
    """Every row understood as corrected and remembered; none compared with the ledger yet."""
    about = _about(upload, templates_of(upload))
    report = read_sheets(sheets, about, upload.office, watch, names)
    keep_to_scope(report.lines, upload.office, upload.uploaded_by, timezone.localdate())
    return report, about


def _about(upload: Upload, templates: dict[str, LedgerTemplate]) -> About:
    """What is told of an upload besides its cells: a person's corrections stand above remembered ones."""
    told: Corrections = {fingerprint: dict(template.columns) for fingerprint, template in templates.items()}
    for fingerprint, columns in upload.columns.items():
        told[fingerprint] = told.get(fingerprint, {}) | columns
    accepted = Answers.from_json(upload.answers).accepted
    return About(upload.file_name, upload.digest, upload.kind, upload.year, columns=told, accepted=accepted)


def sheets_of(upload: Upload) -> list[Sheet]:
    """As they were read, with what the person put right since."""
    return answered(unpacked(bytes(upload.sheets)), Answers.from_json(upload.answers))


class Watch:
    """Tells the waiting page how far the work is, and the next worker that somebody is at it. Once a second."""

    def __init__(self, upload: Upload) -> None:
        self._rows = Upload.objects.filter(pk=upload.pk)
        self._last = timezone.now()

    def __call__(self, done: int) -> None:
        """Raises GivenUpError when the upload is gone."""
        now = timezone.now()
        if now - self._last >= _BEAT:
            self._last = now
            if not self._rows.update(done=done, beat=now):
                raise GivenUpError


def _waiting(pk: UUID) -> Upload | None:
    """The upload, claimed for reading; None when there is nothing to read."""
    claimed = Upload.objects.filter(pk=pk, stage__in=_UNREAD)
    if not claimed.update(stage=Stage.READING, done=0, beat=timezone.now()):
        return None
    return claimed.select_related("office", "uploaded_by").first()


def _preview(upload: Upload) -> Preview:
    sheets, names = sheets_of(upload), OfficeNames(upload.office)
    report, about = read_anew(upload, sheets, Watch(upload), names)
    Upload.objects.filter(pk=upload.pk).update(done=upload.total, beat=timezone.now())
    effects = rehearse(report, about, upload.office, upload.uploaded_by)
    return preview_from(report, sheets, effects, names, upload.columns, templates_of(upload))


@transaction.atomic
def _finish_reading(upload: Upload, preview: object, problem: str) -> None:
    """Keep the preview, unless something was corrected since it was begun: then it is to be read again."""
    newest = Upload.objects.select_for_update().filter(pk=upload.pk, stage=Stage.READING).first()
    if newest is None or _asked(newest) != _asked(upload):
        return
    newest.preview, newest.problem = preview, problem or newest.problem
    newest.stage = Stage.FAILED if problem else Stage.READY
    newest.done = newest.total
    newest.save(update_fields=["preview", "problem", "stage", "done"])


def _asked(upload: Upload) -> tuple[object, ...]:
    """What reading depends on besides the cells."""
    return upload.columns, upload.answers, upload.kind, upload.year


def templates_of(upload: Upload) -> dict[str, LedgerTemplate]:
    return {template.fingerprint: template for template in LedgerTemplate.objects.filter(office=upload.office)}


def _remember_columns(upload: Upload, report: ImportReport) -> None:
    """The columns of every table that was stored, so that the next file with these headings is read alike."""
    for table in {table.fingerprint: table for table in report.tables}.values():
        header = table.block.header
        template, _is_new = LedgerTemplate.objects.get_or_create(
            office=upload.office, fingerprint=table.fingerprint, defaults={"name": upload.file_name}
        )
        template.columns = fields_of(header.headings, header.mapping)
        template.used_times += 1
        template.save()
