"""A cascade of four levels for tests: every figure of it can be counted on fingers.

The province's notice of 1 March asks both towns for a report by 31 March. The city calls a meeting for it. The county
sends a document that asks for a form besides, by 25 March, and calls a meeting of the principals. 新桥镇 sends its two
villages a document that asks for photographs, by 20 March.
"""

from datetime import date

from tests.county import County, make_office, unsaved_item
from tracker.actions.deliveries import Landing
from tracker.actions.items import log_item
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office

MARCH = [date(2026, 3, day) for day in range(1, 32)]


def landed(kind, issuer, day, offices, minutes, **fields):
    """An item that took one person so many minutes at each of the offices, and no more."""
    item = unsaved_item(kind, issuer, day, **({"minutes": minutes} | fields if kind != Kind.DOCUMENT else fields))
    told = [Landing(office, people=1, minutes=minutes, travel_minutes=0, preparation_minutes=0) for office in offices]
    return log_item(item, told, logged_for=issuer, by=None)


class PlantedChain:
    """Minutes at each of two offices: 60 the root, 120 the city, 90 and 180 the county, 30 the town."""

    def __init__(self, county: County) -> None:
        self.county = county
        self.bureau = make_office("LJ-02", "市应急管理局", Office.Kind.GOVERNMENT_DEPARTMENT, "M", county.city)
        self.department = make_office("JB-02", "省应急管理厅", Office.Kind.GOVERNMENT_DEPARTMENT, "P")
        towns, villages = county.towns, [county.village, county.other_village]
        self.root = landed(
            Kind.DOCUMENT, self.department, MARCH[0], towns, 60, title="关于开展燃气安全排查的通知",
            document_number="江应急〔2026〕8号", asks_report=True, deadline=MARCH[30],
        )  # fmt: skip
        self.city_meeting = landed(Kind.MEETING, self.bureau, MARCH[3], towns, 120, parent=self.root)
        self.county_document = landed(
            Kind.DOCUMENT, county.bureau, MARCH[5], towns, 90, parent=self.root, asks_report=True, asks_form=True,
            deadline=MARCH[24], title="转发省应急管理厅关于开展燃气安全排查的通知",
        )  # fmt: skip
        self.county_meeting = landed(
            Kind.MEETING, county.bureau, MARCH[6], towns, 180, parent=self.county_document,
            required_rank=Item.RequiredRank.PRINCIPAL,
        )  # fmt: skip
        self.town_document = landed(
            Kind.DOCUMENT, county.town, MARCH[8], villages, 30, parent=self.county_document, asks_trace=True,
            deadline=MARCH[19], required_rank=Item.RequiredRank.VILLAGE,
        )  # fmt: skip

    @staticmethod
    def pair(issuer: Office, town: Office, day: date) -> Item:
        """A notice and one meeting for it, five minutes each; returns the notice."""
        notice = landed(Kind.DOCUMENT, issuer, day, [town], 5)
        landed(Kind.MEETING, issuer, day, [town], 5, parent=notice)
        return notice
