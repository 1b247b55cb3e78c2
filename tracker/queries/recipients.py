"""To whom an issuer sends: what landed on each area below the one it serves, in official order."""

from dataclasses import dataclass
from typing import Any

from django.db.models.functions import Left

from tracker.models.deliveries import Delivery
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import Span
from tracker.queries.landings import AGGREGATES, Landed, Rows


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """What one issuer caused at one town (with its villages), by kind."""

    office: Office
    landed: dict[str, Landed]

    @property
    def minutes(self) -> int:
        return sum(landed.full_minutes for landed in self.landed.values())

    @property
    def counts(self) -> list[int]:
        """The full count of each kind, in the order of the kinds."""
        return [self.landed.get(kind, Landed(kind)).full for kind in Kind.values]


def recipients_of(issuer: Office, span: Span) -> list[RecipientRow]:
    """Areas on which the issuer's items landed in a span: those below it, or beside it, as a county bureau's towns."""
    length = (issuer.depth if issuer.is_leaf() else issuer.depth + 1) * Office.steplen
    rows = Delivery.objects.standing().during(span).filter(issuer=issuer)
    grouped = rows.annotate(area=Left("office_path", length)).values("area", "kind")
    areas: Rows = grouped.annotate(**AGGREGATES).order_by()
    landed: dict[str, dict[str, Landed]] = {}
    for row in areas:
        figures: dict[str, Any] = dict(row)
        area = figures.pop("area")
        landed.setdefault(area, {})[figures["kind"]] = Landed(**figures)
    offices = Office.objects.filter(path__in=landed).order_by("path")
    return [RecipientRow(office, landed[office.path]) for office in offices]
