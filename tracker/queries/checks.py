"""Which rules in force a proposal touches, with what the ledger knows beside it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.models.baselines import Count, Side
from tracker.models.deliveries import Delivery
from tracker.models.items import Item, ItemQuerySet
from tracker.models.kinds import Kind
from tracker.models.norms import Norm
from tracker.models.offices import Office
from tracker.models.presets import PresetAdoption, Rule
from tracker.periods import Span, year_span, year_to_date
from tracker.queries.baselines import baseline_years
from tracker.queries.landings import Landed, sent
from tracker.queries.workdays import working_days
from tracker.rules.checks import check
from tracker.rules.counting import clauses_on
from tracker.rules.prices import judged_item
from tracker.rules.proposals import Proposal
from tracker.rules.touches import Earlier, Facts, Result, Touch

LATELY = timedelta(days=30)
MOST_COMPARED = 300


@dataclass(frozen=True, slots=True)
class Checked:
    """Rules the proposal touches or is suspected of, the hard ones first, and those it keeps."""

    touches: tuple[Touch, ...]
    kept: tuple[Touch, ...]


def checked_rules(proposal: Proposal, day: date) -> Checked:
    """Every rule in force for the issuer that could be checked with what is told. day: the day of asking.

    Rules that say the same are one row.
    """
    rules = rules_in_force(proposal.issuer, proposal.day or day)
    if not rules:
        return Checked((), ())
    facts = facts_for(proposal, day)
    found = _merged(touch for rule in rules if (touch := check(proposal, rule, facts)))
    touches = [touch for touch in found if touch.result != Result.KEPT]
    kept = tuple(touch for touch in found if touch.result == Result.KEPT)
    return Checked(tuple(sorted(touches, key=_gravity)), kept)


def rules_in_force(issuer: Office, day: date) -> list[Rule]:
    """Rules of the presets that the issuer's areas have adopted, each once, in the order of their codes."""
    adoptions = PresetAdoption.objects.in_force(issuer, day)
    rows = Rule.objects.filter(preset__in=adoptions.values("preset")).exclude(check_name="")
    return list(rows.select_related("preset").order_by("preset__code", "pk"))


def facts_for(proposal: Proposal, day: date) -> Facts:
    norms, judged_on = Norm.objects.on(day), proposal.day or day
    counted, last_year = _counts(proposal, day)
    return Facts(
        today=day,
        working_minutes=norms[Norm.Code.WORKING_HOURS],
        explanation_days=norms[Norm.Code.EXPLANATION_DAYS],
        comprehensive=_this_year(proposal, day).filter(comprehensive=True).count() if proposal.comprehensive else 0,
        county_wide=_county_wide(proposal, day),
        working_days_ahead=_working_days_ahead(proposal, day),
        counted=counted,
        last_year=last_year,
        counts=judged_item(proposal, judged_on, clauses_on(judged_on)).official,
        earlier=_earlier(proposal, day),
    )


def last_years_count(issuer: Office, kind: str, year: int) -> int | None:
    """Last year's whole official count, as its ceiling “not above last year” takes it: typed, or else the ledger."""
    cells = baseline_years([issuer], Side.SENT, Count.OFFICIAL, year - 1, year_span(year - 1))
    baseline = cells.get((issuer.pk, kind))
    return None if baseline is None else baseline.number


def _counts(proposal: Proposal, day: date) -> tuple[int, int | None]:
    year = (proposal.day or day).year
    span = year_to_date(year, day) if day.year >= year else None
    cell = sent([proposal.issuer], span).get((proposal.issuer.pk, proposal.kind)) if span else None
    return (cell or Landed(proposal.kind)).official, last_years_count(proposal.issuer, proposal.kind, year)


def _this_year(proposal: Proposal, day: date) -> ItemQuerySet:
    span = year_span((proposal.day or day).year)
    return Item.objects.standing().during(span).filter(issuer=proposal.issuer, kind=proposal.kind)


def _county_wide(proposal: Proposal, day: date) -> int:
    category = Item.MeetingCategory.COUNTY_WIDE
    if proposal.meeting_category != category:
        return 0
    return _this_year(proposal, day).filter(meeting_category=category).count()


def _working_days_ahead(proposal: Proposal, day: date) -> int | None:
    if proposal.day is None:
        return None
    return working_days(Span(day + timedelta(days=1), proposal.day)) if proposal.day > day else 0


def _earlier(proposal: Proposal, day: date) -> tuple[Earlier, ...]:
    """The issuer's documents of the last 30 days, and the meetings from above that reached one of the offices."""
    if proposal.kind != Kind.MEETING or not proposal.title:
        return ()
    span = Span((proposal.day or day) - LATELY, proposal.day or day)
    rows = Item.objects.standing().during(span).select_related("issuer")
    own = rows.filter(issuer=proposal.issuer, kind=Kind.DOCUMENT)
    landed = Delivery.objects.standing().during(span).filter(office__in=proposal.offices, kind=Kind.MEETING)
    above = rows.filter(pk__in=landed.values("item"), issuer__level__in=_above(proposal.issuer.level))
    return tuple(_told(row, is_own=True) for row in own[:MOST_COMPARED]) + tuple(
        _told(row, is_own=False) for row in above[:MOST_COMPARED]
    )


def _above(level: str) -> list[str]:
    levels = list(Office.Level.values)
    return levels[: levels.index(level)]


def _told(item: Item, *, is_own: bool) -> Earlier:
    return Earlier(item.kind, item.title, item.day, item.issuer.name, is_own)


def _merged(found: Iterable[Touch]) -> list[Touch]:
    """Rules that say the same with the same figures become one, the hard one leading."""
    merged: dict[tuple[object, ...], Touch] = {}
    for touch in sorted(found, key=_gravity):
        key = (touch.case, touch.result, *sorted((name, str(value)) for name, value in touch.figures.items()))
        known = merged.get(key)
        merged[key] = touch if known is None else replace(known, also=(*known.also, touch.rule))
    return list(merged.values())


def _gravity(touch: Touch) -> tuple[int, str, int]:
    rank = 0 if touch.is_hard else 1 if touch.result == Result.TOUCHED else 2
    return rank, touch.rule.preset.code, touch.rule.pk
