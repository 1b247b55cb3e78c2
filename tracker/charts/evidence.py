"""What is missing before anything may be called within: silent offices, targets and baselines that are not there."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.measures.standing import Reason
from tracker.models.offices import Office
from tracker.queries.standings import StandingRow
from tracker.sentences.words import names_words


@dataclass(frozen=True, slots=True)
class Gap:
    reason: str
    names: str


@dataclass(frozen=True, slots=True)
class Evidence:
    title: str
    gaps: list[Gap]


def evidence_of(rows: Sequence[StandingRow]) -> Evidence:
    """The gaps behind every "cannot tell" of a matrix, each with the offices it concerns."""
    said = {
        Reason.SILENT: _("近期没有登记，共 %(number)s 个单位"),
        Reason.NO_BASELINE: _("缺基期底数，共 %(number)s 个单位"),
        Reason.NO_TARGET: _("没有设目标，共 %(number)s 个单位"),
    }
    missing = {reason: _offices(rows, reason) for reason in said}
    gaps = [
        Gap(text % {"number": len(missing[reason])}, names_words(missing[reason]))
        for reason, text in said.items()
        if missing[reason]
    ]
    incomplete = {office.pk for reason in (Reason.SILENT, Reason.NO_BASELINE) for office in missing[reason]}
    if incomplete:
        return Evidence(_("%(number)s 个单位资料不全") % {"number": len(incomplete)}, gaps)
    return Evidence(_("没有设目标，不判定") if gaps else _("资料齐全"), gaps)


def _offices(rows: Sequence[StandingRow], reason: Reason) -> list[Office]:
    found = {row.office.pk: row.office for row in rows if row.judgement.reason is reason}
    return list(found.values())
