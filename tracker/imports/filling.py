"""What a notice or a paper tells, as values of the form that logs it. Whatever is not told is not among them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tracker.imports.items import meeting_name_of
from tracker.imports.problems import DoubtError, UnreadableError
from tracker.imports.values.names import OfficeNames
from tracker.imports.values.recipients import understand_recipients
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.queries.senders import (
    AmbiguousSenderError,
    SenderChoice,
    UnknownSenderError,
    name_to_type,
    sender_called,
)

Span = tuple[int, int]


@dataclass(slots=True)
class Filling:
    """values: by field of the form. spans: where in the text a field was read. missing: fields nothing was read for.

    late: a term that ends before the item's day, and is not filled in. unknown: a sender nobody could be found for;
    closest: names that are close to it. foreign: another sender than the office that logs in its own name.
    """

    kind: Kind
    source: str
    values: dict[str, Any] = field(default_factory=dict)
    spans: list[tuple[Span, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    recipients: list[Office] = field(default_factory=list)
    late: date | None = None
    unknown: str = ""
    closest: tuple[str, ...] = ()
    foreign: str = ""

    def is_ahead(self, today: date) -> bool:
        """Whether it is a meeting or a visit that has not taken place."""
        return self.values.get("day", today) > today

    def put(self, name: str, value: Any, *spans: Span) -> None:
        """Fill a field, unless nothing was told of it."""
        if value not in (None, "", False):
            self.values[name] = value
            self.spans += [(span, name) for span in spans]


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent it: the office, or the words nobody could be found for, with names that are close to them."""

    office: Office | None
    text: str = ""
    closest: tuple[str, ...] = ()


def sender_meant(text: str, number: str, senders: SenderChoice, home: Office) -> Sender:
    """By name, code, alias or abbreviation; by the document number where no sender is written. Never a guess."""
    names = OfficeNames(home, senders.likely)
    if not text:
        return Sender(names.by_number(number) if number else None)
    try:
        return Sender(sender_called(text, senders.likely), text)
    except (UnknownSenderError, AmbiguousSenderError) as error:
        known = names.known(text) or names.known(_within_area(text, names))
        return Sender(known[0], text) if len(known) == 1 else Sender(None, text, _closest(error))


def put_sender(filling: Filling, written: str, number: str, senders: SenderChoice, home: Office, *spans: Span) -> None:
    """The name of the office, and in whose name it meets; the words as written where no office was found.

    An office that logs in its own name alone keeps it, and is told when another one is written.
    """
    sender = sender_meant(written, number, senders, home)
    if senders.is_closed:
        is_own = sender.office is not None and senders.likely.filter(pk=sender.office.pk).exists()
        filling.foreign = "" if is_own else written
    elif sender.office is None:
        filling.unknown, filling.closest = sender.text, sender.closest
        filling.put("issuer", sender.text, *spans)
    else:
        filling.put("issuer", name_to_type(sender.office), *spans)
        if filling.kind == Kind.MEETING and meeting_name_of(sender.office) != Item.MeetingName.DEPARTMENT:
            filling.put("meeting_name", meeting_name_of(sender.office))


def put_deadline(filling: Filling, deadline: date | None, *spans: Span) -> None:
    """A term that ends before the item's day is told of and left out: the ledger would refuse it."""
    day = filling.values.get("day")
    if deadline is not None and day is not None and deadline < day:
        filling.late = deadline
    else:
        filling.put("deadline", deadline, *spans)


def recipients_meant(addressed: str, home: Office, offices: Iterable[Office]) -> list[Office]:
    """Those of the offices that are addressed (各乡镇、街道); none where it is not sure who is meant."""
    if not addressed:
        return []
    try:
        return understand_recipients(addressed, OfficeNames(home, offices))
    except (DoubtError, UnreadableError):
        return []


def _within_area(text: str, names: OfficeNames) -> str:
    """清河县农业农村局 is 县农业农村局 to those who live there."""
    areas = [office.name for office in names.offices if office.kind == Office.Kind.REGION]
    area = next((name for name in areas if text.startswith(name)), "")
    return area[-1:] + text.removeprefix(area)


def _closest(error: UnknownSenderError | AmbiguousSenderError) -> tuple[str, ...]:
    if isinstance(error, UnknownSenderError):
        return tuple(error.closest)
    return tuple(office.code for office in error.offices[:3])
