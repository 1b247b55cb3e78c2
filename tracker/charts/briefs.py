"""What stands beside the prose of a monthly brief: the rows behind each figure, one small table, one small chart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.charts.addresses import findings_address, items_address, office_address, year_address
from tracker.charts.frames import Frame
from tracker.charts.months import Months
from tracker.figures import NOTHING, person_hours
from tracker.measures.standing import Judgement
from tracker.models.baselines import Count
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import Span, month_span
from tracker.queries.briefs import BriefFigures, MonthOfBriefs
from tracker.queries.months import MonthRow, YearOfMonths
from tracker.queries.standings import StandingRow
from tracker.sentences.brief_texts import Paragraph
from tracker.sentences.briefs import hours_finding
from tracker.sentences.findings import change_text
from tracker.sentences.forecasts import interval_text
from tracker.sentences.units import unit_of


def figure_addresses(figures: BriefFigures) -> dict[str, str]:
    """By the key of a figure, where its rows are; every key of sentences.brief_figures.named_figures has one."""
    area, span = figures.area, figures.year.span
    addresses = dict(_counts(figures)) | dict(_promises(figures))
    overview, capacity = office_address(area, span), year_address("capacity", area, span)
    year = urlencode({"year": figures.year.year})
    explanations = f"{reverse('explanations')}?{year}"
    addresses |= {
        "month.hours": items_address(figures.span, office=area),
        "year.hours": items_address(span, office=area),
    }
    addresses |= dict.fromkeys(
        ("offices", "offices.near", "offices.unknown", "lacking", "day", "due", "over"), overview
    )
    addresses |= {f"offices.{kind}.over": overview for kind in Kind.values}
    addresses |= dict.fromkeys(("year.unseen", "issuers", "issuers.top"), overview)
    addresses |= dict.fromkeys(("year.taken", "measured", "estimated", "standard"), capacity)
    addresses |= dict.fromkeys(("owed", "late", "waiting"), explanations)
    addresses |= {"findings": findings_address(area, figures.year.year), "rule": reverse("counting_rules")}
    for row in figures.year.issuers:
        addresses[f"issuer.{row.issuer.code}.hours"] = items_address(span, office=area, issuer=row.issuer)
        addresses[f"issuer.{row.issuer.code}.share"] = overview
    return addresses


def _counts(figures: BriefFigures) -> Iterator[tuple[str, str]]:
    spans = {"month": figures.span, "year": figures.year.span}
    for when, span in spans.items():
        for kind in Kind.values:
            for count in Count.values:
                address = items_address(span, office=figures.area, kind=kind, official=count == Count.OFFICIAL)
                yield f"{when}.{kind}.{count}", address
                yield f"{when}.{kind}.{count}.change", _before_address(figures, span, kind, count)


def _before_address(figures: BriefFigures, span: Span, kind: str, count: str) -> str:
    """The rows of the base year that a change stands against."""
    base = span.in_year(figures.year.months[kind].base_year)
    return items_address(base, office=figures.area, kind=kind, official=count == Count.OFFICIAL)


def _promises(figures: BriefFigures) -> Iterator[tuple[str, str]]:
    overview = office_address(figures.area, figures.year.span)
    targets = f"{reverse('targets')}?{urlencode({'year': figures.year.year})}"
    for row in (*figures.year.cards, *figures.year.full_cards):
        start = f"promise.{row.kind}.{row.count}"
        yield from ((f"{start}.{key}", overview) for key in ("standing", "past", "left"))
        yield from ((f"{start}.{key}", reverse("backtest")) for key in ("median", "low", "high", "chance"))
        yield f"{start}.ceiling", targets
        if row.overrun is not None:
            yield f"{start}.accepted", reverse("overrun", args=[row.overrun.pk])


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of the text. key, address: of a figure and its rows; "" for plain words.

    now: what the ledger says of a figure that has moved since, "" for one that has not.
    """

    words: str
    key: str
    address: str
    now: str = ""


def pieces(one: Paragraph, now: Mapping[str, str], addresses: Mapping[str, str]) -> list[Piece]:
    """A paragraph for the screen; a figure the ledger does not know any more stands as it was told, as moved."""
    return [
        Piece(words, key, addresses.get(key, ""), _now(words, now.get(key, NOTHING)) if key else "")
        for words, key in one.pieces()
        if words
    ]


