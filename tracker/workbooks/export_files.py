"""The folder of exports: files that the worker wrote, each offered only once it is whole."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings

from tracker.models.exports import Export

PART = ".part"


def folder() -> Path:
    """Where files are kept; nobody else on the machine may look into it. Raises OSError."""
    path = Path(settings.EXPORT_FOLDER)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


@contextmanager
def part_file(pk: UUID) -> Iterator[Path]:
    """An empty file to write into, which is gone afterwards unless it was kept. Raises OSError."""
    handle, name = tempfile.mkstemp(dir=folder(), prefix=f"{pk}.", suffix=PART)
    os.close(handle)
    path = Path(name)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def keep(part: Path, pk: UUID, suffix: str) -> str:
    """Put a whole file where it is offered from, in one step. Its place. Raises OSError."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
    place = f"{pk}{suffix}"
    os.replace(part, folder() / place)
    return place


def opened(export: Export) -> BinaryIO | None:
    """The file that is offered; None where there is none any more."""
    try:
        return (folder() / export.place).open("rb") if export.place else None
    except OSError:
        return None


def forget(place: str) -> None:
    if place:
        (folder() / place).unlink(missing_ok=True)


def forget_parts(pk: UUID) -> None:
    """What workers left that were ended in the midst."""
    for part in folder().glob(f"{pk}.*{PART}"):
        part.unlink(missing_ok=True)


def forget_strays() -> int:
    """Delete what belongs to no export that is offered or being written. How many files there were."""
    known = Export.objects.filter(stage__in=(Export.Stage.READY, Export.Stage.WRITING, Export.Stage.WAITING))
    names = {str(pk) for pk in known.filter(beat__isnull=False).values_list("pk", flat=True)}
    strays = [path for path in folder().iterdir() if path.is_file() and path.name.split(".")[0] not in names]
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)
