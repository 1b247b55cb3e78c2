"""Keep the text of a monthly brief as a person edited it, take it back, and undo that. History keeps every version."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from tracker.models.briefs import Brief
from tracker.models.offices import Office


class StaleBriefError(Exception):
    """Somebody else changed the brief since it was opened."""


def save_brief(
    area: Office,
    month: int,
    language: str,
    paragraphs: Sequence[Mapping[str, str]],
    figures: Mapping[str, Any],
    *,
    opened: int,
    by: User,
    act: str = "edited",
) -> Brief:
    """The text with the figures it holds. No paragraphs: the ledger writes the brief itself again.

    opened: the version that was opened, 0 for a brief nobody has edited. Raises StaleBriefError when it is not the
    newest.
    """
    try:
        with transaction.atomic():
            brief = _claimed(area, month, language, opened)
            brief.paragraphs, brief.figures = list(paragraphs), dict(figures)
            return _save(brief, by, act)
    except IntegrityError as error:
        raise StaleBriefError from error


def take_back(brief: Brief, *, opened: int, by: User) -> Brief:
    """The ledger writes the brief itself again; the edited text stays in the history. Raises StaleBriefError."""
    return save_brief(brief.office, brief.month, brief.language, [], {}, opened=opened, by=by, act="taken_back")


def undo(brief: Brief, *, opened: int, by: User) -> Brief:
    """The text of the version before the present one; before the first, the ledger's own. Raises StaleBriefError."""
    before = brief.history.filter(version__lt=brief.version).order_by("-version").first()
    text = ([], {}) if before is None else (before.paragraphs, before.figures)
    return save_brief(brief.office, brief.month, brief.language, *text, opened=opened, by=by, act="undone")


def _claimed(area: Office, month: int, language: str, opened: int) -> Brief:
    rows = Brief.objects.select_for_update().filter(office=area, month=month, language=language)
    brief = rows.first() or Brief(office=area, month=month, language=language, version=0)
    if brief.version != opened:
        raise StaleBriefError
    brief.version += 1
    return brief


def _save(brief: Brief, by: User, act: str) -> Brief:
    brief.edited_by = by
    brief._history_user = by  # type: ignore[attr-defined]  # read by simple-history
    brief._change_reason = act  # type: ignore[attr-defined]
    brief.save()
    return brief
