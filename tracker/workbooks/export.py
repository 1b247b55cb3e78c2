"""Asking for everything a supervisor's workbook needs, as one user may see it."""

from datetime import date

from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone
from django.utils.translation import get_language
from openpyxl import Workbook

from tracker.actions.exports import begin_export, digest_of, finish_export, marked_as_failed
from tracker.models.counting_rules import CountingRule
from tracker.models.exports import Export
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.queries.evidence import evidence
from tracker.queries.items import ItemFilter, items, with_receivers
from tracker.queries.overview import Overview, overview
from tracker.queries.target_rows import targets_of
from tracker.queries.workbooks import answers_of
from tracker.workbooks.cell_logs import log_of
from tracker.workbooks.files import content_of
from tracker.workbooks.supervisor import supervisor_workbook
from tracker.workbooks.words import Edition, cut_off_words, file_name, maker_of


def export(
    user: User | AnonymousUser,
    area: Office,
    year: int,
    as_of: date,
    made_by: str,
    under: CountingRule | None = None,
    number: str = "",
) -> tuple[Workbook, str]:
    """The workbook of an area the user may see, and its file name. Raises ValueError for a day before the year.

    under: replayed under this version of the counting rule. number: under which the export is registered.
    """
    figures = overview(area, year, as_of, under)
    edition = Edition(made_by, timezone.now(), number)
    targets = targets_of(user, area, year, figures.span.last, under)
    workbook = supervisor_workbook(
        figures,
        answers_of(figures),
        targets,
        items_behind(user, figures),
        evidence(figures),
        edition,
    )
    return workbook, file_name(figures)


def registered_export(
    user: User, area: Office, year: int, as_of: date, under: CountingRule | None = None
) -> tuple[bytes, Export]:
    """The same as a whole file, with its number on the cover and its cells in the register (导出登记)."""
    asked = {"year": year, "as_of": as_of.isoformat(), "under": under.pk if under else None, "language": get_language()}
    words = cut_off_words(as_of, under)
    entry = begin_export(user, Export.Content.WORKBOOK, area, asked=asked, words=words, file_name="")
    with marked_as_failed(entry):
        workbook, entry.file_name = export(user, area, year, as_of, maker_of(user), under, entry.number)
        content = content_of(workbook)
        finish_export(entry, size=len(content), digest=digest_of(content), cells=log_of(content))
    return content, entry


def items_behind(user: User | AnonymousUser, figures: Overview) -> dict[str, list[Item]]:
    """The rows behind an overview's figures, by kind."""
    span, under = figures.span, figures.under
    wanted = {
        kind: ItemFilter(figures.area, kind=kind, first=span.first, last=span.last, under=under) for kind in Kind.values
    }
    return {kind: with_receivers(user, items(user, one), one) for kind, one in wanted.items()}
