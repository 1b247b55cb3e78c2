"""Write baselines that somebody typed in, with their name and the time. A locked one stays as it is."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from tracker.models.baselines import Baseline


class LockedError(Exception):
    """The baseline is locked; an administrator has to unlock it first."""


@transaction.atomic
def save_baseline(baseline: Baseline, *, by: User | None, reason: str = "") -> Baseline:
    """reason: why a number that stood already was changed. Raises LockedError."""
    _ensure_open(baseline)
    baseline.entered_by = by
    _sign(baseline, by, reason)
    baseline.save()
    return baseline


@transaction.atomic
def delete_baseline(baseline: Baseline, *, by: User | None) -> None:
    """Back to what the ledger of the base year holds. Raises LockedError."""
    _ensure_open(baseline)
    _sign(baseline, by, "")
    baseline.delete()


def lock_baseline(baseline: Baseline, *, by: User | None) -> None:
    """From now on nobody changes or deletes it; one that is locked already keeps its first lock."""
    if not baseline.is_locked:
        _set_lock(baseline, by, "")


def unlock_baseline(baseline: Baseline, *, by: User | None, reason: str) -> None:
    """Open it again; who did and why stays in its history."""
    if baseline.is_locked:
        _set_lock(baseline, by, reason)


def _set_lock(baseline: Baseline, by: User | None, reason: str) -> None:
    is_locking = not baseline.is_locked
    baseline.locked_at, baseline.locked_by = (timezone.now(), by) if is_locking else (None, None)
    _sign(baseline, by, reason)
    baseline.save(update_fields=["locked_at", "locked_by"])


def _ensure_open(baseline: Baseline) -> None:
    stored = Baseline.objects.select_for_update().filter(pk=baseline.pk).first()
    if stored is not None and stored.is_locked:
        raise LockedError


def _sign(baseline: Baseline, by: User | None, reason: str) -> None:
    baseline._history_user = by
    baseline._change_reason = reason
