"""Whether an emergency response (应急响应) covers an item: it runs on the item's day, in an area above its issuer."""

from collections.abc import Callable
from datetime import date

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Left, Length

from tracker.models.emergencies import Emergency
from tracker.models.items import Item


def is_covered(item: Item) -> bool:
    """Whether an item marked as emergency falls under a response. Without the mark nothing does; nothing is asked.

    A form that does not name the issuer yet has nothing a response could cover.
    """
    if not item.emergency or item.issuer_id is None:
        return False
    return Emergency.objects.on(item.day).filter(area__path__in=item.issuer.ancestor_paths).exists()


def covered_by_day() -> Callable[[Item], bool]:
    """is_covered for many items, from responses that are read once."""
    responses = list(Emergency.objects.values_list("area__path", "first", "last"))
    paths: dict[date, set[str]] = {}

    def covered(item: Item) -> bool:
        if not item.emergency:
            return False
        if item.day not in paths:
            paths[item.day] = {path for path, first, last in responses if first <= item.day <= last}
        return not paths[item.day].isdisjoint(item.issuer.ancestor_paths)

    return covered


def covered_in_query(item: str = "") -> Q:
    """The same as a condition for queries. item: the way from the queried rows to the item, "item__"."""
    running = Emergency.objects.filter(first__lte=OuterRef(f"{item}day"), last__gte=OuterRef(f"{item}day"))
    begin = Left(OuterRef(f"{item}issuer__path"), Length("area__path"))
    above = running.alias(begin=begin).filter(begin=F("area__path"))
    return Q(Exists(above), **{f"{item}emergency": True})
