"""Offices that took over others (撤并): what the successor answers for, as if they had always been one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from tracker.models.baselines import Side
from tracker.models.counting_rules import CountingRule
from tracker.models.offices import Office
from tracker.periods import Span
from tracker.queries.landings import Cells, Landed, received_by_any

Merged = Mapping[int, tuple[Office, ...]]


def predecessors_of(offices: Iterable[Office], day: date) -> dict[int, tuple[Office, ...]]:
    """By office id, the offices that had been merged into it by the day, and those that had been merged into them.

    Those that lie below their successor are left out: what landed on them is its own already. Offices without any
    predecessor are absent.
    """
    by_id = {office.pk: office for office in offices}
    heirs = {pk: {pk} for pk in by_id}  # of each office looked at, whom among the asked it ends up in
    found: dict[int, list[Office]] = defaultdict(list)
    asked = set(by_id)
    while asked:
        rows = Office.objects.filter(successor__in=asked, valid_to__lte=day).order_by("path")
        asked = set()
        for old in rows:
            new = heirs[old.successor_id] - heirs.get(old.pk, set()) - {old.pk}
            for pk in new:
                found[pk].append(old)
            if new:
                heirs.setdefault(old.pk, set()).update(new)
                asked.add(old.pk)
    apart = {pk: tuple(old for old in olds if not by_id[pk].contains(old)) for pk, olds in found.items()}
    return {pk: olds for pk, olds in apart.items() if olds}


def everyone(offices: Sequence[Office], merged: Merged) -> list[Office]:
    """The offices and all their predecessors, each once."""
    return list(
        {office.pk: office for office in [*offices, *(old for olds in merged.values() for old in olds)]}.values()
    )


def together(
    offices: Sequence[Office], cells: Cells, merged: Merged, span: Span, side: str, under: CountingRule | None = None
) -> Cells:
    """The same figures, those of a successor with what its predecessors had; cells: of everyone.

    What it received: each item once, though it may have landed on several of them. What it sent: the sum.
    """
    found = dict(cells)
    for office in offices:
        for kind, landed in _of_all(office, merged.get(office.pk, ()), cells, span, side, under).items():
            found[office.pk, kind] = landed
    return found


def _of_all(
    office: Office, olds: Sequence[Office], cells: Cells, span: Span, side: str, under: CountingRule | None
) -> dict[str, Landed]:
    if not olds:
        return {}
    if side == Side.RECEIVED:
        return received_by_any([office, *olds], span, under)
    summed: dict[str, Landed] = {}
    for (pk, kind), landed in cells.items():
        if pk == office.pk or any(pk == old.pk for old in olds):
            summed[kind] = summed[kind] + landed if kind in summed else landed
    return summed
