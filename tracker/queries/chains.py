"""Transmission trees (层层加码链): what one upper item became on its way down, level by level."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Exists, OuterRef, Q

from tracker.measures.reduction import share
from tracker.models.deliveries import Delivery, DeliveryQuerySet
from tracker.models.items import Item, ItemQuerySet
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import Span
from tracker.queries.items import batched
from tracker.rules.chains import DEEPEST, LEVELS, Added, Demands, added_by, demands_of, together

MOST_ITEMS = 3_000
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ChainRow:
    """One item of a chain, as its reader sees it.

    depth: steps below the top of the chain; out-of-scope items between count as steps. landings, minutes: what the
    reader may see of it; 0 once withdrawn. lowest: the lowest level on which it landed, "" where on none.
    added: what it demands beyond everything above it; None for the root, and where the item it carries out is out of
    scope. hidden: items below it, with none in between that the reader may see, that are out of scope.
    """

    item: Item
    depth: int
    landings: int
    minutes: int
    lowest: str
    added: Added | None
    hidden: int

    @property
    def counts(self) -> bool:
        return not self.item.is_withdrawn


@dataclass(frozen=True, slots=True)
class LevelSum:
    """What the offices of one level sent in a chain, and what they added. level: of Office.Level.

    earlier: the most days by which one of its deadlines is earlier than above. forms, reports, traces, ranks: how many
    of its items were the first on their way to ask for a form, a report, photographs, a higher rank. receivers: offices
    that each of its items was the first to reach, added up.
    """

    level: str
    meetings: int
    documents: int
    inspections: int
    minutes: int
    earlier: int
    deadlines: int
    reports: int
    forms: int
    traces: int
    ranks: int
    receivers: int

    @property
    def items(self) -> int:
        return self.meetings + self.documents + self.inspections


@dataclass(frozen=True, slots=True)
class Chain:
    """A tree of items, the root first, each followed by what carries it out, issuers in official order.

    rows[0] is the topmost item that the reader may see. unseen: items of the same tree that are out of scope. above:
    those of them that stand over or beside the root. is_cut: the tree holds more than MOST_ITEMS, the rest is left out.
    """

    rows: list[ChainRow]
    unseen: int
    above: int
    is_cut: bool = False

    @property
    def root(self) -> ChainRow:
        return self.rows[0]

    @property
    def downstream(self) -> list[ChainRow]:
        """What the root caused: everything below it that was not withdrawn."""
        return [row for row in self.rows[1:] if row.counts]

    @property
    def meetings(self) -> int:
        return _number(self.downstream, Kind.MEETING)

    @property
    def documents(self) -> int:
        return _number(self.downstream, Kind.DOCUMENT)

    @property
    def inspections(self) -> int:
        return _number(self.downstream, Kind.INSPECTION)

    @property
    def forms(self) -> int:
        """Items below the root that ask for a form to be filled in."""
        return sum(row.item.asks_form for row in self.downstream)

    @property
    def minutes(self) -> int:
        """Person-minutes of the whole chain, the root's own among them."""
        return sum(row.minutes for row in self.rows)

    @property
    def factor(self) -> Decimal | None:
        """The whole chain's person-minutes ÷ the root's own: 1 where nothing came of it. None where it cost nothing."""
        return share(self.minutes, self.root.minutes)

    @property
    def reaches(self) -> str:
        """The lowest level on which something of the chain landed; "" where nothing did."""
        return max((row.lowest for row in self.rows if row.lowest), key=LEVELS.index, default="")

    @property
    def levels(self) -> list[LevelSum]:
        """By the level of the issuer, from the top down; the root among them."""
        by_level: dict[str, list[ChainRow]] = defaultdict(list)
        for row in self.rows:
            if row.counts:
                by_level[row.item.issuer.level].append(row)
        return [_level(level, by_level[level]) for level in LEVELS if level in by_level]

    def row_of(self, item: Item) -> ChainRow | None:
        return next((row for row in self.rows if row.item.pk == item.pk), None)


@dataclass(frozen=True, slots=True)
class Sight:
    """What may be seen of a chain: these items, of which these landings, up to a day (None: all)."""

    items: ItemQuerySet
    landings: DeliveryQuerySet
    until: date | None = None


def sight_of(user: User | AnonymousUser) -> Sight:
    """Everything the user may see."""
    return Sight(Item.objects.visible_to(user), Delivery.objects.visible_to(user).standing())


