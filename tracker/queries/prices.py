"""The five answers to a proposal before it is sent (发前算账), each from the figures of the other pages."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.contrib.auth.models import AnonymousUser, User

from tracker.measures.ceiling import remaining
from tracker.measures.half_days import HalfDay, half_days_of, nearest_free
from tracker.models.baselines import Side
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.norms import Norm
from tracker.models.offices import Office
from tracker.periods import Span
from tracker.queries.checks import Checked, checked_rules, rules_in_force
from tracker.queries.norms import norms_on
from tracker.queries.occasions import Occasion, occasions, search_span, taken_up, week_of
from tracker.queries.similarities import Lately, Similar, landed_lately, similar_items
from tracker.queries.standings import StandingRow, standings
from tracker.queries.workdays import working_day_set
from tracker.rules.checks import check
from tracker.rules.counting import clauses_on, count_officially
from tracker.rules.prices import Price, drafted_item, price_of
from tracker.rules.proposals import Proposal
from tracker.rules.touches import Facts, Result
from tracker.rules.variants import Variant, variants

THE_SAME = 85  # of 100: from here on a similar item is taken to have told the offices it reached
NO_MEETING = ("no_meeting_day", "no_meeting_week")
LONGEST_MORNING = 180  # minutes from nine to noon: what is longer needs the whole day


@dataclass(frozen=True, slots=True)
class TownPrice:
    """What it costs one town with its villages, as far as they are among the receivers. Person-minutes."""

    name: str
    offices: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Quota:
    """What is left of the issuer's quota of the kind this year, now and once it is sent. None without a ceiling."""

    row: StandingRow
    counts: bool

    @property
    def left(self) -> int | None:
        return self.row.remaining

    @property
    def counted_after(self) -> int:
        return self.row.counted + self.counts

    @property
    def left_after(self) -> int | None:
        return None if self.row.ceiling is None else remaining(self.row.ceiling, self.counted_after)

    @property
    def over_after(self) -> int:
        """How many it would stand above the ceiling; 0 without one."""
        return 0 if self.row.ceiling is None else max(0, self.counted_after - self.row.ceiling)


@dataclass(frozen=True, slots=True)
class Week:
    """The receivers' week around the day, and the half-days of it that the proposal would share with something.

    wanted: none for a document, which takes up no half-day. free: the nearest half-day on which none of them is taken
    up; None without a clash, or where nothing is free. whole_day: whether the proposal needs morning and afternoon.
    bundles: whether it may be held together with a meeting of that week and still counts as it did.
    """

    days: Span
    occasions: list[Occasion]
    wanted: tuple[HalfDay, ...]
    clashes: list[Occasion]
    free: HalfDay | None
    whole_day: bool
    bundles: bool


@dataclass(frozen=True, slots=True)
class Reckoning:
    """day: the day it is judged by, today where none was told. item: as it would be logged, with its verdict."""

    proposal: Proposal
    day: date
    price: Price
    towns: list[TownPrice]
    working_minutes: int
    item: Item
    quota: Quota
    similar: list[Similar]
    week: Week | None
    checked: Checked
    variants: list[Variant]


def reckon(proposal: Proposal, user: User | AnonymousUser, today: date) -> Reckoning:
    """Nothing is stored. similar items and the week are those of the receivers, whoever sent them."""
    day = proposal.day or today
    norms, clauses = norms_on(day), clauses_on(day)
    price = price_of(proposal, norms)
    lately = landed_lately(proposal.offices, today)
    similar = similar_items(proposal, lately, user)
    reached = frozenset(pk for one in similar[:1] if one.score >= THE_SAME for pk in one.reached)

    def counts(other: Proposal) -> bool:
        item = drafted_item(other, day)
        count_officially(item, clauses)
        return item.official

    item = drafted_item(proposal, day)
    count_officially(item, clauses)
    as_of = max(today, date(day.year, 1, 1))
    row = standings([proposal.issuer], day.year, as_of, Side.SENT)[proposal.issuer.pk, proposal.kind]
    bundled = replace(proposal, meeting_form=Item.MeetingForm.BUNDLED)
    bundles = proposal.kind == Kind.MEETING and counts(bundled) == item.official
    found = _week(proposal, lately, today, user, bundles=bundles)
    cheaper = variants(proposal, norms, counts, reached)
    quota = Quota(row, item.official)
    checked = checked_rules(proposal, today)
    hours = norms[Norm.Code.WORKING_HOURS]
    return Reckoning(proposal, day, price, town_prices(price), hours, item, quota, similar, found, checked, cheaper)


def town_prices(price: Price) -> list[TownPrice]:
    """By town, in official order, villages with the town they belong to."""
    numbers: dict[str, int] = {}
    for office in price.offices:
        numbers[_town_path(office)] = numbers.get(_town_path(office), 0) + 1
    names = dict(Office.objects.filter(path__in=numbers).values_list("path", "name"))
    return [TownPrice(names[path], number, number * price.each) for path, number in sorted(numbers.items())]


def _town_path(office: Office) -> str:
    is_village = office.kind in (Office.Kind.VILLAGE, Office.Kind.COMMUNITY)
    return office.path[: -Office.steplen] if is_village and not office.is_root() else office.path


def _week(
    proposal: Proposal, lately: Sequence[Lately], today: date, user: User | AnonymousUser, *, bundles: bool
) -> Week | None:
    """Around the day, of a document around the day by which it wants an answer; None while day or receivers miss."""
    takes_up = proposal.kind != Kind.DOCUMENT
    day = proposal.day if takes_up else proposal.deadline or proposal.day
    if day is None or not proposal.offices:
        return None
    span, days = search_span(day, today), week_of(day)
    found = occasions(proposal.offices, lately, span, today, user)
    wanted = half_days_of(day, proposal.starts_at, proposal.minutes) if takes_up else ()
    clashes = [one for one in found if set(one.half_days) & set(wanted)]
    shown = [one for one in found if days.first <= one.day <= days.last]
    needs_all = (proposal.minutes or 0) > LONGEST_MORNING
    free = _free(proposal, found, Span(max(today, span.first), span.last), wanted[0], needs_all) if clashes else None
    return Week(days, shown, wanted, clashes, free, needs_all, bundles)


def _free(
    proposal: Proposal, found: Collection[Occasion], span: Span, wanted: HalfDay, whole_day: bool
) -> HalfDay | None:
    """On a working day that is no 无会日, from today on."""
    rules = [rule for rule in rules_in_force(proposal.issuer, wanted.day) if rule.check_name in NO_MEETING]
    facts = Facts(today=span.first)

    def is_open(day: date) -> bool:
        other = replace(proposal, day=day)
        touches = [check(other, rule, facts) for rule in rules]
        return not any(touch and touch.result == Result.TOUCHED for touch in touches)

    open_days = [day for day in working_day_set(span) if is_open(day)]
    return nearest_free(wanted, taken_up(found), open_days, needs=2 if whole_day else 1)
