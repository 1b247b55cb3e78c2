"""Move an office in the tree; its ledger moves with it."""

from django.db import transaction
from django.db.models import CharField, Value
from django.db.models.functions import Concat, Substr

from tracker.actions.loads import Touched, refresh_loads
from tracker.models.deliveries import Delivery
from tracker.models.offices import Office


@transaction.atomic
def move_office(office: Office, parent: Office) -> Office:
    """Put an office and everything below it under another parent and recount both sides."""
    old_path = office.path
    touched = _touched_below(office)
    Office.objects.move(office, parent, "last-child")
    moved = Office.objects.get(pk=office.pk)
    below = Delivery.objects.filter(office_path__startswith=old_path)
    tail = Substr("office_path", len(old_path) + 1)
    below.update(office_path=Concat(Value(moved.path), tail, output_field=CharField()))
    refresh_loads(touched | _touched_below(moved))
    return moved


def _touched_below(office: Office) -> set[Touched]:
    cells = Delivery.objects.landed_on(office).values_list("kind", "month", "office_path").distinct()
    return {Touched(*cell) for cell in cells}
