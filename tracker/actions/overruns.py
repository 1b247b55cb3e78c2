"""Accept an overrun, or end it early. History keeps both."""

from datetime import date, timedelta

from django.contrib.auth.models import User

from tracker.models.overruns import Overrun


def accept_overrun(overrun: Overrun, *, by: User) -> Overrun:
    overrun.entered_by = by
    overrun._history_user = by
    overrun.save()
    return overrun


def end_overrun(overrun: Overrun, *, by: User, today: date) -> Overrun:
    """From today on it does not hold any more. One that has ended stays as it is."""
    if overrun.ends_on >= today:
        overrun.ends_on = today - timedelta(days=1)
        overrun._history_user = by
        overrun.save()
    return overrun
