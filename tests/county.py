"""A small county for tests: made by hand, so that every expected figure can be counted on fingers."""

import itertools
from datetime import date
from typing import Any

from django.contrib.auth.models import User

from tracker.actions.deliveries import Landing
from tracker.actions.items import log_item
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.nil_reports import NilReport
from tracker.models.offices import Office
from tracker.models.posts import Post
from tracker.periods import months_of_year

Level = Office.Level
_serial = itertools.count(1)


def make_office(code: str, name: str, kind: str, level: str, parent: Office | None = None) -> Office:
    office = Office(code=code, name=name, kind=kind, level=level)
    if parent is None:
        return Office.objects.add_root(instance=office)
    return Office.objects.add_child(Office.objects.get(pk=parent.pk), instance=office)


class County:
    """清河县 with two bureaus, a county office, two towns of two villages each, and a neighbouring county."""

    def __init__(self) -> None:
        self.city = make_office("LJ", "临江市", Office.Kind.REGION, Level.CITY)
        self.county = make_office("QH", "清河县", Office.Kind.REGION, Level.COUNTY, self.city)
        self.county_office = make_office("QH-01", "县委办公室", Office.Kind.GENERAL_OFFICE, Level.COUNTY, self.county)
        self.bureau = make_office("QH-02", "县应急管理局", Office.Kind.GOVERNMENT_DEPARTMENT, Level.COUNTY, self.county)
        self.other_bureau = make_office(
            "QH-03", "县农业农村局", Office.Kind.GOVERNMENT_DEPARTMENT, Level.COUNTY, self.county
        )
        self.town = make_office("QH-T1", "新桥镇", Office.Kind.TOWN, Level.TOWN, self.county)
        self.village = make_office("QH-T1-1", "红旗村", Office.Kind.VILLAGE, Level.VILLAGE, self.town)
        self.other_village = make_office("QH-T1-2", "和平村", Office.Kind.VILLAGE, Level.VILLAGE, self.town)
        self.other_town = make_office("QH-T2", "柳林镇", Office.Kind.TOWN, Level.TOWN, self.county)
        self.far_village = make_office("QH-T2-1", "和平村", Office.Kind.VILLAGE, Level.VILLAGE, self.other_town)
        self.neighbour = make_office("BS", "白石县", Office.Kind.REGION, Level.COUNTY, self.city)
        self.foreign_town = make_office("BS-T1", "青山镇", Office.Kind.TOWN, Level.TOWN, self.neighbour)

    @property
    def towns(self) -> list[Office]:
        return [self.town, self.other_town]


def make_user(role: str, office: Office, **fields: Any) -> User:
    user = User.objects.create_user(username=f"{role}-{office.code}", password="Ledger-2026", **fields)
    Post.objects.create(user=user, office=office, role=role)
    return user


def unsaved_item(kind: str, issuer: Office, day: date, **fields: Any) -> Item:
    """An item that satisfies the rules of its kind; `fields` overrule the defaults."""
    defaults: dict[str, Any] = {"kind": kind, "issuer": issuer, "day": day, "title": f"事项{next(_serial)}"}
    if kind == Kind.DOCUMENT:
        defaults |= {
            "document_format": Item.DocumentFormat.RED_HEAD,
            "document_number": f"清应急〔{day.year}〕{next(_serial)}号",
        }
    elif kind == Kind.MEETING:
        defaults |= {
            "meeting_form": Item.MeetingForm.VIDEO,
            "meeting_name": Item.MeetingName.COMMITTEE,
            "minutes": 60,
        }
    else:
        defaults |= {
            "inspection_type": Item.InspectionType.INSPECTION,
            "plan_status": Item.PlanStatus.PLANNED,
        }
    return Item(**(defaults | fields))


def log(kind: str, issuer: Office, day: date, offices: list[Office], by: User | None = None, **fields: Any) -> Item:
    """An item logged by its issuer for the given offices."""
    item = unsaved_item(kind, issuer, day, **fields)
    return log_item(item, [Landing(office) for office in offices], logged_for=issuer, by=by)


def tell_the_rest(*offices: Office, year: int = 2026) -> None:
    """“本期无” for every month and kind of a year, so that only what is logged counts and nothing is missing."""
    NilReport.objects.bulk_create(
        NilReport(office=office, kind=kind, month=month)
        for office in offices
        for kind in Kind
        for month in months_of_year(year)
    )
