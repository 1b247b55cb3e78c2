"""Inspections of the demo: those on the year's plan, and the visits that are on no plan."""

from datetime import date
from typing import Any

from tracker.demo.county import Issuer
from tracker.demo.data import read
from tracker.demo.drafts import Period, around, chance, chosen
from tracker.demo.titles import pick_title
from tracker.models.items import Item
from tracker.models.kinds import Kind

PLANNED_TYPES = {
    "supervision": 30, "inspection": 35, "assessment": 12, "evaluation": 8, "acceptance": 10, "patrol": 5,
}  # fmt: skip
OTHER_TYPES = {
    "inspection": 34, "supervision": 14, "research": 20, "observation": 6, "patrol": 18, "third_party": 8,
}  # fmt: skip
STATUSES = {"unplanned": 80, "law_enforcement": 12, "emergency": 8}


def make_inspection(issuer: Issuer, day: date, period: Period, *, official: bool) -> Item:
    """An unsaved inspection that the counting rule will count, or will not, as asked."""
    rng = period.rng
    inspection_type = chosen(rng, PLANNED_TYPES if official else OTHER_TYPES)
    patterns = read("titles")["inspections"][inspection_type]
    return Item(
        kind=Kind.INSPECTION,
        issuer=issuer.office,
        title=pick_title(patterns, issuer, period),
        day=day,
        channel=chosen(rng, {"oa": 55, "phone": 25, "chat": 20}),
        inspection_type=inspection_type,
        minutes=around(rng, 120, 0.45, (30, 480), 10) if chance(rng, 0.6) else None,
        asks_report=chance(rng, 0.25),
        asks_form=chance(rng, 0.3),
        asks_trace=chance(rng, 0.2),
        **(_planned(period) if official else _unplanned(period)),
    )


def _planned(period: Period) -> dict[str, Any]:
    number = f"清督检批〔{period.year}〕{period.rng.randint(1, 60)}号" if chance(period.rng, 0.6) else ""
    return {"plan_status": Item.PlanStatus.PLANNED, "approval_number": number}


def _unplanned(period: Period) -> dict[str, Any]:
    status = chosen(period.rng, STATUSES)
    flags = {} if status == "unplanned" else {status: True}
    return {"plan_status": Item.PlanStatus.UNPLANNED, **flags}
