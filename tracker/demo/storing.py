"""Stores the demo's drafts with few statements, through the same rules as everything else in the ledger."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from functools import cache
from itertools import islice
from random import Random
from typing import TypeVar

from django.contrib.auth.models import User
from django.utils import timezone

from tracker.actions.deliveries import Landing, new_delivery
from tracker.demo.drafts import Draft
from tracker.demo.landing import confirms, told
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.norms import Norm
from tracker.periods import month_of
from tracker.rules.counting import clauses_on, count_officially
from tracker.rules.emergencies import covered_by_day
from tracker.rules.fingerprints import fingerprint, normal_number

Row = TypeVar("Row")
BATCH = 2_000
UNSEEN_CHANNELS = (Item.Channel.CHAT, Item.Channel.APP, Item.Channel.PHONE)


def settle_items(drafts: list[Draft], people: Mapping[int, User]) -> None:
    """Fill in what saving one by one would fill in: month, official count, fingerprint, who logged it and when."""
    clauses_of, covered = cache(clauses_on), covered_by_day()
    for draft in drafts:
        item = draft.item
        item.month = month_of(item.day)
        item.document_number = normal_number(item.document_number)
        count_officially(item, clauses_of(item.day), covered)
        item.fingerprint = fingerprint(item)
        item.source = Item.Source.DEMO
        item.logged_for = draft.issuer.office if sent(draft) else draft.receivers[0]
        item.logged_by = people.get(item.logged_for_id)


def store(drafts: list[Draft], rng: Random) -> tuple[int, int]:
    """Insert items and deliveries; how many of each. History starts with the first change a person makes."""
    items = [draft.item for draft in drafts]
    for batch in _batches(iter(items)):
        Item.objects.bulk_create(batch)
    _backdate(items, rng)
    return len(items), sum(len(Delivery.objects.bulk_create(batch)) for batch in _batches(_deliveries(drafts, rng)))


def sent(draft: Draft) -> bool:
    """Whether the issuer recorded it. Nobody who sends by chat group, app or telephone does."""
    return draft.issuer.logs and draft.item.channel not in UNSEEN_CHANNELS


def _deliveries(drafts: list[Draft], rng: Random) -> Iterator[Delivery]:
    norms_on = cache(Norm.objects.on)
    for draft in drafts:
        by_issuer = sent(draft)
        for office in draft.receivers:
            received = not by_issuer or confirms(office, rng)
            landing = told(draft.item, office, rng) if received else Landing(office)
            yield new_delivery(draft.item, landing, norms_on(draft.item.day), sent=by_issuer, received=received)


def _backdate(items: list[Item], rng: Random) -> None:
    """Logged within some days of happening: storing stamps everything with the present moment."""
    for item in items:
        moment = datetime.combine(item.day, time(rng.randint(9, 17), rng.randint(0, 59)))
        late = timedelta(rng.choice((0, 0, 0, 1, 1, 2, 4, 9)))
        item.logged_at = min(timezone.now(), timezone.make_aware(moment + late))
    Item.objects.bulk_update(items, ["logged_at"], batch_size=300)


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, BATCH)):
        yield batch
