"""Saved views: those in a reader's menu, and those a reader may rename and delete."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, User

from tracker.models.saved_views import SavedView, SavedViewQuerySet
from tracker.permissions import Permission, may


@dataclass(frozen=True, slots=True)
class KeptView:
    """A line of the page of saved views. may_change: whether the reader may rename and delete it."""

    view: SavedView
    may_change: bool


def menu_of(user: User | AnonymousUser) -> SavedViewQuerySet:
    """One's own first, then what was shared with one's role. Not asked of the database before it is read."""
    return SavedView.objects.visible_to(user)


def views_open_to(user: User | AnonymousUser) -> SavedViewQuerySet:
    """The menu, what the user shared with others, and, for who may share, whatever was shared in the own area."""
    open_to = SavedView.objects.visible_to(user) | SavedView.objects.kept_by(user)
    return open_to | SavedView.objects.shared_within(user) if may(user, Permission.SHARE_VIEWS) else open_to


def kept_views(user: User | AnonymousUser) -> list[KeptView]:
    """Every view open to the user, own ones first."""
    return [KeptView(view, may_change_view(user, view)) for view in views_open_to(user).select_related("owner")]


def may_change_view(user: User | AnonymousUser, view: SavedView) -> bool:
    """Whoever saved it; a shared one, whoever may share in an area that holds its office."""
    if view.owner_id == user.pk:
        return True
    shares = bool(view.role) and may(user, Permission.SHARE_VIEWS)
    return shares and SavedView.objects.shared_within(user).filter(pk=view.pk).exists()


def is_taken(owner: User, role: str, name: str, but: int | None) -> bool:
    """Whether the owner has another view of this name for the same readers. but: the view that is being renamed."""
    named = SavedView.objects.filter(owner=owner, role=role, name=name)
    return (named if but is None else named.exclude(pk=but)).exists()
