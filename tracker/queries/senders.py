"""Offices that may have sent something here: offered while typing, and found by name, alias or code."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q
from rapidfuzz import fuzz, process

from tracker.models.deliveries import Delivery
from tracker.models.offices import Office, OfficeAlias, OfficeQuerySet
from tracker.models.posts import Post, offices_visible_to, post_of
from tracker.periods import Span

REMEMBERED = timedelta(days=400)
CLOSE_ENOUGH = 45


class UnknownSenderError(Exception):
    """No office goes by this name; `closest` are names that look like it, best first."""

    def __init__(self, closest: Sequence[str]) -> None:
        super().__init__(closest)
        self.closest = closest


class AmbiguousSenderError(Exception):
    """Several offices go by this name; `offices` are they, to be told apart by code."""

    def __init__(self, offices: Sequence[Office]) -> None:
        super().__init__(offices)
        self.offices = offices


@dataclass(frozen=True, slots=True)
class SenderChoice:
    """Offices offered as issuer; closed when no other may be named."""

    likely: OfficeQuerySet
    is_closed: bool = False


def senders_open_to(user: User | AnonymousUser, day: date) -> SenderChoice:
    """An issuing office logs in its own name; supervisors and receivers may name whoever sent it."""
    post = post_of(user)
    if post is None:
        return SenderChoice(Office.objects.none(), is_closed=True)
    if post.role == Post.Role.ISSUER:
        return SenderChoice(offices_visible_to(user), is_closed=True)
    if post.role == Post.Role.SUPERVISOR:
        bodies = Office.objects.in_force(day).within(post.office).exclude(kind__in=Office.GRASSROOTS_KINDS)
        return SenderChoice(bodies.order_by("path"))
    return SenderChoice(likely_senders(post.office, day))


def likely_senders(area: Office, day: date) -> OfficeQuerySet:
    """Bodies of the areas above an office and the office itself, with whoever sent here lately, in official order.

    Towns and villages beside it are left out: they send it nothing.
    """
    span = Span(day - REMEMBERED, day)
    seen = set(Delivery.objects.standing().landed_on(area).during(span).order_by().values_list("issuer", flat=True))
    above = Q(path__in=area.ancestor_paths)
    beside = Q(pk__in=[])
    for path in area.ancestor_paths[:-1]:
        beside |= Q(path__startswith=path, depth=len(path) // Office.steplen + 1)
    bodies = above | (beside & ~Q(kind__in=(*Office.GRASSROOTS_KINDS, Office.Kind.REGION)))
    return Office.objects.in_force(day).filter(bodies | Q(pk__in=seen)).order_by("path")


def sender_called(text: str, likely: OfficeQuerySet) -> Office:
    """The office with this code, name or alias; among offices of the same name the likely one.

    Raises UnknownSenderError or AmbiguousSenderError.
    """
    wanted = " ".join(unicodedata.normalize("NFKC", text).split())
    found = _called(wanted) or _called(wanted.replace(" ", ""))
    if not found:
        raise UnknownSenderError(_closest(wanted, likely))
    if len(found) > 1:
        near = [office for office in found if likely.filter(pk=office.pk).exists()]
        found = near or found
    if len(found) > 1:
        raise AmbiguousSenderError(found)
    return found[0]


def name_to_type(office: Office) -> str:
    """What to type for this office: its name, or its code when another office has the same name."""
    return office.code if Office.objects.filter(name=office.name).exclude(pk=office.pk).exists() else office.name


def _called(name: str) -> list[Office]:
    by_code = list(Office.objects.filter(code=name))
    if by_code:
        return by_code
    condition = Q(name=name) | Q(aliases__name=name)
    return list(Office.objects.filter(condition).distinct().order_by("path"))


def _closest(name: str, likely: OfficeQuerySet) -> list[str]:
    aliases = OfficeAlias.objects.filter(office__in=likely).select_related("office")
    known = {office.name: office.name for office in likely} | {alias.name: alias.office.name for alias in aliases}
    matches = process.extract(name, list(known), scorer=fuzz.WRatio, limit=6, score_cutoff=CLOSE_ENOUGH)
    return _unique(known[match] for match, _score, _place in matches)[:3]


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
