"""Saved views (常用视图): the menu of the top bar, and the page on which they are renamed and deleted."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import ResolverMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tracker.actions.saved_views import Deleted, delete_view, rename_view, restore_view, save_view
from tracker.forms.filter_words import in_words
from tracker.forms.item_filters import ItemFilterForm
from tracker.forms.saved_views import FOR_ONESELF, SavedViewForm
from tracker.models.posts import Post, offices_visible_to, post_of
from tracker.models.saved_views import SavedView
from tracker.permissions import REFUSALS, Permission, UserRequest, may, requires
from tracker.queries.saved_views import KeptView, kept_views, may_change_view, menu_of, views_open_to
from tracker.rules.saved_views import page_of
from tracker.views.questions import QUESTIONS

UNPROCESSABLE = 422
DELETED = "deleted_view"  # in the session: what the last deletion took away
# Pages that are read and narrowed by their address, and what they are called. A page that may be saved is one line.
PAGES = {
    "items": gettext_lazy("事项"),
    "overview": gettext_lazy("总览"),
    "office": gettext_lazy("单位"),
    "issuer": gettext_lazy("发文单位"),
    "basket": gettext_lazy("同口径比较"),
    "comparisons": gettext_lazy("比较"),
    "briefs": gettext_lazy("减负月报"),
    "targets": gettext_lazy("目标"),
    "findings": gettext_lazy("提示"),
    "explanations": gettext_lazy("书面说明"),
    "plans": gettext_lazy("年度计划"),
    "plan": gettext_lazy("年度计划"),
} | {question.name: question.label for question in QUESTIONS}


@dataclass(frozen=True, slots=True)
class Row:
    """A saved view and what it opens, in words; opens is empty where the page is not there any more."""

    kept: KeptView
    opens: str


def menu(request: HttpRequest) -> dict[str, Any]:
    """For every template: `saved_views`, `saveable` (the address of this page, "" if it cannot be saved), `sharing`."""
    user = getattr(request, "user", None)
    if user is None or post_of(user) is None:
        return {}
    page = request.resolver_match
    is_saveable = request.method == "GET" and page is not None and page.url_name in PAGES
    return {
        "saved_views": menu_of(user),
        "saveable": request.get_full_path() if is_saveable else "",
        "sharing": [FOR_ONESELF, *Post.Role.choices] if may(user, Permission.SHARE_VIEWS) else [],
    }


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest) -> HttpResponse:
    rows = [Row(kept, _opens(request.user, kept.view.address)) for kept in kept_views(request.user)]
    return render(request, "tracker/saved_views/list.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW)
def add(request: UserRequest) -> HttpResponse:
    address = request.GET.get("address", "")
    if request.method == "GET" and page_of(address, PAGES) is None:
        messages.warning(request, _("请在要保存的页面上，打开“常用”再存。"))
        return redirect("saved_views")
    form = _form(request, initial={"address": address})
    if not form.is_bound or not form.is_valid():
        return _form_page(request, form, None)
    view = save_view(form.save(commit=False), by=request.user)
    done = _("已存为常用视图“%(name)s”。") % {"name": view.name}
    messages.success(request, done, extra_tags=reverse("saved_view_delete", args=[view.pk]))
    return redirect(view.address)


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW)
def edit(request: UserRequest, pk: int) -> HttpResponse:
    view = _changeable(request.user, pk)
    form = _form(request, instance=view)
    if not form.is_bound or not form.is_valid():
        return _form_page(request, form, _changeable(request.user, pk))
    rename_view(form.save(commit=False))
    messages.success(request, _("已保存。常用视图“%(name)s”。") % {"name": view.name})
    return redirect("saved_views")


@require_POST
@requires(Permission.VIEW)
def delete(request: UserRequest, pk: int) -> HttpResponse:
    deleted = delete_view(_changeable(request.user, pk))
    request.session[DELETED] = deleted.told()
    done = _("已删除常用视图“%(name)s”。") % {"name": deleted.name}
    messages.success(request, done, extra_tags=reverse("saved_view_restore"))
    return redirect("saved_views")


@require_POST
@requires(Permission.VIEW)
def restore(request: UserRequest) -> HttpResponse:
    """Bring back what this session deleted last; nothing where it deleted nothing."""
    told = request.session.pop(DELETED, None)
    if told is not None:
        view = restore_view(Deleted(**told))
        messages.success(request, _("已恢复常用视图“%(name)s”。") % {"name": view.name})
    return redirect("saved_views")


def _form(request: UserRequest, **about: Any) -> SavedViewForm:
    return SavedViewForm(
        request.POST if request.method == "POST" else None,
        user=request.user,
        names=PAGES,
        today=timezone.localdate(),
        **about,
    )


def _form_page(request: UserRequest, form: SavedViewForm, view: SavedView | None) -> HttpResponse:
    """Nothing of what was typed is shown again once it bears a mark of secrecy."""
    is_classified = form.is_bound and form.is_classified
    status = UNPROCESSABLE if is_classified or form.errors else 200
    address = view.address if view else "" if is_classified else str(form["address"].value() or "")
    context = {"form": form, "view": view, "is_classified": is_classified, "opens": _opens(request.user, address)}
    return render(request, "tracker/saved_views/edit.html", context, status=status)


def _changeable(user: User, pk: int) -> SavedView:
    """Raises Http404 for what the user does not see, PermissionDenied for what another keeps."""
    view = get_object_or_404(views_open_to(user), pk=pk)
    if not may_change_view(user, view):
        raise PermissionDenied(REFUSALS[Permission.SHARE_VIEWS])
    return view


def _opens(user: User, address: str) -> str:
    """What an address opens for this reader, in words: “事项：列出〔全部时段〕…”, “总览：清河县 2026年”."""
    found = page_of(address, PAGES)
    if found is None:
        return ""
    label = str(PAGES[str(found.url_name)])
    words = _list_words(user, address) if found.url_name == "items" else _page_words(user, found)
    return _("%(page)s：%(words)s") % {"page": label, "words": words} if words else label


def _list_words(user: User, address: str) -> str:
    form = ItemFilterForm(QueryDict(address.partition("?")[2]), user=user)
    return _("不在您的查看范围") if form.asks_beyond_scope else in_words(form)


def _page_words(user: User, found: ResolverMatch) -> str:
    code, year = found.kwargs.get("code"), found.kwargs.get("year")
    office = offices_visible_to(user).filter(code=code).first()
    if code and office is None:
        return _("不在您的查看范围")
    told = {"office": office.name if office else "", "year": year}
    return (_("%(office)s %(year)s年") % told).strip() if year else str(told["office"])
