"""The text of a draft → the form of its price. Nothing of it is stored."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from tracker.forms.proposals import FIELDS_OF
from tracker.imports.notices.filling import addressed_in, fill_from_notice
from tracker.imports.notices.kinds import NoticeKind
from tracker.imports.notices.reading import read_notice
from tracker.imports.papers.characters import count_characters
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.posts import post_of, recipients_open_to
from tracker.queries.senders import senders_open_to


@dataclass(frozen=True, slots=True)
class ReadDraft:
    """What a draft tells: values of the form of a proposal, and the offices it speaks to. No kind: no notice at all."""

    kind: Kind | None
    values: dict[str, Any] = field(default_factory=dict)
    offices: list[Office] = field(default_factory=list)


def read_draft(text: str, user: User, now: datetime) -> ReadDraft | None:
    """None for a text that bears a mark of secrecy. A day that has passed is left out, and so is another sender."""
    notice, post = read_notice(text, now), post_of(user)
    if notice is None or post is None:
        return None
    if notice.kind == NoticeKind.NONE:
        return ReadDraft(None)
    today = now.date()
    filling = fill_from_notice(notice, text, today, senders_open_to(user, today), post.office)
    told = {name: value for name, value in filling.values.items() if name in FIELDS_OF[filling.kind]}
    if told.get("day", today) < today:
        del told["day"]
    if filling.kind == Kind.DOCUMENT:
        told["characters"] = count_characters(text)
    offices = addressed_in(text, post.office, list(recipients_open_to(user, today)))
    return ReadDraft(filling.kind, told, offices)
