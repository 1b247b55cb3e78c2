"""Asking for everything a supervisor's workbook needs, as one user may see it."""

from datetime import date

from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone
from openpyxl import Workbook

from tracker.models.counting_rules import CountingRule
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.queries.evidence import evidence
from tracker.queries.items import ItemFilter, items, with_receivers
from tracker.queries.overview import Overview, overview
from tracker.queries.target_rows import targets_of
from tracker.workbooks.supervisor import supervisor_workbook
from tracker.workbooks.words import Edition, file_name


def export(
    user: User | AnonymousUser,
    area: Office,
    year: int,
    as_of: date,
    made_by: str,
    under: CountingRule | None = None,
) -> tuple[Workbook, str]:
    """The workbook of an area the user may see, and its file name. Raises ValueError for a day before the year.

    under: replayed under this version of the counting rule.
    """
    figures = overview(area, year, as_of, under)
    edition = Edition(made_by, timezone.now())
    targets = targets_of(user, area, year, figures.span.last, under)
    workbook = supervisor_workbook(figures, targets, items_behind(user, figures), evidence(figures), edition)
    return workbook, file_name(figures)


def items_behind(user: User | AnonymousUser, figures: Overview) -> dict[str, list[Item]]:
    """The rows behind an overview's figures, by kind."""
    span, under = figures.span, figures.under
    wanted = {
        kind: ItemFilter(figures.area, kind=kind, first=span.first, last=span.last, under=under) for kind in Kind.values
    }
    return {kind: with_receivers(user, items(user, one), one) for kind, one in wanted.items()}
