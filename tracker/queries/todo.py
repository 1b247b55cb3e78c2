"""What a clerk still owes: reports that fall due, months without a record, and the month so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.loads import Load
from tracker.models.nil_reports import NilReport
from tracker.models.offices import Office
from tracker.models.sent_loads import SentLoad
from tracker.periods import Span, month_of, month_span
from tracker.queries.facts import label_of
from tracker.queries.landings import Landed, received
from tracker.queries.nil_reports import NilCells, standing_nil_reports

AHEAD = timedelta(days=14)
BEHIND = timedelta(days=30)
LONGEST_RUN = timedelta(days=400)  # what is due now was asked for within the last year or so
MONTHS = 4
ASKS = Q(item__asks_report=True) | Q(item__asks_form=True) | Q(item__asks_trace=True)


@dataclass(frozen=True, slots=True)
class Due:
    """Something that was asked for, with the day it is due. Negative days mean overdue."""

    item: Item
    offices: tuple[str, ...]
    days: int

    @property
    def days_over(self) -> int:
        return -self.days

    @property
    def asks(self) -> list[str]:
        """What is asked, in the words of the form."""
        names = [name for name in ("asks_report", "asks_form", "asks_trace") if getattr(self.item, name)]
        return [label_of(self.item, name) for name in names]


@dataclass(frozen=True, slots=True)
class Cell:
    """How many records a month has of one kind. The month that is still running is never called empty.

    nil: the report that nothing came, where it stands; a record outweighs it.
    """

    month: int
    kind: str
    records: int
    is_running: bool
    nil: NilReport | None = None

    @property
    def is_missing(self) -> bool:
        return not self.records and not self.is_running and self.nil is None

    @property
    def label(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def first(self) -> date:
        return month_span(self.month).first


@dataclass(frozen=True, slots=True)
class MonthRow:
    month: int
    cells: tuple[Cell, ...]

    @property
    def first(self) -> date:
        return month_span(self.month).first

    @property
    def missing(self) -> list[str]:
        return [cell.label for cell in self.cells if cell.is_missing]


@dataclass(frozen=True, slots=True)
class Owed:
    """What falls due from today on, the nearest first, and what has passed its day, the latest first."""

    ahead: list[Due]
    behind: list[Due]


def owed(area: Office, today: date) -> Owed:
    found = dues(area, today)
    return Owed([due for due in found if due.days >= 0], [due for due in reversed(found) if due.days < 0])


def dues(area: Office, today: date) -> list[Due]:
    """Reports, forms and photographs asked of an office, and of the villages of a town: the most urgent first.

    From 30 days overdue to 14 days ahead; older ones drop out, because the ledger is not told what was handed in.
    """
    lately = Span(today - LONGEST_RUN, today)
    rows = Delivery.objects.standing().during(lately).filter(ASKS)
    rows = rows.landed_on(area) if area.kind in Office.GRASSROOTS_KINDS else rows.filter(office=area)
    rows = rows.filter(item__deadline__range=(today - BEHIND, today + AHEAD))
    rows = rows.select_related("item__issuer", "office").order_by("item__deadline", "item", "office_path")
    found: dict[int, tuple[Item, list[str]]] = {}
    for delivery in rows:
        found.setdefault(delivery.item_id, (delivery.item, []))[1].append(delivery.office.name)
    return [Due(item, tuple(names), (item.deadline - today).days) for item, names in found.values() if item.deadline]


def months_so_far(area: Office, today: date) -> list[MonthRow]:
    """This month and the three before it, oldest first, with the records of each kind or “本期无”.

    Of a bureau and whoever else sends, what it sent; of the others, what they received.
    """
    months = _last_months(today)
    nil = standing_nil_reports(area, months)
    loads = (
        SentLoad.objects.filter(area=None, issuer=area) if area.reports_sending else Load.objects.filter(office=area)
    )
    rows = loads.filter(month__in=months).values_list("month", "kind", "full_items")
    stored = {(month, kind): number for month, kind, number in rows}
    return [MonthRow(month, _cells(stored, nil, month, month == month_of(today))) for month in months]


def this_month(area: Office, today: date) -> list[Landed]:
    """The month so far in both counts, one row a kind."""
    cells = received([area], Span(today.replace(day=1), today))
    return [cells.get((area.pk, kind), Landed(kind)) for kind in Kind.values]


def _cells(stored: dict[tuple[int, str], int], nil: NilCells, month: int, is_running: bool) -> tuple[Cell, ...]:
    return tuple(
        Cell(month, kind, stored.get((month, kind), 0), is_running, nil.get((month, kind))) for kind in Kind.values
    )


def _last_months(today: date) -> Sequence[int]:
    months = [month_of(today)]
    while len(months) < MONTHS:
        months.append(month_of(month_span(months[-1]).first - timedelta(days=1)))
    return months[::-1]
