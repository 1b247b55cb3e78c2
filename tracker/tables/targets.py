"""The list of targets: who promised what, the ceiling it makes, and how it stands."""

from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.figures import NOTHING, count_text, percent_text, standing_symbol, standing_word
from tracker.models.targets import Target
from tracker.queries.target_rows import TargetRow
from tracker.sentences.words import target_words
from tracker.templatetags.standings import standing_chip


class TargetTable(tables.Table):
    """Rows of queries.target_rows. The order is given: by office, then level and kind."""

    office = tables.Column(verbose_name=_("单位"), accessor="target__office", attrs={"td": {"class": "tt"}})
    kind = tables.Column(verbose_name=_("类别、口径"), accessor="target", attrs={"td": {"class": "nw"}})
    promise = tables.Column(verbose_name=_("目标"), accessor="target", attrs={"td": {"class": "nw"}})
    ceiling = tables.Column(
        verbose_name=_("全年限额"),
        accessor="ceilings",
        empty_values=(),
        attrs={"th": {"class": "num"}, "td": {"class": "num", "data-l": _("全年限额")}},
    )
    standing = tables.Column(verbose_name=_("目前状态"), empty_values=(), accessor="bound")
    responsible = tables.Column(
        verbose_name=_("责任人"), accessor="target__responsible", default=NOTHING, attrs={"td": {"class": "say"}}
    )
    source = tables.Column(
        verbose_name=_("依据"), accessor="target__source", default=NOTHING, attrs={"td": {"class": "say"}}
    )
    change = tables.Column(verbose_name="", empty_values=(), accessor="target__pk", attrs={"td": {"class": "nw"}})

    class Meta:
        attrs = {"class": "tb cards"}
        orderable = False

    def __init__(self, rows: list[TargetRow], *, may_set: bool, **options: Any) -> None:
        self.may_set = may_set
        super().__init__(rows, **options)

    def render_office(self, record: TargetRow) -> SafeString:
        target = record.target
        if not target.level:
            return format_html("{}", target.office)
        words = gettext("所属%(level)s各单位") % {"level": target.get_level_display()}
        return format_html('{} <span class="tag">{}</span>', target.office, words)

    def render_kind(self, value: Target) -> SafeString:
        beside = f"{value.get_count_display()} · {value.get_side_display()}"
        return format_html('{} <span class="mute small">{}</span>', value.get_kind_display(), beside)

    def render_promise(self, value: Target) -> str:
        return target_words(value)

    def render_ceiling(self, record: TargetRow) -> SafeString:
        return format_html('<span title="{}">{}</span>', ceiling_sentence(record), _ceilings(record))

    def render_standing(self, record: TargetRow) -> SafeString | str:
        if not record.bound:
            return gettext("没有适用的单位")
        if not record.judged:
            return gettext("年份未到")
        return _chip(record) if record.own else _counts(record)

    def render_change(self, record: TargetRow) -> SafeString | str:
        if not record.is_own:
            return format_html('<span class="mute small">{}</span>', gettext("上级目标"))
        if not self.may_set:
            return ""
        return format_html(
            '<a class="no-print" href="{}">{}</a>', reverse("target_edit", args=[record.target.pk]), gettext("修改")
        )


def ceiling_sentence(row: TargetRow) -> str:
    """How the ceiling comes about: 限额 107 = 154 ×（1 − 30%），向下取整."""
    if row.own is None:
        return _of_level(row)
    if row.own.ceiling is None:
        return gettext("缺 %(year)s 年底数，暂时算不出限额") % {"year": row.target.baseline_year}
    ceiling = {"ceiling": count_text(row.own.ceiling)}
    if row.target.type == Target.Type.FIXED or row.own.baseline is None:
        return gettext("限额 %(ceiling)s，即目标中的固定数量") % ceiling
    baseline = {"baseline": count_text(row.own.baseline.number or 0), "year": row.own.baseline.year}
    if row.target.type == Target.Type.NOT_ABOVE_LAST_YEAR:
        return gettext("限额 %(ceiling)s = %(year)s 年底数") % (ceiling | baseline)
    cut = {"cut": percent_text(row.target.share).replace(".0%", "%")}
    return gettext("限额 %(ceiling)s = %(year)s 年底数 %(baseline)s ×（1 − %(cut)s），向下取整") % (
        ceiling | baseline | cut
    )


def _of_level(row: TargetRow) -> str:
    if not row.bound:
        return gettext("没有适用的单位")
    missing = len(row.bound) - len(row.ceilings)
    numbers = {"number": count_text(len(row.bound)), "missing": count_text(missing)}
    if missing:
        return gettext("适用 %(number)s 个单位，各自计算限额；%(missing)s 个缺底数，暂时算不出") % numbers
    return gettext("适用 %(number)s 个单位，各自计算限额") % numbers


def _ceilings(row: TargetRow) -> str:
    """One number, the range over several offices, or a dash."""
    if not row.ceilings:
        return NOTHING
    lowest, highest = row.ceilings[0], row.ceilings[-1]
    if lowest == highest:
        return count_text(lowest)
    return gettext("%(lowest)s—%(highest)s") % {"lowest": count_text(lowest), "highest": count_text(highest)}


def _chip(row: TargetRow) -> SafeString:
    assert row.own is not None
    chip = render_to_string("includes/standing_chip.html", standing_chip(row.own.judgement))
    return format_html('{} <span class="small">{}/{}</span>', chip, count_text(row.own.counted), _ceilings(row))


def _counts(row: TargetRow) -> SafeString:
    """适用 20 个单位：▲ 超额 3 ● 临界 5 …; symbol and word, in the order of gravity."""
    words = [(standing_symbol(standing), standing_word(standing), number) for standing, number in row.standing_counts]
    lead = gettext("适用 %(number)s 个单位：") % {"number": count_text(len(row.bound))}
    return format_html("{}{}", lead, format_html_join(" ", '<span class="nw">{} {} <b>{}</b></span>', words))
