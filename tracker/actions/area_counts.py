"""Counts what landed on many areas in one statement, straight from an index: what a write costs hangs on this.

recount counts the same through the ORM, so that the two ways of counting check each other.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db import connection

from tracker.models.deliveries import Delivery
from tracker.models.offices import path_after
from tracker.queries.landings import AGGREGATES

Counted = tuple[int, int, str, dict[str, int]]  # month, issuer (0 where not told apart), path of the area, figures
EVERYWHERE = ""
_CHUNK = 1_000
_LAST_PATH = "Z" * 255
_AS_TEXT = "d.office_path || ''"  # no bare column, so that SQLite takes the index of the issuers, not of the areas
_FIGURES = """
    COUNT(DISTINCT CASE WHEN d.official THEN d.item_id END), COUNT(DISTINCT d.item_id),
    COUNT(CASE WHEN d.official THEN 1 END), COUNT(*),
    COALESCE(SUM(CASE WHEN d.official THEN d.cost END), 0), SUM(d.cost),
    COALESCE(SUM(CASE WHEN d.time_source = %s THEN d.cost END), 0),
    COALESCE(SUM(CASE WHEN d.time_source = %s THEN d.cost END), 0)
"""


def count_in_areas(
    kind: str, months: Collection[int], areas: Collection[str], issuers: Collection[int] | None = None
) -> Iterator[Counted]:
    """What landed of a kind in these months on each area: a path; EVERYWHERE is all there is.

    issuers: count what each of these sent there; None: all of it together. Areas without anything are left out.
    """
    ordered = sorted(areas)
    for start in range(0, len(ordered), _CHUNK):
        statement, parameters = _statement(kind, sorted(months), ordered[start : start + _CHUNK], issuers)
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            for month, issuer, path, *figures in cursor.fetchall():
                yield month, issuer, path, dict(zip(AGGREGATES, figures, strict=True))


def _statement(
    kind: str, months: Sequence[int], areas: Sequence[str], issuers: Collection[int] | None
) -> tuple[str, list[Any]]:
    sources = Delivery.TimeSource
    bounds = [bound for path in areas for bound in (path, path_after(path) if path else _LAST_PATH)]
    condition = f"AND d.issuer_id IN ({_places(issuers)})" if issuers is not None else ""
    path = "d.office_path" if issuers is None else _AS_TEXT
    statement = f"""
        WITH area(path, after) AS (VALUES {", ".join(["(%s, %s)"] * len(areas))})
        SELECT d.month, {"0" if issuers is None else "d.issuer_id"} AS sender, area.path, {_FIGURES}
        FROM area JOIN {Delivery._meta.db_table} d ON {path} >= area.path AND {path} < area.after
        WHERE d.kind = %s AND d.month IN ({_places(months)}) AND d.withdrawn = %s {condition}
        GROUP BY 1, 2, 3
    """  # noqa: S608 -- only places for parameters are put in
    return statement, [*bounds, sources.MEASURED, sources.ESTIMATED, kind, *months, False, *(issuers or ())]


def _places(values: Collection[object]) -> str:
    return ", ".join(["%s"] * len(values))
