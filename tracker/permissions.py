"""Who may do what. Which rows they may do it to is decided by scope (models.posts)."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.offices import Office
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
    PRICE = "price"
    SET_TARGETS = "set_targets"
    SET_STAFF = "set_staff"
    SET_COUNTING = "set_counting"
    APPROVE_PLANS = "approve_plans"
    SUPERVISE = "supervise"
    SHARE_VIEWS = "share_views"
    ADMINISTER = "administer"


PERMISSIONS: dict[str, frozenset[Permission]] = {
    Role.CLERK: frozenset({Permission.VIEW, Permission.EXPORT, Permission.LOG}),
    Role.HEAD: frozenset({Permission.VIEW, Permission.EXPORT, Permission.LOG, Permission.SET_STAFF}),
    Role.ISSUER: frozenset(
        {Permission.VIEW, Permission.EXPORT, Permission.LOG, Permission.LOG_FOR_MANY, Permission.PRICE}
    ),
    Role.SUPERVISOR: frozenset(
        {
            Permission.VIEW,
            Permission.EXPORT,
            Permission.LOG,
            Permission.LOG_FOR_MANY,
            Permission.PRICE,
            Permission.SET_TARGETS,
            Permission.SET_STAFF,
            Permission.SET_COUNTING,
            Permission.APPROVE_PLANS,
            Permission.SUPERVISE,
            Permission.SHARE_VIEWS,
        }
    ),  # fmt: skip
    Role.AUDITOR: frozenset({Permission.VIEW, Permission.EXPORT}),
    Role.LEADER: frozenset({Permission.VIEW, Permission.EXPORT}),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.VIEW,
            Permission.EXPORT,
            Permission.SET_TARGETS,
            Permission.SET_STAFF,
            Permission.SET_COUNTING,
            Permission.SHARE_VIEWS,
            Permission.ADMINISTER,
        }
    ),  # fmt: skip
}

REFUSALS = {
    Permission.VIEW: _("您的账号还没有分配岗位，请联系管理员。"),
    Permission.EXPORT: _("您的岗位不能导出，请联系管理员。"),
    Permission.LOG: _("您可以看，不能登记或修改。"),
    Permission.LOG_FOR_MANY: _("同时登记多个接收单位，由发文单位或减负办办理。"),
    Permission.PRICE: _("发前算账由发文单位和减负办使用。"),
    Permission.SET_COUNTING: _("统计口径由减负办和管理员起草；您可以看，不能改。"),
    Permission.SET_STAFF: _("在岗人数由单位负责人、减负办和管理员填写；您可以看，不能改。"),
    Permission.SET_TARGETS: _("目标和底数由减负办维护；您可以看，不能改。"),
    Permission.APPROVE_PLANS: _("计划由减负办批准；您可以看，不能批。"),
    Permission.SUPERVISE: _("提示由减负办提出、认定和销号；您可以看，不能办。"),
    Permission.SHARE_VIEWS: _("共享的常用视图由保存的人、减负办和管理员维护；您可以用，不能改。"),
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


def may_plan_for(user: User | AnonymousUser, issuer: Office) -> bool:
    """Whether the user may write the plan of an issuer, and say which of its lines an item comes of."""
    return may(user, Permission.LOG) and offices_visible_to(user).filter(pk=issuer.pk).exists()


def may_change_delivery(user: User | AnonymousUser, delivery: Delivery) -> bool:
    """Whether the user may say how an item landed: it landed on an office of their scope."""
    return may(user, Permission.LOG) and offices_visible_to(user).filter(pk=delivery.office_id).exists()


ANSWERING = (Role.CLERK, Role.HEAD, Role.ISSUER)


def may_answer(user: User | AnonymousUser, office: Office) -> bool:
    """Whether the user speaks for an office: whoever works there, not those who supervise it."""
    post = post_of(user)
    return post is not None and post.role in ANSWERING and offices_visible_to(user).filter(pk=office.pk).exists()


def ensure_may_answer(user: User | AnonymousUser, office: Office) -> None:
    if not may_answer(user, office):
        raise PermissionDenied(_("说明由被提示单位写；您可以看，不能代写。"))


def requires(permission: Permission) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """A view for logged-in users who may do this; visitors are sent to log in, others read why not."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(_page_to_come_back_to(request))
            ensure(request.user, permission)
            return view(request, *args, **kwargs)

        return checked

    return decorate


def _page_to_come_back_to(request: HttpRequest) -> str:
    """The page asked for; where something was sent, the page it was sent from, as the address may take nothing else."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    messages.warning(request, _("登录已过期，这一步没有做。登录后请再做一次。"))
    sent_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(sent_from, {request.get_host()}, require_https=request.is_secure()):
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    return urlsplit(sent_from)._replace(scheme="", netloc="", fragment="").geturl()
