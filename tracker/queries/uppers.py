"""Items that another may have been made to carry out (上级来文): offered likeliest first, or found by what is typed."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser, User
from rapidfuzz import fuzz

from tracker.models.items import Item, ItemQuerySet
from tracker.periods import Span
from tracker.rules.chains import LEVELS, is_ancestor
from tracker.rules.fingerprints import normal_number
from tracker.rules.similarities import matter

LOOKED_BACK = timedelta(days=400)
MOST_COMPARED = 5_000
SHOWN = 8
ALIKE = 65  # of 100: the matter of a title and of one that passes it on have 80 and more
QUOTED = 200  # stands above every likeness
SHORTEST = 4  # signs of a matter that may be looked for inside another
_NUMBER = re.compile(r"[^\s〔〕《》“”（）()，。、；：]{1,20}〔\d{4}〕\d+号")


class Ground(StrEnum):
    """Why an item is offered."""

    NUMBER = "number"
    TITLE = "title"
    LATELY = "lately"


@dataclass(frozen=True, slots=True)
class Upper:
    """An item that may be offered as a parent, and why."""

    item: Item
    ground: Ground
    score: float = 0


def likely_uppers(item: Item, user: User | AnonymousUser, text: str = "") -> list[Upper]:
    """Up to eight items the user may see that this one may carry out, likeliest first; none is chosen for anybody.

    Standing, no later, of an issuer at the same or a higher level, of the last 400 days: those whose number the title
    or the typed text quotes, then those of much the same matter; without either the newest of higher levels.
    """
    rows = list(_may_be_upper(item, user)[:MOST_COMPARED])
    scored = [_scored(row, item, text) for row in rows]
    found = sorted((each for each in scored if each.score), key=_best_first)
    lately = [each for each in scored if not each.score and _is_higher(each.item, item)]
    offered = found or lately
    return [each for each in offered if not is_ancestor(item, each.item)][:SHOWN]


def upper_called(text: str, item: Item, user: User | AnonymousUser) -> Item | None:
    """The one item the user may see that bears this number or exactly this title; None for none, or for several."""
    typed = " ".join(text.split())
    number = normal_number(typed)
    rows = Item.objects.visible_to(user).standing().exclude(pk=item.pk).select_related("issuer")
    for condition in ({"document_number": number}, {"title": typed}):
        found = list(rows.filter(**condition)[:2])
        if len(found) == 1:
            return found[0]
    return None


def name_to_type(item: Item) -> str:
    """What to type for an item: its number, or else its title."""
    return item.document_number or item.title


def _may_be_upper(item: Item, user: User | AnonymousUser) -> ItemQuerySet:
    levels = LEVELS[: LEVELS.index(item.issuer.level) + 1]
    rows = Item.objects.visible_to(user).standing().during(Span(item.day - LOOKED_BACK, item.day))
    return rows.filter(issuer__level__in=levels).exclude(pk=item.pk).select_related("issuer").order_by("-day", "-pk")


def _scored(row: Item, item: Item, text: str) -> Upper:
    quoted = {normal_number(number) for number in _NUMBER.findall(normal_number(f"{item.title} {text}"))}
    if row.document_number and any(number.endswith(row.document_number) for number in quoted):
        return Upper(row, Ground.NUMBER, QUOTED)
    alike = max(_likeness(row.title, title) for title in (item.title, text))
    return Upper(row, Ground.TITLE, alike) if alike >= ALIKE else Upper(row, Ground.LATELY)


def _likeness(upper: str, lower: str) -> float:
    """0 to 100: how much of the upper's matter the lower speaks of; the less of it all, the shorter that matter is."""
    one, two = matter(upper), matter(lower)
    short, long = sorted((len(one), len(two)))
    if short < SHORTEST:
        return 0
    return max(fuzz.ratio(one, two), fuzz.partial_ratio(one, two) * (1 + short / long) / 2)


def _is_higher(upper: Item, item: Item) -> bool:
    return LEVELS.index(upper.issuer.level) < LEVELS.index(item.issuer.level)


def _best_first(upper: Upper) -> tuple[float, int, int]:
    return -upper.score, LEVELS.index(upper.item.issuer.level), -upper.item.day.toordinal()
