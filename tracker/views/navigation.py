"""The entries of the top bar, by what a post may do."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.models.posts import Post, post_of
from tracker.permissions import Permission, may
from tracker.views.home import own_page, sheet_address

READERS = (Post.Role.SUPERVISOR, Post.Role.AUDITOR, Post.Role.LEADER, Post.Role.ADMINISTRATOR)
BRIEF_READERS = (Post.Role.SUPERVISOR, Post.Role.AUDITOR, Post.Role.LEADER)
TODO = ("todo", "series")
OWN = ("overview", "office", "issuer")
LOG = ("log_read", "log_meeting", "log_document", "log_inspection")
IMPORTS = ("imports", "upload", "upload_columns", "upload_rows", "upload_reading", "upload_names", "batch")
PRICES = ("price", "price_draft", "assessments", "assessment")
PLANS = (
    "plans",
    "plan",
    "plan_add",
    "plan_line_edit",
    "plan_line_withdraw",
    "plan_line_decline",
    "plan_import",
    "offsets",
)
EXPORTS = (
    "exports",
    "export",
    "export_verify",
    "workbook_templates",
    "workbook_template",
    "workbook_template_names",
    "workbook_template_delete",
)
BRIEFS = ("briefs", "brief", "brief_edit")
ITEMS = ("items", "item", "item_edit", "item_withdraw", "delivery_edit", "chain", "item_parent")


@dataclass(frozen=True, slots=True)
class Entry:
    label: str
    address: str
    current: bool


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of the family “目标”. pages: names of the addresses it stands for, its own first.

    needs: only who may do this sees it.
    """

    label: Promise
    pages: tuple[str, ...]
    needs: Permission = Permission.VIEW


FINDINGS = ("findings", "finding", "finding_add", "finding_answer", "finding_decide", "finding_close")
# One line a subject, in the order of reading.
TABS = (
    Tab(
        gettext_lazy("目标"),
        ("targets", "target_add", "target_edit", "target_delete", "target_cascade", "target_cascade_undo"),
    ),
    Tab(gettext_lazy("底数"), ("baselines", "baseline_add", "baseline_edit", "baseline_delete", "baseline_unlock")),
    Tab(gettext_lazy("年末预计"), ("backtest",)),
    Tab(gettext_lazy("分组"), ("office_groups", "office_group_add", "office_group_edit", "office_group_delete")),
    Tab(
        gettext_lazy("统计口径"),
        (
            "counting_rules",
            "counting_rule",
            "counting_rule_add",
            "counting_rule_edit",
            "counting_rule_adopt",
            "counting_clause_add",
            "counting_clause",
        ),
    ),  # fmt: skip
    Tab(gettext_lazy("在岗人数"), ("staffing", "staffing_office")),
    Tab(gettext_lazy("应急响应"), ("emergencies", "emergency_add", "emergency_edit", "emergency_end")),
    Tab(gettext_lazy("规则"), ("presets", "preset", "preset_adopt", "preset_targets", "adoption_end")),
    Tab(gettext_lazy("提示"), FINDINGS),
    Tab(gettext_lazy("书面说明"), ("explanations", "explanation")),
    Tab(gettext_lazy("同意超额"), ("overruns", "overrun_add", "overrun")),
)
TARGETS = tuple(name for tab in TABS for name in tab.pages)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """For every template: `navigation`, the entries of the top bar, `tabs`, and `post`, the reader's post or None."""
    user = getattr(request, "user", None)
    post = post_of(user) if user is not None else None
    if post is None:
        return {"post": None, "navigation": [], "tabs": []}
    return {"post": post, "navigation": list(_entries(request, post)), "tabs": list(_tabs(request))}


def _tabs(request: HttpRequest) -> Iterator[Entry]:
    """The row of tabs above a page of the family; none on other pages."""
    here = request.resolver_match.url_name if request.resolver_match else None
    if here not in TARGETS:
        return
    for tab in TABS:
        if may(request.user, tab.needs):
            yield Entry(str(tab.label), reverse(tab.pages[0]), here in tab.pages)


def _entries(request: HttpRequest, post: Post) -> Iterator[Entry]:
    here = request.resolver_match.url_name if request.resolver_match else None
    if post.role == Post.Role.CLERK:
        yield Entry(_("待办"), reverse("todo"), here in TODO)
    yield Entry(own_label(post), own_page(post), here in OWN)
    if post.role == Post.Role.LEADER:
        yield Entry(_("一页看"), sheet_address(post), here == "sheet")
    if post.role in BRIEF_READERS:
        yield Entry(_("月报"), reverse("briefs", args=[post.office.code]), here in BRIEFS)
    if may(request.user, Permission.LOG):
        yield Entry(_("登记"), reverse("log_meeting"), here in LOG)
        yield Entry(_("导入"), reverse("imports"), here in IMPORTS)
    if may(request.user, Permission.PRICE):
        yield Entry(_("发前算账"), reverse("price"), here in PRICES)
    yield Entry(_("事项"), reverse("items"), here in ITEMS)
    if post.role in {Post.Role.ISSUER, Post.Role.SUPERVISOR}:
        yield Entry(_("计划"), reverse("plans"), here in PLANS)
    if post.role in READERS and post.role != Post.Role.LEADER:
        yield Entry(_("目标"), reverse("targets"), here in TARGETS)
    if post.role in READERS:
        yield Entry(_("导出"), reverse("exports"), here in EXPORTS)
    if may(request.user, Permission.ADMINISTER):
        yield Entry(_("管理"), reverse("admin:index"), False)


def own_label(post: Post) -> str:
    if post.role == Post.Role.ISSUER:
        return _("我的额度")
    return _("本单位") if post.role in {Post.Role.CLERK, Post.Role.HEAD} else _("总览")
