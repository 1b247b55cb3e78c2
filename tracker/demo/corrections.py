"""What people did to the demo's ledger afterwards, through the real actions, so that there is a history to read."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from itertools import islice
from typing import Any

from django.contrib.auth.models import User

from tracker.actions.deliveries import Landing
from tracker.actions.items import change_delivery, change_item, log_item, restore_item, withdraw_item
from tracker.demo.county import County
from tracker.demo.data import read
from tracker.demo.landing import MINUTES
from tracker.demo.planting import without_planted
from tracker.models.deliveries import Delivery
from tracker.models.items import Item, ItemQuerySet
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.posts import Post

Role = Post.Role
_ABOUT_THE_ACT = ("role", "issuer", "days_ago", "starts_at")


def correct(county: County, people: Mapping[str, User], today: date) -> None:
    """Log, edit, confirm, overrule, withdraw and restore a few dozen records."""
    for row in read("corrections")["logged"]:
        _log(row, county, people, today)
    ordinary = without_planted(Item.objects.filter(source=Item.Source.DEMO))
    own = ordinary.filter(logged_for=people[Role.ISSUER].post.office).order_by("-day", "-pk")
    _edit(own, people[Role.ISSUER])
    _withdraw(own, people[Role.ISSUER])
    _overrule(ordinary, people[Role.SUPERVISOR])
    _confirm(people[Role.CLERK])


def _log(row: dict[str, Any], county: County, people: Mapping[str, User], today: date) -> None:
    user = people[row["role"]]
    columns = {name: value for name, value in row.items() if name not in _ABOUT_THE_ACT}
    start = time.fromisoformat(row["starts_at"]) if "starts_at" in row else None
    item = Item(
        issuer=county.issuer(row["issuer"]).office,
        day=today - timedelta(row["days_ago"]),
        starts_at=start,
        source=Item.Source.DEMO,
        **columns,
    )
    is_clerk = row["role"] == Role.CLERK
    offices = [user.post.office] if is_clerk else [town.office for town in county.towns if not town.gap]
    landings = [Landing(office, people=2 if is_clerk else None) for office in offices]
    log_item(item, landings, logged_for=user.post.office, by=user)


def _edit(items: ItemQuerySet, by: User) -> None:
    """Some titles were cut short and some meetings ran longer than first written down."""
    for item in islice(items, read("corrections")["edited"]):
        item.title += read("corrections")["renamed"]
        item.minutes = None if item.minutes is None else item.minutes + 15
        change_item(item, _landings(item), by=by)


def _withdraw(items: ItemQuerySet, by: User) -> None:
    """Withdraw one for each reason; the last was a mistake and is restored."""
    item = None
    for row in read("corrections")["withdrawn"]:
        item = items.standing().filter(kind=row["kind"], version=1).first()
        if item is not None:
            withdraw_item(item, row["reason"], by=by)
    if item is not None:
        restore_item(item, by=by)


def _overrule(items: ItemQuerySet, by: User) -> None:
    """The supervisor's word stands above the counting rule, with the reason."""
    for row in read("corrections")["overridden"]:
        unjudged = items.standing().filter(version=1, issuer__level=Office.Level.COUNTY)
        item = unjudged.filter(official=not row["to"], **row["where"]).order_by("-day", "-pk").first()
        if item is not None:
            item.official_override, item.official_reason = row["to"], row["reason"]
            change_item(item, _landings(item), by=by)


def _confirm(by: User) -> None:
    """The clerk says how many went and how long it took."""
    sent = Delivery.objects.standing().filter(office=by.post.office, received=False).select_related("item", "office")
    for delivery in sent.order_by("-day", "-pk")[: read("corrections")["confirmed_by_clerk"]]:
        minutes = delivery.item.minutes or MINUTES[Kind(delivery.kind)]
        change_delivery(delivery, Landing(delivery.office, people=2, minutes=minutes), by=by)


def _landings(item: Item) -> list[Landing]:
    """What was told about the item so far, so that a change of the item keeps it."""
    return [
        Landing(row.office, row.people, row.minutes, row.travel_minutes, row.preparation_minutes)
        for row in item.deliveries.filter(withdrawn=False).select_related("office")
    ]
