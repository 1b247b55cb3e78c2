"""What becomes of a file that the worker writes: claimed, told of, finished, cancelled, failed, expired."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tracker.actions.exports import finish_export
from tracker.models.exports import KEPT_FOR, Export

Stage = Export.Stage
UNFINISHED = (Stage.WAITING, Stage.WRITING)
QUIET = timedelta(seconds=30)  # after which nobody is at it any more


def let_wait(export: Export, total: int) -> None:
    """Leave it to the worker. total: rows it will have."""
    export.stage, export.total, export.beat = Stage.WAITING, total, timezone.now()
    export.save(update_fields=["stage", "total", "beat"])


def claim(pk: UUID) -> Export | None:
    """The export, to be written from its beginning; None when it is finished, cancelled or gone."""
    waiting = Export.objects.filter(pk=pk, stage__in=UNFINISHED)
    if not waiting.update(stage=Stage.WRITING, done=0, beat=timezone.now()):
        return None
    return waiting.select_related("office", "made_by").first()


def tell(pk: UUID, done: int, total: int) -> bool:
    """How far it is, and that somebody is at it. False where it is not wanted any more."""
    writing = Export.objects.filter(pk=pk, stage=Stage.WRITING)
    return bool(writing.update(done=done, total=total, beat=timezone.now()))


@transaction.atomic
def finish_wanted(export: Export, *, size: int, digest: str, cells: bytes, place: str) -> bool:
    """Offer the whole file until it expires. False, and nothing is offered, where it was cancelled meanwhile."""
    locked = Export.objects.select_for_update().filter(pk=export.pk, stage=Stage.WRITING).first()
    if locked is None:
        return False
    expires_at = timezone.now() + KEPT_FOR
    finish_export(locked, size=size, digest=digest, cells=cells, place=place, expires_at=expires_at)
    Export.objects.filter(pk=export.pk).update(done=locked.total, problem="")
    return True


def cancel(export: Export) -> bool:
    """False where it is finished already."""
    return bool(Export.objects.filter(pk=export.pk, stage__in=UNFINISHED).update(stage=Stage.CANCELLED))


def fail(export: Export, problem: str) -> None:
    """Leave a sentence for whoever waits, unless it was cancelled or finished by another worker."""
    Export.objects.filter(pk=export.pk, stage=Stage.WRITING).update(stage=Stage.FAILED, problem=problem)


def quiet(now: datetime) -> QuerySet[Export]:
    """Left to a worker, unfinished, and nobody was at it for a while: the worker was ended."""
    return Export.objects.filter(stage__in=UNFINISHED, beat__lt=now - QUIET)


def expire(now: datetime) -> list[str]:
    """Take back what has been offered long enough; the rows stay in the register. The places of their files."""
    expired = Export.objects.filter(stage=Stage.READY, expires_at__lte=now).exclude(place="")
    places = dict(expired.values_list("pk", "place"))
    Export.objects.filter(pk__in=places).update(stage=Stage.EXPIRED, place="")
    return list(places.values())
