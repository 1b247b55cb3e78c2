"""The front door: everyone is led to the page that answers the question of their post."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from tracker.models.posts import Post, post_of
from tracker.permissions import Permission, UserRequest, requires


@require_GET
@requires(Permission.VIEW)
def home(request: UserRequest) -> HttpResponse:
    post = post_of(request.user)
    assert post is not None
    return redirect(front_page(post))


def front_page(post: Post) -> str:
    """What a clerk still owes; what hit a head's office; a bureau's quota; a leader's one sheet; for everyone else, the
    whole area.
    """
    if post.role == Post.Role.CLERK:
        return reverse("todo")
    if post.role == Post.Role.LEADER:
        return sheet_address(post)
    return own_page(post)


def own_page(post: Post) -> str:
    """The figures of the post's own office, seen as the receiver, the sender or the keeper of the area."""
    code, year = post.office.code, timezone.localdate().year
    if post.role in {Post.Role.CLERK, Post.Role.HEAD}:
        return reverse("office", args=[code, year])
    if post.role == Post.Role.ISSUER:
        return reverse("issuer", args=[code, year])
    return reverse("overview", args=[code])


def sheet_address(post: Post) -> str:
    """The year of the post's own area on one sheet."""
    return reverse("sheet", args=[post.office.code, timezone.localdate().year])
