"""Write groups of offices."""

from collections.abc import Iterable

from django.db import transaction

from tracker.models.office_groups import OfficeGroup
from tracker.models.offices import Office


class GroupInUseError(Exception):
    """Targets speak of the group; deleting it would leave nobody bound by them."""


@transaction.atomic
def save_group(group: OfficeGroup, members: Iterable[Office]) -> OfficeGroup:
    group.save()
    group.members.set(members)
    return group


@transaction.atomic
def delete_group(group: OfficeGroup) -> None:
    """Raises GroupInUseError while a target of any year is for it."""
    if group.targets.exists():
        raise GroupInUseError
    group.delete()
