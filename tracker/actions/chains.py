"""Say what an item carries out (上级来文), and take it back."""

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models.items import Item
from tracker.rules.chains import check_parent


@transaction.atomic
def set_parent(item: Item, parent: Item | None, *, by: User | None) -> Item:
    """Name the item's parent; None takes it away. Counts stay as they are. Returns the newest row.

    Both ends are locked in one order, so that two people who tie them crosswise cannot both succeed.
    Raises ValidationError where the two do not belong together.
    """
    keys = {item.pk} | ({parent.pk} if parent else set())
    rows = Item.objects.select_for_update(of=("self",)).select_related("issuer").order_by("pk")
    locked = {row.pk: row for row in rows.filter(pk__in=keys)}
    newest, upper = locked[item.pk], locked[parent.pk] if parent else None
    if upper is not None:
        check_parent(newest, upper)
    newest.parent = upper
    newest.version += 1
    newest._history_user = by  # type: ignore[attr-defined]  # read by simple-history
    newest.save(update_fields=["parent", "version"])
    return newest
