"""The way back from a page: the reader's first page, then the lists the page was reached through."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.charts.addresses import office_address
from tracker.models.posts import Post, offices_visible_to, post_of
from tracker.periods import Span
from tracker.views.home import front_page
from tracker.views.navigation import TABS, Entry, own_label


@dataclass(frozen=True, slots=True)
class Above:
    """The page above another: its address, what it is called, and which parts of the address below it keeps."""

    name: str
    label: Promise
    keeps: tuple[str, ...] = ()


ITEMS = Above("items", gettext_lazy("事项"))
ITEM = Above("item", gettext_lazy("事项内容"), ("pk",))
IMPORTS = Above("imports", gettext_lazy("导入"))
UPLOAD = Above("upload", gettext_lazy("预览"), ("pk",))
PRICE = Above("price", gettext_lazy("发前算账"))
ASSESSMENTS = Above("assessments", gettext_lazy("一致性评估"))
PLANS = Above("plans", gettext_lazy("年度计划"))
PLAN = Above("plan", gettext_lazy("单位计划"), ("code", "year"))
PRESETS = Above("presets", gettext_lazy("规则"))
PRESET = Above("preset", gettext_lazy("规则预设"), ("preset",))
CHANGES = Above("changes", gettext_lazy("增减原因"), ("code", "year"))
COMPARISONS = Above("comparisons", gettext_lazy("比较"))
BRIEFS = Above("briefs", gettext_lazy("减负月报"), ("code",))
BRIEF = Above("brief", gettext_lazy("本月月报"), ("code", "month"))
DEFINITIONS = Above("definitions", gettext_lazy("指标怎么算"))
EXPORTS = Above("exports", gettext_lazy("导出"))
TEMPLATES = Above("workbook_templates", gettext_lazy("自备模板"))
VIEWS = Above("saved_views", gettext_lazy("常用视图"))
# A page below another is one line; what stands in no line and in no row of tabs lies below the first page.
ABOVE = {
    "item": ITEMS, "item_edit": ITEM, "item_withdraw": ITEM, "delivery_edit": ITEMS,
    "upload": IMPORTS, "upload_columns": UPLOAD, "upload_rows": UPLOAD, "upload_reading": UPLOAD,
    "upload_names": UPLOAD,
    "batch": IMPORTS,
    "price_draft": PRICE, "assessments": PRICE, "assessment": ASSESSMENTS,
    "plan": PLANS, "plan_add": PLAN, "plan_import": PLAN, "plan_line_edit": PLANS, "plan_line_withdraw": PLANS,
    "plan_line_decline": PLANS, "offsets": PLANS,
    "preset_adopt": PRESET, "preset_targets": PRESET,
    "chain": ITEM, "item_parent": ITEM, "change_rows": CHANGES, "comparison_rows": COMPARISONS,
    "brief": BRIEFS, "brief_edit": BRIEF, "definition": DEFINITIONS,
    "export": EXPORTS, "export_verify": EXPORTS, "workbook_templates": EXPORTS,
    "workbook_template": TEMPLATES, "workbook_template_names": TEMPLATES, "workbook_template_delete": TEMPLATES,
    "saved_view": VIEWS, "saved_view_add": VIEWS,
}  # fmt: skip
BELOW_TABS = {name: Above(tab.pages[0], tab.label) for tab in TABS for name in tab.pages[1:]}


def trail(request: HttpRequest) -> dict[str, Any]:
    """For every template: `trail`, the pages above this one, the first page first; none on the first page itself."""
    user, page = getattr(request, "user", None), request.resolver_match
    post = post_of(user) if user is not None else None
    if post is None or page is None or request.path == front_page(post):
        return {"trail": []}
    above = list(_above(str(page.url_name), page.kwargs)) or list(_figure(request))
    return {"trail": [Entry(_first_label(post), front_page(post), False), *reversed(above)]}


def _above(name: str, kwargs: dict[str, Any]) -> Iterator[Entry]:
    """The pages above, the nearest first."""
    step = ABOVE.get(name) or BELOW_TABS.get(name)
    while step is not None:
        yield Entry(str(step.label), reverse(step.name, kwargs={key: kwargs[key] for key in step.keeps}), False)
        step = ABOVE.get(step.name) or BELOW_TABS.get(step.name)


def _figure(request: HttpRequest) -> Iterator[Entry]:
    """Above a list of what landed on one office: the page of that office, whose figures open such lists."""
    code = request.GET.get("office", "").replace("\0", "")  # PostgreSQL takes no such text
    if not code or request.path != reverse("items"):
        return
    for office in offices_visible_to(request.user).filter(code=code):
        last = parsed_day(request.GET.get("to", "")) or timezone.localdate()
        yield Entry(office.name, office_address(office, Span(last, last)), False)


def parsed_day(text: str) -> date | None:
    """The day that is written as 2026-11-18; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _first_label(post: Post) -> str:
    """What the reader's first page is called in the top bar."""
    return {Post.Role.CLERK: _("待办"), Post.Role.LEADER: _("一页看")}.get(Post.Role(post.role)) or own_label(post)
