"""Write what an area's target was shared out to: fixed numbers of the offices below it, all at once."""

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.db import transaction

from tracker.actions.targets import delete_target, save_target
from tracker.models.targets import Target
from tracker.queries.cascade import Cascade, CascadeLine


@transaction.atomic
def share_out(cascade: Cascade, numbers: Mapping[int, int | None], *, by: User | None) -> list[Target]:
    """Give each open line its number, by office id; none takes back what it had. Lines that are taken stay as they are.

    What was shared out to offices that are not among the lines (the other side) is taken back. Returns what stands now.
    """
    lines = {line.office.pk: line for line in cascade.open_lines}
    for part in Target.objects.filter(cascade_of=cascade.target).exclude(side=cascade.side):
        delete_target(part, by=by)
    kept = []
    for pk, line in lines.items():
        number = numbers.get(pk)
        if number is not None:
            kept.append(_give(cascade, line, number, by))
        elif line.part is not None:
            delete_target(line.part, by=by)
    return kept


@transaction.atomic
def take_back(target: Target, *, by: User | None) -> int:
    """Delete everything it was shared out to; how many targets that were."""
    parts = list(Target.objects.filter(cascade_of=target))
    for part in parts:
        delete_target(part, by=by)
    return len(parts)


def _give(cascade: Cascade, line: CascadeLine, number: int, by: User | None) -> Target:
    """A part that stands keeps its days, as it may have begun later; a new one takes those of the whole."""
    part = line.part or _new_part(cascade, line)
    if line.part is not None and part.number == number and part.type == Target.Type.FIXED:
        return part
    part.type, part.number = Target.Type.FIXED, number
    return save_target(part, by=by)


def _new_part(cascade: Cascade, line: CascadeLine) -> Target:
    whole = cascade.target
    return Target(
        office=line.office,
        side=cascade.side,
        kind=whole.kind,
        count=whole.count,
        year=whole.year,
        source=whole.source,
        valid_from=whole.valid_from,
        valid_to=whole.valid_to,
        cascade_of=whole,
    )
