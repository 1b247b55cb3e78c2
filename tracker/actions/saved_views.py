"""Save, rename and delete views; a deletion can be taken back as long as its fields are at hand."""

from dataclasses import asdict, dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models.saved_views import SavedView


@dataclass(frozen=True, slots=True)
class Deleted:
    """What a deleted view was, to bring it back."""

    owner_id: int
    office_id: int
    role: str
    name: str
    address: str

    def told(self) -> dict[str, Any]:
        return asdict(self)


@transaction.atomic
def save_view(view: SavedView, *, by: User) -> SavedView:
    """Store a view of the user's own; its office is the user's, whose area decides who reads it when it is shared."""
    view.owner, view.office = by, by.post.office
    view.save()
    return view


def rename_view(view: SavedView) -> SavedView:
    view.save(update_fields=["name", "role"])
    return view


@transaction.atomic
def delete_view(view: SavedView) -> Deleted:
    deleted = Deleted(view.owner_id, view.office_id, view.role, view.name, view.address)
    view.delete()
    return deleted


@transaction.atomic
def restore_view(deleted: Deleted) -> SavedView:
    """The view again. One of the same name that was saved meanwhile stands for it."""
    told = deleted.told()
    named = {key: told.pop(key) for key in ("owner_id", "role", "name")}
    view, _is_new = SavedView.objects.get_or_create(**named, defaults=told)
    return view
