"""What the receiving offices of the demo told about what landed on them: all, a part, or nothing."""

from random import Random

from tracker.actions.deliveries import Landing
from tracker.demo.drafts import around, chance
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office

TELLS_ALL, TELLS_PEOPLE = 0.35, 0.2
CONFIRMS = {Office.Level.TOWN: 0.65, Office.Level.VILLAGE: 0.4}
PEOPLE = {Kind.MEETING: (1, 6), Kind.DOCUMENT: (1, 5), Kind.INSPECTION: (2, 8)}
MINUTES = {Kind.MEETING: 75, Kind.DOCUMENT: 9, Kind.INSPECTION: 120}


def confirms(office: Office, rng: Random) -> bool:
    """Whether the office recorded by itself what the issuer had recorded."""
    return chance(rng, CONFIRMS[Office.Level(office.level)])


def told(item: Item, office: Office, rng: Random) -> Landing:
    """People and minutes as the office told them; None where it did not."""
    draw = rng.random()
    if draw > TELLS_ALL + TELLS_PEOPLE:
        return Landing(office)
    people = _people(item, office, rng)
    if draw > TELLS_ALL:
        return Landing(office, people=people)
    return Landing(
        office,
        people=people,
        minutes=_minutes(item, rng),
        travel_minutes=rng.choice((20, 40, 60, 90, 120)) if _has_travel(item) and chance(rng, 0.5) else None,
        preparation_minutes=rng.randrange(30, 400, 10) if chance(rng, 0.15) else None,
    )


def _people(item: Item, office: Office, rng: Random) -> int:
    fewest, most = PEOPLE[Kind(item.kind)]
    return rng.randint(fewest, max(fewest, most // 2) if office.level == Office.Level.VILLAGE else most)


def _minutes(item: Item, rng: Random) -> int:
    if item.minutes is not None:
        return item.minutes
    return around(rng, MINUTES[Kind(item.kind)], 0.4, (3, 360), 1 if item.kind == Kind.DOCUMENT else 5)


def _has_travel(item: Item) -> bool:
    return item.kind == Kind.MEETING and item.meeting_form != Item.MeetingForm.VIDEO
