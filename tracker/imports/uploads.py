"""A file dropped in by a person: received, read, corrected, stored, or given up. Long files are left to the worker.

upload = receive(name, data, office, user)        # raises ImportFileError: one sentence, nothing was kept
preview_of(upload)                                # imports.previews.Preview; None while it is being read
correct_columns(upload, fingerprint, {"时间": "date", "备注": ""})
answer_name(upload, "应急局", office, user)        # remembered as an alias; the file is read again
store(upload, user)                               # upload.batch, at once or when the worker is done
give_up(upload)
"""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import User

from tracker.imports.previews import Preview
from tracker.models.offices import Office
from tracker.models.uploads import Upload

AUTO = "auto"


class NothingToStoreError(Exception):
    """The upload holds no row that would change the ledger, or it is no longer open. Carries one sentence."""


def receive(
    file_name: str, data: bytes, office: Office, by: User, *, kind: str = AUTO, year: int | None = None
) -> Upload:
    """Keep a file for `office` until it is stored or given up, and read it: stage READY, or WAITING when it is long.

    Classified rows are blanked before anything is kept. Raises ImportFileError with one sentence when the file cannot
    be used; then nothing of it is kept. Expired uploads are emptied on the way.
    """
    raise NotImplementedError


def preview_of(upload: Upload) -> Preview | None:
    """What storing it would do; None while it is not read yet, or when it could not be (upload.problem says why)."""
    raise NotImplementedError


def progress_of(upload: Upload) -> tuple[str, int, int]:
    """The step under way in words (读取, 比对, 试算, 写入), rows done and rows in all; for the waiting page."""
    raise NotImplementedError


def correct_columns(upload: Upload, fingerprint: str, columns: Mapping[str, str]) -> Upload:
    """Read the columns of every table with these headings as a person says: heading → field, "" is not read.

    The corrections are kept with the upload, and the file is read again: READY at once, or WAITING when it is long.
    Headings that are not named stay as they were. Raises ValueError for a field that does not exist.
    """
    raise NotImplementedError


def change_context(upload: Upload, *, kind: str, year: int | None) -> Upload:
    """Read the file again as a ledger of one kind, or with a year for dates that name none."""
    raise NotImplementedError


def answer_name(upload: Upload, text: str, office: Office, by: User) -> Upload:
    """The office that a name means: remembered as an alias, and the file is read again.

    Raises actions.aliases.AliasRefusedError with one sentence.
    """
    raise NotImplementedError


def store(upload: Upload, by: User) -> Upload:
    """Store every good row in one transaction. STORED with its batch, or STORING when the worker does it.

    Refused and doubtful rows are left out. A second click finds it stored. Raises NothingToStoreError.
    """
    raise NotImplementedError


def give_up(upload: Upload) -> None:
    """Delete the upload with everything that was read; one that was stored stays, its batch names it."""
    raise NotImplementedError


def resume(now: datetime) -> int:
    """Take up again the unfinished uploads that nobody has worked at for a minute. How many there were."""
    raise NotImplementedError


def purge(now: datetime) -> int:
    """Delete uploads that were never stored and are older than KEPT_FOR. How many there were."""
    raise NotImplementedError
