"""Writes deliveries: copies the columns a dashboard reads, prices the time, keeps the history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from tracker.actions.inserts import update_with_history
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.offices import Office
from tracker.rules.time_costs import set_cost

COPIED = ("kind", "month", "day", "issuer", "official", "office_path")
COSTS = ("cost_spent", "cost_travel", "cost_preparation", "cost", "time_source")


@dataclass(frozen=True, slots=True)
class Landing:
    """What was told about an item at one office. None means nobody said; the norm is used."""

    office: Office
    people: int | None = None
    minutes: int | None = None
    travel_minutes: int | None = None
    preparation_minutes: int | None = None


def new_delivery(item: Item, landing: Landing, norms: Mapping[str, int], *, sent: bool, received: bool) -> Delivery:
    """An unsaved delivery with its copies and costs filled in."""
    delivery = Delivery(
        item=item,
        office=landing.office,
        people=landing.people,
        minutes=landing.minutes,
        travel_minutes=landing.travel_minutes,
        preparation_minutes=landing.preparation_minutes,
        sent=sent,
        received=received,
    )
    settle(delivery, item, norms)
    return delivery


def settle(delivery: Delivery, item: Item, norms: Mapping[str, int]) -> None:
    """Bring the copies and the costs of a delivery in line with its item."""
    delivery.kind, delivery.month, delivery.day = item.kind, item.month, item.day
    delivery.issuer_id, delivery.official = item.issuer_id, item.official
    delivery.office_path = delivery.office.path
    set_cost(delivery, item, norms)


def create_deliveries(
    deliveries: Sequence[Delivery], by: User | None, reason: str = "", at: datetime | None = None
) -> None:
    bulk_create_with_history(
        deliveries,
        Delivery,
        batch_size=1_000,
        default_user=by,
        default_change_reason=reason,
        default_date=at,
    )


def update_deliveries(
    deliveries: Iterable[Delivery], by: User | None, reason: str = "", at: datetime | None = None
) -> None:
    """Save every changeable column of the deliveries, with a line of history each. at: the moment, else now.

    Must run inside a transaction.
    """
    told = ("people", "minutes", "travel_minutes", "preparation_minutes", "sent", "received", "withdrawn")
    update_with_history(list(deliveries), [*told, *COPIED, *COSTS], by, reason, at or timezone.now())
