"""What the ledger itself cost, by month and way and by office, beside the load of the same days and of last year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum

from tracker.measures.efforts import allowance, per_record
from tracker.models.efforts import Effort
from tracker.models.norms import Norm
from tracker.models.offices import Office
from tracker.periods import Span, month_of, month_span, year_to_date
from tracker.queries.landings import Rows, received


@dataclass(frozen=True, slots=True)
class Spent:
    """Records made with what they took. allowed: seconds the budget gives; None without a budget."""

    records: int = 0
    seconds: int = 0
    steps: int = 0
    allowed: int | None = None

    @property
    def minutes(self) -> int:
        """Whole minutes, half rounding up."""
        return (self.seconds + 30) // 60

    @property
    def allowed_minutes(self) -> int | None:
        return None if self.allowed is None else self.allowed // 60

    @property
    def is_over(self) -> bool:
        return self.allowed is not None and self.seconds > self.allowed

    @property
    def seconds_each(self) -> int | None:
        each = per_record(self.seconds, self.records)
        return None if each is None else round(each)

    @property
    def steps_each(self) -> int | None:
        each = per_record(self.steps, self.records)
        return None if each is None else round(each)


@dataclass(frozen=True, slots=True)
class MonthSpent:
    """One month: everything, and the ways it came in. offices: how many recorded anything."""

    month: int
    whole: Spent
    offices: int
    ways: tuple[tuple[str, Spent], ...]

    @property
    def first(self) -> date:
        return month_span(self.month).first


@dataclass(frozen=True, slots=True)
class OfficeSpent:
    office: Office
    this_month: Spent
    this_year: Spent


@dataclass(frozen=True, slots=True)
class OwnBurden:
    """One area in one year so far. minutes: person-minutes of load. minutes_before: of the same days last year.

    months: the newest first. offices: with those below them, in official order; never by what they spent.
    """

    area: Office
    span: Span
    budget: int | None
    whole: Spent
    minutes: int
    minutes_before: int
    months: list[MonthSpent]
    offices: list[OfficeSpent]

    @property
    def saved(self) -> int | None:
        """Person-minutes fewer than in the same days of last year; negative when more. None without last year."""
        return self.minutes_before - self.minutes if self.minutes_before else None


def spent_this_month(office: Office, today: date) -> Spent:
    """By the office itself, without those below it."""
    rows = Effort.objects.filter(office=office, month=month_of(today))
    return _spent(rows.aggregate(**_SUMS))


def own_burden(area: Office, today: date) -> OwnBurden:
    span = year_to_date(today.year, today)
    budget = Norm.objects.on(today).get(Norm.Code.OWN_BURDEN)
    months = _months(area, span, budget)
    return OwnBurden(
        area=area,
        span=span,
        budget=budget,
        whole=_add(row.whole for row in months),
        minutes=_load(area, span),
        minutes_before=_load(area, span.in_year(span.first.year - 1)),
        months=months,
        offices=_offices(area, span, budget),
    )


_SUMS = {name: Sum(name, default=0) for name in ("records", "seconds", "steps")}


def _months(area: Office, span: Span, budget: int | None) -> list[MonthSpent]:
    efforts = Effort.objects.filter(_below(area), month__in=list(span.months()))
    ways: dict[int, dict[str, Spent]] = {}
    rows: Rows = efforts.values("month", "way").annotate(**_SUMS).order_by()
    for row in rows:
        ways.setdefault(row["month"], {})[row["way"]] = Spent(row["records"], row["seconds"], row["steps"])
    active: dict[int, set[int]] = {}
    for month, office in efforts.values_list("month", "office").distinct():
        active.setdefault(month, set()).add(office)
    return [_month(month, ways[month], len(active[month]), span, budget) for month in sorted(ways, reverse=True)]


def _month(month: int, ways: dict[str, Spent], offices: int, span: Span, budget: int | None) -> MonthSpent:
    days = month_span(month).overlap(span).days
    whole = _add(ways.values(), None if budget is None else allowance(budget, days, offices))
    labels = {way: str(Effort.Way(way).label) for way in Effort.Way.values}
    return MonthSpent(
        month, whole, offices, tuple((labels[way], ways[way]) for way in Effort.Way.values if way in ways)
    )


def _offices(area: Office, span: Span, budget: int | None) -> list[OfficeSpent]:
    """The area's own office and those directly below it, as far as they, or what lies below them, recorded anything."""
    rows = Effort.objects.filter(_below(area), month__in=list(span.months()))
    cells = list(rows.values_list("office__path", "month", "records", "seconds", "steps"))
    paths = {path[: area.depth * Office.steplen + Office.steplen] for path, *_rest in cells}
    found = []
    for office in Office.objects.filter(path__in=paths).order_by("path"):
        own = [cell for cell in cells if cell[0] == office.path or (office != area and cell[0].startswith(office.path))]
        found.append(_office(office, own, span, budget))
    return found


def _office(
    office: Office, cells: Sequence[tuple[str, int, int, int, int]], span: Span, budget: int | None
) -> OfficeSpent:
    month = month_of(span.last)
    active = {path for path, in_month, *_rest in cells if in_month == month}
    this_month = Span(span.last.replace(day=1), span.last)
    allowed = None if budget is None else allowance(budget, this_month.days, max(len(active), 1))
    return OfficeSpent(
        office,
        _add((Spent(*cell[2:]) for cell in cells if cell[1] == month), allowed),
        _add(Spent(*cell[2:]) for cell in cells),
    )


def _below(area: Office) -> Q:
    return Q(office__path__gte=area.path, office__path__lt=area.path_end)


def _load(area: Office, span: Span) -> int:
    return sum(landed.full_minutes for landed in received([area], span).values())


def _spent(row: dict[str, int]) -> Spent:
    return Spent(row["records"], row["seconds"], row["steps"])


def _add(parts: Iterable[Spent], allowed: int | None = None) -> Spent:
    spent = list(parts)
    return Spent(
        sum(part.records for part in spent),
        sum(part.seconds for part in spent),
        sum(part.steps for part in spent),
        allowed,
    )
