"""What is missing before anything may be called within, and where to go for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.charts.addresses import findings_address, missing_address
from tracker.measures.standing import Reason, Standing
from tracker.models.offices import Office
from tracker.periods import Span
from tracker.queries.standings import StandingRow
from tracker.sentences.words import NAMED


@dataclass(frozen=True, slots=True)
class Place:
    """An office and where its gap is closed; "" where the reader finds nothing to open."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A reason for “cannot tell”. cells: of how many. places: the first offices it concerns; more: how many others."""

    reason: str
    cells: int
    places: list[Place]
    more: int
    address: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    title: str
    gaps: list[Gap]


def evidence_of(rows: Sequence[StandingRow], span: Span) -> Evidence:
    """The gaps behind every "cannot tell" of a matrix, each with the offices it concerns."""
    told = {
        Reason.INCOMPLETE: _("有的月份没有登记，也没有报“本期无”"),
        Reason.SILENT: _("近期没有登记"),
        Reason.SUSPECTED: _("有疑似变相未了结"),
        Reason.NO_BASELINE: _("缺基期底数"),
        Reason.NO_TARGET: _("没有设目标"),
    }
    gaps = [_gap(reason, text, rows, span) for reason, text in told.items() if _of(rows, reason)]
    unknown = sum(row.judgement.standing is Standing.UNKNOWN for row in rows)
    if not unknown:
        return Evidence(_("资料齐全"), gaps)
    if all(row.judgement.reason is Reason.NO_TARGET for row in rows if row.judgement.standing is Standing.UNKNOWN):
        return Evidence(_("没有设目标，不判定"), gaps)
    return Evidence(_("%(all)s 格中 %(unknown)s 格不能判定") % {"all": len(rows), "unknown": unknown}, gaps)


def _gap(reason: Reason, text: str, rows: Sequence[StandingRow], span: Span) -> Gap:
    concerned = _of(rows, reason)
    offices = list({row.office.pk: row.office for row in concerned}.values())
    places = [Place(office.name, _address(office, reason, span)) for office in offices[:NAMED]]
    pages = {Reason.NO_BASELINE: reverse("baselines"), Reason.NO_TARGET: reverse("targets")}
    return Gap(text, len(concerned), places, len(offices) - len(places), pages.get(reason, ""))


def _address(office: Office, reason: Reason, span: Span) -> str:
    if reason in (Reason.INCOMPLETE, Reason.SILENT):
        return missing_address(office, span)
    return findings_address(office, span.last.year) if reason is Reason.SUSPECTED else ""


def _of(rows: Sequence[StandingRow], reason: Reason) -> list[StandingRow]:
    return [row for row in rows if row.judgement.reason is reason]