def sight_within(area: Office, until: date | None = None) -> Sight:
    """What landed on the area or was sent from it, as somebody at work there would see it."""
    offices = Office.objects.within(area)
    landed = Delivery.objects.filter(office_path__gte=area.path, office_path__lt=area.path_end)
    items = Item.objects.filter(Exists(landed.filter(item=OuterRef("pk"))) | Q(issuer__in=offices))
    inside = Q(office_path__gte=area.path, office_path__lt=area.path_end) | Q(issuer__in=offices)
    return Sight(items, Delivery.objects.standing().filter(inside), until)


def chain_of(item: Item, sight: Sight) -> Chain | None:
    """The chain the item is part of; of one row where it has neither parent nor children. None out of sight."""
    return next((chain for chain in _chains({item.pk}, sight) if chain.row_of(item)), None)


def chains_of(area: Office, span: Span) -> list[Chain]:
    """Chains of which something of these days landed on the area or was sent from it, most person-hours first.

    Each as far as the area sees it, up to the last day; only those in which a standing item has a child there.
    """
    sight = sight_within(area, span.last)
    linked = sight.items.standing().during(span).filter(parent__isnull=False)
    found = _chains(set(linked.values_list("pk", flat=True)), sight)
    chains = [chain for chain in found if chain.downstream]
    return sorted(chains, key=lambda chain: (-chain.minutes, chain.root.item.day, chain.root.item.pk))


@dataclass(frozen=True, slots=True)
class Caused:
    """How many standing items name one as their parent. seen: those that the reader may see."""

    seen: int
    number: int

    @property
    def unseen(self) -> int:
        return self.number - self.seen


def caused_by(item: Item, user: User | AnonymousUser) -> Caused:
    children = Item.objects.standing().filter(parent=item)
    return Caused(children.visible_to(user).count(), children.count())


def visible_parent(item: Item, user: User | AnonymousUser) -> Item | None:
    """The item's parent; None where it has none, or one that the user may not see."""
    if item.parent_id is None:
        return None
    return Item.objects.visible_to(user).select_related("issuer").filter(pk=item.parent_id).first()


@dataclass(slots=True)
class _Family:
    """Every item of some trees by id, whoever may see it, with what is known of those in sight."""

    parents: dict[int, int | None]
    children: dict[int, list[int]]
    seen: dict[int, Item]
    standing: set[int]
    landed: dict[int, list[tuple[int, str, int]]]
    is_cut: bool


def _chains(starts: set[int], sight: Sight) -> Iterator[Chain]:
    family = _family(starts, sight)
    tops = [pk for pk, parent in family.parents.items() if parent is None]
    for top in sorted(tops):
        members = list(_below(top, family))
        unseen = {pk for pk in members if pk not in family.seen and pk in family.standing}
        roots = [pk for pk in members if pk in family.seen and _nearest_seen(pk, family) is None]
        above = sum(1 for pk in unseen if _nearest_seen(pk, family) is None)
        for root in roots:
            yield Chain(list(_rows(root, family)), len(unseen), above, family.is_cut)


def _family(starts: set[int], sight: Sight) -> _Family:
    tops, parents = _tops(starts), dict[int, int | None]()
    layer: dict[int, int | None] = dict.fromkeys(tops)
    standing: set[int] = set()
    while layer and len(parents) < MOST_ITEMS:
        parents |= layer
        standing |= _standing(layer)
        layer = {pk: parent for pk, parent in _children(layer, sight.until) if pk not in parents}
    children: dict[int, list[int]] = defaultdict(list)
    for pk, parent in parents.items():
        if parent is not None:
            children[parent].append(pk)
    seen = {pk: item for part in batched(parents, _AT_ONCE)
            for pk, item in sight.items.select_related("issuer").in_bulk(part).items()}  # fmt: skip
    return _Family(parents, children, seen, standing, _landed(seen, sight), bool(layer))


def _tops(starts: set[int]) -> set[int]:
    """The topmost ancestors, in or out of sight. Of a circle, which the rules forbid, some item of it."""
    tops: set[int] = set()
    layer = set(starts)
    for _step in range(DEEPEST):
        pairs = _pairs(Item.objects.all(), layer, "pk__in")
        tops |= {pk for pk, parent in pairs if parent is None}
        layer = {parent for _pk, parent in pairs if parent is not None}
    return tops | layer


def _children(layer: Iterable[int], until: date | None) -> list[tuple[int, int | None]]:
    return _pairs(Item.objects.all() if until is None else Item.objects.filter(day__lte=until), layer, "parent__in")


