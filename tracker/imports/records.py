"""A row → a record: every field understood, or the reasons why not, all of them at once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker.imports.cells import Cell, text_of
from tracker.imports.choices import mentioned, understand_choice, understand_yes
from tracker.imports.dates import check_day, formatted_date, understand_date
from tracker.imports.durations import minutes_between, understand_duration
from tracker.imports.issuers import understand_issuers
from tracker.imports.mappings import Mapping, Source
from tracker.imports.names import OfficeNames
from tracker.imports.numbers import understand_count, understand_numbers
from tracker.imports.people import understand_people
from tracker.imports.problems import CellError, DoubtError, UnreadableError
from tracker.imports.recipients import understand_recipients
from tracker.imports.times import understand_moment
from tracker.imports.vocabulary import codes
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.rules.entries import check_minutes, check_people, check_text, check_title

T = TypeVar("T")
CHOICES = (
    "document_format", "genre", "meeting_form", "meeting_name", "meeting_category", "inspection_type", "plan_status",
)  # fmt: skip
LONGEST_NUMBER, LONGEST_ISSUER = 80, 300  # characters that Item holds; nothing is cut silently
YES_NO = ("emergency", "law_enforcement", "asks_report", "asks_form", "asks_trace")


@dataclass(slots=True)
class Record:
    """What a row says. Empty and None mean that it says nothing of it."""

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
    deadline: date | None = None
    others: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Understood:
    """A record with what is wrong with it (errors: it is refused) and what is unclear (doubts: it is held)."""

    record: Record
    errors: list[CellError] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is known before the first row: whose ledger it is, its year, the offices, today."""

    home: Office
    names: OfficeNames
    today: date
    year: int | None = None


