"""Take a preset into force for an area, end that, and set the targets it prescribes."""

from collections.abc import Sequence
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction

from tracker.actions.targets import save_target
from tracker.models.presets import PresetAdoption
from tracker.models.targets import Target
from tracker.queries.target_rows import TargetRow, rows_of


def adopt_preset(adoption: PresetAdoption) -> PresetAdoption:
    adoption.full_clean()
    adoption.save()
    return adoption


def end_adoption(adoption: PresetAdoption, last: date) -> PresetAdoption:
    """`last` is the last day on which its rules are checked. What was judged before stays judged."""
    adoption.valid_to = last
    adoption.full_clean()
    adoption.save()
    return adoption


@transaction.atomic
def set_targets(targets: Sequence[Target], *, by: User) -> list[Target]:
    return [save_target(target, by=by) for target in targets]


def rehearse_targets(targets: Sequence[Target], *, by: User, today: date) -> list[TargetRow]:
    """The rows the list of targets would show, by really storing them and taking everything back."""
    with transaction.atomic():
        rows = rows_of(by, set_targets(targets, by=by), today)
        transaction.set_rollback(True)
    for target in targets:
        target.pk, target._state.adding = None, True
    return rows