def _standing(layer: Iterable[int]) -> set[int]:
    return {pk for pk, _parent in _pairs(Item.objects.standing(), layer, "pk__in")}


def _pairs(rows: ItemQuerySet, keys: Iterable[int], field: str) -> list[tuple[int, int | None]]:
    """Id and parent's id of the rows whose field is one of the keys."""
    found = rows.order_by("pk").values_list("pk", "parent")
    return [pair for part in batched(keys, _AT_ONCE) for pair in found.filter(**{field: part})]


def _landed(items: Iterable[int], sight: Sight) -> dict[int, list[tuple[int, str, int]]]:
    """Item id to office, its level and the person-minutes of each of its landings in sight."""
    found: dict[int, list[tuple[int, str, int]]] = defaultdict(list)
    rows = sight.landings.order_by("office_path").values_list("item", "office", "office__level", "cost")
    for part in batched(items, _AT_ONCE):
        for item, office, level, cost in rows.filter(item__in=part):
            found[item].append((office, level, cost))
    return found


def _below(top: int, family: _Family) -> Iterator[int]:
    yield top
    for child in family.children[top]:
        yield from _below(child, family)


def _nearest_seen(pk: int, family: _Family) -> int | None:
    """The nearest item above that is in sight."""
    parent = family.parents[pk]
    while parent is not None and parent not in family.seen:
        parent = family.parents[parent]
    return parent


def _rows(root: int, family: _Family) -> Iterator[ChainRow]:
    """The root and everything in sight below it, in the order of reading."""
    yield from _branch(root, family, 0, None)


def _branch(pk: int, family: _Family, depth: int, above: Demands | None) -> Iterator[ChainRow]:
    item, landed = family.seen[pk], family.landed.get(pk, [])
    reached = frozenset(office for office, _level, _cost in landed)
    below, hidden = _seen_below(pk, family, depth)
    is_known = above is not None and item.parent_id in family.seen
    yield ChainRow(
        item=item,
        depth=depth,
        landings=len(landed),
        minutes=sum(cost for _office, _level, cost in landed),
        lowest=max((level for _office, level, _cost in landed), key=LEVELS.index, default=""),
        added=added_by(above, item, reached) if above is not None and is_known else None,
        hidden=hidden,
    )
    demands = above or Demands()
    if item.pk in family.standing:
        demands = together(demands, item, reached) if above else demands_of(item, reached)
    for child, child_depth in below:
        yield from _branch(child, family, child_depth, demands)


def _seen_below(pk: int, family: _Family, depth: int) -> tuple[list[tuple[int, int]], int]:
    """Items in sight right below one, through any that are not, with their depth; and how many are not."""
    found: list[tuple[int, int]] = []
    hidden = 0
    for child in family.children[pk]:
        if child in family.seen:
            found.append((child, depth + 1))
        else:
            further, more = _seen_below(child, family, depth + 1)
            found, hidden = found + further, hidden + more + (child in family.standing)
    return sorted(found, key=lambda pair: _order(family.seen[pair[0]], family)), hidden


def _order(item: Item, family: _Family) -> tuple[int, str, bool, date, int]:
    """Issuers in official order; of one issuer first what went no further, then by day."""
    return LEVELS.index(item.issuer.level), item.issuer.path, bool(family.children[item.pk]), item.day, item.pk


def _number(rows: Iterable[ChainRow], kind: str) -> int:
    return sum(row.item.kind == kind for row in rows)


def _level(level: str, rows: list[ChainRow]) -> LevelSum:
    added = [row.added for row in rows if row.added is not None]

    def adding(asks: Callable[[Added], bool]) -> int:
        return sum(asks(each) for each in added)

    return LevelSum(
        level=level,
        meetings=_number(rows, Kind.MEETING),
        documents=_number(rows, Kind.DOCUMENT),
        inspections=_number(rows, Kind.INSPECTION),
        minutes=sum(row.minutes for row in rows),
        earlier=max((each.earlier for each in added), default=0),
        deadlines=adding(lambda each: each.sets_deadline),
        reports=adding(lambda each: "asks_report" in each.asks),
        forms=adding(lambda each: "asks_form" in each.asks),
        traces=adding(lambda each: "asks_trace" in each.asks),
        ranks=adding(lambda each: bool(each.rank)),
        receivers=sum(each.receivers for each in added),
    )
