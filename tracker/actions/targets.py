"""Write targets. History keeps who set, changed or dropped each."""

from django.contrib.auth.models import User

from tracker.models.targets import Target


def save_target(target: Target, *, by: User | None) -> Target:
    target._history_user = by
    target.save()
    return target


def delete_target(target: Target, *, by: User | None) -> None:
    """Nothing is promised any more; the offices it bound fall back to a target of an area above, if there is one."""
    target._history_user = by
    target.delete()
