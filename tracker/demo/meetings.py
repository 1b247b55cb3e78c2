"""Meetings of the demo: those in the name of committee, government or their offices, and the rest."""

from datetime import date, time
from typing import Any

from tracker.demo.county import Issuer
from tracker.demo.data import read
from tracker.demo.drafts import Period, around, chance, chosen
from tracker.demo.titles import pick_title
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office

NAMES = {"county_wide": 4, "committee": 25, "general_office": 39, "department": 7}
OFFICIAL_CATEGORIES = {"special": 35, "promotion": 25, "dispatch": 25, "field": 8, "forum": 7}
OTHER_CATEGORIES = {"dispatch": 30, "business": 32, "training": 15, "forum": 9, "field": 5, "promotion": 9}
OTHER_RANKS = {"deputy": 45, "staff": 40, "village": 15}
FORMS = {"video": 33, "in_person": 65, "bundled": 2}
STARTS = (time(8, 30), time(9), time(9, 30), time(10), time(14, 30), time(15), time(15, 30), time(16))
EVENING = time(19, 30)
PRINCIPAL_SHARE = 0.5
BODIES = (Office.Kind.PARTY, Office.Kind.GOVERNMENT)


def make_meeting(issuer: Issuer, day: date, period: Period, *, official: bool) -> Item:
    """An unsaved meeting that the counting rule will count, or will not, as asked."""
    rng = period.rng
    standing = _counted(period) if official else _uncounted(issuer, period)
    patterns = read("titles")["meetings"][standing["meeting_category"]]
    return Item(
        kind=Kind.MEETING,
        issuer=issuer.office,
        title=pick_title(patterns, issuer, period),
        day=day,
        channel=chosen(rng, {"oa": 70, "chat": 20, "phone": 10}),
        meeting_form=chosen(rng, FORMS),
        starts_at=EVENING if chance(rng, read("volumes")["evening_share"]) else rng.choice(STARTS),
        minutes=around(rng, 75, 0.68, (20, 360), 5) if chance(rng, 0.75) else None,
        asks_report=chance(rng, 0.1),
        **standing,
    )


def _counted(period: Period) -> dict[str, Any]:
    name = chosen(period.rng, NAMES)
    category = name if name == "county_wide" else chosen(period.rng, OFFICIAL_CATEGORIES)
    principal = name == "department" or chance(period.rng, PRINCIPAL_SHARE)
    return {
        "meeting_name": "committee" if name == "county_wide" else name,
        "meeting_category": category,
        "required_rank": "principal" if principal else "deputy",
    }


def _uncounted(issuer: Issuer, period: Period) -> dict[str, Any]:
    if issuer.office.kind in BODIES:
        return {"meeting_name": "committee", "meeting_category": "statutory", "required_rank": "principal"}
    is_coordination = issuer.office.kind == Office.Kind.COORDINATION
    return {
        "meeting_name": "coordination" if is_coordination else "department",
        "meeting_category": chosen(period.rng, OTHER_CATEGORIES),
        "required_rank": chosen(period.rng, OTHER_RANKS),
        "emergency": chance(period.rng, 0.04),
    }
