"""Figure cards: one kind, the official count beside the full one, its promise and its path."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tracker.charts.addresses import gap_address, items_address
from tracker.charts.path import Path
from tracker.measures.standing import Reason
from tracker.models.kinds import Kind
from tracker.periods import Span
from tracker.queries.months import YearOfMonths
from tracker.queries.overview import Overview
from tracker.queries.standings import StandingRow
from tracker.sentences.findings import change_text, path_finding
from tracker.sentences.forecasts import chance_text, interval_text
from tracker.sentences.units import full_unit, official_unit
from tracker.sentences.words import names_words, target_words


@dataclass(frozen=True, slots=True)
class Card:
    """What templates/tracker/overview/card.html shows. Every figure comes with the address of the rows behind it."""

    row: StandingRow
    full_row: StandingRow
    label: str
    official_unit: str
    full_unit: str
    official_address: str
    full_address: str
    official_change: str
    full_change: str
    promise: str
    evidence: str
    gap_address: str
    path: Path
    interval: str
    full_interval: str
    chance: str
    pace: str


def figure_cards(overview: Overview) -> list[Card]:
    return [
        figure_card(row, full_row, overview.months[row.kind], overview)
        for row, full_row in zip(overview.cards, overview.full_cards, strict=True)
    ]


def figure_card(row: StandingRow, full_row: StandingRow, months: YearOfMonths, overview: Overview) -> Card:
    before, span = row.before, overview.span
    whose: dict[str, Any] = {"office": overview.area, "kind": row.kind, "under": overview.under}
    return Card(
        row=row,
        full_row=full_row,
        label=str(Kind(row.kind).label),
        official_unit=official_unit(row.kind),
        full_unit=full_unit(row.kind),
        official_address=items_address(span, official=True, **whose),
        full_address=items_address(span, **whose),
        official_change=change_text(before and before.official, row.whole.official),
        full_change=change_text(before and before.full, row.whole.full),
        promise=target_words(row.target),
        evidence=evidence(row),
        gap_address=gap_address(row, span),
        path=path(row, months, span),
        interval="" if row.forecast is None else interval_text(row.forecast),
        full_interval="" if full_row.forecast is None else interval_text(full_row.forecast),
        chance=_chance(row),
        pace=pace_words(row),
    )


def _chance(row: StandingRow) -> str:
    """How likely the year ends above the ceiling; "" where nothing can be said, or where it is certain already."""
    if row.forecast is None or row.forecast.breach is None or row.judgement.reason == Reason.CEILING_PASSED:
        return ""
    return chance_text(row.forecast.breach)


def path(row: StandingRow, months: YearOfMonths, span: Span) -> Path:
    return Path(
        title=path_finding(row, months),
        description=_("%(kind)s，统计口径，1月到12月累计") % {"kind": Kind(row.kind).label},
        as_of=span.last,
        running=months.running_official(),
        before=months.running_baseline(),
        base_year=months.base_year,
        ceiling=row.ceiling,
        shares=pace_shares(row, months),
        forecast=row.forecast,
    )


def pace_shares(row: StandingRow, months: YearOfMonths) -> list[float]:
    """Share of the year's pace by the end of each month: the typed months of the base year, or working days."""
    typed = row.baseline and row.baseline.months
    if typed and sum(typed):
        return [sum(typed[: month + 1]) / sum(typed) for month in range(12)]
    return [float(share) for share in months.working]


def pace_words(row: StandingRow) -> str:
    """What the dotted line follows."""
    if row.baseline is not None and row.baseline.season is not None:
        return _("序时进度，按基期各月分布")
    return _("序时进度，按工作日")


def evidence(row: StandingRow) -> str:
    """Where the base figure comes from, and who answers for the promise."""
    said = [base_evidence(row)]
    if row.target and row.target.responsible:
        said.append(_("责任人：%(name)s") % {"name": row.target.responsible})
    return _("；").join(said)


def base_evidence(row: StandingRow) -> str:
    """Where the base figure comes from."""
    if row.baseline is None:
        return _("底数：没有")
    if row.baseline.evidence:
        said = [_("底数：%(evidence)s") % {"evidence": row.baseline.evidence}]
    else:
        said = [_("底数：%(year)s年台账") % {"year": row.baseline.year}]
    if row.predecessors:
        said.append(_("底数含并入的%(names)s") % {"names": names_words(row.predecessors)})
    return _("；").join(said)
