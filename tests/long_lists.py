"""Lists too long for a person to wait for: many meetings at one town, written at once and without history."""

from datetime import date

from tests.county import County, unsaved_item
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.periods import month_of

DAY = date(2026, 3, 5)


def plant_meetings(county: County, number: int) -> None:
    """Each from the bureau to the town on one day, its titles numbered. Loads are not counted."""
    items = [unsaved_item(Kind.MEETING, county.bureau, DAY, title=f"会议{serial}") for serial in range(number)]
    for item in items:
        item.month, item.logged_for = month_of(DAY), county.bureau
    copied = {"kind": Kind.MEETING, "month": month_of(DAY), "day": DAY, "issuer": county.bureau, "official": False}
    landed = {"office": county.town, "office_path": county.town.path, "sent": True}
    Delivery.objects.bulk_create(Delivery(item=item, **copied, **landed) for item in Item.objects.bulk_create(items))
