"""Of which kinds an office has gone silent: neither a record nor “本期无” speaks of the last days."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Max
from django.db.models.functions import Left

from tracker.models.baselines import Side
from tracker.models.deliveries import Delivery, DeliveryQuerySet
from tracker.models.kinds import Kind
from tracker.models.norms import Norm
from tracker.models.offices import Office
from tracker.periods import Span, month_of, month_span, next_month
from tracker.queries.landings import within_range
from tracker.queries.nil_reports import KindMonth, NilCells, nil_cells, received_months, sent_months

Silent = set[tuple[int, str]]


def silent_kinds(offices: Sequence[Office], side: str, as_of: date) -> Silent:
    """(office id, kind) of which nothing is known in the last days before `as_of` (norm silent_days).

    Silence is no zero: a count that ends weeks ago is evidence of nothing. A kind is heard of when
    - something of it landed on the office, or was sent by it, in these days; or
    - “本期无” was reported for a month that ended in these days, and for every month between the last record of the
      kind in the year (or January, or the month the office was founded) and that one; or
    - the last month that ended in these days has a record of it, and of another kind something is heard.
    One nil report never covers for the silence before it.
    """
    days = Norm.objects.on(as_of)[Norm.Code.SILENT_DAYS]
    window = Span(as_of - timedelta(days=days - 1), as_of)
    heard = _recorded_in(offices, side, window)
    open_cells = [office for office in offices if any((office.pk, kind) not in heard for kind in Kind.values)]
    heard |= _told_by_months(open_cells, side, window, heard)
    return {(office.pk, kind) for office in offices for kind in Kind.values} - heard


def last_landing(office: Office, as_of: date) -> date | None:
    """The last day on which anything landed on the office or below it; None when nothing ever did."""
    rows = Delivery.objects.standing().landed_on(office).filter(day__lte=as_of)
    last: date | None = rows.aggregate(last=Max("day"))["last"]
    return last


def _recorded_in(offices: Sequence[Office], side: str, window: Span) -> Silent:
    recent = Delivery.objects.standing().during(window)
    if side == Side.SENT:
        rows = recent.filter(issuer__in=[office.pk for office in offices])
        return set(rows.values_list("issuer", "kind").distinct())
    return {cell for depth in {office.depth for office in offices} for cell in _landed_at(offices, depth, recent)}


def _landed_at(offices: Sequence[Office], depth: int, recent: DeliveryQuerySet) -> Iterable[tuple[int, str]]:
    ids = {office.path: office.pk for office in offices if office.depth == depth}
    rows = within_range(recent, [office for office in offices if office.depth == depth])
    area = Left("office_path", depth * Office.steplen)
    for path, kind in rows.annotate(area=area).values_list("area", "kind").distinct():
        if path in ids:
            yield ids[path], kind


def _told_by_months(offices: Sequence[Office], side: str, window: Span, heard: Silent) -> Silent:
    """What nil reports that reach into the window without a gap say, and the record of its last month."""
    january = window.last.year * 100 + 1
    ended = [month for month in window.months() if month_span(month).last <= window.last]
    months = list(Span(month_span(min([january, *ended])).first, window.last).months())
    nil = nil_cells([office for office in offices if office.reports_sending == (side == Side.SENT)], months)
    recorded = _recorded_months([office.pk for office in offices], side, months)
    told = {
        (office.pk, kind)
        for office in offices
        for kind in Kind.values
        if any(_reaches(month, kind, office, nil.get(office.pk, {}), recorded, january) for month in ended)
    }
    known = {office for office, _kind in heard | told}
    return told | {
        (office.pk, kind)
        for office in offices
        for kind in Kind.values
        if office.pk in known and ended and ended[-1] in recorded[office.pk, kind]
    }


def _recorded_months(offices: Sequence[int], side: str, months: Sequence[int]) -> dict[tuple[int, str], set[int]]:
    cells: set[KindMonth] = sent_months(offices, months) if side == Side.SENT else received_months(offices, months)
    found: dict[tuple[int, str], set[int]] = defaultdict(set)
    for office, kind, month in cells:
        found[office, kind].add(month)
    return found


def _reaches(
    month: int, kind: str, office: Office, nil: NilCells, recorded: dict[tuple[int, str], set[int]], january: int
) -> bool:
    """Whether the month itself, and every month since the last record of the kind, is reported as nil."""
    begin = _begin(office, month, recorded[office.pk, kind], january)
    between = Span(month_span(min(begin, month)).first, month_span(month).last).months()
    return all((each, kind) in nil for each in between)


def _begin(office: Office, month: int, recorded: set[int], january: int) -> int:
    """The first month that needs nil reports for `month` to be believed."""
    known = [next_month(each) for each in recorded if each <= month]
    founded = [] if office.valid_from is None else [month_of(office.valid_from)]
    return max([january, *founded, *known])
