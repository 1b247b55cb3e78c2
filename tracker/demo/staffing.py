"""How many people each office of the demo county has; one town has not said so."""

from datetime import date

from tracker.demo.county import County
from tracker.demo.data import read
from tracker.models.loads import Load
from tracker.models.offices import Office
from tracker.models.staffing import Staffing


def make_staffing(county: County, today: date) -> int:
    """From the first day of last year on; two offices changed since. How many rows."""
    told = read("staffing")
    first = date(today.year - 1, 1, 1)
    offices = Office.objects.within(county.office).exclude(kind=Office.Kind.REGION).exclude(code=told["unknown"])
    received = set(Load.objects.values_list("office", flat=True))
    people = {office: _people(office, told) for office in offices if _counts(office, received)}
    rows = [
        Staffing(office=office, people=number, valid_from=first, source=told["source"])
        for office, number in people.items()
    ]
    changed = Office.objects.in_bulk(told["changed"], field_name="code")
    rows += [
        Staffing(office=changed[code], people=number, valid_from=date(today.year, 1, 1), source=told["changed_source"])
        for code, number in told["changed"].items()
    ]
    return len(Staffing.objects.bulk_create(rows))


def _counts(office: Office, received: set[int]) -> bool:
    return office.kind in Office.GRASSROOTS_KINDS or office.pk in received


def _people(office: Office, told: dict[str, dict[str, int]]) -> int:
    """As listed, else what is usual for its kind, a few more or fewer so that not all are alike."""
    usual = told["usual"].get(office.kind, told["usual"]["other"])
    return told["listed"].get(office.code, usual + office.pk % 3)
