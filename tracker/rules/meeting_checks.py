"""Checks of a meeting that may be held. None: the rule does not speak of it, or too little is told."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import reduce

from rapidfuzz import fuzz

from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.presets import Rule
from tracker.rules.proposals import Proposal, Rank
from tracker.rules.touches import Earlier, Facts, Touch, suspicion, touch

LEVELS = Office.Level.values  # from the top down
DAY = "day"
DAYS_A_WEEK = 7
FRIDAY = 5
FURTHEST = 60  # days ahead among which a free one is looked for


def meeting_length(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    """Minutes against a cap in minutes or in days of working time, with or without group discussion."""
    if proposal.minutes is None or rule.threshold is None:
        return None
    if rule.params.get("groups", proposal.group_discussion) != proposal.group_discussion:
        return None
    limit = int(rule.threshold * facts.working_minutes) if rule.unit == DAY else int(rule.threshold)
    over = proposal.minutes - limit
    days = rule.threshold.normalize() if rule.unit == DAY else 0
    return touch(rule, "meeting_length", over > 0, minutes=proposal.minutes, limit=limit, over=over, days=days)


def speech(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    if proposal.speech_minutes is None or rule.threshold is None:
        return None
    limit = int(rule.threshold)
    over = proposal.speech_minutes - limit
    return touch(rule, "speech", over > 0, minutes=proposal.speech_minutes, limit=limit, over=over)


def principals_for_deputy(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    """A deputy convenes, and the principals below are required."""
    if not proposal.convener or not proposal.required_rank:
        return None
    is_touched = proposal.convener == Rank.DEPUTY and proposal.required_rank == Item.RequiredRank.PRINCIPAL
    return touch(rule, "principals_for_deputy", is_touched, offices=len(proposal.offices))


def leaders_without_approval(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    """A department requires Party and government leaders of the level below, and no approval is told."""
    if not proposal.required_rank:
        return None
    is_touched = proposal.required_rank in rule.params["ranks"] and not proposal.approved_by_principal
    label = str(Item.RequiredRank(proposal.required_rank).label)
    return touch(rule, "leaders_without_approval", is_touched, issuer=proposal.issuer.name, rank=label)


def reach(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    """A meeting that reaches the grassroots of its issuer's level, by people or by video, without approval."""
    grassroots = rule.params["reach"].get(proposal.issuer.level)
    lowest = lowest_level(proposal)
    if grassroots is None or lowest is None:
        return None
    reaches = LEVELS.index(lowest) >= LEVELS.index(grassroots)
    return touch(rule, "reach", reaches and not proposal.approved_by_principal, level=lowest)


