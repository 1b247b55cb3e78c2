"""How often each field is filled in, and which fields the counting rule in force asks about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Count, Q

from tracker.models.counting_rules import CountingClause, CountingRule
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.offices import Office
from tracker.rules.counting import HAS_NUMBER, IN_EMERGENCY

LATELY = timedelta(days=180)
ASKED_AS = {HAS_NUMBER: "document_number", IN_EMERGENCY: "emergency"}  # what a clause asks: the field that tells


@dataclass(frozen=True, slots=True)
class Filled:
    """In how many of so many records a field holds something."""

    filled: int
    records: int


Shares = dict[tuple[str, str], Filled]


def item_shares(area: Office, today: date, fields: Mapping[str, Sequence[str]]) -> Shares:
    """By (kind, field): items of the last 180 days that an office of the area logged. fields: by kind."""
    rows = Item.objects.filter(logged_for__path__gte=area.path, logged_for__path__lt=area.path_end)
    return _shares(rows.filter(day__range=(today - LATELY, today)), Item, fields)


def delivery_shares(area: Office, today: date, fields: Mapping[str, Sequence[str]]) -> Shares:
    """The same of landings that their receivers told of themselves."""
    rows = Delivery.objects.landed_on(area).filter(received=True, day__range=(today - LATELY, today))
    return _shares(rows, Delivery, fields)


def fields_of_the_rule(day: date) -> dict[str, set[str]]:
    """Kind to the fields that decide about the official count on a day."""
    rule = CountingRule.objects.on(day)
    found: dict[str, set[str]] = {}
    for clause in CountingClause.objects.filter(rule=rule):
        names = {ASKED_AS.get(name, name) for name in clause.conditions}
        found.setdefault(clause.kind, set()).update(names)
    return found


def _shares(rows: models.QuerySet[Any], model: type[models.Model], fields: Mapping[str, Sequence[str]]) -> Shares:
    shares: Shares = {}
    for kind, names in fields.items():
        counts = {f"filled_{name}": Count("pk", filter=_is_filled(model, name)) for name in names}
        found = rows.filter(kind=kind).aggregate(records=Count("pk"), **counts)
        shares |= {(kind, name): Filled(found[f"filled_{name}"], found["records"]) for name in names}
    return shares


def _is_filled(model: type[models.Model], name: str) -> Q:
    field = model._meta.get_field(name)
    if isinstance(field, models.BooleanField) and not field.null:
        return Q(**{name: True})
    if isinstance(field, models.CharField):
        return ~Q(**{name: ""})
    return Q(**{f"{name}__isnull": False})
