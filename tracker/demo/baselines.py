"""Years before the demo's ledger begins: what county, towns and issuers counted then, month by month, with evidence."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Any

from django.contrib.auth.models import User

from tracker.demo.county import County
from tracker.demo.data import read
from tracker.demo.volumes import season
from tracker.models.baselines import Baseline, Side
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import year_span
from tracker.queries.landings import Cells, received, sent

POISSON_BY_HAND = 30.0


@dataclass(frozen=True, slots=True)
class Past:
    """One year before the ledger. level: its counts against those of the base year. shape: twelve shares of one."""

    year: int
    level: float
    shape: tuple[float, ...]
    is_locked: bool


def make_past_years(county: County, year: int, by: User, seed: int) -> int:
    """Official counts by month of the years before the base year; how many rows. The base year must be recounted.

    A town or issuer that has nothing in the base year, or too little to have a season, has no past either.
    """
    base = year_span(year - 1)
    receivers = [county.office, *(town.office for town in county.towns)]
    issuers = [issuer.office for issuer in county.issuers if county.office.contains(issuer.office)]
    sides = ((Side.RECEIVED, receivers, received(receivers, base)), (Side.SENT, issuers, sent(issuers, base)))
    rows = [row for side, offices, cells in sides for row in _of_side(side, offices, cells, _pasts(year, seed), by)]
    return len(Baseline.objects.bulk_create(rows))


def _pasts(year: int, seed: int) -> list[Past]:
    return [_past(year - back, row, _random(seed, year - back)) for back, row in enumerate(read("targets")["past"], 2)]


def _past(year: int, row: dict[str, Any], rng: Random) -> Past:
    """The season is the county's own, a little different each year, and the same for all its offices."""
    weights = [season(month) * rng.lognormvariate(0, 0.06) for month in range(1, 13)]
    return Past(year, row["level"], tuple(weight / sum(weights) for weight in weights), row["locked"])


def _of_side(side: Side, offices: list[Office], cells: Cells, pasts: list[Past], by: User) -> Iterator[Baseline]:
    least = read("targets")["least_for_a_past"]
    for office in offices:
        for kind in Kind:
            landed = cells.get((office.pk, kind))
            if landed is not None and landed.official >= least:
                yield from (_baseline(office, side, kind, landed.official, past, by) for past in pasts)


def _baseline(office: Office, side: Side, kind: Kind, level: int, past: Past, by: User) -> Baseline:
    rng = _random(past.year, f"{office.code}/{side}/{kind}")
    whole = level * past.level * rng.lognormvariate(0, 0.05)
    months = [_poisson(whole * share, rng) for share in past.shape]
    locked = datetime(past.year + 1, 3, 1, 9, tzinfo=UTC) if past.is_locked else None
    return Baseline(
        office=office, side=side, kind=kind, year=past.year, number=sum(months), months=months,
        evidence=_evidence(office, side, kind, past.year), entered_by=by,
        locked_at=locked, locked_by=by if locked else None,
    )  # fmt: skip


def _evidence(office: Office, side: Side, kind: Kind, year: int) -> str:
    book: str = read("targets")["registers"][side][kind]
    return book.replace("{office}", office.name).replace("{year}", str(year))


def _poisson(mean: float, rng: Random) -> int:
    """By Knuth's products for small means; by the normal curve above, where the two look alike. Never negative."""
    if mean > POISSON_BY_HAND:
        return max(0, round(rng.gauss(mean, math.sqrt(mean))))
    limit, count, product = math.exp(-mean), 0, rng.random()
    while product > limit:
        count, product = count + 1, product * rng.random()
    return count


def _random(seed: int, part: object) -> Random:
    """The same on every machine and every day. Nothing secret is drawn from it."""
    return Random(f"{seed}/past/{part}")  # noqa: S311
