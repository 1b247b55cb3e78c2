"""Rows of an office list → the tree: new offices planted, known ones brought in line. One transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from tracker.actions.offices import move_office, plant_offices
from tracker.imports.offices import OfficeRow
from tracker.models.offices import NumberPrefix, Office, OfficeAlias

_FACTS = ("name", "kind", "level")


@dataclass(frozen=True, slots=True)
class OfficeCounts:
    """added, changed (name, kind, level or aliases), moved to another parent, unchanged: each office in one of them."""

    added: int
    changed: int
    moved: int
    unchanged: int


@transaction.atomic
def store_offices(rows: Sequence[OfficeRow]) -> OfficeCounts:
    """Rows without errors, parents before children, as imports.offices.read_offices gives them."""
    known = {office.code: office for office in Office.objects.all()}
    new_rows = [row for row in rows if row.code not in known]
    old_rows = [row for row in rows if row.code in known]
    _plant(new_rows, known)
    changed = _update(old_rows, known) | _store_words(rows, known)
    moved = _move(old_rows, known)
    return OfficeCounts(
        added=len(new_rows),
        changed=len(changed - moved - {row.code for row in new_rows}),
        moved=len(moved),
        unchanged=len(old_rows) - len({row.code for row in old_rows} & (changed | moved)),
    )


def _plant(rows: list[OfficeRow], known: dict[str, Office]) -> None:
    parents: dict[str, Office | None] = {}
    new = []
    for row in rows:
        office = Office(code=row.code, name=row.name, kind=row.kind, level=row.level)
        parents[row.code] = known[row.parent] if row.parent else None
        known[row.code] = office
        new.append(office)
    plant_offices(new, parents)


def _update(rows: list[OfficeRow], known: dict[str, Office]) -> set[str]:
    changed = []
    for row in rows:
        office = known[row.code]
        if any(getattr(office, name) != getattr(row, name) for name in _FACTS):
            for name in _FACTS:
                setattr(office, name, getattr(row, name))
            changed.append(office)
    Office.objects.bulk_update(changed, _FACTS, batch_size=500)
    return {office.code for office in changed}


def _move(rows: list[OfficeRow], known: dict[str, Office]) -> set[str]:
    """Offices whose parent is another now. A blank parent moves nothing: a county's list need not name the city."""
    paths = {office.path: office.code for office in known.values()}
    moved = set()
    for row in rows:
        path = known[row.code].path
        if row.parent and paths.get(path[: -Office.steplen], "") != row.parent:
            move_office(Office.objects.get(code=row.code), Office.objects.get(code=row.parent))
            moved.add(row.code)
    return moved


def _store_words(rows: Sequence[OfficeRow], known: dict[str, Office]) -> set[str]:
    """Aliases and prefixes the file adds; those it does not name stay. Returns the codes of offices that gained one."""
    aliases = set(OfficeAlias.objects.values_list("office__code", "name"))
    prefixes = dict(NumberPrefix.objects.values_list("prefix", "office__code"))
    new_aliases = [(row.code, name) for row in rows for name in row.aliases if (row.code, name) not in aliases]
    new_prefixes = [
        (row.code, prefix) for row in rows for prefix in row.number_prefixes if prefixes.get(prefix) != row.code
    ]
    NumberPrefix.objects.filter(prefix__in=[prefix for _code, prefix in new_prefixes]).delete()
    OfficeAlias.objects.bulk_create([OfficeAlias(office=known[code], name=name) for code, name in new_aliases])
    NumberPrefix.objects.bulk_create([NumberPrefix(office=known[code], prefix=text) for code, text in new_prefixes])
    return {code for code, _word in [*new_aliases, *new_prefixes]}
