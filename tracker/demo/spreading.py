"""Which towns and villages a thing of the demo lands on: every town draws its month from the county's pool."""

from collections import Counter

from tracker.demo.county import County, Town
from tracker.demo.data import read
from tracker.demo.drafts import Draft, Period, chance
from tracker.demo.volumes import Stratum, burden_of, landings
from tracker.models.items import Item
from tracker.models.kinds import Kind

USUAL_MINUTES = 75
Taken = tuple[int, str, bool, int]


def spread(county: County, pool: list[Draft], stratum: Stratum, taken: Counter[Taken]) -> None:
    """Give every draft of the pool its receivers. A draft that no town draws keeps none.

    taken: what was planted on a town already; the month's volume stays what it is.
    """
    period = stratum.period
    for town in county.towns:
        wanted = landings(town, stratum) - taken[town.office.pk, stratum.kind, stratum.official, period.month]
        for draft in _drawn(pool, town, max(0, wanted), period):
            land(draft, town, period)


def land(draft: Draft, town: Town, period: Period) -> None:
    """Add a town, or one of its villages for some visits, or the town with all its villages."""
    to_a_village = draft.item.kind == Kind.INSPECTION and not draft.villages
    if to_a_village and chance(period.rng, read("volumes")["visits_to_a_village"]):
        draft.receivers.append(period.rng.choice(town.villages))
        return
    draft.receivers.append(town.office)
    if draft.villages:
        draft.receivers += town.villages


def _drawn(pool: list[Draft], town: Town, wanted: int, period: Period) -> list[Draft]:
    """A weighted sample without replacement (Efraimidis and Spirakis): the largest u ** (1 / weight) win."""
    keys = {id(draft): period.rng.random() ** (1 / _weight(draft, town)) for draft in pool}
    return sorted(pool, key=lambda draft: -keys[id(draft)])[:wanted]


def _weight(draft: Draft, town: Town) -> float:
    """Heavy towns get more of the long meetings, of those that ask for the principal, and less by video."""
    burden, item = burden_of(town), draft.item
    weight = draft.breadth
    if item.kind == Kind.MEETING:
        weight *= ((item.minutes or USUAL_MINUTES) / USUAL_MINUTES) ** burden["length"]
        weight *= burden["principal"] if item.required_rank == Item.RequiredRank.PRINCIPAL else 1
        weight *= burden["video"] if item.meeting_form == Item.MeetingForm.VIDEO else 1
    return float(weight)
