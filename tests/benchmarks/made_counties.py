"""Counties of a chosen number of towns and deliveries, made fast: rows of the right shape, nothing worth reading."""

from datetime import date, timedelta
from random import Random

from tests.county import make_office, unsaved_item
from tracker.actions.deliveries import Landing, new_delivery
from tracker.models.baselines import Side
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.norms import Norm
from tracker.models.offices import Office
from tracker.models.staffing import Staffing
from tracker.models.targets import Target
from tracker.periods import month_of
from tracker.rules.counting import clauses_on, count_officially

FAN_OUT = 10  # towns an item reaches
BUREAUS = 8
FIRST, LAST = date(2025, 1, 1), date(2026, 10, 20)


class MadeCounty:
    """Two years of a county, with a target for its towns and its bureaus, and the staff of every town."""

    def __init__(self, name: str, towns: int, deliveries: int) -> None:
        self.area = make_office(name, name, Office.Kind.REGION, Office.Level.COUNTY)
        self.bureaus = [self._bureau(f"{name}-B{number}") for number in range(BUREAUS)]
        self.towns = [self._town(f"{name}-T{number}") for number in range(towns)]
        self._promise()
        self._fill(deliveries // FAN_OUT, Random(name))  # noqa: S311

    def _bureau(self, name):
        kind = Office.Kind.GOVERNMENT_DEPARTMENT
        return make_office(name, name, kind, Office.Level.COUNTY, self.area)

    def _town(self, name):
        return make_office(name, name, Office.Kind.TOWN, Office.Level.TOWN, self.area)

    def _promise(self):
        fixed = {"year": LAST.year, "type": Target.Type.FIXED, "number": 500, "valid_from": date(LAST.year, 1, 1)}
        Target.objects.bulk_create(
            Target(office=self.area, kind=kind, level=level, side=side, **fixed)
            for kind in Kind.values
            for level, side in ((Office.Level.TOWN, Side.RECEIVED), (Office.Level.COUNTY, Side.SENT))
        )
        Staffing.objects.bulk_create(Staffing(office=town, people=60, valid_from=FIRST) for town in self.towns)

    def _fill(self, number, random):
        norms, clauses = Norm.objects.on(FIRST), clauses_on(FIRST)
        days = (LAST - FIRST).days + 1
        items = []
        for _ in range(number):
            day = FIRST + timedelta(days=random.randrange(days))
            item = unsaved_item(random.choice(Kind.values), random.choice(self.bureaus), day)
            item.month, item.logged_for = month_of(day), item.issuer
            count_officially(item, clauses, covered=lambda _item: False)
            items.append(item)
        Item.objects.bulk_create(items, batch_size=2_000)
        Delivery.objects.bulk_create(
            [
                new_delivery(item, Landing(town), norms, sent=True, received=False)
                for item in items
                for town in random.sample(self.towns, FAN_OUT)
            ],
            batch_size=2_000,
        )
