"""A row → a record: every field understood, or the reasons why not, all of them at once."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker.imports.cells import Cell, plain, text_of
from tracker.imports.choices import mentioned, understand_choice, understand_yes
from tracker.imports.dates import check_day, formatted_date, understand_date
from tracker.imports.deadlines import deadline_in, understand_deadline
from tracker.imports.durations import days_of, minutes_between, understand_duration
from tracker.imports.issuers import understand_issuers
from tracker.imports.mappings import Mapping, Source
from tracker.imports.names import OfficeNames
from tracker.imports.numbers import understand_count, understand_numbers
from tracker.imports.people import understand_people
from tracker.imports.periods import moved_to, period_of
from tracker.imports.problems import CellError, DoubtError, UnreadableError
from tracker.imports.recipients import other_addressees, understand_recipients
from tracker.imports.spans import understand_days, understand_times
from tracker.imports.times import clock_in, understand_moment
from tracker.imports.vocabulary import codes
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.rules.entries import check_minutes, check_people, check_text, check_title

T = TypeVar("T")
CHOICES = (
    "document_format", "genre", "meeting_form", "meeting_name", "meeting_category", "inspection_type", "plan_status",
)  # fmt: skip
SAID = (
    "remark",
    "required_rank",
    "attendees",
    "minutes",
    "inspection_type",
    "place",
    "copies",
    "pages",
    "method",
    "materials",
    "drafter",
    "secrecy",
    "frequency",
    "manner",
)
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
    other_addressees: list[str] = field(default_factory=list)
    deadline: date | None = None
    deadline_time: time | None = None
    last_day: date | None = None
    days: float | None = None
    team: int | None = None
    is_plan: bool = False
    period: tuple[date | None, date | None] = (None, None)
    said: dict[str, str] = field(default_factory=dict)
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
    month: int | None = None


class RecordReader:
    """Reads the cells of one row. Each `_…` step fills one part of the record."""

    def __init__(self, ledger: Ledger, mapping: Mapping, cells: dict[str, Cell], record: Record) -> None:
        self.ledger, self.mapping, self.cells = ledger, mapping, cells
        self.understood = Understood(record)
        self.record = record

    def read(self) -> Understood:
        self._manner()
        self._title()
        self.record.numbers = self._take("number", understand_numbers) or []
        self._day_and_time()
        self._issuers()
        self._receivers()
        self._figures()
        self._choices()
        self.record.said = {name: text_of(self.cells[name]) for name in SAID if name in self.cells}
        return self.understood

    def _manner(self) -> None:
        """A column 方式 or 形式 means the channel of a paper, the form of a meeting, the method of a visit."""
        field_of = {Kind.DOCUMENT: "channel", Kind.MEETING: "meeting_form", Kind.INSPECTION: "method"}
        if plain(text_of(self.cells.get("remark"))) in codes("plan_status"):
            self.cells.setdefault("plan_status", self.cells["remark"])
        if "manner" in self.cells:
            self.cells.setdefault(field_of[Kind(self.record.kind)], self.cells["manner"])

    def _title(self) -> None:
        self.record.title = text_of(self.cells.get("title"))
        if not self.record.title:
            self._refuse("title", _("没有标题。请补上，或删去这一行。"))
        else:
            self._try("title", lambda: check_title(self.record.title))

    def _day_and_time(self) -> None:
        name = next((name for name in ("date", "issued_on", "start") if name in self.cells), None)
        if name is None and "period" in self.cells:
            self._plan()
            return
        if name is None:
            self._refuse("date", _("没有日期。请补上。"))
            return
        self._day(name)
        issued_on = self._take("issued_on", lambda cell: self._date("issued_on", cell))
        self.record.others["issued_on"] = issued_on if self.record.kind == Kind.DOCUMENT else None
        self._times(name)

    def _day(self, name: str) -> None:
        days = self._take(name, lambda cell: self._days(name, cell))
        if days is None:
            return
        day, self.record.last_day = days
        if moved := moved_to(text_of(self.cells.get("remark")), day):
            day = moved
        self.record.day = day
        self._try(name, lambda: check_day(day, self.ledger.today, self.ledger.year))

    def _plan(self) -> None:
        """A row of a yearly plan names a period, and nothing has landed yet."""
        self.record.is_plan = True
        self.record.period = period_of(text_of(self.cells["period"]), self.ledger.year)

    def _times(self, day_column: str) -> None:
        start_day, start = self._start(day_column)
        self.record.start = start
        if self.record.minutes is None:
            self.record.minutes = self._take("minutes", self._minutes)
        if self.record.minutes is None and self.record.start is not None and "end" in self.cells:
            self.record.minutes = self._between(start_day, self.record.start)
        if self.record.minutes is not None:
            self._try("minutes", lambda: check_minutes(self.record.minutes or 0, self.record.kind))

    def _start(self, day_column: str) -> tuple[date | None, time | None]:
        """The column of the start, or else the time that stands beside the day; either may hold a span."""
        column = "start" if "start" in self.cells else day_column
        cell = self.cells[column]
        if isinstance(cell, str) and (span := self._try(column, lambda: understand_times(cell))):
            self.record.minutes = span[1]
            return None, span[0]
        if column == "start":
            return self._take("start", understand_moment) or (None, None)
        return None, clock_in(cell)

    def _minutes(self, cell: Cell) -> int | None:
        """A length, or a span of time; days of an inspection are days."""
        if isinstance(cell, str) and (span := understand_times(cell)):
            self.record.start = span[0]
            return span[1]
        if self.record.kind == Kind.INSPECTION and (days := days_of(text_of(cell))):
            self.record.days = days
            return None
        if self.record.kind == Kind.DOCUMENT and not re.search(r"\d|[半一两]", text_of(cell)):
            return None
        return understand_duration(cell, self._source("minutes").unit)

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
            self.record.other_addressees = other_addressees(text, self.ledger.names)
        else:
            found = [self.ledger.home]
        if found is None or not self.record.issuers:
            return
        self.record.receivers = [office for office in found if office != self.record.issuers[0]]
        if not self.record.receivers and not (self.record.is_sent_list and self.record.other_addressees):
            self._doubt(
                "recipients_not_determinable", _("看不出由哪个单位接收：来文单位就是本单位，或没有写明主送单位。")
            )

    def _figures(self) -> None:
        self._people()
        self._deadline()
        others = self.record.others
        others["characters"] = self._take("characters", understand_count)
        for name in ("travel_minutes", "preparation_minutes"):
            others[name] = self._take(name, partial(understand_duration, unit=self._source(name).unit))

    def _people(self) -> None:
        """At an inspection a bare number of people is the team's that came; ours are those who accompanied it."""
        is_visit = self.record.kind == Kind.INSPECTION
        self.record.people = self._persons("accompany" if is_visit else "attendees")
        self.record.team = self._persons("team" if "team" in self.cells else "attendees") if is_visit else None

    def _persons(self, name: str) -> int | None:
        """None also where a list does not say how many (若干): nothing is made up, and the row is none the worse."""
        try:
            people = understand_people(self.cells.get(name))
        except DoubtError:
            return None
        except UnreadableError as error:
            self._refuse(name, str(error))
            return None
        if people is not None:
            self._try(name, lambda: check_people(people))
        return people

    def _deadline(self) -> None:
        if pattern := self._source("deadline").format:
            self.record.deadline = self._take("deadline", lambda cell: formatted_date(cell, pattern))
            return
        if "deadline" not in self.cells and (words := deadline_in(text_of(self.cells.get("remark")))):
            self.cells["deadline"] = words
        found = self._take("deadline", lambda cell: understand_deadline(cell, self.record.day, self.ledger.year))
        if found is not None:
            self.record.deadline, self.record.deadline_time = found

    def _choices(self) -> None:
        others = self.record.others
        self._channel()
        for name in CHOICES:
            others.setdefault(name, self._choice(name))
        others["required_rank"] = mentioned("required_rank", text_of(self.cells.get("required_rank")))
        for name in YES_NO:
            others[name] = bool(self._take(name, understand_yes))
        number = text_of(self.cells.get("approval_number"))
        self._try("approval_number", lambda: _check_length(number, LONGEST_NUMBER))
        others["approval_number"] = number

    def _channel(self) -> None:
        """A column of channels or of numbers often holds 便函, which is a format."""
        told = (codes("document_format").get(plain(text_of(self.cells.get(name)))) for name in ("channel", "number"))
        as_format = [code for code in told if code]
        if as_format and self.record.kind == Kind.DOCUMENT:
            self.record.others["document_format"] = as_format[0]
        in_channel = codes("document_format").get(plain(text_of(self.cells.get("channel"))))
        self.record.others["channel"] = "" if in_channel else self._choice("channel")

    def _choice(self, name: str) -> str:
        """A word nobody listed stands for the listed one within it; one that is unlike any stays unsaid."""
        try:
            return understand_choice(name, self.cells.get(name))
        except UnreadableError:
            return mentioned(name, text_of(self.cells.get(name)))

    def _date(self, name: str, cell: Cell) -> date | None:
        if pattern := self._source(name).format:
            return formatted_date(cell, pattern)
        return understand_date(cell, self.ledger.year, self.ledger.month)

    def _days(self, name: str, cell: Cell) -> tuple[date, date | None] | None:
        if pattern := self._source(name).format:
            day = formatted_date(cell, pattern)
            return None if day is None else (day, None)
        return understand_days(cell, self.ledger.year, self.ledger.month)

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
