"""A small year of figures for the pages that show them: last year two meetings a month in one town, this year fewer."""

from datetime import UTC, date, datetime
from decimal import Decimal

import time_machine

from tests.county import County, log
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.targets import Target

AS_OF = date(2026, 6, 30)
midsummer = time_machine.travel(datetime(2026, 7, 1, 2, tzinfo=UTC), tick=False)


def county_with_a_year() -> County:
    """Town: 24 official meetings in 2025, five in 2026; two department meetings, a visit and a memo to both towns."""
    county = County()
    for month in range(1, 13):
        for day in (5, 20):
            log(Kind.MEETING, county.bureau, date(2025, month, day), [county.town])
    for day in range(1, 6):
        log(Kind.MEETING, county.bureau, date(2026, 3, day), [county.town])
    for day in (6, 7):
        log(Kind.MEETING, county.other_bureau, date(2026, 6, day), [county.town, county.other_town],
            meeting_name=Item.MeetingName.DEPARTMENT)  # fmt: skip
    log(Kind.INSPECTION, county.bureau, date(2026, 6, 20), county.towns)
    log(Kind.DOCUMENT, county.bureau, date(2026, 6, 25), county.towns, document_format=Item.DocumentFormat.MEMO)
    return county


def halve_meetings(office, **fields):
    halved = {"kind": Kind.MEETING, "year": 2026, "type": Target.Type.BELOW_BASELINE}
    return Target.objects.create(office=office, **halved | {"share": Decimal("0.5"), "base_year": 2025} | fields)
