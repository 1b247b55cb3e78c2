"""Write targets. History keeps who set, changed or dropped each."""

from copy import copy
from datetime import date, timedelta

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models.targets import Target


def save_target(target: Target, *, by: User | None) -> Target:
    target._history_user = by
    target.save()
    return target


def next_of(target: Target, day: date) -> Target:
    """A copy that is not stored yet and begins on a day, to be changed and given to `replace_target`."""
    new = copy(target)
    new.pk, new._state = None, copy(target._state)
    new._state.adding = True
    new.valid_from = day
    return new


@transaction.atomic
def replace_target(old: Target, new: Target, *, by: User | None) -> Target:
    """End a target on the day before another begins in its place. The past stays judged by the old one."""
    ended = Target.objects.select_for_update().get(pk=old.pk)
    ended.valid_to = new.valid_from - timedelta(days=1)
    save_target(ended, by=by)
    return save_target(new, by=by)


def delete_target(target: Target, *, by: User | None) -> None:
    """Nothing is promised any more; the offices it bound fall back to a target of an area above, if there is one."""
    target._history_user = by
    target.delete()
