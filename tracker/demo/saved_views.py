"""Views of the demo's supervisor: one of her own, one shared with the clerks."""

from django.contrib.auth.models import User

from tracker.actions.saved_views import save_view
from tracker.demo.data import read
from tracker.models.saved_views import SavedView


def make_saved_views(by: User) -> int:
    """How many there are now."""
    rows = read("saved_views")["views"]
    for row in rows:
        save_view(SavedView(name=row["name"], role=row["role"], address=row["address"]), by=by)
    return len(rows)
