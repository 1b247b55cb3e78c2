"""What stands behind the figures of an overview: who has gone silent, the clauses of the counting rule, the norms."""

from dataclasses import dataclass
from datetime import date

from tracker.models.counting_rules import CountingClause
from tracker.models.kinds import Kind
from tracker.models.norms import Norm
from tracker.models.offices import Office
from tracker.queries.overview import Overview
from tracker.queries.silence import silent_offices


@dataclass(frozen=True, slots=True)
class Evidence:
    """silent: offices of the matrix whose ledger has ended, in official order. clauses: in the order they decide.

    norms: one of each code, as in force on the last day of the overview.
    """

    silent: list[Office]
    clauses: list[CountingClause]
    norms: list[Norm]


def evidence(overview: Overview) -> Evidence:
    silent = silent_offices(overview.offices, overview.span.last)
    return Evidence(
        silent=[office for office in overview.offices if office.pk in silent],
        clauses=_clauses(overview),
        norms=_norms(overview.span.last),
    )


def _clauses(overview: Overview) -> list[CountingClause]:
    if overview.rule is None:
        return []
    rows = CountingClause.objects.filter(rule=overview.rule)
    return sorted(rows, key=lambda clause: (Kind.values.index(clause.kind), clause.position))


def _norms(day: date) -> list[Norm]:
    newest = {norm.code: norm for norm in Norm.objects.filter(valid_from__lte=day).order_by("valid_from")}
    return [newest[code] for code in Norm.Code.values if code in newest]
