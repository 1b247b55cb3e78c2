"""Baselines of an area: for each office and kind the number in use and what it rests on."""

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.figures import count_text
from tracker.models.baselines import Baseline
from tracker.models.kinds import Kind
from tracker.queries.baseline_rows import BaselineCell, BaselineRow


class BaselineTable(tables.Table):
    """Rows of queries.baseline_rows, in official order. `add` is where a number is typed in."""

    office = tables.Column(verbose_name=_("单位"), accessor="office__name", attrs={"td": {"class": "tt"}})

    class Meta:
        attrs = {"class": "tb cards"}
        orderable = False

    def __init__(self, rows: list[BaselineRow], *, may_set: bool, add: str, **options: Any) -> None:
        self.may_set, self.add = may_set, add
        columns = [(str(kind), _cells(place, kind)) for place, kind in enumerate(Kind)]
        super().__init__(rows, extra_columns=columns, **options)


class CellColumn(tables.Column):
    def render(self, value: BaselineCell, table: BaselineTable) -> SafeString:  # type: ignore[override]
        return format_html('<b>{}</b> <span class="two">{} {}</span>', *_told(value), _link(value, table))


def _cells(place: int, kind: Kind) -> CellColumn:
    return CellColumn(verbose_name=kind.label, accessor=f"cells__{place}", attrs={"td": {"data-l": kind.label}})


def _told(cell: BaselineCell) -> tuple[str, str]:
    """The number and what it rests on."""
    if cell.in_use is None or cell.in_use.number is None:
        return "?", gettext("没有底数，相应目标不能判定")
    if cell.typed is None:
        return count_text(cell.in_use.number), gettext("%(year)s 年台账") % {"year": cell.in_use.year}
    return count_text(cell.in_use.number), typed_words(cell.typed)


def typed_words(baseline: Baseline) -> str:
    """录入：2018年发文登记簿（吕立新 2026-11-02）."""
    by = baseline.entered_by
    name = (by.get_full_name() or by.get_username()) if by else gettext("系统")
    words = {"evidence": baseline.evidence, "name": name, "day": localtime(baseline.entered_at).date().isoformat()}
    words["typed"] = gettext("录入，分月：") if baseline.months else gettext("录入：")
    return gettext("%(typed)s%(evidence)s（%(name)s %(day)s）") % words


def _link(cell: BaselineCell, table: BaselineTable) -> SafeString | str:
    if not table.may_set:
        return ""
    if cell.typed is not None and cell.typed.is_locked:
        return format_html(
            '<a class="no-print" href="{}">{}</a>', reverse("baseline_edit", args=[cell.typed.pk]), gettext("已锁定")
        )
    if cell.typed is not None:
        return format_html(
            '<a class="no-print" href="{}">{}</a>', reverse("baseline_edit", args=[cell.typed.pk]), gettext("修改")
        )
    asked = urlencode({"office": cell.office.code, "kind": cell.kind})
    return format_html('<a class="no-print in-text" href="{}&{}">{}</a>', table.add, asked, gettext("录入"))
