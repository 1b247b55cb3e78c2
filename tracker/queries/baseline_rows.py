"""Baselines as a matrix: which number stands for each office and kind, and what it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import QuerySet

from tracker.models.baselines import Baseline, Side
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to
from tracker.periods import year_span
from tracker.queries.baselines import BaselineYear, baseline_years
from tracker.queries.overview import matrix_offices


@dataclass(frozen=True, slots=True)
class BaselineCell:
    """One office and kind. in_use: the number that counts, None when nothing is known. typed: who typed it, if any."""

    office: Office
    kind: str
    in_use: BaselineYear | None
    typed: Baseline | None


@dataclass(frozen=True, slots=True)
class BaselineRow:
    office: Office
    cells: list[BaselineCell]


def baseline_rows(area: Office, side: str, count: str, year: int) -> list[BaselineRow]:
    """The area and its matrix (receivers, or senders) in official order, each with a cell per kind."""
    span = year_span(year)
    below = matrix_offices(area, span.last) if side == Side.RECEIVED else _senders(area)
    offices = list({office.pk: office for office in [area, *below]}.values())
    numbers = baseline_years(offices, side, count, year, span)
    typed = _typed(offices, side, count, year)
    return [
        BaselineRow(
            office,
            [
                BaselineCell(office, kind, numbers.get((office.pk, kind)), typed.get((office.pk, kind)))
                for kind in Kind.values
            ],
        )
        for office in offices
    ]


def elsewhere_typed(
    user: User | AnonymousUser, rows: Sequence[BaselineRow], side: str, count: str, year: int
) -> list[Baseline]:
    """Numbers typed for offices in scope that the matrix does not show: villages, merged offices."""
    shown = [row.office.pk for row in rows]
    found = changeable_baselines(user).filter(side=side, count=count, year=year).exclude(office__in=shown)
    return list(found.order_by("office__path", "kind"))


def changeable_baselines(user: User | AnonymousUser) -> QuerySet[Baseline]:
    return Baseline.objects.filter(office__in=offices_visible_to(user)).select_related("office", "entered_by")


def _senders(area: Office) -> list[Office]:
    """Bodies directly below an area: those that have a quota of their own."""
    below = Office.objects.within(area).filter(depth=area.depth + 1)
    return list(below.exclude(kind__in=(*Office.GRASSROOTS_KINDS, Office.Kind.REGION)).order_by("path"))


def _typed(offices: Sequence[Office], side: str, count: str, year: int) -> dict[tuple[int, str], Baseline]:
    rows = Baseline.objects.filter(office__in=offices, side=side, count=count, year=year).select_related("entered_by")
    return {(row.office_id, row.kind): row for row in rows}
