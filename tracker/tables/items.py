"""The list of items: what landed, from whom, in which form, and whether it counts."""

import datetime
from typing import Any

import django_tables2 as tables
from django.core.paginator import Paginator
from django.db.models import Case, QuerySet, Value, When
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.figures import NOTHING, count_text, hours_text
from tracker.models.counting_rules import CountingRule
from tracker.models.items import Item, ItemQuerySet
from tracker.models.kinds import Kind
from tracker.queries.facts import grounds
from tracker.queries.items import Sums
from tracker.rules.counting import decider_under

_FORM = {Kind.MEETING: "meeting_form", Kind.DOCUMENT: "document_format", Kind.INSPECTION: "inspection_type"}
_NARROW = {"td": {"class": "nw"}, "tf": {"class": "nw"}}


def _number(label: Any) -> dict[str, dict[str, Any]]:
    """Right-aligned; on a phone the figure carries its heading."""
    return {"th": {"class": "num"}, "td": {"class": "num", "data-l": label}, "tf": {"class": "num", "data-l": label}}


class ItemTable(tables.Table):
    """Rows of queries.items.items; the `sums` of the whole list stand below. The order is newest first unless asked."""

    date = tables.Column(
        verbose_name=_("日期"), accessor="day", order_by=("day", "pk"), initial_sort_descending=True, attrs=_NARROW,
        footer=_("合计"),
    )  # fmt: skip
    kind = tables.Column(verbose_name=_("类别"), attrs=_NARROW)
    title = tables.Column(verbose_name=_("标题"), order_by=("title", "-day", "-pk"), attrs={"td": {"class": "tt"}})
    issuer = tables.Column(verbose_name=_("来文单位"), order_by=("issuer__path", "-day", "-pk"))
    paper = tables.Column(
        verbose_name=_("形式、文号、渠道"), accessor="document_number", empty_values=(), orderable=False
    )
    landings = tables.Column(
        verbose_name=_("送达"),
        order_by=("landings", "day", "pk"),
        initial_sort_descending=True,
        attrs=_number(_("送达")),
        footer=lambda table: count_text(table.sums.landings),
    )
    hours = tables.Column(
        verbose_name=_("人时"),
        accessor="minutes_of_landings",
        order_by=("minutes_of_landings", "day", "pk"),
        initial_sort_descending=True,
        attrs=_number(_("人时")),
        footer=lambda table: hours_text(table.sums.minutes),
    )
    counted = tables.Column(
        verbose_name=_("统计口径"),
        accessor="official",
        order_by=("official", "day", "pk"),
        initial_sort_descending=True,
        attrs=_NARROW,
    )

    class Meta:
        attrs = {"class": "tb cards"}
        order_by_field = "sort"

    def __init__(
        self, rows: ItemQuerySet, sums: Sums | None = None, under: CountingRule | None = None, **options: Any
    ) -> None:
        self.sums = sums or Sums({})
        self.decide = None if under is None else decider_under(under)
        super().__init__(rows, **options)

    def render_date(self, value: datetime.date) -> str:
        return value.isoformat()

    def render_title(self, value: str, record: Item) -> SafeString:
        return format_html('<a href="{}">{}</a>', reverse("item", args=[record.pk]), value)

    def render_paper(self, record: Item) -> SafeString:
        told = [record.document_number, _plan(record), str(record.get_channel_display())]
        beside = " · ".join(text for text in told if text) or NOTHING
        return format_html('<span class="tag">{}</span> <span class="mute small">{}</span>', form_of(record), beside)

    def render_landings(self, value: int) -> str:
        return count_text(value)

    def render_hours(self, value: int) -> str:
        return hours_text(value)

    def render_counted(self, record: Item) -> SafeString:
        """As stored, or as the version decides that the list is replayed under; the record is never saved."""
        if self.decide is not None:
            self.decide(record)
        if record.official:
            return format_html('<span title="{}">✓ {}</span>', grounds(record), gettext("计入"))
        return format_html('<span class="mute" title="{}">○ {}</span>', grounds(record), gettext("不计入"))

    def order_counted(self, rows: QuerySet[Item], is_descending: bool) -> tuple[QuerySet[Item], bool]:
        """By what the column shows."""
        counts = "official" if self.decide is None else "counts_under"
        before = "-" if is_descending else ""
        return rows.order_by(*(before + name for name in (counts, "day", "pk"))), True

    def order_kind(self, rows: QuerySet[Item], is_descending: bool) -> tuple[QuerySet[Item], bool]:
        """In the order of the cards, not of the alphabet."""
        place = Case(*(When(kind=kind, then=Value(number)) for number, kind in enumerate(Kind.values)))
        return rows.order_by(place.desc() if is_descending else place.asc(), "-day", "-pk"), True


class PagesOf(Paginator):
    """Pages of rows whose number is known already, so that nothing needs counting."""

    def __init__(self, rows: Any, per_page: int, *, total: int) -> None:
        super().__init__(rows, per_page)
        self.count = total


def show_page(table: ItemTable, total: int, per_page: int, page: str) -> None:
    """Cut a table to one page: the first for something that is no number, the last for one beyond the end."""
    number = PagesOf([], per_page, total=total).get_page(page).number
    table.paginate(PagesOf, per_page, number, total=total)


def in_order(rows: ItemQuerySet, sort: str, under: CountingRule | None = None) -> ItemQuerySet:
    """The rows in the order of the list, for the file."""
    ordered: ItemQuerySet = ItemTable(rows, under=under, order_by=sort).data.data
    return ordered


def form_of(item: Item) -> str:
    """视频会议, 便函, 督查: the form an item took, in the reader's language."""
    return str(getattr(item, f"get_{_FORM[Kind(item.kind)]}_display")())


def forms_of(item: Item) -> list[str]:
    """The form, and of a meeting in whose name it was held: what decides whether it counts."""
    name = str(item.get_meeting_name_display()) if item.meeting_name else ""
    return [form_of(item), *([name] if name else [])]


def _plan(item: Item) -> str:
    if item.kind != Kind.INSPECTION:
        return ""
    return str(item.get_plan_status_display())
