"""What stands behind the figures of an overview: who has gone silent, the clauses of the counting rule, the norms."""

from collections.abc import Callable
from dataclasses import dataclass

from tracker.models.counting_rules import CountingClause
from tracker.models.kinds import Kind
from tracker.models.norms import Norm
from tracker.models.offices import Office
from tracker.queries.completeness import Gap
from tracker.queries.norms import norms_with_sources
from tracker.queries.overview import Overview


@dataclass(frozen=True, slots=True)
class Evidence:
    """silent: offices of the matrix whose ledger has ended for a kind or more. incomplete: those with a month of which
    nothing is known. Both in official order. clauses: of every version the count rests on, in the order they decide.

    norms: one of each code, as in force on the last day of the overview.
    """

    silent: list[Office]
    incomplete: list[Office]
    clauses: list[CountingClause]
    norms: list[Norm]


def evidence(overview: Overview) -> Evidence:
    return Evidence(
        silent=_offices(overview, lambda gap: gap.silent),
        incomplete=_offices(overview, lambda gap: bool(gap.months)),
        clauses=_clauses(overview),
        norms=norms_with_sources(overview.span.last),
    )


def _offices(overview: Overview, lacks: Callable[[Gap], bool]) -> list[Office]:
    return [
        office
        for office in overview.offices
        if any(row.gap is not None and lacks(row.gap) for row in overview.matrix_row(office))
    ]


def _clauses(overview: Overview) -> list[CountingClause]:
    versions = [rule.pk for rule in overview.rules]
    rows = CountingClause.objects.filter(rule__in=versions)
    return sorted(
        rows,
        key=lambda clause: (versions.index(clause.rule_id), Kind.values.index(clause.kind), clause.position),
    )
