"""Plans as pages show them: an issuer's lines with what came of each, and the plans of an area."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.plans import Plan, PlanLine
from tracker.models.posts import offices_visible_to, post_of
from tracker.queries.landings import Rows
from tracker.queries.plans import UNPLANNED, planned_as

Status = PlanLine.Status
# USERS N17: what is planned and cancelled within a week was never going to take place, and saves nothing.
STOOD_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line and the items that came of it, as far as they stand. is_late: its month is over and nothing was held."""

    line: PlanLine
    items: list[Item]
    is_late: bool


@dataclass(frozen=True, slots=True)
class KindLines:
    kind: str
    rows: list[LineRow]

    @property
    def label(self) -> str:
        return str(Kind(self.kind).label)


@dataclass(frozen=True, slots=True)
class Avoided:
    """What was planned, approved and then called off: how many lines, and the person-minutes they were to cost.

    It is no part of any reduction, which compares what landed with a baseline.
    """

    lines: int
    minutes: int


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One issuer's plan of a year in a list. approved, by kind, and waiting count lines; without_number items."""

    issuer: Office
    plan: Plan | None
    approved: dict[str, int] = field(default_factory=dict)
    waiting: int = 0
    additions_waiting: int = 0
    unplanned: int = 0
    without_number: int = 0

    @property
    def counts(self) -> list[int]:
        return [self.approved.get(kind, 0) for kind in Kind.values]


def visible_lines(user: User | AnonymousUser) -> QuerySet[PlanLine]:
    return PlanLine.objects.visible_to(user).select_related("plan__issuer", "requested_by", "decided_by")


def lines_by_kind(plan: Plan | None, today: date) -> list[KindLines]:
    """The lines of a plan by kind, then by month; those without a month last. Kinds without a line are left out."""
    if plan is None:
        return []
    held = Prefetch("items", Item.objects.standing().order_by("day", "pk"), to_attr="held")
    lines = plan.lines.select_related("requested_by", "decided_by").prefetch_related(held)
    rows: dict[str, list[LineRow]] = defaultdict(list)
    for line in sorted(lines, key=_place):
        rows[line.kind].append(LineRow(line, line.held, not line.held and _is_over(line, plan.year, today)))
    return [KindLines(kind, rows[kind]) for kind in Kind.values if kind in rows]


def avoided(plan: Plan | None) -> Avoided:
    """Only lines that stood approved for a week before they were withdrawn, and of which nothing came."""
    if plan is None:
        return Avoided(0, 0)
    lines = plan.lines.filter(status=Status.WITHDRAWN, decided_at__isnull=False, admission_number__isnull=False)
    called_off = [line for line in lines.exclude(items__withdrawn_at__isnull=True, items__isnull=False) if _stood(line)]
    return Avoided(len(called_off), sum(line.person_minutes or 0 for line in called_off))


def plan_rows(user: User | AnonymousUser, year: int) -> list[PlanRow]:
    """Every office in scope that has a plan of the year or sent something in it, in official order."""
    scope = offices_visible_to(user)
    plans = {plan.issuer_id: plan for plan in Plan.objects.filter(issuer__in=scope, year=year)}
    lines = _line_counts(plans.values())
    sent = _sent_counts(scope, year)
    issuers = Office.objects.filter(pk__in={*plans, *sent}).order_by("path")
    return [_plan_row(issuer, plans.get(issuer.pk), lines, sent.get(issuer.pk, {})) for issuer in issuers]


def plan_years(user: User | AnonymousUser) -> list[int]:
    return sorted(set(Plan.objects.visible_to(user).order_by().values_list("year", flat=True)), reverse=True)


def line_choices(item: Item) -> QuerySet[PlanLine]:
    """Approved lines an item may come of: of its issuer, kind and year, by month."""
    same = {"plan__issuer": item.issuer_id, "plan__year": item.day.year, "kind": item.kind}
    return PlanLine.objects.filter(status=Status.APPROVED, **same).select_related("plan").order_by("month", "pk")


def _plan_row(issuer: Office, plan: Plan | None, lines: Rows, sent: dict[str, int]) -> PlanRow:
    own = [row for row in lines if plan is not None and row["plan"] == plan.pk]
    approved: dict[str, int] = defaultdict(int)
    for row in own:
        if row["status"] == Status.APPROVED:
            approved[row["kind"]] += row["number"]
    waiting = [row for row in own if row["status"] == Status.PROPOSED]
    additions = sum(row["number"] for row in waiting if row["is_addition"])
    number = sum(row["number"] for row in waiting)
    return PlanRow(issuer, plan, dict(approved), number, additions, sent.get("unplanned", 0), sent.get("unnumbered", 0))


def _line_counts(plans: Iterable[Plan]) -> Rows:
    rows = PlanLine.objects.filter(plan__in=[plan.pk for plan in plans])
    return list(rows.order_by().values("plan", "kind", "status", "is_addition").annotate(number=Count("pk")))


def _sent_counts(scope: QuerySet[Office], year: int) -> dict[int, dict[str, int]]:
    """By issuer: items beside its plan (计划外), and those that came without a number (无号).

    Only whole figures of an issuer leave this function, so that nobody learns who logged what had no number.
    """
    landed = Delivery.objects.standing().filter(item=OuterRef("pk"))
    sent = Item.objects.standing().filter(Exists(landed), issuer__in=scope, month__range=_months(year)).order_by()
    numbers: Rows = sent.values("issuer").annotate(
        unplanned=Count("pk", filter=planned_as(UNPLANNED)), unnumbered=Count("pk", filter=Q(without_admission=True))
    )
    return {row["issuer"]: row for row in numbers}


def is_unplanned(item: Item) -> bool:
    return Item.objects.filter(planned_as(UNPLANNED), pk=item.pk).exists()


def logged_here(user: User | AnonymousUser, item: Item) -> bool:
    """Whether the reader works at the office that logged it; only there a page says that it had no number (无号)."""
    post = post_of(user)
    return post is not None and post.office_id == item.logged_for_id


def _months(year: int) -> tuple[int, int]:
    return year * 100 + 1, year * 100 + 12


def _place(line: PlanLine) -> tuple[int, int]:
    return line.month or 13, line.pk


def _is_over(line: PlanLine, year: int, today: date) -> bool:
    return line.status == Status.APPROVED and (year, line.month or 12) < (today.year, today.month)


def _stood(line: PlanLine) -> bool:
    gone = line.history.filter(status=Status.WITHDRAWN).order_by("history_date").first()
    return gone is not None and line.decided_at is not None and gone.history_date - line.decided_at >= STOOD_FOR
