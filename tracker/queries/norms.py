"""Norms as forms hint at them."""

from datetime import date

from tracker.models.norms import Norm


def norms_on(day: date) -> dict[str, int]:
    """Code to value, as in force on a day."""
    return Norm.objects.on(day)
