"""Plans of the year: their lines and what came of them, and how much room the ceiling leaves."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from tracker.models.baselines import Side
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.plans import Plan, PlanLine
from tracker.queries.standings import standings

Status = PlanLine.Status
NUMBERED, WITHOUT_NUMBER, UNPLANNED = "numbered", "without_number", "unplanned"
PLAN_STATES = (NUMBERED, WITHOUT_NUMBER, UNPLANNED)


@dataclass(frozen=True, slots=True)
class Room:
    """How one kind of a plan stands against the issuer's ceiling of the year.

    planned: approved lines but for those that lean on an offset. leaning: those. unplanned: items sent this year
    that count officially and come of no line. ceiling: None where no target or baseline gives one.
    """

    kind: str
    ceiling: int | None
    planned: int = 0
    leaning: int = 0
    unplanned: int = 0

    @property
    def label(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def committed(self) -> int:
        """What the ceiling has to hold: approved lines, and what was sent beside the plan."""
        return self.planned + self.unplanned

    @property
    def left(self) -> int | None:
        """How many more can be approved without an offset; below zero when it is too many already."""
        return None if self.ceiling is None else self.ceiling - self.committed

    def is_full(self, *, with_unplanned: bool) -> bool:
        """Whether one more needs an offset. The year's plan is held against the ceiling by itself; once it is
        approved, what was sent beside it counts too."""
        held = self.committed if with_unplanned else self.planned
        return self.ceiling is not None and held >= self.ceiling

    @property
    def over(self) -> int:
        return max(0, -(self.left or 0))


@dataclass(frozen=True, slots=True)
class Progress:
    """How an issuer's plan of a year goes: lines approved, those of them of which an item came, those that wait."""

    approved: int
    carried_out: int
    waiting: int


def progress_of(issuer: Office, year: int) -> Progress | None:
    """None before anything is planned."""
    came = Q(items__withdrawn_at__isnull=True, items__isnull=False)
    lines = PlanLine.objects.filter(plan__issuer=issuer, plan__year=year)
    numbers = lines.aggregate(
        approved=Count("pk", filter=Q(status=Status.APPROVED), distinct=True),
        carried_out=Count("pk", filter=Q(status=Status.APPROVED) & came, distinct=True),
        waiting=Count("pk", filter=Q(status=Status.PROPOSED), distinct=True),
    )
    return Progress(**numbers) if numbers["approved"] + numbers["waiting"] else None


def plan_of(issuer: Office, year: int) -> Plan | None:
    """The issuer's plan of a year; None before its first line is proposed."""
    return Plan.objects.filter(issuer=issuer, year=year).select_related("issuer").first()


def ceilings_of(issuer: Office, year: int, today: date) -> dict[str, int | None]:
    """What the targets allow the issuer to send in a year, by kind; None where there is no target or no baseline."""
    as_of = min(max(today, date(year, 1, 1)), date(year, 12, 31))
    rows = standings([issuer], year, as_of, Side.SENT)
    return {kind: rows[issuer.pk, kind].ceiling for kind in Kind.values}


def rooms(issuer: Office, year: int, today: date) -> list[Room]:
    """A row for every kind."""
    ceilings = ceilings_of(issuer, year, today)
    return [room_of(issuer, year, kind, ceilings[kind]) for kind in Kind.values]


def planned_as(state: str, item: str = "") -> Q:
    """A condition for items, or for deliveries where `item` leads to theirs; states as in PLAN_STATES.

    Unplanned (计划外) is reckoned, never stored: of an issuer whose plan of the year is approved and holds lines of
    this kind, and yet of none of them.
    """
    if state == NUMBERED:
        return ~Q(**{f"{item}admission_number": ""})
    if state == WITHOUT_NUMBER:
        return Q(**{f"{item}without_admission": True})
    covered = PlanLine.objects.filter(
        kind=OuterRef("kind"), status=Status.APPROVED, plan__issuer=OuterRef("issuer"),
        plan__year=OuterRef("month") / 100, plan__status=Plan.Status.APPROVED,
    )  # fmt: skip
    return Q(Exists(covered), **{f"{item}plan_line__isnull": True})


def room_of(issuer: Office, year: int, kind: str, ceiling: int | None) -> Room:
    leans = Q(offset_uses__isnull=False, offset_uses__released_at__isnull=True)
    approved = PlanLine.objects.filter(plan__issuer=issuer, plan__year=year, kind=kind, status=Status.APPROVED)
    numbers = approved.aggregate(all=Count("pk", distinct=True), leaning=Count("pk", filter=leans, distinct=True))
    unplanned = Item.objects.standing().filter(
        issuer=issuer, kind=kind, month__range=(year * 100 + 1, year * 100 + 12), official=True, plan_line__isnull=True
    )
    return Room(kind, ceiling, numbers["all"] - numbers["leaning"], numbers["leaning"], unplanned.count())
