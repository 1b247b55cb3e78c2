"""A record: what a row of a ledger says, with what is wrong or unclear about it. understanding.py fills it in."""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from tracker.imports.problems import CellError
from tracker.imports.values.names import OfficeNames
from tracker.models.offices import Office


@dataclass(slots=True)
class Record:
    """What a row says. Empty and None mean that it says nothing of it, and so does what `others` lacks.

    Lists may be shared with other records: nothing is added to one in place.
    """

    sheet: str
    row: int
    kind: str
    title: str = ""
    issuer_text: str = ""
    issuers: list[Office] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    day: date | None = None
    start: time | None = None
    minutes: int | None = None
    people: int | None = None
    receivers: list[Office] = field(default_factory=list)
    is_sent_list: bool = False
    other_addressees: list[str] = field(default_factory=list)
    drafter: str = ""
    deadline: date | None = None
    deadline_time: time | None = None
    last_day: date | None = None
    moved_from: date | None = None
    days: float | None = None
    team: int | None = None
    is_plan: bool = False
    is_exported: bool = False
    period: tuple[date | None, date | None] = (None, None)
    said: dict[str, str] = field(default_factory=dict)
    others: dict[str, Any] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether it says enough to be an item that landed somewhere."""
        return bool(self.title and self.day and self.issuers and self.receivers)


@dataclass(slots=True)
class Understood:
    """A record with what is wrong with it (errors: it is refused) and what is unclear (doubts: it is held).

    unclear: the same doubts with the cells they are about.
    """

    record: Record
    errors: list[CellError] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)
    unclear: list[CellError] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is known before the first row: whose ledger it is, its year, the offices, today.

    memory: what was understood of cells before, for Reading.recall.
    """

    home: Office
    names: OfficeNames
    today: date
    year: int | None = None
    month: int | None = None
    memory: dict[tuple[Any, ...], Any] = field(default_factory=dict, compare=False, repr=False)
