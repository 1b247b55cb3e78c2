"""Formal against informal (明减暗增): by which forms and channels things came, by month, beside the year before."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from tracker.measures.reduction import share
from tracker.models.counting_rules import CountingRule
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import Span, months_of_year, year_span, year_to_date
from tracker.queries.causes import Amount
from tracker.queries.landings import Rows, redecided
from tracker.queries.overview import years_with_data
from tracker.rules.channels import Way, least_items, way_of

_COLUMNS = ("issuer", "kind", "month", "document_format", "channel")
NOTHING = dict.fromkeys(Way.values, Amount())


@dataclass(frozen=True, slots=True)
class Versus:
    """What came this year, and on the same days of the year before; before is None where that year has no ledger."""

    now: Amount
    before: Amount | None

    @property
    def more_items(self) -> int | None:
        """More items than before, fewer below zero; None without a year before."""
        return None if self.before is None else self.now.full_items - self.before.full_items

    @property
    def size(self) -> int:
        """Items of both years, to put rows in order."""
        return self.now.full_items + (self.before.full_items if self.before else 0)

    @property
    def more_minutes(self) -> int | None:
        return None if self.before is None else self.now.full_minutes - self.before.full_minutes


@dataclass(frozen=True, slots=True)
class WayMonth:
    """One month by way. now: None before the month has begun. before: the whole month of the year before, or None."""

    month: int
    now: dict[str, Amount] | None
    before: dict[str, Amount] | None


@dataclass(frozen=True, slots=True)
class FormRow:
    """One form of documents, or one channel by which meetings or inspections were announced, within one way.

    code: of Item.DocumentFormat for documents, else of Item.Channel, "" where none was recorded.
    """

    way: str
    kind: str
    code: str
    versus: Versus


@dataclass(frozen=True, slots=True)
class IssuerShift:
    """One issuer by way. Whatever came by an unknown way is in no share."""

    issuer: Office
    ways: dict[str, Versus]

    @property
    def informal_share(self) -> Decimal | None:
        """Share of informal items among those whose way is known; None without any."""
        return _informal_share(way.now for way in self._known)

    @property
    def informal_share_before(self) -> Decimal | None:
        befores = [way.before for way in self._known]
        return None if None in befores else _informal_share(before for before in befores if before is not None)

    @property
    def shift(self) -> Decimal | None:
        """Points that the informal share rose: 0.12 means 12 percentage points. None where either is unknown."""
        now, before = self.informal_share, self.informal_share_before
        return None if now is None or before is None else now - before

    @property
    def is_worth_checking(self) -> bool:
        """Fewer formal and more informal items than before, each by as many as the data asks: 需要核对, no verdict."""
        formal, informal = (way.more_items for way in self._known)
        least = least_items()
        return formal is not None and informal is not None and -formal >= least and informal >= least

    @property
    def _known(self) -> tuple[Versus, Versus]:
        return self.ways[Way.FORMAL], self.ways[Way.INFORMAL]


@dataclass(frozen=True, slots=True)
class Channels:
    """One area, 1 January to the asked day, against the same days of the year before.

    Items count once each, by the day they count on; person-minutes are those of the landings within the area.
    ways: by Way, all three always there. kinds: by (kind, way). months: twelve. forms: formal ones first, then by size
    within their kind. issuers: those worth checking first, then by how far their informal share rose, equals in
    official order. base_year: the year compared with; has_before: whether it has a ledger.
    """

    area: Office
    span: Span
    under: CountingRule | None
    base_year: int
    has_before: bool
    ways: dict[str, Versus]
    kinds: dict[tuple[str, str], Versus]
    months: list[WayMonth]
    forms: list[FormRow]
    issuers: list[IssuerShift]

    @property
    def is_empty(self) -> bool:
        return not any(way.now.full_items for way in self.ways.values())

    @property
    def whole(self) -> Versus:
        """All three ways together."""
        now = sum((way.now for way in self.ways.values()), Amount())
        before = sum((way.before or Amount() for way in self.ways.values()), Amount())
        return Versus(now, before if self.has_before else None)

    @property
    def checking(self) -> list[IssuerShift]:
        return [row for row in self.issuers if row.is_worth_checking]


def channels(area: Office, year: int, as_of: date, under: CountingRule | None = None) -> Channels:
    """How things came to an area. under: the official count is replayed under this version of the counting rule.

    Raises ValueError when `as_of` lies before the year.
    """
    span = year_to_date(year, as_of)
    has_before = year - 1 in years_with_data(area)
    now, base = _pieces(area, span, span.last, under), []
    if has_before:
        base = _pieces(area, year_span(year - 1), span.in_year(year - 1).last, under)
    told = _Told(now, [piece for piece in base if not piece.is_later], has_before)
    ways, kinds, nothing = told.split("way"), told.split("kind", "way"), told.versus(Amount(), Amount())
    return Channels(
        area=area,
        span=span,
        under=under,
        base_year=year - 1,
        has_before=has_before,
        ways={way: ways.get((way,), nothing) for way in Way.values},
        kinds={(kind, way): kinds.get((kind, way), nothing) for kind in Kind.values for way in Way.values},
        months=_months(span, now, base, has_before),
        forms=_forms(told),
        issuers=_issuers(told),
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """Items of one issuer, kind, month, form and channel. is_later: on days that lie after the compared ones."""

    amount: Amount
    issuer: int
    kind: str
    month: int
    document_format: str
    channel: str
    is_later: bool

    @property
    def way(self) -> str:
        return way_of(self.document_format, self.channel)

    @property
    def code(self) -> str:
        return self.document_format if self.kind == Kind.DOCUMENT else self.channel


@dataclass(frozen=True, slots=True)
class _Told:
    """Pieces of the same days of both years."""

    now: list[_Piece]
    before: list[_Piece]
    has_before: bool

    def split(self, *names: str) -> dict[tuple[Any, ...], Versus]:
        """By these properties of the pieces, in no order; only what is there in either year."""
        both: dict[tuple[Any, ...], list[Amount]] = defaultdict(lambda: [Amount(), Amount()])
        for place, pieces in enumerate((self.now, self.before)):
            for piece in pieces:
                both[tuple(getattr(piece, name) for name in names)][place] += piece.amount
        return {key: self.versus(*pair) for key, pair in both.items()}

    def versus(self, now: Amount, before: Amount) -> Versus:
        return Versus(now, before if self.has_before else None)


def _informal_share(known: Iterable[Amount]) -> Decimal | None:
    formal, informal = (amount.full_items for amount in known)
    return share(informal, formal + informal)


def _pieces(area: Office, span: Span, compared_to: date, under: CountingRule | None) -> list[_Piece]:
    """What came within the span. is_later: on days after the one up to which years are compared.

    Minutes are summed by item from one index; only then are the items read: joined to every landing, they cost more.
    """
    landed = Delivery.objects.standing().during(span).filter(kind__in=Kind.values).landed_on(area).order_by()
    minutes = dict(landed.values_list("item").annotate(minutes=Sum("cost")))
    items: Rows = Item.objects.filter(pk__in=landed.values("item")).order_by()
    moved = set() if under is None else set(redecided(span, under).landed_on(area).values_list("item", flat=True))
    amounts: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for key, official, day, *columns in items.values_list("pk", "official", "day", *_COLUMNS):
        counts = official != (key in moved)
        sums = amounts[*columns, day > compared_to]
        for place, number in enumerate((counts, 1, minutes[key] * counts, minutes[key])):
            sums[place] += number
    return [_Piece(Amount(*sums), *columns) for columns, sums in amounts.items()]


def _months(span: Span, now: list[_Piece], base: list[_Piece], has_before: bool) -> list[WayMonth]:
    begun = set(span.months())
    this_year, last_year = _by_month(now), _by_month(base)
    pairs = zip(months_of_year(span.last.year), months_of_year(span.last.year - 1), strict=True)
    return [
        WayMonth(
            month,
            this_year.get(month, NOTHING) if month in begun else None,
            last_year.get(before, NOTHING) if has_before else None,
        )
        for month, before in pairs
    ]


def _by_month(pieces: Iterable[_Piece]) -> dict[int, dict[str, Amount]]:
    months: dict[int, dict[str, Amount]] = defaultdict(lambda: dict(NOTHING))
    for piece in pieces:
        months[piece.month][piece.way] += piece.amount
    return months


def _forms(told: _Told) -> list[FormRow]:
    """Formal ones first, then by kind, the largest first."""
    rows = [FormRow(way, kind, code, versus) for (way, kind, code), versus in told.split("way", "kind", "code").items()]
    ways, kinds = Way.values, Kind.values
    return sorted(rows, key=lambda row: (ways.index(row.way), kinds.index(row.kind), -row.versus.size, row.code))


def _issuers(told: _Told) -> list[IssuerShift]:
    split = told.split("issuer", "way")
    offices = Office.objects.in_bulk({issuer for issuer, _way in split})
    nothing = told.versus(Amount(), Amount())
    rows = [
        IssuerShift(office, {way: split.get((pk, way), nothing) for way in Way.values})
        for pk, office in offices.items()
    ]
    return sorted(rows, key=lambda row: (not row.is_worth_checking, -(row.shift or 0), row.issuer.path))
