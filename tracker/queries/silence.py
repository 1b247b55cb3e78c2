"""Of which kinds an office has gone silent: neither a record nor “本期无” speaks of the last days."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.db.models.functions import Left

from tracker.models.baselines import Side
from tracker.models.deliveries import Delivery, DeliveryQuerySet
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.loads import Load
from tracker.models.offices import Office
from tracker.periods import Span, month_of, month_span, next_month
from tracker.queries.landings import landed_in, split_months, within_range
from tracker.queries.nil_reports import NilCells, nil_cells, received_months, sent_months

Silent = set[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Known:
    """What is told of some months. recorded: by (office id, kind), empty where nothing was. nil: by office id."""

    recorded: defaultdict[tuple[int, str], set[int]]
    nil: dict[int, NilCells]


def known_of(offices: Sequence[Office], side: str, months: Sequence[int]) -> Known:
    """Records and nil reports of a side, month by month."""
    ids = [office.pk for office in offices]
    cells = sent_months(ids, months) if side == Side.SENT else received_months(ids, months)
    recorded: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
    for office, kind, month in cells:
        recorded[office, kind].add(month)
    speaking = [office for office in offices if office.reports_sending == (side == Side.SENT)]
    return Known(recorded, nil_cells(speaking, months))


def silent_kinds(offices: Sequence[Office], side: str, window: Span, known: Known) -> Silent:
    """(office id, kind) of which nothing is known in the last days, those of the window (norm silent_days).

    known: of every month of the window and of the year so far.

    Silence is no zero: a count that ends weeks ago is evidence of nothing. A kind is heard of when
    - something of it landed on the office, or was sent by it, in these days; or
    - “本期无” was reported for a month that ended in these days, and for every month between the last record of the
      kind in the year (or January, or the month the office was founded) and that one; or
    - the last month that ended in these days has a record of it, and of another kind something is heard.
    One nil report never covers for the silence before it.
    """
    heard = _recorded_in(offices, side, window, known)
    heard |= _told_by_months(offices, window, known, heard)
    return {(office.pk, kind) for office in offices for kind in Kind.values} - heard


def silent_window(days: int, last: date) -> Span:
    """The last so many days, the last one included."""
    return Span(last - timedelta(days=days - 1), last)


def last_landing(office: Office, as_of: date) -> date | None:
    """The last day on which anything landed on the office or below it; None when nothing ever did.

    The loads say in which months; of these, the newest is looked through by its items, from the last day on.
    """
    within = Load.objects.filter(office=office, month__lte=month_of(as_of), full_landings__gt=0)
    landed = Delivery.objects.standing().landed_on(office).filter(item=OuterRef("pk"))
    for month in within.order_by("-month").values_list("month", flat=True).distinct():
        span = month_span(month)
        rows = Item.objects.standing().filter(Exists(landed), day__range=(span.first, min(as_of, span.last)))
        last: date | None = rows.order_by("-day").values_list("day", flat=True).first()
        if last is not None:
            return last
    return None


def _recorded_in(offices: Sequence[Office], side: str, window: Span, known: Known) -> Silent:
    """Heard of by a record. Whole months are told by the loads; days are read only of what these leave open."""
    whole, pieces = split_months(window)
    heard = {
        cell for cell, months in known.recorded.items() if whole and any(_between(month, whole) for month in months)
    }
    quiet = [office for office in offices if any((office.pk, kind) not in heard for kind in Kind.values)]
    if side == Side.SENT:
        rows = Item.objects.standing().during(window).filter(issuer__in=[office.pk for office in quiet])
        return heard | set(rows.order_by().values_list("issuer", "kind").distinct())
    for piece in pieces:
        heard |= _landed_in(quiet, piece, known, heard)
    return heard


def _between(month: int, whole: tuple[int, int]) -> bool:
    return whole[0] <= month <= whole[1]


def _landed_in(offices: Sequence[Office], piece: Span, known: Known, heard: Silent) -> Silent:
    """Cells with a record on these days of one month; asked where the month has one that is not heard."""
    month = month_of(piece.first)
    open_cells = {cell for cell, months in known.recorded.items() if month in months} - heard
    places = [office for office in offices if any((office.pk, kind) in open_cells for kind in Kind.values)]
    recent = landed_in(piece)
    return {cell for depth in {office.depth for office in places} for cell in _landed_at(places, depth, recent)}


def _landed_at(offices: Sequence[Office], depth: int, recent: DeliveryQuerySet) -> Iterable[tuple[int, str]]:
    ids = {office.path: office.pk for office in offices if office.depth == depth}
    rows = within_range(recent, [office for office in offices if office.depth == depth])
    area = Left("office_path", depth * Office.steplen)
    for path, kind in rows.annotate(area=area).values_list("area", "kind").distinct():
        if path in ids:
            yield ids[path], kind


def _told_by_months(offices: Sequence[Office], window: Span, known: Known, heard: Silent) -> Silent:
    """What nil reports that reach into the window without a gap say, and the record of its last month."""
    january = window.last.year * 100 + 1
    ended = [month for month in window.months() if month_span(month).last <= window.last]
    told = {
        (office.pk, kind)
        for office in offices
        for kind in Kind.values
        if any(_reaches(month, kind, office, known, january) for month in ended)
    }
    of_others = {office for office, _kind in heard | told}
    return told | {
        (office.pk, kind)
        for office in offices
        for kind in Kind.values
        if office.pk in of_others and ended and ended[-1] in known.recorded[office.pk, kind]
    }


def _reaches(month: int, kind: str, office: Office, known: Known, january: int) -> bool:
    """Whether the month itself, and every month since the last record of the kind, is reported as nil."""
    begin = _begin(office, month, known.recorded[office.pk, kind], january)
    between = Span(month_span(min(begin, month)).first, month_span(month).last).months()
    nil = known.nil.get(office.pk, {})
    return all((each, kind) in nil for each in between)


def _begin(office: Office, month: int, recorded: set[int], january: int) -> int:
    """The first month that needs nil reports for `month` to be believed."""
    known = [next_month(each) for each in recorded if each <= month]
    founded = [] if office.valid_from is None else [month_of(office.valid_from)]
    return max([january, *founded, *known])
