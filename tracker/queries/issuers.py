"""Who causes it: issuers by the person-hours they cost an area."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tracker.measures.reduction import change, share
from tracker.models.baselines import Side
from tracker.models.counting_rules import CountingRule
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import year_to_date
from tracker.queries.landings import Cells, Landed, sent
from tracker.queries.standings import StandingRow, standings


@dataclass(frozen=True, slots=True)
class IssuerRow:
    """One issuer's load within an area, this year to date.

    landed: by kind. before: the same span of last year. quotas: its standings as a sender, by kind; they speak of
    everything it sent, not only of what landed in this area.
    """

    issuer: Office
    landed: dict[str, Landed]
    before: dict[str, Landed]
    quotas: dict[str, StandingRow] = field(default_factory=dict)

    @property
    def minutes(self) -> int:
        return sum(landed.full_minutes for landed in self.landed.values())

    @property
    def official_minutes(self) -> int:
        return sum(landed.official_minutes for landed in self.landed.values())

    @property
    def minutes_before(self) -> int:
        return sum(landed.full_minutes for landed in self.before.values())

    @property
    def change(self) -> Decimal | None:
        """Change of person-hours against the same span of last year; None when there were none."""
        return change(self.minutes_before, self.minutes)

    @property
    def unofficial_share(self) -> Decimal | None:
        """Share of its hours that the official count does not see."""
        return share(self.minutes - self.official_minutes, self.minutes)

    def of(self, kind: str) -> Landed:
        return self.landed.get(kind, Landed(kind))

    @property
    def judged(self) -> list[StandingRow]:
        """Its quotas that rest on a target, in the order of the kinds."""
        return [self.quotas[kind] for kind in Kind.values if kind in self.quotas and self.quotas[kind].target]


def issuers_by_load(area: Office, year: int, as_of: date, under: CountingRule | None = None) -> list[IssuerRow]:
    """Issuers of everything that landed on the area this year to date, most person-hours first.

    under: replayed under this version of the counting rule.
    """
    span = year_to_date(year, as_of)
    now = _by_issuer(sent(None, span, area, under))
    before = _by_issuer(sent(None, span.in_year(year - 1), area, under))
    issuers = Office.objects.in_bulk(now.keys())
    quotas = standings(list(issuers.values()), year, as_of, Side.SENT, under=under)
    rows = [
        IssuerRow(issuer, now[pk], before.get(pk, {}), {kind: quotas[pk, kind] for kind in Kind.values})
        for pk, issuer in issuers.items()
    ]
    return sorted(rows, key=lambda row: (-row.minutes, row.issuer.path))


def _by_issuer(cells: Cells) -> dict[int, dict[str, Landed]]:
    issuers: dict[int, dict[str, Landed]] = defaultdict(dict)
    for (issuer, kind), landed in cells.items():
        issuers[issuer][kind] = landed
    return issuers
