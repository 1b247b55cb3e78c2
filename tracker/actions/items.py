"""Log, change, withdraw and restore items. Each is one transaction that leaves the loads exact."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from tracker.actions.deliveries import Landing, create_deliveries, new_delivery, settle, update_deliveries
from tracker.actions.loads import refresh_loads, touched_by
from tracker.actions.offsets import reopen_recurring
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.norms import Norm
from tracker.models.offices import Office
from tracker.rules.chains import is_ancestor
from tracker.rules.counting import clauses_on, count_officially
from tracker.rules.fingerprints import fingerprint, normal_number


class StaleItemError(Exception):
    """Somebody else changed the item since it was opened."""


@transaction.atomic
def log_item(item: Item, landings: Sequence[Landing], *, logged_for: Office, by: User | None) -> Item:
    """Save a new item and its deliveries. The side that logs it is the issuer's, or else the receivers'."""
    item.logged_for, item.logged_by = logged_for, by
    _decide(item)
    _save(item, by)
    norms = Norm.objects.on(item.day)
    sent = logged_for.pk not in {landing.office.pk for landing in landings}
    deliveries = [new_delivery(item, landing, norms, sent=sent, received=not sent) for landing in landings]
    create_deliveries(deliveries, by)
    refresh_loads(touched_by(deliveries))
    reopen_recurring([item], by=by)
    return item


@transaction.atomic
def change_item(item: Item, landings: Sequence[Landing], *, by: User | None) -> Item:
    """Save a changed item and the offices it landed on: new ones are added, missing ones withdrawn.

    `item.version` must be the version that was opened. Raises StaleItemError when it is not the newest.
    """
    _claim(item)
    _decide(item)
    _save(item, by)
    before = list(item.deliveries.select_related("office"))
    touched = touched_by(before)
    norms = Norm.objects.on(item.day)
    told = {landing.office.pk: landing for landing in landings}
    for delivery in before:
        _apply(delivery, told.pop(delivery.office_id, None))
        settle(delivery, item, norms)
    update_deliveries(before, by)
    sent = any(delivery.sent for delivery in before)
    added = [new_delivery(item, landing, norms, sent=sent, received=not sent) for landing in told.values()]
    create_deliveries(added, by)
    refresh_loads(touched | touched_by([*before, *added]))
    reopen_recurring([item], by=by)
    return item


@transaction.atomic
def change_delivery(delivery: Delivery, landing: Landing, *, by: User | None) -> Delivery:
    """What the receiving office says of an item that another side logged."""
    delivery.received = True
    _apply(delivery, landing)
    settle(delivery, delivery.item, Norm.objects.on(delivery.item.day))
    update_deliveries([delivery], by)
    refresh_loads(touched_by([delivery]))
    return delivery


@transaction.atomic
def withdraw_delivery(delivery: Delivery, reason: str, *, by: User | None) -> None:
    """One office did not receive the item after all; the others keep it."""
    delivery.withdrawn = True
    update_deliveries([delivery], by, reason)
    refresh_loads(touched_by([delivery]))


@transaction.atomic
def withdraw_item(item: Item, reason: str, *, by: User | None) -> None:
    """Take an item out of every count. It is kept, with the reason, and can be restored."""
    item.withdrawn_at, item.withdrawn_reason = timezone.now(), reason
    _set_withdrawn(item, by, reason, withdrawn=True)


@transaction.atomic
def restore_item(item: Item, *, by: User | None) -> None:
    """Undo a withdrawal: the item counts again wherever it did before. Offices that had dropped out stay out."""
    dropped = _dropped_before(item)
    item.withdrawn_at, item.withdrawn_reason = None, ""
    _set_withdrawn(item, by, "", withdrawn=False, except_for=dropped)


def _dropped_before(item: Item) -> frozenset[int]:
    """Deliveries that were withdrawn on their own before their item was."""
    if item.withdrawn_at is None:
        return frozenset(item.deliveries.filter(withdrawn=True).values_list("pk", flat=True))
    rows = Delivery.history.filter(item=item.pk, history_date__lt=item.withdrawn_at)
    last = dict(rows.order_by("history_date", "history_id").values_list("id", "withdrawn"))
    return frozenset(pk for pk, withdrawn in last.items() if withdrawn)


def _set_withdrawn(
    item: Item, by: User | None, reason: str, *, withdrawn: bool, except_for: frozenset[int] = frozenset()
) -> None:
    item.version += 1
    _save(item, by, reason)
    deliveries = list(item.deliveries.select_related("office"))
    for delivery in deliveries:
        delivery.withdrawn = withdrawn or delivery.pk in except_for
    update_deliveries(deliveries, by, reason)
    refresh_loads(touched_by(deliveries))


def _save(item: Item, by: User | None, reason: str = "") -> None:
    """The line of history names who did it, also where no request says so: in commands and imports."""
    item._history_user = by  # type: ignore[attr-defined]  # read by simple-history
    item._change_reason = reason  # type: ignore[attr-defined]
    item.save()


def _decide(item: Item) -> None:
    item.document_number = normal_number(item.document_number)
    count_officially(item, clauses_on(item.day))
    item.fingerprint = fingerprint(item)


def _claim(item: Item) -> None:
    newest = Item.objects.select_for_update().values_list("version", flat=True).get(pk=item.pk)
    if newest != item.version:
        raise StaleItemError
    if item.parent is not None and is_ancestor(item, item.parent):
        raise StaleItemError  # meanwhile the parent has been made to carry out this very item
    item.version += 1


def _apply(delivery: Delivery, landing: Landing | None) -> None:
    delivery.withdrawn = landing is None
    if landing is not None:
        delivery.people, delivery.minutes = landing.people, landing.minutes
        delivery.travel_minutes = landing.travel_minutes
        delivery.preparation_minutes = landing.preparation_minutes
