"""What the demo county's offices would have spent on recording what they recorded: some seconds a record."""

from datetime import date

from django.db.models import Count, F

from tracker.demo.county import County
from tracker.models.efforts import Effort
from tracker.models.items import Item
from tracker.queries.landings import Rows

SECONDS = {Effort.Way.FORM: 19, Effort.Way.PASTE: 9, Effort.Way.IMPORT: 2}
STEPS = {Effort.Way.FORM: 8, Effort.Way.PASTE: 3, Effort.Way.IMPORT: 0}
PARTS = {Effort.Way.FORM: 1, Effort.Way.PASTE: 2, Effort.Way.IMPORT: 7}  # of ten records


def make_efforts(county: County, today: date) -> None:
    """By town and month of this year, of the items the town logged itself; most came in files."""
    towns = [town.office.pk for town in county.towns]
    logged = Item.objects.filter(logged_for__in=towns, day__year=today.year, day__lte=today)
    rows: Rows = logged.values("month", office=F("logged_for")).annotate(number=Count("pk")).order_by()
    Effort.objects.bulk_create(
        Effort(
            office_id=row["office"],
            month=row["month"],
            way=way,
            records=records,
            seconds=records * SECONDS[way],
            steps=records * STEPS[way] + 1,
        )
        for row in rows
        for way in PARTS
        if (records := row["number"] * PARTS[way] // 10)
    )
