"""Who may do what. Which rows they may do it to is decided by scope (models.posts)."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.posts import Post, offices_visible_to, post_of

Role = Post.Role


class UserRequest(HttpRequest):
    """What a view behind `requires` is given: somebody is logged in."""

    user: User


class Permission(StrEnum):
    VIEW = "view"
    EXPORT = "export"
    LOG = "log"
    LOG_FOR_MANY = "log_for_many"
    SET_TARGETS = "set_targets"
    ADMINISTER = "administer"


PERMISSIONS: dict[str, frozenset[Permission]] = {
    Role.CLERK: frozenset({Permission.VIEW, Permission.EXPORT, Permission.LOG}),
    Role.HEAD: frozenset({Permission.VIEW, Permission.EXPORT, Permission.LOG}),
    Role.ISSUER: frozenset({Permission.VIEW, Permission.EXPORT, Permission.LOG, Permission.LOG_FOR_MANY}),
    Role.SUPERVISOR: frozenset(
        {Permission.VIEW, Permission.EXPORT, Permission.LOG, Permission.LOG_FOR_MANY, Permission.SET_TARGETS}
    ),
    Role.AUDITOR: frozenset({Permission.VIEW, Permission.EXPORT}),
    Role.ADMINISTRATOR: frozenset({Permission.VIEW, Permission.EXPORT, Permission.SET_TARGETS, Permission.ADMINISTER}),
}

REFUSALS = {
    Permission.VIEW: _("您的账号还没有分配岗位，请联系管理员。"),
    Permission.EXPORT: _("您的岗位不能导出，请联系管理员。"),
    Permission.LOG: _("您可以看，不能登记或修改。"),
    Permission.LOG_FOR_MANY: _("同时登记多个接收单位，由发文单位或减负办办理。"),
    Permission.SET_TARGETS: _("目标和底数由减负办维护；您可以看，不能改。"),
    Permission.ADMINISTER: _("账号和单位由管理员维护。"),
}


def may(user: User | AnonymousUser, permission: Permission) -> bool:
    post = post_of(user)
    return post is not None and permission in PERMISSIONS[post.role]


def ensure(user: User | AnonymousUser, permission: Permission) -> None:
    """Raise PermissionDenied with the sentence a person will read."""
    if not may(user, permission):
        raise PermissionDenied(REFUSALS[permission])


def may_change_item(user: User | AnonymousUser, item: Item) -> bool:
    """Whether the user may edit, withdraw and restore an item: it was logged for an office of their scope."""
    return may(user, Permission.LOG) and offices_visible_to(user).filter(pk=item.logged_for_id).exists()


def may_change_delivery(user: User | AnonymousUser, delivery: Delivery) -> bool:
    """Whether the user may say how an item landed: it landed on an office of their scope."""
    return may(user, Permission.LOG) and offices_visible_to(user).filter(pk=delivery.office_id).exists()


def requires(permission: Permission) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """A view for logged-in users who may do this; visitors are sent to log in, others read why not."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @login_required
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            ensure(request.user, permission)
            return view(request, *args, **kwargs)

        return checked

    return decorate
