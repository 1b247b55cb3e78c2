"""A target of an area as it is shared out among its towns or its bureaus."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q, QuerySet

from tracker.measures.cascade import shared_out
from tracker.models.baselines import Count, Side
from tracker.models.kinds import COUNTED_BY_LANDING
from tracker.models.offices import Office
from tracker.models.staffing import Staffing
from tracker.models.targets import Target
from tracker.periods import year_span
from tracker.queries.baselines import baseline_years
from tracker.queries.standings import standings
from tracker.queries.targets import last_day, looked_at

SENDERLESS = (*Office.GRASSROOTS_KINDS, Office.Kind.REGION)


class Whom(StrEnum):
    """Among whom: the towns, for what they receive; or the bodies of the area, for what they send."""

    TOWNS = "towns"
    BUREAUS = "bureaus"


class Method(StrEnum):
    EQUAL = "equal"
    BASELINE = "baseline"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class CascadeLine:
    """One office. part: what was shared out to it; the newest where it was changed on the way.

    baseline: its own number of the base year. staff: its people. other: a yearly target of its own that is in the way,
    so that nothing can be shared out to it.
    """

    office: Office
    part: Target | None
    baseline: int | None
    staff: int | None
    other: Target | None

    def weight(self, method: Method) -> int | None:
        """None where the ledger does not know it."""
        return {Method.EQUAL: 1, Method.BASELINE: self.baseline, Method.STAFF: self.staff}[method]


@dataclass(frozen=True, slots=True)
class Cascade:
    """ceiling: what is to be shared out; None when it cannot be computed. lines: in official order."""

    target: Target
    whom: Whom
    ceiling: int | None
    lines: list[CascadeLine]

    @property
    def side(self) -> str:
        return Side.RECEIVED if self.whom == Whom.TOWNS else Side.SENT

    @property
    def counts_overlap(self) -> bool:
        """Whether one item counts at several offices, so that what lands on them is more than the area's own count."""
        is_by_landing = self.target.kind in COUNTED_BY_LANDING and self.target.count == Count.FULL
        return self.whom == Whom.TOWNS and not is_by_landing

    @property
    def open_lines(self) -> list[CascadeLine]:
        return [line for line in self.lines if line.other is None]

    @property
    def parts(self) -> list[Target]:
        return [line.part for line in self.lines if line.part is not None]

    @property
    def taken(self) -> int:
        """What fixed numbers of their own already give to offices that cannot be shared out to."""
        return sum(line.other.number or 0 for line in self.lines if line.other is not None)

    def proposed(self, method: Method) -> dict[int, int]:
        """By office id, parts that add up to what of the ceiling is not taken. Offices without a weight get none."""
        weights = [(line.office.pk, line.weight(method)) for line in self.open_lines]
        known = [(pk, weight) for pk, weight in weights if weight is not None]
        parts = shared_out(max(0, (self.ceiling or 0) - self.taken), [weight for _pk, weight in known])
        return {pk: part for (pk, _weight), part in zip(known, parts, strict=True)}

    def without_weight(self, method: Method) -> list[Office]:
        return [line.office for line in self.open_lines if line.weight(method) is None]


def may_be_shared_out(target: Target) -> bool:
    """Whether it is one yearly number of one office that has others below it."""
    is_single = target.type in Target.ANNUAL and not target.level and target.group_id is None
    return is_single and target.office.kind == Office.Kind.REGION


def usual_whom(target: Target) -> Whom:
    """Whom it is shared out among already; else by what it speaks of."""
    first = Target.objects.filter(cascade_of=target).first()
    side = target.side if first is None else first.side
    return Whom.TOWNS if side == Side.RECEIVED else Whom.BUREAUS


def cascade(target: Target, whom: Whom, today: date) -> Cascade:
    """The present state of sharing out a target among whom."""
    day = looked_at(target, today)
    row = standings([target.office], day.year, day, target.side, target.count)[target.office_id, target.kind]
    ceiling = row.ceiling if row.target and row.target.pk == target.pk else None
    offices = _offices(target.office, whom, day)
    lines = _lines(target, Side.RECEIVED if whom == Whom.TOWNS else Side.SENT, offices, day)
    return Cascade(target, whom, ceiling, lines)


def _offices(area: Office, whom: Whom, day: date) -> list[Office]:
    below = Office.objects.within(area).filter(depth=area.depth + 1).in_force(day).order_by("path")
    if whom == Whom.TOWNS:
        return list(below.filter(kind__in=Office.TOWN_KINDS))
    return list(below.exclude(kind__in=SENDERLESS))


def _lines(target: Target, side: str, offices: Sequence[Office], day: date) -> list[CascadeLine]:
    year = target.baseline_year or target.year - 1
    baselines = baseline_years(offices, side, target.count, year, year_span(year))
    staff = _staff(offices, day)
    parts = _targets(target, side, offices).filter(cascade_of=target).order_by("valid_from")
    part_of = {part.office_id: part for part in parts}
    other_of = {other.office_id: other for other in _targets(target, side, offices).exclude(pk__in=parts)}
    return [
        CascadeLine(
            office,
            part_of.get(office.pk),
            baseline.number if (baseline := baselines.get((office.pk, target.kind))) else None,
            staff.get(office.pk),
            other_of.get(office.pk),
        )
        for office in offices
    ]


def _targets(target: Target, side: str, offices: Sequence[Office]) -> QuerySet[Target]:
    """Yearly targets of these offices themselves that speak of some of the same days."""
    rows = Target.objects.filter(office__in=offices, level="", group=None, side=side, type__in=Target.ANNUAL)
    rows = rows.filter(kind=target.kind, count=target.count, year=target.year)
    ends_later = Q(valid_to__isnull=True) | Q(valid_to__gte=target.valid_from)
    return rows.filter(ends_later, valid_from__lte=last_day(target)).select_related("office")


def _staff(offices: Iterable[Office], day: date) -> dict[int, int]:
    """People of each office itself on a day, as last told before it."""
    rows = Staffing.objects.filter(office__in=list(offices), valid_from__lte=day).order_by("valid_from")
    return {row.office_id: row.people for row in rows}
