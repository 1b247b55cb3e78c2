"""The register of exports (导出登记): a file gets its number before it is written and its digests once it is whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from tracker.models.exports import Export
from tracker.models.offices import Office

_DIGITS = 5


@transaction.atomic
def begin_export(
    user: User | None, content: str, office: Office, *, asked: dict[str, object], words: str, file_name: str
) -> Export:
    """Register a file that is about to be written. Numbers run through a year of an office without a gap.

    user: None for what the system itself makes. asked: see Export.
    """
    office = Office.objects.select_for_update().get(pk=office.pk)  # two exports at once must not share a number
    return Export.objects.create(
        number=_next_number(office, timezone.localdate().year),
        content=content,
        office=office,
        made_by=user if user is not None and user.pk else None,
        asked=asked,
        words=words[: Export._meta.get_field("words").max_length],
        file_name=file_name,
    )


def finish_export(
    export: Export, *, size: int, digest: str, cells: bytes, place: str = "", expires_at: datetime | None = None
) -> Export:
    """The file is whole. place, expires_at: where it is kept and until when; left out for one handed over at once."""
    export.stage, export.size, export.digest, export.cells = Export.Stage.READY, size, digest, cells
    export.place, export.expires_at = place, expires_at
    export.save(update_fields=["stage", "size", "digest", "cells", "place", "expires_at", "file_name"])
    return export


@contextmanager
def marked_as_failed(export: Export) -> Iterator[None]:
    """Whatever stops the writing of a file leaves its number in the register, as one that came to nothing."""
    try:
        yield
    except BaseException:
        Export.objects.filter(pk=export.pk).update(stage=Export.Stage.FAILED)
        raise


def digest_of(data: bytes) -> str:
    """What tells a file that was not even saved again: SHA-256, in hexadecimal digits."""
    return sha256(data).hexdigest()


def _next_number(office: Office, year: int) -> str:
    stem = f"{office.code}-{year}-"
    last = Export.objects.filter(office=office, number__startswith=stem).order_by("-number").first()
    serial = int(last.number.removeprefix(stem)) + 1 if last else 1
    return f"{stem}{serial:0{_DIGITS}d}"
