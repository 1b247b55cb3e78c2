"""The share of working time taken, month by month, and its rows in official order."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.charts.addresses import items_address, year_address
from tracker.charts.months import Months
from tracker.charts.twins import Twin
from tracker.figures import NOTHING, hours_text, percent_text, rounded_percent
from tracker.periods import Span, month_span
from tracker.queries.capacity import Capacity, CapacityRow, MonthOfCapacity
from tracker.sentences.month_names import MONTHS


@dataclass(frozen=True, slots=True)
class CapacityLine:
    """A row of the table. address: its own page of capacity. items: the rows behind its hours."""

    row: CapacityRow
    address: str
    items: str
    is_area: bool = False


@dataclass(frozen=True, slots=True)
class ShareChart:
    title: str
    svg: SafeString
    twin: Twin


def capacity_lines(figures: Capacity, span: Span) -> list[CapacityLine]:
    """The offices in official order, the area itself last."""
    lines = [_line(row, span) for row in figures.rows]
    return [*lines, _line(figures.area, span, is_area=True)]


def _line(row: CapacityRow, span: Span, *, is_area: bool = False) -> CapacityLine:
    address = year_address("capacity", row.office, span)
    return CapacityLine(row, address, items_address(span, office=row.office), is_area)


def share_chart(row: CapacityRow, span: Span) -> ShareChart | None:
    """None where no staff is known: there is no share to draw."""
    if row.capacity is None:
        return None
    title = _("各月占工作时间的百分比")
    by_month = {month.month % 100: month for month in row.months}
    chart = Months(
        title=title,
        description=_("%(year)s年各月的工时占可用工时的百分比") % {"year": span.last.year},
        now=[_points(by_month.get(number)) for number in range(1, 13)],
        before=[None] * 12,
        base_year=span.last.year - 1,
        addresses=[_address(row, by_month.get(number), span) for number in range(1, 13)],
    )
    return ShareChart(chart.title, chart.svg(), _twin(row, chart.title))


def _points(month: MonthOfCapacity | None) -> float | None:
    return None if month is None or month.share is None else float(rounded_percent(month.share))


def _address(row: CapacityRow, month: MonthOfCapacity | None, span: Span) -> str:
    return items_address(month_span(month.month).overlap(span), office=row.office) if month else ""


def _twin(row: CapacityRow, title: str) -> Twin:
    head = [_("月份"), _("占用工时（人时）"), _("可用工时（人时）"), _("占工作时间")]
    return Twin(title, head, [list(_cells(month)) for month in row.months])


def _cells(month: MonthOfCapacity) -> Iterator[str]:
    yield str(MONTHS[month.month % 100 - 1])
    yield hours_text(month.minutes)
    yield NOTHING if month.capacity is None else hours_text(month.capacity)
    yield percent_text(month.share)
