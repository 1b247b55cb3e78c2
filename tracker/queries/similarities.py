"""What landed lately where a proposal would land, and which of it speaks of the same matter (相近事项)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Count

from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import Span
from tracker.rules.proposals import Proposal
from tracker.rules.similarities import similarity

LOOKED_BACK = timedelta(days=90)
ALIKE = 60  # of 100: 森林防火视频会 and 森林防灭火座谈会 have 89, 燃气安全排查 and 安全隐患排查 have 67
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Lately:
    """An item that landed lately on one of the receivers at least."""

    pk: int
    kind: str
    title: str
    day: date
    starts_at: time | None
    minutes: int | None
    deadline: date | None
    series: int | None
    issuer: int
    issuer_name: str
    required_rank: str = ""


@dataclass(frozen=True, slots=True)
class Similar:
    """score: 0 to 100. reached: those of the receivers on which it landed. is_open: whether the reader may see it;
    of any other, nothing but issuer, kind and day may be told."""

    item: Lately
    score: int
    reached: frozenset[int]
    is_open: bool


def landed_lately(offices: Sequence[Office], today: date) -> list[Lately]:
    """Items that landed within the range of these offices in the last 90 days, newest first; withdrawn ones left out.

    Reads the months of an index for the range of the offices, so it costs what they received and no more.
    """
    if not offices:
        return []
    span = Span(today - LOOKED_BACK, today)
    first, last = min(office.path for office in offices), max(office.path_end for office in offices)
    landed = Delivery.objects.standing().filter(
        kind__in=Kind.values, month__in=list(span.months()), office_path__gte=first, office_path__lt=last
    )
    found = landed.order_by().values("item").distinct()
    rows = Item.objects.during(span).filter(pk__in=found).order_by("-day", "-pk")
    columns = (
        "pk", "kind", "title", "day", "starts_at", "minutes", "deadline", "series", "issuer", "issuer__name",
        "required_rank",
    )  # fmt: skip
    return [Lately(*row) for row in rows.values_list(*columns)]


def similar_items(proposal: Proposal, lately: Sequence[Lately], user: User | AnonymousUser) -> list[Similar]:
    """The most similar ones that landed on a receiver, best first; three at most."""
    scored = [(similarity(proposal.title, item.title), item) for item in lately]
    ranked = sorted((pair for pair in scored if pair[0] >= ALIKE), key=lambda pair: -pair[0])[: 10 * SHOWN]
    pks = [item.pk for _score, item in ranked]
    reached, open_pks = reached_by(pks, proposal.offices), open_items(pks, user)
    found: dict[tuple[object, ...], Similar] = {}
    for score, item in ranked:
        key = (item.title, item.issuer, item.day)  # logged by each of its receivers, it is still one
        before = found[key].reached if key in found else frozenset()
        if item.pk in reached:
            found[key] = Similar(item, score, before | reached[item.pk], item.pk in open_pks)
    return list(found.values())[:SHOWN]


def reached_by(items: Sequence[int], offices: Sequence[Office]) -> dict[int, set[int]]:
    """Item id to the ids of those offices on which it landed; items that reached none of them are absent."""
    found: dict[int, set[int]] = {}
    rows = Delivery.objects.standing().filter(item__in=items, office__in=offices)
    for item, office in rows.order_by().values_list("item", "office"):
        found.setdefault(item, set()).add(office)
    return found


def numbers_reached(items: Sequence[int], offices: Sequence[Office]) -> dict[int, int]:
    """Item id to how many of the offices it reached; items that reached none are absent."""
    rows = Delivery.objects.standing().filter(item__in=items, office__in=offices)
    return dict(rows.order_by().values_list("item").annotate(number=Count("pk")))


def open_items(items: Sequence[int], user: User | AnonymousUser) -> set[int]:
    """Those of the items that the user may see."""
    return set(Item.objects.visible_to(user).filter(pk__in=items).values_list("pk", flat=True))
