"""What stands behind the figures of an overview: who has gone silent, the clauses of the counting rule, the norms."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from tracker.models.counting_rules import CountingClause, CountingRule
from tracker.models.kinds import Kind
from tracker.models.norms import Norm
from tracker.models.offices import Office
from tracker.queries.completeness import Gap
from tracker.queries.landings import Landed, received
from tracker.queries.norms import norms_with_sources
from tracker.queries.overview import Overview


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the counting rule that was adopted by the last day, the one before it, and what the change comes to:
    items of the overview's area and span that count officially under either, by kind. None for the first version.
    """

    rule: CountingRule
    before: CountingRule | None
    counted: dict[str, int] | None
    counted_before: dict[str, int] | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """silent: offices of the matrix whose ledger has ended for a kind or more. incomplete: those with a month of which
    nothing is known. Both in official order. clauses: of every version the count rests on, in the order they decide.

    norms: one of each code, as in force on the last day of the overview. versions: oldest first.
    """

    silent: list[Office]
    incomplete: list[Office]
    clauses: list[CountingClause]
    norms: list[Norm]
    versions: list[Version]


def evidence(overview: Overview) -> Evidence:
    return Evidence(
        silent=_offices(overview, lambda gap: gap.silent),
        incomplete=_offices(overview, lambda gap: bool(gap.months)),
        clauses=_clauses(overview),
        norms=norms_with_sources(overview.span.last),
        versions=_versions(overview),
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


def _versions(overview: Overview) -> list[Version]:
    adopted = CountingRule.objects.adopted().filter(valid_from__lte=overview.span.last)
    rules = list(adopted.select_related("adopted_by").order_by("valid_from"))
    return [_version(overview, rule, before) for before, rule in pairwise([None, *rules]) if rule is not None]


def _version(overview: Overview, rule: CountingRule, before: CountingRule | None) -> Version:
    if before is None:
        return Version(rule, None, None, None)
    return Version(rule, before, _counted(overview, rule), _counted(overview, before))


def _counted(overview: Overview, rule: CountingRule) -> dict[str, int]:
    landed = received([overview.area], overview.span, rule)
    return {kind: landed.get((overview.area.pk, kind), Landed(kind)).official for kind in Kind.values}
