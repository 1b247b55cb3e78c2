"""One merger and one new name in the demo county, in the middle of this year."""

from collections.abc import Sequence
from datetime import date

from tracker.actions.offices import merge_offices, rename_office
from tracker.demo.county import County
from tracker.demo.data import read
from tracker.demo.drafts import Draft
from tracker.models.offices import Office

MONTH, DAY = 6, 30


def make_mergers(today: date) -> None:
    """As fixtures/demo/mergers.json says, on 30 June; nothing while that day lies ahead."""
    day = date(today.year, MONTH, DAY)
    if today <= day:
        return
    for row in read("mergers")["merged"]:
        merge_offices(_office(row["office"]), _office(row["into"]), day)
    for row in read("mergers")["renamed"]:
        rename_office(_office(row["office"]), row["name"], day)


def redirect_merged(drafts: Sequence[Draft], county: County, today: date) -> None:
    """From that day on nothing lands on what is gone; its successor receives it, once."""
    day = date(today.year, MONTH, DAY)
    villages = {village.code: village for town in county.towns for village in town.villages}
    heirs = {row["office"]: villages[row["into"]] for row in read("mergers")["merged"]}
    for draft in drafts:
        if today > day and draft.item.day >= day and any(office.code in heirs for office in draft.receivers):
            offices = [heirs.get(office.code, office) for office in draft.receivers]
            draft.receivers[:] = list({office.pk: office for office in offices}.values())


def _office(code: str) -> Office:
    return Office.objects.get(code=code)
