"""Write baselines that somebody typed in, with their name and the time."""

from django.contrib.auth.models import User

from tracker.models.baselines import Baseline


def save_baseline(baseline: Baseline, *, by: User | None) -> Baseline:
    baseline.entered_by = by
    baseline._history_user = by
    baseline.save()
    return baseline


def delete_baseline(baseline: Baseline, *, by: User | None) -> None:
    """Back to what the ledger of the base year holds."""
    baseline._history_user = by
    baseline.delete()