def _now(words: str, now: str) -> str:
    return "" if words == now else now


@dataclass(frozen=True, slots=True)
class MonthCell:
    """One kind in one month, in both counts, each with the address of its rows."""

    label: str
    official: int
    official_address: str
    full: int
    full_address: str


def month_cells(area: Office, row: MonthOfBriefs, today: date) -> list[MonthCell]:
    span = month_span(row.month)
    span = Span(span.first, min(span.last, today))
    return [
        MonthCell(
            str(Kind(kind).label),
            landed.official,
            items_address(span, office=area, kind=kind, official=True),
            landed.full,
            items_address(span, office=area, kind=kind),
        )
        for kind, landed in row.landed.items()
    ]


@dataclass(frozen=True, slots=True)
class Line:
    """One kind in one count. Figures come with the address of their rows; judgement: None where nothing is promised.

    interval: of the forecast, "" without one.
    """

    kind: str
    count: str
    unit: str
    month: int
    month_address: str
    year: int
    year_address: str
    change: str
    row: StandingRow
    judgement: Judgement | None
    interval: str


def brief_lines(figures: BriefFigures) -> list[Line]:
    """Three kinds, each in both counts."""
    pairs = zip(figures.year.cards, figures.year.full_cards, strict=True)
    return [_line(figures, row) for pair in pairs for row in pair]


def _line(figures: BriefFigures, row: StandingRow) -> Line:
    is_official = row.count == Count.OFFICIAL
    landed, before = figures.landed(row.kind), row.before
    whose: dict[str, Any] = {"office": figures.area, "kind": row.kind, "official": is_official}
    is_ahead = row.forecast is not None and figures.span.last.month < 12
    return Line(
        kind=str(Kind(row.kind).label),
        count=str(Count(row.count).label),
        unit=unit_of(row.kind, row.count),
        month=landed.official if is_official else landed.full,
        month_address=items_address(figures.span, **whose),
        year=row.landed.official if is_official else row.landed.full,
        year_address=items_address(figures.year.span, **whose),
        change=_change(row, before and (before.official if is_official else before.full), is_official=is_official),
        row=row,
        judgement=row.judgement if is_official or row.target else None,
        interval=interval_text(row.forecast) if is_ahead and row.forecast else "",
    )


def _change(row: StandingRow, before: int | None, *, is_official: bool) -> str:
    if row.baseline is None:
        return NOTHING
    return change_text(before, row.whole.official if is_official else row.whole.full)


def hours_chart(figures: BriefFigures) -> Frame:
    """Person-hours of each month, all kinds, beside the base year's where the kinds have one in common."""
    years = list(figures.year.months.values())
    base = years[0].base_year
    is_shared = all(year.base_year == base and year.has_baseline for year in years)
    now = [_hours([_row(year, month) for year in years]) for month in range(12)]
    before = [_hours_before([_row(year, month) for year in years]) if is_shared else None for month in range(12)]
    title = hours_finding(figures)
    description = _("%(year)s年各月，会议、发文、督检考合计，人时") % {"year": figures.year.year}
    addresses = [_month_address(figures, row) for row in years[0].rows]
    chart = Months(title, description, now, before, base, addresses=addresses)
    return Frame(title, _sub(figures, base if is_shared else None), chart.svg(), chart.twin)


def _sub(figures: BriefFigures, base: int | None) -> str:
    told = {"year": figures.year.year, "base": base}
    if base is None:
        return _("%(year)s年各月人时，三类合计，全口径") % told
    return _("%(year)s年各月人时，三类合计，全口径；浅色为%(base)s年同月") % told


def _row(year: YearOfMonths, month: int) -> MonthRow:
    return year.rows[month]


def _hours(rows: list[MonthRow]) -> float | None:
    landed = [row.landed for row in rows if row.landed is not None]
    return _number(sum(each.full_minutes for each in landed)) if landed else None


def _hours_before(rows: list[MonthRow]) -> float:
    return _number(sum(row.before.full_minutes for row in rows if row.before is not None))


def _number(minutes: int) -> float:
    """As it is written: whole where it is whole."""
    hours = person_hours(minutes)
    return int(hours) if hours == int(hours) else float(hours)


def _month_address(figures: BriefFigures, row: MonthRow) -> str:
    if row.landed is None:
        return ""
    return items_address(month_span(row.month).overlap(figures.year.span), office=figures.area)
