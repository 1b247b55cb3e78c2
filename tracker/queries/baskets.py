"""The same basket (同口径): an area's landings in a base year and now, on units that are there in both."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.db.models import Q

from tracker.measures.baskets import Units, index, same_basket
from tracker.models.deliveries import Delivery
from tracker.models.kinds import Kind
from tracker.models.offices import Office, OfficeAlias
from tracker.periods import Span
from tracker.queries.landings import Landed, received


class Change(StrEnum):
    """What happened to a group of units between the two spans."""

    MERGED = "merged"
    SPLIT = "split"
    FOUNDED = "founded"
    CLOSED = "closed"

    @property
    def is_comparable(self) -> bool:
        """Whether the same people are there in both spans, only under other names."""
        return self in (Change.MERGED, Change.SPLIT)


@dataclass(frozen=True, slots=True)
class Group:
    """Units that are counted as one. heir: who answers for them today; the area above where nobody does.

    effect: landings by which the raw change and the same-basket change differ because of this group, by kind, in the
    full count: below zero where it makes the raw figure fall.
    """

    change: Change
    heir: Office
    offices: tuple[Office, ...]
    effect: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Landings in the base span and now."""

    base: int
    now: int

    @property
    def index(self) -> Decimal | None:
        """The base as 100; None from zero."""
        return index(self.base, self.now)


@dataclass(frozen=True, slots=True)
class BasketRow:
    """One kind: landings (件次) as the ledger has them, and on the same units, in both counts."""

    kind: str
    official: Pair
    official_same: Pair
    full: Pair
    full_same: Pair


@dataclass(frozen=True, slots=True)
class Basket:
    """base, span: the days compared. groups: in official order; empty where no unit changed. names: former names."""

    area: Office
    base: Span
    span: Span
    rows: list[BasketRow]
    groups: list[Group]
    names: list[OfficeAlias]


Counted = Mapping[tuple[str, bool], Units]  # by kind and whether in the official count
Draft = tuple[Change, Office, tuple[Office, ...]]


def basket(area: Office, base_year: int, span: Span) -> Basket:
    """The area's landings in the same days of the base year and in the span, raw and on the same units."""
    base = span.in_year(base_year)
    drafts = list(changed_units(area, base, span))
    then, now = (_counted(drafts, days) for days in (base, span))
    landed = [received([area], days) for days in (base, span)]
    raw = [{kind: cells.get((area.pk, kind), Landed(kind)) for kind in Kind.values} for cells in landed]
    groups = [Group(*draft, _effect(*pair)) for draft, *pair in zip(drafts, then, now, strict=True)]
    renamed = OfficeAlias.objects.filter(
        office__in=Office.objects.within(area), used_until__range=(base.first, span.last)
    )
    rows = [_row(kind, raw, then, now) for kind in Kind.values]
    return Basket(area, base, span, rows, groups, list(renamed.select_related("office").order_by("office__path")))


def former_names(office: Office) -> list[OfficeAlias]:
    """Names the office gave up, the last one first."""
    return list(OfficeAlias.objects.filter(office=office, used_until__isnull=False).order_by("-used_until"))


def _row(kind: str, raw: Sequence[Mapping[str, Landed]], then: Sequence[Counted], now: Sequence[Counted]) -> BasketRow:
    pairs = []
    for official in (True, False):
        counts = [each[kind].official_landings if official else each[kind].full_landings for each in raw]
        same = [
            same_basket(count, [group[kind, official] for group in groups])
            for count, groups in zip(counts, (then, now), strict=True)
        ]
        pairs += [Pair(*counts), Pair(*same)]
    return BasketRow(kind, *pairs)


def _effect(then: Counted, now: Counted) -> dict[str, int]:
    return {kind: _distortion(now[kind, False]) - _distortion(then[kind, False]) for kind in Kind.values}


def _distortion(units: Units) -> int:
    """By how many landings the raw figure is above that of the same basket."""
    return units.landings - (units.items if units.comparable else 0)


def changed_units(area: Office, base: Span, span: Span) -> Iterable[Draft]:
    """Units that were not there throughout, folded into whoever answers for them, or at the area above them."""
    changed = Q(valid_from__gt=base.first, valid_from__lte=span.last) | Q(
        valid_to__gt=base.first, valid_to__lte=span.last
    )
    rows = list(Office.objects.within(area).receivers().filter(changed).order_by("path"))
    heirs = _heirs(rows, span)
    folded: dict[int, dict[int, Office]] = defaultdict(dict)
    for office in rows:
        heir = heirs[office.pk]
        folded[heir.pk] |= {heir.pk: heir, office.pk: office}
    left: dict[str, list[Office]] = defaultdict(list)
    for heir_id, offices in folded.items():
        heir = offices[heir_id]
        if len(offices) > 1 and heir.exists_on(span.last) and area.contains(heir):
            yield Change.MERGED, heir, tuple(sorted(offices.values(), key=lambda office: office.path))
        else:
            for office in offices.values():
                if area.contains(office):
                    left[office.path[: -Office.steplen]].append(office)
    above = {office.path: office for office in Office.objects.filter(path__in=left)}
    for path, rest in left.items():
        yield _change(rest, span), above.get(path, area), tuple(rest)


def _change(offices: Sequence[Office], span: Span) -> Change:
    gone = any(not office.exists_on(span.last) for office in offices)
    new = any(office.exists_on(span.last) for office in offices)
    if gone and new:
        return Change.SPLIT
    return Change.CLOSED if gone else Change.FOUNDED


def _heirs(offices: Sequence[Office], span: Span) -> dict[int, Office]:
    """By office id, who answers for it on the last day: the end of its chain of successors, itself without any."""
    known = {office.pk: office for office in offices}
    wanted = {office.successor_id for office in offices if office.successor_id} - known.keys()
    while wanted:
        found = Office.objects.in_bulk(wanted)
        known |= found
        wanted = {office.successor_id for office in found.values() if office.successor_id} - known.keys()
    return {office.pk: _end(office, known, span) for office in offices}


def _end(office: Office, known: Mapping[int, Office], span: Span) -> Office:
    seen = {office.pk}
    while not office.exists_on(span.last) and office.successor_id in known and office.successor_id not in seen:
        office = known[office.successor_id]
        seen.add(office.pk)
    return office


def _counted(drafts: Sequence[Draft], span: Span) -> list[Counted]:
    """What landed on each group itself: of the changed units alone, so that the cost follows them."""
    ids = {office.pk for _change, _heir, offices in drafts for office in offices}
    rows = Delivery.objects.standing().during(span).filter(office__in=ids) if ids else Delivery.objects.none()
    landed: dict[int, list[tuple[str, bool, int]]] = defaultdict(list)
    for office, kind, official, item in rows.values_list("office", "kind", "official", "item"):
        landed[office].append((kind, official, item))
    return [
        _units([each for office in offices for each in landed[office.pk]], change.is_comparable)
        for change, _heir, offices in drafts
    ]


def _units(landings: Sequence[tuple[str, bool, int]], comparable: bool) -> dict[tuple[str, bool], Units]:
    found: dict[tuple[str, bool], Units] = {}
    for kind in Kind.values:
        for official in (True, False):
            items = [item for its, counts, item in landings if its == kind and (counts or not official)]
            found[kind, official] = Units(len(items), len(set(items)), comparable)
    return found
