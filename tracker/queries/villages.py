"""What landed one level below the offices of an overview: of a county, its villages, town by town."""

from collections import defaultdict
from dataclasses import dataclass

from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.queries.landings import Landed, received
from tracker.queries.overview import Overview, receivers_below


@dataclass(frozen=True, slots=True)
class VillageRow:
    """One office below one of the matrix. landed: by kind, in the order of the kinds."""

    office: Office
    landed: list[Landed]

    @property
    def minutes(self) -> int:
        return sum(landed.full_minutes for landed in self.landed)


def villages_of(overview: Overview) -> dict[int, list[VillageRow]]:
    """By the id of the office they lie below, in official order. Counts and hours alone: nothing is judged there."""
    villages = receivers_below(overview.area, overview.span.last, 2)
    landed = received(villages, overview.span, overview.under)
    ids = {office.path: office.pk for office in overview.offices}
    found: dict[int, list[VillageRow]] = defaultdict(list)
    for village in villages:
        above = ids.get(village.path[: -Office.steplen])
        if above is not None:
            cells = [landed.get((village.pk, kind), Landed(kind)) for kind in Kind.values]
            found[above].append(VillageRow(village, cells))
    return dict(found)