def department_reach(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    """A meeting of a central or provincial department that goes below the level where such meetings normally stop."""
    stops_at = rule.params["lowest"].get(proposal.issuer.level)
    lowest = lowest_level(proposal)
    if stops_at is None or lowest is None:
        return None
    goes_below = LEVELS.index(lowest) > LEVELS.index(stops_at)
    return touch(rule, "department_reach", goes_below, level=lowest, stops_at=str(stops_at))


def no_meeting_day(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    """weekday: 1 is Monday, 7 Sunday. What cannot wait (emergency) is not asked to."""
    if proposal.day is None or proposal.emergency:
        return None
    free = next_free(proposal.day, lambda day: bars(rule, day)) or proposal.day
    return touch(rule, "no_meeting_day", bars(rule, proposal.day), day=proposal.day, free=free)


def no_meeting_week(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    """week: which Monday of the month the week begins with (see week_of_month)."""
    if proposal.day is None or proposal.emergency:
        return None
    week: int = rule.params["week"]
    free = next_free(proposal.day, lambda day: bars(rule, day)) or proposal.day
    return touch(rule, "no_meeting_week", bars(rule, proposal.day), day=proposal.day, week=week, free=free)


def bars(rule: Rule, day: date) -> bool:
    """Whether a rule of days or weeks without meetings (无会日, 无会周) speaks of the day."""
    if "weekday" in rule.params:
        return day.isoweekday() == rule.params["weekday"]
    return week_of_month(day) == rule.params["week"]


def county_wide_yearly(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    if proposal.meeting_category != Item.MeetingCategory.COUNTY_WIDE or rule.threshold is None:
        return None
    number, most = facts.county_wide + 1, int(rule.threshold)
    return touch(rule, "county_wide_yearly", number > most, number=number, earlier=facts.county_wide, most=most)


def people(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    if not proposal.people or not proposal.offices or rule.threshold is None:
        return None
    offices, limit = len(proposal.offices), int(rule.threshold)
    total = proposal.people * offices
    return touch(
        rule, "people", total > limit,
        total=total, each=proposal.people, offices=offices, limit=limit, over=total - limit,
    )  # fmt: skip


def filing(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    """Working days that are left before the meeting, against those within which its scheme has to be filed."""
    if facts.working_days_ahead is None or rule.threshold is None or proposal.emergency:
        return None
    days = int(rule.threshold)
    return touch(rule, "filing", facts.working_days_ahead < days, left=facts.working_days_ahead, days=days)


def video(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    if not proposal.meeting_form or not proposal.offices:
        return None
    in_person = proposal.meeting_form == Item.MeetingForm.IN_PERSON
    return touch(rule, "video", in_person, offices=len(proposal.offices))


def deployed(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    """A document of the issuer with much the same title, no older than the `days` of the rule."""
    found = _alike(proposal, rule, facts, Kind.DOCUMENT, is_own=True)
    return _of_earlier(rule, "deployed", found) if proposal.title else None


def stacked(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    """A meeting from above with much the same title reached the same offices lately: suspected to be held again."""
    found = _alike(proposal, rule, facts, Kind.MEETING, is_own=False)
    return _of_earlier(rule, "stacked", found) if proposal.title else None


def renamed(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    """A forum, dispatch or promotion meeting by name that requires principals: suspected."""
    if proposal.meeting_category not in rule.params["categories"]:
        return None
    label = str(Item.MeetingCategory(proposal.meeting_category).label)
    return suspicion(rule, "renamed", proposal.required_rank in rule.params["ranks"], category=label)


def lowest_level(proposal: Proposal) -> str | None:
    """The lowest level that takes part; None while nobody is named."""
    villages = [Office.Level.VILLAGE] if proposal.reaches_villages else []
    levels = [*(office.level for office in proposal.offices), *villages]
    return max(levels, key=LEVELS.index, default=None)


def week_of_month(day: date) -> int:
    """A week runs from Monday to Sunday and belongs to the month of its Monday: the first begins with the first Monday.

    So every day lies in one week only; days before a month's first Monday are in the last week of the month before.
    """
    monday = day - timedelta(days=day.weekday())
    return (monday.day - 1) // DAYS_A_WEEK + 1


def next_free(day: date, is_barred: Callable[[date], bool]) -> date | None:
    """The first weekday after `day` that is not barred; None within two months."""
    after = (day + timedelta(days=number) for number in range(1, FURTHEST))
    return next((other for other in after if other.isoweekday() <= FRIDAY and not is_barred(other)), None)


def _alike(proposal: Proposal, rule: Rule, facts: Facts, kind: str, *, is_own: bool) -> tuple[Earlier, int] | None:
    """The earlier item most like the proposal and how much, where that reaches the rule's `alike`."""
    since = (proposal.day or facts.today) - timedelta(days=rule.params["days"])
    rows = [row for row in facts.earlier if row.kind == kind and row.is_own == is_own and row.day >= since]
    plain: list[str] = rule.params.get("plain", [])
    wanted = _core(proposal.title, plain)
    scored = [(row, round(fuzz.ratio(_core(row.title, plain), wanted))) for row in rows]
    best = max(scored, key=lambda pair: pair[1], default=None)
    return best if best and best[1] >= rule.params["alike"] else None


def _of_earlier(rule: Rule, case: str, found: tuple[Earlier, int] | None) -> Touch:
    if found is None:
        return suspicion(rule, case, False)
    row, alike = found
    return suspicion(rule, case, True, title=row.title, day=row.day, issuer=row.issuer, alike=alike)


def _core(title: str, plain: list[str]) -> str:
    """The title without the words that every title has, and without marks."""
    return re.sub(r"\W+", "", reduce(lambda text, word: text.replace(word, ""), plain, title))
