"""Chains planted in the demo: one upper item that every level made more of, down to the villages."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from django.contrib.auth.models import User

from tracker.actions.items import withdraw_item
from tracker.demo.county import County, Issuer
from tracker.demo.data import read
from tracker.demo.days import is_holiday
from tracker.demo.drafts import Draft
from tracker.demo.mergers import redirect_merged
from tracker.demo.storing import settle_items, store
from tracker.models.items import Item

SATURDAY = 5
_ABOUT_THE_STEP = ("key", "parent", "issuer", "towns", "days_ago", "deadline_days_ago", "withdrawn")


def store_chains(county: County, today: date, people: Mapping[int, User], rng: Random) -> tuple[int, int]:
    """Insert every planted item with its landings, each tied to what it carries out; how many of both."""
    numbers = [_store_chain(chain["items"], county, today, people, rng) for chain in read("chains")["chains"]]
    return sum(items for items, _deliveries in numbers), sum(deliveries for _items, deliveries in numbers)


def withdraw_planted(by: User) -> None:
    """What was logged by mistake is withdrawn, so that a tree shows it so."""
    for chain in read("chains")["chains"]:
        for step in chain["items"]:
            if "withdrawn" in step:
                withdraw_item(Item.objects.get(title=step["title"]), step["withdrawn"], by=by)


def _store_chain(
    steps: list[dict[str, Any]], county: County, today: date, people: Mapping[int, User], rng: Random
) -> tuple[int, int]:
    """A step of several towns is one item each; what comes below it is tied to the first."""
    drafts = [(step, list(_drafts(step, county, today))) for step in steps]
    every = [draft for _step, of_step in drafts for draft in of_step]
    redirect_merged(every, county, today)
    settle_items(every, people)
    made = store(every, rng)
    first = {step["key"]: of_step[0].item for step, of_step in drafts}
    for step, of_step in drafts:
        for draft in of_step:
            draft.item.parent = first.get(step.get("parent", ""))
    Item.objects.bulk_update([draft.item for draft in every], ["parent"])
    return made


def _drafts(step: dict[str, Any], county: County, today: date) -> Iterator[Draft]:
    """One issuer to the towns that keep a ledger, or each named town to its own villages."""
    day = _working_day(today - timedelta(step["days_ago"]))
    if "issuer" in step:
        issuer = county.issuer(step["issuer"])
        yield Draft(_item(step, issuer, day, today), issuer, receivers=[t.office for t in county.towns if not t.gap])
    for code in step.get("towns", ()):
        town = next(town for town in county.towns if town.office.code == code)
        sender = Issuer(town.office, weight=0, trend=1, logs=True, prefixes=("", ""), topics=())
        yield Draft(_item(step, sender, day, today), sender, receivers=list(town.villages))


def _item(step: dict[str, Any], issuer: Issuer, day: date, today: date) -> Item:
    columns = {name: value for name, value in step.items() if name not in _ABOUT_THE_STEP}
    if "document_number" in columns:
        columns["document_number"] = columns["document_number"].replace("{year}", str(day.year))
    if "deadline_days_ago" in step:
        columns["deadline"] = today - timedelta(step["deadline_days_ago"])
    return Item(issuer=issuer.office, day=day, **columns)


def _working_day(day: date) -> date:
    """The day, or the last one before it on which offices work; it keeps the order of days."""
    while is_holiday(day) or day.weekday() >= SATURDAY:
        day -= timedelta(1)
    return day
