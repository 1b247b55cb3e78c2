"""Undo an import: what it added is withdrawn, what it filled in is given back."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User

from tracker.models.batches import Batch


class UndoRefusedError(Exception):
    """The batch was undone already, or its 30 days are over. Carries one sentence."""


@dataclass(frozen=True, slots=True)
class UndoEffect:
    """What undoing would do: items withdrawn, landings withdrawn from items that stay, landings given their former
    figures back, and how many of the items somebody has changed since."""

    items: int
    deliveries: int
    restored: int
    changed_since: int


def undo_effect(batch: Batch) -> UndoEffect:
    raise NotImplementedError


def undo_batch(batch: Batch, by: User | None, now: datetime) -> UndoEffect:
    """Undo it in one transaction; the loads stay exact. Raises UndoRefusedError."""
    raise NotImplementedError
