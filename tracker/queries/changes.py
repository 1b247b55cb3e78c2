"""From an area's base figure to today's, cause by cause, with the items behind every cause (压减构成)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Count as Number

from tracker.measures.changes import Cause, Part, Thing, parts_of
from tracker.measures.title_families import title_family
from tracker.models.baselines import Count, Side
from tracker.models.counting_rules import CountingRule
from tracker.models.deliveries import Delivery, DeliveryQuerySet
from tracker.models.items import Item
from tracker.models.kinds import COUNTED_BY_LANDING, Kind
from tracker.models.offices import Office, within_any
from tracker.periods import Span
from tracker.queries.baselines import BaselineYear, BaseYearLedger, base_year_ledger, baselines_from, number_of
from tracker.queries.baskets import changed_units
from tracker.queries.completeness import gaps
from tracker.queries.landings import received
from tracker.queries.mergers import everyone, predecessors_of
from tracker.queries.targets import targets_in_force
from tracker.queries.workdays import year_shares
from tracker.rules.counting import HAS_NUMBER, IN_EMERGENCY, count_officially, deciding_clause, rules_within
from tracker.rules.emergencies import covered_by_day

ORDER = tuple(Cause)


@dataclass(frozen=True, slots=True)
class Step:
    """One cause. base, now: what the items behind it amount to in either span. rows: how many they are.

    TYPED and UNKNOWN rest on a number and have no rows.
    """

    cause: Cause
    base: int
    now: int
    rows: int

    @property
    def change(self) -> int:
        return self.now - self.base


@dataclass(frozen=True, slots=True)
class Bridge:
    """The way from base to now in one count: base + the changes of all steps = now.

    base: the baseline in force, for the same days of its year; None where nothing is known of it, and then there are
    no steps. typed: the whole year's number where it was typed in, with its evidence; None where the ledger is the
    baseline. by_working_days: only that number is known, and its part is reckoned by working days.
    ledger: what the ledger of the base year holds of these days; None where it does not reach that year.
    steps: causes in their order, those without any item left out. parts: what every item adds to them.
    """

    count: str
    base: int | None
    now: int
    typed: int | None
    evidence: str
    by_working_days: bool
    ledger: int | None
    steps: tuple[Step, ...]
    parts: tuple[Part, ...]

    @property
    def change(self) -> int | None:
        return None if self.base is None else self.now - self.base

    def step(self, cause: Cause) -> Step:
        """Of a cause that moved nothing, a step of zeros."""
        return next((step for step in self.steps if step.cause is cause), Step(cause, 0, 0, 0))


@dataclass(frozen=True, slots=True)
class Changes:
    """An area, one kind, the year to date against the same days of the base year, in both counts.

    base_year: of the official target, else of the full count's, else last year; the same for both counts.
    rule: the version of the counting rule both years are put on: that of the last day, or the one replayed under.
    """

    area: Office
    kind: str
    base: Span
    span: Span
    under: CountingRule | None
    rule: CountingRule | None
    official: Bridge
    full: Bridge

    @property
    def bridges(self) -> tuple[Bridge, Bridge]:
        return self.official, self.full

    @property
    def causes(self) -> list[Cause]:
        """Those of either count, in their order."""
        found = {step.cause for bridge in self.bridges for step in bridge.steps}
        return [cause for cause in ORDER if cause in found]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """An item behind a cause. family: its title without dates and serials. amount: what it adds to the difference, with
    its sign; 0 where it only takes the place of another. counts: whether it counts officially, as the page has it.
    """

    item: Item
    family: str
    is_base: bool
    amount: int
    counts: bool


@dataclass(frozen=True, slots=True)
class ChangeRows:
    """The items behind a step that the reader may see, title by title and day by day; hidden: how many they may not,
    because they landed on a predecessor beyond their scope; hidden_amount: what those add."""

    step: Step
    rows: list[ChangeRow]
    hidden: int
    hidden_amount: int

    @property
    def shown(self) -> int:
        """What the listed rows add."""
        return sum(row.amount for row in self.rows)

    @property
    def families(self) -> list[list[ChangeRow]]:
        """The rows of each title together."""
        return [list(rows) for _family, rows in groupby(self.rows, key=lambda row: row.family)]


def usual_kind(area: Office, span: Span) -> str:
    """The first kind with a target in force, else the first that landed, else the first."""
    for count in Count.values:
        targets = targets_in_force([area], Side.RECEIVED, count, span.last)
        if targets:
            return next(kind for kind in Kind.values if (area.pk, kind) in targets)
    landed = received([area], span)
    return next((kind for kind in Kind.values if (area.pk, kind) in landed), Kind.MEETING)


def changes_of(area: Office, kind: str, span: Span, under: CountingRule | None = None) -> Changes:
    """What became of the base figure, by cause (measures.changes). An office that took over others answers for them.

    under: both years as this version decides, so that no version makes a difference. Raises ValueError for no kind.
    """
    base_year = _base_year(area, Kind(kind), span)
    ledger = base_year_ledger([area], Side.RECEIVED, base_year, span, under)
    rules = [under] if under else rules_within(span)
    found = _read(ledger, kind, span, rules[-1] if rules else None, under)
    official, full = (_bridge(ledger, kind, count, found[count], span) for count in (Count.OFFICIAL, Count.FULL))
    return Changes(area, kind, span.in_year(base_year), span, under, rules[-1] if rules else None, official, full)


def rows_of(user: User | AnonymousUser, bridge: Bridge, cause: Cause) -> ChangeRows:
    """The items behind one bar: their amounts, with the hidden ones, add up to it."""
    parts = [part for part in bridge.parts if part.cause is cause]
    keys = {part.thing.key for part in parts}
    seen = Item.objects.visible_to(user).select_related("issuer").in_bulk(keys) if keys else {}
    shown = sorted(
        (part for part in parts if part.thing.key in seen),
        key=lambda part: (part.thing.family, seen[part.thing.key].day, part.thing.key),
    )
    hidden = [part for part in parts if part.thing.key not in seen]
    rows = [_row(seen[part.thing.key], part, bridge) for part in shown]
    return ChangeRows(bridge.step(cause), rows, len(hidden), sum(part.amount for part in hidden))


def _row(item: Item, part: Part, bridge: Bridge) -> ChangeRow:
    counts = part.thing.decided if bridge.count == Count.OFFICIAL else item.official
    return ChangeRow(item, part.thing.family, part.thing.is_base, part.amount, counts)


def _base_year(area: Office, kind: str, span: Span) -> int:
    for count in (Count.OFFICIAL, Count.FULL):
        target = targets_in_force([area], Side.RECEIVED, count, span.last).get((area.pk, kind))
        if target is not None and target.baseline_year:
            return int(target.baseline_year)
    return span.last.year - 1


def _bridge(ledger: BaseYearLedger, kind: str, count: str, things: Sequence[Thing], span: Span) -> Bridge:
    cell = ledger.offices[0].pk, kind
    known, whole = baselines_from(ledger, count).get(cell), ledger.whole.get(cell)
    counted = [thing for thing in things if thing.decided]
    then, now = (sum(thing.weight for thing in counted if thing.is_base is is_base) for is_base in (True, False))
    if known is None or known.number is None:
        return Bridge(count, None, now, None, "", False, None, (), ())
    if whole is not None and not known.evidence and known.number == number_of(whole, count):
        parts = parts_of(things)
        return Bridge(count, then, now, None, "", False, then, _steps(parts), tuple(parts))
    base, reckoned = _by_then(known, ledger.last)
    told = known.number, known.evidence, reckoned
    if whole is None:
        return Bridge(count, base, now, *told, None, (Step(Cause.UNKNOWN, base, now, 0),), ())
    parts = parts_of(things)
    typed = (Step(Cause.TYPED, base, then, 0),) if base != then else ()
    return Bridge(count, base, now, *told, then, (*typed, *_steps(parts)), tuple(parts))


def _by_then(known: BaselineYear, last: date) -> tuple[int, bool]:
    """How much of a typed number had landed by a day, half rounding up; and whether working days alone tell that."""
    assert known.number is not None
    if known.by_now is not None:
        return _whole(known.by_now), False
    if (last.month, last.day) == (12, 31):
        return known.number, False
    return _whole(known.number * year_shares([last])[0]), True


def _whole(number: Fraction) -> int:
    return int(number + Fraction(1, 2))


def _steps(parts: Iterable[Part]) -> tuple[Step, ...]:
    base, now, rows = Counter[Cause](), Counter[Cause](), Counter[Cause]()
    for part in parts:
        rows[part.cause] += 1
        (base if part.thing.is_base else now)[part.cause] += -part.amount if part.thing.is_base else part.amount
    return tuple(Step(cause, base[cause], now[cause], rows[cause]) for cause in ORDER if rows[cause])


def _read(
    ledger: BaseYearLedger, kind: str, span: Span, rule: CountingRule | None, under: CountingRule | None
) -> dict[str, list[Thing]]:
    """The items of both spans, once for either count."""
    area, base = ledger.offices[0], span.in_year(ledger.last.year)
    scope = everyone(ledger.offices, ledger.merged)
    decide = _Decider(rule, under)
    groups = _unit_groups(area, scope, base, span)
    found: dict[str, list[Thing]] = {Count.OFFICIAL: [], Count.FULL: []}
    for days in (base, span):
        deliveries = Delivery.objects.standing().during(days).filter(within_any(scope, "office_path"), kind=kind)
        landed = _Landed(deliveries, groups)
        untold = _untold(area, kind, span, landed, deliveries) if days == base else set()
        for item in _items(deliveries, rule):
            both = decide.things(item, landed, is_base=days == base, untold=item.pk in untold)
            for count, thing in both.items():
                found[count].append(thing)
    return found


def _unit_groups(area: Office, scope: Sequence[Office], base: Span, span: Span) -> list[tuple[bool, set[int]]]:
    """Units that count as one, and whether they are there in both spans; the area and whom it took over are one."""
    own = {office.pk for office in scope} if len(scope) > 1 else set()
    changed = [(change.is_comparable, {unit.pk for unit in units} - own)
               for change, _heir, units in changed_units(area, base, span)]  # fmt: skip
    return [*changed, (True, own)] if own else changed


class _Landed:
    """On how many offices each item landed, and on how many of them counted on the same units in both spans."""

    def __init__(self, deliveries: DeliveryQuerySet, groups: Sequence[tuple[bool, set[int]]]) -> None:
        rows = deliveries.values_list("item").annotate(number=Number("pk")).order_by()
        self.number: dict[int, int] = dict(rows)
        self.lost: Counter[int] = Counter()
        for comparable, offices in groups:
            on_group = Counter(deliveries.filter(office__in=offices).values_list("item", flat=True))
            self.lost.update({item: number - comparable for item, number in on_group.items()})

    def comparable(self, item: int) -> int:
        return max(0, self.number[item] - self.lost[item])


class _Decider:
    """What a version says of items, as far as it can be told apart: see measures.changes.Thing."""

    def __init__(self, rule: CountingRule | None, under: CountingRule | None) -> None:
        self.clauses = [] if rule is None else list(rule.clauses.all())
        self.covered = covered_by_day()
        self.under = under

    def things(self, item: Item, landed: _Landed, *, is_base: bool, untold: bool) -> dict[str, Thing]:
        family = title_family(item.title).replace("()", "")
        landings, comparable = landed.number[item.pk], landed.comparable(item.pk)
        visits = item.kind in COUNTED_BY_LANDING
        decided = item.official
        count_officially(item, self.clauses, self.covered)
        plain = item.official_clause
        if item.emergency:
            plain = deciding_clause(item, self.clauses, lambda _item: False)
        official = Thing(
            item.pk, family, is_base, 1, min(1, comparable), untold=untold,
            decided=decided if self.under is None else item.official,
            ruled=item.official,
            by_clause=bool(item.official_clause and item.official_clause.counts),
            plain=bool(plain and plain.counts),
        )  # fmt: skip
        full = Thing(
            item.pk, family, is_base, landings if visits else 1, comparable if visits else min(1, comparable),
            untold=untold,
        )  # fmt: skip
        return {Count.OFFICIAL: official, Count.FULL: full}


def _items(deliveries: DeliveryQuerySet, rule: CountingRule | None) -> list[Item]:
    """The items that landed, by day, with the columns that a version asks about; who sent it, only where it asks."""
    asked = set() if rule is None else {field for clause in rule.clauses.all() for field in clause.conditions}
    columns = {"kind", "title", "day", "official", "official_override", "emergency", "document_number", "issuer"}
    rows = Item.objects.filter(pk__in=deliveries.values("item")).order_by("day", "pk")
    found = list(rows.only(*columns, *(asked - {HAS_NUMBER, IN_EMERGENCY})))
    marked = [item for item in found if item.emergency]
    issuers = Office.objects.in_bulk({item.issuer_id for item in marked})
    for item in marked:
        item.issuer = issuers[item.issuer_id]
    return found


def _untold(area: Office, kind: str, span: Span, landed: _Landed, deliveries: DeliveryQuerySet) -> set[int]:
    """Items of the base span that landed only where nobody has told of the same month this year, though it is due."""
    months = _untold_months(area, kind, span)
    if not months:
        return set()
    numbers = {number for lacking in months.values() for number in lacking}
    inside = within_any(list(months), "office_path")
    rows = deliveries.filter(inside).values_list("item", "month", "office_path")
    paths = {office.path: lacking for office, lacking in months.items()}
    silent = Counter(
        item
        for item, month, path in rows
        if month % 100 in numbers and any(path.startswith(above) and month % 100 in paths[above] for above in paths)
    )
    return {item for item, number in silent.items() if number == landed.number[item]}


def _untold_months(area: Office, kind: str, span: Span) -> Mapping[Office, set[int]]:
    """Offices whose ledger lacks months that are due, with those they took over, and the numbers of the months."""
    gap = gaps([area], Side.RECEIVED, span.last.year, span.last).get((area.pk, kind))
    if gap is None or not gap.months:
        return {}
    towns = list(gap.offices) or [area]
    own = gaps(towns, Side.RECEIVED, span.last.year, span.last) if gap.offices else {(area.pk, kind): gap}
    merged = predecessors_of(towns, span.last)
    return {
        office: {month % 100 for month in own[town.pk, kind].months}
        for town in towns
        if (town.pk, kind) in own and own[town.pk, kind].months
        for office in (town, *merged.get(town.pk, ()))
    }