class RecordReader:
    """Reads the cells of one row. Each `_…` step fills one part of the record."""

    def __init__(self, ledger: Ledger, mapping: Mapping, cells: dict[str, Cell], record: Record) -> None:
        self.ledger, self.mapping, self.cells = ledger, mapping, cells
        self.understood = Understood(record)
        self.record = record

    def read(self) -> Understood:
        self._title()
        self.record.numbers = self._take("number", understand_numbers) or []
        self._day_and_time()
        self._issuers()
        self._receivers()
        self._figures()
        self._choices()
        return self.understood

    def _title(self) -> None:
        self.record.title = text_of(self.cells.get("title"))
        if not self.record.title:
            self._refuse("title", _("没有标题。请补上，或删去这一行。"))
        else:
            self._try("title", lambda: check_title(self.record.title))

    def _day_and_time(self) -> None:
        name = next((name for name in ("date", "issued_on", "start") if name in self.cells), None)
        if name is None:
            self._refuse("date", _("没有日期。请补上。"))
            return
        day = self._take(name, lambda cell: self._date(name, cell))
        self.record.day = day
        if day is not None:
            self._try(name, lambda: check_day(day, self.ledger.today, self.ledger.year))
        issued_on = self._take("issued_on", lambda cell: self._date("issued_on", cell))
        self.record.others["issued_on"] = issued_on if self.record.kind == Kind.DOCUMENT else None
        self._times(name)

    def _times(self, day_column: str) -> None:
        _day, start = self._take("start", understand_moment) or (None, None)
        if "start" not in self.cells and isinstance(moment := self.cells.get(day_column), datetime):
            start = None if moment.time() == time() else moment.time()  # midnight: the cell holds a day only
        self.record.start = start
        self.record.minutes = self._take(
            "minutes", lambda cell: understand_duration(cell, self._source("minutes").unit)
        )
        if self.record.minutes is None and start is not None and "end" in self.cells:
            self.record.minutes = self._between(_day, start)
        if self.record.minutes is not None:
            self._try("minutes", lambda: check_minutes(self.record.minutes or 0, self.record.kind))

    def _between(self, start_day: date | None, start: time) -> int | None:
        day, end = self._take("end", understand_moment) or (None, None)
        first = start_day or self.record.day
        if end is None or first is None:
            return None
        moments = datetime.combine(first, start), datetime.combine(day or first, end)
        return self._take("end", lambda _cell: minutes_between(*moments))

    def _issuers(self) -> None:
        text = self.record.issuer_text = text_of(self.cells.get("issuer"))
        if text:
            self._try("issuer", lambda: _check_length(text, LONGEST_ISSUER))
            self.record.issuers = self._take("issuer", lambda _cell: understand_issuers(text, self.ledger.names)) or []
            return
        by_number = self.ledger.names.by_number(self.record.numbers[0]) if self.record.numbers else None
        if by_number is None and "recipients" in self.mapping and "issuer" not in self.mapping:
            by_number = self.ledger.home
        if by_number is None:
            self._refuse("issuer", _("没有来文单位，文号也看不出是哪个单位。请补上。"))
        else:
            self.record.issuers, self.record.issuer_text = [by_number], by_number.name

    def _receivers(self) -> None:
        if text := text_of(self.cells.get("recipients")):
            found = self._take("recipients", lambda _cell: understand_recipients(text, self.ledger.names))
            self.record.is_sent_list = True
        else:
            found = [self.ledger.home]
        if found is None or not self.record.issuers:
            return
        self.record.receivers = [office for office in found if office != self.record.issuers[0]]
        if not self.record.receivers:
            self._doubt(
                "recipients_not_determinable", _("看不出由哪个单位接收：来文单位就是本单位，或没有写明主送单位。")
            )

    def _figures(self) -> None:
        self.record.people = self._take("attendees", understand_people)
        if self.record.people is not None:
            self._try("attendees", lambda: check_people(self.record.people or 0))
        self.record.deadline = self._take("deadline", lambda cell: self._date("deadline", cell))
        others = self.record.others
        others["characters"] = self._take("characters", understand_count)
        for name in ("travel_minutes", "preparation_minutes"):
            others[name] = self._take(name, partial(understand_duration, unit=self._source(name).unit))

    def _choices(self) -> None:
        others = self.record.others
        self._channel()
        for name in CHOICES:
            others.setdefault(name, self._take(name, partial(understand_choice, name)) or "")
        others["required_rank"] = mentioned("required_rank", text_of(self.cells.get("required_rank")))
        for name in YES_NO:
            others[name] = bool(self._take(name, understand_yes))
        number = text_of(self.cells.get("approval_number"))
        self._try("approval_number", lambda: _check_length(number, LONGEST_NUMBER))
        others["approval_number"] = number

    def _channel(self) -> None:
        """A channel column often holds 便函, which is a format."""
        as_format = codes("document_format").get(text_of(self.cells.get("channel")))
        if as_format and self.record.kind == Kind.DOCUMENT:
            self.record.others["document_format"] = as_format
            self.record.others["channel"] = ""
        else:
            self.record.others["channel"] = self._take("channel", lambda cell: understand_choice("channel", cell)) or ""

    def _date(self, name: str, cell: Cell) -> date | None:
        if pattern := self._source(name).format:
            return formatted_date(cell, pattern)
        return understand_date(cell, self.ledger.year)

    def _source(self, name: str) -> Source:
        return self.mapping.get(name, Source())

    def _take(self, name: str, understand: Callable[[Cell], T]) -> T | None:
        """What a field says; None when it says nothing or cannot be read, and then the reason is noted."""
        if name not in self.cells:
            return None
        return self._try(name, lambda: understand(self.cells[name]))

    def _try(self, name: str, step: Callable[[], T]) -> T | None:
        try:
            return step()
        except UnreadableError as error:
            self._refuse(name, str(error))
        except ValidationError as error:
            self._refuse(name, " ".join(error.messages))
        except DoubtError as doubt:
            self._doubt(doubt.reason, str(doubt))
        return None

    def _refuse(self, name: str, message: str) -> None:
        column = self._source(name).label or name
        value = text_of(self.cells.get(name))
        self.understood.errors.append(CellError(self.record.sheet, self.record.row, column, value, message))

    def _doubt(self, reason: str, message: str) -> None:
        self.understood.doubts.append((reason, message))


def _check_length(text: str, most: int) -> None:
    check_text(text)
    if len(text) > most:
        raise UnreadableError(_("有 %(length)s 个字，最多 %(most)s 个。") % {"length": len(text), "most": most})
