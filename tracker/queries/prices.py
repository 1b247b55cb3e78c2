"""The five answers to a proposal before it is sent (发前算账), each from the figures of the other pages."""

from collections.abc import Sequence
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
from tracker.models.presets import Rule
from tracker.periods import Span, month_of
from tracker.queries.calendars import NO_MEETING
from tracker.queries.checks import Checked, checked_rules, rules_in_force
from tracker.queries.norms import norms_on
from tracker.queries.occasions import Occasion, occasions, search_span, taken_up, week_of
from tracker.queries.similarities import Lately, Similar, landed_lately, similar_items
from tracker.queries.standings import StandingRow, standings
from tracker.queries.workdays import working_day_set
from tracker.rules.checks import check
from tracker.rules.counting import clauses_on
from tracker.rules.prices import Price, judged_item, price_of
from tracker.rules.proposals import Proposal
from tracker.rules.touches import Facts, Result
from tracker.rules.variants import Variant, variants

THE_SAME = 85  # of 100: from here on a similar item is taken to have told the offices it reached
ASSESSMENT = "assessment"  # the name of the check of rules that ask for an assessment before sending
LONGEST_MORNING = 180  # minutes from nine to noon: what is longer needs the whole day


@dataclass(frozen=True, slots=True)
class TownPrice:
    """What it costs one town with its villages, as far as they are among the receivers. Person-minutes."""

    name: str
    offices: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Quota:
    """What is left of the issuer's quota of the kind, now and once it is sent. None without a ceiling.

    counts: whether the proposal would count. is_this_month: whether it would be sent in the running month.
    """

    row: StandingRow
    counts: bool
    is_this_month: bool

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
    def month(self) -> int | None:
        """How many more until the end of the running month; None where the proposal is for another one."""
        allowed = self.row.allowance
        return allowed.month if allowed is not None and self.is_this_month else None

    @property
    def month_after(self) -> int | None:
        return None if self.month is None else max(0, self.month - self.counts)

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
    """day: the day it is judged by, today where none was told. item: as it would be logged, with its verdict.

    assessment_rule: what asks for an assessment of such a thing before it is sent; None where nothing does.
    """

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
    assessment_rule: Rule | None


def reckon(proposal: Proposal, user: User | AnonymousUser, today: date) -> Reckoning:
    """Nothing is stored. similar items and the week are those of the receivers, whoever sent them."""
    day = proposal.day or today
    norms, clauses = norms_on(day), clauses_on(day)
    price, item = price_of(proposal, norms), judged_item(proposal, day, clauses)
    lately, rules = landed_lately(proposal.offices, today), rules_in_force(proposal.issuer, day)
    similar = similar_items(proposal, lately, user)
    reached = frozenset(pk for one in similar[:1] if one.score >= THE_SAME for pk in one.reached)
    bundled = replace(proposal, meeting_form=Item.MeetingForm.BUNDLED)
    return Reckoning(
        proposal=proposal,
        day=day,
        price=price,
        towns=town_prices(price),
        working_minutes=norms[Norm.Code.WORKING_HOURS],
        item=item,
        quota=_quota(proposal, day, today, counts=item.official),
        similar=similar,
        week=_week(proposal, lately, today, user, rules, judged_item(bundled, day, clauses).official == item.official),
        checked=checked_rules(proposal, today),
        variants=variants(proposal, norms, lambda other: judged_item(other, day, clauses).official, reached),
        assessment_rule=next((rule for rule in rules if _asks_for_assessment(rule, proposal)), None),
    )


def _quota(proposal: Proposal, day: date, today: date, *, counts: bool) -> Quota:
    rows = standings([proposal.issuer], day.year, max(today, date(day.year, 1, 1)), Side.SENT)
    return Quota(rows[proposal.issuer.pk, proposal.kind], counts, month_of(day) == month_of(today))


def _asks_for_assessment(rule: Rule, proposal: Proposal) -> bool:
    return rule.check_name == ASSESSMENT and rule.kind in ("", proposal.kind)


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
    proposal: Proposal,
    lately: Sequence[Lately],
    today: date,
    user: User | AnonymousUser,
    rules: Sequence[Rule],
    still_counts: bool,
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
    whole_day = (proposal.minutes or 0) > LONGEST_MORNING
    free = None
    if clashes:
        open_days = _open_days(proposal, Span(max(today, span.first), span.last), rules)
        free = nearest_free(wanted[0], taken_up(found), open_days, whole_day=whole_day)
    return Week(days, shown, wanted, clashes, free, whole_day, proposal.kind == Kind.MEETING and still_counts)


def _open_days(proposal: Proposal, span: Span, rules: Sequence[Rule]) -> list[date]:
    """Working days of a span that are no 无会日."""
    forbidding, facts = [rule for rule in rules if rule.check_name in NO_MEETING], Facts(today=span.first)

    def is_open(day: date) -> bool:
        touches = [check(replace(proposal, day=day), rule, facts) for rule in forbidding]
        return not any(touch and touch.result == Result.TOUCHED for touch in touches)

    return [day for day in working_day_set(span) if is_open(day)]
