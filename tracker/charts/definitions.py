"""How a figure came about, ready to show: its formula with the numbers in, what it rests on, and the rows behind it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.charts.addresses import findings_address, items_address, missing_address
from tracker.charts.cards import base_evidence
from tracker.figures import count_text
from tracker.models.baselines import Count, Side
from tracker.models.counting_rules import CountingRule
from tracker.models.offices import Office
from tracker.models.targets import Target
from tracker.periods import Span, year_span
from tracker.queries.definitions import Figures
from tracker.queries.standings import StandingRow
from tracker.sentences.definitions import Definition, Rows
from tracker.sentences.standings import doubts
from tracker.sentences.targets import in_force_words, meaning_of
from tracker.sentences.units import unit_of
from tracker.sentences.words import target_words
from tracker.sentences.workings import Working


@dataclass(frozen=True, slots=True)
class Told:
    """A fact beside the formula. address: where it is kept, "" for nowhere."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """working: the formula with the numbers in. rows: the list behind the figure; None where it has none.

    baseline, gaps, promise, responsible, since: what it rests on; "" where nothing speaks of the figure.
    """

    definition: Definition
    working: Working
    rows: Told | None
    baseline: str
    gaps: Told
    promise: str
    meaning: str
    responsible: str
    since: str
    source: str


def explained(definition: Definition, figures: Figures) -> Explained:
    row = figures.row
    target = row.target if definition.judges else None
    return Explained(
        definition=definition,
        working=definition.work(figures),
        rows=_rows(definition, figures),
        baseline="" if definition.rows is Rows.ALL_KINDS else base_evidence(row),
        gaps=_gaps(row, figures.span),
        promise=target_words(target) if definition.judges else "",
        meaning=meaning_of(row) if target is not None and target.type in Target.ANNUAL else "",
        responsible=target.responsible if target else "",
        since=_since(target),
        source=target.source if target else "",
    )


def definition_address(name: str, row: StandingRow, span: Span, under: CountingRule | None = None) -> str:
    """Where a figure of this row is explained, for the same days and version."""
    asked = {"kind": row.kind, "count": row.count, "side": row.side}
    return definition_of(name, row.office, span, under, asked)


def definition_of(
    name: str, office: Office, span: Span, under: CountingRule | None = None, asked: dict[str, str] | None = None
) -> str:
    """The same of an office, whatever the kind."""
    told = {"office": office.code, "year": str(span.last.year), "as_of": span.last.isoformat()} | (asked or {})
    if under is not None:
        told["under"] = str(under.pk)
    return f"{reverse('definition', args=[name])}?{urlencode(told)}"


def _rows(definition: Definition, figures: Figures) -> Told | None:
    row = figures.row
    who: dict[str, Any] = {"issuer" if row.side == Side.SENT else "office": row.office}
    if definition.rows is Rows.NONE:
        return _base_rows(row, who, figures.under) if definition.judges else None
    if definition.rows is Rows.ALL_KINDS:
        number = sum(each.landed.full_items for each in figures.rows)
        text = _("三类共 %(number)s 件事项") % {"number": count_text(number)}
        return Told(text, items_address(figures.span, under=figures.under, **who))
    is_official = row.count == Count.OFFICIAL
    told = {
        "number": count_text(row.landed.official if is_official else row.landed.full),
        "unit": unit_of(row.kind, row.count),
    }
    address = items_address(figures.span, kind=row.kind, official=is_official, under=figures.under, **who)
    return Told(_("%(number)s %(unit)s") % told, address)


def _base_rows(row: StandingRow, who: dict[str, Any], under: CountingRule | None) -> Told | None:
    """The base year's list; None where a typed number, a chain or a merger stands between it and the figure."""
    base = row.baseline
    is_chained = row.target is not None and row.target.mode == Target.Mode.CHAINED
    if base is None or base.number is None or base.evidence or base.ledger is None or row.predecessors or is_chained:
        return None
    is_official = row.count == Count.OFFICIAL
    address = items_address(year_span(base.year), kind=row.kind, official=is_official, under=under, **who)
    told = {"year": base.year, "number": count_text(base.number), "unit": unit_of(row.kind, row.count)}
    return Told(_("%(year)s年 %(number)s %(unit)s") % told, address)


def _gaps(row: StandingRow, span: Span) -> Told:
    """What keeps it from being evidence; that nothing does."""
    said = doubts(row)
    if not said:
        return Told(_("没有发现缺漏"))
    kept_at = missing_address(row.office, span, row.side) if row.gap else ""
    return Told(_("；").join(said), kept_at or findings_address(row.office, span.last.year, row.kind))


def _since(target: Target | None) -> str:
    if target is None:
        return ""
    return in_force_words(target) or _("%(year)s年全年") % {"year": target.year}
