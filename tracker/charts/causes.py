"""Issuers × kinds: what each of them caused, in both counts and in hours, every figure opening its rows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.charts.addresses import issuer_address, items_address
from tracker.figures import NOTHING, count_text, percent_text
from tracker.measures.reduction import share
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import Span
from tracker.queries.causes import Amount, By, CauseRow, Causes
from tracker.sentences.causes import grown_finding, weighed_text
from tracker.sentences.findings import growth_text

GROWN = 10
SHADES = (0.75, 0.5, 0.25, 0.1)  # from these shares of the heaviest cell on a cell is shaded, the darkest first


@dataclass(frozen=True, slots=True)
class Cell:
    """One issuer and kind. shade: 4 (near the heaviest cell) to 0 (hardly anything); the hours say the same."""

    official: int
    full: int
    minutes: int
    share: str
    shade: int
    official_address: str
    full_address: str


@dataclass(frozen=True, slots=True)
class CauseLine:
    """A row of the matrix. address: the issuer's page, "" where the reader may not see it. items: of all kinds."""

    name: str
    address: str
    cells: list[Cell]
    amount: Amount
    items: str
    official_items: str
    share: str
    running: str
    change: str


@dataclass(frozen=True, slots=True)
class GrownLine:
    """An issuer beside last year, with the rows of both years."""

    name: str
    now: str
    before: str
    more: str
    now_address: str
    before_address: str


def cause_lines(figures: Causes, rows: Sequence[CauseRow], open_to_reader: Collection[int]) -> list[CauseLine]:
    """open_to_reader: ids of the issuers whose own page the reader may open."""
    return [_line(figures, row, row.issuer.pk in open_to_reader) for row in rows]


def rest_line(figures: Causes, shown: Sequence[CauseRow]) -> CauseLine | None:
    """All issuers that are not shown in one line without links; None when every one is shown."""
    names = {row.issuer.pk for row in shown}
    left = [row for row in figures.rows if row.issuer.pk not in names]
    if not left:
        return None
    name = _("其余 %(number)s 个单位") % {"number": count_text(len(left))}
    return _sum_line(figures, name, left, linked=False)


def whole_line(figures: Causes) -> CauseLine:
    return _sum_line(figures, _("合计"), figures.rows, linked=True)


def grown_lines(figures: Causes) -> list[GrownLine]:
    """Issuers with the most more than on the same days of last year; none where that year has no ledger."""
    if figures.before is None:
        return []
    more = [(row.amount.by(figures.by) - row.amount_before.by(figures.by), row) for row in figures.rows]
    most = sorted((pair for pair in more if pair[0] > 0), key=lambda pair: (-pair[0], pair[1].issuer.path))
    return [_grown(figures, number, row) for number, row in most[:GROWN]]


def grown_title(figures: Causes) -> str:
    return grown_finding(figures.rows, figures.by)


def _line(figures: Causes, row: CauseRow, is_open: bool) -> CauseLine:
    span, under = figures.span, figures.under
    return CauseLine(
        name=row.issuer.name,
        address=issuer_address(row.issuer, span, under) if is_open else "",
        cells=[_cell(figures, [row], kind, row.issuer) for kind in Kind.values],
        amount=row.amount,
        items=issuer_items(figures, row.issuer),
        official_items=issuer_items(figures, row.issuer, official=True),
        share=percent_text(row.share),
        running=percent_text(row.running),
        change=change_text(figures, row.amount, row.amount_before),
    )


def _sum_line(figures: Causes, name: str, rows: Sequence[CauseRow], *, linked: bool) -> CauseLine:
    amount = sum((row.amount for row in rows), Amount())
    before = sum((row.amount_before for row in rows), Amount())
    if linked and figures.before is not None:
        before = figures.before
    return CauseLine(
        name=name,
        address="",
        cells=[_cell(figures, rows, kind, None, linked=linked) for kind in Kind.values],
        amount=amount,
        items=issuer_items(figures, None) if linked else "",
        official_items=issuer_items(figures, None, official=True) if linked else "",
        share=percent_text(share(amount.by(figures.by), figures.whole.by(figures.by))),
        running=NOTHING,
        change=change_text(figures, amount, before),
    )


def _cell(figures: Causes, rows: Sequence[CauseRow], kind: str, issuer: Office | None, *, linked: bool = True) -> Cell:
    landed = [row.of(kind) for row in rows]
    minutes = sum(one.full_minutes for one in landed)
    return Cell(
        official=sum(one.official for one in landed),
        full=sum(one.full for one in landed),
        minutes=minutes,
        share=percent_text(share(minutes, figures.whole.full_minutes)),
        shade=_shade(figures, minutes) if issuer else 0,
        official_address=issuer_items(figures, issuer, kind=kind, official=True) if linked else "",
        full_address=issuer_items(figures, issuer, kind=kind) if linked else "",
    )


def _shade(figures: Causes, minutes: int) -> int:
    heaviest = max(landed.full_minutes for row in figures.rows for landed in row.landed.values())
    return next((4 - place for place, least in enumerate(SHADES) if minutes and minutes >= least * heaviest), 0)


def change_text(figures: Causes, now: Amount, before: Amount) -> str:
    """Year on year of what is weighed; a dash where last year has no ledger."""
    return NOTHING if figures.before is None else growth_text(before.by(figures.by), now.by(figures.by))


def _grown(figures: Causes, more: int, row: CauseRow) -> GrownLine:
    by, last = figures.by, figures.span.in_year(figures.span.last.year - 1)
    return GrownLine(
        name=row.issuer.name,
        now=weighed_text(by, row.amount.by(by)),
        before=weighed_text(by, row.amount_before.by(by)),
        more="+" + weighed_text(by, more),
        now_address=issuer_items(figures, row.issuer, weighed=True),
        before_address=issuer_items(figures, row.issuer, weighed=True, span=last),
    )


def issuer_items(
    figures: Causes,
    issuer: Office | None,
    *,
    kind: str = "",
    official: bool = False,
    weighed: bool = False,
    span: Span | None = None,
) -> str:
    """The rows of an issuer, or of all, within the area.

    weighed: only what is weighed, where that is what does not count officially.
    """
    also = {"counted": "no"} if weighed and figures.by == By.UNCOUNTED else {}
    return items_address(
        span or figures.span,
        office=figures.area,
        issuer=issuer,
        kind=kind,
        official=official,
        under=figures.under,
        also=also,
    )
