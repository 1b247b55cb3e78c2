"""Problems planted in the demo, each under a name, so that pages, detectors and tests can find them."""

import re
from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

from django.db.models import Q

from tracker.demo.county import County
from tracker.demo.data import read
from tracker.demo.days import in_no_meeting_week, is_holiday
from tracker.demo.drafts import Draft, Period
from tracker.demo.spreading import land
from tracker.models.items import Item, ItemQuerySet
from tracker.models.offices import Office

_ABOUT_THE_PLAN = ("issuer", "when", "weekday", "repeat", "towns", "deadline_after", "title", "starts_at")
_FLAGS = ("villages", "avoid_no_meeting_week")
_BLANK = re.compile(r"\\\{\w+\\\}")


def problems() -> dict[str, str]:
    """Name of each planted problem and what it is."""
    return {problem["problem"]: problem["note"] for problem in read("planted")["problems"]}


def planted_items(problem: str) -> ItemQuerySet:
    """The stored items of a planted problem. Raises StopIteration for a name that is not planted."""
    plans = next(row["items"] for row in read("planted")["problems"] if row["problem"] == problem)
    return Item.objects.filter(_any_of(plans), source=Item.Source.DEMO).order_by("day", "pk")


def without_planted(items: ItemQuerySet) -> ItemQuerySet:
    """Only the ordinary ones, which may be changed without spoiling a planted problem."""
    return items.exclude(_any_of(_plans()))


def planted_drafts(county: County, today: date, period: Period) -> list[Draft]:
    """Every planted item up to today. What would lie ahead of today is set in the year before."""
    return [draft for plan in _plans() for draft in _drafts(plan, county, today, period)]


def _plans() -> list[dict[str, Any]]:
    return [plan for problem in read("planted")["problems"] for plan in problem["items"]]


def _any_of(plans: list[dict[str, Any]]) -> Q:
    condition = Q(pk__in=[])
    for plan in plans:
        condition |= Q(issuer__code=plan["issuer"], title__regex=_pattern(plan["title"]))
    return condition


def _drafts(plan: dict[str, Any], county: County, today: date, period: Period) -> Iterator[Draft]:
    issuer = county.issuer(plan["issuer"])
    for number, day in enumerate(_days(plan, today), start=1):
        if day > today or is_holiday(day) or (plan.get("avoid_no_meeting_week") and in_no_meeting_week(day)):
            continue
        draft = Draft(_item(plan, issuer.office, day, number), issuer, villages=plan.get("villages", False))
        for town in county.towns[: plan.get("towns")]:
            land(draft, town, period)
        yield draft


def _days(plan: dict[str, Any], today: date) -> Iterator[date]:
    month, number = (int(part) for part in plan["when"].split("-"))
    first = _on_weekday(date(today.year, month, number), plan)
    if first > today:
        first = _on_weekday(date(today.year - 1, month, number), plan)
    repeat = plan.get("repeat", {"days": 0, "times": 1})
    return (first + timedelta(repeat["days"] * step) for step in range(repeat["times"]))


def _on_weekday(day: date, plan: dict[str, Any]) -> date:
    return day + timedelta((plan["weekday"] - day.weekday()) % 7) if "weekday" in plan else day


def _item(plan: dict[str, Any], issuer: Office, day: date, number: int) -> Item:
    columns = {name: value for name, value in plan.items() if name not in (*_ABOUT_THE_PLAN, *_FLAGS)}
    if "deadline_after" in plan:
        columns["deadline"] = day + timedelta(plan["deadline_after"])
    if "starts_at" in plan:
        columns["starts_at"] = time.fromisoformat(plan["starts_at"])
    return Item(issuer=issuer, day=day, title=_title(plan["title"], day, number), **columns)


def _pattern(title: str) -> str:
    """A regular expression for a title whose year, number or week was filled in."""
    return f"^{_BLANK.sub('[0-9]+', re.escape(title))}$"


def _title(pattern: str, day: date, number: int) -> str:
    values = {"{year}": day.year, "{n}": number, "{week}": day.isocalendar().week}
    for name, value in values.items():
        pattern = pattern.replace(name, str(value))
    return pattern
